//! `rtk meetings`: the rooms of an app.

use clap::{Args, Subcommand};

use crate::context::{Change, Context};
use crate::failure::Failure;
use crate::output::Column;

const COLUMNS: &[Column<'static>] = &[
    Column::id("id", "id"),
    Column::plain("title", "title"),
    Column::status("status", "status"),
    Column::time("created", "created_at"),
];

/// Meetings of the app
#[derive(Debug, Subcommand)]
pub enum Meetings {
    /// List meetings, the newest first
    Ls(List),
    /// Show a meeting
    Show {
        /// The meeting
        meeting: String,
    },
    /// Create a meeting
    Create {
        /// Title
        title: Option<String>,
        #[command(flatten)]
        change: Change,
    },
}

#[derive(Args, Debug)]
pub struct List {
    /// Meetings whose title contains this
    #[arg(long)]
    search: Option<String>,
    /// How many to show
    #[arg(long, default_value_t = 50, value_parser = clap::value_parser!(u64).range(1..))]
    limit: u64,
    /// Show all of them
    #[arg(long, conflicts_with = "limit")]
    all: bool,
}

impl Meetings {
    pub async fn run(self, context: &Context) -> Result<(), Failure> {
        let app = context.app()?;
        match self {
            Self::Ls(list) => {
                let request = app.meetings().list().maybe_search(list.search);
                let limit = (!list.all).then_some(list.limit);
                context.output.list(&context.items(request, limit).await?, COLUMNS)
            }
            Self::Show { meeting } => context.output.object(&context.send(app.meeting(meeting).get()).await?, COLUMNS),
            Self::Create { title, change } => {
                let created = context.change(change, app.meetings().create().maybe_title(title)).await?;
                context.output.object(&created, COLUMNS)
            }
        }
    }
}
