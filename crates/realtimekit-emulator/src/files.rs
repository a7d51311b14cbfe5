//! The second port: recordings, chats, transcripts and summaries behind signed links.

use std::ops::Range;

use axum::body::Body;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, Method, Response, header};
use bytes::Bytes;
use percent_encoding::percent_decode_str;

use crate::damage;
use crate::dispatch::ask_for_panic;
use crate::envelope::response;
use crate::faults::Effect;
use crate::front::Line;
use crate::query::Query;
use crate::recordings::Recording;
use crate::server::{Abort, Server};
use crate::state::World;
use crate::transcripts::TranscriptFormat;

/// The name under which downloads are logged and can be made to fail.
pub(crate) const OPERATION: &str = "download";

/// Bytes that are made at a time.
const CHUNK: u64 = 64 * 1024;

/// A file.
enum File {
    Text { media_type: &'static str, text: Bytes },
    Media { media_type: &'static str, magic: &'static [u8], length: u64 },
}

impl File {
    fn length(&self) -> u64 {
        match self {
            Self::Text { text, .. } => text.len() as u64,
            Self::Media { length, .. } => *length,
        }
    }

    fn media_type(&self) -> &'static str {
        match self {
            Self::Text { media_type, .. } | Self::Media { media_type, .. } => media_type,
        }
    }

    /// Some of the bytes. Those of media are a function of their place, so that even large files take no memory.
    fn bytes(&self, range: Range<u64>) -> Bytes {
        match self {
            Self::Text { text, .. } => {
                let place = |offset: u64| usize::try_from(offset).unwrap_or(usize::MAX).min(text.len());
                text.slice(place(range.start)..place(range.end))
            }
            Self::Media { magic, .. } => range.map(|place| media_byte(magic, place)).collect(),
        }
    }

    fn chunks(self, range: Range<u64>) -> impl Iterator<Item = Bytes> + Send + 'static {
        let starts = range.clone().step_by(CHUNK as usize);
        starts.map(move |start| self.bytes(start..(start + CHUNK).min(range.end)))
    }
}

fn media_byte(magic: &[u8], place: u64) -> u8 {
    let known = usize::try_from(place).ok().and_then(|place| magic.get(place));
    known.copied().unwrap_or((place.wrapping_mul(31) ^ (place >> 8)) as u8)
}

/// Answers a request to the port of the files.
pub(crate) async fn answer(server: &Server, parts: &Parts, line: &mut Line<'_>) -> Response<Body> {
    line.operation = OPERATION;
    server.requests.add(OPERATION, parts, Bytes::new());
    if server.notice_leak(parts) {
        return refusal(400, "InvalidArgument", "Only one auth mechanism allowed", &Effect::None);
    }
    let injection = server.faults.next(OPERATION);
    if let Some(response) = injection.begin().await {
        return response;
    }
    match injection.effect {
        Effect::ResetAfter => return Abort::response(),
        Effect::Panic => ask_for_panic(),
        _ => {}
    }
    let path = parts.uri.path();
    let query = Query::parse(parts.uri.query().unwrap_or_default());
    let found = match parts.method {
        Method::GET | Method::HEAD => server.world(|world| open(world, path, &query)),
        _ => Err((405, "MethodNotAllowed", "The specified method is not allowed against this resource")),
    };
    let mut response = match found {
        Ok(file) => send(file, &parts.method, path, &parts.headers, &injection.effect),
        Err((status, code, message)) => refusal(status, code, message, &injection.effect),
    };
    injection.dress(&mut response);
    response
}

/// In the form of the storage hosts.
fn refusal(status: u16, code: &str, message: &str, effect: &Effect) -> Response<Body> {
    let text = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>{code}</Code><Message>{message}</Message></Error>"
    );
    let whole = 0..text.len() as u64;
    content(status, File::Text { media_type: "application/xml", text: text.into() }, whole, effect)
}

/// A part of a file, in the way in which the fault lets it arrive.
fn content(status: u16, file: File, part: Range<u64>, effect: &Effect) -> Response<Body> {
    let (media_type, size) = (file.media_type(), part.end - part.start);
    let half = part.start..part.start + size / 2;
    let body = match effect {
        Effect::Truncate => damage::cut_off(file.chunks(half)),
        Effect::Stall => damage::stalled(file.chunks(half)),
        Effect::Trickle(pause) => damage::trickled(file.chunks(part), *pause),
        // As long as promised, and none of the bytes right.
        Effect::Garbage => damage::none(file.chunks(part).map(|chunk| chunk.iter().map(|byte| !byte).collect())),
        Effect::Huge(bytes) => {
            let swollen = file.chunks(part).chain(damage::blanks(*bytes));
            return response(status, media_type, damage::none(swollen));
        }
        _ => damage::none(file.chunks(part)),
    };
    let mut response = response(status, media_type, body);
    set(&mut response, header::CONTENT_LENGTH, &size.to_string());
    response
}

