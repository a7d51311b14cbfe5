//! Copies recordings into an object store.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use futures_util::future::{BoxFuture, Either, FutureExt as _, Shared, join, select};
use futures_util::{StreamExt as _, TryStreamExt as _};
use object_store::path::Path;
use object_store::{
    Error as StoreError, ObjectStore, ObjectStoreExt as _, PutMode, PutOptions, PutPayload, WriteMultipart,
};
use realtimekit_api::Timestamp;
use realtimekit_api::types::RecordingStatus;
use tokio::sync::Notify;

use super::claim::{claim, release, renew};
use crate::awaited::awaited;
use crate::error::{Error, ErrorKind};
use crate::files::download::ByteStream;
use crate::files::remote::RemoteFile;
use crate::resources::Recordings;

/// Parts of an upload that are sent at the same time.
const PARTS_AT_ONCE: usize = 2;

/// Most parts of an upload; S3 allows 10,000.
const MOST_PARTS: u64 = 9_000;

/// Smallest part that S3 and R2 accept.
const SMALLEST_PART: usize = 5 * 1024 * 1024;

/// An archive run: see [`Recordings::archive`].
#[must_use = "nothing is archived until this is awaited"]
#[derive(Clone)]
pub struct Archive {
    recordings: Recordings,
    store: Arc<dyn ObjectStore>,
    prefix: Path,
    concurrency: usize,
    part_size: usize,
    lease: Duration,
    stop: Option<Shared<BoxFuture<'static, ()>>>,
    on_progress: Option<OnProgress>,
}

type OnProgress = Arc<dyn Fn(ArchiveProgress) + Send + Sync>;

/// How far an archive run is.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ArchiveProgress {
    /// Files that need nothing more in this run, whether copied, present, or failed.
    pub files: usize,
    /// Files that the service has.
    pub total: usize,
    /// Bytes that were copied.
    pub bytes: u64,
}

/// The outcome of an archive run.
#[derive(Debug, Default)]
#[non_exhaustive]
pub struct ArchiveReport {
    /// Objects that were written.
    pub archived: Vec<ArchivedFile>,
    /// Files that the destination had already.
    pub present: usize,
    /// Files that another machine is copying.
    pub claimed: usize,
    /// Recordings that are not uploaded yet (INVOKED, RECORDING, PAUSED, UPLOADING), and files of uploaded ones that have
    /// no link yet: a later run takes them.
    pub pending: usize,
    /// Recordings that failed (ERRORED). Nothing of them is copied.
    pub errored: usize,
    /// Files that were not copied because the run was stopped; see [`Archive::stop_when`].
    pub stopped: usize,
    /// Files that could not be copied; the next run tries them again.
    pub failed: Vec<FailedFile>,
}

/// An object that was written.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ArchivedFile {
    /// Path of the object in the store.
    pub path: String,
    /// Size in bytes.
    pub size: u64,
    /// The file of the service, such as `recordings/<id>/composite`.
    pub source: String,
}

/// A file that could not be copied.
#[derive(Debug)]
#[non_exhaustive]
pub struct FailedFile {
    /// The file of the service.
    pub source: String,
    /// When the service removes it.
    pub expiry: Option<Timestamp>,
    /// Why it could not be copied.
    pub error: Error,
}

