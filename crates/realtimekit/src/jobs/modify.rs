//! Read, change, write what changed.

use realtimekit_api::Encode;
use realtimekit_api::decode::Decode;
use realtimekit_api::types::{Meeting, Preset};
use serde_json::Value;

use super::changes::{Change, differences, from_json, json};
use super::ensured::Ensured;
use crate::error::Error;
use crate::requests::{MeetingsUpdate, PresetsUpdate};
use crate::resources::{MeetingHandle, PresetHandle};

impl PresetHandle {
    /// Fetches the preset, lets `change` modify it, and sends the parts that differ, each of them whole.
    ///
    /// Nothing is sent if nothing differs. Of two modifications at the same time, the later one may undo the other where
    /// both change the same part (`config`, `permissions`, `ui`).
    ///
    /// # Errors
    ///
    /// As [`Request::send`](crate::Request::send), for each of the requests; "invalid input" if `change` removes a field,
    /// which the service cannot do.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let emulator = realtimekit_emulator::Emulator::start().await?;
    /// # let client: realtimekit::Client = emulator.client()?;
    /// # let app = client.app(emulator.app_id());
    /// # let id = app.presets().create(realtimekit::types::PresetDefinition::webinar("host")).send().await?.id;
    /// let preset = app.preset(id);
    /// let modified = preset.modify(|preset| {
    ///     if let Some(permissions) = &mut preset.permissions {
    ///         permissions.can_record = Some(false);
    ///     }
    /// });
    /// assert_eq!(modified.await?.changes[0].to_string(), "permissions.can_record: true -> false");
    /// # Ok(())
    /// # }
    /// ```
    pub async fn modify(&self, change: impl FnOnce(&mut Preset)) -> Result<Ensured<Preset>, Error> {
        let present = self.get().send().await?;
        let (after, changes) = modified(&present, change)?;
        if changes.is_empty() {
            return Ok(Ensured::existing(present, changes));
        }
        Ok(Ensured::existing(write_preset(self, after, &changes).await?, changes))
    }
}

impl MeetingHandle {
    /// Fetches the meeting, lets `change` modify it, and sends the fields that differ, nested objects whole.
    ///
    /// Nothing is sent if nothing differs. The service does not return secrets, such as those of a storage: set them
    /// again where `change` modifies the object that contains them.
    ///
    /// # Errors
    ///
    /// As [`Request::send`](crate::Request::send), for each of the requests; "invalid input" if `change` removes a field,
    /// which the service cannot do.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let emulator = realtimekit_emulator::Emulator::start().await?;
    /// # let client: realtimekit::Client = emulator.client()?;
    /// # let app = client.app(emulator.app_id());
    /// # let id = app.meetings().create().title("Weekly sync").send().await?.id;
    /// let modified = app.meeting(id).modify(|meeting| meeting.persist_chat = Some(true)).await?;
    /// assert_eq!(modified.value.persist_chat, Some(true));
    /// # Ok(())
    /// # }
    /// ```
    pub async fn modify(&self, change: impl FnOnce(&mut Meeting)) -> Result<Ensured<Meeting>, Error> {
        let present = self.get().send().await?;
        let (after, changes) = modified(&present, change)?;
        if changes.is_empty() {
            return Ok(Ensured::existing(present, changes));
        }
        Ok(Ensured::existing(write_meeting(self, after, &changes).await?, changes))
    }
}

/// The object after `change`, and the fields that differ. Fields cannot be removed: the service keeps what is not sent.
fn modified<T: Clone + Encode>(present: &T, change: impl FnOnce(&mut T)) -> Result<(Value, Vec<Change>), Error> {
    let mut wanted = present.clone();
    change(&mut wanted);
    let (before, after) = (json(present)?, json(&wanted)?);
    let removed =
        differences(&before, &after).into_iter().find(|change| change.to != Value::Null && change.from == Value::Null);
    match removed {
        Some(removed) => Err(Error::invalid_input(format!(
            "{} was removed, but the service keeps fields that are not sent: set another value",
            removed.path
        ))),
        None => {
            let changes = differences(&after, &before);
            Ok((after, changes))
        }
    }
}

/// The top-level fields of `target` in which something changed, each of them whole.
fn parts<T: Decode>(target: &Value, changes: &[Change]) -> Result<T, Error> {
    let touched = |field: &str| changes.iter().any(|change| change.path.split('.').next() == Some(field));
    let fields = target.as_object().into_iter().flatten().filter(|(field, _)| touched(field));
    from_json(&fields.map(|(field, value)| (field.clone(), value.clone())).collect())
}

/// Sends the parts of a preset in which something changed.
pub(super) async fn write_preset(preset: &PresetHandle, target: Value, changes: &[Change]) -> Result<Preset, Error> {
    let update = PresetsUpdate::with_body(preset.scope.app_id(), preset.id(), parts(&target, changes)?);
    preset.scope.request(update).send().await?;
    from_json(&target)
}

/// Sends the fields of a meeting that changed.
pub(super) async fn write_meeting(
    meeting: &MeetingHandle,
    target: Value,
    changes: &[Change],
) -> Result<Meeting, Error> {
    let update = MeetingsUpdate::with_body(meeting.scope.app_id(), meeting.id(), parts(&target, changes)?);
    meeting.scope.request(update).send().await?;
    from_json(&target)
}
