//! Deliveries in a folder that only its owner can read: one file each.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::{fs, io};

use realtimekit::Timestamp;

use crate::failure::Failure;
use crate::listen::delivery::Delivery;
use crate::state::{create_private, state_folder};

/// How many deliveries are kept; the oldest are removed first.
const KEPT: usize = 1000;

/// A folder of deliveries. Names of files begin with the time of receipt, so they sort by it.
#[derive(Clone, Debug)]
pub struct Folder {
    path: PathBuf,
}

impl Folder {
    /// The folder at `path`, or the one of the user: `RTK_STATE_DIR`, or the folder `realtimekit` in the state folder of
    /// the platform.
    pub fn new(path: Option<&Path>) -> Result<Self, Failure> {
        let path = match path {
            Some(path) => path.to_owned(),
            None => state_folder()?.join("deliveries"),
        };
        Ok(Self { path })
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Creates the folder if it does not exist.
    pub fn create(&self) -> Result<(), Failure> {
        create_private(&self.path).map_err(|error| self.failure(&format!("cannot be created: {error}")))
    }

    /// Writes a delivery, and removes the oldest ones beyond 1000.
    pub fn keep(&self, delivery: &Delivery) -> Result<(), Failure> {
        let failed = |error: io::Error| self.failure(&format!("cannot be written: {error}"));
        let text = serde_json::to_string_pretty(delivery).map_err(|error| Failure::other(error.to_string()))?;
        // A temporary file is readable by its owner only.
        let mut file = tempfile::NamedTempFile::new_in(&self.path).map_err(failed)?;
        writeln!(file, "{text}").map_err(failed)?;
        file.persist(self.path.join(file_name(delivery))).map_err(|error| failed(error.error))?;
        let mut files = self.files()?;
        let surplus = files.len().saturating_sub(KEPT);
        for file in files.drain(..surplus) {
            fs::remove_file(file).map_err(failed)?;
        }
        Ok(())
    }

    /// All deliveries, the oldest first, and the files that are not deliveries. Of those that were received several times,
    /// only the last receipt.
    pub fn all(&self) -> Result<(Vec<Delivery>, Vec<Failure>), Failure> {
        let (mut all, mut unreadable): (Vec<Delivery>, Vec<Failure>) = Default::default();
        for file in self.files()? {
            let wrong = |reason: String| Failure::other(format!("{}: {reason}", file.display()));
            let read = fs::read_to_string(&file).map_err(|error| wrong(format!("cannot be read: {error}")));
            let read = read.and_then(|text| {
                let failed = |error| wrong(format!("is not a delivery that was kept: {error}"));
                serde_json::from_str::<Delivery>(&text).map_err(failed)
            });
            let read = match read {
                Ok(read) => read,
                Err(failure) => {
                    unreadable.push(failure.hint("remove the file, or move it elsewhere"));
                    continue;
                }
            };
            all.retain(|other| (&other.id, &other.webhook_id) != (&read.id, &read.webhook_id));
            all.push(read);
        }
        Ok((all, unreadable))
    }

    fn files(&self) -> Result<Vec<PathBuf>, Failure> {
        let entries = match fs::read_dir(&self.path) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(self.failure(&format!("cannot be read: {error}"))),
        };
        let paths = entries.map(|entry| entry.map(|entry| entry.path()));
        let paths: Vec<PathBuf> = paths.collect::<io::Result<_>>()?;
        let is_kept = |path: &PathBuf| path.extension().is_some_and(|extension| extension == "json");
        let mut paths: Vec<PathBuf> = paths.into_iter().filter(is_kept).collect();
        paths.sort();
        Ok(paths)
    }

    fn failure(&self, what: &str) -> Failure {
        Failure::other(format!("the folder {} {what}", self.path.display()))
    }
}

/// `20261119T111742.123Z-meeting.started-7e57de11.json`. Event and id are chosen by the sender.
fn file_name(delivery: &Delivery) -> String {
    let plain = |text: &str| -> String {
        let letters = text.chars().filter(|letter| letter.is_ascii_alphanumeric() || "-_.".contains(*letter));
        letters.take(64).collect()
    };
    // Milliseconds always have three digits, so that names sort by time.
    let time = Timestamp::from_unix_millis(delivery.received_at.unix_millis()).to_string();
    let time: String = time.chars().filter(|letter| !"-:".contains(*letter)).collect();
    format!("{}-{}-{}.json", time, plain(&delivery.event), plain(&delivery.id))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn delivery(id: &str, millis: i64) -> Delivery {
        Delivery {
            received_at: Timestamp::from_unix_millis(1_795_080_662_000 + millis),
            id: id.to_owned(),
            webhook_id: "w".to_owned(),
            event: "meeting.started".to_owned(),
            headers: vec![("rtk-uuid".to_owned(), id.to_owned())],
            body: "{}".to_owned(),
        }
    }

    #[test]
    fn deliveries_are_kept_in_order_and_privately() {
        let parent = tempfile::tempdir().unwrap();
        let folder = Folder::new(Some(&parent.path().join("a/b"))).unwrap();
        assert_eq!(folder.all().unwrap().0, []);
        folder.create().unwrap();
        for (id, millis) in [("b", 1), ("a", 2), ("../../c", 3), ("b", 4)] {
            folder.keep(&delivery(id, millis)).unwrap();
        }
        let ids: Vec<_> = folder.all().unwrap().0.into_iter().map(|delivery| delivery.id).collect();
        assert_eq!(ids, ["a", "../../c", "b"]);
        #[cfg(unix)]
        for (path, expected) in [(folder.path(), 0o700), (folder.files().unwrap()[0].as_path(), 0o600)] {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(fs::metadata(path).unwrap().permissions().mode() & 0o777, expected, "{}", path.display());
        }
    }

    #[test]
    fn the_oldest_are_removed() {
        let parent = tempfile::tempdir().unwrap();
        let folder = Folder::new(Some(parent.path())).unwrap();
        for number in 0..KEPT {
            fs::write(parent.path().join(format!("2025{number:04}.json")), "{}").unwrap();
        }
        fs::write(parent.path().join("0000-other.txt"), "").unwrap();
        folder.keep(&delivery("new", 0)).unwrap();
        let files = folder.files().unwrap();
        assert_eq!(files.len(), KEPT);
        assert!(files[0].ends_with("20250001.json") && parent.path().join("0000-other.txt").exists());
    }

    #[test]
    fn a_file_that_is_no_delivery_is_named() {
        let parent = tempfile::tempdir().unwrap();
        fs::write(parent.path().join("x.json"), "{\"id\": 1}").unwrap();
        let folder = Folder::new(Some(parent.path())).unwrap();
        folder.keep(&delivery("a", 1)).unwrap();
        let (all, unreadable) = folder.all().unwrap();
        assert_eq!((all.len(), unreadable.len()), (1, 1));
        let error = unreadable[0].to_string();
        assert!(error.contains("x.json: is not a delivery that was kept"), "{error}");
    }
}
