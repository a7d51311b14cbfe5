//! People of a session as tables.

use std::collections::HashMap;

use realtimekit_api::Timestamp;
use realtimekit_api::types::SessionParticipant;

/// One line for each presence in the session.
pub(crate) fn attendance(people: &[SessionParticipant]) -> String {
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
    table(
        &header,
        people.iter().map(|person| {
            let text = |value: &Option<String>| value.clone().unwrap_or_default();
            let time = |value: Option<Timestamp>| value.map(|time| time.to_string()).unwrap_or_default();
            vec![
                text(&person.id),
                text(&person.user_id),
                text(&person.custom_participant_id),
                text(&person.display_name),
                text(&person.preset_name),
                time(person.joined_at),
                time(person.left_at),
                person.duration.map(|minutes| minutes.to_string()).unwrap_or_default(),
            ]
        }),
    )
}

/// One line for each person, with all presences together.
pub(crate) fn participants(people: &[SessionParticipant]) -> String {
    struct Person<'a> {
        first: &'a SessionParticipant,
        presences: u32,
        joined_at: Option<Timestamp>,
        left_at: Option<Timestamp>,
        minutes: f64,
    }
    let mut order = Vec::new();
    let mut found: HashMap<&str, usize> = HashMap::new();
    for person in people {
        let ids = [&person.custom_participant_id, &person.user_id, &person.id];
        let id = ids.into_iter().find_map(|id| id.as_deref()).unwrap_or_default();
        let index = *found.entry(id).or_insert_with(|| {
            order.push(Person { first: person, presences: 0, joined_at: None, left_at: None, minutes: 0.0 });
            order.len() - 1
        });
        let Some(sum) = order.get_mut(index) else { continue };
        sum.presences += 1;
        sum.joined_at = [sum.joined_at, person.joined_at].into_iter().flatten().min();
        sum.left_at = sum.left_at.max(person.left_at);
        sum.minutes += person.duration.unwrap_or_default();
    }
    let header = [
        "custom_participant_id",
        "participant_id",
        "display_name",
        "preset_name",
        "presences",
        "first_joined_at",
        "last_left_at",
        "minutes",
    ];
    table(
        &header,
        order.into_iter().map(|Person { first, presences, joined_at, left_at, minutes }| {
            let text = |value: &Option<String>| value.clone().unwrap_or_default();
            let time = |value: Option<Timestamp>| value.map(|time| time.to_string()).unwrap_or_default();
            vec![
                text(&first.custom_participant_id),
                text(&first.user_id),
                text(&first.display_name),
                text(&first.preset_name),
                presences.to_string(),
                time(joined_at),
                time(left_at),
                minutes.to_string(),
            ]
        }),
    )
}

fn table(header: &[&str], lines: impl Iterator<Item = Vec<String>>) -> String {
    let mut table = csv::Writer::from_writer(Vec::new());
    // A writer into memory does not fail.
    let _ = table.write_record(header);
    for line in lines {
        let _ = table.write_record(line);
    }
    table.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
}
