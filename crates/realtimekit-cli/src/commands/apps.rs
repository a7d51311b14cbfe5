//! `rtk apps`: the apps of the account.

use clap::builder::NonEmptyStringValueParser;
use clap::{Args, Subcommand};
use realtimekit::requests::AppsList;

use crate::context::{Change, Context, Limit};
use crate::failure::Failure;
use crate::named::HasName;
use crate::output::Column;
use crate::pick::pick;
use crate::recent;
use crate::step::{self, Step, print, without_curl};

const COLUMNS: &[Column<'static>] =
    &[Column::id("id", "id"), Column::plain("name", "name"), Column::time("created", "created_at")];

#[derive(Debug, Subcommand)]
pub enum Apps {
    /// List apps
    Ls,
    /// Show an app
    Show {
        /// Id or name of the app, or the beginning of its id
        #[arg(add = recent::completer("apps"))]
        wanted: String,
    },
    Ensure(Ensure),
}

/// Create an app, unless the account has one of this name
///
/// There is no operation that deletes an app.
#[derive(Args, Debug)]
pub struct Ensure {
    /// Name of the app
    #[arg(value_parser = NonEmptyStringValueParser::new())]
    name: String,
    /// Only show what would be changed
    #[arg(long)]
    dry_run: bool,
}

impl Apps {
    pub async fn run(self, context: &Context) -> Result<(), Failure> {
        match self {
            Self::Ls => {
                recent::keep("apps", &context.list(context.client()?.apps().list(), Limit::ALL, COLUMNS).await?);
                Ok(())
            }
            Self::Show { wanted } => {
                context.expect::<AppsList>(true)?;
                // The service has no operation for one app.
                let list = context.client()?.apps().list();
                context.preview(Change::default(), [&list])?;
                let apps = list.all().await?;
                context.output.object(pick("app", &wanted, &apps, HasName::id, HasName::titles)?, COLUMNS)
            }
            Self::Ensure(Ensure { name, dry_run }) => {
                without_curl(context, "use --dry-run")?;
                context.output.expect_fields(step::FIELDS)?;
                let job = context.client()?.apps().ensure(&name);
                match dry_run {
                    true => print(context, Step::planned("app", name, job.plan().await?)),
                    false => print(context, Step::done("app", name, job.send().await?, |app| &app.id)),
                }
            }
        }
    }
}
