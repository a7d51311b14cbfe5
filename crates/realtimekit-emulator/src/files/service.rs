//! The second port: recordings, chats, transcripts and summaries behind signed links.

use std::ops::Range;

use axum::body::Body;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, Method, Response, header};
use bytes::Bytes;

use crate::faults::damage;
use crate::faults::injection::{Effect, ask_for_panic};
use crate::faults::rules::DOWNLOAD;
use crate::files::content::{File, open};
use crate::files::ranges::{Wanted, wanted_range};
use crate::http::abort::Abort;
use crate::http::envelope::response;
use crate::http::log::Line;
use crate::http::query::Query;
use crate::server::Server;

/// Responds to a request to the port of the files.
pub(crate) async fn respond(server: &Server, parts: &Parts, line: &mut Line) -> Response<Body> {
    line.operation = DOWNLOAD;
    server.requests.add(DOWNLOAD, parts, Bytes::new());
    if server.notice_leak(parts) {
        return refusal(400, "InvalidArgument", "Only one auth mechanism allowed", &Effect::None);
    }
    let injection = server.faults.next(DOWNLOAD);
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
        // The announced length, but every byte is wrong.
        Effect::BreakAfter(bytes) => {
            damage::cut_off(file.chunks(part.start..part.start.saturating_add(*bytes).min(part.end)))
        }
        // Too short for the announced length, which ends with a closed connection.
        Effect::AnnounceLength(bytes) if *bytes > size => damage::cut_off(file.chunks(part)),
        Effect::Garbage | Effect::ChangeFile => {
            damage::none(file.chunks(part).map(|chunk| chunk.iter().map(|byte| !byte).collect()))
        }
        Effect::Huge(bytes) => {
            let swollen = file.chunks(part).chain(damage::spaces(*bytes));
            return response(status, media_type, damage::none(swollen));
        }
        _ => damage::none(file.chunks(part)),
    };
    let mut response = response(status, media_type, body);
    let announced = if let Effect::AnnounceLength(bytes) = effect { *bytes } else { size };
    set(&mut response, header::CONTENT_LENGTH, &announced.to_string());
    response
}

/// The whole file, or the part that was asked for.
fn send(file: File, method: &Method, path: &str, headers: &HeaderMap, effect: &Effect) -> Response<Body> {
    let length = file.length();
    let version = if matches!(effect, Effect::ChangeFile) { 2 } else { 1 };
    let tag = format!(
        "\"{:08x}-{length:x}-{version}\"",
        path.bytes().fold(0_u32, |sum, byte| sum.wrapping_mul(33) ^ u32::from(byte))
    );
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    // A part of another version of the file would not fit.
    let range = text(header::RANGE)
        .filter(|_| !matches!(effect, Effect::IgnoreRange))
        .filter(|_| text(header::IF_RANGE).is_none_or(|wanted| wanted == tag));
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
