// Made from openapi/realtimekit.yaml by `cargo xtask codegen`. Do not edit: change the document or
// the step in xtask/src/codegen/ that writes this, and run the command again.

//! Types of `events`.

#[allow(unused_imports)]
use super::*;

/// Payload of `meeting.chatSynced`: the chat of a session can be downloaded. Unlike the other payloads
/// it has no `meeting`; the fields are in the payload itself.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct ChatSyncedEvent {
    /// Signed link to the messages. Documented as a CSV file; one sample has a link that ends in `.json`.
    /// It needs no credentials, and must not be sent any.
    #[cfg_attr(feature = "schemars", schemars(rename = "chatDownloadUrl"))]
    pub chat_download_url: Option<crate::Secret>,
    /// When the link stops working.
    #[cfg_attr(feature = "schemars", schemars(rename = "chatDownloadUrlExpiry"))]
    pub chat_download_url_expiry: Option<crate::Timestamp>,
    /// When the session was created. Absent from older deliveries.
    #[cfg_attr(feature = "schemars", schemars(rename = "createdAt"))]
    pub created_at: Option<crate::Timestamp>,
    /// When the session ended. Absent from older deliveries.
    #[cfg_attr(feature = "schemars", schemars(rename = "endedAt"))]
    pub ended_at: Option<crate::Timestamp>,
    /// The meeting of the session.
    #[cfg_attr(feature = "schemars", schemars(rename = "meetingId"))]
    pub meeting_id: Option<String>,
    /// The app to which a meeting belongs, by its older name.
    #[cfg_attr(feature = "schemars", schemars(rename = "organizedBy"))]
    pub organized_by: Option<WebhookOrganization>,
    /// The session in which people wrote.
    #[cfg_attr(feature = "schemars", schemars(rename = "sessionId"))]
    pub session_id: String,
    /// When the session began. Absent from older deliveries.
    #[cfg_attr(feature = "schemars", schemars(rename = "startedAt"))]
    pub started_at: Option<crate::Timestamp>,
    /// Title of the meeting. Absent or `null` when it has none.
    pub title: Option<String>,
}

crate::record! {
    ChatSyncedEvent { "chatDownloadUrl" => chat_download_url : non_empty,
    "chatDownloadUrlExpiry" => chat_download_url_expiry : optional, "createdAt" =>
    created_at : optional, "endedAt" => ended_at : optional, "meetingId" => meeting_id :
    non_empty, "organizedBy" => organized_by : optional, "sessionId" => session_id :
    required, "startedAt" => started_at : optional, "title" => title : optional }
}

/// Payload of `livestreaming.statusUpdate`: a livestream has reached another status. Older deliveries
/// hold no more than the first two fields.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct LivestreamStatusUpdateEvent {
    /// URL to which an encoder sends.
    #[cfg_attr(feature = "schemars", schemars(rename = "ingestServer"))]
    pub ingest_server: Option<String>,
    /// Whether an encoder feeds the livestream, rather than a meeting.
    #[cfg_attr(feature = "schemars", schemars(rename = "manualIngest"))]
    pub manual_ingest: Option<bool>,
    /// The meeting that is broadcast. Absent when there is none, and from older deliveries.
    pub meeting: Option<WebhookMeeting>,
    /// Where viewers watch the livestream.
    #[cfg_attr(feature = "schemars", schemars(rename = "playbackUrl"))]
    pub playback_url: Option<String>,
    /// State of a livestream.
    pub status: Option<LivestreamStatus>,
    /// Identifier of the livestream.
    #[cfg_attr(feature = "schemars", schemars(rename = "streamId"))]
    pub stream_id: String,
    /// Key with which anybody can broadcast on the livestream.
    #[cfg_attr(feature = "schemars", schemars(rename = "streamKey"))]
    pub stream_key: Option<crate::Secret>,
}

crate::record! {
    LivestreamStatusUpdateEvent { "ingestServer" => ingest_server : optional,
    "manualIngest" => manual_ingest : optional, "meeting" => meeting : optional,
    "playbackUrl" => playback_url : non_empty, "status" => status : non_empty, "streamId"
    => stream_id : required, "streamKey" => stream_key : non_empty }
}

