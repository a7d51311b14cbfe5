//! Limits of time, size and rate, and where requests may go.

use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::clients::builder;
use realtimekit::{Client, ErrorKind, GaveUp, Limiter, LimiterError, LimiterFuture, RateLimiter, RetryPolicy};
use realtimekit_emulator::Emulator;

async fn emulator() -> Emulator {
    Emulator::start().await.expect("a port is free")
}

/// Longer than any of the limits under test, shorter than anything that would look like waiting for ever.
const PATIENCE: Duration = Duration::from_secs(60);

#[tokio::test]
async fn an_attempt_ends_whatever_the_server_does_not_do() {
    let emulator = emulator().await;
    // Enough for what the server does do.
    let client = builder(&emulator).timeout(Duration::from_secs(3)).build().unwrap();
    let meetings = client.default_app().unwrap().meetings();
    for (what, status) in [("nothing", None), ("a byte now and then", Some(200)), ("half", Some(200))] {
        let fault = emulator.fault("meetings_list");
        let fault = match what {
            "nothing" => fault.hang(),
            "half" => fault.stalled(),
            _ => fault.trickled(Duration::from_secs(1)),
        };
        let call = meetings.list().retry_policy(RetryPolicy::never()).send();
        let error = tokio::time::timeout(PATIENCE, call).await.expect(what).expect_err(what);
        assert_eq!((error.kind(), error.attempts()), (ErrorKind::Timeout, 1), "{what}: {error}");
        assert_eq!(error.status().map(|status| status.as_u16()), status, "{what}");
        assert_eq!(error.body().is_empty(), what == "nothing", "{what}: the received part is kept");
        fault.remove();
    }
    meetings.list().timeout(PATIENCE).send().await.unwrap();
}

#[tokio::test]
async fn a_call_ends_at_its_deadline() {
    let emulator = emulator().await;
    let client = builder(&emulator).deadline(Duration::from_millis(200)).build().unwrap();
    let meetings = client.default_app().unwrap().meetings();
    emulator.fault("meetings_list").hang();
    let call = meetings.list().send();
    let error = tokio::time::timeout(PATIENCE, call).await.expect("the deadline is shorter").unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Timeout, 1), "{error}");
    assert!(error.elapsed() >= Duration::from_millis(200));

    // A wait that would end after the deadline is not begun.
    emulator.clear_faults();
    emulator.fault("meetings_list").status(503).retry_after(30);
    let error = meetings.list().deadline(Duration::from_secs(20)).send().await.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Server, 1));
    assert_eq!(error.retry_after(), Some(Duration::from_secs(30)));
}

#[cfg(target_os = "linux")] // where a full queue of connections leaves new ones unanswered
#[tokio::test]
async fn connecting_has_a_separate_timeout() {
    let socket = tokio::net::TcpSocket::new_v4().unwrap();
    socket.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let listener = socket.listen(0).unwrap();
    let address = listener.local_addr().unwrap();
    let queue: Vec<_> = (0..4).map(|_| tokio::spawn(tokio::net::TcpStream::connect(address))).collect();
    tokio::time::sleep(Duration::from_millis(100)).await;
    let client = Client::builder()
        .base_url(format!("http://{address}"))
        .account_id("account")
        .api_token("token")
        .connect_timeout(Duration::from_millis(100))
        .retry_policy(RetryPolicy::default().base_delay(Duration::from_millis(1)))
        .build()
        .unwrap();
    let call = client.app("app").meetings().create().send();
    let error = tokio::time::timeout(PATIENCE, call).await.expect("no connection is waited for").unwrap_err();
    // Nothing was sent, so even this request is tried again.
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Connect, 4), "{error:?}");
    queue.iter().for_each(tokio::task::JoinHandle::abort);
}

