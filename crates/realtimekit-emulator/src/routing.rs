//! Which operation a request asks for, and which handler answers it.

use std::sync::LazyLock;

use indexmap::IndexMap;
use percent_encoding::percent_decode_str;
use realtimekit_api::operations::{self, Operation};
use serde_json::{Map, Value};

use crate::envelope::{Outcome, Refusal};
use crate::query::Query;
use crate::state::{App, Context};
use crate::{
    active_session, analytics, apps, livestreams, meetings, participants, peer_report, presets, recordings, sessions,
    transcripts, webhooks,
};

/// What stands before the paths of the operation table.
pub(crate) const PREFIX: &str = "/client/v4";

/// A request on its way to a handler, read and validated.
#[derive(Debug)]
pub(crate) struct Call<'a> {
    pub(crate) context: &'a mut Context,
    pub(crate) path: &'a PathParameters,
    pub(crate) query: &'a Query,
    pub(crate) body: &'a Map<String, Value>,
}

impl<'a> Call<'a> {
    /// An identifier of the path.
    pub(crate) fn id(&self, name: &str) -> &'a str {
        self.path.get(name)
    }

    /// A text of the body; empty when it is missing.
    pub(crate) fn text(&self, name: &str) -> &'a str {
        self.body.get(name).and_then(Value::as_str).unwrap_or_default()
    }
}

