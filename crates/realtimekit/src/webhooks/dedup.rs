//! Recognises deliveries that come again.

use std::collections::{HashMap, VecDeque};
use std::convert::Infallible;
use std::fmt;
use std::future::Future;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use aws_lc_rs::digest::{Context, SHA256};

use super::key_cache::Clock;
use super::verifier::{BodyHash, Delivery};

/// Remembers deliveries, in order to recognise those that come again.
///
/// The service sends a delivery again when the answer was a failure or got lost, and has been seen to use another id
/// when it did. So a delivery counts as seen when its id was seen, or a short time ago its body for the same webhook.
///
/// The time is short because the same body can tell of something new: a livestream is `LIVE`, `OFFLINE` and `LIVE` again,
/// a recording is paused a second time, and the body holds no time of its own. Within the time the second is taken for
/// the first and lost; after it, a delivery that is sent again under another id is handled twice. Handlers that can take
/// the latter are best served without a comparison of bodies.
///
/// [`MemoryDeduplicator`] serves one process. Where several take deliveries, or a restart must not forget, keep them in
/// the database in which the effects of the events are stored. For PostgreSQL:
///
/// ```sql
/// CREATE TABLE webhook_delivery (
///     webhook_id  text        NOT NULL,
///     delivery_id text        NOT NULL,
///     body_hash   bytea,      -- null once it is no longer compared
///     received_at timestamptz NOT NULL DEFAULT now(),
///     PRIMARY KEY (webhook_id, delivery_id),
///     UNIQUE (webhook_id, body_hash)
/// );
///
/// -- `seen`: after a minute the same body tells of something new.
/// UPDATE webhook_delivery SET body_hash = NULL
///     WHERE webhook_id = $1 AND body_hash = $3 AND received_at < now() - interval '1 minute';
/// -- It is true when this inserts no row:
/// INSERT INTO webhook_delivery (webhook_id, delivery_id, body_hash) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING;
///
/// -- `forget`:
/// DELETE FROM webhook_delivery WHERE webhook_id = $1 AND delivery_id = $2;
///
/// -- now and then:
/// DELETE FROM webhook_delivery WHERE received_at < now() - interval '7 days';
/// ```
///
/// Best of all, run `seen` in the transaction that stores the effects of the event: then either both happen or none, and
/// `forget` has nothing to do.
///
/// Implementations write `async fn`, for which there is no `dyn Deduplicator`. A program that chooses one when it starts
/// implements the trait for an enum of them.
pub trait Deduplicator {
    /// Why it failed.
    type Error;

    /// Whether a delivery was seen before; from now on it was. Two calls at the same time must not both say no.
    fn seen(
        &self,
        delivery_id: &str,
        webhook_id: &str,
        body_hash: &BodyHash,
    ) -> impl Future<Output = Result<bool, Self::Error>> + Send;

    /// Forgets a delivery that could not be handled, so that it is not taken for seen when it is sent again.
    fn forget(
        &self,
        delivery_id: &str,
        webhook_id: &str,
        body_hash: &BodyHash,
    ) -> impl Future<Output = Result<(), Self::Error>> + Send;
}

impl<D: Deduplicator> Deduplicator for Arc<D> {
    type Error = D::Error;

    fn seen(
        &self,
        delivery_id: &str,
        webhook_id: &str,
        body_hash: &BodyHash,
    ) -> impl Future<Output = Result<bool, Self::Error>> + Send {
        (**self).seen(delivery_id, webhook_id, body_hash)
    }

    fn forget(
        &self,
        delivery_id: &str,
        webhook_id: &str,
        body_hash: &BodyHash,
    ) -> impl Future<Output = Result<(), Self::Error>> + Send {
        (**self).forget(delivery_id, webhook_id, body_hash)
    }
}

impl Delivery {
    /// Whether the delivery was seen before; from now on it was.
    ///
    /// # Errors
    ///
    /// When the deduplicator fails.
    pub async fn is_repeated<D: Deduplicator>(&self, deduplicator: &D) -> Result<bool, D::Error> {
        deduplicator.seen(&self.id, &self.webhook_id, &self.body_hash).await
    }

    /// Makes the deduplicator forget the delivery, because it could not be handled.
    ///
    /// # Errors
    ///
    /// When the deduplicator fails.
    pub async fn forget<D: Deduplicator>(&self, deduplicator: &D) -> Result<(), D::Error> {
        deduplicator.forget(&self.id, &self.webhook_id, &self.body_hash).await
    }
}

/// Remembers deliveries in memory, a bounded number for a bounded time. Clones share what they remember.
#[derive(Clone)]
pub struct MemoryDeduplicator {
    shared: Arc<Shared>,
}

struct Shared {
    capacity: usize,
    id_age: Duration,
    body_age: Duration,
    clock: Clock,
    memory: Mutex<Memory>,
}

