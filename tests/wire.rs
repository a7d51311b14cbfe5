//! The exact request of every operation, once with the least and once with all inputs.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use crate::document::{document, operation, resolve};
use crate::responses::{Bodies, Choices};
use realtimekit::requests::Operation;
use realtimekit::resources::AppHandle;
use realtimekit::types::{
    AiConfig, AudioChannel, AudioCodec, AudioConfig, InteractiveConfig, LivestreamVideoConfig, LivestreamingConfig,
    PresetConfig, PresetDefinition, PresetPermissions, PresetUi, RealtimekitBucketConfig, RecordingConfig,
    StorageConfig, SummarizationConfig, SummaryTextFormat, SummaryType, TrackLayer, TrackMediaKind, TrackOutput,
    TrackOutputType, TranscriptionConfig, TranscriptionLanguage, VideoCodec, VideoConfig, Watermark, WatermarkPosition,
    WatermarkSize,
};
use realtimekit::{Client, DryRun, Request, Timestamp};
use serde_json::Value;

/// The request as text, without what is the same in all of them.
fn text(request: &DryRun) -> String {
    let (url, query) = request.url.split_once('?').unwrap_or((&request.url, ""));
    let mut text = format!("{} {}\n", request.method, url.trim_start_matches("https://api.cloudflare.com/client/v4"));
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        let _ = writeln!(text, "  ? {pair}");
    }
    for (name, value) in &request.headers {
        let version = concat!("realtimekit-rust/", env!("CARGO_PKG_VERSION"));
        let _ = writeln!(text, "{name}: {}", value.replace(version, "realtimekit-rust/[version]"));
    }
    if let Some(body) = &request.body {
        let _ = write!(text, "\n{}", serde_json::to_string_pretty(body).unwrap());
    }
    text
}

