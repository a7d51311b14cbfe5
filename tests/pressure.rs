//! Load and hostile responses: what the client must bound, refuse, pause for and never print.

use std::time::{Duration, Instant};

use futures::StreamExt;
use realtimekit::requests::MeetingsList;
use realtimekit::resources::AppHandle;
use realtimekit::{Client, Error, ErrorKind, GaveUp, RateLimiter, Request, RetryPolicy};
use realtimekit_emulator::Emulator;
use serde_json::{Value, json};

use crate::clients::{ClosedPort, builder, client, responding};

/// 300 additions with so many at once, against 20 requests a second, by a client to which nothing was reported yet. Returns
/// failures and requests.
async fn add_all(at_once: usize) -> (usize, usize, Duration) {
    let emulator = Emulator::builder().rate_limit(20, Duration::from_secs(1)).start().await.unwrap();
    let app = |client: Client| client.app(emulator.app_id());
    let meeting = app(emulator.client().unwrap()).meetings().create().send().await.unwrap().id;
    let participants = app(emulator.client().unwrap()).meeting(meeting).participants();
    let begin = Instant::now();
    let add = |number: usize| participants.add(format!("user-{number}"), "group_call_guest").name("Guest").send();
    let failed = futures::stream::iter(0..300).map(add).buffer_unordered(at_once);
    let failed = failed.filter(|result| std::future::ready(result.is_err())).count().await;
    (failed, emulator.received("participants_add").len(), begin.elapsed())
}

#[tokio::test(flavor = "multi_thread")]
#[allow(clippy::print_stdout)] // the figures of the run
async fn a_rate_limit_pauses_the_client_and_no_call_fails() {
    // One after the other would take a minute; each has its own emulator.
    let runs = futures::future::join_all([8, 16, 32, 64].map(|at_once| tokio::spawn(add_all(at_once)))).await;
    for (at_once, run) in [8, 16, 32, 64].into_iter().zip(runs) {
        let (failed, requests, elapsed) = run.unwrap();
        println!("{at_once} concurrent: {failed} of 300 failed, {requests} requests, {:.1} s", elapsed.as_secs_f64());
        assert_eq!(failed, 0, "{at_once} concurrent");
        // A fifth more than the limit admits. Most of it is the first burst of a client that does not know the limit.
        assert!(requests <= 360, "{at_once} concurrent: {requests} requests for 300 additions");
    }
}

#[tokio::test]
async fn a_pause_holds_for_all_clones_and_is_an_error_if_it_is_too_long() {
    let emulator = Emulator::start().await.unwrap();
    let (first, second) = (client(&emulator), client(&emulator));
    emulator.fault("apps_list").rate_limited().retry_after(240).times(1);
    let error = first.apps().list().send().await.unwrap_err();
    assert_eq!((error.attempts(), error.gave_up()), (1, Some(GaveUp::RetryAfter)));
    let error = first.clone().app(emulator.app_id()).meetings().create().send().await.unwrap_err();
    assert_eq!(
        (error.kind(), error.attempts(), error.gave_up()),
        (ErrorKind::RateLimited, 0, Some(GaveUp::RetryAfter))
    );
    assert!(error.retry_after().unwrap() > Duration::from_secs(200) && error.is_retryable(), "{error}");
    assert!(error.to_string().contains("the client pauses"), "{error}");
    second.apps().list().send().await.unwrap();
    assert_eq!(emulator.received_all().len(), 2);
}

