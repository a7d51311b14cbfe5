//! A download that is configured.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use realtimekit_api::Secret;

use super::deadline::{Deadline, within};
use super::link::{Fresh, Link};
use super::progress::{OnProgress, Progress, Tracker};
use super::reader::{Fault, Host, Reader};
use super::request::storage_client;
use super::stream::{ByteStream, final_error};
use super::to_file::{self, Downloaded};
use crate::error::{Error, ErrorKind};
use crate::files::list::{FileInfo, FileKind};
use crate::files::local::create_folder;
use crate::files::name::safe_file_name;
use crate::options::check_limit;
use crate::retry::RetryPolicy;

/// How often a download into memory may begin again.
const MOST_RESTARTS: u32 = 5;

/// Downloads a file from a storage host.
///
/// A broken connection is continued where it broke, as long as the storage host identifies the file by an ETag;
/// otherwise the file is read from the start again. Waits between attempts follow the retry policy, which counts
/// failures without a byte in between. A link that was refused is replaced by a fresh one where that is possible.
/// Length and, where the storage host sends one, checksum are verified.
///
/// No credentials are sent to storage hosts. Redirects are followed from https to https only.
///
/// ```no_run
/// # async fn run(file: realtimekit::files::FileInfo) -> Result<(), realtimekit::Error> {
/// use realtimekit::files::Download;
///
/// let done = Download::new(&file).on_progress(|progress| println!("{} bytes", progress.bytes)).into_folder("recordings").await?;
/// println!("{} ({} bytes)", done.path.display(), done.size);
/// # Ok(())
/// # }
/// ```
#[must_use = "a download does nothing until a method such as `to` is awaited"]
#[derive(Clone)]
pub struct Download {
    link: Option<Secret>,
    name: String,
    info: Option<FileInfo>,
    fresh: Option<Fresh>,
    http: Option<reqwest::Client>,
    policy: RetryPolicy,
    connections: usize,
    idle: Duration,
    on_progress: Option<OnProgress>,
    overwrite: bool,
    overwrite_part: bool,
    deadline: Option<Duration>,
    /// The deadline of a call that the download is a part of.
    until: Option<Deadline>,
    durable: bool,
    check_size: bool,
    insecure: bool,
}

impl Download {
    /// A download of a file of a list.
    pub fn new(file: &FileInfo) -> Self {
        Self {
            link: file.link.clone(),
            name: file.name.clone(),
            info: Some(file.clone()),
            ..Self::from_link(Secret::default())
        }
    }

    /// A download of a signed link, such as one of an event. The name of the file is taken from its path.
    pub fn from_link(link: impl Into<Secret>) -> Self {
        let link = link.into();
        let path = link.expose().split(['?', '#']).next().unwrap_or_default();
        let name = safe_file_name(path.rsplit('/').next().unwrap_or_default());
        Self {
            name,
            link: Some(link),
            info: None,
            fresh: None,
            http: None,
            policy: RetryPolicy::default(),
            connections: 4,
            idle: Duration::from_secs(30),
            on_progress: None,
            overwrite: false,
            overwrite_part: false,
            deadline: None,
            until: None,
            durable: false,
            check_size: true,
            insecure: false,
        }
    }

    /// Returns a fresh link when the present one has expired or is refused. Files of a handle have this set.
    pub fn fresh_link<F, R>(mut self, fetch: F) -> Self
    where
        F: Fn() -> R + Send + Sync + 'static,
        R: Future<Output = Result<Secret, Error>> + Send + 'static,
    {
        self.fresh = Some(Arc::new(move || Box::pin(fetch())));
        self
    }

    /// An HTTP client for storage hosts, for proxies or certificates. It must not have credentials among its default
    /// headers, must not follow redirects, and must not decompress.
    pub fn http_client(mut self, http: reqwest::Client) -> Self {
        self.http = Some(http);
        self
    }

    /// When and how often to try again after failures without a byte in between. The default is that of the client.
    pub fn retry_policy(mut self, policy: RetryPolicy) -> Self {
        self.policy = policy;
        self
    }

    /// How many connections read files of 64 MiB and more at the same time, if the storage host sends ranges. The
    /// default is 4, the least is 1.
    pub fn connections(mut self, connections: usize) -> Self {
        self.connections = connections;
        self
    }

