//! Objects by their names: an identifier, a unique title, or the beginning of an identifier.

use realtimekit::Error;
use realtimekit::resources::{LivestreamHandle, MeetingHandle, RecordingHandle, SessionHandle};
use realtimekit::types::{Livestream, Meeting, Recording, Session};

use crate::context::Context;
use crate::failure::Failure;
use crate::progress::Progress;

/// The least letters of an identifier that name an object.
const LEAST_PREFIX: usize = 6;

/// How many candidates an error lists.
const LISTED: usize = 5;

/// An object that a name may mean.
#[derive(Clone, Debug, PartialEq)]
pub struct Named {
    pub id: String,
    pub title: Option<String>,
}

/// Objects that have an identifier and a title.
pub trait HasName {
    fn named(&self) -> Named;
}

macro_rules! has_name {
    ($($object:ty: $title:ident),* $(,)?) => {
        $(impl HasName for $object {
            fn named(&self) -> Named {
                Named { id: self.id.clone(), title: self.$title.clone() }
            }
        })*
    };
}

has_name! { Meeting: title, Session: meeting_display_name, Recording: output_file_name, Livestream: name }

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

/// The recording that a text names; its title is the name of its file.
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
    if is_identifier(text) {
        return Ok(text.to_owned());
    }
    let _spinner = Progress::spinner(format!("Looking for the {kind}"));
    let named = |items: Vec<T>| items.iter().map(HasName::named).collect::<Vec<_>>();
    let found = matching(text, named(list(Some(text)).await?));
    // Whether the search of the service finds parts of identifiers is not documented.
    let found = if found.is_empty() && is_prefix(text) { matching(text, named(list(None).await?)) } else { found };
    match found.as_slice() {
        [one] => Ok(one.id.clone()),
        [] => Err(Failure::not_found(format!("there is no {kind} {text:?}")).hint(format!(
            "a {kind} is named by its id, its whole title, or the first {LEAST_PREFIX} or more letters of its id"
        ))),
        several => {
            let mut listed: Vec<String> = several.iter().take(LISTED).map(describe).collect();
            listed.extend((several.len() > LISTED).then(|| format!("and {} more", several.len() - LISTED)));
            Err(Failure::usage(format!("{text:?} names {} {kind}s", several.len()))
                .hint(format!("write the id of one of {}", listed.join(", "))))
        }
    }
}

fn describe(named: &Named) -> String {
    named.title.as_ref().map_or_else(|| named.id.clone(), |title| format!("{} ({title})", named.id))
}

/// The objects with this identifier, else with this title, else whose identifiers begin like this.
fn matching(text: &str, all: Vec<Named>) -> Vec<Named> {
    let lower = text.to_lowercase();
    let rules: [&dyn Fn(&Named) -> bool; 3] = [
        &|named| named.id == text,
        &|named| named.title.as_deref().is_some_and(|title| title.to_lowercase() == lower),
        &|named| is_prefix(text) && named.id.starts_with(&lower),
    ];
    let found = |rule: &&dyn Fn(&Named) -> bool| all.iter().filter(|named| rule(named)).cloned().collect::<Vec<_>>();
    rules.iter().map(found).find(|found| !found.is_empty()).unwrap_or_default()
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
    text.len() >= LEAST_PREFIX && text.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'-')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(id: &str, title: &str) -> Named {
        Named { id: id.to_owned(), title: Some(title.to_owned()) }
    }

    #[test]
    fn names_are_identifiers_titles_or_long_prefixes() {
        let all = vec![named("aaaaaa11", "Weekly"), named("aaaaaa22", "weekly sync"), named("bbbbbb33", "AAAAAA11")];
        let ids = |text| matching(text, all.clone()).into_iter().map(|named| named.id).collect::<Vec<_>>();
        assert_eq!(ids("aaaaaa11"), ["aaaaaa11"], "an identifier comes before a title");
        assert_eq!(ids("WEEKLY"), ["aaaaaa11"], "a title is compared as a whole");
        assert_eq!(ids("aaaaaa"), ["aaaaaa11", "aaaaaa22"]);
        assert_eq!(ids("aaaaa"), [] as [&str; 0], "too short");
        assert_eq!(ids("AAAAAA2"), ["aaaaaa22"]);
    }

    #[test]
    fn whole_identifiers_are_recognised() {
        assert!(is_identifier("4f2a9c11-0000-4000-8000-00000000abcd"));
        assert!(!is_identifier("4f2a9c11-0000-4000-8000-00000000abcg"));
        assert!(!is_identifier("4f2a9c1100000-4000-8000-00000000abcd"));
        assert!(!is_identifier("4f2a9c11"));
    }
}
