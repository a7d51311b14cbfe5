//! `rtk livestream`: meetings for viewers who do not join.

use clap::{Args, Subcommand};
use realtimekit::requests::LivestreamsList;

use super::meetings::Meeting;
use crate::context::{Change, Context, Limit};
use crate::failure::Failure;
use crate::output::Column;
use crate::{names, recent};

const COLUMNS: &[Column<'static>] = &[
    Column::id("id", "id"),
    Column::plain("name", "name"),
    Column::status("status", "status"),
    Column::id("meeting", "meeting_id"),
    Column::time("created", "created_at"),
];

const DETAILS: &[Column<'static>] = &[
    Column::id("id", "id"),
    Column::plain("name", "name"),
    Column::status("status", "status"),
    Column::id("meeting", "meeting_id"),
    Column::plain("watch at", "playback_url"),
    Column::plain("ingest server", "ingest_server"),
    Column::plain("stream key", "stream_key"),
    Column::time("created", "created_at"),
];

const STOPPED: &[Column<'static>] = &[Column::plain("message", "message")];

#[derive(Debug, Subcommand)]
pub enum Livestreams {
    /// List livestreams
    Ls(List),
    /// Show a livestream
    Show {
        /// Id, whole name, or the first 6 or more characters of the id
        #[arg(add = recent::completer("livestreams"))]
        livestream: String,
    },
    /// Create a livestream without a meeting, for an encoder that speaks RTMP
    ///
    /// --show-secrets prints the stream key. There is no operation that deletes a livestream.
    Create(Create),
    /// Start a livestream of a meeting
    Start(Start),
    /// Stop the livestream of a meeting
    Stop(Stop),
}

#[derive(Args, Debug)]
pub struct List {
    /// Only livestreams of this status: LIVE, IDLE, ERRORED or INVOKED
    #[arg(long, value_name = "STATUS")]
    status: Option<String>,
    #[command(flatten)]
    limit: Limit,
}

#[derive(Args, Debug)]
pub struct Create {
    /// Name
    name: Option<String>,
    #[command(flatten)]
    change: Change,
}

#[derive(Args, Debug)]
pub struct Start {
    #[command(flatten)]
    meeting: Meeting,
    /// Name
    #[arg(long)]
    name: Option<String>,
    #[command(flatten)]
    change: Change,
}

#[derive(Args, Debug)]
pub struct Stop {
    #[command(flatten)]
    meeting: Meeting,
    #[command(flatten)]
    change: Change,
}

impl Livestreams {
    pub async fn run(self, context: &Context) -> Result<(), Failure> {
        match self {
            Self::Ls(list) => {
                let request = context.app()?.livestreams().list();
                let request = request.maybe_status(list.status.map(|status| status.to_uppercase()));
                recent::keep("livestreams", &context.list(request, list.limit, COLUMNS).await?);
                Ok(())
            }
            Self::Show { livestream } => {
                context.expect::<LivestreamsList>(true)?;
                let livestream = names::livestream(context, &livestream).await?;
                let details = context.send(livestream.get()).await?;
                let found = details.livestream.ok_or_else(|| Failure::not_found("the livestream has no details"))?;
                context.output.object(&found, DETAILS)
            }
            Self::Create(create) => {
                let request = context.app()?.livestreams().create().maybe_name(create.name);
                context.show(create.change, request, DETAILS).await
            }
            Self::Start(start) => {
                let meeting = names::meeting(context, &start.meeting.meeting).await?;
                let request = meeting.livestreams().start().maybe_name(start.name);
                context.show(start.change, request, DETAILS).await
            }
            Self::Stop(stop) => {
                let meeting = names::meeting(context, &stop.meeting.meeting).await?;
                context.show(stop.change, meeting.livestreams().stop(), STOPPED).await
            }
        }
    }
}