#[tokio::test]
async fn large_responses_are_errors_and_not_memory() {
    let emulator = emulator().await;
    let client = builder(&emulator).max_response_bytes(100_000).build().unwrap();
    let meetings = client.default_app().unwrap().meetings();
    // Without a length, so that only counting helps; the server would go on for a terabyte.
    let fault = emulator.fault("meetings_list").huge(1 << 40);
    let error = tokio::time::timeout(PATIENCE, meetings.list().send()).await.expect("it stops reading").unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::TooLarge, 1), "{error}");
    assert_eq!(error.status().unwrap().as_u16(), 200);
    assert!(error.to_string().contains("100000 bytes") && error.to_string().contains("max_response_bytes"), "{error}");
    assert_eq!(error.body().len(), 64 * 1024);
    fault.remove();

    // With a length nothing is read at all.
    let fault = emulator.fault("meetings_list").status(200).raw_body(vec![b' '; 100_001]);
    let error = meetings.list().send().await.unwrap_err();
    assert_eq!((error.kind(), error.body().len()), (ErrorKind::TooLarge, 0), "{error}");
    fault.remove();

    // What an error says is worth more than that it says it at length.
    let fault = emulator.fault("meetings_list").status(502).raw_body(vec![b'x'; 100_001]);
    let error = meetings.list().send().await.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Server, 4), "{error}");
    fault.remove();

    let mut body = br#"{"success":true,"data":[]}"#.to_vec();
    body.resize(100_000, b' ');
    emulator.fault("meetings_list").status(200).raw_body(body);
    assert_eq!(meetings.list().send().await.unwrap().len(), 0, "exactly the limit is allowed");
}

/// An empty list and 300,000 spaces after it, in a few hundred bytes.
const COMPRESSED: &[u8] = include_bytes!("spaces.json.gz");

#[tokio::test]
async fn compressed_responses_count_decompressed() {
    assert!(COMPRESSED.len() < 1000);
    let emulator = emulator().await;
    emulator.fault("meetings_list").status(200).raw_body(COMPRESSED).header("content-encoding", "gzip");
    let limited = |bytes| builder(&emulator).max_response_bytes(bytes).build().unwrap().default_app().unwrap();
    let response = limited(400_000).meetings().list().send_raw().await.unwrap();
    assert!(response.body.len() > 300_000);
    assert_eq!(emulator.received("meetings_list")[0].header("accept-encoding"), Some("gzip"));
    let error = limited(100_000).meetings().list().send().await.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::TooLarge, 1), "{error}");

    // A broken connection is another matter than a response that was never packed.
    emulator.clear_faults();
    let garbled = emulator.fault("meetings_list").status(200).body("not packed").header("content-encoding", "gzip");
    let error = limited(100_000).meetings().list().send().await.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Decode, 1), "{error:?}");
    garbled.remove();
    emulator.fault("meetings_list").truncated().header("content-encoding", "gzip").times(1);
    let error = limited(100_000).meetings().list().retry_policy(RetryPolicy::never()).send().await.unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Transport | ErrorKind::Decode), "{error:?}");
}

#[tokio::test]
async fn redirects_are_not_followed() {
    let (emulator, other) = (emulator().await, emulator().await);
    let client = builder(&emulator).build().unwrap();
    let app = client.default_app().unwrap();
    for status in [301, 302, 303, 307, 308] {
        for location in [
            format!("{}/accounts/{}/realtime/kit/apps", other.base_url(), other.account_id()),
            format!("{}/accounts/{}/realtime/kit/apps", emulator.base_url(), emulator.account_id()),
            "http://api.cloudflare.com/".to_owned(),
            "//elsewhere.example/".to_owned(),
        ] {
            emulator.clear_faults();
            emulator.fault("*").status(status).empty().header("location", &location);
            let error = app.meetings().create().send().await.unwrap_err();
            assert_eq!((error.kind(), error.attempts()), (ErrorKind::Other, 1), "{error}");
            assert_eq!(error.status().unwrap().as_u16(), status);
            let host = reqwest::Url::parse(&location).map(|url| format!(" to {}", url.host_str().unwrap()));
            let text = format!("a redirect{}, which is not followed", host.unwrap_or_default());
            assert!(error.to_string().contains(&text), "{error}");
            let raw = client.request(reqwest::Method::GET, "/apps").send().await.unwrap_err();
            assert_eq!(raw.status().unwrap().as_u16(), status);
        }
    }
    assert_eq!(other.received_all().len(), 0);
    assert_eq!(emulator.received("apps_list").len(), 20, "only the raw requests themselves");
}

