//! The files of a recording, in one list for every form in which the service sends them.

use std::collections::HashSet;

use realtimekit_api::types::Recording;
use realtimekit_api::{RecordingDownload, Secret, Timestamp};

use super::name::{safe_file_name, split_extension};
use super::track::Track;

/// A file that the service keeps, and the link to it.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct FileInfo {
    /// The kind of the file.
    pub kind: FileKind,
    /// Name of the layer of a track recording, `default` for most.
    pub layer: Option<String>,
    /// Whose track it is, for a track recording.
    pub track: Option<Track>,
    /// Suggested name: one path segment that is safe on every platform. No two files of a recording have the same.
    pub name: String,
    /// The name as the service writes it. Do not use it as a path.
    pub original_name: Option<String>,
    /// Size in bytes, where the service reports one.
    pub size: Option<u64>,
    /// The signed link; `None` while there is none. It needs no API token, and the token must not be sent to it.
    pub link: Option<Secret>,
    /// When the link stops working.
    pub expiry: Option<Timestamp>,
}

/// The content of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum FileKind {
    /// Audio and video of everybody in one file.
    Composite,
    /// The audio of everybody in one file.
    Audio,
    /// The audio or video of one person.
    Track,
    /// The chat.
    Chat,
    /// The transcript.
    Transcript,
    /// The summary.
    Summary,
}

impl FileKind {
    /// The kind as one word in lower case, such as `composite`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Composite => "composite",
            Self::Audio => "audio",
            Self::Track => "track",
            Self::Chat => "chat",
            Self::Transcript => "transcript",
            Self::Summary => "summary",
        }
    }
}

impl std::fmt::Display for FileKind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Lists the files of what the service reports about a recording.
pub trait RecordingFiles {
    /// The files in the order of the service. Empty while there are none; a file whose upload goes on has no link.
    fn files(&self) -> Vec<FileInfo>;
}

impl RecordingFiles for Recording {
    fn files(&self) -> Vec<FileInfo> {
        let recording = Source {
            id: &self.id,
            name: self.output_file_name.as_deref(),
            size: self.file_size.and_then(|size| u64::try_from(size).ok()),
            expiry: self.download_url_expiry,
        };
        recording.files(self.download_url.as_ref(), self.audio_download_url.as_ref())
    }
}

#[cfg(feature = "webhooks")]
impl RecordingFiles for realtimekit_api::types::RecordingStatusUpdateEvent {
    fn files(&self) -> Vec<FileInfo> {
        let reported = &self.recording;
        let recording = Source {
            id: &reported.id,
            name: reported.output_file_name.as_deref(),
            size: reported.file_size,
            expiry: reported.download_url_expiry,
        };
        let audio = reported.audio_download_url.as_ref();
        let files = recording.files(reported.download_url.as_ref(), audio.and_then(RecordingDownload::file));
        match audio {
            Some(audio) if files.is_empty() => recording.files(Some(audio), None),
            _ => files,
        }
    }
}

/// The common properties of the files of a recording.
struct Source<'a> {
    id: &'a str,
    name: Option<&'a str>,
    size: Option<u64>,
    expiry: Option<Timestamp>,
}

impl Source<'_> {
    fn files(&self, download: Option<&RecordingDownload>, audio: Option<&Secret>) -> Vec<FileInfo> {
        let mut files = Vec::new();
        match download {
            Some(RecordingDownload::File(link)) => files.push(self.composite(link)),
            Some(RecordingDownload::Tracks(tracks)) => {
                files.extend(tracks.iter().map(|track| FileInfo {
                    layer: track.layer_name.clone(),
                    track: Some(Track::from_file_name(&track.file_name)),
                    ..self.file(FileKind::Track, &track.file_name, &track.download_url)
                }));
            }
            _ => {}
        }
        files.extend(audio.map(|link| self.audio(link, files.first())));
        separate(&mut files);
        files
    }

    fn file(&self, kind: FileKind, name: &str, link: &Secret) -> FileInfo {
        FileInfo {
            kind,
            layer: None,
            track: None,
            name: safe_file_name(name),
            original_name: Some(name.to_owned()),
            size: None,
            link: Some(link.clone()).filter(|link| !link.is_empty()),
            expiry: self.expiry,
        }
    }

    /// The name of the whole recording. That of a track recording is a pattern.
    fn name(&self) -> Option<&str> {
        self.name.filter(|name| !name.is_empty() && !name.contains("{{"))
    }

    fn composite(&self, link: &Secret) -> FileInfo {
        let extension = extension_of(link).unwrap_or("mp4");
        let made_up = format!("{}.{extension}", self.id);
        // An audio-only recording has its file here too; a size of 0 means that it is unknown.
        FileInfo {
            size: self.size.filter(|size| *size > 0),
            ..self.file(FileKind::Composite, self.name().unwrap_or(&made_up), link)
        }
    }

    fn audio(&self, link: &Secret, composite: Option<&FileInfo>) -> FileInfo {
        let (stem, _) = split_extension(self.name().unwrap_or(self.id));
        let extension = extension_of(link).unwrap_or("m4a");
        let file = self.file(FileKind::Audio, &format!("{stem}.{extension}"), link);
        match composite {
            Some(other) if other.name.eq_ignore_ascii_case(&file.name) => {
                self.file(FileKind::Audio, &format!("{stem}-audio.{extension}"), link)
            }
            _ => file,
        }
    }
}

