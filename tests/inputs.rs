//! Bad input is refused before anything is sent, with the field, the value and the rule.

use crate::clients::client;
use realtimekit::requests::Operation;
use realtimekit::types::{LivestreamingConfig, RecordingConfig, SummarizationConfig, VideoConfig, Watermark};
use realtimekit::{Client, Request, Timestamp, resources::AppHandle};
use realtimekit_emulator::Emulator;

fn app() -> AppHandle {
    Client::builder().account_id("account").api_token("token").build().unwrap().app("app")
}

fn refused<O: Operation>(request: Request<O>) -> String {
    let error = request.dry_run().expect_err("must be refused");
    assert!(error.is_invalid_input(), "{error}");
    error.to_string()
}

#[test]
fn numbers_out_of_their_bounds() {
    let create = app().meetings().create();
    let text = refused(create.clone().session_keep_alive_time_in_secs(5));
    assert_eq!(text, "meetings_create failed: session_keep_alive_time_in_secs is 5, but must be between 60 and 600");
    let text = refused(create.clone().recording_config(RecordingConfig::new().max_seconds(100_000)));
    assert!(text.ends_with("recording_config.max_seconds is 100000, but must be between 60 and 86400"), "{text}");
    let video = VideoConfig::new().watermark(Watermark::new().url("logo.png"));
    let text = refused(create.clone().recording_config(RecordingConfig::new().video_config(video)));
    assert!(text.contains("recording_config.video_config.watermark.url is \"logo.png\", but must be a URL"), "{text}");
    let ai = realtimekit::types::AiConfig::new().summarization(SummarizationConfig::new().word_limit(10));
    let text = refused(create.ai_config(ai));
    assert!(text.ends_with("ai_config.summarization.word_limit is 10, but must be between 150 and 1000"), "{text}");
}

#[test]
fn secrets_are_not_shown() {
    let config = RecordingConfig::new().live_streaming_config(LivestreamingConfig::new().rtmp_url("s3cr3t"));
    let text = refused(app().meetings().create().recording_config(config));
    assert!(text.contains("rtmp_url must be a URL") && !text.contains("s3cr3t"), "{text}");
}

#[test]
fn pages_and_limits() {
    let list = app().meetings().list();
    assert!(refused(list.clone().per_page(0)).ends_with("per_page is 0, but must be between 1 and 1000"));
    assert!(refused(list.clone().per_page(1_000_000)).contains("per_page is 1000000"));
    assert!(refused(list.clone().start_page(0)).contains("start_page is 0, but must be between 1 and 1000000000"));
    assert!(refused(list.clone().limit(0)).contains("limit is 0, but must be at least 1"));
    assert!(refused(list.concurrency(0)).contains("concurrency is 0, but must be between 1 and 64"));
}

#[test]
fn an_end_before_a_start() {
    let time = |text: &str| text.parse::<Timestamp>().unwrap();
    let list = app().sessions().list().start_time(time("2026-11-20T00:00:00Z"));
    let text = refused(list.clone().end_time(time("2026-11-01T00:00:00Z")));
    assert!(text.contains("end_time is 2026-11-01T00:00:00.000Z, but must not be before start_time"), "{text}");
    list.end_time(time("2026-11-20T00:00:00Z")).dry_run().unwrap();
    let daywise = app().analytics().daywise().start_date("2026-11-20").end_date("2026-11-01");
    assert!(refused(daywise).contains("end_date is 2026-11-01, but must not be before start_date"));
}

#[test]
fn lists_of_people_must_not_be_empty() {
    let active = app().meeting("meeting").active_session();
    let text = refused(active.kick(Vec::<String>::new()));
    assert!(text.ends_with("participant_ids is empty, but must have an entry"), "{text}");
    active.kick(Vec::<String>::new()).custom_participant_ids(["user"]).dry_run().unwrap();
    assert!(refused(active.mute(Vec::<String>::new())).contains("is empty"));
}

#[test]
fn invalid_urls() {
    let text = refused(app().webhooks().create("production", "hooks.example.com", ["meeting.started"]));
    assert!(text.contains("url is \"hooks.example.com\", but must be a URL"), "{text}");
}

#[test]
fn ids_that_change_the_path() {
    for id in ["", ".", "..", "a/b", "a?b", "a#b", "a%2fb", "a\nb"] {
        let text = refused(app().meeting(id).get());
        assert!(text.contains("meeting_id") && text.contains("must not"), "{text}");
        assert!(refused(app().meeting("m").participant(id).delete()).contains("participant_id"));
    }
}

#[test]
fn redacted_secrets_are_not_sent() {
    let storage = realtimekit::types::StorageConfig::aws("b", "r", "key", "s3cr3t");
    let storage = serde_json::to_value(realtimekit::Redacted(storage)).unwrap();
    let text = refused(app().meetings().create().extra_field("storage_config", storage));
    assert!(text.contains("field storage_config contains [redacted] instead of a secret"), "{text}");
}

#[test]
fn headers_that_frame_the_message() {
    for name in ["Content-Length", "transfer-encoding", "host", "Connection"] {
        let text = refused(app().meetings().create().header(name, "3"));
        assert!(text.contains(&format!("header {name:?} belongs to the connection")), "{text}");
    }
}

#[test]
fn a_field_without_a_body() {
    let text = refused(app().meeting("m").get().extra_field("title", "Sync"));
    assert!(text.contains("field title cannot be added: a GET request has no body"), "{text}");
}

#[test]
fn time_limits_of_zero() {
    let get = app().meeting("m").get();
    assert!(
        refused(get.clone().timeout(std::time::Duration::ZERO)).contains("timeout is 0, but must be greater than zero")
    );
    assert!(refused(get.deadline(std::time::Duration::ZERO)).contains("deadline is 0, but must be greater than zero"));
    let none = std::time::Duration::ZERO;
    let builder = || Client::builder().account_id("account").api_token("token");
    for (name, builder) in [
        ("connect_timeout", builder().connect_timeout(none)),
        ("timeout", builder().timeout(none)),
        ("deadline", builder().deadline(none)),
    ] {
        let text = builder.build().unwrap_err().to_string();
        assert!(text.starts_with(&format!("{name} is 0, but must be greater than zero")), "{text}");
    }
}

#[test]
fn invalid_headers() {
    let get = app().meeting("m").get();
    assert!(refused(get.clone().header("bad name", "x")).contains("header name \"bad name\""));
    let text = refused(get.header("x-key", "s3cr3t\n"));
    assert!(text.contains("the value of header \"x-key\"") && !text.contains("s3cr3t"), "{text}");
}

#[test]
fn invalid_raw_paths() {
    let client = Client::builder().account_id("account").api_token("token").build().unwrap();
    let refused = |path: &str| {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(client.request(reqwest::Method::GET, path).send()).unwrap_err().to_string()
    };
    assert!(refused("app/meetings").contains("must begin with a slash"));
    assert!(refused("/app/../other").contains("empty or dot segments"));
    assert!(refused("/app//x").contains("empty or dot segments"));
    assert!(refused("/app?x=1").contains("use `query` for parameters"));
}

#[tokio::test]
async fn invalid_requests_are_not_sent() {
    let emulator = Emulator::start().await.unwrap();
    let app = client(&emulator).app(emulator.app_id());
    app.meeting("..").get().send().await.unwrap_err();
    app.meetings().list().per_page(0).send().await.unwrap_err();
    app.meetings().list().limit(0).all().await.unwrap_err();
    app.meetings().create().session_keep_alive_time_in_secs(1).send().await.unwrap_err();
    assert!(emulator.received_all().is_empty());
}
