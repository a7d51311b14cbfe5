//! Simulation of users and time: people join, leave, write and speak, uploads end, time passes.

use std::fmt;
use std::time::Duration;

use realtimekit_api::Timestamp;

use crate::emulator::Emulator;
use crate::resources::active_session::Joined;
use crate::resources::timeline::advance;
use crate::webhooks::delivery::Delivery;
use crate::world::deviation::Deviation;
use crate::world::model::event::NAMES;
use crate::world::refusal::Refusal;

/// Why the simulation refused an action.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ControlError {
    status: u16,
    message: String,
}

impl ControlError {
    /// The corresponding HTTP status: 404 for an object that does not exist, 403 for a refused join, 409 for a wrong state.
    pub fn status(&self) -> u16 {
        self.status
    }
}

impl fmt::Display for ControlError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for ControlError {}

impl From<Refusal> for ControlError {
    fn from(refusal: Refusal) -> Self {
        Self { status: refusal.status, message: refusal.message }
    }
}

/// Simulation of users and time.
impl Emulator {
    /// Lets a participant, named by `id` or token, join a meeting. The first one begins a session.
    ///
    /// # Errors
    ///
    /// When the meeting or the participant does not exist, the meeting is INACTIVE, the token is not the newest one, or
    /// the participant has no name, without which the real service refuses a join too.
    pub fn join(&self, meeting_id: &str, participant: &str) -> Result<Joined, ControlError> {
        Ok(self.server().join(meeting_id, participant)?)
    }

    /// Lets a participant, named by participant or peer id, leave. An empty session ends when its keep-alive time,
    /// 60 seconds unless the meeting sets another, is over.
    ///
    /// # Errors
    ///
    /// When no session is live in the meeting, or the person is not in it.
    pub fn leave(&self, meeting_id: &str, who: &str) -> Result<(), ControlError> {
        Ok(self.server().leave(meeting_id, who)?)
    }

    /// Writes a chat message as a participant.
    ///
    /// # Errors
    ///
    /// As with [`leave`](Self::leave).
    pub fn say(&self, meeting_id: &str, who: &str, text: &str) -> Result<(), ControlError> {
        Ok(self.server().say(meeting_id, who, text)?)
    }

    /// Speaks a sentence as a participant; it becomes part of the transcript.
    ///
    /// # Errors
    ///
    /// As with [`leave`](Self::leave).
    pub fn speak(&self, meeting_id: &str, who: &str, text: &str) -> Result<(), ControlError> {
        Ok(self.server().speak(meeting_id, who, text)?)
    }

    /// Opens a breakout room next to the live session, and moves the people named by participant id into it. They keep
    /// their peer ids; no event reports the move. Returns the id of its session, which ends with the other.
    ///
    /// # Errors
    ///
    /// When no session is live in the meeting.
    pub fn open_breakout_room(&self, meeting_id: &str, title: &str, people: &[&str]) -> Result<String, ControlError> {
        Ok(self.server().open_breakout_room(meeting_id, title, people)?)
    }

    /// Ends the live session of a meeting as a host does, and returns its id.
    ///
    /// # Errors
    ///
    /// When no session is live in the meeting.
    pub fn end_session(&self, meeting_id: &str) -> Result<String, ControlError> {
        Ok(self.server().end_session(meeting_id)?)
    }

    /// Ends the upload of a stopped recording: it becomes UPLOADED with files of this many bytes.
    ///
    /// # Errors
    ///
    /// When there is no such recording or it is not UPLOADING.
    pub fn finish_upload(&self, recording_id: &str, file_size: u64) -> Result<(), ControlError> {
        Ok(self.server().end_upload(recording_id, Some(file_size))?)
    }

    /// Lets a recording fail: it becomes ERRORED.
    ///
    /// # Errors
    ///
    /// When there is no such recording or it has ended already.
    pub fn fail_recording(&self, recording_id: &str) -> Result<(), ControlError> {
        Ok(self.server().end_upload(recording_id, None)?)
    }