/// Gives each file a name of its own, even if the file system ignores case: tracks of several layers may share one.
fn separate(files: &mut [FileInfo]) {
    let mut taken = HashSet::new();
    for file in files {
        let (stem, extension) = split_extension(&file.name);
        let of_layer = file.layer.iter().map(|layer| format!("{stem}-{layer}{extension}"));
        let numbered = (2u32..).map(|number| format!("{stem}-{number}{extension}"));
        let others = of_layer.chain(numbered).map(|name| safe_file_name(&name));
        let free = std::iter::once(file.name.clone()).chain(others).find(|name| taken.insert(name.to_lowercase()));
        file.name = free.unwrap_or_default();
    }
}

/// The extension of the path of a link, whose full stop may be percent-encoded.
fn extension_of(link: &Secret) -> Option<&str> {
    let path = link.expose().split(['?', '#']).next()?;
    let name = path.rsplit('/').next()?;
    let dot =
        name.rfind('.').map(|dot| dot + 1).or_else(|| name.to_ascii_uppercase().rfind("%2E").map(|dot| dot + 3))?;
    let extension = name.get(dot..)?;
    let usual = (2..=4).contains(&extension.len()) && extension.bytes().all(|byte| byte.is_ascii_alphanumeric());
    usual.then_some(extension)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn files(fields: Value) -> Vec<FileInfo> {
        let mut recording = json!({ "id": "r1" });
        recording.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
        serde_json::from_value::<Recording>(recording).unwrap().files()
    }

    #[test]
    fn every_form_is_one_list() {
        let composite = files(json!({
            "download_url": "https://example.com/a/b.mp4?sig=s3cr3t",
            "audio_download_url": "https://example.com/a/b.m4a?sig=s3cr3t",
            "output_file_name": "../weekly_1.mp4", "file_size": 7, "download_url_expiry": "2026-06-10T10:30:00Z",
        }));
        let names: Vec<_> = composite.iter().map(|file| (file.kind, file.name.as_str(), file.size)).collect();
        assert_eq!(
            names,
            [(FileKind::Composite, "_._weekly_1.mp4", Some(7)), (FileKind::Audio, "_._weekly_1.m4a", None)]
        );
        assert!(composite.iter().all(|file| file.expiry.is_some() && file.link.is_some()));
        assert!(!format!("{composite:?}").contains("s3cr3t"));

        let links = json!({ "speaker_u_p_peer_audio_1760000000000.webm": { "download_url": "https://example.com/t" },
            "x.webm": { "download_url": "" } });
        let layers = json!([{ "layer_name": "default", "download_urls": links }]);
        for form in [layers.clone(), json!({ "links": layers })] {
            let tracks = files(
                json!({ "download_url": form, "audio_download_url": "", "output_file_name": "speaker_{{user_id}}.webm", "file_size": 0 }),
            );
            assert_eq!(tracks.len(), 2);
            assert_eq!((tracks[0].kind, tracks[0].layer.as_deref()), (FileKind::Track, Some("default")));
            assert_eq!(tracks[0].track.as_ref().unwrap().peer_id.as_deref(), Some("p"));
            assert_eq!((tracks[0].size, tracks[1].link.as_ref()), (None, None));
        }
        for none in [
            json!({}),
            json!({ "download_url": null }),
            json!({ "download_url": "" }),
            json!({ "download_url": { "links": [] } }),
        ] {
            assert_eq!(files(none), []);
        }
    }

    #[test]
    fn files_of_one_name_get_names_of_their_own() {
        let layer = |name: &str, file: &str| json!({ "layer_name": name, "download_urls": { file: { "download_url": "https://example.com/t" } } });
        let layers =
            [layer("default", "a.webm"), layer("low", "A.webm"), layer("low", "a.WEBM"), layer("../x", "a.webm")];
        let files = files(json!({ "download_url": layers }));
        let names: Vec<_> = files.iter().map(|file| file.name.as_str()).collect();
        assert_eq!(names, ["a.webm", "A-low.webm", "a-2.WEBM", "a-.._x.webm"]);
        assert!(
            files
                .iter()
                .all(|file| file.original_name.as_deref().is_some_and(|name| name.eq_ignore_ascii_case("a.webm")))
        );
    }

    #[test]
    fn names_that_are_missing_are_made_of_the_id() {
        for (link, name) in [("https://example.com/x", "r1.m4a"), ("https://example.com/a%2Emp3?x=y.z", "r1.mp3")] {
            assert_eq!(files(json!({ "audio_download_url": link }))[0].name, name);
        }
        let both = files(
            json!({ "download_url": "https://example.com/x", "audio_download_url": "https://example.com/y.mp4" }),
        );
        assert_eq!([&both[0].name, &both[1].name], ["r1.mp4", "r1-audio.mp4"]);
    }
}
