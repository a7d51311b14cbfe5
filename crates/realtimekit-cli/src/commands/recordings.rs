//! `rtk record`, `rtk recordings`: make recordings, list them, copy their files.

use std::ffi::OsString;
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use clap::{Args, Subcommand, ValueEnum, ValueHint};
use object_store::local::LocalFileSystem;
use object_store::{ObjectStore, ObjectStoreScheme};
use realtimekit::reqwest::Url;
use realtimekit::types::RecordingStatus;
use serde_json::json;

use super::meetings::Meeting;
use crate::context::{Change, Context, Limit, Patience};
use crate::failure::Failure;
use crate::output::Column;
use crate::progress::Progress;
use crate::signals::next_signal;
use crate::step::without_curl;
use crate::{names, recent};

const COLUMNS: &[Column<'static>] = &[
    Column::id("id", "id"),
    Column::plain("meeting", "meeting.title"),
    Column::status("status", "status"),
    Column::time("started", "started_time"),
    Column::seconds("length", "recording_duration"),
    Column::bytes("size", "file_size"),
];

const DETAILS: &[Column<'static>] = &[
    Column::id("id", "id"),
    Column::plain("file", "output_file_name"),
    Column::id("meeting", "meeting_id"),
    Column::id("session", "session_id"),
    Column::status("status", "status"),
    Column::time("invoked", "invoked_time"),
    Column::time("started", "started_time"),
    Column::time("stopped", "stopped_time"),
    Column::seconds("length", "recording_duration"),
    Column::bytes("size", "file_size"),
    Column::time("link expires", "download_url_expiry"),
];

