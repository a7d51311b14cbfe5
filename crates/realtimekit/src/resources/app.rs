//! One app: the way to everything in it.

use std::sync::Arc;

use super::analytics::Analytics;
use super::livestreams::{LivestreamHandle, Livestreams};
use super::meetings::{MeetingHandle, Meetings};
use super::presets::{PresetHandle, Presets};
use super::recordings::{RecordingHandle, Recordings};
use super::scope::Scope;
use super::sessions::{SessionHandle, Sessions};
use super::webhooks::{WebhookHandle, Webhooks};
use crate::core::Core;

/// One app: the container of meetings, presets, recordings and everything else.
#[derive(Clone, Debug)]
pub struct AppHandle {
    pub(crate) scope: Scope,
}

impl AppHandle {
    pub(crate) fn new(core: Arc<Core>, id: String) -> Self {
        Self { scope: Scope::new(core, id) }
    }

    /// Identifier of the app.
    pub fn id(&self) -> &str {
        self.scope.app_id()
    }

    /// The meetings of the app.
    pub fn meetings(&self) -> Meetings {
        Meetings::new(self.scope.clone())
    }

    /// One meeting.
    pub fn meeting(&self, meeting_id: impl Into<String>) -> MeetingHandle {
        MeetingHandle::new(self.scope.clone(), meeting_id.into())
    }

    /// The presets of the app.
    pub fn presets(&self) -> Presets {
        Presets::new(self.scope.clone())
    }

    /// One preset, by its id (not its name).
    pub fn preset(&self, preset_id: impl Into<String>) -> PresetHandle {
        PresetHandle::new(self.scope.clone(), preset_id.into())
    }

    /// The sessions of the app, of all its meetings.
    pub fn sessions(&self) -> Sessions {
        Sessions::new(self.scope.clone())
    }

    /// One session.
    pub fn session(&self, session_id: impl Into<String>) -> SessionHandle {
        SessionHandle::new(self.scope.clone(), session_id.into())
    }

    /// The recordings of the app, of all its meetings.
    pub fn recordings(&self) -> Recordings {
        Recordings::new(self.scope.clone())
    }

    /// One recording.
    pub fn recording(&self, recording_id: impl Into<String>) -> RecordingHandle {
        RecordingHandle::new(self.scope.clone(), recording_id.into())
    }

    /// The livestreams of the app.
    pub fn livestreams(&self) -> Livestreams {
        Livestreams::new(self.scope.clone())
    }

    /// One livestream.
    pub fn livestream(&self, livestream_id: impl Into<String>) -> LivestreamHandle {
        LivestreamHandle::new(self.scope.clone(), livestream_id.into())
    }

    /// Totals by day and overall.
    pub fn analytics(&self) -> Analytics {
        Analytics::new(self.scope.clone())
    }

    /// The webhooks of the app.
    pub fn webhooks(&self) -> Webhooks {
        Webhooks::new(self.scope.clone())
    }

    /// One webhook.
    pub fn webhook(&self, webhook_id: impl Into<String>) -> WebhookHandle {
        WebhookHandle::new(self.scope.clone(), webhook_id.into())
    }
}
