//! Names of the events of webhooks.

use realtimekit::types::WebhookEvent;

use crate::failure::Failure;

/// Refuses names of events that do not exist: a webhook for them would never be called.
pub fn check_events(argument: &str, events: &[String]) -> Result<(), Failure> {
    unknown_event(events).map_or(Ok(()), |reason| Err(Failure::usage(format!("{argument}: {reason}"))))
}

/// The first name that is not that of an event, and the names of those that exist.
pub fn unknown_event(events: &[String]) -> Option<String> {
    let unknown = events.iter().find(|event| !WebhookEvent::from(event.as_str()).is_known())?;
    Some(format!("there is no event {unknown:?}: the events are {}", WebhookEvent::KNOWN.join(", ")))
}