impl Recordings {
    /// Copies all uploaded recordings of the app that the destination does not hold yet into it, those that expire
    /// first at the head: the service removes recordings after 7 days.
    ///
    /// The destination is anything that implements `object_store::ObjectStore`: S3, R2, GCS, Azure, a folder. Objects
    /// are named `<recording id>/<file name>`, tracks `<recording id>/<layer>/<file name>`. An object appears when it is
    /// whole; a run that was interrupted is continued by the next one, file by file. Several machines may run at the
    /// same time: each file is claimed by an object `<name>.claim`, which is renewed while the file is copied, and removed
    /// afterwards. The claims of a machine that failed expire after the [`lease`](Archive::lease), 5 minutes by default; if
    /// no other run exists, they can be removed before.
    ///
    /// ```no_run
    /// # async fn run(app: realtimekit::resources::AppHandle, store: std::sync::Arc<dyn object_store::ObjectStore>)
    /// # -> Result<(), realtimekit::Error> {
    /// let report = app.recordings().archive(store).prefix("recordings").await?;
    /// println!("{} copied, {} failed", report.archived.len(), report.failed.len());
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// Fails if the recordings or the destination cannot be listed. Failures of single files are in the report.
    pub fn archive(&self, destination: Arc<dyn ObjectStore>) -> Archive {
        Archive {
            recordings: self.clone(),
            store: destination,
            prefix: Path::default(),
            concurrency: 4,
            part_size: 8 * 1024 * 1024,
            lease: Duration::from_secs(5 * 60),
            stop: None,
            on_progress: None,
        }
    }
}

impl Archive {
    /// Path below which the objects are. The default is the root of the destination.
    pub fn prefix(mut self, prefix: impl AsRef<str>) -> Self {
        self.prefix = Path::from(prefix.as_ref());
        self
    }

    /// How many files are copied at the same time. The default is 4, the least is 1. Each takes about three parts of
    /// memory.
    pub fn concurrency(mut self, files: usize) -> Self {
        self.concurrency = files;
        self
    }

    /// Size of the parts of an upload in bytes. The default is 8 MiB, the least 5 MiB. Larger ones are used for files
    /// that would have more than 9,000 parts.
    pub fn part_size(mut self, bytes: usize) -> Self {
        self.part_size = bytes;
        self
    }

    /// How long a machine that failed, or whose run was dropped, keeps others from a file. The default is 5 minutes. A run
    /// renews its claims three times in this time, so that a copy may take longer. Machines whose clocks differ by more
    /// copy files twice, which does no harm: each writes the same bytes.
    pub fn lease(mut self, lease: Duration) -> Self {
        self.lease = lease;
        self
    }

    /// Stops the run when `signal` completes: copies that have begun are ended, their claims and unfinished uploads are
    /// removed, and the report counts what was not copied as [`stopped`](ArchiveReport::stopped). Dropping the future
    /// instead leaves the claims until the lease ends.
    ///
    /// ```no_run
    /// # async fn run(app: realtimekit::resources::AppHandle, store: std::sync::Arc<dyn object_store::ObjectStore>)
    /// # -> Result<(), realtimekit::Error> {
    /// let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    /// # drop(stop);
    /// let report = app.recordings().archive(store).stop_when(async { drop(stopped.await) }).await?;
    /// println!("{} copied, {} left for the next run", report.archived.len(), report.stopped);
    /// # Ok(())
    /// # }
    /// ```
    pub fn stop_when(mut self, signal: impl Future<Output = ()> + Send + 'static) -> Self {
        self.stop = Some(signal.boxed().shared());
        self
    }

    /// Calls `report` after each part and each file.
    pub fn on_progress(mut self, report: impl Fn(ArchiveProgress) + Send + Sync + 'static) -> Self {
        self.on_progress = Some(Arc::new(report));
        self
    }

    /// Whether the run was stopped.
    fn is_stopped(&self) -> bool {
        self.stop.as_ref().is_some_and(|stop| stop.peek().is_some() || stop.clone().now_or_never().is_some())
    }

    /// The output of a future, unless the run is stopped before.
    async fn unless_stopped<T>(&self, work: impl Future<Output = Result<T, Error>>) -> Result<T, Error> {
        let Some(stop) = self.stop.clone() else { return work.await };
        match select(stop, std::pin::pin!(work)).await {
            Either::Left(_) => Err(Error::new(ErrorKind::Other, "the run was stopped")),
            Either::Right((output, _)) => output,
        }
    }