/// Why a session ended.
#[derive(Clone)]
#[non_exhaustive]
pub enum MeetingEndReason {
    /// `HOST_ENDED_MEETING`: A host ended it for everybody.
    HostEndedMeeting,
    /// `ALL_PARTICIPANTS_LEFT`: Everybody had left.
    AllParticipantsLeft,
    /// A value that this version of the crate does not know, kept verbatim and sent back unchanged.
    Unknown(String),
}

crate::open_enum! {
    MeetingEndReason { HostEndedMeeting = "HOST_ENDED_MEETING", AllParticipantsLeft =
    "ALL_PARTICIPANTS_LEFT" }
}

/// Payload of `meeting.ended`: a session has ended.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct MeetingEndedEvent {
    /// The meeting, and the session in it, that an event is about. Only the id is guaranteed: older
    /// deliveries lack some of the rest.
    pub meeting: WebhookMeeting,
    /// Why a session ended.
    pub reason: Option<MeetingEndReason>,
}

crate::record! {
    MeetingEndedEvent { "meeting" => meeting : required, "reason" => reason : non_empty }
}

/// Payload of `meeting.started`: a session has begun.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct MeetingStartedEvent {
    /// The meeting, and the session in it, that an event is about. Only the id is guaranteed: older
    /// deliveries lack some of the rest.
    pub meeting: WebhookMeeting,
}

crate::record! {
    MeetingStartedEvent { "meeting" => meeting : required }
}

/// Payload of `meeting.participantJoined`: a person has entered a session.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct ParticipantJoinedEvent {
    /// The meeting, and the session in it, that an event is about. Only the id is guaranteed: older
    /// deliveries lack some of the rest.
    pub meeting: WebhookMeeting,
    /// The person that an event is about, as a member of the session.
    pub participant: WebhookParticipant,
}

crate::record! {
    ParticipantJoinedEvent { "meeting" => meeting : required, "participant" =>
    participant : required }
}

/// Payload of `meeting.participantLeft`: a person has left a session.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct ParticipantLeftEvent {
    /// The meeting, and the session in it, that an event is about. Only the id is guaranteed: older
    /// deliveries lack some of the rest.
    pub meeting: WebhookMeeting,
    /// The person that an event is about, as a member of the session.
    pub participant: WebhookParticipant,
}

crate::record! {
    ParticipantLeftEvent { "meeting" => meeting : required, "participant" => participant
    : required }
}

/// Payload of `recording.statusUpdate`: a recording has reached another status.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct RecordingStatusUpdateEvent {
    /// The meeting, and the session in it, that an event is about. Only the id is guaranteed: older
    /// deliveries lack some of the rest.
    pub meeting: Option<WebhookMeeting>,
    /// The recording that an event is about.
    pub recording: WebhookRecording,
}

crate::record! {
    RecordingStatusUpdateEvent { "meeting" => meeting : optional, "recording" =>
    recording : required }
}

/// Payload of `meeting.summary`: the summary of a session can be downloaded.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct SummaryEvent {
    /// The meeting, and the session in it, that an event is about. Only the id is guaranteed: older
    /// deliveries lack some of the rest.
    pub meeting: WebhookMeeting,
    /// Signed link to the summary. It needs no credentials, and must not be sent any.
    #[cfg_attr(feature = "schemars", schemars(rename = "summaryDownloadUrl"))]
    pub summary_download_url: Option<crate::Secret>,
    /// When the link stops working.
    #[cfg_attr(feature = "schemars", schemars(rename = "summaryDownloadUrlExpiry"))]
    pub summary_download_url_expiry: Option<crate::Timestamp>,
}

crate::record! {
    SummaryEvent { "meeting" => meeting : required, "summaryDownloadUrl" =>
    summary_download_url : non_empty, "summaryDownloadUrlExpiry" =>
    summary_download_url_expiry : optional }
}

