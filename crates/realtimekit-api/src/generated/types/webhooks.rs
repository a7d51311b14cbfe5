// Made from openapi/realtimekit.yaml by `cargo xtask codegen`. Do not edit: change the document or
// the step in xtask/src/codegen/ that writes this, and run the command again.

//! Types of `webhooks`.

#[allow(unused_imports)]
use super::*;

/// A URL to which the service sends events of the app. Responses to changes are partial; only `id` is
/// guaranteed.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Webhook {
    /// When the webhook was created.
    pub created_at: Option<crate::Timestamp>,
    /// Whether events are sent at present.
    pub enabled: Option<bool>,
    /// The events that are sent.
    pub events: Option<Vec<WebhookEvent>>,
    /// Identifier of the webhook. Deliveries carry it in the header `rtk-webhook-id`.
    pub id: String,
    /// Name of the webhook, for people.
    pub name: Option<String>,
    /// When the webhook was last changed.
    pub updated_at: Option<crate::Timestamp>,
    /// URL to which events are sent by POST. Unique within the app.
    pub url: Option<String>,
}

crate::record! {
    Webhook { "created_at" => created_at : optional, "enabled" => enabled : optional,
    "events" => events : optional, "id" => id : required, "name" => name : optional,
    "updated_at" => updated_at : optional, "url" => url : non_empty }
}

/// What is needed to create a webhook.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct WebhookCreate {
    /// Whether events are sent from now on. The default is not documented; send it explicitly.
    pub enabled: Option<bool>,
    /// The events to send. No other events are sent to the URL.
    pub events: Vec<WebhookEvent>,
    /// Name of the webhook, for people.
    pub name: String,
    /// URL to which events are sent by POST. It must be reachable from the internet.
    pub url: String,
}

crate::record! {
    WebhookCreate { "enabled" => enabled : optional, "events" => events : required,
    "name" => name : required, "url" => url : required }
}

impl WebhookCreate {
    /// A `WebhookCreate` with everything that is required.
    pub fn new(
        events: impl IntoIterator<Item = impl Into<WebhookEvent>>,
        name: impl Into<String>,
        url: impl Into<String>,
    ) -> Self {
        Self {
            enabled: None,
            events: events.into_iter().map(Into::into).collect(),
            name: name.into(),
            url: url.into(),
        }
    }

    /// Whether events are sent from now on. The default is not documented; send it explicitly.
    #[must_use]
    pub fn enabled(mut self, value: bool) -> Self {
        self.enabled = Some(value);
        self
    }
}

/// Kind of occurrence that is delivered to a webhook.
#[derive(Clone)]
#[non_exhaustive]
pub enum WebhookEvent {
    /// `meeting.started`: A session of a meeting has begun.
    MeetingStarted,
    /// `meeting.ended`: A session of a meeting has ended.
    MeetingEnded,
    /// `meeting.participantJoined`: Somebody has entered a session.
    MeetingParticipantJoined,
    /// `meeting.participantLeft`: Somebody has left a session.
    MeetingParticipantLeft,
    /// `meeting.chatSynced`: The chat of a session that ended can be downloaded.
    MeetingChatSynced,
    /// `recording.statusUpdate`: A recording has reached another status.
    RecordingStatusUpdate,
    /// `livestreaming.statusUpdate`: A livestream has reached another status.
    LivestreamingStatusUpdate,
    /// `meeting.transcript`: The transcript of a session can be downloaded.
    MeetingTranscript,
    /// `meeting.summary`: The summary of a session can be downloaded.
    MeetingSummary,
    /// A value that this version of the crate does not know, kept verbatim and sent back unchanged.
    Unknown(String),
}

crate::open_enum! {
    WebhookEvent { MeetingStarted = "meeting.started", MeetingEnded = "meeting.ended",
    MeetingParticipantJoined = "meeting.participantJoined", MeetingParticipantLeft =
    "meeting.participantLeft", MeetingChatSynced = "meeting.chatSynced",
    RecordingStatusUpdate = "recording.statusUpdate", LivestreamingStatusUpdate =
    "livestreaming.statusUpdate", MeetingTranscript = "meeting.transcript",
    MeetingSummary = "meeting.summary" }
}

/// A complete webhook to put in the place of an existing one.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct WebhookReplace {
    /// Whether events are sent. Whether an absent value keeps the old one is not documented; send it
    /// explicitly.
    pub enabled: Option<bool>,
    /// The events to send. They take the place of the old list.
    pub events: Vec<WebhookEvent>,
    /// Name of the webhook, for people.
    pub name: String,
    /// URL to which events are sent by POST. It must be reachable from the internet.
    pub url: String,
}

crate::record! {
    WebhookReplace { "enabled" => enabled : optional, "events" => events : required,
    "name" => name : required, "url" => url : required }
}

impl WebhookReplace {
    /// A `WebhookReplace` with everything that is required.
    pub fn new(
        events: impl IntoIterator<Item = impl Into<WebhookEvent>>,
        name: impl Into<String>,
        url: impl Into<String>,
    ) -> Self {
        Self {
            enabled: None,
            events: events.into_iter().map(Into::into).collect(),
            name: name.into(),
            url: url.into(),
        }
    }

    /// Whether events are sent. Whether an absent value keeps the old one is not documented; send it
    /// explicitly.
    #[must_use]
    pub fn enabled(mut self, value: bool) -> Self {
        self.enabled = Some(value);
        self
    }
}

/// Changes to a webhook. A field left out stays as it is.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct WebhookUpdate {
    /// `false` stops the sending of events without deleting the webhook, `true` resumes it.
    pub enabled: Option<bool>,
    /// The events to send from now on. The list takes the place of the old one; it is not added to it.
    pub events: Option<Vec<WebhookEvent>>,
    /// New name of the webhook.
    pub name: Option<String>,
    /// New URL to which events are sent by POST.
    pub url: Option<String>,
}

crate::record! {
    WebhookUpdate { "enabled" => enabled : optional, "events" => events : optional,
    "name" => name : optional, "url" => url : optional }
}

impl WebhookUpdate {
    /// An empty `WebhookUpdate`; set what is needed.
    pub fn new() -> Self {
        Self {
            enabled: None,
            events: None,
            name: None,
            url: None,
        }
    }

    /// `false` stops the sending of events without deleting the webhook, `true` resumes it.
    #[must_use]
    pub fn enabled(mut self, value: bool) -> Self {
        self.enabled = Some(value);
        self
    }

    /// The events to send from now on. The list takes the place of the old one; it is not added to it.
    #[must_use]
    pub fn events(
        mut self,
        value: impl IntoIterator<Item = impl Into<WebhookEvent>>,
    ) -> Self {
        self.events = Some(value.into_iter().map(Into::into).collect());
        self
    }

    /// New name of the webhook.
    #[must_use]
    pub fn name(mut self, value: impl Into<String>) -> Self {
        self.name = Some(value.into());
        self
    }

    /// New URL to which events are sent by POST.
    #[must_use]
    pub fn url(mut self, value: impl Into<String>) -> Self {
        self.url = Some(value.into());
        self
    }
}
