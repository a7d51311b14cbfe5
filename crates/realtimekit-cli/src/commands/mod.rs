//! The commands: a file for each noun.

mod apply;
mod apps;
mod doctor;
#[cfg(feature = "emulator")]
mod emulator;
mod group;
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
use group::Group;

/// The commands of `rtk`.
#[derive(Debug, Subcommand)]
pub enum Command {
    Login(login::Login),
    Logout(login::Logout),
    /// List, show, create, end and reopen meetings
    #[command(subcommand, alias = "meeting")]
    Meetings(Group<meetings::Meetings>),
    Who(people::Who),
    Join(people::Join),
    Kick(people::Kick),
    Record(recordings::Record),
    /// List, show, download and archive recordings
    #[command(subcommand, alias = "recording")]
    Recordings(Group<recordings::Recordings>),
    /// List sessions; show one, its transcript, chat, summary and attendance; export it
    #[command(subcommand, alias = "sessions")]
    Session(Group<sessions::Sessions>),
    /// Livestreams: of meetings, and of other sources
    #[command(subcommand, alias = "livestreams")]
    Livestream(Group<livestreams::Livestreams>),
    /// Apps of the account
    #[command(subcommand, alias = "app")]
    Apps(Group<apps::Apps>),
    /// Presets of the app
    #[command(subcommand, alias = "preset")]
    Presets(Group<presets::Presets>),
    /// Webhooks of the app, and a receiver for development
    #[command(subcommand, alias = "webhook")]
    Webhooks(Group<webhooks::Webhooks>),
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
            Self::Meetings(Group(command)) => command.run(context).await,
            Self::Who(command) => command.run(context).await,
            Self::Join(command) => command.run(context).await,
            Self::Kick(command) => command.run(context).await,
            Self::Record(command) => command.run(context).await,
            Self::Recordings(Group(command)) => command.run(context).await,
            Self::Session(Group(command)) => command.run(context).await,
            Self::Livestream(Group(command)) => command.run(context).await,
            Self::Apps(Group(command)) => command.run(context).await,
            Self::Presets(Group(command)) => command.run(context).await,
            Self::Webhooks(Group(command)) => command.run(context).await,
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
