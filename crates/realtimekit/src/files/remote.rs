//! Files of recordings and sessions with the way to fresh links.

use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

use realtimekit_api::Secret;
use realtimekit_api::types::{Recording, TranscriptFormat};

use super::download::{Download, storage_client};
use super::list::{FileInfo, FileKind, RecordingFiles};
use super::name::{safe_file_name, split_extension};
use crate::base_url::is_loopback;
use crate::core::Core;
use crate::error::{Error, ErrorKind};
use crate::resources::{RecordingHandle, SessionHandle};

/// A file that the service keeps. Unlike a [`FileInfo`], it fetches a fresh link when the present one has expired.
#[derive(Clone)]
pub struct RemoteFile {
    info: FileInfo,
    core: Arc<Core>,
    origin: Origin,
}

/// The operation that returns the link.
#[derive(Clone, Debug)]
enum Origin {
    Recording(RecordingHandle),
    Chat(SessionHandle),
    Transcript(SessionHandle, TranscriptFormat),
    Summary(SessionHandle),
}

impl RemoteFile {
    /// The data of the file.
    pub fn info(&self) -> &FileInfo {
        &self.info
    }

    /// Downloads the file, with the retry policy of the client.
    pub fn download(&self) -> Download {
        let (origin, info) = (self.origin.clone(), self.info.clone());
        configured(&self.core, Download::new(&self.info)).fresh_link(move || {
            let (origin, info) = (origin.clone(), info.clone());
            async move { origin.link(&info).await }
        })
    }

    /// Identifier of the recording, for a file of one.
    pub fn recording_id(&self) -> Option<&str> {
        match &self.origin {
            Origin::Recording(recording) => Some(recording.id()),
            _ => None,
        }
    }

    /// A short text that names the source without a link, such as `recordings/<id>/composite`.
    pub(crate) fn source(&self) -> String {
        match &self.origin {
            Origin::Recording(recording) => {
                let name = self.info.original_name.as_deref().unwrap_or(&self.info.name);
                match self.info.kind {
                    FileKind::Track => format!(
                        "recordings/{}/{}/{name}",
                        recording.id(),
                        self.info.layer.as_deref().unwrap_or("default")
                    ),
                    kind => format!("recordings/{}/{kind}", recording.id()),
                }
            }
            Origin::Chat(session) => format!("sessions/{}/chat", session.id()),
            Origin::Transcript(session, format) => format!("sessions/{}/transcript?format={format}", session.id()),
            Origin::Summary(session) => format!("sessions/{}/summary", session.id()),
        }
    }
}

impl Origin {
    async fn link(&self, info: &FileInfo) -> Result<Secret, Error> {
        let link = match self {
            Self::Recording(recording) => {
                let files = recording.get().send().await?.files();
                let same = |file: &FileInfo| {
                    (file.kind, &file.layer, &file.original_name) == (info.kind, &info.layer, &info.original_name)
                };
                files.into_iter().find(same).and_then(|file| file.link)
            }
            Self::Chat(session) => session.chat().send().await?.chat_download_url,
            Self::Transcript(session, format) => {
                session.transcript().format(format.clone()).send().await?.transcript_download_url
            }
            Self::Summary(session) => session.summary().send().await?.summary_download_url,
        };
        link.filter(|link| !link.is_empty()).ok_or_else(|| {
            Error::new(
                ErrorKind::NotFound,
                format!("{:?} has no link: it is not uploaded yet, or was removed", info.name),
            )
        })
    }
}

impl Deref for RemoteFile {
    type Target = FileInfo;

    fn deref(&self) -> &FileInfo {
        &self.info
    }
}

impl fmt::Debug for RemoteFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RemoteFile").field("info", &self.info).field("source", &self.source()).finish_non_exhaustive()
    }
}

impl RecordingHandle {
    /// Fetches the recording and lists its files; empty while there are none.
    ///
    /// # Errors
    ///
    /// As [`Request::send`](crate::Request::send).
    pub async fn files(&self) -> Result<Vec<RemoteFile>, Error> {
        Ok(self.files_of(&self.get().send().await?))
    }

    /// Lists the files of the recording from data that was fetched before, such as an entry of a list.
    pub fn files_of(&self, recording: &Recording) -> Vec<RemoteFile> {
        recording.files().into_iter().map(|file| self.file(file)).collect()
    }

