//! Download links of a recording, in three forms.

use std::collections::BTreeMap;

use crate::decode::{Decode, Fault, Form, Reader, items};
use crate::encode::{Encode, Json};
use crate::values::{MaybeEmpty, Record, Secret, record, serde};

/// The download links of a recording.
///
/// A composite recording has one link. A track recording has one link for each file, which the service sends as a list
/// of layers or as an object with `links`; both are read into [`Tracks`](Self::Tracks).
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum RecordingDownload {
    /// The signed link of a composite recording.
    File(Secret),
    /// The files of a track recording. The list may be empty until the upload is complete.
    Tracks(Vec<TrackDownload>),
}

/// One file of a track recording.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct TrackDownload {
    /// Name of the layer, `default` for most recordings, if the service reports it.
    pub layer_name: Option<String>,
    /// Name of the file. It contains participant, peer and kind of the track.
    pub file_name: String,
    /// The signed link; empty as long as this file has no link.
    pub download_url: Secret,
}

impl RecordingDownload {
    /// The link of a composite recording.
    pub fn file(&self) -> Option<&Secret> {
        match self {
            Self::File(link) => Some(link),
            Self::Tracks(_) => None,
        }
    }

    /// The files of a track recording; empty for a composite one.
    pub fn tracks(&self) -> &[TrackDownload] {
        match self {
            Self::File(_) => &[],
            Self::Tracks(tracks) => tracks,
        }
    }
}

impl MaybeEmpty for RecordingDownload {
    fn is_empty(&self) -> bool {
        matches!(self, Self::File(link) if link.is_empty())
    }
}

struct Layer {
    layer_name: Option<String>,
    download_urls: BTreeMap<String, File>,
}

struct File {
    download_url: Option<Secret>,
}

struct Links {
    /// `null` is a list that is not there yet.
    links: Option<Option<Vec<Layer>>>,
    download_urls: Option<BTreeMap<String, File>>,
    layer_name: Option<String>,
}

record! { Layer { "layer_name" => layer_name: optional, "download_urls" => download_urls: defaulted } }
record! { File { "download_url" => download_url: optional } }
record! {
    Links { "links" => links: nullable, "download_urls" => download_urls: optional, "layer_name" => layer_name: optional }
}

fn tracks(layers: impl IntoIterator<Item = Layer>) -> RecordingDownload {
    let files = layers.into_iter().flat_map(|layer| {
        let layer_name = layer.layer_name;
        layer.download_urls.into_iter().map(move |(file_name, file)| TrackDownload {
            layer_name: layer_name.clone(),
            file_name,
            download_url: file.download_url.unwrap_or_default(),
        })
    });
    RecordingDownload::Tracks(files.collect())
}

impl Decode for RecordingDownload {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, Fault> {
        let at = reader.position();
        match reader.form()? {
            Form::Text(link) => Secret::read(link, at).map(Self::File),
            Form::List(list) => items(reader, list).map(|layers: Vec<Layer>| tracks(layers)),
            Form::Object(object) => {
                let links = Links::read(reader, object)?;
                match (links.links, links.download_urls) {
                    (Some(layers), _) => Ok(tracks(layers.unwrap_or_default())),
                    (None, Some(download_urls)) => Ok(tracks([Layer { layer_name: links.layer_name, download_urls }])),
                    (None, None) => Err(Fault::refused("an object with `links` or `download_urls`", at)),
                }
            }
            _ => Err(Fault::refused("a link, a list of layers, or an object with `links`", at)),
        }
    }
}

impl Encode for RecordingDownload {
    fn encode(&self, json: &mut Json) -> Result<(), serde_json::Error> {
        let tracks = match self {
            Self::File(link) => return link.encode(json),
            Self::Tracks(tracks) => tracks,
        };
        let layers = tracks.chunk_by(|one, other| one.layer_name == other.layer_name).map(|files| {
            let file = |track: &TrackDownload| {
                (track.file_name.clone(), File { download_url: Some(track.download_url.clone()) })
            };
            let layer_name = files.first().and_then(|track| track.layer_name.clone());
            Layer { layer_name, download_urls: files.iter().map(file).collect() }
        });
        layers.collect::<Vec<_>>().encode(json)
    }
}

serde! { RecordingDownload }

#[cfg(feature = "schemars")]
impl schemars::JsonSchema for RecordingDownload {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "RecordingDownload".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "oneOf": [{ "type": "string" }, { "type": "array" }, { "type": "object" }] })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn one_link() {
        let link: RecordingDownload = serde_json::from_value(json!("https://example.com/a.mp4?sig=1")).unwrap();
        assert_eq!(link.file().unwrap().expose(), "https://example.com/a.mp4?sig=1");
        assert_eq!(format!("{link:?}"), "File([redacted])");
    }

    #[test]
    fn layers_and_links_read_the_same() {
        let files = json!({ "a.webm": { "download_url": "https://example.com/a" } });
        let layers: RecordingDownload =
            serde_json::from_value(json!([{ "layer_name": "default", "download_urls": files }])).unwrap();
        let links: RecordingDownload =
            serde_json::from_value(json!({ "links": [{ "layer_name": "default", "download_urls": files }] })).unwrap();
        assert_eq!(layers, links);
        assert_eq!(layers.tracks()[0].file_name, "a.webm");
        assert_eq!(layers.tracks()[0].layer_name.as_deref(), Some("default"));
        let back = serde_json::to_value(crate::Exposed(&layers)).unwrap();
        assert_eq!(back, json!([{ "layer_name": "default", "download_urls": files }]));
    }

    #[test]
    fn links_may_be_empty_and_other_objects_fail() {
        let none: RecordingDownload = serde_json::from_value(json!({ "links": [] })).unwrap();
        assert!(none.tracks().is_empty());
        let error = serde_json::from_value::<RecordingDownload>(json!("[redacted]")).unwrap_err().to_string();
        assert!(error.contains("not redacted"), "{error}");
        let error = serde_json::from_value::<RecordingDownload>(json!({ "url": "x" })).unwrap_err();
        assert!(error.to_string().contains("`links` or `download_urls`"), "{error}");
    }
}