    async fn run(self) -> Result<ArchiveReport, Error> {
        let listed = self.unless_stopped(self.recordings.list().all()).await;
        let recordings = match listed {
            Err(_) if self.is_stopped() => return Ok(ArchiveReport::default()),
            listed => listed?,
        };
        let mut report = ArchiveReport::default();
        let mut files: Vec<RemoteFile> = Vec::new();
        for recording in &recordings {
            let listed = self.recordings.handle(&recording.id).files_of(recording);
            match recording.status {
                Some(RecordingStatus::Errored) => report.errored += 1,
                Some(RecordingStatus::Uploaded) => files.extend(listed),
                None if !listed.is_empty() => files.extend(listed),
                _ => report.pending += 1,
            }
        }
        files.sort_by_key(|file| (file.info().expiry.is_none(), file.info().expiry));
        let listed = self.store.list((!self.prefix.as_ref().is_empty()).then_some(&self.prefix));
        let listed = listed.map_ok(|object| (object.location, object.size)).try_collect::<HashMap<_, _>>().await;
        let present = listed.map_err(destination)?;
        let run = Run { archive: &self, present, total: files.len(), done: Mutex::default() };
        let outcomes =
            futures_util::stream::iter(files).map(|file| run.file(file)).buffer_unordered(self.concurrency.max(1));
        let outcomes: Vec<Outcome> = outcomes.collect().await;
        for outcome in outcomes {
            match outcome {
                Outcome::Archived(file) => report.archived.push(file),
                Outcome::Present => report.present += 1,
                Outcome::Claimed => report.claimed += 1,
                Outcome::Pending => report.pending += 1,
                Outcome::Stopped => report.stopped += 1,
                Outcome::Failed(file) => report.failed.push(file),
            }
        }
        Ok(report)
    }
}

awaited!([] Archive, 'static, run -> Result<ArchiveReport, Error>);

impl fmt::Debug for Archive {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Archive")
            .field("destination", &format_args!("{}", self.store))
            .field("prefix", &self.prefix)
            .finish_non_exhaustive()
    }
}

fn destination(error: StoreError) -> Error {
    Error::new(ErrorKind::Other, format!("the destination failed: {error}")).with_source(error)
}

enum Outcome {
    Archived(ArchivedFile),
    Present,
    Claimed,
    Pending,
    Stopped,
    Failed(FailedFile),
}

struct Run<'a> {
    archive: &'a Archive,
    present: HashMap<Path, u64>,
    total: usize,
    /// Files and bytes.
    done: Mutex<(usize, u64)>,
}