#[tokio::test]
async fn responses_that_are_not_of_the_api_are_named() {
    let emulator = emulator().await;
    let client = builder(&emulator).timeout(Duration::from_secs(2)).retry_policy(RetryPolicy::never()).build().unwrap();
    let meeting = client.default_app().unwrap().meeting("m");
    let get = async |fault: realtimekit_emulator::Fault| {
        let error = meeting.get().send().await.unwrap_err();
        fault.remove();
        (error.kind(), error.to_string(), std::error::Error::source(&error).is_some())
    };
    let fault = || emulator.fault("meetings_get");
    for (fault, kind, text, has_source) in [
        (fault().status(200).html(), ErrorKind::Decode, "the response is a web page; the base URL may be wrong", false),
        (fault().status(304).empty(), ErrorKind::Other, "the response is empty", false),
        (fault().stalled(), ErrorKind::NotFound, "the rest of the response did not arrive", true),
        (fault().truncated(), ErrorKind::NotFound, "the rest of the response did not arrive", true),
    ] {
        let (found, message, source) = get(fault).await;
        assert_eq!((found, source), (kind, has_source), "{message}");
        assert!(message.contains(text), "{message}");
    }
    // Nothing was refused, so it is no rate limit.
    let error = meeting.get().deadline(Duration::from_nanos(1)).send().await.unwrap_err();
    assert_eq!((error.kind(), error.gave_up(), error.attempts()), (ErrorKind::Timeout, Some(GaveUp::Deadline), 0));
    assert!(error.to_string().contains("the deadline passed before the attempt"), "{error}");
}

#[tokio::test]
async fn a_deletion_that_is_retried_and_finds_nothing_says_so() {
    let emulator = emulator().await;
    let app = builder(&emulator).build().unwrap().default_app().unwrap();
    let meeting = app.meeting(app.meetings().create().send().await.unwrap().id);
    let id = meeting.participants().add("user-42", "group_call_host").name("Mary").send().await.unwrap().id;
    emulator.fault("participants_delete").reset_after().times(1);
    let error = meeting.participant(id).delete().send().await.unwrap_err();
    assert!(error.is_not_found() && error.attempts() == 2, "{error}");
    assert!(error.to_string().contains("an earlier attempt of this call may have deleted it"), "{error}");
}

#[tokio::test]
async fn raw_requests_go_the_same_way() {
    let emulator = emulator().await;
    let client = builder(&emulator).max_response_bytes(50_000).timeout(Duration::from_secs(5)).build().unwrap();
    let get = || client.request(reqwest::Method::GET, "/apps");
    emulator.fault("apps_list").status(503).times(2);
    assert_eq!(get().send().await.unwrap().attempts, 3);
    emulator.fault("apps_list").status(503).times(2);
    let error = get().idempotent(false).send().await.unwrap_err();
    assert_eq!((error.attempts(), error.is_retryable()), (1, false));
    assert_eq!(get().send().await.unwrap().attempts, 2);
    emulator.fault("apps_create").status(503).times(1);
    let post = client.request(reqwest::Method::POST, "/apps").body(serde_json::json!({ "name": "a" }));
    assert_eq!(post.clone().send().await.unwrap_err().attempts(), 1);
    emulator.fault("apps_create").status(503).times(1);
    assert_eq!(post.idempotent(true).send().await.unwrap().attempts, 2);
    // What is known about an operation counts more than its method.
    emulator.fault("recordings_control").status(503);
    let path = format!("/{}/recordings/recording", emulator.app_id());
    let put = client.request(reqwest::Method::PUT, &path).body(serde_json::json!({ "action": "stop" }));
    assert_eq!(put.send().await.unwrap_err().attempts(), 1);
    emulator.fault("active_session_kick").status(503);
    let path = format!("/{}/meetings/meeting/active-session/kick", emulator.app_id());
    let kick = client.request(reqwest::Method::POST, &path).body(serde_json::json!({ "participant_ids": ["p"] }));
    assert_eq!(kick.send().await.unwrap_err().attempts(), 4);
    // A repetition would affect people who joined since, or have nothing left to stop.
    for (operation, path) in [
        ("active_session_kick_all", "active-session/kick-all"),
        ("active_session_mute_all", "active-session/mute-all"),
        ("livestreams_stop", "active-livestream/stop"),
    ] {
        emulator.fault(operation).status(503);
        let path = format!("/{}/meetings/meeting/{path}", emulator.app_id());
        assert_eq!(client.request(reqwest::Method::POST, &path).send().await.unwrap_err().attempts(), 1, "{operation}");
    }
    emulator.fault("apps_list").huge(100_000).times(1);
    assert_eq!(get().send().await.unwrap_err().kind(), ErrorKind::TooLarge);
    emulator.fault("apps_list").hang().times(1);
    let error = get().timeout(Duration::from_millis(50)).retry_policy(RetryPolicy::never()).send().await.unwrap_err();
    assert!(error.is_timeout() && error.is_retryable(), "{error}");
    // No such route, and a response without a body.
    let error = client.request(reqwest::Method::HEAD, "/apps").send().await.unwrap_err();
    assert!(error.status().is_some_and(|status| status.is_client_error()), "{error}");
    let raw = client.default_app().unwrap().meetings().list().send_raw().await.unwrap();
    assert_eq!((raw.attempts, raw.ray_id().is_some()), (1, true));
}

