//! `rtk session`: what happened in a session, and what is left of it.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use realtimekit::files::{ChatContent, ChatMessage};
use realtimekit::jobs::Attendee;
use serde_json::{Value, json};

use crate::context::{Change, Context, Limit, Patience};
use crate::failure::Failure;
use crate::output::{Column, Format};
use crate::progress::Progress;
use crate::step::without_curl;
use crate::{names, recent};

const COLUMNS: &[Column<'static>] = &[
    Column::id("id", "id"),
    Column::plain("meeting", "meeting_display_name"),
    Column::status("status", "status"),
    Column::time("started", "started_at"),
    Column::time("ended", "ended_at"),
    Column::plain("people", "total_participants"),
];

const DETAILS: &[Column<'static>] = &[
    Column::id("id", "id"),
    Column::plain("meeting", "meeting_display_name"),
    Column::id("meeting id", "associated_id"),
    Column::status("status", "status"),
    Column::plain("type", "type"),
    Column::time("started", "started_at"),
    Column::time("ended", "ended_at"),
    Column::plain("people now", "live_participants"),
    Column::plain("people in all", "total_participants"),
    Column::plain("people at peak", "max_concurrent_participants"),
    Column::minutes("participant time", "minutes_consumed"),
];

const ATTENDANCE: &[Column<'static>] = &[
    Column::plain("name", "name"),
    Column::plain("person", "custom_participant_id"),
    Column::time("joined", "first_joined_at"),
    Column::time("left", "last_left_at"),
    Column::seconds("time", "seconds"),
    Column::plain("connections", "connections"),
];

#[derive(Debug, Subcommand)]
pub enum Sessions {
    /// List sessions
    Ls(List),
    /// Show a session
    Show(Session),
    /// Who attended, and for how long
    Attendance(Attendance),
    /// Print the transcript
    Transcript(Transcript),
    /// Print the chat
    Chat(Session),
    /// Print the summary
    Summary(Summary),
    /// Write everything of a session into a folder: data, attendance, chat, transcript, summary, recordings
    Export(Export),
}

#[derive(Args, Debug)]
pub struct List {
    /// Only sessions of this meeting
    #[arg(long, add = recent::completer("meetings"))]
    meeting: Option<String>,
    /// Only sessions of this status: LIVE or ENDED
    #[arg(long, value_name = "STATUS")]
    status: Option<String>,
    #[command(flatten)]
    limit: Limit,
}

#[derive(Args, Debug)]
pub struct Session {
    /// Id, the title of its meeting if there was only one, or the first 6 or more characters of the id
    #[arg(add = recent::completer("sessions"))]
    session: String,
}

#[derive(Args, Debug)]
pub struct Attendance {
    #[command(flatten)]
    session: Session,
    /// Print comma-separated values
    #[arg(long)]
    csv: bool,
}

#[derive(Args, Debug)]
pub struct Transcript {
    #[command(flatten)]
    session: Session,
    /// The form; text if it is left out
    #[arg(long, value_enum)]
    format: Option<Form>,
    #[command(flatten)]
    patience: Patience,
}

