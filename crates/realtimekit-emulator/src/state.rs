//! What an emulator knows: apps and everything in them.

use std::time::Duration;

use indexmap::IndexMap;
use realtimekit_api::Timestamp;
use serde_json::{Value, json};

use crate::clock::{Clock, later};
use crate::events::Event;
use crate::ids::Ids;
use crate::links::Links;
use crate::livestreams::Livestream;
use crate::meetings::Meeting;
use crate::presets::{self, Preset};
use crate::recordings::Recording;
use crate::sessions::Session;
use crate::timers::{Timer, Timers};
use crate::webhooks::Webhook;

/// How an emulator answers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mood {
    /// As the OpenAPI document says.
    #[default]
    Documented,
    /// As the real service has been seen to: other shapes, other statuses, numbers as text, and so on.
    Wild,
}

/// Everything behind the lock of an emulator.
#[derive(Debug)]
pub(crate) struct World {
    pub(crate) clock: Clock,
    pub(crate) context: Context,
    pub(crate) apps: IndexMap<String, App>,
}

/// What handlers need beside the app that they work on.
#[derive(Debug)]
pub(crate) struct Context {
    /// The time of the request; it does not change while a request is handled.
    pub(crate) now: Timestamp,
    pub(crate) ids: Ids,
    pub(crate) mood: Mood,
    pub(crate) links: Links,
    /// How long after its end the transcript of a session is ready.
    pub(crate) transcript_delay: Duration,
    /// What has happened and was not yet handed to the webhooks.
    pub(crate) events: Vec<Event>,
    timers: Timers,
}

/// An app and its resources, each kind in the order of creation.
#[derive(Debug)]
pub(crate) struct App {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) created_at: Timestamp,
    pub(crate) presets: IndexMap<String, Preset>,
    pub(crate) meetings: IndexMap<String, Meeting>,
    pub(crate) sessions: IndexMap<String, Session>,
    pub(crate) recordings: IndexMap<String, Recording>,
    pub(crate) livestreams: IndexMap<String, Livestream>,
    pub(crate) webhooks: IndexMap<String, Webhook>,
}

impl World {
    pub(crate) fn new(clock: Clock, mut ids: Ids, mood: Mood, transcript_delay: Duration) -> Self {
        let links = Links::new(&ids.secret(32));
        let now = clock.now();
        let context =
            Context { now, ids, mood, links, transcript_delay, events: Vec::new(), timers: Timers::default() };
        Self { clock, context, apps: IndexMap::new() }
    }

    /// Brings the world up to the present: what has come due happens, each at its own time. To be called before each use.
    pub(crate) fn wake(&mut self) {
        let now = self.clock.now();
        while let Some((at, app, timer)) = self.context.timers.due(now) {
            self.context.now = at;
            if let Some(app) = self.apps.get_mut(&app) {
                app.come_due(&mut self.context, &timer);
            }
        }
        self.context.now = now;
    }

    pub(crate) fn advance(&mut self, by: Duration) {
        self.clock.advance(by);
        self.wake();
    }
}

impl Context {
    /// Lets something happen in an app some time from now.
    pub(crate) fn after(&mut self, delay: Duration, app: &str, timer: Timer) {
        self.timers.set(later(self.now, delay), app, timer);
    }
}

impl App {
    /// A new app with the stock presets.
    pub(crate) fn new(context: &mut Context, name: &str) -> Self {
        Self {
            id: context.ids.hex32(),
            name: name.to_owned(),
            created_at: context.now,
            presets: presets::stock(context),
            meetings: IndexMap::new(),
            sessions: IndexMap::new(),
            recordings: IndexMap::new(),
            livestreams: IndexMap::new(),
            webhooks: IndexMap::new(),
        }
    }

    pub(crate) fn render(&self) -> Value {
        json!({ "id": self.id, "name": self.name, "created_at": self.created_at.to_string() })
    }

    fn come_due(&mut self, context: &mut Context, timer: &Timer) {
        match timer {
            Timer::EmptyRoom(session) => self.close_if_empty(context, session),
            Timer::RecordingBegins(recording) => self.begin_recording(context, recording),
            Timer::RecordingLimit(recording) => self.limit_recording(context, recording),
            Timer::LivestreamBegins(livestream) => self.begin_livestream(context, livestream),
            Timer::TranscriptReady(session) => self.announce_transcript(context, session),
        }
    }
}
