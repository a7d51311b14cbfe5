//! Recordings of a meeting.

use std::time::Duration;

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use realtimekit_api::Timestamp;
use serde_json::{Map, Value, json};

use crate::http::call::Call;
use crate::http::envelope::{Outcome, Reply};
use crate::world::clock::{later, seconds_between};
use crate::world::context::Context;
use crate::world::deviation::Deviation;
use crate::world::fidelity::Fidelity;
use crate::world::model::app::{App, no_recording};
use crate::world::model::recording::{Recording, RecordingStatus, StopCause};
use crate::world::refusal::Refusal;
use crate::world::storage;
use crate::world::timers::Timer;

/// How long a recording is INVOKED before it begins.
const START_UP: Duration = Duration::from_secs(2);

/// How long a recording waits for a person to join before it fails.
const PATIENCE: Duration = Duration::from_secs(60);

/// Seconds after which a recording ends by default: a day, the documented maximum.
const LONGEST: u64 = 86_400;

impl Recording {
    /// Whether it stays INVOKED.
    fn is_stuck(&self, context: &Context) -> bool {
        let stays = self.stays_invoked || context.deviations.contains(&Deviation::RecordingsStayInvoked);
        stays && self.status == RecordingStatus::Invoked
    }
}

impl App {
    fn render_recording(&self, context: &Context, recording: &Recording) -> Value {
        let expiry = recording.bucket_expiry().map(|kept_until| context.links.expiry(kept_until, context.now));
        let link = |name: &str| {
            let expiry = expiry.filter(|expiry| *expiry > context.now)?;
            // The caller chooses a part of the name.
            let name = utf8_percent_encode(name, NON_ALPHANUMERIC);
            let path = format!("/files/{}/recording/{}/{name}", self.id, recording.id);
            Some(context.links.sign(&path, expiry).url)
        };
        let download = match recording.track {
            true => self.track_links(recording, link),
            false => recording.has_video().then(|| link(&recording.file_name)).flatten().map(Value::from),
        };
        let audio = recording.audio_file_name().filter(|_| !recording.track).and_then(|name| link(&name));
        let time = |time: Option<Timestamp>| time.map(|time| time.to_string());
        let mut rendered = json!({
            "id": recording.id,
            "meeting_id": recording.meeting_id,
            "session_id": recording.session_id,
            "status": recording.status.name(),
            "output_file_name": recording.file_name,
            // Documented as 0 for tracks, whatever their files have.
            "file_size": if recording.track { Some(0) } else { recording.file_size },
            "recording_duration": recording.seconds(context.now).round() as u64,
            "invoked_time": recording.invoked_at.to_string(),
            "started_time": time(recording.started_at),
            "stopped_time": time(recording.stopped_at),
            "download_url": download,
            "audio_download_url": audio,
            "download_url_expiry": time(expiry),
            "storage_config": recording.config.get("storage_config"),
            "start_reason": {
                "reason": if recording.started_by_call { "API_CALL" } else { "RECORD_ON_START" },
                "caller": { "type": "ORGANIZATION", "name": self.name },
            },
        });
        if let Some(reason) = recording.stop_reason() {
            rendered["stop_reason"] = reason;
        }
        if recording.track {
            rendered["type"] = json!("TRACK");
        }
        storage::without_secrets(&rendered)
    }

    /// One file for each person who was recorded.
    fn track_links(&self, recording: &Recording, link: impl Fn(&str) -> Option<String>) -> Option<Value> {
        recording.bucket_expiry()?;
        let wanted = recording.config.get("user_ids").and_then(Value::as_array);
        let peers =
            self.sessions.get(recording.session_id.as_ref()?)?.peers.values().filter(|peer| {
                wanted.is_none_or(|ids| ids.is_empty() || ids.iter().any(|id| *id == peer.participant_id))
            });
        let millis = recording.invoked_at.unix_millis();
        let files: Map<String, Value> = peers
            .filter_map(|peer| {
                let name = format!("speaker_{}_{}_peer_audio_{millis}.webm", peer.participant_id, peer.id);
                Some((name.clone(), json!({ "download_url": link(&name)? })))
            })
            .collect();
        let layers = recording.bucket_layers();
        Some(layers.map(|name| json!({ "layer_name": name, "download_urls": files })).collect())
    }