#[tokio::test]
async fn the_rate_limit_is_reported_per_response_and_by_the_client() {
    let emulator = emulator().await;
    let client = builder(&emulator).build().unwrap();
    let meetings = client.default_app().unwrap().meetings();
    assert_eq!(client.rate_limit(), None);
    emulator
        .fault("meetings_list")
        .status(200)
        .body(r#"{"success":true,"data":[]}"#)
        .header("ratelimit", "\"default\";r=50;t=3000")
        .header("ratelimit-policy", "\"burst\";q=100;w=60")
        .times(1);
    let raw = meetings.list().send_raw().await.unwrap();
    let limit = raw.rate_limit().unwrap();
    assert_eq!((limit.remaining, limit.reset), (Some(50), Some(Duration::from_secs(3000))));
    assert_eq!((limit.quota, limit.window), (Some(100), Some(Duration::from_secs(60))));
    let kept = client.clone().rate_limit().unwrap();
    assert_eq!((kept.remaining, kept.quota, kept.window), (limit.remaining, limit.quota, limit.window));
    assert!(kept.reset.unwrap() <= limit.reset.unwrap(), "it has aged");

    let refused = emulator.fault("meetings_list").rate_limited().retry_after(99);
    refused.header("ratelimit", "\"default\";r=0;t=3000").times(1);
    let error = meetings.list().send().await.unwrap_err();
    assert_eq!((error.retry_after(), error.attempts()), (Some(Duration::from_secs(99)), 1));
    assert!(error.is_retryable() && error.to_string().contains("retry after 99s"), "{error}");
    assert_eq!((error.rate_limit().unwrap().remaining, client.rate_limit().unwrap().remaining), (Some(0), Some(0)));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_limited_client_is_never_refused() {
    // Five minutes pass in a second. At most 50 requests are under way, and the limiter leaves 60 of 1,200 unused: however
    // late each of them arrives, no window holds too many.
    let window = Duration::from_secs(1);
    let emulator = Emulator::builder().keep_requests(0).start().await.unwrap();
    let refusals = emulator.fault("*").rate_limited().beyond(1200, window);
    let client = builder(&emulator).rate_limiter(RateLimiter::new(1200, window)).build().unwrap();
    let tasks = (0..50).map(|_| {
        let apps = client.clone().apps();
        tokio::spawn(async move {
            for _ in 0..100 {
                apps.list().send().await.unwrap();
            }
        })
    });
    for task in tasks.collect::<Vec<_>>() {
        task.await.unwrap();
    }
    assert_eq!(emulator.executed("apps_list"), 5000);
    assert_eq!(refusals.hits(), 0);
}

#[tokio::test]
async fn a_client_without_limiter_is_refused() {
    let emulator = emulator().await;
    let refusals = emulator.fault("*").rate_limited().retry_after(600).beyond(20, Duration::from_secs(600));
    let client = builder(&emulator).build().unwrap();
    let calls = futures::future::join_all((0..30).map(|_| client.apps().list().send())).await;
    assert_eq!(calls.iter().filter(|call| call.is_ok()).count(), 20);
    assert_eq!(refusals.hits(), 10);
}

#[tokio::test]
async fn waiting_for_the_limiter_counts_towards_the_deadline() {
    let emulator = emulator().await;
    let client = builder(&emulator).rate_limiter(RateLimiter::new(1, Duration::from_secs(3600))).build().unwrap();
    client.apps().list().send().await.unwrap();
    let error = client.apps().list().deadline(Duration::from_millis(50)).send().await.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::RateLimited, 0));
    assert_eq!(error.gave_up(), Some(GaveUp::Deadline));
    assert!(error.to_string().contains("was not sent") && error.is_retryable(), "{error}");
    assert_eq!(emulator.received_all().len(), 1);
}