/// Start, pause, resume or stop the recording of a meeting
#[derive(Args, Debug)]
pub struct Record {
    #[command(flatten)]
    meeting: Meeting,
    /// What to do
    action: Action,
    #[command(flatten)]
    change: Change,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Action {
    /// Start a recording; the meeting must have a live session for it to succeed
    Start,
    /// Suspend the running recording
    Pause,
    /// Continue the suspended recording
    Resume,
    /// Stop the recording; its files are uploaded then
    Stop,
}

#[derive(Debug, Subcommand)]
pub enum Recordings {
    /// List recordings
    Ls(List),
    /// Show a recording
    Show(Recording),
    /// Download the files of a recording into a folder; an interrupted download is continued
    Download(Download),
    /// Copy the files of all recordings to a folder or a bucket; what is there already is left out
    Archive(Archive),
}

#[derive(Args, Debug)]
pub struct List {
    /// Only recordings of this meeting
    #[arg(long, add = recent::completer("meetings"))]
    meeting: Option<String>,
    /// Only recordings of these states, such as UPLOADED,ERRORED
    #[arg(long, value_name = "STATUS", value_delimiter = ',')]
    status: Vec<String>,
    #[command(flatten)]
    limit: Limit,
}

#[derive(Args, Debug)]
pub struct Recording {
    /// Id, file name, the title of its meeting if there is only one, or the first 6 or more characters of the id
    #[arg(add = recent::completer("recordings"))]
    recording: String,
}

#[derive(Args, Debug)]
pub struct Download {
    #[command(flatten)]
    recording: Recording,
    /// The folder
    #[arg(long, value_name = "FOLDER", default_value = ".")]
    to: PathBuf,
    /// Replace files that are there already. Without it, a file of the same size is kept, and another one is an error
    #[arg(long)]
    overwrite: bool,
    #[command(flatten)]
    patience: Patience,
}

#[derive(Args, Debug)]
pub struct Archive {
    /// A folder, or s3://BUCKET/PATH with credentials, region and endpoint of AWS_ variables (S3, R2 and others)
    #[arg(value_hint = ValueHint::DirPath)]
    destination: String,
    /// Take the credentials for s3:// from the metadata host of this machine: the role of an EC2 instance
    #[arg(long)]
    instance_role: bool,
}

impl Record {
    pub async fn run(self, context: &Context) -> Result<(), Failure> {
        let meeting = names::meeting(context, &self.meeting.meeting).await?;
        if let Action::Start = self.action {
            return context.show(self.change, meeting.recordings().start(), DETAILS).await;
        }
        let active = meeting.recordings().active().send().await?;
        let none = || Failure::not_found("the meeting has no recording now").hint("start one with `rtk record`");
        let recording = context.app()?.recording(active.ok_or_else(none)?.id);
        let id = recording.id().to_owned();
        let request = match self.action {
            Action::Pause => recording.pause(),
            Action::Resume => recording.resume(),
            Action::Start | Action::Stop => recording.stop(),
        };
        context.show(self.change, request, DETAILS).await?;
        // The service names one of several. Nothing is lost if the others are not known.
        let running = context.app()?.recordings().list().meeting_id(meeting.id()).status(RUNNING);
        let others = running.all().await.unwrap_or_default();
        let others: Vec<String> = others.into_iter().map(|other| other.id).filter(|other| *other != id).collect();
        match (&self.action, others.as_slice()) {
            (_, []) | (Action::Resume, _) => {}
            (_, others) => context.warn(&format!(
                "Other recordings of the meeting go on: {}; repeat the command, or see `rtk recordings ls`",
                others.join(", ")
            )),
        }
        Ok(())
    }
}

/// States of recordings that can be stopped.
const RUNNING: [&str; 2] = ["RECORDING", "INVOKED"];

impl Recordings {
    pub async fn run(self, context: &Context) -> Result<(), Failure> {
        match self {
            Self::Ls(list) => {
                let mut request = context.app()?.recordings().list();
                if let Some(meeting) = list.meeting {
                    request = request.meeting_id(names::meeting(context, &meeting).await?.id());
                }
                if !list.status.is_empty() {
                    request = request.status(list.status.iter().map(|status| status.to_uppercase()));
                }
                recent::keep("recordings", &context.list(request, list.limit, COLUMNS).await?);
                Ok(())
            }
            Self::Show(show) => {
                let recording = names::recording(context, &show.recording).await?;
                context.show(Change::default(), recording.get(), DETAILS).await
            }
            Self::Download(download) => download.run(context).await,
            Self::Archive(archive) => archive.run(context).await,
        }
    }
}

impl Download {
    async fn run(self, context: &Context) -> Result<(), Failure> {
        context.output.expect_fields(&["file", "size", "received"])?;
        let recording = names::recording(context, &self.recording.recording).await?;
        context.preview(Change::default(), [&recording.get()])?;
        if let Some(limit) = self.patience.limit() {
            let _spinner = Progress::spinner("Waiting for the upload");
            recording.wait_until_uploaded(limit).await?;
        }
        let files = recording.files().await?;
        if files.is_empty() {
            let status = recording.get().send().await?.status;
            if status == Some(RecordingStatus::Errored) {
                let message = "the recording failed, so it has no files: its status is ERRORED";
                return Err(Failure::not_found(message).hint("`rtk recordings show` prints what is known of it"));
            }
            let status = status.map_or("unknown".to_owned(), |status| status.to_string());
            return Err(Failure::not_found(format!("the recording has no files yet, its status is {status}"))
                .hint("add --wait SECONDS"));
        }
        context.on_signal("repeat the command to continue the download");
        let mut rows = Vec::new();
        for file in files {
            let progress = Progress::bytes(file.name.as_str());
            let bar = progress.bar();
            let download = file.download().overwrite(self.overwrite).on_progress(move |progress| {
                bar.set_length(progress.total.unwrap_or(progress.bytes));
                bar.set_position(progress.bytes);
            });
            let download = match context.global.max_wait {
                Some(seconds) => download.deadline(Duration::from_secs(seconds)),
                None => download,
            };
            let downloaded = download.into_folder(&self.to).await?;
            rows.push(json!({ "file": downloaded.path, "size": downloaded.size, "received": downloaded.received }));
        }
        context.output.list(&rows, &[Column::id("file", "file"), Column::bytes("size", "size")])
    }
}

impl Archive {
    async fn run(self, context: &Context) -> Result<(), Failure> {
        context.output.expect_fields(&["archived", "present", "claimed", "pending", "errored", "stopped", "failed"])?;
        let recordings = context.app()?.recordings();
        without_curl(context, "`rtk api recordings list --curl` prints the one for the list")?;
        let (store, prefix) = self.destination()?;
        let stop = next_signal()?;
        context.handle_signals();
        let progress = Progress::spinner("Listing recordings");
        let bar = progress.bar();
        let stopped_by = Arc::new(OnceLock::new());
        let stopped = stopped_by.clone();
        let stop = async move {
            let _ = stopped.set(stop.await);
        };
        let report = recordings.archive(store).prefix(prefix).stop_when(stop).on_progress(move |progress| {
            let size = indicatif::HumanBytes(progress.bytes);
            bar.set_message(format!("{} of {} files, {size}", progress.files, progress.total));
        });
        let report = report.await?;
        drop(progress);
        for failed in &report.failed {
            context.warn(&format!("{}: {}", failed.source, Failure::from(&failed.error).message()));
        }
        let (archived, present, failed) = (report.archived.len(), report.present, report.failed.len());
        let result = json!({
            "archived": report.archived.iter().map(|file| json!({ "path": file.path, "size": file.size })).collect::<Vec<_>>(),
            "present": present,
            "claimed": report.claimed,
            "pending": report.pending,
            "errored": report.errored,
            "stopped": report.stopped,
            "failed": report.failed.iter().map(|file| &file.source).collect::<Vec<_>>(),
        });
        let claimed = report.claimed;
        let others = if claimed > 0 { format!(", {claimed} claimed by another run") } else { String::new() };
        let mut sentence = format!("{archived} files copied, {present} were there already{others}, {failed} failed");
        for (count, what) in [(report.pending, "not uploaded yet"), (report.errored, "without files (ERRORED)")] {
            if count > 0 {
                sentence.push_str(&format!("; {count} {what}"));
            }
        }
        context.output.done(&sentence, &result)?;
        if let Some(signal) = stopped_by.get() {
            let hint = "repeat the command to continue: files that are there already are left out";
            return Err(Failure::ended_by(*signal).hint(hint));
        }
        match (failed, claimed) {
            (0, 0) => Ok(()),
            (0, _) => Err(Failure::other(format!("{claimed} files were left to another run")).hint(
                "repeat the command when it has ended; the claims of a run that was killed expire after 5 minutes, or remove the *.claim objects",
            )),
            _ => {
                let in_the_way = report.failed.iter().filter(|failed| failed.error.is_conflict()).count();
                let message = format!("{failed} of {} files were not copied", archived + present + failed);
                Err(Failure::other(message).hint(match in_the_way {
                    0 => "repeat the command",
                    _ => "remove the other files that are in the way, then repeat the command",
                }))
            }
        }
    }
}

impl Archive {
    /// The store of a URL or a folder, and the path in it.
    fn destination(&self) -> Result<(Arc<dyn ObjectStore>, String), Failure> {
        let text = self.destination.as_str();
        let failed = |error: object_store::Error| Failure::usage(format!("the destination {text:?}: {error}"));
        if !text.contains("://") {
            let not_created = |error| Failure::other(format!("the folder {text:?} cannot be created: {error}"));
            std::fs::create_dir_all(text).map_err(not_created)?;
            return Ok((Arc::new(LocalFileSystem::new_with_prefix(text).map_err(failed)?), String::new()));
        }
        let url: Url = text.parse().map_err(|error| Failure::usage(format!("the destination {text:?}: {error}")))?;
        let variables = || {
            let text =
                |(name, value): (OsString, OsString)| Some((name.into_string().ok()?, value.into_string().ok()?));
            std::env::vars_os().filter_map(text).filter(|(_, value)| !value.is_empty())
        };
        let (scheme, _) = ObjectStoreScheme::parse(&url).map_err(|error| failed(error.into()))?;
        if !matches!(scheme, ObjectStoreScheme::AmazonS3 | ObjectStoreScheme::Local) {
            let message = format!("the destination {text:?}: a folder or s3://BUCKET/PATH is expected");
            return Err(Failure::usage(message));
        }
        if scheme == ObjectStoreScheme::AmazonS3 && !self.instance_role {
            let names: Vec<String> = variables().map(|(name, _)| name.to_ascii_uppercase()).collect();
            let are_set = |wanted: &&[&str]| wanted.iter().all(|name| names.iter().any(|other| other == name));
            if !CREDENTIALS.iter().any(are_set) {
                // They would be asked for at the metadata host, which most machines do not have.
                return Err(Failure::usage(format!("the destination {text:?}: there are no credentials")).hint(
                    "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or add --instance-role on an EC2 instance",
                ));
            }
        }
        let (store, path) = object_store::parse_url_opts(&url, variables()).map_err(failed)?;
        Ok((Arc::from(store), path.to_string()))
    }
}

/// Variables that lead to credentials for S3.
const CREDENTIALS: [&[&str]; 6] = [
    &["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"],
    &["AWS_WEB_IDENTITY_TOKEN_FILE", "AWS_ROLE_ARN"],
    &["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"],
    &["AWS_CONTAINER_CREDENTIALS_FULL_URI"],
    &["AWS_METADATA_ENDPOINT"],
    &["AWS_SKIP_SIGNATURE"],
];