    /// A file of the recording that was listed without a client, such as by an event: it gets the way to fresh links.
    pub fn file(&self, info: FileInfo) -> RemoteFile {
        RemoteFile { info, core: self.get().core, origin: Origin::Recording(self.clone()) }
    }
}

impl SessionHandle {
    /// Lists the files of the session: its recordings, the chat, the transcript in CSV, and the summary. Those that do
    /// not exist (yet, or any more after 7 days) are left out.
    ///
    /// # Errors
    ///
    /// As [`Request::send`](crate::Request::send), for each of the requests.
    pub async fn files(&self) -> Result<Vec<RemoteFile>, Error> {
        let mut files = self.recording_files().await?;
        files.extend(self.chat_file().await?);
        files.extend(self.transcript_file(TranscriptFormat::Csv).await?);
        files.extend(self.summary_file().await?);
        Ok(files)
    }

    /// The files of all recordings of the session.
    pub(crate) async fn recording_files(&self) -> Result<Vec<RemoteFile>, Error> {
        let recordings = self.recordings().all().await?;
        Ok(recordings.iter().flat_map(|recording| self.recording(&recording.id).files_of(recording)).collect())
    }

    pub(crate) async fn chat_file(&self) -> Result<Option<RemoteFile>, Error> {
        let chat = present(self.chat().send().await)?;
        Ok(chat.map(|chat| {
            let expiry = chat.chat_download_url_expiry;
            self.text_file(FileKind::Chat, "chat", "csv", chat.chat_download_url, expiry, Origin::Chat(self.clone()))
        }))
    }

    pub(crate) async fn transcript_file(&self, format: TranscriptFormat) -> Result<Option<RemoteFile>, Error> {
        let transcript = present(self.transcript().format(format.clone()).send().await)?;
        let extension = format.to_string().to_ascii_lowercase();
        Ok(transcript.map(|transcript| {
            let expiry = transcript.transcript_download_url_expiry;
            let origin = Origin::Transcript(self.clone(), format);
            self.text_file(
                FileKind::Transcript,
                "transcript",
                &extension,
                transcript.transcript_download_url,
                expiry,
                origin,
            )
        }))
    }

    pub(crate) async fn summary_file(&self) -> Result<Option<RemoteFile>, Error> {
        let summary = present(self.summary().send().await)?;
        Ok(summary.map(|summary| {
            let link = summary.summary_download_url;
            let path = link.as_ref().map_or("", Secret::expose).split(['?', '#']).next().unwrap_or_default();
            let markdown = split_extension(path.rsplit('/').next().unwrap_or_default()).1 == ".md";
            let extension = if markdown { "md" } else { "txt" };
            let expiry = summary.summary_download_url_expiry;
            self.text_file(FileKind::Summary, "summary", extension, link, expiry, Origin::Summary(self.clone()))
        }))
    }

    fn text_file(
        &self,
        kind: FileKind,
        name: &str,
        extension: &str,
        link: Option<Secret>,
        expiry: Option<realtimekit_api::Timestamp>,
        origin: Origin,
    ) -> RemoteFile {
        let info = FileInfo {
            kind,
            layer: None,
            track: None,
            name: safe_file_name(&format!("{}-{name}.{extension}", self.id())),
            original_name: None,
            size: None,
            link: link.filter(|link| !link.is_empty()),
            expiry,
        };
        RemoteFile { info, core: self.get().core, origin }
    }
}

/// Gives a download the retry policy and the connections of a client.
pub(crate) fn configured(core: &Core, download: Download) -> Download {
    let base = reqwest::Url::parse(core.api.base_url()).ok();
    let local = base.as_ref().is_some_and(is_loopback);
    // A client that may use http belongs to a service without https.
    let insecure = base.is_some_and(|url| url.scheme() == "http");
    let download = download.retry_policy(core.retry_policy.clone()).allow_insecure_http(insecure);
    // Without it each download has its own client.
    match core.storage.get_or_init(|| storage_client(local).ok()) {
        Some(http) => download.http_client(http.clone()),
        None => download,
    }
}

/// `None` if the service reports that there is no such thing.
pub(crate) fn present<T>(result: Result<T, Error>) -> Result<Option<T>, Error> {
    match result {
        Ok(found) => Ok(Some(found)),
        Err(error) if error.is_not_found() => Ok(None),
        Err(error) => Err(error),
    }
}
