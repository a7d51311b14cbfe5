//! Exports a session into a folder.

use std::collections::HashSet;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use realtimekit_api::Redacted;
use realtimekit_api::types::{Recording, RecordingStatus, TranscriptFormat};
use serde::Serialize;

use super::folder_lock::FolderLock;
use super::manifest::{EarlierFile, ExportState, ExportedFile, MANIFEST, Manifest, MissingFile, UNFINISHED};
use super::tables;
use crate::awaited::awaited;
use crate::error::{Error, ErrorKind};
use crate::files::chat::Chat;
use crate::files::local::{blocking, create_folder, file_error, taken, write_file};
use crate::files::name::split_extension;
use crate::files::remote::RemoteFile;
use crate::files::transcript::Transcript;
use crate::jobs::Attendance;
use crate::resources::SessionHandle;

/// The chat as JSON.
const CHAT_JSON: &str = "chat.json";

/// An export of a session: see [`SessionHandle::export_to`].
#[must_use = "an export does nothing until it is awaited"]
#[derive(Clone)]
pub struct Export {
    session: SessionHandle,
    folder: PathBuf,
    overwrite: bool,
    on_progress: Option<OnProgress>,
}

type OnProgress = Arc<dyn Fn(ExportProgress) + Send + Sync>;

/// How far an export is.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ExportProgress {
    /// Files that are complete.
    pub files: usize,
    /// Bytes of the files that are complete, and of the present one.
    pub bytes: u64,
    /// The file that is being fetched, as a path below the folder.
    pub file: String,
}

impl SessionHandle {
    /// Exports everything that the service keeps of the session into a folder: session and meeting as JSON, participants
    /// (one line for each connection) and attendance (one line for each person) as CSV, the chat as CSV and JSON, the transcript in all formats, the summary, and all recordings.
    ///
    /// An interrupted export continues where it stopped, and the files of a finished one are verified by their SHA-256 and
    /// not fetched again. Files that cannot be exported are listed in the manifest with the reason, and tried again by the
    /// next export. Files have names that are safe on every platform; JSON files contain no secrets, but `chat.csv` and
    /// `chat.json` contain the links of images and files that were sent. Files that no earlier export of the session has
    /// written, or that were changed since, are not replaced. One export at a time writes to a folder.
    ///
    /// ```no_run
    /// # async fn run(app: realtimekit::resources::AppHandle) -> Result<(), realtimekit::Error> {
    /// let manifest = app.session("session id").export_to("exports/weekly").await?;
    /// println!("{} files, {} missing", manifest.files.len(), manifest.missing.len());
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// Fails if the session cannot be fetched, or if a local file cannot be written or would be replaced
    /// ([`ErrorKind::File`], with its path; the source of the latter is an `io::Error` of the kind `AlreadyExists`).
    pub fn export_to(&self, folder: impl Into<PathBuf>) -> Export {
        Export { session: self.clone(), folder: folder.into(), overwrite: false, on_progress: None }
    }
}

impl Export {
    /// Whether to replace files that no earlier export of the session has written, or that were changed since. The default
    /// is no.
    pub fn overwrite(mut self, overwrite: bool) -> Self {
        self.overwrite = overwrite;
        self
    }

    /// Calls `report` with each file, and about ten times a second during a large one.
    pub fn on_progress(mut self, report: impl Fn(ExportProgress) + Send + Sync + 'static) -> Self {
        self.on_progress = Some(Arc::new(report));
        self
    }

