//! Profiles: how they are stored, and which settings count.

use std::process::Stdio;

use crate::world::{Outcome, World, outcome as finished};

fn login(world: &World, token: &str, options: &[&str]) -> Outcome {
    let input = world.home.path().join("token");
    std::fs::write(&input, format!("{token}\n")).unwrap();
    let arguments = ["login", "--account", world.emulator.account_id(), "--base-url", world.emulator.base_url()];
    let mut command = world.bare(&[&arguments[..], options].concat());
    command.stdin(Stdio::from(std::fs::File::open(&input).unwrap()));
    let outcome = finished(command.output().unwrap());
    std::fs::remove_file(input).unwrap();
    outcome
}

#[test]
fn a_login_is_stored_for_its_owner_and_used() {
    let world = World::demo();
    let token = world.emulator.api_token();
    let outcome = login(&world, token, &[]);
    assert_eq!(outcome.code, Some(0), "{outcome}");
    assert!(!outcome.out.contains(token) && !outcome.err.contains(token), "{outcome}");
    let file = world.home.path().join("config/profiles.toml");
    assert!(std::fs::read_to_string(&file).unwrap().contains(token));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(std::fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    }
    // The only app of the account was chosen.
    let list = finished(world.bare(&["meetings", "ls"]).output().unwrap());
    assert!(list.out.contains("Weekly sync"), "{list}");

    let outcome = login(&world, token, &["--profile", "other", "--app", "00000000-0000-4000-8000-000000000000"]);
    assert_eq!(outcome.code, Some(3), "the account has no such app: {outcome}");
    let removed = finished(world.bare(&["logout"]).output().unwrap());
    assert_eq!(removed.code, Some(0), "{removed}");
    let list = finished(world.bare(&["meetings", "ls"]).output().unwrap());
    assert_eq!(list.code, Some(4), "{list}");
    assert!(list.err.contains("rtk login"), "{list}");
}

#[test]
fn a_wrong_token_is_not_stored() {
    let world = World::demo();
    let outcome = login(&world, "wrong-token-wrong-token", &[]);
    assert_eq!(outcome.code, Some(4), "{outcome}");
    assert!(!outcome.err.contains("wrong-token"), "{outcome}");
    assert!(!world.home.path().join("config/profiles.toml").exists());
    let outcome = login(&world, "", &[]);
    assert_eq!(outcome.code, Some(2), "{outcome}");
}

#[test]
fn the_advice_for_a_refused_token_names_its_profile() {
    let world = World::demo();
    for (name, expected) in
        [("default", "log in again with `rtk login`\n"), ("work", "with `rtk login --profile work`\n")]
    {
        let stored = login(&world, "wrong-token-wrong-token", &["--no-check", "--profile", name]);
        assert_eq!(stored.code, Some(0), "{stored}");
        let refused = finished(world.bare(&["apps", "ls", "--profile", name]).output().unwrap());
        assert!(refused.code == Some(4) && refused.err.ends_with(expected), "{refused}");
    }
}

#[test]
fn the_base_url_may_come_from_the_environment() {
    let world = World::demo();
    let input = world.file("token", world.emulator.api_token());
    let mut command = world.bare(&["login"]);
    command.env("CLOUDFLARE_ACCOUNT_ID", world.emulator.account_id());
    command.env("REALTIMEKIT_BASE_URL", world.emulator.base_url());
    let outcome = finished(command.stdin(Stdio::from(std::fs::File::open(input).unwrap())).output().unwrap());
    assert_eq!((outcome.code, outcome.out.contains(world.emulator.base_url())), (Some(0), true), "{outcome}");
    let listed = finished(world.bare(&["meetings", "ls"]).output().unwrap());
    assert_eq!(listed.code, Some(0), "{listed}");
}

#[test]
fn names_of_profiles_are_checked() {
    let world = World::demo();
    for name in ["", " ", "a\nb", " a", "a\u{1b}[2J"] {
        let outcome = login(&world, world.emulator.api_token(), &["--profile", name]);
        assert_eq!((outcome.code, outcome.err.contains("--profile: ")), (Some(2), true), "{name:?}: {outcome}");
    }
    assert!(!world.home.path().join("config/profiles.toml").exists());
    let outcome = finished(world.bare(&["logout", "--profile", "absent"]).output().unwrap());
    assert_eq!((outcome.code, outcome.err.contains("no profile absent")), (Some(2), true), "{outcome}");
}