    fn emit_for_recording(&self, context: &mut Context, id: &str, status: RecordingStatus) {
        let Some(recording) = self.recordings.get(id) else { return };
        let rendered = self.render_recording(context, recording);
        let mut block = json!({
            "id": recording.id,
            "recordingId": recording.id,
            "status": status.name(),
            "meetingId": recording.meeting_id,
            "organizationId": self.id,
            "roomUUID": recording.session_id,
            "outputFileName": recording.file_name,
            "startedTime": rendered["started_time"],
            "recordingDuration": rendered["recording_duration"],
        });
        let optional = [
            ("stoppedTime", "stopped_time"),
            ("fileSize", "file_size"),
            ("downloadUrl", "download_url"),
            ("audioDownloadUrl", "audio_download_url"),
            ("downloadUrlExpiry", "download_url_expiry"),
        ];
        for (name, key) in optional.into_iter().filter(|(_, key)| !rendered[key].is_null()) {
            block[name] = rendered[key].clone();
        }
        // A text that resembles JSON but is not, as the service sends it.
        if let Some(reason) = recording.stop_reason() {
            block["stopReason"] = json!(reason.to_string().replace('"', "'"));
        }
        let Some(session) = recording.session_id.clone() else {
            return self.emit(context, "recording.statusUpdate", json!({ "recording": block }));
        };
        self.emit_for_meeting(context, "recording.statusUpdate", &session, json!({ "recording": block }));
    }

    fn set_recording_status(&mut self, context: &mut Context, id: &str, status: RecordingStatus) {
        let Some(recording) = self.recordings.get_mut(id) else { return };
        let before = std::mem::replace(&mut recording.status, status);
        self.emit_for_recording(context, id, status);
        if context.deviates(Deviation::StatesOutOfOrder) {
            self.emit_for_recording(context, id, before);
        }
    }

    /// Starts a recording of a meeting. `config` holds what was asked for.
    fn start_recording(
        &mut self,
        context: &mut Context,
        meeting_id: &str,
        mut config: Map<String, Value>,
        track: bool,
        call: bool,
    ) -> Result<String, Refusal> {
        // A recording is accepted for a meeting without participants; it waits for a session.
        let session_id = self.live_session(meeting_id).ok().map(|session| session.id.clone());
        let inherited = self.meeting(meeting_id)?.settings.get("recording_config").and_then(Value::as_object);
        for (key, value) in inherited.into_iter().flatten().filter(|_| !track) {
            config.entry(key.as_str()).or_insert_with(|| value.clone());
        }
        let prefix = config.get("file_name_prefix").and_then(Value::as_str).unwrap_or(meeting_id);
        let file_name = match track {
            true => "speaker_{{user_id}}_{{peer_id}}_{{stream_kind}}_{{media_kind}}_{{date_time}}.webm".to_owned(),
            false => format!("{prefix}_{}.mp4", context.now.unix_millis()),
        };
        let id = context.ids.uuid();
        let recording = Recording {
            id: id.clone(),
            meeting_id: meeting_id.to_owned(),
            session_id,
            track,
            status: RecordingStatus::Invoked,
            file_name,
            file_size: None,
            config,
            started_by_call: call,
            stop_cause: None,
            invoked_at: context.now,
            started_at: None,
            stopped_at: None,
            uploaded_at: None,
            paused_at: None,
            paused_seconds: 0.0,
            stays_invoked: context.deviates_by_chance(Deviation::RecordingsStayInvoked),
            stays_uploading: false,
        };
        self.recordings.insert(id.clone(), recording);
        context.after(START_UP, &self.id, Timer::RecordingBegins(id.clone()));
        self.emit_for_recording(context, &id, RecordingStatus::Invoked);
        Ok(id)
    }

    pub(crate) fn record_on_start(&mut self, context: &mut Context, meeting_id: &str) {
        // Refused only without the meeting, and this is called from one.
        let _ = self.start_recording(context, meeting_id, Map::new(), false, false);
    }

    pub(crate) fn begin_recording(&mut self, context: &mut Context, id: &str) {
        let Some(recording) = self.recordings.get_mut(id) else { return };
        if recording.status != RecordingStatus::Invoked || recording.is_stuck(context) {
            return;
        }
        if recording.session_id.is_none() {
            if context.now >= later(recording.invoked_at, PATIENCE) {
                self.fail(context, id);
            } else {
                context.after(START_UP, &self.id, Timer::RecordingBegins(id.to_owned()));
            }
            return;
        }
        recording.started_at = Some(context.now);
        let longest = recording.config.get("max_seconds").and_then(Value::as_u64).unwrap_or(LONGEST);
        context.after(Duration::from_secs(longest), &self.id, Timer::RecordingLimit(id.to_owned()));
        self.set_recording_status(context, id, RecordingStatus::Recording);
    }

