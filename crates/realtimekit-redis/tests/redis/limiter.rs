use std::time::{Duration, Instant};

use realtimekit::Limiter;
use realtimekit_redis::{RedisRateLimiter, Store, StoreError};

use crate::server::RedisServer;

fn limiter(server: &RedisServer, requests: u32, window: Duration) -> RedisRateLimiter {
    let store = Store::open(&server.url()).unwrap().timeout(Duration::from_secs(10));
    RedisRateLimiter::new(store, requests, window)
}

/// How many permits are granted without a wait.
async fn immediate(limiter: &RedisRateLimiter, attempts: usize) -> usize {
    let mut granted = 0;
    for _ in 0..attempts {
        // Waits in an hour's window are far longer than the deadline.
        granted += usize::from(limiter.acquire(1, after(9)).await.is_ok());
    }
    granted
}

const HOUR: Duration = Duration::from_secs(3600);

fn after(seconds: u64) -> Instant {
    Instant::now() + Duration::from_secs(seconds)
}

#[tokio::test]
async fn the_replicas_share_one_limit() {
    let Some(server) = RedisServer::start() else { return };
    let [one, other] = [(); 2].map(|()| limiter(&server, 10, HOUR));
    assert_eq!((immediate(&one, 6).await, immediate(&other, 6).await), (6, 4));
}

#[tokio::test]
async fn a_wait_beyond_the_deadline_is_refused_and_takes_no_permit() {
    let Some(server) = RedisServer::start() else { return };
    let one = limiter(&server, 2, HOUR);
    one.acquire(2, after(60)).await.unwrap();
    for _ in 0..3 {
        let wait = one.acquire(1, after(9)).await.unwrap_err().wait().expect("the wait is known");
        assert!(wait > HOUR - Duration::from_secs(60) && wait < HOUR + HOUR / 20, "{wait:?}");
    }
}

#[tokio::test]
async fn several_permits_are_granted_together() {
    let Some(server) = RedisServer::start() else { return };
    let one = limiter(&server, 10, HOUR);
    one.acquire(7, after(60)).await.unwrap();
    assert!(one.acquire(4, after(9)).await.unwrap_err().wait().is_some());
    assert_eq!(immediate(&one, 5).await, 3);
}

#[tokio::test]
async fn a_penalty_pauses_all_replicas_and_voids_reservations() {
    let Some(server) = RedisServer::start() else { return };
    let [one, other] = [(); 2].map(|()| limiter(&server, 1, Duration::from_secs(5)));
    one.acquire(1, after(60)).await.unwrap();
    let waiting = tokio::spawn({
        let one = one.clone();
        async move { one.acquire(1, after(60)).await.map(|()| Instant::now()) }
    });
    // Until the reservation exists.
    let begin = Instant::now();
    while server.command::<i64>(&["LLEN", &granted(&server)]) < 1 || !has_reservation(&server) {
        assert!(begin.elapsed() < Duration::from_secs(60), "there is no reservation");
        tokio::task::yield_now().await;
    }
    let until = after(8);
    other.penalty(until).await;
    other.penalty(after(1)).await;
    assert!(other.acquire(1, until - Duration::from_secs(1)).await.unwrap_err().wait().is_some());
    let admitted = waiting.await.unwrap().unwrap();
    // Redis counts in milliseconds.
    assert!(admitted + Duration::from_millis(10) >= until, "admitted before the penalty ended");
    for key in server.command::<Vec<String>>(&["KEYS", "*"]) {
        assert!(server.command::<i64>(&["PTTL", &key]) > 0, "{key} has no expiry");
    }
}

fn granted(server: &RedisServer) -> String {
    let keys: Vec<String> = server.command(&["KEYS", "*:granted:*"]);
    keys.into_iter().next().expect("a permit was granted")
}

/// Whether the newest permit lies in the future.
fn has_reservation(server: &RedisServer) -> bool {
    let newest: f64 = server.command::<String>(&["LINDEX", &granted(server), "0"]).parse().unwrap();
    let time: Vec<f64> = server.command::<Vec<String>>(&["TIME"]).iter().map(|part| part.parse().unwrap()).collect();
    newest > time[0] * 1000.0 + time[1] / 1000.0
}

#[test]
fn a_store_is_opened_only_inside_a_runtime() {
    assert!(matches!(Store::open("redis://127.0.0.1/"), Err(StoreError::NoRuntime)));
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let _guard = runtime.enter();
    assert!(matches!(Store::open("nonsense"), Err(StoreError::Client(_))));
}