#[test]
fn logout_without_a_current_profile_removes_none() {
    let world = World::demo();
    for name in ["default", "work"] {
        assert_eq!(login(&world, world.emulator.api_token(), &["--profile", name]).code, Some(0));
    }
    let logout = || finished(world.bare(&["logout"]).env("RTK_PROFILE", "").output().unwrap());
    let (first, second) = (logout(), logout());
    assert_eq!((first.code, first.out.contains("work")), (Some(0), true), "an empty variable is not set: {first}");
    assert_eq!((second.code, second.err.contains("--profile NAME")), (Some(2), true), "{second}");
    let listed = finished(world.bare(&["meetings", "ls", "--profile", "default"]).output().unwrap());
    assert_eq!(listed.code, Some(0), "{listed}");
}

#[test]
fn sources_of_settings_are_not_mixed() {
    let world = World::demo();
    assert_eq!(login(&world, world.emulator.api_token(), &["--profile", "work"]).code, Some(0));
    // The token of the environment is wrong, and counts unless a profile is named.
    let mut command = world.command(&["meetings", "ls"]);
    command.env("CLOUDFLARE_API_TOKEN", "wrong-token-wrong-token");
    assert_eq!(finished(command.output().unwrap()).code, Some(4));
    let mut command = world.bare(&["meetings", "ls", "--profile", "work"]);
    // A base URL without a token does not direct the token of a profile elsewhere.
    command.env("CLOUDFLARE_API_TOKEN", "wrong-token-wrong-token").env("REALTIMEKIT_BASE_URL", "http://127.0.0.1:9");
    let outcome = finished(command.output().unwrap());
    assert_eq!(outcome.code, Some(0), "{outcome}");
    let outcome = world.run(&["meetings", "ls", "--profile", "missing"]);
    assert_eq!((outcome.code, outcome.err.contains("missing")), (Some(2), true), "{outcome}");
}

#[cfg(unix)]
#[test]
fn profiles_that_others_can_read_are_refused() {
    use std::os::unix::fs::PermissionsExt;
    let world = World::demo();
    let file = world.home.path().join("config/profiles.toml");
    std::fs::create_dir_all(file.parent().unwrap()).unwrap();
    std::fs::write(&file, "[profiles.default]\napi_token = \"tok-s3cr3t\"\n").unwrap();
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o644)).unwrap();
    let outcome = finished(world.bare(&["meetings", "ls"]).output().unwrap());
    assert_eq!((outcome.code, outcome.err.contains("chmod 600")), (Some(1), true), "{outcome}");
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o600)).unwrap();
    std::fs::write(&file, "[profiles.default]\napi_token = \"tok-s3cr3t\nrest = 1\n").unwrap();
    let outcome = finished(world.bare(&["meetings", "ls"]).output().unwrap());
    assert_eq!((outcome.code, outcome.err.contains("line 2")), (Some(1), true), "{outcome}");
    assert!(!outcome.err.contains("s3cr3t"), "{outcome}");
}

#[test]
fn logins_at_the_same_time_lose_no_profile() {
    let world = World::demo();
    let input = world.file("token", world.emulator.api_token());
    let start = |number: usize| {
        let name = format!("p{number}");
        let mut command = world.bare(&["login", "--account", "a", "--no-check", "--profile", &name]);
        let command = command.stdin(Stdio::from(std::fs::File::open(&input).unwrap()));
        command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
    };
    let started: Vec<_> = (0..12).map(start).collect();
    for child in started {
        let outcome = finished(child.wait_with_output().unwrap());
        assert_eq!(outcome.code, Some(0), "{outcome}");
    }
    let text = std::fs::read_to_string(world.home.path().join("config/profiles.toml")).unwrap();
    assert_eq!(text.matches("[profiles.p").count(), 12, "{text}");
}