    /// Longest time without a byte. The default is 30 seconds. See [`deadline`](Self::deadline) for the whole download.
    pub fn idle_timeout(mut self, timeout: Duration) -> Self {
        self.idle = timeout;
        self
    }

    /// Time allowed for the whole download, with all attempts and waits. There is no bound by default, because a large file
    /// takes long: a storage host that sends a byte now and then is read as long as it does. When the time is over, the
    /// error has the kind [`ErrorKind::Timeout`], or is the last failure if there is no time for another attempt; what was
    /// written to a file until then is kept, and continued by the next download. Reading back what is there already, to check
    /// it, is not interrupted: it goes on after the deadline, and keeps the part locked.
    pub fn deadline(mut self, deadline: Duration) -> Self {
        self.deadline = Some(deadline);
        self
    }

    /// The deadline of a call that the download is a part of.
    pub(crate) fn until(mut self, deadline: Option<Deadline>) -> Self {
        self.until = deadline;
        self
    }

    /// Calls `report` about ten times a second, and at the end.
    pub fn on_progress(mut self, report: impl Fn(Progress) + Send + Sync + 'static) -> Self {
        self.on_progress = Some(Arc::new(report));
        self
    }

    /// Whether to replace a file that is at the target already. The default is no: a file of the same size (and checksum,
    /// where the storage host sends one) is kept and not fetched again, and any other is an error. The same goes for the
    /// files `<path>.part` and `<path>.part.json` if no download has written them.
    pub fn overwrite(mut self, overwrite: bool) -> Self {
        self.overwrite = overwrite;
        self.overwrite_part = overwrite;
        self
    }

    /// Whether to replace `<path>.part` and `<path>.part.json` that no download has written.
    pub(crate) fn overwrite_part(mut self, overwrite: bool) -> Self {
        self.overwrite_part = overwrite;
        self
    }

    /// Whether to flush the file to the disk before it gets its name, so that it survives a power failure. The default
    /// is no.
    pub fn durable(mut self, durable: bool) -> Self {
        self.durable = durable;
        self
    }

    /// Accepts a file of another size than the API reports.
    pub fn ignore_reported_size(mut self) -> Self {
        self.check_size = false;
        self
    }

    /// Allows links with `http` on hosts other than this machine.
    pub fn allow_insecure_http(mut self, allow: bool) -> Self {
        self.insecure = allow;
        self
    }

    /// The suggested file name: one path segment that is safe on every platform.
    pub fn file_name(&self) -> &str {
        &self.name
    }

    fn host(&self) -> Result<Arc<Host>, Error> {
        self.deadline.map_or(Ok(()), |deadline| check_limit("deadline", deadline))?;
        let http = match &self.http {
            Some(http) => http.clone(),
            None => storage_client(self.link.as_ref().is_some_and(is_local))?,
        };
        let expiry = self.info.as_ref().and_then(|info| info.expiry);
        Ok(Arc::new(Host {
            http,
            link: Link::new(self.link.clone(), expiry, self.fresh.clone()),
            policy: self.policy.clone(),
            idle: self.idle,
            deadline: self.until.or_else(|| Deadline::begin(self.deadline)),
            insecure: self.insecure,
            is_media: self
                .info
                .as_ref()
                .is_some_and(|info| matches!(info.kind, FileKind::Composite | FileKind::Audio | FileKind::Track)),
            expected: self.info.as_ref().and_then(|info| info.size).filter(|_| self.check_size),
        }))
    }

    /// Downloads into a file.
    ///
    /// The bytes are written to `<path>.part` and get their name when all of them are there; an interrupted download is
    /// continued by the next one to the same path. A file that is there already is not fetched again if it has the size
    /// (and checksum, where there is one) of the file; another file is not replaced unless [`overwrite`](Self::overwrite)
    /// is set. Dropping the future stops the download; what is there is kept.
    ///
    /// # Errors
    ///
    /// Fails if the storage host refuses the link or keeps failing, if the file that arrives is not the one that was
    /// announced ([`ErrorKind::Integrity`]), or if a local file cannot be written or would be replaced
    /// ([`ErrorKind::File`], with its path; the source of the latter is an `io::Error` of the kind `AlreadyExists`).
    pub async fn to(self, path: impl AsRef<Path>) -> Result<Downloaded, Error> {
        let options = to_file::Options {
            connections: self.connections,
            overwrite: self.overwrite,
            overwrite_part: self.overwrite_part,
            durable: self.durable,
            source: self.source(),
        };
        let tracker = Arc::new(Tracker::new(self.on_progress.clone()));
        let host = self.host()?;
        within(host.deadline, to_file::download(host, path.as_ref().to_owned(), options, tracker)).await
    }

