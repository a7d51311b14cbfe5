//! The handler of each operation.

use indexmap::IndexMap;

use crate::http::call::Call;
use crate::http::envelope::Outcome;
use crate::resources::{
    active_session, analytics, apps, livestreams, meetings, participants, peer_report, presets, recordings, sessions,
    transcripts, webhooks,
};
use crate::world::model::app::App;

/// A function that executes an operation: on the account, or on one app of it.
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
