//! Profiles: how they are stored, and which settings count.

use std::process::Stdio;

use crate::program::{Outcome, Setup};

async fn login(setup: &Setup, token: &str, options: &[&str]) -> Outcome {
    let input = setup.path().join("token");
    std::fs::write(&input, format!("{token}\n")).unwrap();
    let arguments = ["login", "--account", setup.emulator.account_id(), "--base-url", setup.emulator.base_url()];
    let mut command = setup.bare(&[&arguments[..], options].concat());
    command.stdin(Stdio::from(std::fs::File::open(&input).unwrap()));
    let outcome = setup.run(command).await;
    std::fs::remove_file(input).unwrap();
    outcome
}

#[tokio::test(flavor = "multi_thread")]
async fn a_login_is_stored_for_its_owner_and_used() {
    let setup = Setup::demo().await;
    let token = setup.emulator.api_token();
    let outcome = login(&setup, token, &[]).await;
    assert_eq!(outcome.code, Some(0), "{outcome}");
    assert!(!outcome.out.contains(token) && !outcome.err.contains(token), "{outcome}");
    let file = setup.path().join("profiles.toml");
    assert!(std::fs::read_to_string(&file).unwrap().contains(token));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(std::fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    }
    // The only app of the account was chosen.
    let list = setup.run(setup.bare(&["meetings", "ls"])).await;
    assert!(list.out.contains("Weekly sync"), "{list}");

    let outcome = login(&setup, token, &["--profile", "other", "--app", "00000000-0000-4000-8000-000000000000"]).await;
    assert_eq!(outcome.code, Some(3), "the account has no such app: {outcome}");
    let removed = setup.run(setup.bare(&["logout"])).await;
    assert_eq!(removed.code, Some(0), "{removed}");
    let list = setup.run(setup.bare(&["meetings", "ls"])).await;
    assert_eq!(list.code, Some(4), "{list}");
    assert!(list.err.contains("rtk login"), "{list}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_token_is_not_stored() {
    let setup = Setup::demo().await;
    let outcome = login(&setup, "wrong-token-wrong-token", &[]).await;
    assert_eq!(outcome.code, Some(4), "{outcome}");
    assert!(!outcome.err.contains("wrong-token"), "{outcome}");
    assert!(!setup.path().join("profiles.toml").exists());
    let outcome = login(&setup, "", &[]).await;
    assert_eq!(outcome.code, Some(2), "{outcome}");
}

#[tokio::test(flavor = "multi_thread")]
async fn sources_of_settings_are_not_mixed() {
    let setup = Setup::demo().await;
    assert_eq!(login(&setup, setup.emulator.api_token(), &["--profile", "work"]).await.code, Some(0));
    // The token of the environment is wrong, and counts unless a profile is named.
    let mut command = setup.command(&["meetings", "ls"]);
    command.env("CLOUDFLARE_API_TOKEN", "wrong-token-wrong-token");
    assert_eq!(setup.run(command).await.code, Some(4));
    let mut command = setup.bare(&["meetings", "ls", "--profile", "work"]);
    // A base URL without a token does not direct the token of a profile elsewhere.
    command.env("CLOUDFLARE_API_TOKEN", "wrong-token-wrong-token").env("REALTIMEKIT_BASE_URL", "http://127.0.0.1:9");
    let outcome = setup.run(command).await;
    assert_eq!(outcome.code, Some(0), "{outcome}");
    let outcome = setup.rtk(&["meetings", "ls", "--profile", "missing"]).await;
    assert_eq!((outcome.code, outcome.err.contains("missing")), (Some(2), true), "{outcome}");
}

#[cfg(unix)]
#[tokio::test(flavor = "multi_thread")]
async fn profiles_that_others_can_read_are_refused() {
    use std::os::unix::fs::PermissionsExt;
    let setup = Setup::demo().await;
    let file = setup.path().join("profiles.toml");
    std::fs::write(&file, "[profiles.default]\napi_token = \"tok-s3cr3t\"\n").unwrap();
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o644)).unwrap();
    let outcome = setup.run(setup.bare(&["meetings", "ls"])).await;
    assert_eq!((outcome.code, outcome.err.contains("chmod 600")), (Some(1), true), "{outcome}");
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o600)).unwrap();
    std::fs::write(&file, "[profiles.default]\napi_token = \"tok-s3cr3t\nrest = 1\n").unwrap();
    let outcome = setup.run(setup.bare(&["meetings", "ls"])).await;
    assert_eq!((outcome.code, outcome.err.contains("line 2")), (Some(1), true), "{outcome}");
    assert!(!outcome.err.contains("s3cr3t"), "{outcome}");
}
