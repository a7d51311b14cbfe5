//! The files behind links.

use std::ops::Range;

use bytes::Bytes;
use percent_encoding::percent_decode_str;

use crate::files::texts::TranscriptFormat;
use crate::http::query::Query;
use crate::world::model::recording::Recording;
use crate::world::state::World;

/// Bytes that are made at a time.
pub(crate) const CHUNK: u64 = 64 * 1024;

/// A file.
pub(crate) enum File {
    Text { media_type: &'static str, text: Bytes },
    Media { media_type: &'static str, magic: &'static [u8], length: u64 },
}

impl File {
    pub(crate) fn length(&self) -> u64 {
        match self {
            Self::Text { text, .. } => text.len() as u64,
            Self::Media { length, .. } => *length,
        }
    }

    pub(crate) fn media_type(&self) -> &'static str {
        match self {
            Self::Text { media_type, .. } | Self::Media { media_type, .. } => media_type,
        }
    }

    /// Some of the bytes. Those of media are a function of their place, so that even large files take no memory.
    pub(crate) fn bytes(&self, range: Range<u64>) -> Bytes {
        match self {
            Self::Text { text, .. } => {
                let place = |offset: u64| usize::try_from(offset).unwrap_or(usize::MAX).min(text.len());
                text.slice(place(range.start)..place(range.end))
            }
            Self::Media { magic, .. } => range.map(|place| media_byte(magic, place)).collect(),
        }
    }

    pub(crate) fn chunks(self, range: Range<u64>) -> impl Iterator<Item = Bytes> + Send + 'static {
        let starts = range.clone().step_by(CHUNK as usize);
        starts.map(move |start| self.bytes(start..(start + CHUNK).min(range.end)))
    }
}

pub(crate) fn media_byte(magic: &[u8], place: u64) -> u8 {
    let known = usize::try_from(place).ok().and_then(|place| magic.get(place));
    known.copied().unwrap_or((place.wrapping_mul(31) ^ (place >> 8)) as u8)
}

/// The file behind a link.
pub(crate) fn open(world: &World, path: &str, query: &Query) -> Result<File, (u16, &'static str, &'static str)> {
    const MISSING: (u16, &str, &str) = (404, "NoSuchKey", "The specified key does not exist.");
    let parts: Vec<&str> = path.split('/').skip(1).collect();
    if let ["live", stream, "manifest.m3u8"] = parts[..] {
        return playlist(world, stream).ok_or(MISSING);
    }
    if let Some(reason) =
        world.context.links.refusal(path, query.integer("expires"), query.text("signature"), world.context.now)
    {
        return Err((403, "AccessDenied", reason));
    }
    let (app, kind) = match parts[..] {
        ["files", app, ..] => (world.apps.get(app).ok_or(MISSING)?, parts.get(2..).unwrap_or_default()),
        _ => return Err(MISSING),
    };
    if let ["recording", id, name] = kind {
        let name = percent_decode_str(name).decode_utf8_lossy();
        return app.recordings.get(*id).and_then(|recording| media(recording, &name)).ok_or(MISSING);
    }
    let [kind, file] = kind else { return Err(MISSING) };
    let (session, extension) = file.rsplit_once('.').ok_or(MISSING)?;
    let session = app.sessions.get(session).ok_or(MISSING)?;
    let (media_type, text) = match *kind {
        "chat" => ("text/csv", session.chat_csv()),
        "summary" => {
            (if extension == "md" { "text/markdown" } else { "text/plain" }, session.summary(extension == "md"))
        }
        "transcript" => {
            let format = TranscriptFormat::from_extension(extension).ok_or(MISSING)?;
            (transcript_type(format), session.transcript(format, &world.context))
        }
        _ => return Err(MISSING),
    };
    Ok(File::Text { media_type, text: text.into() })
}

pub(crate) fn transcript_type(format: TranscriptFormat) -> &'static str {
    match format {
        TranscriptFormat::Csv => "text/csv",
        TranscriptFormat::Json => "application/json",
        TranscriptFormat::Srt => "application/x-subrip",
        TranscriptFormat::Vtt => "text/vtt",
    }
}

/// A playlist without anything to play.
pub(crate) fn playlist(world: &World, stream: &str) -> Option<File> {
    world.apps.values().find(|app| app.livestreams.contains_key(stream))?;
    let text = Bytes::from_static(b"#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:4\n#EXT-X-MEDIA-SEQUENCE:0\n");
    Some(File::Text { media_type: "application/vnd.apple.mpegurl", text })
}

pub(crate) fn media(recording: &Recording, name: &str) -> Option<File> {
    let size = recording.file_size.filter(|_| recording.has_file(name))?;
    let (media_type, magic, length): (_, &'static [u8], _) = match name.rsplit('.').next()? {
        "mp4" => ("video/mp4", b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom", size),
        "webm" => ("video/webm", b"\x1a\x45\xdf\xa3\x9fB\x86\x81\x01", size),
        // Sound takes less than sound and pictures.
        "mp3" => ("audio/mpeg", b"ID3\x04\x00\x00\x00\x00\x00\x00", size.div_ceil(8)),
        _ => ("audio/mp4", b"\x00\x00\x00\x18ftypM4A \x00\x00\x00\x00M4A isom", size.div_ceil(8)),
    };
    Some(File::Media { media_type, magic, length })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_of_a_media_file_is_the_same_as_in_the_whole() {
        let file = File::Media { media_type: "video/mp4", magic: b"abcd", length: 1000 };
        assert_eq!(file.bytes(2..600).slice(98..), file.bytes(100..600));
        assert_eq!(&file.bytes(0..4)[..], b"abcd");
    }
}