/// The parameters of a path, decoded.
#[derive(Debug, Default)]
pub(crate) struct PathParameters(Vec<(&'static str, String)>);

impl PathParameters {
    pub(crate) fn new(parameters: &[(&'static str, &str)]) -> Self {
        Self(parameters.iter().map(|(name, value)| (*name, (*value).to_owned())).collect())
    }

    /// A parameter by its name; empty when the path has none of that name.
    pub(crate) fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(key, _)| *key == name).map_or("", |(_, value)| value)
    }
}

/// A function that answers an operation: on the account, or on one app of it.
#[derive(Clone, Copy)]
pub(crate) enum Handler {
    Account(fn(&mut IndexMap<String, App>, &mut Call<'_>) -> Outcome),
    App(fn(&mut App, &mut Call<'_>) -> Outcome),
}

/// The handler of each operation.
pub(crate) fn handler(operation: &str) -> Option<Handler> {
    use Handler::{Account, App};
    Some(match operation {
        "apps_list" => Account(apps::list),
        "apps_create" => Account(apps::create),

        "meetings_list" => App(meetings::list),
        "meetings_create" => App(meetings::create),
        "meetings_get" => App(meetings::get),
        "meetings_update" => App(meetings::update),
        "meetings_replace" => App(meetings::replace),

        "participants_list" => App(participants::list),
        "participants_add" => App(participants::add),
        "participants_get" => App(participants::get),
        "participants_update" => App(participants::update),
        "participants_delete" => App(participants::delete),
        "participants_refresh_token" => App(participants::refresh_token),

        "presets_list" => App(presets::list),
        "presets_create" => App(presets::create),
        "presets_get" => App(presets::get),
        "presets_update" => App(presets::update),
        "presets_replace" => App(presets::replace),
        "presets_delete" => App(presets::delete),

        "active_session_get" => App(active_session::get),
        "active_session_kick" => App(active_session::kick),
        "active_session_kick_all" => App(active_session::kick_all),
        "active_session_mute" => App(active_session::mute),
        "active_session_mute_all" => App(active_session::mute_all),
        "active_session_create_poll" => App(active_session::create_poll),

        "sessions_list" => App(sessions::list),
        "sessions_get" => App(sessions::get),
        "sessions_list_participants" => App(sessions::list_participants),
        "sessions_get_participant" => App(sessions::get_participant),
        "sessions_get_peer_report" => App(peer_report::get),
        "sessions_get_chat" => App(transcripts::get_chat),
        "sessions_get_transcript" => App(transcripts::get_transcript),
        "sessions_get_summary" => App(transcripts::get_summary),
        "sessions_generate_summary" => App(transcripts::generate_summary),
        "sessions_list_livestream_sessions" => App(livestreams::list_session_broadcasts),

        "recordings_list" => App(recordings::list),
        "recordings_start" => App(recordings::start),
        "recordings_start_track" => App(recordings::start_track),
        "recordings_get" => App(recordings::get),
        "recordings_get_active" => App(recordings::get_active),
        "recordings_control" => App(recordings::control),

        "livestreams_list" => App(livestreams::list),
        "livestreams_list_for_meeting" => App(livestreams::list_for_meeting),
        "livestreams_create" => App(livestreams::create),
        "livestreams_start" => App(livestreams::start),
        "livestreams_stop" => App(livestreams::stop),
        "livestreams_get" => App(livestreams::get),
        "livestreams_get_active" => App(livestreams::get_active),
        "livestreams_get_session" => App(livestreams::get_session),
        "livestreams_get_active_session" => App(livestreams::get_active_session),

        "analytics_get_daywise" => App(analytics::daywise),
        "analytics_get_livestreams_daywise" => App(analytics::livestreams_daywise),
        "analytics_get_livestreams_overall" => App(analytics::livestreams_overall),

        "webhooks_list" => App(webhooks::list),
        "webhooks_list_events" => App(webhooks::list_events),
        "webhooks_create" => App(webhooks::create),
        "webhooks_get" => App(webhooks::get),
        "webhooks_update" => App(webhooks::update),
        "webhooks_replace" => App(webhooks::replace),
        "webhooks_delete" => App(webhooks::delete),

        _ => return None,
    })
}

/// A path template of the operation table, split at its slashes.
struct Route {
    operation: &'static Operation,
    segments: Vec<Segment>,
}

enum Segment {
    Fixed(&'static str),
    Parameter(&'static str),
}

static ROUTES: LazyLock<Vec<Route>> =
    LazyLock::new(|| operations::ALL.iter().map(|operation| Route::new(operation)).collect());

impl Route {
    fn new(operation: &'static Operation) -> Self {
        let segments = operation.path.split('/').skip(1).map(|segment| {
            match segment.strip_prefix('{').and_then(|segment| segment.strip_suffix('}')) {
                Some(name) => Segment::Parameter(name),
                None => Segment::Fixed(segment),
            }
        });
        Self { operation, segments: segments.collect() }
    }

    fn matches(&self, path: &[&str]) -> bool {
        self.segments.len() == path.len()
            && self.segments.iter().zip(path).all(|(segment, part)| match segment {
                Segment::Fixed(text) => text == part,
                Segment::Parameter(_) => true,
            })
    }

    fn parameters(&self, path: &[&str]) -> PathParameters {
        let named = self.segments.iter().zip(path).filter_map(|(segment, part)| match segment {
            Segment::Fixed(_) => None,
            Segment::Parameter(name) => Some((*name, percent_decode_str(part).decode_utf8_lossy().into_owned())),
        });
        PathParameters(named.collect())
    }

    /// Fixed segments win over parameters: `recordings/track` is not the recording called `track`.
    fn looseness(&self) -> usize {
        self.segments.iter().filter(|segment| matches!(segment, Segment::Parameter(_))).count()
    }
}

/// Finds the operation of a request, or says what the gateway says when there is none.
pub(crate) fn find(method: &str, path: &str) -> Result<(&'static Operation, PathParameters), Refusal> {
    let no_route = || Refusal::gateway(400, 7000, "No route for that URI");
    let below = path.strip_prefix(PREFIX).and_then(|path| path.strip_prefix('/')).ok_or_else(no_route)?;
    let parts: Vec<&str> = below.split('/').collect();
    if parts.iter().any(|part| part.is_empty()) {
        let message = format!("Could not route to {path}, perhaps your object identifier is invalid?");
        return Err(Refusal::gateway(404, 7003, message));
    }
    let mut found: Vec<&Route> = ROUTES.iter().filter(|route| route.matches(&parts)).collect();
    if found.is_empty() {
        return Err(no_route());
    }
    found.sort_by_key(|route| route.looseness());
    match found.iter().find(|route| route.operation.method == method) {
        Some(route) => Ok((route.operation, route.parameters(&parts))),
        None => Err(Refusal::gateway(405, 7001, format!("Method {method} not available for that URI."))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_operation_is_found_by_its_own_path() {
        for operation in operations::ALL {
            let path = format!("{PREFIX}{}", operation.path.replace(['{', '}'], "~"));
            let (found, _) = find(operation.method, &path).unwrap();
            assert_eq!(found.id, operation.id);
        }
    }

    #[test]
    fn what_has_no_route_is_refused_by_the_gateway() {
        let code = |method, path: &str| {
            let refusal = find(method, path).unwrap_err();
            (refusal.status, refusal.gateway)
        };
        assert_eq!(code("GET", "/client/v4/zones"), (400, Some(7000)));
        assert_eq!(code("GET", "/elsewhere"), (400, Some(7000)));
        assert_eq!(code("GET", "/client/v4/accounts//realtime/kit/apps"), (404, Some(7003)));
        assert_eq!(code("DELETE", "/client/v4/accounts/a/realtime/kit/apps"), (405, Some(7001)));
    }

    #[test]
    fn parameters_are_decoded() {
        let (_, path) = find("GET", "/client/v4/accounts/a/realtime/kit/b/meetings/c%2Fd%20e").unwrap();
        assert_eq!(path.get("meeting_id"), "c/d e");
        assert_eq!(path.get("session_id"), "");
    }
}