    async fn run(self) -> Result<Manifest, Error> {
        let session = self.session.get().send().await?;
        let (folder, id, overwrite) = (self.folder.clone(), self.session.id().to_owned(), self.overwrite);
        let (_lock, earlier) = blocking(move || {
            create_folder(&folder)?;
            let lock = FolderLock::take(&folder)?;
            let earlier = ExportState::earlier(&folder, &id);
            let earlier = if overwrite { earlier.unwrap_or_default() } else { earlier? };
            create_folder(&folder.join("recordings"))?;
            Ok((lock, earlier))
        })
        .await?;
        let mut begun = earlier.begun.clone();
        let earlier = earlier.described();
        begun.extend(earlier.iter().map(|earlier| earlier.file.file.clone()));
        let manifest = Manifest {
            session_id: self.session.id().to_owned(),
            ended: session.ended_at.is_some(),
            ..Manifest::default()
        };
        let names = earlier.iter().map(|earlier| earlier.file.file.to_lowercase()).collect();
        let mut run = Run { export: &self, earlier, begun, manifest, names, bytes: 0 };

        let source = |part: &str| format!("sessions/{}{part}", self.session.id());
        run.write("session.json", &source(""), json(&session)).await?;
        let meeting = match session.associated_id.as_deref() {
            Some(id) => self.session.meeting(id).send().await.and_then(|meeting| json(&meeting)),
            None => Err(Error::new(ErrorKind::NotFound, "the session does not name its meeting")),
        };
        run.write("meeting.json", "meeting", meeting).await?;
        let people = self.session.participants().all().await;
        let (participants, attendance) = match people {
            Ok(people) => {
                let mut attendance = Attendance::new(self.session.id());
                attendance.record_session(&session);
                people.iter().for_each(|person| attendance.record_participant(person));
                (Ok(tables::participants(&people)), Ok(attendance.to_csv()))
            }
            Err(error) => (Err(Error::new(error.kind(), error.to_string())), Err(error)),
        };
        run.write("participants.csv", &source("/participants"), participants).await?;
        run.write("attendance.csv", &source("/participants"), attendance).await?;
        run.chat().await?;
        for format in [TranscriptFormat::Csv, TranscriptFormat::Json, TranscriptFormat::Srt, TranscriptFormat::Vtt] {
            run.transcript(format).await?;
        }
        run.summary().await?;
        run.recordings().await?;
        run.finish().await
    }
}

awaited!([] Export, 'static, run -> Result<Manifest, Error>);

impl fmt::Debug for Export {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Export")
            .field("session", &self.session.id())
            .field("folder", &self.folder)
            .finish_non_exhaustive()
    }
}

/// Why a recording has no files.
fn without_files(recording: &Recording) -> String {
    match &recording.status {
        Some(RecordingStatus::Errored) => "the recording failed (ERRORED) and has no files".to_owned(),
        Some(RecordingStatus::Uploaded) => "the service reports no files of the recording (UPLOADED)".to_owned(),
        Some(status) => format!("the recording is not uploaded yet ({status})"),
        None => "the recording has no files, and the service reports no status".to_owned(),
    }
}

/// A value as JSON with its secrets redacted.
fn json(value: &impl Serialize) -> Result<String, Error> {
    let text = serde_json::to_string_pretty(&Redacted(value));
    text.map_err(|error| Error::new(ErrorKind::Other, "the response cannot be written as JSON").with_source(error))
}

struct Run<'a> {
    export: &'a Export,
    /// Files that earlier exports have described, and this one has not replaced.
    earlier: Vec<EarlierFile>,
    /// Files that this export, or an earlier one of the session, has begun to write.
    begun: Vec<String>,
    manifest: Manifest,
    /// Names that are taken, in lower case.
    names: HashSet<String>,
    /// Bytes of complete files.
    bytes: u64,
}