    pub(crate) fn limit_recording(&mut self, context: &mut Context, id: &str) {
        if self.recordings.get(id).is_some_and(|recording| recording.status.is_active()) {
            self.stop_recording(context, id, StopCause::InternalError);
        }
    }

    /// A recording that waits for a session of its meeting belongs to the one that begins now.
    pub(crate) fn record_session(&mut self, meeting_id: &str, session_id: &str) {
        let waits = |recording: &&mut Recording| recording.meeting_id == meeting_id && recording.session_id.is_none();
        for recording in self.recordings.values_mut().filter(|recording| recording.status.is_active()).filter(waits) {
            recording.session_id = Some(session_id.to_owned());
        }
    }

    fn stop_recording(&mut self, context: &mut Context, id: &str, cause: StopCause) {
        let Some(recording) = self.recordings.get_mut(id) else { return };
        recording.stopped_at = Some(context.now);
        recording.stop_cause = Some(cause);
        self.set_recording_status(context, id, RecordingStatus::Uploading);
    }

    /// Stops what is still being recorded in a session.
    pub(crate) fn stop_recordings(&mut self, context: &mut Context, session_id: &str, cause: StopCause) {
        let running = self
            .recordings
            .values()
            .filter(|recording| recording.session_id.as_deref() == Some(session_id) && recording.status.is_active());
        let running = running.filter(|recording| !recording.is_stuck(context));
        let running: Vec<String> = running.map(|recording| recording.id.clone()).collect();
        for id in running {
            self.stop_recording(context, &id, cause);
        }
    }

    /// All participants are about to be kicked: the upload of what is being recorded may never end.
    pub(crate) fn strand_recordings(&mut self, context: &mut Context, session_id: &str) {
        let mut running = self
            .recordings
            .values_mut()
            .filter(|recording| recording.session_id.as_deref() == Some(session_id) && recording.status.is_active());
        if let Some(recording) = running.next()
            && context.deviates(Deviation::RecordingsStayUploading)
        {
            recording.stays_uploading = true;
            running.for_each(|recording| recording.stays_uploading = true);
        }
    }

    /// Ends the upload of a recording, with a file of this size or with an error.
    pub(crate) fn end_upload(
        &mut self,
        context: &mut Context,
        id: &str,
        file_size: Option<u64>,
    ) -> Result<(), Refusal> {
        let recording = self.recording_mut(id)?;
        let status = recording.status;
        if recording.stays_uploading && status == RecordingStatus::Uploading {
            return Err(wrong_state(recording, "uploaded or fail: it ran while all participants were kicked"));
        }
        // A recording can fail at any time; it can be uploaded only when it was stopped.
        if status != RecordingStatus::Uploading && !(file_size.is_none() && status.is_active()) {
            return Err(wrong_state(recording, if file_size.is_some() { "uploaded" } else { "failed" }));
        }
        recording.file_size = file_size;
        recording.stopped_at = recording.stopped_at.or(Some(context.now));
        let status = match file_size {
            Some(_) => {
                recording.uploaded_at = Some(context.now);
                RecordingStatus::Uploaded
            }
            None => {
                recording.stop_cause = Some(StopCause::InternalError);
                RecordingStatus::Errored
            }
        };
        self.set_recording_status(context, id, status);
        Ok(())
    }

    fn fail(&mut self, context: &mut Context, id: &str) {
        // Refused only when it has ended already.
        let _ = self.end_upload(context, id, None);
    }
}

fn wrong_state(recording: &Recording, wish: &str) -> Refusal {
    Refusal::conflict(format!("Recording {} is {} and cannot be {wish}", recording.id, recording.status.name()))
}

fn not_in_progress() -> Refusal {
    Refusal::bad_request("The recording is not in progress")
}

