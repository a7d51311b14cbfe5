//! `rtk apps`: the apps of the account.

use clap::Subcommand;

use crate::context::{Context, Limit};
use crate::failure::Failure;
use crate::output::Column;
use crate::recent;

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
            Self::Ls => {
                recent::keep("apps", &context.list(context.client()?.apps().list(), Limit::ALL, COLUMNS).await?);
                Ok(())
            }
        }
    }
}