/// A limiter whose store is unavailable.
#[derive(Debug)]
struct Unavailable;

impl Limiter for Unavailable {
    fn acquire(&self, _: u32, _: Instant) -> LimiterFuture<'_, Result<(), LimiterError>> {
        Box::pin(async { Err(LimiterError::unavailable("the store does not respond")) })
    }

    fn penalty(&self, _: Instant) -> LimiterFuture<'_, ()> {
        Box::pin(async {})
    }
}

#[tokio::test]
async fn a_limiter_that_does_not_work_is_named_as_the_reason() {
    let emulator = emulator().await;
    let client = builder(&emulator).rate_limiter(Unavailable).build().unwrap();
    let error = client.apps().list().send().await.unwrap_err();
    assert_eq!((error.gave_up(), error.attempts()), (Some(GaveUp::Limiter), 0));
    assert!(error.to_string().contains("rate limiter of the client is unavailable"), "{error}");
    assert_eq!(emulator.received_all().len(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn calls_may_be_dropped_at_any_point() {
    let emulator = emulator().await;
    let limiter = RateLimiter::new(1_000_000, Duration::from_secs(1));
    let policy = RetryPolicy::default().base_delay(Duration::from_millis(5));
    let client = builder(&emulator).rate_limiter(limiter).retry_policy(policy).build().unwrap();
    emulator.fault("*").status(503).probability(0.2);
    emulator.fault("*").reset_after().probability(0.1);
    emulator.fault("*").stalled().probability(0.1);
    emulator.fault("*").delay(Duration::from_millis(2)).probability(0.3);
    let app = client.default_app().unwrap();
    let seed = 0x5eed;
    let random = Arc::new(std::sync::Mutex::new(fastrand::Rng::with_seed(seed)));
    let worker = |worker: u64| {
        let (app, random) = (app.clone(), Arc::clone(&random));
        async move {
            let mut dropped = 0;
            while dropped < 100 {
                let micros = random.lock().unwrap().u64(0..8000);
                let list = async {
                    let mut pages = app.meetings().list().per_page(1).concurrency(4).stream();
                    while let Ok(Some(_)) = pages.try_next().await {}
                };
                let create = app.meetings().create().title(format!("{worker}")).send();
                let limit = Duration::from_micros(micros);
                let ended = if micros % 2 == 0 {
                    tokio::time::timeout(limit, list).await.is_ok()
                } else {
                    tokio::time::timeout(limit, create).await.is_ok()
                };
                dropped += usize::from(!ended);
            }
        }
    };
    let workers: Vec<_> = (0..10).map(|number| tokio::spawn(worker(number))).collect();
    for worker in workers {
        tokio::time::timeout(4 * PATIENCE, worker).await.expect("nothing hangs").unwrap();
    }
    // A thousand calls were dropped. The client works as before: connections, limiter and the budget of retries.
    emulator.clear_faults();
    futures::future::try_join_all((0..100).map(|_| app.meetings().list().send())).await.unwrap();
    for _ in 0..500 {
        client.apps().list().send().await.unwrap();
    }
    emulator.fault("*").status(503).times(2);
    assert_eq!(client.apps().list().send_raw().await.unwrap().attempts, 3);
    assert_eq!(emulator.panics(), Vec::<String>::new());
}