/// The requests of an operation: with the least and with all inputs.
struct Cases(BTreeMap<&'static str, (DryRun, DryRun)>);

impl Cases {
    fn add<O: Operation>(&mut self, least: Request<O>, all: Request<O>) {
        self.0.insert(O::operation().id, (least.dry_run().unwrap(), all.dry_run().unwrap()));
    }

    fn one<O: Operation>(&mut self, request: Request<O>) {
        self.add(request.clone(), request);
    }
}

fn app() -> AppHandle {
    Client::builder().account_id("account").api_token("token-s3cr3t").build().unwrap().app("app")
}

fn time(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn ai_config() -> AiConfig {
    AiConfig::new()
        .summarization(
            SummarizationConfig::new()
                .summary_type(SummaryType::TeamMeeting)
                .text_format(SummaryTextFormat::Markdown)
                .word_limit(500),
        )
        .transcription(
            TranscriptionConfig::new()
                .keywords(["RealtimeKit"])
                .language(TranscriptionLanguage::from("es"))
                .profanity_filter(true),
        )
}

fn audio_config() -> AudioConfig {
    AudioConfig::new().channel(AudioChannel::Stereo).codec(AudioCodec::Aac).export_file(true)
}

fn video_config() -> VideoConfig {
    VideoConfig::new().codec(VideoCodec::H264).export_file(true).height(720).width(1280).watermark(
        Watermark::new()
            .position(WatermarkPosition::LeftTop)
            .size(WatermarkSize::new().height(20).width(100))
            .url("https://static.example.com/logo.png"),
    )
}

fn storage_config() -> StorageConfig {
    StorageConfig::aws("bucket", "eu-central-1", "access-s3cr3t", "s3cr3t")
        .auth_method("KEY")
        .host("sftp.example.com")
        .password("password-s3cr3t")
        .path("meetings")
        .port(22)
        .private_key("key-s3cr3t")
        .username("mary")
}

fn recording_config() -> RecordingConfig {
    RecordingConfig::new()
        .audio_config(audio_config())
        .file_name_prefix("weekly")
        .live_streaming_config(LivestreamingConfig::new().rtmp_url("rtmp://live.example.com/s3cr3t"))
        .max_seconds(3600)
        .realtimekit_bucket_config(RealtimekitBucketConfig::new(true))
        .storage_config(storage_config())
        .video_config(video_config())
}

/// Everything is there, once, and in the first of its forms.
struct Complete;

impl Choices for Complete {
    fn present(&mut self) -> bool {
        true
    }

    fn items(&mut self) -> usize {
        1
    }

    fn pick(&mut self, _: usize) -> usize {
        0
    }

    fn number(&mut self) -> u64 {
        10
    }

    fn deviates(&mut self) -> bool {
        false
    }
}

/// A value in which every field is set, made from the schema of its type: some have too many fields to set manually.
fn complete<T: serde::de::DeserializeOwned>(component: &str) -> T {
    let document = document();
    let schema = document["components"]["schemas"][component].clone();
    let value = Bodies::new(&document, Complete).value(&schema, component).promised;
    serde_json::from_value(value).unwrap_or_else(|error| panic!("{component}: {error}"))
}

fn cases() -> Cases {
    let app = app();
    let client = Client::builder().account_id("account").api_token("token-s3cr3t").build().unwrap();
    let (from, to) = (time("2026-11-01T00:00:00Z"), time("2026-11-20T00:00:00Z"));
    let mut cases = Cases(BTreeMap::new());

    cases.add(client.apps().list(), client.apps().list().per_page(5).start_page(2).search("clinic").sort_order("DESC"));
    cases.one(client.apps().create("Clinic"));

    let meetings = app.meetings();
    cases.add(
        meetings.list(),
        meetings.list().per_page(5).start_page(2).search("sync").start_time(from).end_time(to).status("ACTIVE"),
    );
    cases.add(
        meetings.create(),
        meetings
            .create()
            .ai_config(ai_config())
            .live_stream_on_start(false)
            .persist_chat(true)
            .record_on_start(true)
            .recording_config(recording_config())
            .session_keep_alive_time_in_secs(120)
            .summarize_on_end(true)
            .title("Weekly sync")
            .transcribe_on_end(true),
    );
    let meeting = app.meeting("meeting");
    cases.add(meeting.get(), meeting.get().name("weekly"));
    cases.add(
        meeting.update(),
        meeting
            .update()
            .ai_config(ai_config())
            .live_stream_on_start(false)
            .persist_chat(true)
            .record_on_start(true)
            .recording_config(recording_config())
            .session_keep_alive_time_in_secs(120)
            .status("INACTIVE")
            .summarize_on_end(true)
            .title("Weekly sync")
            .transcribe_on_end(true),
    );
    cases.add(
        meeting.replace(),
        meeting
            .replace()
            .ai_config(ai_config())
            .live_stream_on_start(false)
            .persist_chat(true)
            .record_on_start(true)
            .recording_config(recording_config())
            .session_keep_alive_time_in_secs(120)
            .summarize_on_end(true)
            .title("Weekly sync")
            .transcribe_on_end(true),
    );

    let participants = meeting.participants();
    cases.add(participants.list(), participants.list().per_page(5).start_page(2));
    let add = participants.add("user-42", "group_call_host");
    cases.add(add.clone(), add.name("Mary Sue").picture("https://static.example.com/mary.png"));
    let participant = meeting.participant("participant");
    cases.one(participant.get());
    cases.add(participant.update(), participant.update().clear_name().clear_picture().preset_name("group_call_guest"));
    cases.one(participant.refresh_token());
    cases.one(participant.delete());

    let active = meeting.active_session();
    cases.one(active.get());
    cases.add(active.kick(["p1"]), active.kick(["p1", "p2"]).custom_participant_ids(["user-42"]));
    cases.one(active.kick_all());
    cases.add(active.mute(["p1"]), active.mute(["p1", "p2"]).custom_participant_ids(["user-42"]));
    cases.one(active.mute_all(true));
    let poll = active.create_poll("Lunch?", ["Pizza", "Soup"]);
    cases.add(poll.clone(), poll.anonymous(true).hide_votes(true));

    let livestream = meeting.livestreams();
    cases.one(livestream.active());
    cases.add(livestream.list(), livestream.list().per_page(5).start_page(2));
    cases.add(
        livestream.start(),
        livestream.start().name("Town hall").video_config(LivestreamVideoConfig::new().height(720).width(1280)),
    );
    cases.one(livestream.stop());
    let livestreams = app.livestreams();
    cases.add(
        livestreams.list(),
        livestreams
            .list()
            .per_page(5)
            .start_page(2)
            .start_time(from)
            .end_time(to)
            .exclude_meetings(true)
            .sort_order("DSC")
            .status("LIVE"),
    );
    cases.add(livestreams.create(), livestreams.create().name("Town hall"));
    cases.one(livestreams.session("broadcast"));
    cases.add(app.livestream("livestream").get(), app.livestream("livestream").get().per_page(5).start_page(2));
    cases.one(app.livestream("livestream").active_session());

    let presets = app.presets();
    cases.add(presets.list(), presets.list().per_page(5).start_page(2).search("host"));
    cases.add(
        presets.create(PresetDefinition::group_call("host")),
        presets.create(complete::<PresetDefinition>("PresetDefinition")),
    );
    let preset = app.preset("preset");
    cases.one(preset.get());
    cases.add(
        preset.update(),
        preset
            .update()
            .config(complete::<PresetConfig>("PresetConfig"))
            .name("listener")
            .permissions(complete::<PresetPermissions>("PresetPermissions"))
            .ui(complete::<PresetUi>("PresetUi")),
    );
    cases.add(
        preset.replace(PresetDefinition::webinar("presenter").as_viewer()),
        preset.replace(complete::<PresetDefinition>("PresetDefinition")),
    );
    cases.one(preset.delete());

    let recordings = app.recordings();
    cases.add(
        recordings.list(),
        recordings
            .list()
            .per_page(5)
            .start_page(2)
            .start_time(from)
            .end_time(to)
            .expired(false)
            .meeting_id("meeting")
            .search("weekly")
            .sort_by("invokedTime")
            .sort_order("DESC")
            .status(["UPLOADED", "ERRORED"]),
    );
    cases.add(
        recordings.start("meeting"),
        recordings
            .start("meeting")
            .allow_multiple_recordings(true)
            .audio_config(audio_config())
            .file_name_prefix("weekly")
            .interactive_config(InteractiveConfig::new().type_("ID3"))
            .max_seconds(3600)
            .realtimekit_bucket_config(RealtimekitBucketConfig::new(false))
            .rtmp_out_config(LivestreamingConfig::new().rtmp_url("rtmp://live.example.com/s3cr3t"))
            .storage_config(storage_config())
            .url("https://recorder.example.com/layout")
            .video_config(video_config()),
    );
    let output = TrackOutput::new().type_(TrackOutputType::StorageConfig).storage_config(storage_config());
    let layer = TrackLayer::new().file_name_prefix("weekly").media_kind(TrackMediaKind::Audio).outputs([output]);
    cases.add(
        recordings.start_track("meeting"),
        recordings.start_track("meeting").layers([("default", layer)]).max_seconds(3600).user_ids(["p1"]),
    );
    cases.one(recordings.active("meeting"));
    cases.one(app.recording("recording").get());
    cases.one(app.recording("recording").pause());

    let sessions = app.sessions();
    cases.add(
        sessions.list(),
        sessions
            .list()
            .per_page(5)
            .start_page(2)
            .associated_id("meeting")
            .start_time(from)
            .end_time(to)
            .participants("mary")
            .search("sync")
            .sort_by("createdAt")
            .sort_order("ASC")
            .status("ENDED"),
    );
    cases.add(
        sessions.peer_report("peer"),
        sessions.peer_report("peer").filters("device_info").include_peer_events(true),
    );
    let session = app.session("session");
    cases.add(session.get(), session.get().include_breakout_rooms(true));
    cases.add(
        session.participants(),
        session
            .participants()
            .per_page(5)
            .start_page(2)
            .include_peer_events(true)
            .search("mary")
            .sort_by("duration")
            .sort_order("DESC")
            .view("raw"),
    );
    cases.add(session.participant("peer"), session.participant("peer").include_peer_events(true));
    cases.one(session.chat());
    cases.add(session.transcript(), session.transcript().format("SRT"));
    cases.one(session.summary());
    cases.one(session.generate_summary());
    cases.add(session.livestream_sessions(), session.livestream_sessions().per_page(5).start_page(2));

    let analytics = app.analytics();
    cases.add(analytics.daywise(), analytics.daywise().start_date("2026-11-01").end_date("2026-11-20"));
    let (start, end) = (1_793_491_200, 1_795_132_800);
    cases.add(
        analytics.livestreams_daywise(),
        analytics.livestreams_daywise().start_time(start).end_time(end).filters("status:LIVE"),
    );
    cases.add(
        analytics.livestreams_overall(),
        analytics.livestreams_overall().start_time(start).end_time(end).filters("status:LIVE"),
    );

    let webhooks = app.webhooks();
    cases.one(webhooks.list());
    cases.one(webhooks.events());
    let create = webhooks.create("production", "https://hooks.example.com/rtk", ["meeting.started"]);
    cases.add(create.clone(), create.enabled(true));
    let webhook = app.webhook("webhook");
    cases.one(webhook.get());
    cases.add(
        webhook.update(),
        webhook
            .update()
            .enabled(false)
            .events(["meeting.ended"])
            .name("staging")
            .url("https://hooks.example.com/staging"),
    );
    let replace = webhook.replace("production", "https://hooks.example.com/rtk", ["meeting.started"]);
    cases.add(replace.clone(), replace.enabled(true));
    cases.one(webhook.delete());
    cases
}

/// The folder of the snapshots contains exactly the snapshots of this test.
#[test]
fn every_operation_sends_the_recorded_request() {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("snapshots/wire");
    settings.set_prepend_module_to_snapshot(false);
    let mut expected = BTreeSet::new();
    settings.bind(|| {
        for (id, (least, all)) in cases().0 {
            expected.insert(format!("{id}.least.snap"));
            insta::assert_snapshot!(format!("{id}.least"), text(&least));
            if all != least {
                expected.insert(format!("{id}.all.snap"));
                insta::assert_snapshot!(format!("{id}.all"), text(&all));
            }
        }
    });
    let entries = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/snapshots/wire")).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let present: BTreeSet<_> = names.filter(|name| name.ends_with(".snap")).collect();
    let unused: Vec<_> = present.difference(&expected).collect();
    assert!(unused.is_empty(), "no test refers to these snapshots, delete them: {unused:?}");
}

#[test]
fn every_operation_has_an_ergonomic_method() {
    let cases = cases();
    let missing: Vec<_> =
        realtimekit::operations::ALL.iter().map(|op| op.id).filter(|id| !cases.0.contains_key(id)).collect();
    assert!(missing.is_empty(), "without a method or a wire test: {missing:?}");
}

/// The fields of a schema, also those in objects, lists and maps in it, that a value has not.
fn missing(document: &Value, schema: &Value, value: &Value, path: &str, found: &mut Vec<String>) {
    let schema = resolve(document, schema);
    for (name, property) in schema["properties"].as_object().into_iter().flatten() {
        let path = format!("{path}.{name}");
        match value.get(name) {
            Some(value) => missing(document, property, value, &path, found),
            None => found.push(path),
        }
    }
    let inner = [&schema["items"], &schema["additionalProperties"]].into_iter().find(|inner| inner.is_object());
    if let Some(inner) = inner {
        let values: Vec<&Value> = match value {
            Value::Array(values) => values.iter().collect(),
            Value::Object(values) => values.values().collect(),
            _ => Vec::new(),
        };
        assert!(!values.is_empty(), "{path} is empty");
        values.into_iter().for_each(|value| missing(document, inner, value, path, found));
    }
}

#[test]
fn all_inputs_of_the_document_are_sent() {
    let document = document();
    for (id, (_, all)) in cases().0 {
        let operation = operation(&document, id);
        for parameter in operation["parameters"].as_array().into_iter().flatten() {
            let name = match parameter["$ref"].as_str() {
                Some(target) => document.pointer(&format!("{}/name", &target[1..])).unwrap().as_str().unwrap(),
                None => parameter["name"].as_str().unwrap(),
            };
            assert!(all.url.contains(&format!("{name}=")), "{id} does not send the parameter {name}");
        }
        let schema = &operation["requestBody"]["content"]["application/json"]["schema"];
        let mut unsent = Vec::new();
        missing(&document, schema, all.body.as_ref().unwrap_or(&Value::Null), "", &mut unsent);
        assert!(unsent.is_empty(), "{id} does not send the fields {unsent:?}");
    }
}