pub(crate) fn list(app: &mut App, call: &mut Call<'_>) -> Outcome {
    let (query, now) = (call.query, call.context.now);
    let found = app.recordings.values().filter(|recording| {
        let title = app.meetings.get(&recording.meeting_id).and_then(|meeting| meeting.title()).unwrap_or_default();
        query.allows("meeting_id", &recording.meeting_id)
            && (query.text("status").is_none() || query.all("status").any(|status| status == recording.status.name()))
            && query
                .flag("expired")
                .is_none_or(|expired| recording.bucket_expiry().is_some_and(|expiry| expired == (expiry <= now)))
            && query.spans(recording.invoked_at)
            && query.finds("search", &[&recording.id, &recording.meeting_id, &recording.file_name, title])
    });
    let mut found: Vec<&Recording> = found.collect();
    if query.descending() {
        found.reverse();
    }
    let page = query.page(found);
    let data = page.render(|recording| {
        let mut rendered = app.render_recording(call.context, recording);
        if let Some(meeting) = app.meetings.get(&recording.meeting_id) {
            rendered["meeting"] = meeting.render();
        }
        rendered
    });
    Ok(Reply::page(data, page.paging))
}

pub(crate) fn start(app: &mut App, call: &mut Call<'_>) -> Outcome {
    let meeting_id = call.text("meeting_id");
    app.meeting(meeting_id)?;
    storage::check(call.body.get("storage_config"), "storage_config")?;
    let several = call.body.get("allow_multiple_recordings") == Some(&Value::Bool(true));
    if !several && app.active_recording(meeting_id, false).is_some() {
        return Err(Refusal::conflict("A RECORDER is already running for meeting"));
    }
    let id = app.start_recording(call.context, meeting_id, call.body.clone(), false, true)?;
    Ok(Reply::data(app.render_recording(call.context, app.recording(&id)?)))
}

pub(crate) fn start_track(app: &mut App, call: &mut Call<'_>) -> Outcome {
    let meeting_id = call.text("meeting_id");
    app.meeting(meeting_id)?;
    app.live_session(meeting_id)?;
    let outputs = call.body.get("layers").and_then(|layers| layers["default"]["outputs"].as_array());
    // The document calls layers optional; a live source was refused without this one.
    if call.context.fidelity == Fidelity::Observed && outputs.is_none_or(Vec::is_empty) {
        return Err(Refusal::service(422, "\"layers.default.outputs\" is required"));
    }
    for layer in call.body.get("layers").and_then(Value::as_object).into_iter().flat_map(Map::values) {
        for output in layer["outputs"].as_array().into_iter().flatten() {
            storage::check(output.get("storage_config"), "layers.outputs.storage_config")?;
        }
    }
    if app.active_recording(meeting_id, true).is_some() {
        return Err(Refusal::conflict("A TRACK_RECORDER is already running for meeting"));
    }
    let id = app.start_recording(call.context, meeting_id, call.body.clone(), true, true)?;
    Ok(Reply::data(json!({ "recording": app.render_recording(call.context, app.recording(&id)?) })))
}

pub(crate) fn get(app: &mut App, call: &mut Call<'_>) -> Outcome {
    let recording = app.recording(call.id("recording_id"))?;
    if recording.is_expired(call.context.now) {
        return Err(no_recording(&recording.id));
    }
    Ok(Reply::data(app.render_recording(call.context, recording)))
}

pub(crate) fn get_active(app: &mut App, call: &mut Call<'_>) -> Outcome {
    let meeting_id = call.id("meeting_id");
    app.meeting(meeting_id)?;
    let found = app.active_recording(meeting_id, false).or_else(|| app.active_recording(meeting_id, true));
    let recording =
        found.ok_or_else(|| Refusal::not_found(format!("No active recording found for meeting_id {meeting_id}")))?;
    Ok(Reply::data(app.render_recording(call.context, recording)))
}

pub(crate) fn control(app: &mut App, call: &mut Call<'_>) -> Outcome {
    use RecordingStatus::{Paused, Recording};
    let id = call.id("recording_id");
    let recording = app.recording_mut(id)?;
    match (call.text("action"), recording.status) {
        ("stop", Recording | Paused) => app.stop_recording(call.context, id, StopCause::Call),
        ("pause", Recording) => {
            recording.paused_at = Some(call.context.now);
            app.set_recording_status(call.context, id, Paused);
        }
        ("resume", Paused) => {
            recording.paused_seconds +=
                recording.paused_at.take().map_or(0.0, |since| seconds_between(since, call.context.now));
            app.set_recording_status(call.context, id, Recording);
        }
        ("stop" | "pause", _) => return Err(not_in_progress()),
        (_, _) => return Err(Refusal::bad_request("The recording is not paused")),
    }
    Ok(Reply::data(app.render_recording(call.context, app.recording(id)?)))
}
