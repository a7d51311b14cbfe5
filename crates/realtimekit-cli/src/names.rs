//! Objects by their names: an identifier, a unique title, or the beginning of an identifier.

use realtimekit::Error;
use realtimekit::resources::{LivestreamHandle, MeetingHandle, RecordingHandle, SessionHandle};

use crate::context::Context;
use crate::failure::Failure;
use crate::named::HasName;
use crate::pick::{matching, pick};
use crate::progress::Progress;

/// The meeting that a text names.
pub async fn meeting(context: &Context, text: &str) -> Result<MeetingHandle, Failure> {
    let app = context.app()?;
    let list = async |search: Option<&str>| app.meetings().list().maybe_search(search).all().await;
    find("meeting", text, list).await.map(|id| app.meeting(id))
}

/// The session that a text names.
pub async fn session(context: &Context, text: &str) -> Result<SessionHandle, Failure> {
    let app = context.app()?;
    let list = async |search: Option<&str>| app.sessions().list().maybe_search(search).all().await;
    find("session", text, list).await.map(|id| app.session(id))
}

/// The recording that a text names; its names are those of its file and of its meeting.
pub async fn recording(context: &Context, text: &str) -> Result<RecordingHandle, Failure> {
    let app = context.app()?;
    let list = async |search: Option<&str>| app.recordings().list().maybe_search(search).all().await;
    find("recording", text, list).await.map(|id| app.recording(id))
}

/// The livestream that a text names.
pub async fn livestream(context: &Context, text: &str) -> Result<LivestreamHandle, Failure> {
    let app = context.app()?;
    // This list has no search.
    let list = async |_: Option<&str>| app.livestreams().list().all().await;
    find("livestream", text, list).await.map(|id| app.livestream(id))
}

async fn find<T: HasName>(
    kind: &str,
    text: &str,
    list: impl AsyncFn(Option<&str>) -> Result<Vec<T>, Error>,
) -> Result<String, Failure> {
    if text.trim().is_empty() {
        return Err(Failure::usage(format!("the {kind} is empty")).hint("write its name or its id"));
    }
    if is_identifier(text) {
        return Ok(text.to_owned());
    }
    let _spinner = Progress::spinner(format!("Looking for the {kind}"));
    let mut found = list(Some(text)).await?;
    // Whether the search of the service finds parts of identifiers is not documented.
    if (!T::IS_SEARCHED || is_prefix(text)) && matching(text, &found, T::id, T::titles).is_empty() {
        found = list(None).await?;
    }
    pick(kind, text, &found, T::id, T::titles).map(|found| found.id().to_owned())
}

/// Whether a text is a whole identifier: a UUID.
fn is_identifier(text: &str) -> bool {
    text.len() == 36
        && text.bytes().enumerate().all(|(index, byte)| match index {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        })
}

/// Whether a text may be the beginning of an identifier.
fn is_prefix(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_identifiers_are_recognised() {
        assert!(is_identifier("4f2a9c11-0000-4000-8000-00000000abcd"));
        assert!(!is_identifier("4f2a9c11-0000-4000-8000-00000000abcg"));
        assert!(!is_identifier("4f2a9c1100000-4000-8000-00000000abcd"));
        assert!(!is_identifier("4f2a9c11"));
    }
}