/// The file behind a link.
fn open(world: &World, path: &str, query: &Query) -> Result<File, (u16, &'static str, &'static str)> {
    const MISSING: (u16, &str, &str) = (404, "NoSuchKey", "The specified key does not exist.");
    let parts: Vec<&str> = path.split('/').skip(1).collect();
    if let ["live", stream, "manifest.m3u8"] = parts[..] {
        return playlist(world, stream).ok_or(MISSING);
    }
    if let Some(reason) = world.context.links.refusal(path, query, world.context.now) {
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

fn transcript_type(format: TranscriptFormat) -> &'static str {
    match format {
        TranscriptFormat::Csv => "text/csv",
        TranscriptFormat::Json => "application/json",
        TranscriptFormat::Srt => "application/x-subrip",
        TranscriptFormat::Vtt => "text/vtt",
    }
}

/// A playlist without anything to play.
fn playlist(world: &World, stream: &str) -> Option<File> {
    world.apps.values().find(|app| app.livestreams.contains_key(stream))?;
    let text = Bytes::from_static(b"#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:4\n#EXT-X-MEDIA-SEQUENCE:0\n");
    Some(File::Text { media_type: "application/vnd.apple.mpegurl", text })
}

fn media(recording: &Recording, name: &str) -> Option<File> {
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

/// The whole file, or the part that was asked for.
fn send(file: File, method: &Method, path: &str, headers: &HeaderMap, effect: &Effect) -> Response<Body> {
    let length = file.length();
    let tag =
        format!("\"{:08x}-{length:x}\"", path.bytes().fold(0_u32, |sum, byte| sum.wrapping_mul(33) ^ u32::from(byte)));
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    // A part of another version of the file would not fit.
    let range = text(header::RANGE).filter(|_| text(header::IF_RANGE).is_none_or(|wanted| wanted == tag));
    let (status, part) = match range.map(|range| wanted_range(range, length)) {
        None | Some(Wanted::Everything) => (200, 0..length),
        Some(Wanted::Part(part)) => (206, part),
        Some(Wanted::Nothing) => {
            let mut response = refusal(416, "InvalidRange", "The requested range is not satisfiable", effect);
            set(&mut response, header::CONTENT_RANGE, &format!("bytes */{length}"));
            return response;
        }
    };
    let content_range = format!("bytes {}-{}/{length}", part.start, part.end.saturating_sub(1));
    let mut response = content(status, file, part, effect);
    if *method == Method::HEAD {
        *response.body_mut() = Body::empty();
    }
    set(&mut response, header::ACCEPT_RANGES, "bytes");
    set(&mut response, header::ETAG, &tag);
    if status == 206 {
        set(&mut response, header::CONTENT_RANGE, &content_range);
    }
    response
}

fn set(response: &mut Response<Body>, name: header::HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::try_from(value) {
        response.headers_mut().insert(name, value);
    }
}

#[derive(Debug, PartialEq, Eq)]
enum Wanted {
    Everything,
    Part(Range<u64>),
    Nothing,
}

/// Reads `bytes=from-to`, `bytes=from-` and `bytes=-last`. What is not understood, several ranges included, is ignored
/// as HTTP allows.
fn wanted_range(text: &str, length: u64) -> Wanted {
    let Some((from, to)) = text.strip_prefix("bytes=").and_then(|range| range.split_once('-')) else {
        return Wanted::Everything;
    };
    let part = match (from.trim().parse::<u64>(), to.trim().parse::<u64>()) {
        (Ok(from), Ok(to)) if from <= to => from..to.saturating_add(1).min(length),
        (Ok(from), Err(_)) if to.trim().is_empty() => from..length,
        (Err(_), Ok(last)) if from.trim().is_empty() => length.saturating_sub(last)..length,
        _ => return Wanted::Everything,
    };
    if part.start < part.end { Wanted::Part(part) } else { Wanted::Nothing }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_read() {
        assert_eq!(wanted_range("bytes=0-3", 10), Wanted::Part(0..4));
        assert_eq!(wanted_range("bytes=4-", 10), Wanted::Part(4..10));
        assert_eq!(wanted_range("bytes=-3", 10), Wanted::Part(7..10));
        assert_eq!(wanted_range("bytes=5-99", 10), Wanted::Part(5..10));
        assert_eq!(wanted_range("bytes=10-", 10), Wanted::Nothing);
        assert_eq!(wanted_range("bytes=0-18446744073709551615", 10), Wanted::Part(0..10));
        assert_eq!(wanted_range("bytes=3-1", 10), Wanted::Everything);
        assert_eq!(wanted_range("lines=1-2", 10), Wanted::Everything);
    }

    #[test]
    fn a_part_of_a_media_file_is_the_same_as_in_the_whole() {
        let file = File::Media { media_type: "video/mp4", magic: b"abcd", length: 1000 };
        assert_eq!(file.bytes(2..600).slice(98..), file.bytes(100..600));
        assert_eq!(&file.bytes(0..4)[..], b"abcd");
    }
}
