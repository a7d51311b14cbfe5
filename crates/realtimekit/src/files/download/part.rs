//! The file that is being written: its bytes next to the target, and a record of what is complete.
//!
//! `<target>.part` has the bytes, `<target>.part.json` the record, without any link. The record is also the lock: one
//! download at a time writes to a target. The record is there before the bytes, so that bytes without a record, or of
//! another length than it says, were not written here and are left alone. All functions block; they run on threads for that.

use std::fs::File;
use std::io::{self, Read, Seek, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};

use bytes::Bytes;
use serde::{Deserialize, Serialize};

use super::checksum::Checksum;
use super::reader::{Head, integrity};
use crate::error::Error;
use crate::files::local::{create_new, file_error, taken, with_suffix};
use crate::files::lock::{lock, open, remove};

/// Bytes after which the record is written again.
const UNRECORDED: u64 = 32 * 1024 * 1024;

/// A file that is longer is not a record: 1,000 pieces take a tenth of that.
const LONGEST_RECORD: u64 = 1024 * 1024;

/// The beginning of each record; it is there even if the record was not written to its end.
const RECORD_START: &[u8] = br#"{"realtimekit_download":"#;

/// The parts of a file that are written.
pub(crate) struct Part {
    target: PathBuf,
    path: PathBuf,
    record_path: PathBuf,
    data: File,
    record_file: File,
    /// The identity of the file; a record of another file is not continued.
    source: String,
    /// Grows when the download begins again, so that writes from before have no effect.
    epoch: RwLock<u64>,
    state: Mutex<State>,
}

struct State {
    record: Option<Record>,
    claimed: Vec<bool>,
    unrecorded: u64,
    finished: bool,
}

/// The record about the bytes. It has no pieces if they cannot be continued later.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Record {
    /// Version of the format, and the mark of our records.
    realtimekit_download: u8,
    source: String,
    total: Option<u64>,
    etag: Option<String>,
    checksum: Option<Checksum>,
    pieces: Vec<Piece>,
}

impl Record {
    fn new(source: &str) -> Self {
        let source = source.to_owned();
        Self { realtimekit_download: 1, source, total: None, etag: None, checksum: None, pieces: Vec::new() }
    }

    /// Replaces the content of a file in place: on a disk that is full, nothing could be created.
    fn write(&self, mut file: &File) -> io::Result<()> {
        let text = serde_json::to_vec(self)?;
        file.rewind()?;
        file.write_all(&text)?;
        file.set_len(text.len() as u64)
    }
}

/// A piece of the file that one connection reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Piece {
    start: u64,
    /// The first byte after it; `None` where the size of the file is not known.
    pub(crate) end: Option<u64>,
    /// The first byte that is not written.
    pub(crate) next: u64,
    /// Checksum of what is written.
    crc: u32,
}

impl Piece {
    fn is_complete(&self) -> bool {
        self.end == Some(self.next)
    }
}

/// A piece to read.
pub(crate) struct Claim {
    pub(crate) index: usize,
    pub(crate) next: u64,
    pub(crate) end: Option<u64>,
    pub(crate) epoch: u64,
    /// Whether there are other pieces.
    pub(crate) shared: bool,
}

