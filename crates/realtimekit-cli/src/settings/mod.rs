//! Account, credentials and app: from the environment, or from a profile.

mod profiles;

pub use profiles::{DEFAULT_PROFILE, Profile, Profiles};

use std::time::Duration;

use realtimekit::Client;

use crate::failure::Failure;

/// The destination of a command, and its credentials.
#[derive(Debug)]
pub struct Settings {
    profile: Profile,
    /// The name of the profile; `None` if they are from the environment.
    name: Option<String>,
}

impl Settings {
    /// Finds the settings.
    ///
    /// A profile that is named is used as a whole. Otherwise the environment is, if it has a token, and otherwise the
    /// profile that was used for the last login. The sources are never mixed, so that no token is sent to the base URL
    /// of another source.
    pub fn find(profile: Option<&str>, app: Option<&str>) -> Result<Self, Failure> {
        let variable = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
        let mut settings = match (profile, variable("CLOUDFLARE_API_TOKEN")) {
            (None, Some(token)) => Self {
                profile: Profile {
                    account_id: variable("CLOUDFLARE_ACCOUNT_ID"),
                    api_token: token,
                    app_id: None,
                    base_url: variable("REALTIMEKIT_BASE_URL"),
                },
                name: None,
            },
            (named, _) => {
                let mut profiles = Profiles::read()?;
                let name = named.unwrap_or(profiles.default_name()).to_owned();
                match (profiles.profiles.remove(&name), named) {
                    (Some(profile), _) => Self { profile, name: Some(name) },
                    (None, Some(_)) => {
                        return Err(Failure::usage(format!("there is no profile {name}"))
                            .hint(format!("create it with `rtk login --profile {name}`")));
                    }
                    (None, None) => {
                        let hint = "run `rtk login`, or set CLOUDFLARE_ACCOUNT_ID and CLOUDFLARE_API_TOKEN";
                        return Err(Failure::not_authorised("there are no credentials").hint(hint));
                    }
                }
            }
        };
        let app_id = app.map(str::to_owned).or(settings.profile.app_id.take()).or(variable("REALTIMEKIT_APP_ID"));
        settings.profile.app_id = app_id;
        Ok(settings)
    }

    /// The source of the settings: "the environment", "the profile work".
    pub fn source(&self) -> String {
        self.name.as_ref().map_or("the environment".to_owned(), |name| format!("the profile {name}"))
    }

    /// What to do if the credentials are not accepted.
    pub fn advice(&self) -> String {
        match self.name.as_deref() {
            None => "check CLOUDFLARE_API_TOKEN and CLOUDFLARE_ACCOUNT_ID of the environment".to_owned(),
            Some(DEFAULT_PROFILE) => "log in again with `rtk login`".to_owned(),
            Some(name) => format!("log in again with `rtk login --profile {name}`"),
        }
    }

    /// Creates the client; a request with all its attempts and waits takes no longer than `deadline`.
    pub fn client(&self, deadline: Duration) -> Result<Client, Failure> {
        self.profile.client(deadline).map_err(|error| Failure::from(error).hint(format!("check {}", self.source())))
    }
}
