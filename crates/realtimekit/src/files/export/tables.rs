//! Connections of a session as a table.

use realtimekit_api::Timestamp;
use realtimekit_api::types::SessionParticipant;

use crate::jobs::attendance::csv;

/// One line for each connection to the session.
pub(crate) fn participants(people: &[SessionParticipant]) -> String {
    let header = [
        "peer_id",
        "participant_id",
        "custom_participant_id",
        "display_name",
        "preset_name",
        "joined_at",
        "left_at",
        "minutes",
    ];
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let time = |value: Option<Timestamp>| value.map(|time| time.to_string()).unwrap_or_default();
    let lines = people.iter().map(|person| {
        [
            text(&person.id),
            text(&person.user_id),
            text(&person.custom_participant_id),
            text(&person.display_name),
            text(&person.preset_name),
            time(person.joined_at),
            time(person.left_at),
            person.duration.map(|minutes| minutes.to_string()).unwrap_or_default(),
        ]
    });
    csv(&header, lines)
}