impl Part {
    /// Opens the part of a target, and checks what an earlier run left against its checksums. Files under the names of
    /// part and record that no download has written are an error, unless they are to be overwritten.
    pub(crate) fn open(target: &Path, source: &str, overwrite: bool) -> Result<Arc<Self>, Error> {
        let (path, record_path) = (with_suffix(target, ".part"), with_suffix(target, ".part.json"));
        for path in [&path, &record_path] {
            if overwrite && std::fs::symlink_metadata(path).is_ok_and(|metadata| !metadata.is_file()) {
                remove(path)?;
            }
        }
        let record_file = lock(&record_path, "download writes to the same target")?;
        let mut text = Vec::new();
        (&record_file)
            .take(LONGEST_RECORD)
            .read_to_end(&mut text)
            .map_err(|error| file_error("read", &record_path, error))?;
        let is_ours = text.starts_with(RECORD_START);
        if !is_ours && !text.is_empty() && !overwrite {
            return Err(taken(&record_path, "and was not written by a download"));
        }
        let present = bytes_of(&text, &path, overwrite).inspect_err(|_| {
            if text.is_empty() {
                // It was created above.
                let _ = remove(&record_path);
            }
        })?;
        let none = Record::new(source);
        if !is_ours {
            none.write(&record_file).map_err(|error| file_error("written", &record_path, error))?;
        }
        let data = match present {
            Some(data) => data,
            None => create_new(&path).map_err(|error| file_error("created", &path, error))?,
        };
        let state = State { record: None, claimed: Vec::new(), unrecorded: 0, finished: false };
        let part = Self {
            target: target.to_owned(),
            path,
            record_path,
            data,
            record_file,
            source: source.to_owned(),
            epoch: RwLock::new(0),
            state: Mutex::new(state),
        };
        match part.read_record(&text) {
            Some(record) => {
                let mut state = part.state();
                state.claimed = vec![false; record.pieces.len()];
                state.record = Some(record);
            }
            None => part.empty()?,
        }
        Ok(Arc::new(part))
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The record of an earlier run, if the bytes are still what it says.
    fn read_record(&self, text: &[u8]) -> Option<Record> {
        let record: Record = serde_json::from_slice(text).ok()?;
        let length = self.data.metadata().ok()?.len();
        let sound = record.source == self.source && record.etag.is_some() && record.total == Some(length);
        let covered = record.pieces.iter().try_fold(0, |start, piece| {
            (piece.start == start && (start..=piece.end?).contains(&piece.next)).then_some(piece.end?)
        });
        if !sound || covered != record.total {
            return None;
        }
        let mut buffer = vec![0; 1024 * 1024];
        for piece in &record.pieces {
            (&self.data).seek(io::SeekFrom::Start(piece.start)).ok()?;
            let mut rest = (&self.data).take(piece.next - piece.start);
            let mut crc = crc32fast::Hasher::new();
            loop {
                let length = rest.read(&mut buffer).ok()?;
                if length == 0 {
                    break;
                }
                crc.update(buffer.get(..length)?);
            }
            if crc.finalize() != piece.crc {
                return None;
            }
        }
        Some(record)
    }

    /// The record of an earlier run about the file, and how many bytes of it are complete.
    pub(crate) fn resumed(&self) -> Option<(Head, u64)> {
        let state = self.state();
        let Record { total, etag, checksum, pieces, .. } = state.record.as_ref()?;
        let head = Head { total: *total, etag: etag.clone(), ranges: true, checksum: checksum.clone() };
        Some((head, pieces.iter().map(|piece| piece.next - piece.start).sum()))
    }

    /// Begins a file, in pieces of this size where there is one.
    pub(crate) fn begin(&self, head: &Head, piece_size: Option<u64>) -> Result<(), Error> {
        let mut pieces = Vec::new();
        let mut start = 0;
        loop {
            let rest = head.total.map(|total| total - start);
            let end = head.total.map(|total| piece_size.map_or(total, |size| total.min(start + size)));
            pieces.push(Piece { start, end, next: start, crc: 0 });
            match (rest, end) {
                (Some(_), Some(end)) if Some(end) < head.total => start = end,
                _ => break,
            }
        }
        let mut state = self.state();
        state.claimed = vec![false; pieces.len()];
        let (etag, checksum) = (head.etag.clone(), head.checksum.clone());
        state.record = Some(Record { total: head.total, etag, checksum, pieces, ..Record::new(&self.source) });
        // The record first, so that it is never about bytes of another length.
        self.save(&mut state);
        drop(state);
        self.data.set_len(head.total.unwrap_or(0)).map_err(|error| file_error("written", &self.path, error))
    }

    /// Forgets what is written.
    pub(crate) fn reset(&self) -> Result<(), Error> {
        let mut epoch = self.epoch.write().unwrap_or_else(PoisonError::into_inner);
        *epoch += 1;
        let mut state = self.state();
        (state.record, state.claimed) = (None, Vec::new());
        drop(state);
        self.empty()
    }

    /// Removes all bytes, and then what the record says about them.
    fn empty(&self) -> Result<(), Error> {
        self.data.set_len(0).map_err(|error| file_error("emptied", &self.path, error))?;
        let written = Record::new(&self.source).write(&self.record_file);
        written.map_err(|error| file_error("written", &self.record_path, error))
    }

    /// Continues in one piece: what is complete from the start on is kept. Returns the number of those bytes.
    pub(crate) fn join_pieces(&self) -> u64 {
        let mut epoch = self.epoch.write().unwrap_or_else(PoisonError::into_inner);
        *epoch += 1;
        let mut state = self.state();
        state.claimed = vec![false];
        let Some(record) = &mut state.record else { return 0 };
        let Some(first) = record.pieces.first().copied() else { return 0 };
        record.pieces = vec![Piece { end: record.total, ..first }];
        first.next
    }

    /// Takes a piece that no connection reads. Pieces are given back by `release`.
    pub(crate) fn claim(&self) -> Option<Claim> {
        let epoch = *self.epoch.read().unwrap_or_else(PoisonError::into_inner);
        let mut state = self.state();
        let State { record, claimed, .. } = &mut *state;
        let pieces = &record.as_ref()?.pieces;
        let shared = pieces.len() > 1;
        let mut free =
            pieces.iter().zip(claimed).enumerate().filter(|(_, (piece, claimed))| !**claimed && !piece.is_complete());
        let (index, (piece, claimed)) = free.next()?;
        *claimed = true;
        Some(Claim { index, next: piece.next, end: piece.end, epoch, shared })
    }

    /// Lets all pieces be claimed again, after their readers have ended.
    pub(crate) fn release(&self) {
        self.state().claimed.fill(false);
    }

    /// Writes the next bytes of a piece. Does nothing if the download has begun again in between.
    pub(crate) fn write(&self, claim: &Claim, mut offset: u64, chunks: &[Bytes]) -> Result<(), Error> {
        let epoch = self.epoch.read().unwrap_or_else(PoisonError::into_inner);
        if *epoch != claim.epoch {
            return Ok(());
        }
        let piece = self.state().record.as_ref().and_then(|record| record.pieces.get(claim.index).copied());
        let Some(piece) = piece.filter(|piece| piece.next == offset) else {
            return Err(integrity("bytes of the file arrived out of order"));
        };
        let mut crc = crc32fast::Hasher::new_with_initial(piece.crc);
        for chunk in chunks {
            write_at(&self.data, offset, chunk).map_err(|error| file_error("written", &self.path, error))?;
            crc.update(chunk);
            offset += chunk.len() as u64;
        }
        let mut state = self.state();
        state.unrecorded += offset - piece.next;
        if let Some(piece) = state.record.as_mut().and_then(|record| record.pieces.get_mut(claim.index)) {
            (piece.next, piece.crc) = (offset, crc.finalize());
        }
        if state.unrecorded >= UNRECORDED {
            self.save(&mut state);
        }
        Ok(())
    }

    /// Writes the record. A failure is not one of the download: the next run begins earlier.
    fn save(&self, state: &mut State) {
        state.unrecorded = 0;
        let Some(record) = state.record.as_ref().filter(|record| record.etag.is_some() && record.total.is_some())
        else {
            return;
        };
        let _ = record.write(&self.record_file);
    }

    /// Checks that the file is whole and moves it to its target.
    pub(crate) fn finish(
        &self,
        checksum: Option<&Checksum>,
        expected: Option<u64>,
        durable: bool,
    ) -> Result<u64, Error> {
        let size = self.data.metadata().map_err(|error| file_error("read", &self.path, error))?.len();
        if let Some(expected) = expected.filter(|expected| *expected != size) {
            return Err(integrity(format!(
                "{size} bytes arrived, but the API reports {expected}; `ignore_reported_size` accepts this"
            )));
        }
        if let Some(checksum) = checksum {
            (&self.data).rewind().map_err(|error| file_error("read", &self.path, error))?;
            if hash(&self.data, checksum).map_err(|error| file_error("read", &self.path, error))? != *checksum {
                let algorithm = checksum.algorithm();
                return Err(integrity(format!(
                    "the file does not have the {algorithm} checksum that the storage host reports"
                )));
            }
        }
        if durable {
            self.data.sync_all().map_err(|error| file_error("written", &self.path, error))?;
        }
        std::fs::rename(&self.path, &self.target).map_err(|error| file_error("created", &self.target, error))?;
        if durable && let Some(folder) = self.target.parent() {
            // Folders cannot be opened on every platform.
            let _ = File::open(if folder.as_os_str().is_empty() { Path::new(".") } else { folder })
                .and_then(|folder| folder.sync_all());
        }
        self.state().finished = true;
        let _ = std::fs::remove_file(&self.record_path);
        Ok(size)
    }
}

impl Drop for Part {
    fn drop(&mut self) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        if state.finished {
            return;
        }
        let kept = state.record.as_ref().is_some_and(|record| {
            record.etag.is_some()
                && record.total.is_some()
                && record.pieces.iter().any(|piece| piece.next > piece.start)
        });
        if kept {
            self.save(&mut state);
        } else {
            // Nothing that a later run could continue.
            let _ = std::fs::remove_file(&self.path);
            let _ = std::fs::remove_file(&self.record_path);
        }
    }
}

