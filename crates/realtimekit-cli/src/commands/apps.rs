//! `rtk apps`: the apps of the account.

use clap::Subcommand;

use crate::context::{Change, Context};
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
            Self::Ls => {
                let apps = context.client()?.apps().list();
                context.preview(Change::default(), [&apps])?;
                context.output.list(&apps.all().await?, COLUMNS)
            }
        }
    }
}