    /// Downloads into a file of the suggested name in a folder, which is created if it is not there.
    ///
    /// # Errors
    ///
    /// Fails as [`to`](Self::to) does.
    pub async fn into_folder(self, folder: impl AsRef<Path>) -> Result<Downloaded, Error> {
        let folder: PathBuf = folder.as_ref().to_owned();
        create_folder(&folder)?;
        let path = folder.join(&self.name);
        self.to(path).await
    }

    /// Downloads into memory.
    ///
    /// # Errors
    ///
    /// Fails as [`to`](Self::to) does, and if the file is larger than `limit` bytes.
    pub async fn bytes(self, limit: usize) -> Result<Bytes, Error> {
        let host = self.host()?;
        let read = async {
            let mut restarts = 0;
            loop {
                match self.read(&host, limit).await {
                    Err(Fault::Restart(_)) if restarts < MOST_RESTARTS => restarts += 1,
                    result => return result.map_err(final_error),
                }
            }
        };
        within(host.deadline, read).await
    }

    async fn read(&self, host: &Arc<Host>, limit: usize) -> Result<Bytes, Fault> {
        let too_large = || {
            Fault::Failed(Error::new(
                ErrorKind::TooLarge,
                format!("the file is larger than {limit} bytes, the limit of the call"),
            ))
        };
        let tracker = Tracker::new(self.on_progress.clone());
        let mut reader = Reader::whole(host.clone());
        let head = reader.open().await?;
        tracker.set(0, head.total);
        let size = usize::try_from(head.total.unwrap_or(0)).unwrap_or(usize::MAX);
        if size > limit {
            return Err(too_large());
        }
        let mut hasher = head.checksum.as_ref().map(super::checksum::Checksum::hasher);
        // Not in one allocation: the length is reported by the host.
        let mut whole = BytesMut::with_capacity(size.min(1024 * 1024));
        while let Some(chunk) = reader.chunk().await? {
            if whole.len() + chunk.len() > limit {
                return Err(too_large());
            }
            tracker.add(chunk.len() as u64);
            if let Some(hasher) = &mut hasher {
                hasher.update(&chunk);
            }
            whole.extend_from_slice(&chunk);
        }
        if let Some(expected) = host.expected.filter(|expected| *expected != whole.len() as u64) {
            return Err(super::reader::integrity(format!(
                "{} bytes arrived, but the API reports {expected}",
                whole.len()
            ))
            .into());
        }
        if let (Some(hasher), Some(checksum)) = (hasher, &head.checksum)
            && hasher.finish() != *checksum
        {
            let algorithm = checksum.algorithm();
            return Err(super::reader::integrity(format!(
                "the file does not have the {algorithm} checksum that the storage host reports"
            ))
            .into());
        }
        tracker.end();
        Ok(whole.freeze())
    }

    /// Downloads as a stream of bytes.
    ///
    /// # Errors
    ///
    /// Fails as [`to`](Self::to) does. Bytes that were handed out cannot be taken back, so that the stream also fails
    /// where a file would be read from the start again.
    pub async fn stream(self) -> Result<ByteStream, Error> {
        let host = self.host()?;
        let (expected, deadline) = (host.expected, host.deadline);
        ByteStream::open(Reader::whole(host), expected, deadline).await
    }

    /// The identity of the file, without secrets.
    fn source(&self) -> String {
        match &self.info {
            Some(info) => format!(
                "{}/{}/{}",
                info.kind,
                info.layer.as_deref().unwrap_or_default(),
                info.original_name.as_deref().unwrap_or(&info.name)
            ),
            None => format!("link/{}", self.name),
        }
    }
}

/// Whether a link leads to this machine.
fn is_local(link: &Secret) -> bool {
    reqwest::Url::parse(link.expose()).is_ok_and(|url| crate::base_url::is_loopback(&url))
}

impl fmt::Debug for Download {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Download").field("name", &self.name).field("link", &self.link).finish_non_exhaustive()
    }
}