/// Opens the bytes that belong to a record; `None` if there are none. Others are an error, or removed with `overwrite`.
fn bytes_of(record: &[u8], path: &Path, overwrite: bool) -> Result<Option<File>, Error> {
    let Some(data) = open(path)? else { return Ok(None) };
    let length = data.metadata().map_err(|error| file_error("read", path, error))?.len();
    let belongs = match serde_json::from_slice::<Record>(record) {
        Ok(Record { total: Some(total), .. }) => length == 0 || length == total,
        _ => record.starts_with(RECORD_START),
    };
    match (belongs, overwrite) {
        (true, _) => Ok(Some(data)),
        (false, true) => remove(path).map(|()| None),
        (false, false) => Err(taken(path, "and was not written by a download")),
    }
}

#[cfg(unix)]
fn write_at(file: &File, offset: u64, bytes: &[u8]) -> io::Result<()> {
    std::os::unix::fs::FileExt::write_all_at(file, bytes, offset)
}

#[cfg(windows)]
fn write_at(file: &File, mut offset: u64, mut bytes: &[u8]) -> io::Result<()> {
    while !bytes.is_empty() {
        let written = std::os::windows::fs::FileExt::seek_write(file, bytes, offset)?;
        if written == 0 {
            return Err(io::ErrorKind::WriteZero.into());
        }
        offset += written as u64;
        bytes = bytes.get(written..).unwrap_or_default();
    }
    Ok(())
}

/// The checksum of a file, of the same kind as `like`.
pub(crate) fn hash(mut file: &File, like: &Checksum) -> io::Result<Checksum> {
    let mut hasher = like.hasher();
    let mut buffer = vec![0; 1024 * 1024];
    loop {
        match file.read(&mut buffer)? {
            0 => return Ok(hasher.finish()),
            length => hasher.update(buffer.get(..length).unwrap_or_default()),
        }
    }
}
