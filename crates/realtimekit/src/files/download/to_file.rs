//! Downloads into a file.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use bytes::Bytes;
use tokio::task::{JoinHandle, JoinSet};

use super::checksum::Checksum;
use super::part::{Claim, Part, hash};
use super::progress::Tracker;
use super::reader::{Fault, Head, Host, Reader, integrity};
use crate::error::{Error, ErrorKind};
use crate::files::local::{blocking, file_error, taken};

/// Files from this size on are read over several connections.
const LARGE: u64 = 64 * 1024 * 1024;

/// Smallest piece for one of several connections.
const PIECE: u64 = 32 * 1024 * 1024;

/// Most pieces of a file.
const MOST_PIECES: u64 = 1000;

/// Bytes that are written at a time.
const BATCH: usize = 1024 * 1024;

/// How often a download may begin again in one run.
const MOST_RESTARTS: u32 = 5;

/// A file that is complete.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Downloaded {
    /// The path of the file.
    pub path: PathBuf,
    /// Size in bytes.
    pub size: u64,
    /// Bytes that were received in this run: 0 if the file was there already, less than `size` if an earlier run was
    /// continued.
    pub received: u64,
}

/// How to write a file.
pub(crate) struct Options {
    pub(crate) connections: usize,
    pub(crate) overwrite: bool,
    /// Whether part and record may be replaced that no download has written.
    pub(crate) overwrite_part: bool,
    pub(crate) durable: bool,
    /// The identity of the file; a part of another file is not continued.
    pub(crate) source: String,
}

pub(crate) async fn download(
    host: Arc<Host>,
    target: PathBuf,
    options: Options,
    tracker: Arc<Tracker>,
) -> Result<Downloaded, Error> {
    let present = present_size(&target, options.overwrite).await?.filter(|_| !options.overwrite);
    if let (Some(size), Some(expected)) = (present, host.expected) {
        if size != expected {
            return Err(other_size(&target, size, expected));
        }
        tracker.set(size, Some(size));
        tracker.end();
        return Ok(Downloaded { path: target, size, received: 0 });
    }
    let part = {
        let (target, source) = (target.clone(), options.source.clone());
        blocking(move || Part::open(&target, &source, options.overwrite_part)).await?
    };
    let mut connections = options.connections.max(1);
    let mut restarts = 0;
    loop {
        let run = Run { host: &host, part: &part, target: &target, connections, present, tracker: &tracker };
        match run.run().await {
            Ok(Some(head)) => {
                let (finished, expected, durable) = (part.clone(), host.expected, options.durable);
                let size = blocking(move || finished.finish(head.checksum.as_ref(), expected, durable)).await;
                if size.as_ref().is_err_and(|error| error.kind() == ErrorKind::Integrity) {
                    // A complete file with wrong content would be found again by every later run.
                    let part = part.clone();
                    blocking(move || part.reset()).await?;
                }
                tracker.end();
                return Ok(Downloaded { path: target, size: size?, received: tracker.received() });
            }
            Ok(None) => {
                let size = present.unwrap_or_default();
                tracker.set(size, Some(size));
                tracker.end();
                return Ok(Downloaded { path: target, size, received: 0 });
            }
            Err(Fault::NoRanges) => {
                connections = 1;
                let joined = part.clone();
                let complete = blocking(move || Ok(joined.join_pieces())).await?;
                tracker.set(complete, part.resumed().and_then(|(head, _)| head.total));
            }
            Err(Fault::Restart(error)) => {
                restarts += 1;
                let restarted = part.clone();
                blocking(move || restarted.reset()).await?;
                if restarts > MOST_RESTARTS {
                    return Err(error);
                }
            }
            Err(Fault::Failed(error)) => return Err(error),
        }
    }
}

/// The size of a file that is there already.
async fn present_size(target: &Path, overwrite: bool) -> Result<Option<u64>, Error> {
    let target = target.to_owned();
    blocking(move || match std::fs::metadata(&target) {
        Ok(metadata) if metadata.is_dir() => {
            Err(Error::invalid_input(format!("{target:?} is a folder, but a path of a file is expected")))
        }
        Ok(metadata) => Ok(Some(metadata.len())),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => match std::fs::symlink_metadata(&target) {
            Ok(_) if !overwrite => Err(taken(&target, "as a link to a file that does not exist")),
            _ => Ok(None),
        },
        Err(error) => Err(file_error("read", &target, error)),
    })
    .await
}

fn other_size(target: &Path, size: u64, expected: u64) -> Error {
    taken(target, format!("with {size} bytes, and the file to download has {expected}"))
}

/// Reads what is missing, over several concurrent connections.
struct Run<'a> {
    host: &'a Arc<Host>,
    part: &'a Arc<Part>,
    target: &'a Path,
    connections: usize,
    /// Size of the file that is there already.
    present: Option<u64>,
    tracker: &'a Arc<Tracker>,
}