const CAPACITY: usize = 100_000;
const ID_AGE: Duration = Duration::from_secs(24 * 3600);
const BODY_AGE: Duration = Duration::from_secs(60);

/// A hash of what is remembered, so that long identifiers take no room.
type Mark = [u8; 32];

#[derive(Default)]
struct Memory {
    /// When each came, and its number.
    since: HashMap<Mark, (Instant, u64)>,
    /// In the order in which they came. What was forgotten stays in it until it is its turn to go.
    order: VecDeque<(Mark, Instant, u64)>,
    next: u64,
}

impl fmt::Debug for MemoryDeduplicator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MemoryDeduplicator").field("capacity", &self.shared.capacity).finish_non_exhaustive()
    }
}

impl Default for MemoryDeduplicator {
    /// 100,000 deliveries, their ids for a day and their bodies for a minute. That takes about 20 MB when it is full.
    fn default() -> Self {
        Self::new(CAPACITY, ID_AGE, BODY_AGE)
    }
}

impl MemoryDeduplicator {
    /// Remembers at most `capacity` deliveries, their ids for `id_age` and their bodies for `body_age`.
    ///
    /// Whatever repeats the body of another event for the same webhook within `body_age` is lost, and whatever is sent
    /// again later than that under another id is handled twice: see [`Deduplicator`]. How long the service goes on
    /// sending again is not known. With [`Duration::ZERO`] bodies are not compared.
    pub fn new(capacity: usize, id_age: Duration, body_age: Duration) -> Self {
        Self::with_clock(capacity, id_age, body_age, Arc::new(Instant::now))
    }

    fn with_clock(capacity: usize, id_age: Duration, body_age: Duration, clock: Clock) -> Self {
        let shared = Shared { capacity, id_age, body_age, clock, memory: Mutex::default() };
        Self { shared: Arc::new(shared) }
    }

    fn memory(&self) -> MutexGuard<'_, Memory> {
        self.shared.memory.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn check(&self, delivery_id: &str, webhook_id: &str, body_hash: &BodyHash) -> bool {
        let Shared { capacity, id_age, body_age, clock, .. } = &*self.shared;
        let now = clock();
        let [by_id, by_body] = marks(delivery_id, webhook_id, body_hash);
        let mut memory = self.memory();
        let known = |mark: &Mark, age: Duration| {
            memory.since.get(mark).is_some_and(|(since, _)| now.saturating_duration_since(*since) < age)
        };
        if known(&by_id, *id_age) || known(&by_body, *body_age) {
            return true;
        }
        for mark in [by_id, by_body] {
            let number = memory.next;
            memory.next += 1;
            memory.since.insert(mark, (now, number));
            memory.order.push_back((mark, now, number));
        }
        let oldest = (*id_age).max(*body_age);
        while let Some((mark, since, number)) = memory.order.front().copied() {
            let over = memory.order.len() > capacity.saturating_mul(2);
            if !over && now.saturating_duration_since(since) < oldest {
                break;
            }
            memory.order.pop_front();
            // What was forgotten and came again has a later place in the order too.
            if memory.since.get(&mark).is_some_and(|(_, newest)| *newest == number) {
                memory.since.remove(&mark);
            }
        }
        false
    }
}

fn marks(delivery_id: &str, webhook_id: &str, body_hash: &BodyHash) -> [Mark; 2] {
    let mark = |kind: u8, what: &[u8]| {
        let mut context = Context::new(&SHA256);
        context.update(&[kind]);
        // Its length keeps the webhook apart from what follows it.
        context.update(&(webhook_id.len() as u64).to_be_bytes());
        context.update(webhook_id.as_bytes());
        context.update(what);
        *BodyHash::from_digest(&context.finish()).as_bytes()
    };
    [mark(0, delivery_id.as_bytes()), mark(1, body_hash.as_bytes())]
}

impl Deduplicator for MemoryDeduplicator {
    type Error = Infallible;

    fn seen(
        &self,
        delivery_id: &str,
        webhook_id: &str,
        body_hash: &BodyHash,
    ) -> impl Future<Output = Result<bool, Infallible>> + Send {
        std::future::ready(Ok(self.check(delivery_id, webhook_id, body_hash)))
    }

    fn forget(
        &self,
        delivery_id: &str,
        webhook_id: &str,
        body_hash: &BodyHash,
    ) -> impl Future<Output = Result<(), Infallible>> + Send {
        let mut memory = self.memory();
        for mark in marks(delivery_id, webhook_id, body_hash) {
            memory.since.remove(&mark);
        }
        std::future::ready(Ok(()))
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU64, Ordering};

    use super::*;