impl Run<'_> {
    fn folder(&self) -> &Path {
        &self.export.folder
    }

    fn report(&self, file: &str) {
        if let Some(report) = &self.export.on_progress {
            report(ExportProgress { files: self.manifest.files.len(), bytes: self.bytes, file: file.to_owned() });
        }
    }

    /// Notes a file that is complete, so that an interrupted export need not fetch it again.
    async fn add(&mut self, file: ExportedFile) -> Result<(), Error> {
        self.bytes += file.size;
        self.report(&file.file);
        self.names.insert(file.file.to_lowercase());
        self.earlier.retain(|earlier| earlier.file.file != file.file);
        self.manifest.files.push(file);
        self.note().await
    }

    /// Writes how far the export is.
    async fn note(&self) -> Result<(), Error> {
        let folder = self.folder().to_owned();
        let (manifest, begun, earlier) = (self.manifest.clone(), self.begun.clone(), self.earlier.clone());
        blocking(move || ExportState { manifest, begun, earlier }.write(&folder.join(UNFINISHED))).await
    }

    /// Notes that a file is about to be written. Fails if there is one that no export of the session has written, or that
    /// was changed since.
    async fn begin(&mut self, name: &str) -> Result<(), Error> {
        let is_begun = self.begun.iter().any(|begun| begun == name);
        let described = self.earlier.iter().position(|earlier| earlier.file.file == name);
        // From now on the file may differ from what was described.
        let described = described.map(|index| self.earlier.remove(index).file);
        if is_begun && described.is_none() {
            return Ok(());
        }
        let (folder, name_there) = (self.folder().to_owned(), name.to_owned());
        if !self.export.overwrite {
            blocking(move || {
                let path = folder.join(name_there);
                match described {
                    Some(file) if file.is_changed(&folder)? => {
                        Err(taken(&path, "and was changed since an export of the session has written it"))
                    }
                    None if std::fs::symlink_metadata(&path).is_ok() => {
                        Err(taken(&path, "and was not written by an export of the session"))
                    }
                    _ => Ok(()),
                }
            })
            .await?;
        }
        if !is_begun {
            self.begun.push(name.to_owned());
        }
        self.note().await
    }

    /// Notes something that is not there. Only failures of this machine end the export.
    fn miss(&mut self, source: &str, error: Error) -> Result<(), Error> {
        if error.is_file() {
            return Err(error);
        }
        self.manifest.missing.push(MissingFile { source: source.to_owned(), reason: error.to_string() });
        Ok(())
    }

    async fn write(&mut self, name: &str, source: &str, content: Result<String, Error>) -> Result<(), Error> {
        let content = match content {
            Ok(content) => content,
            Err(error) => return self.miss(source, error),
        };
        self.begin(name).await?;
        let (folder, name, source) = (self.folder().to_owned(), name.to_owned(), source.to_owned());
        let file = blocking(move || {
            write_file(&folder.join(&name), content.as_bytes())?;
            ExportedFile::of(&folder, &name, &source)
        })
        .await?;
        self.add(file).await
    }

    /// A file of an earlier export.
    fn earlier(&self, source: &str) -> Option<&EarlierFile> {
        // The chat as JSON is made of the file that was fetched, and has the same source.
        self.earlier.iter().find(|earlier| earlier.file.source == source && earlier.file.file != CHAT_JSON)
    }

    /// A file of an earlier export that is still intact.
    async fn kept(&self, source: &str) -> Result<Option<ExportedFile>, Error> {
        let Some(file) = self.earlier(source).map(|earlier| earlier.file.clone()) else { return Ok(None) };
        let folder = self.folder().to_owned();
        blocking(move || Ok(file.is_intact(&folder)?.then_some(file))).await
    }

    /// Fetches a text of the session unless it is there already. Returns its name if it is there now.
    async fn text(
        &mut self,
        source: String,
        name: &str,
        found: impl Future<Output = Result<Option<RemoteFile>, Error>>,
        is_ready: fn(&Path) -> Result<bool, Error>,
    ) -> Result<Option<String>, Error> {
        // The files of a live session may have grown since.
        if self.earlier(&source).is_some_and(|earlier| earlier.ended)
            && let Some(file) = self.kept(&source).await?
        {
            let name = file.file.clone();
            self.add(file).await?;
            return Ok(Some(name));
        }
        let absent = |reason: &str| Error::new(ErrorKind::NotFound, reason.to_owned());
        let file = match found.await {
            Ok(Some(file)) => file,
            Ok(None) => {
                self.miss(
                    &source,
                    absent("the service has none: it was not made, is not ready, or was removed after 7 days"),
                )?;
                return Ok(None);
            }
            Err(error) => {
                self.miss(&source, error)?;
                return Ok(None);
            }
        };
        let name = format!("{name}{}", split_extension(&file.info().name).1);
        self.report(&name);
        self.begin(&name).await?;
        let path = self.folder().join(&name);
        // Texts are rewritten until they are ready, so that the size of an old one means nothing.
        if let Err(error) = file.download().overwrite(true).overwrite_part(self.export.overwrite).to(&path).await {
            self.miss(&source, error)?;
            return Ok(None);
        }
        let (folder, written, origin) = (self.folder().to_owned(), name.clone(), source.clone());
        let file = blocking(move || {
            let path = folder.join(&written);
            if is_ready(&path)? {
                return ExportedFile::of(&folder, &written, &origin).map(Some);
            }
            std::fs::remove_file(&path).map_err(|error| file_error("removed", &path, error))?;
            Ok(None)
        })
        .await;
        match file {
            Ok(Some(file)) => {
                self.add(file).await?;
                Ok(Some(name))
            }
            Ok(None) => {
                self.miss(&source, absent("the file has no content yet"))?;
                Ok(None)
            }
            Err(error) => {
                self.miss(&source, error)?;
                Ok(None)
            }
        }
    }

    async fn chat(&mut self) -> Result<(), Error> {
        let session = self.export.session.clone();
        let source = format!("sessions/{}/chat", session.id());
        let Some(name) = self.text(source.clone(), "chat", session.chat_file(), |_| Ok(true)).await? else {
            return Ok(());
        };
        let path = self.folder().join(name);
        let chat = blocking(move || {
            let content = std::fs::read(&path).map_err(|error| file_error("read", &path, error))?;
            Ok(Chat::parse(&content).map(|chat| chat.to_json().to_string()))
        })
        .await?;
        let chat = chat.map_err(|error| Error::new(ErrorKind::Decode, error.to_string()));
        self.write(CHAT_JSON, &source, chat).await
    }

    async fn transcript(&mut self, format: TranscriptFormat) -> Result<(), Error> {
        let session = self.export.session.clone();
        let source = format!("sessions/{}/transcript?format={format}", session.id());
        self.text(source, "transcript", session.transcript_file(format), |path| {
            let file = std::fs::File::open(path).map_err(|error| file_error("read", path, error))?;
            let mut sentences = match Transcript::read(file) {
                Ok(sentences) => sentences,
                Err(error) => return Err(Error::new(ErrorKind::Decode, error.to_string())),
            };
            Ok(sentences.any(|sentence| sentence.is_ok_and(|sentence| !sentence.text.trim().is_empty())))
        })
        .await
        .map(drop)
    }

    async fn summary(&mut self) -> Result<(), Error> {
        let session = self.export.session.clone();
        let source = format!("sessions/{}/summary", session.id());
        let has_content = |path: &Path| {
            let metadata = std::fs::metadata(path).map_err(|error| file_error("read", path, error))?;
            Ok(metadata.len() > 0)
        };
        self.text(source, "summary", session.summary_file(), has_content).await.map(drop)
    }

    async fn recordings(&mut self) -> Result<(), Error> {
        let session = self.export.session.clone();
        let recordings = match session.recordings().all().await {
            Ok(recordings) => recordings,
            Err(error) => return self.miss(&format!("sessions/{}/recordings", session.id()), error),
        };
        let mut files = Vec::new();
        for recording in &recordings {
            let listed = session.recording(&recording.id).files_of(recording);
            if listed.is_empty() {
                let source = format!("recordings/{}", recording.id);
                self.miss(&source, Error::new(ErrorKind::NotFound, without_files(recording)))?;
            }
            files.extend(listed);
        }
        for file in files {
            let source = file.source();
            if let Some(kept) = self.kept(&source).await? {
                self.add(kept).await?;
                continue;
            }
            let before = self.earlier(&source).map(|earlier| earlier.file.file.clone());
            let replaced = before.is_some() || self.export.overwrite;
            let name = match before {
                Some(before) => before,
                None => self.free_name(&file.info().name),
            };
            self.report(&name);
            self.begin(&name).await?;
            let (report, complete, count, shown) =
                (self.export.on_progress.clone(), self.bytes, self.manifest.files.len(), name.clone());
            let download = file.download().overwrite(replaced).overwrite_part(self.export.overwrite);
            let download = download.on_progress(move |progress| {
                if let Some(report) = &report {
                    report(ExportProgress { files: count, bytes: complete + progress.bytes, file: shown.clone() });
                }
            });
            match download.to(self.folder().join(&name)).await {
                Ok(_) => {
                    let folder = self.folder().to_owned();
                    let file = blocking(move || ExportedFile::of(&folder, &name, &source)).await?;
                    self.add(file).await?;
                }
                Err(error) => self.miss(&source, error)?,
            }
        }
        Ok(())
    }

    /// A path for a recording that no other file has, even if the file system ignores case.
    fn free_name(&mut self, name: &str) -> String {
        let (stem, extension) = split_extension(name);
        let numbered = (2u32..).map(|number| format!("recordings/{stem}-{number}{extension}"));
        let mut names = std::iter::once(format!("recordings/{name}")).chain(numbered);
        let free = names.find(|name| self.names.insert(name.to_lowercase()));
        free.unwrap_or_else(|| format!("recordings/{name}"))
    }

    async fn finish(self) -> Result<Manifest, Error> {
        let folder = self.export.folder.clone();
        let Self { manifest, mut begun, earlier, .. } = self;
        begun.retain(|name| manifest.files.iter().all(|file| file.file != *name));
        blocking(move || {
            let ended = ExportState { manifest, begun, earlier };
            ended.write(&folder.join(MANIFEST))?;
            let unfinished = folder.join(UNFINISHED);
            match std::fs::remove_file(&unfinished) {
                Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                    Err(file_error("removed", &unfinished, error))
                }
                _ => Ok(ended.manifest),
            }
        })
        .await
    }
}
