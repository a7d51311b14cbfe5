//! The commands: a file for each noun.

mod login;
mod meetings;

use clap::Subcommand;

use crate::context::Context;
use crate::failure::Failure;

/// What `rtk` does.
#[derive(Debug, Subcommand)]
pub enum Command {
    Login(login::Login),
    Logout(login::Logout),
    #[command(subcommand, visible_alias = "meeting")]
    Meetings(meetings::Meetings),
}

impl Command {
    pub async fn run(self, context: &Context) -> Result<(), Failure> {
        match self {
            Self::Login(command) => command.run(context).await,
            Self::Logout(command) => command.run(context),
            Self::Meetings(command) => command.run(context).await,
        }
    }
}
