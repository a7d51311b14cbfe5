//! Actions that no request to the API can cause: people join, leave, write and speak, uploads end.

use crate::resources::active_session::Joined;
use crate::server::Server;
use crate::webhooks::delivery::Delivery;
use crate::world::context::Context;
use crate::world::model::app::App;
use crate::world::refusal::Refusal;
use crate::world::timers::EndReason;

/// The actions of the handle and of the control API.
impl Server {
    /// Works on the app that has something, at the present time.
    fn in_app<T>(
        &self,
        has: impl Fn(&App) -> bool,
        missing: impl FnOnce() -> String,
        work: impl FnOnce(&mut App, &mut Context) -> Result<T, Refusal>,
    ) -> Result<T, Refusal> {
        self.world(|world| {
            let app = world.apps.values_mut().find(|app| has(app));
            work(app.ok_or_else(|| Refusal::not_found(missing()))?, &mut world.context)
        })
    }

    fn in_meeting<T>(
        &self,
        id: &str,
        work: impl FnOnce(&mut App, &mut Context) -> Result<T, Refusal>,
    ) -> Result<T, Refusal> {
        self.in_app(|app| app.meetings.contains_key(id), || format!("Meeting {id} not found"), work)
    }

    fn in_stream<T>(
        &self,
        id: &str,
        work: impl FnOnce(&mut App, &mut Context) -> Result<T, Refusal>,
    ) -> Result<T, Refusal> {
        self.in_app(|app| app.livestreams.contains_key(id), || format!("Livestream {id} not found"), work)
    }

    pub(crate) fn join(&self, meeting: &str, participant: &str) -> Result<Joined, Refusal> {
        self.in_meeting(meeting, |app, context| app.join(context, meeting, participant))
    }

    pub(crate) fn leave(&self, meeting: &str, who: &str) -> Result<(), Refusal> {
        self.in_meeting(meeting, |app, context| app.leave(context, meeting, who))
    }

    pub(crate) fn say(&self, meeting: &str, who: &str, text: &str) -> Result<(), Refusal> {
        self.in_meeting(meeting, |app, context| app.say(context, meeting, who, text))
    }

    pub(crate) fn speak(&self, meeting: &str, who: &str, text: &str) -> Result<(), Refusal> {
        self.in_meeting(meeting, |app, context| app.speak(context, meeting, who, text))
    }

    pub(crate) fn open_breakout_room(&self, meeting: &str, title: &str, people: &[&str]) -> Result<String, Refusal> {
        self.in_meeting(meeting, |app, context| app.open_breakout_room(context, meeting, title, people))
    }

    pub(crate) fn end_session(&self, meeting: &str) -> Result<String, Refusal> {
        self.in_meeting(meeting, |app, context| {
            let session = app.live_session(meeting)?.id.clone();
            app.end_session(context, &session, EndReason::Host);
            Ok(session)
        })
    }

    pub(crate) fn end_upload(&self, recording: &str, file_size: Option<u64>) -> Result<(), Refusal> {
        let missing = || format!("Recording {recording} not found");
        let has = |app: &App| app.recordings.contains_key(recording);
        self.in_app(has, missing, |app, context| app.end_upload(context, recording, file_size))
    }

    pub(crate) fn redeliver_with_new_id(&self, delivery: &Delivery) -> String {
        let id = self.world(|world| world.context.ids.uuid());
        self.deliveries.repeat(delivery, id.clone());
        id
    }

    pub(crate) fn go_live(&self, livestream: &str) -> Result<(), Refusal> {
        self.in_stream(livestream, |app, context| app.go_live(context, livestream))
    }

    pub(crate) fn go_offline(&self, livestream: &str) -> Result<(), Refusal> {
        self.in_stream(livestream, |app, context| app.go_offline(context, livestream))
    }

    pub(crate) fn fail_livestream(&self, livestream: &str, message: &str) -> Result<(), Refusal> {
        self.in_stream(livestream, |app, context| app.fail_livestream(context, livestream, message))
    }

    pub(crate) fn watch(&self, livestream: &str, viewers: u64) -> Result<(), Refusal> {
        self.in_stream(livestream, |app, context| app.watch(context, livestream, viewers))
    }
}