/// Payload of `meeting.transcript`: the transcript of a session can be downloaded.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct TranscriptEvent {
    /// The meeting, and the session in it, that an event is about. Only the id is guaranteed: older
    /// deliveries lack some of the rest.
    pub meeting: WebhookMeeting,
    /// Signed link to the transcript. It needs no credentials, and must not be sent any.
    #[cfg_attr(feature = "schemars", schemars(rename = "transcriptDownloadUrl"))]
    pub transcript_download_url: Option<crate::Secret>,
    /// When the link stops working.
    #[cfg_attr(feature = "schemars", schemars(rename = "transcriptDownloadUrlExpiry"))]
    pub transcript_download_url_expiry: Option<crate::Timestamp>,
}

crate::record! {
    TranscriptEvent { "meeting" => meeting : required, "transcriptDownloadUrl" =>
    transcript_download_url : non_empty, "transcriptDownloadUrlExpiry" =>
    transcript_download_url_expiry : optional }
}

/// The meeting, and the session in it, that an event is about. Only the id is guaranteed: older
/// deliveries lack some of the rest.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct WebhookMeeting {
    /// When the session was created.
    #[cfg_attr(feature = "schemars", schemars(rename = "createdAt"))]
    pub created_at: Option<crate::Timestamp>,
    /// When the session ended. Absent or `null` while it lasts, and in deliveries that were written before
    /// the end.
    #[cfg_attr(feature = "schemars", schemars(rename = "endedAt"))]
    pub ended_at: Option<crate::Timestamp>,
    /// Identifier of the meeting.
    pub id: String,
    /// The app to which the meeting belongs.
    #[cfg_attr(feature = "schemars", schemars(rename = "organizedBy"))]
    pub organized_by: Option<WebhookOrganization>,
    /// Older name of the room: the id of the meeting, or a short code. Newer deliveries may lack it.
    #[cfg_attr(feature = "schemars", schemars(rename = "roomName"))]
    pub room_name: Option<String>,
    /// Identifier of the session.
    #[cfg_attr(feature = "schemars", schemars(rename = "sessionId"))]
    pub session_id: Option<String>,
    /// When the session began.
    #[cfg_attr(feature = "schemars", schemars(rename = "startedAt"))]
    pub started_at: Option<crate::Timestamp>,
    /// State of the session when it began. It stays `LIVE`, even in `meeting.ended`.
    pub status: Option<WebhookMeetingStatus>,
    /// Title of the meeting. Absent or `null` when it has none.
    pub title: Option<String>,
}

crate::record! {
    WebhookMeeting { "createdAt" => created_at : optional, "endedAt" => ended_at :
    optional, "id" => id : required, "organizedBy" => organized_by : optional, "roomName"
    => room_name : optional, "sessionId" => session_id : non_empty, "startedAt" =>
    started_at : optional, "status" => status : non_empty, "title" => title : optional }
}

/// State of a session in events.
#[derive(Clone)]
#[non_exhaustive]
pub enum WebhookMeetingStatus {
    /// `LIVE`: The session is live, or was live before the event.
    Live,
    /// A value that this version of the crate does not know, kept verbatim and sent back unchanged.
    Unknown(String),
}

crate::open_enum! {
    WebhookMeetingStatus { Live = "LIVE" }
}

/// The app to which a meeting belongs, by its older name.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct WebhookOrganization {
    /// Identifier of the app.
    pub id: Option<String>,
    /// Name of the app.
    pub name: Option<String>,
}

crate::record! {
    WebhookOrganization { "id" => id : non_empty, "name" => name : optional }
}

/// The person that an event is about, as a member of the session.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct WebhookParticipant {
    /// Older name of `customParticipantId`.
    #[deprecated]
    #[cfg_attr(feature = "schemars", schemars(rename = "clientSpecificId"))]
    pub client_specific_id: Option<String>,
    /// The caller's own identifier, from adding the participant.
    #[cfg_attr(feature = "schemars", schemars(rename = "customParticipantId"))]
    pub custom_participant_id: Option<String>,
    /// When the person joined.
    #[cfg_attr(feature = "schemars", schemars(rename = "joinedAt"))]
    pub joined_at: Option<crate::Timestamp>,
    /// When the person left. Absent or `null` while the person is there.
    #[cfg_attr(feature = "schemars", schemars(rename = "leftAt"))]
    pub left_at: Option<crate::Timestamp>,
    /// Identifier of this stay in the session, the `id` of a session participant. A person who leaves and
    /// returns has another one.
    #[cfg_attr(feature = "schemars", schemars(rename = "peerId"))]
    pub peer_id: String,
    /// Name that the others see.
    #[cfg_attr(feature = "schemars", schemars(rename = "userDisplayName"))]
    pub user_display_name: Option<String>,
}