#[tokio::test]
async fn an_exhausted_quota_in_the_headers_of_a_success_pauses_too() {
    let emulator = Emulator::start().await.unwrap();
    let client = client(&emulator);
    let headers = emulator.fault("apps_list").status(200).body(r#"{"success":true,"data":[]}"#).times(1);
    headers.header("ratelimit", "\"default\";r=0;t=100");
    client.apps().list().send().await.unwrap();
    let error = client.apps().list().send().await.unwrap_err();
    assert_eq!((error.gave_up(), error.attempts()), (Some(GaveUp::RetryAfter), 0), "{error}");
    let patient = RetryPolicy::default().max_retry_after(Duration::from_secs(200));
    let error = client.apps().list().retry_policy(patient).deadline(Duration::from_secs(9)).send().await.unwrap_err();
    assert_eq!((error.gave_up(), error.attempts()), (Some(GaveUp::Deadline), 0), "{error}");
}

#[tokio::test]
async fn errors_report_why_they_are_not_retried() {
    let emulator = Emulator::start().await.unwrap();
    emulator.fault("apps_list").status(503);
    emulator.fault("apps_create").status(503);
    let with = |budget: u32| builder(&emulator).retry_budget(budget).build().unwrap();
    let error = with(100).apps().list().send().await.unwrap_err();
    assert_eq!((error.gave_up(), error.attempts()), (Some(GaveUp::Attempts), 4));
    assert!(error.to_string().contains("all attempts used"), "{error}");
    let error = with(1).apps().list().send().await.unwrap_err();
    assert_eq!((error.gave_up(), error.attempts()), (Some(GaveUp::Budget), 2));
    assert!(error.to_string().contains("retry budget empty"), "{error}");
    assert_eq!(with(100).apps().create("a").send().await.unwrap_err().gave_up(), None, "it may have been executed");
    // Of the wait a random share is taken: so long that the deadline is shorter in any case that occurs.
    let century = Duration::from_secs(3_153_600_000);
    let slow = RetryPolicy::default().base_delay(century).max_delay(century);
    let error = with(100).apps().list().retry_policy(slow).send().await.unwrap_err();
    assert_eq!((error.gave_up(), error.attempts()), (Some(GaveUp::Deadline), 1));
}

#[tokio::test]
async fn connection_errors_name_host_port_and_cause() {
    let closed = ClosedPort::new();
    let connect = |url: &str| {
        let client = Client::builder().base_url(url).account_id("a").api_token("t").retry_policy(RetryPolicy::never());
        let apps = client.build().unwrap().apps();
        async move { apps.list().send().await.unwrap_err() }
    };
    let error = connect(&closed.url()).await;
    let server = closed.url().replace("http://", "");
    assert!(error.is_connect(), "{error:?}");
    let text = error.to_string();
    assert!(text.contains(&format!("to {server}: Connection refused")) && !text.contains("/accounts"), "{text}");
    let text = connect("https://no-such-host.invalid").await.to_string();
    assert!(text.contains("no-such-host.invalid:443: DNS: "), "{text}");
}

const TIME: &str = "2026-11-20T09:30:00Z";

fn meetings(ids: impl IntoIterator<Item = usize>, paging: Value) -> String {
    let data: Vec<_> =
        ids.into_iter().map(|id| json!({ "id": format!("m{id}"), "created_at": TIME, "updated_at": TIME })).collect();
    json!({ "success": true, "data": data, "paging": paging }).to_string()
}

fn block(total: u64, start: u64, end: u64) -> Value {
    json!({ "total_count": total, "start_offset": start, "end_offset": end })
}

/// Reads a list from these pages; whatever follows them is a failure of the server.
async fn read(pages: Vec<String>, per_page: u64) -> (usize, Option<Error>, usize) {
    let emulator = Emulator::start().await.unwrap();
    let count = pages.len();
    for page in pages {
        emulator.fault("meetings_list").status(200).body(page).times(1);
    }
    emulator.fault("meetings_list").status(418).after(count as u64);
    let list: Request<MeetingsList> = client(&emulator).app(emulator.app_id()).meetings().list().per_page(per_page);
    let (mut stream, mut items) = (list.stream(), 0);
    let error = loop {
        match stream.try_next().await {
            Ok(Some(_)) => items += 1,
            Ok(None) => break None,
            Err(error) => break Some(error),
        }
    };
    (items, error, emulator.received("meetings_list").len())
}

#[tokio::test]
async fn page_numbers_are_bounded() {
    let app: AppHandle = Client::builder().account_id("a").api_token("t").build().unwrap().app("app");
    for page in [0, 1_000_000_001, u64::MAX] {
        let error = app.meetings().list().start_page(page).all().await.unwrap_err();
        assert!(error.is_invalid_input() && error.to_string().contains("start_page"), "{error}");
    }
}

#[tokio::test]
async fn lists_that_never_end_are_errors() {
    let empty = (1..40).map(|page| meetings([], block(1000, 2 * page, 2 * page))).collect();
    let same = (1..40).map(|page| meetings([1, 2], block(1000, 2 * page - 1, 2 * page))).collect();
    let single = (1..40).map(|page| meetings([1], block(1000, page, page))).collect();
    let reordered = vec![meetings([1, 2], block(9, 1, 2)), meetings([2, 1], block(9, 3, 4))];
    let in_turn =
        (0..9).map(|page| if page % 2 == 0 { meetings([1, 2], Value::Null) } else { meetings([3, 4], Value::Null) });
    for (what, pages, per_page, items, requests) in [
        ("empty pages with a moving block", empty, 2, 0, 17),
        ("the same items with a moving block", same, 2, 2, 2),
        ("a single item with a moving block", single, 1, 17, 18),
        ("another order", reordered, 2, 2, 2),
        ("two pages in turn", in_turn.collect(), 2, 4, 3),
    ] {
        let (read_items, error, asked) = read(pages, per_page).await;
        let error = error.unwrap_or_else(|| panic!("{what}: no error"));
        assert_eq!((error.kind(), read_items, asked), (ErrorKind::Pagination, items, requests), "{what}: {error}");
    }
}

#[tokio::test]
async fn contradictory_paging_blocks_are_disregarded() {
    for paging in [block(1, 1, 2), block(9, 2, 1), block(9, 1, 1), block(0, 0, 0)] {
        let pages = vec![meetings([1, 2], paging.clone()), meetings([3], Value::Null)];
        let (items, error, _) = read(pages, 2).await;
        assert_eq!((items, error.map(|error| error.to_string())), (3, None), "{paging}");
    }
    // A constant start offset is no contradiction.
    for start in [0, 1] {
        let pages = vec![meetings([1, 2], block(3, start, 2)), meetings([3], block(3, start, 3))];
        let (items, error, _) = read(pages, 2).await;
        assert_eq!((items, error.map(|error| error.to_string())), (3, None), "start offset {start}");
    }
}

#[tokio::test]
async fn error_responses_are_read_and_parsed_up_to_a_bound() {
    let text = format!(r#"{{"success":false,"error":{{"code":400,"message":"no","more":"{}"}}}}"#, "x".repeat(2 << 20));
    let (_emulator, app) = responding("meetings_get", 400, &Value::String(text)).await;
    let error = app.meeting("m").get().send().await.unwrap_err();
    assert_eq!((error.kind(), error.message()), (ErrorKind::InvalidRequest, None), "{error}");
    assert!(error.to_string().contains("the response is larger than 1 MiB"), "{error}");
    let (_emulator, app) = responding("meetings_get", 400, &json!({ "errors": vec!["no"; 100_000] })).await;
    let error = app.meeting("m").get().send().await.unwrap_err();
    assert_eq!((error.message(), error.messages().len()), (Some("no"), 16));
}

#[tokio::test]
async fn the_longest_durations_are_accepted_everywhere() {
    let emulator = Emulator::start().await.unwrap();
    let limiter = RateLimiter::new(1200, Duration::from_secs(300));
    let client = builder(&emulator).rate_limiter(limiter).deadline(Duration::MAX).timeout(Duration::MAX);
    let meetings = client.build().unwrap().app(emulator.app_id());
    let meeting = meetings.meetings().create().send().await.unwrap().id;
    let meeting = meetings.meeting(meeting);
    let mary = meeting.join("mary", "group_call_host").send().await.unwrap();
    let participant = meeting.participant(&mary.participant.id);
    participant.refresh_if_expiring(&mary.token, Duration::MAX).await.unwrap();
    meeting.end().recording_wait(Duration::MAX).send().await.unwrap();
}

#[tokio::test]
async fn own_credentials_and_control_characters_are_not_printed() {
    let text = "token s3cr3tok is\nbad\u{1b}[31m";
    let emulator = Emulator::start().await.unwrap();
    emulator.fault("apps_list").status(400).body(json!({ "success": false, "error": text }).to_string());
    let fails = |client: Client| async move { client.apps().list().send().await.unwrap_err() };
    let own = builder(&emulator).api_token("s3cr3tok").build().unwrap();
    let error = fails(own).await;
    for text in [error.to_string(), format!("{error:?}"), format!("{error:#?}")] {
        assert!(!text.contains("s3cr3tok") && !text.contains('\u{1b}') && !text.contains("is\nbad"), "{text}");
    }
    assert_eq!(error.message(), Some(text));
    let error = fails(builder(&emulator).basic_auth("user", "s3cr3tok").build().unwrap()).await;
    assert!(error.to_string().contains("token [redacted] is"), "{error}");
}

#[test]
fn ray_ids_are_reported_only_if_they_look_like_one() {
    let error = |ray: &str| realtimekit::test_support::error_of(502, &[(b"cf-ray", ray.as_bytes())], b"{}").unwrap();
    assert_eq!(error("8f00ab12cd34ef56-AMS").ray_id(), Some("8f00ab12cd34ef56-AMS"));
    for ray in ["a b", "eyJhbGci.eyJleHAi.c2ln", "", &"a".repeat(65)] {
        assert_eq!(error(ray).ray_id(), None, "{ray}");
        assert!(!error(ray).to_string().contains("ray"), "{ray}");
    }
}

#[tokio::test]
async fn spaces_around_paths_and_ids_are_refused() {
    let client = Client::builder().account_id("a").api_token("t").build().unwrap();
    for path in ["/app/meetings ", "/ app/meetings", "/app/meetings/\u{a0}m", "/app /meetings"] {
        let error = client.request(realtimekit::reqwest::Method::GET, path).send().await.unwrap_err();
        assert!(error.is_invalid_input() && error.to_string().contains("space"), "{path:?}: {error}");
    }
    for id in [" m", "m ", "m\u{2003}"] {
        let error = client.app("app").meeting(id).get().send().await.unwrap_err();
        assert!(error.is_invalid_input() && error.to_string().contains("meeting_id"), "{id:?}: {error}");
    }
}

#[tokio::test]
async fn causes_of_404_are_distinguished() {
    let emulator = Emulator::start().await.unwrap();
    let app = client(&emulator).app(emulator.app_id());
    let meeting = app.meeting(app.meetings().create().send().await.unwrap().id);
    let error = meeting.participants().add("user", "no-such-preset").name("A").send().await.unwrap_err();
    assert!(error.is_not_found() && error.is_preset_not_found() && !error.is_no_active_session(), "{error}");
    let error = meeting.active_session().kick_all().send().await.unwrap_err();
    assert!(error.is_not_found() && error.is_no_active_session() && !error.is_preset_not_found(), "{error}");
    let error = app.meeting("no-such-meeting").get().send().await.unwrap_err();
    assert!(error.is_not_found() && !error.is_no_active_session() && !error.is_preset_not_found(), "{error}");
}