    /// A deduplicator and the seconds on its clock.
    fn deduplicator(capacity: usize, body_age: Duration) -> (MemoryDeduplicator, Arc<AtomicU64>) {
        let (start, seconds) = (Instant::now(), Arc::new(AtomicU64::new(0)));
        let read = Arc::clone(&seconds);
        let clock = move || start + Duration::from_secs(read.load(Ordering::Relaxed));
        (MemoryDeduplicator::with_clock(capacity, ID_AGE, body_age, Arc::new(clock)), seconds)
    }

    #[test]
    fn a_delivery_is_recognised_by_its_id_and_by_its_body() {
        let (memory, _) = deduplicator(10, BODY_AGE);
        let (one, two, three) = (BodyHash::of(b"1"), BodyHash::of(b"2"), BodyHash::of(b"3"));
        assert!(!memory.check("a", "w", &one));
        assert!(memory.check("a", "w", &one));
        assert!(memory.check("a", "w", &two), "the same id");
        assert!(memory.check("b", "w", &one), "the same body");
        assert!(!memory.check("b", "w", &three));
        assert!(!memory.check("a", "v", &one), "another webhook");
        assert!(!memory.check("bw", "", &BodyHash::of(b"4")) && !memory.check("w", "b", &BodyHash::of(b"5")));
    }

    #[test]
    fn bodies_are_forgotten_before_ids() {
        let (memory, seconds) = deduplicator(10, BODY_AGE);
        let body = BodyHash::of(b"1");
        assert!(!memory.check("a", "w", &body));
        seconds.store(59, Ordering::Relaxed);
        assert!(memory.check("b", "w", &body));
        seconds.store(60, Ordering::Relaxed);
        assert!(!memory.check("b", "w", &body));
        assert!(memory.check("a", "w", &BodyHash::of(b"2")));
        seconds.store(86_400, Ordering::Relaxed);
        assert!(!memory.check("a", "w", &BodyHash::of(b"2")));
    }

    #[test]
    fn a_body_that_comes_back_after_a_while_is_another_event() {
        let (memory, seconds) = deduplicator(10, BODY_AGE);
        let (live, offline) = (BodyHash::of(b"LIVE"), BodyHash::of(b"OFFLINE"));
        assert!(!memory.check("1", "w", &live));
        assert!(memory.check("1, sent again", "w", &live), "at once, under another id");
        seconds.store(50, Ordering::Relaxed);
        assert!(!memory.check("2", "w", &offline));
        seconds.store(70, Ordering::Relaxed);
        assert!(!memory.check("3", "w", &live), "the stream is live again");
        assert!(memory.check("3, sent again", "w", &live));
        assert!(memory.check("2, sent again", "w", &offline));
        assert!(memory.check("1", "w", &live) && memory.check("3", "w", &live), "ids are kept");
    }

    #[test]
    fn bodies_need_not_be_compared() {
        let (memory, _) = deduplicator(10, Duration::ZERO);
        let live = BodyHash::of(b"LIVE");
        assert!(!memory.check("1", "w", &live) && !memory.check("2", "w", &live));
        assert!(memory.check("1", "w", &live) && memory.check("2", "w", &live));
    }

    #[test]
    fn the_memory_is_bounded() {
        let (memory, seconds) = deduplicator(100, BODY_AGE);
        for number in 0..1000 {
            assert!(!memory.check(&number.to_string(), "w", &BodyHash::of(&[number as u8, (number >> 8) as u8])));
            let held = memory.memory();
            assert!(held.order.len() <= 200 && held.since.len() <= 200);
        }
        assert!(memory.check("999", "w", &BodyHash::of(b"other")));
        assert!(!memory.check("0", "w", &BodyHash::of(b"another")), "the oldest is forgotten");
        seconds.store(90_000, Ordering::Relaxed);
        assert!(!memory.check("new", "w", &BodyHash::of(b"new")));
        assert_eq!(memory.memory().order.len(), 2, "what is too old goes at once");
    }

    #[tokio::test]
    async fn what_is_forgotten_is_new_again() {
        let (memory, _) = deduplicator(2, BODY_AGE);
        let body = BodyHash::of(b"1");
        for _ in 0..10 {
            assert_eq!(memory.seen("a", "w", &body).await, Ok(false));
            assert_eq!(memory.seen("a", "w", &body).await, Ok(true));
            assert_eq!(memory.forget("a", "w", &body).await, Ok(()));
        }
        assert!(memory.memory().order.len() <= 4);
    }

    #[test]
    fn one_of_many_at_the_same_time_is_the_first() {
        let (memory, _) = deduplicator(1000, BODY_AGE);
        let firsts: usize = std::thread::scope(|scope| {
            let ask = || (0..100).filter(|n| !memory.check(&n.to_string(), "w", &BodyHash::of(&[*n]))).count();
            let threads: Vec<_> = (0..4).map(|_| scope.spawn(ask)).collect();
            threads.into_iter().map(|thread| thread.join().unwrap()).sum()
        });
        assert_eq!(firsts, 100);
    }
}
