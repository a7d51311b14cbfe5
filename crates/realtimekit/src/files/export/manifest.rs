//! The list of what an export contains, by which it continues and verifies itself.

use std::fs::File;
use std::io::Read;
use std::path::{Component, Path};

use realtimekit_api::Timestamp;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::error::Error;
use crate::files::local::{blocking, file_error, taken, write_file};

/// Name of the list of a finished export.
pub(crate) const MANIFEST: &str = "manifest.json";

/// Name of the list of an export that runs or was interrupted.
pub(crate) const UNFINISHED: &str = "manifest.json.part";

/// The contents of an export: `manifest.json` in its folder, which is written last.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Manifest {
    /// Identifier of the session.
    pub session_id: String,
    /// Whether the session had ended when the export began. The files of a live session can still grow.
    pub ended: bool,
    /// The files.
    pub files: Vec<ExportedFile>,
    /// Files that could not be exported, with the reasons. The next export tries them again.
    pub missing: Vec<MissingFile>,
}

/// A file of an export.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ExportedFile {
    /// Path below the folder of the export, with `/` between its segments.
    pub file: String,
    /// Size in bytes.
    pub size: u64,
    /// SHA-256 of the content, in lower-case hexadecimal digits.
    pub sha256: String,
    /// The operation or file of the service, such as `recordings/<id>/composite`.
    pub source: String,
    /// When it was fetched.
    pub fetched_at: Timestamp,
}

/// Something that could not be exported.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct MissingFile {
    /// The operation or file of the service.
    pub source: String,
    /// Why it is not there.
    pub reason: String,
}

impl Manifest {
    /// Reads the manifest of a folder; `None` if there is no finished export in it.
    ///
    /// # Errors
    ///
    /// Fails if the file cannot be read or is not a manifest.
    pub async fn read(folder: impl AsRef<Path>) -> Result<Option<Self>, Error> {
        let path = folder.as_ref().join(MANIFEST);
        blocking(move || read(&path)).await
    }

    /// Checks all files of a folder against this manifest, and returns those that are not there or differ in size or
    /// SHA-256.
    ///
    /// # Errors
    ///
    /// Fails if a file is there but cannot be read.
    pub async fn verify(&self, folder: impl AsRef<Path>) -> Result<Vec<ExportedFile>, Error> {
        let (folder, files) = (folder.as_ref().to_owned(), self.files.clone());
        blocking(move || {
            let mut damaged = Vec::new();
            for file in files {
                if !file.is_intact(&folder)? {
                    damaged.push(file);
                }
            }
            Ok(damaged)
        })
        .await
    }
}

/// The list of an export that runs, [`UNFINISHED`] in its folder, and of one that ended: what is there of earlier exports
/// remains known if this one did not get it.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct ExportState {
    #[serde(flatten)]
    pub(crate) manifest: Manifest,
    /// Files that were begun, and may be there without being listed. They belong to the export.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) begun: Vec<String>,
    /// Files of earlier exports that this one has not come to yet.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) earlier: Vec<EarlierFile>,
}

/// A file that an earlier export has written, and described.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct EarlierFile {
    #[serde(flatten)]
    pub(crate) file: ExportedFile,
    /// Whether the session had ended then, so that the file is the last version.
    pub(crate) ended: bool,
}

impl ExportState {
    /// All files that the exports until now have described.
    pub(crate) fn described(self) -> Vec<EarlierFile> {
        let ended = self.manifest.ended;
        let mut files: Vec<_> = self.manifest.files.into_iter().map(|file| EarlierFile { file, ended }).collect();
        files.extend(self.earlier);
        files
    }

    /// The list of an earlier export of the session into this folder, finished or not.
    ///
    /// Fails if the folder has the export of another session, or another file under the name of a manifest.
    pub(crate) fn earlier(folder: &Path, session_id: &str) -> Result<Self, Error> {
        for name in [UNFINISHED, MANIFEST] {
            let path = folder.join(name);
            let earlier = read::<Self>(&path).map_err(|_| taken(&path, "and is not the manifest of an export"))?;
            let Some(earlier) = earlier else { continue };
            let other = &earlier.manifest.session_id;
            if other != session_id {
                return Err(taken(
                    &path,
                    format!("for the session {other}, and the session to export is {session_id}"),
                ));
            }
            return Ok(earlier);
        }
        Ok(Self::default())
    }

    pub(crate) fn write(&self, path: &Path) -> Result<(), Error> {
        let text = serde_json::to_string_pretty(self);
        let text = text.map_err(|error| Error::invalid_input("the manifest cannot be written").with_source(error))?;
        write_file(path, text.as_bytes())
    }
}

fn read<T: DeserializeOwned>(path: &Path) -> Result<Option<T>, Error> {
    match std::fs::read(path) {
        Ok(text) => match serde_json::from_slice(&text) {
            Ok(list) => Ok(Some(list)),
            Err(error) => Err(file_error("read as a manifest", path, error.into())),
        },
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(file_error("read", path, error)),
    }
}

impl ExportedFile {
    /// Describes a file that was written.
    pub(crate) fn of(folder: &Path, file: &str, source: &str) -> Result<Self, Error> {
        let path = folder.join(file);
        let (size, sha256) = hash(&path).map_err(|error| file_error("read", &path, error))?;
        Ok(Self { file: file.to_owned(), size, sha256, source: source.to_owned(), fetched_at: Timestamp::now() })
    }

    /// Whether something is there in place of the file that was written.
    pub(crate) fn is_changed(&self, folder: &Path) -> Result<bool, Error> {
        let there = std::fs::symlink_metadata(folder.join(&self.file)).is_ok();
        Ok(there && !self.is_intact(folder)?)
    }

    /// Whether the file is there with the content that it had.
    pub(crate) fn is_intact(&self, folder: &Path) -> Result<bool, Error> {
        // A manifest is a file that anybody may have changed.
        let below = Path::new(&self.file).components().all(|part| matches!(part, Component::Normal(_)));
        let path = folder.join(&self.file);
        match std::fs::metadata(&path) {
            Ok(metadata) if below && metadata.len() == self.size => {}
            _ => return Ok(false),
        }
        let (size, sha256) = hash(&path).map_err(|error| file_error("read", &path, error))?;
        Ok((size, sha256) == (self.size, self.sha256.clone()))
    }
}

/// Size and SHA-256 of a file.
fn hash(path: &Path) -> std::io::Result<(u64, String)> {
    let (mut file, mut hasher, mut size) = (File::open(path)?, Sha256::new(), 0);
    let mut buffer = vec![0; 256 * 1024];
    loop {
        let length = file.read(&mut buffer)?;
        if length == 0 {
            let digest = hasher.finalize();
            return Ok((size, digest.iter().map(|byte| format!("{byte:02x}")).collect()));
        }
        size += length as u64;
        hasher.update(buffer.get(..length).unwrap_or_default());
    }
}