impl Run<'_> {
    /// Returns what is known about the file when all of it is written; `None` if it was there already.
    async fn run(self) -> Result<Option<Head>, Fault> {
        let (head, first) = match self.part.resumed() {
            Some((head, complete)) => {
                if self.is_present(&head).await? {
                    return Ok(None);
                }
                self.tracker.set(complete, head.total);
                (head, None)
            }
            None => {
                let mut reader = Reader::whole(self.host.clone());
                let head = reader.open().await?;
                if self.is_present(&head).await? {
                    return Ok(None);
                }
                let large = head
                    .total
                    .filter(|total| *total >= LARGE && self.connections > 1 && head.ranges && head.etag.is_some());
                let size = large.map(|total| PIECE.max(total.div_ceil(MOST_PIECES)));
                let (part, begun) = (self.part.clone(), head.clone());
                blocking(move || part.begin(&begun, size)).await?;
                self.tracker.set(0, head.total);
                (head, Some(reader))
            }
        };
        self.part.release();
        let mut workers = JoinSet::new();
        let mut first = first;
        for _ in 0..self.connections {
            let Some(claim) = self.part.claim() else { break };
            let reader = first.take();
            workers.spawn(work(
                self.host.clone(),
                self.part.clone(),
                head.clone(),
                claim,
                reader,
                self.tracker.clone(),
            ));
        }
        let mut fault = None;
        while let Some(ended) = workers.join_next().await {
            match ended {
                Ok(Ok(())) => {}
                Ok(Err(error)) => {
                    // The first one is the cause; the others are stopped.
                    fault.get_or_insert(error);
                    workers.abort_all();
                }
                Err(error) if error.is_cancelled() => {}
                Err(error) => {
                    let error =
                        Error::new(ErrorKind::Other, "a task of the download ended unexpectedly").with_source(error);
                    fault.get_or_insert(Fault::Failed(error));
                }
            }
        }
        fault.map_or(Ok(Some(head)), Err)
    }

    /// Whether the target is the file already: it has the same size, and the checksum if the host sends one. Fails if it
    /// is another file.
    async fn is_present(&self, head: &Head) -> Result<bool, Fault> {
        let Some(size) = self.present else { return Ok(false) };
        match head.total {
            Some(total) if total != size => return Err(other_size(self.target, size, total).into()),
            None => return Err(taken(self.target, "and the size of the file to download is not known").into()),
            Some(_) => {}
        }
        let Some(checksum) = head.checksum.clone() else { return Ok(true) };
        let target = self.target.to_owned();
        let same = move || -> Result<bool, Error> {
            let file = std::fs::File::open(&target).map_err(|error| file_error("read", &target, error))?;
            let present: Checksum = hash(&file, &checksum).map_err(|error| file_error("read", &target, error))?;
            match present == checksum {
                true => Ok(true),
                false => Err(taken(&target, "and its content is not that of the file to download")),
            }
        };
        Ok(blocking(same).await?)
    }
}

/// Reads pieces until there are none left.
async fn work(
    host: Arc<Host>,
    part: Arc<Part>,
    head: Head,
    claim: Claim,
    first: Option<Reader>,
    tracker: Arc<Tracker>,
) -> Result<(), Fault> {
    let mut reader = first;
    let mut next = Some(claim);
    while let Some(claim) = next {
        let reader = match reader.take() {
            Some(mut reader) => {
                reader.limit(claim.end, claim.shared);
                reader
            }
            None => Reader::part(host.clone(), head.clone(), claim.next, claim.end, claim.shared),
        };
        copy(reader, part.clone(), claim, &tracker).await?;
        next = part.claim();
    }
    Ok(())
}

/// Reads one piece. While bytes are written, the next ones arrive.
async fn copy(mut reader: Reader, part: Arc<Part>, claim: Claim, tracker: &Tracker) -> Result<(), Fault> {
    let (claim, mut written) = (Arc::new(claim), reader.offset());
    let mut batch: Vec<Bytes> = Vec::new();
    let mut pending: Option<JoinHandle<Result<(), Error>>> = None;
    let read = loop {
        let chunk = reader.chunk().await;
        let ended = !matches!(chunk, Ok(Some(_)));
        if let Ok(Some(bytes)) = &chunk {
            tracker.add(bytes.len() as u64);
            batch.push(bytes.clone());
        }
        let size: usize = batch.iter().map(Bytes::len).sum();
        if size >= BATCH || (ended && size > 0) {
            settle(&mut pending).await?;
            let (part, claim, chunks) = (part.clone(), claim.clone(), std::mem::take(&mut batch));
            let offset = written;
            written += size as u64;
            pending = Some(tokio::task::spawn_blocking(move || part.write(&claim, offset, &chunks)));
        }
        match chunk {
            Ok(Some(_)) => {}
            Ok(None) => break Ok(()),
            // The bytes that arrived before it are kept.
            Err(fault) => break Err(fault),
        }
    };
    settle(&mut pending).await?;
    read?;
    match claim.end {
        Some(end) if written != end => {
            Err(integrity(format!("the storage host ended the file at byte {written} of {end}")).into())
        }
        _ => Ok(()),
    }
}

async fn settle(pending: &mut Option<JoinHandle<Result<(), Error>>>) -> Result<(), Error> {
    match pending.take() {
        Some(write) => blocking_result(write.await),
        None => Ok(()),
    }
}

fn blocking_result(result: Result<Result<(), Error>, tokio::task::JoinError>) -> Result<(), Error> {
    result.unwrap_or_else(|error| {
        Err(Error::new(ErrorKind::File, "the runtime was shut down while a file was written").with_source(error))
    })
}