crate::record! {
    WebhookParticipant { "clientSpecificId" => client_specific_id : non_empty,
    "customParticipantId" => custom_participant_id : non_empty, "joinedAt" => joined_at :
    optional, "leftAt" => left_at : optional, "peerId" => peer_id : required,
    "userDisplayName" => user_display_name : optional }
}

/// The recording that an event is about.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct WebhookRecording {
    /// Where to download the separate audio file. Absent if there is none; empty for track recordings.
    #[cfg_attr(feature = "schemars", schemars(rename = "audioDownloadUrl"))]
    pub audio_download_url: Option<crate::RecordingDownload>,
    /// Where to download the recording. Absent before the upload, or if nothing is stored by the service. A
    /// track recording has the links of its files.
    #[cfg_attr(feature = "schemars", schemars(rename = "downloadUrl"))]
    pub download_url: Option<crate::RecordingDownload>,
    /// When the links stop working.
    #[cfg_attr(feature = "schemars", schemars(rename = "downloadUrlExpiry"))]
    pub download_url_expiry: Option<crate::Timestamp>,
    /// Size of the file in bytes. Newer deliveries write it as a string. Absent before the upload.
    #[cfg_attr(feature = "schemars", schemars(rename = "fileSize"))]
    pub file_size: Option<u64>,
    /// Identifier of the recording.
    pub id: String,
    /// The recorded meeting.
    #[cfg_attr(feature = "schemars", schemars(rename = "meetingId"))]
    pub meeting_id: Option<String>,
    /// The app to which the recording belongs.
    #[cfg_attr(feature = "schemars", schemars(rename = "organizationId"))]
    pub organization_id: Option<String>,
    /// Name of the produced file.
    #[cfg_attr(feature = "schemars", schemars(rename = "outputFileName"))]
    pub output_file_name: Option<String>,
    /// Length of the recording in seconds. 0 while it is not known, in old deliveries even after the end.
    #[cfg_attr(feature = "schemars", schemars(rename = "recordingDuration"))]
    pub recording_duration: Option<f64>,
    /// The same as `id`.
    #[cfg_attr(feature = "schemars", schemars(rename = "recordingId"))]
    pub recording_id: Option<String>,
    /// The recorded session.
    #[cfg_attr(feature = "schemars", schemars(rename = "roomUUID"))]
    pub room_uuid: Option<String>,
    /// When capturing began. Absent or `null` until then.
    #[cfg_attr(feature = "schemars", schemars(rename = "startedTime"))]
    pub started_time: Option<crate::Timestamp>,
    /// State of a recording. It goes from INVOKED to RECORDING, may go to PAUSED and back, then through
    /// UPLOADING to UPLOADED; ERRORED ends it at any point.
    pub status: Option<RecordingStatus>,
    /// Why and by whom the recording was stopped. Absent while it runs.
    #[cfg_attr(feature = "schemars", schemars(rename = "stopReason"))]
    pub stop_reason: Option<crate::WebhookStopReason>,
    /// When capturing ended. Absent or `null` until then.
    #[cfg_attr(feature = "schemars", schemars(rename = "stoppedTime"))]
    pub stopped_time: Option<crate::Timestamp>,
}

crate::record! {
    WebhookRecording { "audioDownloadUrl" => audio_download_url : non_empty,
    "downloadUrl" => download_url : non_empty, "downloadUrlExpiry" => download_url_expiry
    : optional, "fileSize" => file_size : optional, "id" => id : required, "meetingId" =>
    meeting_id : non_empty, "organizationId" => organization_id : non_empty,
    "outputFileName" => output_file_name : optional, "recordingDuration" =>
    recording_duration : optional, "recordingId" => recording_id : non_empty, "roomUUID"
    => room_uuid : optional, "startedTime" => started_time : optional, "status" => status
    : non_empty, "stopReason" => stop_reason : non_empty, "stoppedTime" => stopped_time :
    optional }
}
