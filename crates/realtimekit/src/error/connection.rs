//! Causes of failed connections, for people.

use std::error::Error as StdError;

use crate::redact::redact_text;

/// Host, port and innermost cause of a failed connection: `api.example.com:443: Connection refused (os error 111)`.
pub(super) fn describe(error: &reqwest::Error) -> String {
    let server = error.url().map_or_else(String::new, |url| {
        let port = url.port_or_known_default().map_or_else(String::new, |port| format!(":{port}"));
        format!(" to {}{port}", url.host_str().unwrap_or_default())
    });
    let causes: Vec<String> = causes(error).map(ToString::to_string).collect();
    let dns = causes.iter().any(|cause| cause.starts_with("dns error"));
    let innermost = causes.last().map_or("unknown cause", String::as_str);
    let step = if dns { "DNS: " } else { "" };
    format!("no connection{server}: {step}{}; nothing was sent", redact_text(innermost, &[]))
}

/// Whether a response was received completely and could not be decompressed. The HTTP client reports broken connections
/// in the same way.
pub(super) fn is_malformed(error: &reqwest::Error) -> bool {
    let kinds = causes(error).filter_map(|cause| cause.downcast_ref::<std::io::Error>()).map(std::io::Error::kind);
    error.is_decode() && kinds.into_iter().any(|kind| kind == std::io::ErrorKind::InvalidData)
}

fn causes<'a>(error: &'a reqwest::Error) -> impl Iterator<Item = &'a (dyn StdError + 'static)> {
    std::iter::successors(error.source(), |cause| next(*cause))
}

fn next<'a>(cause: &'a (dyn StdError + 'static)) -> Option<&'a (dyn StdError + 'static)> {
    // An I/O error made from another error hides that one behind `get_ref`.
    let inside = cause.downcast_ref::<std::io::Error>().and_then(std::io::Error::get_ref);
    inside.map(|error| error as &(dyn StdError + 'static)).or_else(|| cause.source())
}
