//! The commands: a file for each noun.

mod apply;
mod apps;
mod doctor;
#[cfg(feature = "emulator")]
mod emulator;
mod listen;
mod livestreams;
mod login;
mod meetings;
mod people;
mod presets;
mod recordings;
mod replay;
mod sessions;
mod shell;
mod webhooks;

pub use shell::COMPLETE;

use clap::Subcommand;

use crate::context::Context;
use crate::failure::Failure;

/// The commands of `rtk`.
#[derive(Debug, Subcommand)]
pub enum Command {
    Login(login::Login),
    Logout(login::Logout),
    #[command(subcommand, alias = "meeting")]
    Meetings(meetings::Meetings),
    Who(people::Who),
    Join(people::Join),
    Kick(people::Kick),
    Record(recordings::Record),
    #[command(subcommand, alias = "recording")]
    Recordings(recordings::Recordings),
    #[command(subcommand, alias = "sessions")]
    Session(sessions::Sessions),
    #[command(subcommand, alias = "livestreams")]
    Livestream(livestreams::Livestreams),
    #[command(subcommand, alias = "app")]
    Apps(apps::Apps),
    #[command(subcommand, alias = "preset")]
    Presets(presets::Presets),
    #[command(subcommand, alias = "webhook")]
    Webhooks(webhooks::Webhooks),
    Plan(apply::ShowPlan),
    Apply(apply::Apply),
    Doctor(doctor::Doctor),
    #[cfg(feature = "emulator")]
    Emulator(emulator::RunEmulator),
    Completion(shell::Completion),
    Man(shell::Man),
}

impl Command {
    /// Runs the command. `whole` makes the whole command line, for what describes it.
    pub async fn run(self, context: &Context, whole: impl FnOnce() -> clap::Command) -> Result<(), Failure> {
        match self {
            Self::Login(command) => command.run(context).await,
            Self::Logout(command) => command.run(context),
            Self::Meetings(command) => command.run(context).await,
            Self::Who(command) => command.run(context).await,
            Self::Join(command) => command.run(context).await,
            Self::Kick(command) => command.run(context).await,
            Self::Record(command) => command.run(context).await,
            Self::Recordings(command) => command.run(context).await,
            Self::Session(command) => command.run(context).await,
            Self::Livestream(command) => command.run(context).await,
            Self::Apps(command) => command.run(context).await,
            Self::Presets(command) => command.run(context).await,
            Self::Webhooks(command) => command.run(context).await,
            Self::Plan(command) => command.run(context).await,
            Self::Apply(command) => command.run(context).await,
            Self::Doctor(command) => command.run(context).await,
            #[cfg(feature = "emulator")]
            Self::Emulator(command) => command.run(context).await,
            Self::Completion(command) => command.run(context),
            Self::Man(command) => command.run(context, whole()),
        }
    }
}
