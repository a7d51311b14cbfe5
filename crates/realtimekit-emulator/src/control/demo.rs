//! A populated app, to try a client on.

use std::time::Duration;

use realtimekit_api::{Timestamp, operations};
use serde_json::{Value, json};

use crate::http::call::{Call, PathParameters};
use crate::http::envelope::Reply;
use crate::http::query::Query;
use crate::resources::handlers;
use crate::resources::handlers::Handler;
use crate::resources::timeline::advance;
use crate::server::Server;
use crate::world::clock::{Clock, seconds_between};
use crate::world::fidelity::Fidelity;
use crate::world::refusal::Refusal;

/// How long ago the story begins.
const AGO: Duration = Duration::from_secs(26 * 3600);

/// Fills the app by running a scenario that ends now. The app is the same in either fidelity.
pub(crate) fn fill(server: &Server, app: &str) {
    let now = server.world(|world| world.context.now);
    let ago = i64::try_from(AGO.as_millis()).unwrap_or(0);
    let (own_clock, fidelity) = server.world(|world| {
        let begin = Timestamp::from_unix_millis(now.unix_millis() - ago);
        let clock = std::mem::replace(&mut world.clock, Clock::new(Some(begin)));
        (clock, std::mem::replace(&mut world.context.fidelity, Fidelity::Documented))
    });
    let story = Story { server, app };
    // Every step of the story is possible, which a test makes sure of; what is not is left out.
    let _ = story.yesterday();
    story.pass_until(now, Duration::from_secs(1200));
    let _ = story.today();
    story.pass_until(now, Duration::ZERO);
    server.world(|world| {
        world.clock = own_clock;
        world.context.fidelity = fidelity;
    });
}

struct Story<'a> {
    server: &'a Server,
    app: &'a str,
}

type Step<T> = Result<T, Refusal>;

impl Story<'_> {
    /// Executes an operation of the API.
    fn call(&self, operation: &str, path: &[(&'static str, &str)], body: Value) -> Step<Value> {
        let known = operations::ALL.iter().any(|known| known.id == operation);
        let (true, Some(Handler::App(handler))) = (known, handlers::handler(operation)) else {
            return Err(Refusal::not_found(operation));
        };
        let path = PathParameters::new(path);
        let body = body.as_object().cloned().unwrap_or_default();
        self.server.world(|world| {
            let app = world.apps.get_mut(self.app).ok_or_else(|| Refusal::not_found(self.app))?;
            let mut call = Call { context: &mut world.context, path: &path, query: &Query::default(), body: &body };
            handler(app, &mut call).map(|Reply { body, .. }| body["data"].clone())
        })
    }

    fn pass(&self, seconds: u64) {
        self.server.world(|world| advance(world, Duration::from_secs(seconds)));
    }

    /// Lets time pass until `before` that moment.
    fn pass_until(&self, moment: Timestamp, before: Duration) {
        self.server.world(|world| {
            let left = seconds_between(world.context.now, moment) - before.as_secs_f64();
            advance(world, Duration::try_from_secs_f64(left.max(0.0)).unwrap_or_default());
        });
    }

    fn meeting(&self, body: Value) -> Step<String> {
        Ok(id(&self.call("meetings_create", &[], body)?))
    }

    fn participant(&self, meeting: &str, name: &str, preset: &str) -> Step<String> {
        let body = json!({ "custom_participant_id": name.to_lowercase(), "name": name, "preset_name": preset });
        Ok(id(&self.call("participants_add", &[("meeting_id", meeting)], body)?))
    }

    /// An ended session with chat, transcript, summary, and recordings of either kind.
    fn yesterday(&self) -> Step<()> {
        let audio = json!({ "codec": "MP3", "export_file": true });
        let meeting = self.meeting(json!({
            "title": "Weekly sync",
            "persist_chat": true,
            "summarize_on_end": true,
            "ai_config": { "transcription": { "language": "en-US" }, "summarization": { "summary_type": "team_meeting" } },
            "recording_config": { "audio_config": audio, "file_name_prefix": "weekly-sync" },
        }))?;
        let ada = self.participant(&meeting, "Ada", "group_call_host")?;
        let grace = self.participant(&meeting, "Grace", "group_call_participant")?;
        self.server.join(&meeting, &ada)?;
        self.pass(30);
        self.server.join(&meeting, &grace)?;
        let recording = id(&self.call("recordings_start", &[], json!({ "meeting_id": meeting }))?);
        let layers = json!({ "default": { "outputs": [{ "type": "REALTIMEKIT_BUCKET" }] } });
        let tracks = json!({ "meeting_id": meeting, "layers": layers });
        let tracks = id(&self.call("recordings_start_track", &[], tracks)?["recording"]);
        self.pass(20);
        for (who, chat, speech) in [
            (&ada, "Good morning!", "Good morning, let us begin with the release."),
            (&grace, "Notes: https://example.com/notes, as always", "The release is ready, the notes are written."),
            (&ada, "Thanks, see you", "Then we ship it today."),
        ] {
            self.server.say(&meeting, who, chat)?;
            self.server.speak(&meeting, who, speech)?;
            self.pass(240);
        }
        for recording in [&recording, &tracks] {
            self.call("recordings_control", &[("recording_id", recording)], json!({ "action": "stop" }))?;
        }
        self.server.end_session(&meeting)?;
        self.pass(60);
        self.server.end_upload(&recording, Some(262_144))?;
        self.server.end_upload(&tracks, Some(65_536))?;
        self.call(
            "webhooks_create",
            &[],
            json!({
                "name": "disabled example",
                "url": "http://127.0.0.1:9/hooks",
                "events": ["meeting.ended", "recording.statusUpdate"],
                "enabled": false,
            }),
        )?;
        self.meeting(json!({ "title": "Planning" }))?;
        let closed = self.meeting(json!({ "title": "Closed room" }))?;
        self.call("meetings_update", &[("meeting_id", &closed)], json!({ "status": "INACTIVE" }))?;
        Ok(())
    }

    /// A live session that is recorded and broadcast, and an independent livestream that has ended.
    fn today(&self) -> Step<()> {
        let encoder = id(&self.call("livestreams_create", &[], json!({ "name": "Conference stage" }))?);
        self.server.go_live(&encoder)?;
        self.server.watch(&encoder, 12)?;
        self.pass(300);
        self.server.go_offline(&encoder)?;
        let meeting = self.meeting(json!({ "title": "Town hall", "session_keep_alive_time_in_secs": 600 }))?;
        for (name, preset) in [("Mary", "webinar_presenter"), ("Alan", "webinar_viewer"), ("Edsger", "webinar_viewer")]
        {
            let participant = self.participant(&meeting, name, preset)?;
            self.server.join(&meeting, &participant)?;
            self.pass(10);
        }
        self.call("recordings_start", &[], json!({ "meeting_id": meeting }))?;
        self.call("livestreams_start", &[("meeting_id", &meeting)], json!({ "name": "Town hall" }))?;
        self.pass(10);
        Ok(())
    }
}

fn id(data: &Value) -> String {
    data["id"].as_str().unwrap_or_default().to_owned()
}
