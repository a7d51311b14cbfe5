// Made from openapi/realtimekit.yaml by `cargo xtask codegen`. Do not edit: change the document or
// the step in xtask/src/codegen/ that writes this, and run the command again.

//! Decoding by the id of an operation, for tests.

use super::{operations, types};
use crate::decode::{DecodeError, Decoded};
use crate::test_support::{AnyResult, read};

/// Decodes the response to the operation with this id; `None` if there is no such operation.
#[allow(clippy::too_many_lines)]
pub fn decode(
    id: &str,
    body: &[u8],
) -> Option<Result<Decoded<Box<dyn AnyResult>>, DecodeError>> {
    Some(
        match id {
            "apps_list" => read::<Vec<types::App>>(&operations::APPS_LIST, body),
            "apps_create" => read::<types::App>(&operations::APPS_CREATE, body),
            "analytics_get_daywise" => {
                read::<crate::AppAnalytics>(&operations::ANALYTICS_GET_DAYWISE, body)
            }
            "analytics_get_livestreams_daywise" => {
                read::<
                    Vec<types::LivestreamDayAnalytics>,
                >(&operations::ANALYTICS_GET_LIVESTREAMS_DAYWISE, body)
            }
            "analytics_get_livestreams_overall" => {
                read::<
                    crate::LivestreamAnalytics,
                >(&operations::ANALYTICS_GET_LIVESTREAMS_OVERALL, body)
            }
            "livestreams_list" => {
                read::<Vec<types::Livestream>>(&operations::LIVESTREAMS_LIST, body)
            }
            "livestreams_create" => {
                read::<types::Livestream>(&operations::LIVESTREAMS_CREATE, body)
            }
            "livestreams_get_session" => {
                read::<
                    types::LivestreamSession,
                >(&operations::LIVESTREAMS_GET_SESSION, body)
            }
            "livestreams_get" => {
                read::<types::LivestreamDetails>(&operations::LIVESTREAMS_GET, body)
            }
            "livestreams_get_active_session" => {
                read::<
                    types::LivestreamActiveSession,
                >(&operations::LIVESTREAMS_GET_ACTIVE_SESSION, body)
            }
            "meetings_list" => {
                read::<Vec<types::Meeting>>(&operations::MEETINGS_LIST, body)
            }
            "meetings_create" => {
                read::<types::Meeting>(&operations::MEETINGS_CREATE, body)
            }
            "meetings_get" => read::<types::Meeting>(&operations::MEETINGS_GET, body),
            "meetings_replace" => {
                read::<types::Meeting>(&operations::MEETINGS_REPLACE, body)
            }
            "meetings_update" => {
                read::<types::Meeting>(&operations::MEETINGS_UPDATE, body)
            }
            "livestreams_get_active" => {
                read::<types::Livestream>(&operations::LIVESTREAMS_GET_ACTIVE, body)
            }
            "livestreams_stop" => {
                read::<types::LivestreamStopResult>(&operations::LIVESTREAMS_STOP, body)
            }
            "active_session_get" => {
                read::<types::Session>(&operations::ACTIVE_SESSION_GET, body)
            }
            "active_session_kick" => {
                read::<
                    types::ActiveSessionParticipantActionData,
                >(&operations::ACTIVE_SESSION_KICK, body)
            }
            "active_session_kick_all" => {
                read::<
                    types::ActiveSessionKickAllData,
                >(&operations::ACTIVE_SESSION_KICK_ALL, body)
            }
            "active_session_mute" => {
                read::<
                    types::ActiveSessionParticipantActionData,
                >(&operations::ACTIVE_SESSION_MUTE, body)
            }
            "active_session_mute_all" => {
                read::<
                    types::ActiveSessionMuteAllData,
                >(&operations::ACTIVE_SESSION_MUTE_ALL, body)
            }
            "active_session_create_poll" => {
                read::<types::PollData>(&operations::ACTIVE_SESSION_CREATE_POLL, body)
            }
            "livestreams_list_for_meeting" => {
                read::<
                    Vec<types::Livestream>,
                >(&operations::LIVESTREAMS_LIST_FOR_MEETING, body)
            }
            "livestreams_start" => {
                read::<types::StartedLivestream>(&operations::LIVESTREAMS_START, body)
            }
            "participants_list" => {
                read::<Vec<types::Participant>>(&operations::PARTICIPANTS_LIST, body)
            }
            "participants_add" => {
                read::<types::ParticipantWithToken>(&operations::PARTICIPANTS_ADD, body)
            }
            "participants_get" => {
                read::<types::Participant>(&operations::PARTICIPANTS_GET, body)
            }
            "participants_update" => {
                read::<types::UpdatedParticipant>(&operations::PARTICIPANTS_UPDATE, body)
            }
            "participants_delete" => {
                read::<types::DeletedParticipant>(&operations::PARTICIPANTS_DELETE, body)
            }
            "participants_refresh_token" => {
                read::<
                    types::ParticipantToken,
                >(&operations::PARTICIPANTS_REFRESH_TOKEN, body)
            }
            "presets_list" => {
                read::<Vec<types::PresetSummary>>(&operations::PRESETS_LIST, body)
            }
            "presets_create" => read::<types::Preset>(&operations::PRESETS_CREATE, body),
            "presets_get" => read::<types::Preset>(&operations::PRESETS_GET, body),
            "presets_replace" => {
                read::<types::Preset>(&operations::PRESETS_REPLACE, body)
            }
            "presets_update" => read::<types::Preset>(&operations::PRESETS_UPDATE, body),
            "presets_delete" => read::<types::Preset>(&operations::PRESETS_DELETE, body),
            "recordings_list" => {
                read::<Vec<types::Recording>>(&operations::RECORDINGS_LIST, body)
            }
            "recordings_start" => {
                read::<types::Recording>(&operations::RECORDINGS_START, body)
            }
            "recordings_get_active" => {
                read::<types::Recording>(&operations::RECORDINGS_GET_ACTIVE, body)
            }
            "recordings_start_track" => {
                read::<types::Recording>(&operations::RECORDINGS_START_TRACK, body)
            }
            "recordings_get" => {
                read::<types::Recording>(&operations::RECORDINGS_GET, body)
            }
            "recordings_control" => {
                read::<types::RecordingChange>(&operations::RECORDINGS_CONTROL, body)
            }
            "sessions_list" => {
                read::<Vec<types::Session>>(&operations::SESSIONS_LIST, body)
            }
            "sessions_get_peer_report" => {
                read::<
                    types::PeerReportParticipant,
                >(&operations::SESSIONS_GET_PEER_REPORT, body)
            }
            "sessions_get" => read::<types::Session>(&operations::SESSIONS_GET, body),
            "sessions_get_chat" => {
                read::<types::SessionChat>(&operations::SESSIONS_GET_CHAT, body)
            }
            "sessions_list_livestream_sessions" => {
                read::<
                    Vec<types::LivestreamSession>,
                >(&operations::SESSIONS_LIST_LIVESTREAM_SESSIONS, body)
            }
            "sessions_list_participants" => {
                read::<
                    Vec<types::SessionParticipant>,
                >(&operations::SESSIONS_LIST_PARTICIPANTS, body)
            }
            "sessions_get_participant" => {
                read::<
                    types::SessionParticipant,
                >(&operations::SESSIONS_GET_PARTICIPANT, body)
            }
            "sessions_get_summary" => {
                read::<types::SessionSummary>(&operations::SESSIONS_GET_SUMMARY, body)
            }
            "sessions_generate_summary" => {
                read::<
                    types::SessionSummaryGeneration,
                >(&operations::SESSIONS_GENERATE_SUMMARY, body)
            }
            "sessions_get_transcript" => {
                read::<
                    types::SessionTranscript,
                >(&operations::SESSIONS_GET_TRANSCRIPT, body)
            }
            "webhooks_list" => {
                read::<Vec<types::Webhook>>(&operations::WEBHOOKS_LIST, body)
            }
            "webhooks_create" => {
                read::<types::Webhook>(&operations::WEBHOOKS_CREATE, body)
            }
            "webhooks_list_events" => {
                read::<Vec<types::WebhookEvent>>(&operations::WEBHOOKS_LIST_EVENTS, body)
            }
            "webhooks_get" => read::<types::Webhook>(&operations::WEBHOOKS_GET, body),
            "webhooks_replace" => {
                read::<types::Webhook>(&operations::WEBHOOKS_REPLACE, body)
            }
            "webhooks_update" => {
                read::<types::Webhook>(&operations::WEBHOOKS_UPDATE, body)
            }
            "webhooks_delete" => {
                read::<types::Webhook>(&operations::WEBHOOKS_DELETE, body)
            }
            _ => return None,
        },
    )
}
