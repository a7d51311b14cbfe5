//! The help of the commands.

use crate::world::{World, snapshot};

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
        let help = world.transcript(&arguments);
        // Those are the same everywhere.
        let own = help.split("\nGlobal options:").next().unwrap_or(&help);
        snapshot(&format!("help {line}").replace(' ', "_"), own);
    }
}