#[derive(Args, Debug)]
pub struct Summary {
    #[command(flatten)]
    session: Session,
    #[command(flatten)]
    patience: Patience,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Form {
    /// A line for each sentence, with its speaker
    Text,
    /// SubRip subtitles
    Srt,
    /// WebVTT subtitles
    Vtt,
    /// Comma-separated values
    Csv,
}

#[derive(Args, Debug)]
pub struct Export {
    #[command(flatten)]
    session: Session,
    /// The folder
    folder: PathBuf,
    /// Replace files that no earlier export of the session has written, or that were changed since
    #[arg(long)]
    overwrite: bool,
}

impl Sessions {
    pub async fn run(self, context: &Context) -> Result<(), Failure> {
        match self {
            Self::Ls(list) => {
                let mut request = context.app()?.sessions().list();
                if let Some(meeting) = list.meeting {
                    request = request.associated_id(names::meeting(context, &meeting).await?.id());
                }
                let request = request.maybe_status(list.status.map(|status| status.to_uppercase()));
                recent::keep("sessions", &context.list(request, list.limit, COLUMNS).await?);
                Ok(())
            }
            Self::Show(Session { session }) => {
                let session = names::session(context, &session).await?;
                context.show(Change::default(), session.get(), DETAILS).await
            }
            Self::Attendance(Attendance { session, csv }) => {
                if csv {
                    context.output.only("--csv")?;
                }
                let session = names::session(context, &session.session).await?;
                context.preview(Change::default(), [&session.participants()])?;
                let attendance = {
                    let _spinner = Progress::spinner("Fetching the attendance");
                    session.attendance().await?
                };
                match csv {
                    true => context.output.text(&attendance.to_csv()),
                    false => {
                        let rows: Vec<Value> = attendance.people().iter().map(attendee).collect();
                        context.output.list(&rows, ATTENDANCE)
                    }
                }
            }
            Self::Transcript(Transcript { session, format, patience }) => {
                if format.is_some() {
                    context.output.only("--format")?;
                }
                context.output.fields_of_json()?;
                let session = names::session(context, &session.session).await?;
                context.preview(Change::default(), [&session.transcript()])?;
                let transcript = {
                    let _spinner = Progress::spinner("Fetching the transcript");
                    match patience.limit() {
                        Some(limit) => session.wait_for_transcript(limit).await?,
                        None => session.transcript().fetch().await?,
                    }
                };
                if transcript.is_empty() {
                    context.note("The transcript has no content yet: `--wait SECONDS` waits for it");
                }
                match (context.output.format, format.unwrap_or(Form::Text)) {
                    (Format::Json | Format::JsonLines, _) => context.output.raw(&transcript.to_json()),
                    (_, Form::Text) => context.output.foreign(&transcript.to_text()),
                    (_, Form::Srt) => context.output.foreign(&transcript.to_srt()),
                    (_, Form::Vtt) => context.output.foreign(&transcript.to_vtt()),
                    (_, Form::Csv) => context.output.foreign(&transcript.to_csv()),
                }
            }
            Self::Chat(Session { session }) => {
                let session = names::session(context, &session).await?;
                context.preview(Change::default(), [&session.chat()])?;
                let chat = {
                    let _spinner = Progress::spinner("Fetching the chat");
                    session.chat().fetch().await?
                };
                let columns = [
                    Column::time("time", "created_at"),
                    Column::plain("from", "name"),
                    Column::plain("message", "text"),
                ];
                let rows: Vec<Value> =
                    chat.messages.iter().map(|message| row(message, context.output.show_secrets)).collect();
                context.output.list(&rows, &columns)
            }
            Self::Summary(Summary { session, patience }) => {
                let session = names::session(context, &session.session).await?;
                context.preview(Change::default(), [&session.summary()])?;
                let summary = {
                    let _spinner = Progress::spinner("Fetching the summary");
                    match patience.limit() {
                        Some(limit) => session.wait_for_summary(limit).await?,
                        None => session.summary().fetch().await.map_err(|error| match Failure::from(error) {
                            failure if failure.is_not_found() => failure.hint("`--wait SECONDS` waits for a summary"),
                            failure => failure,
                        })?,
                    }
                };
                let result = json!({ "session_id": session.id(), "summary": summary.text });
                context.output.done(summary.text.trim_end(), &result)
            }
            Self::Export(Export { session, folder, overwrite }) => {
                context.output.expect_fields(&["folder", "files", "missing"])?;
                without_curl(context, "`rtk api sessions get SESSION --curl` prints the first one")?;
                let session = names::session(context, &session.session).await?;
                context.on_signal("repeat the command to continue the export");
                let progress = Progress::spinner("Exporting");
                let bar = progress.bar();
                let export = session.export_to(&folder).overwrite(overwrite).on_progress(move |progress| {
                    let size = indicatif::HumanBytes(progress.bytes);
                    bar.set_message(format!("{} files, {size}: {}", progress.files, progress.file));
                });
                let manifest = export.await?;
                drop(progress);
                for missing in &manifest.missing {
                    context.warn(&format!("missing: {}: {}", missing.source, missing.reason));
                }
                let (files, missing) = (manifest.files.len(), manifest.missing.len());
                let sentence = format!("{files} files in {}, {missing} missing", folder.display());
                let files: Vec<Value> =
                    manifest.files.iter().map(|file| json!({ "file": file.file, "size": file.size })).collect();
                let missing: Vec<Value> = manifest
                    .missing
                    .iter()
                    .map(|missing| json!({ "source": missing.source, "reason": missing.reason }))
                    .collect();
                let result = json!({ "folder": folder, "files": files, "missing": missing });
                context.output.done(&sentence, &result)
            }
        }
    }
}

fn attendee(attendee: &Attendee) -> Value {
    json!({
        "name": attendee.name,
        "custom_participant_id": attendee.custom_id,
        "first_joined_at": attendee.first_joined_at(),
        "last_left_at": attendee.last_left_at(),
        "seconds": attendee.total.as_secs(),
        "connections": attendee.peers.len(),
        "intervals": attendee.intervals,
    })
}

/// A message of a chat. Links lead to files without a login, so they are only printed if asked for.
fn row(message: &ChatMessage, show_secrets: bool) -> Value {
    let link = |what: &str, link: &realtimekit::Secret| match show_secrets {
        true => format!("[{what}] {}", link.expose()),
        false => format!("[{what}]"),
    };
    let text = match &message.content {
        ChatContent::Text(text) => text.clone(),
        ChatContent::Image(image) => link("image", image),
        ChatContent::File { link: file, name, .. } => link(name.as_deref().unwrap_or("file"), file),
        ChatContent::Other { kind, payload } => link(kind, payload),
        _ => "[unknown]".to_owned(),
    };
    json!({ "id": message.id, "created_at": message.created_at, "name": message.display_name,
        "participant_id": message.participant_id, "pinned": message.pinned, "text": text })
}