impl Run<'_> {
    fn count(&self, files: usize, bytes: u64) {
        let mut done = self.done.lock().unwrap_or_else(PoisonError::into_inner);
        done.0 += files;
        done.1 += bytes;
        let (files, bytes) = *done;
        drop(done);
        if let Some(report) = &self.archive.on_progress {
            report(ArchiveProgress { files, total: self.total, bytes });
        }
    }

    fn path(&self, file: &RemoteFile) -> Path {
        let info = file.info();
        let mut path = self.archive.prefix.clone().join(file.recording_id().unwrap_or_default());
        if let Some(layer) = &info.layer {
            path = path.join(layer.as_str());
        }
        path.join(info.name.as_str())
    }

    async fn file(&self, file: RemoteFile) -> Outcome {
        if self.archive.is_stopped() {
            return Outcome::Stopped;
        }
        let outcome = match self.copy(&file).await {
            Ok(outcome) => outcome,
            Err(_) if self.archive.is_stopped() => Outcome::Stopped,
            Err(error) => Outcome::Failed(FailedFile { source: file.source(), expiry: file.info().expiry, error }),
        };
        self.count(1, 0);
        outcome
    }

    async fn copy(&self, file: &RemoteFile) -> Result<Outcome, Error> {
        let path = self.path(file);
        if let Some(size) = self.present.get(&path) {
            return same_size(file, &path, *size);
        }
        if file.info().link.is_none() {
            return Ok(Outcome::Pending);
        }
        let store = &*self.archive.store;
        if !claim(store, &path, self.archive.lease).await.map_err(destination)? {
            return Ok(Outcome::Claimed);
        }
        let done = Notify::new();
        let copy = async {
            let copied = self.claimed(file, &path).await;
            done.notify_one();
            copied
        };
        let (copied, ()) = join(copy, renew(store, &path, self.archive.lease, &done)).await;
        let released = release(store, &path).await.map_err(destination);
        let outcome = copied?;
        released?;
        Ok(outcome)
    }

    /// Copies a file that this machine has claimed.
    async fn claimed(&self, file: &RemoteFile, path: &Path) -> Result<Outcome, Error> {
        let store = &*self.archive.store;
        // Another machine may have copied it since the destination was listed.
        match store.head(path).await {
            Ok(object) => return same_size(file, path, object.size),
            Err(StoreError::NotFound { .. }) => {}
            Err(error) => return Err(destination(error)),
        }
        let stream = self.archive.unless_stopped(file.download().stream()).await?;
        let size = self.upload(stream, path).await?;
        let stored = store.head(path).await.map_err(destination)?.size;
        if stored != size {
            let reason = format!("the destination has {stored} bytes of {path}, but {size} were sent");
            return Err(Error::new(ErrorKind::Integrity, reason));
        }
        Ok(Outcome::Archived(ArchivedFile { path: path.to_string(), size, source: file.source() }))
    }

    async fn upload(&self, mut stream: ByteStream, path: &Path) -> Result<u64, Error> {
        let store = &*self.archive.store;
        let least = self.archive.part_size.max(SMALLEST_PART);
        let expected = stream.size();
        let part = usize::try_from(expected.unwrap_or(0).div_ceil(MOST_PARTS)).unwrap_or(least).max(least);
        let mut size = 0;
        if expected.is_some_and(|expected| expected <= least as u64) {
            let mut payload = Vec::new();
            while let Some(bytes) = self.archive.unless_stopped(stream.try_next()).await? {
                size += bytes.len() as u64;
                payload.push(bytes);
            }
            let payload: PutPayload = payload.into_iter().collect();
            return match store.put_opts(path, payload, PutOptions::from(PutMode::Create)).await {
                // The same file, copied by another process in spite of the claim.
                Ok(_) | Err(StoreError::AlreadyExists { .. } | StoreError::Precondition { .. }) => {
                    self.count(0, size);
                    Ok(size)
                }
                Err(error) => Err(destination(error)),
            };
        }
        let upload = store.put_multipart(path).await.map_err(destination)?;
        let mut upload = WriteMultipart::new_with_chunk_size(upload, part);
        loop {
            let next = async {
                let Some(bytes) = stream.try_next().await? else { return Ok(None) };
                upload.wait_for_capacity(PARTS_AT_ONCE).await.map(|()| Some(bytes)).map_err(destination)
            };
            match self.archive.unless_stopped(next).await {
                Ok(Some(bytes)) => {
                    size += bytes.len() as u64;
                    self.count(0, bytes.len() as u64);
                    upload.put(bytes);
                }
                Ok(None) => break,
                Err(error) => {
                    // The error that ended the copy says more than one of ending the upload.
                    let _ = upload.abort().await;
                    return Err(error);
                }
            }
        }
        upload.finish().await.map_err(destination)?;
        Ok(size)
    }
}

/// The existing file, unless its size differs.
fn same_size(file: &RemoteFile, path: &Path, size: u64) -> Result<Outcome, Error> {
    match file.info().size {
        Some(expected) if expected != size => {
            let reason = format!(
                "the destination has {size} bytes at {path}, but the API reports {expected}: remove the object to copy the file again"
            );
            Err(Error::new(ErrorKind::Conflict, reason))
        }
        _ => Ok(Outcome::Present),
    }
}
