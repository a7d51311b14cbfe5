//! Names of the events of webhooks.

use realtimekit::types::WebhookEvent;

use crate::failure::Failure;

/// Refuses names of events that do not exist: a webhook for them would never be called.
pub fn check_events(argument: &str, events: &[String]) -> Result<(), Failure> {
    match events.iter().find(|event| !WebhookEvent::from(event.as_str()).is_known()) {
        None => Ok(()),
        Some(unknown) => Err(Failure::usage(format!("{argument}: there is no event {unknown:?}"))
            .hint(format!("the events are {}", WebhookEvent::KNOWN.join(", ")))),
    }
}
