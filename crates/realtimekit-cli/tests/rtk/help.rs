//! The help of the commands.

use crate::world::World;

#[test]
fn help_names_arguments_and_options() {
    let world = World::new();
    for line in [
        "apps ls",
        "apply",
        "doctor",
        "emulator",
        "plan",
        "presets",
        "presets edit",
        "presets ensure",
        "presets show",
        "webhooks",
        "webhooks delete",
        "webhooks ensure",
        "webhooks listen",
        "webhooks replay",
    ] {
        let arguments: Vec<&str> = line.split(' ').chain(["--help"]).collect();
        insta::assert_snapshot!(format!("help {line}").replace(' ', "_"), world.transcript(&arguments));
    }
}
