//! `rtk apps`: the apps of the account.

use clap::Subcommand;

use crate::context::Context;
use crate::failure::Failure;
use crate::output::Column;

const COLUMNS: &[Column<'static>] =
    &[Column::id("id", "id"), Column::plain("name", "name"), Column::time("created", "created_at")];

/// Apps of the account
#[derive(Debug, Subcommand)]
pub enum Apps {
    /// List apps
    Ls,
}

impl Apps {
    pub async fn run(self, context: &Context) -> Result<(), Failure> {
        match self {
            Self::Ls => context.output.list(&context.items(context.client()?.apps().list(), None).await?, COLUMNS),
        }
    }
}
