//! `rtk meetings`: the rooms of an app.

use clap::{Args, Subcommand};
use realtimekit::types::MeetingStatus;
use serde_json::json;

use crate::context::{Change, Context, Destroy, Limit};
use crate::failure::Failure;
use crate::output::Column;
use crate::progress::Progress;
use crate::{names, recent};

const COLUMNS: &[Column<'static>] = &[
    Column::id("id", "id"),
    Column::plain("title", "title"),
    Column::status("status", "status"),
    Column::time("created", "created_at"),
];

const DETAILS: &[Column<'static>] = &[
    Column::id("id", "id"),
    Column::plain("title", "title"),
    Column::status("status", "status"),
    Column::plain("records on start", "record_on_start"),
    Column::plain("livestreams on start", "live_stream_on_start"),
    Column::plain("keeps chat", "persist_chat"),
    Column::plain("transcribes", "transcribe_on_end"),
    Column::plain("summarizes", "summarize_on_end"),
    Column::time("created", "created_at"),
    Column::time("updated", "updated_at"),
];

#[derive(Debug, Subcommand)]
pub enum Meetings {
    /// List meetings
    Ls(List),
    /// Show a meeting
    Show(Meeting),
    /// Create a meeting; `rtk api meetings create` has all options
    Create(Create),
    /// End a meeting: stop recordings and livestream, remove everybody, admit no one
    End(End),
    /// Open a meeting again that was ended, so that people can join
    Open(Open),
}

#[derive(Args, Debug)]
pub struct Meeting {
    /// Id, whole title, or the first 6 or more characters of the id
    #[arg(add = recent::completer("meetings"))]
    pub meeting: String,
}

#[derive(Args, Debug)]
pub struct List {
    /// Only meetings whose title contains this
    #[arg(long, value_name = "TEXT")]
    search: Option<String>,
    /// Only meetings of this status: ACTIVE or INACTIVE
    #[arg(long, value_name = "STATUS")]
    status: Option<String>,
    #[command(flatten)]
    limit: Limit,
}

#[derive(Args, Debug)]
pub struct Create {
    /// Title
    title: Option<String>,
    /// Record from the start of each session
    #[arg(long)]
    record: bool,
    /// Transcribe each session when it ends
    #[arg(long)]
    transcribe: bool,
    /// Summarize each session when it ends
    #[arg(long)]
    summarize: bool,
    #[command(flatten)]
    change: Change,
}

#[derive(Args, Debug)]
pub struct End {
    #[command(flatten)]
    meeting: Meeting,
    #[command(flatten)]
    destroy: Destroy,
}

#[derive(Args, Debug)]
pub struct Open {
    #[command(flatten)]
    meeting: Meeting,
    #[command(flatten)]
    change: Change,
}

impl Meetings {
    pub async fn run(self, context: &Context) -> Result<(), Failure> {
        match self {
            Self::Ls(list) => {
                let request = context.app()?.meetings().list().maybe_search(list.search);
                let request = request.maybe_status(list.status.map(|status| status.to_uppercase()));
                recent::keep("meetings", &context.list(request, list.limit, COLUMNS).await?);
                Ok(())
            }
            Self::Show(show) => {
                let meeting = names::meeting(context, &show.meeting).await?;
                context.show(Change::default(), meeting.get(), DETAILS).await
            }
            Self::Create(create) => {
                let on = |set: bool| set.then_some(true);
                let request = context.app()?.meetings().create().maybe_title(create.title);
                let request = request.maybe_record_on_start(on(create.record));
                let request = request.maybe_transcribe_on_end(on(create.transcribe));
                let request = request.maybe_summarize_on_end(on(create.summarize));
                context.show(create.change, request, DETAILS).await
            }
            Self::End(command) => end(context, command).await,
            Self::Open(Open { meeting, change }) => {
                let meeting = names::meeting(context, &meeting.meeting).await?;
                let request = meeting.update().status(MeetingStatus::Active);
                context.show(change, request, DETAILS).await
            }
        }
    }
}

async fn end(context: &Context, End { meeting, destroy }: End) -> Result<(), Failure> {
    context.output.expect_fields(&[
        "id",
        "people_removed",
        "recordings_stopped",
        "recordings_left",
        "livestream_stopped",
    ])?;
    let meeting = names::meeting(context, &meeting.meeting).await?;
    let requests = [
        meeting.recordings().active().dry_run()?,
        meeting.livestreams().stop().dry_run()?,
        meeting.active_session().kick_all().dry_run()?,
        meeting.update().status(MeetingStatus::Inactive).dry_run()?,
    ];
    context.print(destroy.change, &requests)?;
    if !destroy.yes {
        let title = context.send(meeting.get()).await?.title.filter(|title| !title.is_empty());
        let title = title.map(|title| format!("{title:?} ")).unwrap_or_default();
        context.confirm(destroy, &format!("End the meeting {title}({}) for everybody?", meeting.id())).await?;
    }
    context.on_signal("repeat the command to complete the end of the meeting");
    let ended = {
        let _spinner = Progress::spinner("Ending the meeting");
        meeting.end().send().await?
    };
    if !ended.recordings_left.is_empty() {
        let left = ended.recordings_left.join(", ");
        context.note(&format!("Recordings that were not stopped in time: {left}; see `rtk recordings ls`"));
    }
    let sentence = format!(
        "Ended {}: {} people removed, {} recordings stopped",
        meeting.id(),
        ended.people_removed,
        ended.recordings_stopped.len()
    );
    let result = json!({
        "id": meeting.id(),
        "people_removed": ended.people_removed,
        "recordings_stopped": ended.recordings_stopped,
        "recordings_left": ended.recordings_left,
        "livestream_stopped": ended.livestream_stopped,
    });
    context.output.done(&sentence, &result)
}