    /// Starts the video of a livestream: it becomes LIVE. The livestream of a meeting does so automatically after 5
    /// seconds of the emulator's clock, once a session is live.
    ///
    /// # Errors
    ///
    /// When there is no such livestream or it is LIVE already.
    pub fn go_live(&self, livestream_id: &str) -> Result<(), ControlError> {
        Ok(self.server().go_live(livestream_id)?)
    }

    /// Lets an encoder stop sending: the livestream becomes IDLE, in webhooks OFFLINE.
    ///
    /// # Errors
    ///
    /// When there is no such livestream or it is not being broadcast.
    pub fn go_offline(&self, livestream_id: &str) -> Result<(), ControlError> {
        Ok(self.server().go_offline(livestream_id)?)
    }

    /// Lets the broadcast of a livestream fail: it becomes ERRORED, and its livestream session keeps the message.
    ///
    /// # Errors
    ///
    /// As with [`go_offline`](Self::go_offline).
    pub fn fail_livestream(&self, livestream_id: &str, message: &str) -> Result<(), ControlError> {
        Ok(self.server().fail_livestream(livestream_id, message)?)
    }

    /// Sets how many people watch a livestream from now on.
    ///
    /// # Errors
    ///
    /// As with [`go_offline`](Self::go_offline).
    pub fn watch(&self, livestream_id: &str, viewers: u64) -> Result<(), ControlError> {
        Ok(self.server().watch(livestream_id, viewers)?)
    }

    /// The present time of the emulator's clock.
    pub fn now(&self) -> Timestamp {
        self.server().world(|world| world.context.now)
    }

    /// Moves the clock forward. Timers that are due in that time fire in order, each at its own time.
    pub fn advance(&self, by: Duration) {
        self.server().world(|world| advance(world, by));
    }

    /// Switches a deviation of the service on.
    pub fn deviate(&self, deviation: Deviation) {
        self.server().world(|world| world.context.deviations.insert(deviation));
    }

    /// Switches all deviations off. Those that the observed fidelity has by chance stay.
    pub fn clear_deviations(&self) {
        self.server().world(|world| world.context.deviations.clear());
    }

    /// Sends a webhook delivery once more with the same delivery id, as the service does after a lost response.
    pub fn redeliver(&self, delivery: &Delivery) {
        self.server().deliveries.repeat(delivery, delivery.id.clone());
    }

    /// Sends the body of a webhook delivery once more with another delivery id, as was observed on the service. Returns
    /// the new id.
    pub fn redeliver_with_new_id(&self, delivery: &Delivery) -> String {
        self.server().redeliver_with_new_id(delivery)
    }

    /// The webhooks sent so far, oldest first, those still under way included. The newest 10,000 are remembered, those
    /// that are still under way the longest.
    pub fn deliveries(&self) -> Vec<Delivery> {
        self.server().deliveries.all()
    }

    /// Waits until `wanted` returns a value for the deliveries, and returns that value; `None` if that takes longer
    /// than `timeout`. They are looked at again with each change. Needs a Tokio runtime with time.
    pub async fn wait_for_deliveries<T>(
        &self,
        timeout: Duration,
        wanted: impl Fn(&[Delivery]) -> Option<T>,
    ) -> Option<T> {
        tokio::time::timeout(timeout, self.server().deliveries.wait_for(wanted)).await.ok()?
    }

    /// Waits at most 30 seconds for an event, such as `meeting.ended`, to be delivered, and returns its newest delivery.
    /// Needs a Tokio runtime with time.
    ///
    /// # Panics
    ///
    /// If there is no such event.
    pub async fn delivered(&self, event: &str) -> Option<Delivery> {
        assert!(NAMES.contains(&event), "there is no event {event:?}");
        self.server().deliveries.delivered(event, Duration::from_secs(30)).await
    }

    /// Signs webhooks with another key from now on, and publishes it in the place of the old one.
    pub fn rotate_webhook_key(&self) {
        self.server().deliveries.signer.rotate();
    }

    /// The public key of the webhooks in PEM, as published at `/.well-known/webhooks.json`.
    pub fn webhook_public_key(&self) -> &'static str {
        self.server().deliveries.signer.public_pem()
    }

    /// How many requests carried the API token to the port of the files, where it must not go.
    pub fn leaked_tokens(&self) -> u64 {
        self.server().leaked_tokens()
    }
}
