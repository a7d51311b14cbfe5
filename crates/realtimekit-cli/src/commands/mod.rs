//! The commands: a file for each noun.

mod apply;
mod apps;
mod doctor;
#[cfg(feature = "emulator")]
mod emulator;
mod listen;
mod login;
mod meetings;
mod presets;
mod replay;
mod webhooks;

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
    #[command(subcommand, visible_alias = "app")]
    Apps(apps::Apps),
    #[command(subcommand, visible_alias = "preset")]
    Presets(presets::Presets),
    #[command(subcommand, visible_alias = "webhook")]
    Webhooks(webhooks::Webhooks),
    Plan(apply::ShowPlan),
    Apply(apply::Apply),
    Doctor(doctor::Doctor),
    #[cfg(feature = "emulator")]
    Emulator(emulator::RunEmulator),
}

impl Command {
    pub async fn run(self, context: &Context) -> Result<(), Failure> {
        match self {
            Self::Login(command) => command.run(context).await,
            Self::Logout(command) => command.run(context),
            Self::Meetings(command) => command.run(context).await,
            Self::Apps(command) => command.run(context).await,
            Self::Presets(command) => command.run(context).await,
            Self::Webhooks(command) => command.run(context).await,
            Self::Plan(command) => command.run(context).await,
            Self::Apply(command) => command.run(context).await,
            Self::Doctor(command) => command.run(context).await,
            #[cfg(feature = "emulator")]
            Self::Emulator(command) => command.run(context).await,
        }
    }
}
