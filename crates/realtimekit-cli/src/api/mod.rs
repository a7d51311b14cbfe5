//! `rtk api`: every operation of the API, from the generated table.

mod arguments;
mod assemble;
mod input;
mod send;
pub mod table;

use clap::{ArgMatches, Command};

use crate::context::Context;
use crate::failure::Failure;
pub use send::redact;
use table::TABLE;

/// The command with a subcommand for each resource, and one below it for each operation. They are made when the command
/// is used, so that other commands start fast.
pub fn command() -> Command {
    Command::new("api").about("Call any operation of the API; prints the result as JSON").defer(arguments::augment)
}

/// Runs the operation that the arguments name.
pub async fn run(matches: &ArgMatches, context: &Context) -> Result<(), Failure> {
    let Some((tag, matches)) = matches.subcommand() else { return Ok(()) };
    let Some((verb, matches)) = matches.subcommand() else { return Ok(()) };
    let operation = TABLE.operations.iter().find(|operation| operation.tag == tag && operation.verb == verb);
    let operation = operation.ok_or_else(|| Failure::usage(format!("there is no operation {tag} {verb}")))?;
    context.output.expect_raw(operation, matches.try_get_one("all").ok().flatten().is_some_and(|all| *all))?;
    let request = assemble::request(operation, matches, || Ok(context.app()?.id().to_owned()))?;
    send::send(operation, request, matches, context).await
}
