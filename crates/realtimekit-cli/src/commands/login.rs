//! `rtk login`, `rtk logout`: profiles.

use std::io::{IsTerminal, stderr, stdin};

use clap::Args;
use serde_json::json;

use crate::context::Context;
use crate::failure::Failure;
use crate::progress::Progress;
use crate::settings::{DEFAULT_PROFILE, Profile, Profiles};
use crate::urls::proxy;

/// Store account and token in a profile
///
/// The token is asked for without echo. Without a terminal it is read from the first line of standard input. It is
/// checked by listing the apps of the account, and stored in a file that only you can read.
#[derive(Args, Debug)]
pub struct Login {
    /// The Cloudflare account; asked for if it is left out
    #[arg(long, value_name = "ACCOUNT_ID", env = "CLOUDFLARE_ACCOUNT_ID", hide_env_values = true)]
    account: Option<String>,
    /// Another host, such as an emulator
    #[arg(long, value_name = "URL", env = "REALTIMEKIT_BASE_URL", hide_env_values = true)]
    base_url: Option<String>,
    /// Store the profile without checking the token
    #[arg(long)]
    no_check: bool,
}

/// Remove a profile
#[derive(Args, Debug)]
pub struct Logout {}

impl Login {
    pub async fn run(self, context: &Context) -> Result<(), Failure> {
        context.output.expect_fields(&["profile", "account_id", "app_id", "base_url"])?;
        let name = context.global.profile.as_deref().unwrap_or(DEFAULT_PROFILE).to_owned();
        check_name(&name)?;
        let given = |text: Option<String>| text.filter(|text| !text.is_empty());
        Profiles::read()?; // before anything is asked for
        let account_id = match given(self.account) {
            Some(account_id) => account_id,
            None => account(context).await?,
        };
        let api_token = token(context).await?;
        let app_id = context.global.app.clone();
        let mut profile = Profile { account_id: Some(account_id), api_token, app_id, base_url: given(self.base_url) };
        let client = profile.client(context.global.request_limit())?;
        if !self.no_check {
            let apps = {
                let _spinner = Progress::spinner("Checking the token");
                let listed = client.apps().list().all().await;
                listed.map_err(|error| Failure::from(error).advise(None, proxy(client.base_url())))?
            };
            match (&profile.app_id, apps.as_slice()) {
                (Some(id), apps) if apps.iter().all(|app| app.id != *id) => {
                    let known = apps.iter().map(|app| app.id.as_str()).collect::<Vec<_>>().join(", ");
                    return Err(Failure::not_found(format!("the account has no app {id}"))
                        .hint(format!("it has these: {known}")));
                }
                (None, [app]) => profile.app_id = Some(app.id.clone()),
                (None, _) => {
                    context.note("The profile has no app yet: see `rtk apps ls`, then repeat with --app APP_ID")
                }
                _ => {}
            }
        }
        let result = json!({ "profile": name, "account_id": profile.account_id, "app_id": profile.app_id,
            "base_url": client.base_url() });
        let path = Profiles::change(|profiles| {
            profiles.profiles.insert(name.clone(), profile);
            profiles.default = Some(name.clone());
            Ok(())
        })?;
        let url = client.base_url();
        let sentence = format!("Logged in to {url} with the profile {name}, stored in {}", path.display());
        context.output.done(&sentence, &result)
    }
}

impl Logout {
    pub fn run(self, context: &Context) -> Result<(), Failure> {
        let mut name = String::new();
        Profiles::change(|profiles| {
            let missing = || Failure::usage("no profile is in use").hint("write --profile NAME");
            name.clone_from(context.global.profile.as_ref().or(profiles.default.as_ref()).ok_or_else(missing)?);
            if profiles.profiles.remove(&name).is_none() {
                return Err(Failure::usage(format!("there is no profile {name}")));
            }
            profiles.default = profiles.default.take().filter(|default| *default != name);
            Ok(())
        })?;
        context.output.done(&format!("Removed the profile {name}"), &json!({ "profile": name }))
    }
}

/// Names of profiles are written on the command line and in messages.
fn check_name(name: &str) -> Result<(), Failure> {
    match name.trim().is_empty() || name.trim() != name || name.chars().any(char::is_control) {
        true => Err(Failure::usage(format!(
            "--profile: {name:?} is not a name: it is empty, or has spaces around it or control characters"
        ))),
        false => Ok(()),
    }
}

/// Asks for the account on the terminal.
async fn account(context: &Context) -> Result<String, Failure> {
    if !stdin().is_terminal() || !stderr().is_terminal() {
        return Err(Failure::usage("the account is missing").hint("write --account"));
    }
    context.ask("Account id: ").await
}

/// The token: without echo from a terminal, otherwise the first line of standard input.
async fn token(context: &Context) -> Result<String, Failure> {
    let token = match stdin().is_terminal() {
        true => {
            let _echo = Echo::keep();
            context.read(|| rpassword::prompt_password("API token (not shown): ")).await?.trim().to_owned()
        }
        false => context.ask("").await?,
    };
    match token.is_empty() {
        true => Err(Failure::usage("the token is empty").hint("write it on the terminal, or to standard input")),
        false => Ok(token),
    }
}

/// Restores the settings of the terminal when it is dropped: an interrupted prompt leaves it without echo.
struct Echo(#[cfg(unix)] Option<rustix::termios::Termios>);

impl Echo {
    fn keep() -> Self {
        #[cfg(unix)]
        return Self(rustix::termios::tcgetattr(stdin()).ok());
        #[cfg(not(unix))]
        Self()
    }
}

impl Drop for Echo {
    fn drop(&mut self) {
        #[cfg(unix)]
        if let Some(settings) = &self.0 {
            let _ = rustix::termios::tcsetattr(stdin(), rustix::termios::OptionalActions::Now, settings);
        }
    }
}
