//! Webhooks on their way: signed, sent, repeated, and remembered.

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use serde_json::Value;
use tokio::sync::{OnceCell, OwnedSemaphorePermit, Semaphore, mpsc, watch};
use tokio::task::JoinSet;

use crate::webhooks::signing::{Signature, Signer};
use crate::world::model::event::Event;

/// How many deliveries are remembered.
const KEPT: usize = 10_000;

/// How many deliveries to one host are under way at the same time.
const AT_ONCE: usize = 32;

/// How long a receiver may take to respond.
const TIMEOUT: Duration = Duration::from_secs(10);

/// One event on its way to one webhook.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Delivery {
    /// Identifier of the delivery, sent as `rtk-uuid`.
    pub id: String,
    /// The identifier from the second attempt on, if it is another one:
    /// [`Deviation::NewDeliveryIds`](crate::Deviation::NewDeliveryIds).
    pub repeated_id: Option<String>,
    /// Identifier of the webhook, sent as `rtk-webhook-id`.
    pub webhook_id: String,
    /// The URL to which it was sent.
    pub url: String,
    /// Name of the event.
    pub event: String,
    /// The body, of which these bytes are signed.
    pub body: Bytes,
    /// The attempts so far, oldest first.
    pub attempts: Vec<DeliveryAttempt>,
    /// The state of the delivery.
    pub state: DeliveryState,
}

impl Delivery {
    /// The body as JSON.
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_default()
    }
}

/// The outcome of one attempt.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct DeliveryAttempt {
    /// The status of the response.
    pub status: Option<u16>,
    /// Why there was no response.
    pub error: Option<String>,
    /// The signature that was sent.
    pub signature: String,
}

/// The state of a delivery.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum DeliveryState {
    /// No response yet, or to be repeated.
    Pending,
    /// The response had a 2xx status.
    Delivered,
    /// The response had a status that is not retried, such as 4xx.
    Rejected,
    /// Given up after too many attempts.
    Failed,
}

/// How often, and how soon, a delivery is repeated.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RetryPlan {
    pub(crate) attempts: u32,
    /// The wait before the second attempt; it doubles each time.
    pub(crate) first_wait: Duration,
}

/// All deliveries of an emulator.
#[derive(Debug)]
pub(crate) struct Deliveries {
    pub(crate) signer: Arc<Signer>,
    retries: RetryPlan,
    /// Whether the headers of the older name are sent too.
    older_headers: bool,
    kept: Mutex<Kept>,
    changes: watch::Sender<u64>,
    waiting: mpsc::UnboundedSender<Waiting>,
    /// Signatures take a millisecond of a processor each: one at a time, so that the API has its share.
    signing: Semaphore,
}

/// The newest deliveries by number, in the order in which they were created.
#[derive(Debug, Default)]
struct Kept {
    deliveries: VecDeque<(u64, Delivery)>,
    added: u64,
}

impl Kept {
    fn add(&mut self, delivery: Delivery) -> u64 {
        if self.deliveries.len() >= KEPT {
            // One that has come to an end, if there is any; the oldest is given up otherwise.
            let ended = self.deliveries.iter().position(|(_, one)| one.state != DeliveryState::Pending);
            self.deliveries.remove(ended.unwrap_or(0));
        }
        self.added += 1;
        self.deliveries.push_back((self.added, delivery));
        self.added
    }

    fn get(&mut self, number: u64) -> Option<&mut Delivery> {
        let place = self.deliveries.binary_search_by_key(&number, |(number, _)| *number).ok()?;
        self.deliveries.get_mut(place).map(|(_, delivery)| delivery)
    }
}

/// The number of a delivery that waits for its first attempt, and the host that it is for.
#[derive(Debug)]
pub(crate) struct Waiting {
    number: u64,
    host: String,
}

/// The deliveries to one host. A host that does not respond holds up no others, and no more than so many connections.
#[derive(Debug)]
struct Lane {
    waiting: VecDeque<u64>,
    free: Arc<Semaphore>,
}

impl Default for Lane {
    fn default() -> Self {
        Self { waiting: VecDeque::new(), free: Arc::new(Semaphore::new(AT_ONCE)) }
    }
}

impl Lane {
    fn add(&mut self, number: u64) {
        if self.waiting.len() >= KEPT {
            // It was given up already, for as many newer ones are kept.
            self.waiting.pop_front();
        }
        self.waiting.push_back(number);
    }

    /// A delivery that can begin, with what it holds until it ends.
    fn next(&mut self) -> Option<(u64, OwnedSemaphorePermit)> {
        let number = *self.waiting.front()?;
        let permit = Arc::clone(&self.free).try_acquire_owned().ok()?;
        self.waiting.pop_front();
        Some((number, permit))
    }

    fn is_idle(&self) -> bool {
        self.waiting.is_empty() && self.free.available_permits() == AT_ONCE
    }
}

impl Deliveries {
    /// The deliveries, and what [`run`](Self::run) takes them from.
    pub(crate) fn new(retries: RetryPlan, older_headers: bool) -> (Arc<Self>, mpsc::UnboundedReceiver<Waiting>) {
        let (changes, _) = watch::channel(0);
        let (waiting, receiver) = mpsc::unbounded_channel();
        let deliveries = Self {
            signer: Arc::default(),
            retries,
            older_headers,
            kept: Mutex::default(),
            changes,
            waiting,
            signing: Semaphore::new(1),
        };
        (Arc::new(deliveries), receiver)
    }

    fn lock(&self) -> MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn changed(&self) {
        self.changes.send_modify(|changes| *changes += 1);
    }

    pub(crate) fn all(&self) -> Vec<Delivery> {
        self.lock().deliveries.iter().map(|(_, delivery)| delivery.clone()).collect()
    }

    /// Waits until the deliveries are as wanted. Nothing is locked while they are looked at.
    pub(crate) async fn wait_for<T>(&self, wanted: impl Fn(&[Delivery]) -> Option<T>) -> Option<T> {
        let mut changes = self.changes.subscribe();
        loop {
            changes.borrow_and_update();
            if let Some(found) = wanted(&self.all()) {
                return Some(found);
            }
            changes.changed().await.ok()?;
        }
    }

    /// Waits until an event is delivered, at most so long, and returns its newest delivery.
    pub(crate) async fn delivered(&self, event: &str, timeout: Duration) -> Option<Delivery> {
        let newest = |deliveries: &[Delivery]| {
            let mut newest_first = deliveries.iter().rev();
            newest_first.find(|one| one.event == event && one.state == DeliveryState::Delivered).cloned()
        };
        tokio::time::timeout(timeout, self.wait_for(newest)).await.ok()?
    }

    /// Records the deliveries of an event immediately, so that the caller sees them, and queues them.
    pub(crate) fn emit(&self, event: Event) {
        let body = Bytes::from(event.body.to_string());
        for to in event.recipients {
            self.queue(Delivery {
                id: to.delivery_id,
                repeated_id: to.repeated_id,
                webhook_id: to.webhook_id,
                url: to.url,
                event: event.name.to_owned(),
                body: body.clone(),
                attempts: Vec::new(),
                state: DeliveryState::Pending,
            });
        }
    }

    /// Sends a delivery once more, under this id.
    pub(crate) fn repeat(&self, delivery: &Delivery, id: String) {
        let (attempts, state) = (Vec::new(), DeliveryState::Pending);
        self.queue(Delivery { id, repeated_id: None, attempts, state, ..delivery.clone() });
    }

    fn queue(&self, delivery: Delivery) {
        let host = host(&delivery.url);
        let number = self.lock().add(delivery);
        // The receiver is gone when the emulator stops.
        let _ = self.waiting.send(Waiting { number, host });
        self.changed();
    }

    fn record(&self, number: u64, attempt: DeliveryAttempt, state: DeliveryState) {
        if let Some(delivery) = self.lock().get(number) {
            delivery.attempts.push(attempt);
            delivery.state = state;
        }
        self.changed();
    }

    /// Delivers waiting events until the future is dropped.
    pub(crate) async fn run(self: Arc<Self>, mut waiting: mpsc::UnboundedReceiver<Waiting>) {
        let client = Arc::new(OnceCell::new());
        let mut lanes: HashMap<String, Lane> = HashMap::new();
        let mut running = JoinSet::new();
        loop {
            tokio::select! {
                Some(Waiting { number, host }) = waiting.recv() => lanes.entry(host).or_default().add(number),
                Some(_) = running.join_next() => {}
                else => return std::future::pending().await,
            }
            for lane in lanes.values_mut() {
                while let Some((number, permit)) = lane.next() {
                    running.spawn(Arc::clone(&self).deliver(Arc::clone(&client), number, permit));
                }
            }
            lanes.retain(|_, lane| !lane.is_idle());
        }
    }

    async fn deliver(self: Arc<Self>, client: Arc<OnceCell<reqwest::Client>>, number: u64, _: OwnedSemaphorePermit) {
        let Some(mut delivery) = self.lock().get(number).cloned() else { return };
        let mut signature = Signature::default();
        let mut wait = self.retries.first_wait;
        for left in (0..self.retries.attempts.max(1)).rev() {
            if signature.key != Some(self.signer.current()) {
                signature = self.sign(&delivery.body).await;
            }
            let text = signature.text.clone();
            let (status, error) = match self.attempt(&client, &delivery, &text).await {
                Ok(status) => (Some(status), None),
                Err(error) => (None, Some(error)),
            };
            let state = match status {
                Some(200..300) => DeliveryState::Delivered,
                Some(status) if status < 500 => DeliveryState::Rejected,
                _ if left == 0 => DeliveryState::Failed,
                _ => DeliveryState::Pending,
            };
            self.record(number, DeliveryAttempt { status, error, signature: text }, state);
            if state != DeliveryState::Pending {
                return;
            }
            if let Some(id) = &delivery.repeated_id {
                delivery.id.clone_from(id);
            }
            tokio::time::sleep(wait).await;
            wait = wait.saturating_mul(2);
        }
    }

    /// Signs off the thread that serves the API.
    async fn sign(&self, body: &Bytes) -> Signature {
        let _turn = self.signing.acquire().await;
        let (signer, body) = (Arc::clone(&self.signer), body.clone());
        tokio::task::spawn_blocking(move || signer.sign(&body)).await.unwrap_or_default()
    }

    async fn attempt(
        &self,
        client: &OnceCell<reqwest::Client>,
        delivery: &Delivery,
        signature: &str,
    ) -> Result<u16, String> {
        let client = client.get_or_try_init(http_client).await?;
        let mut request = client.post(&delivery.url).header("content-type", "application/json");
        for prefix in ["rtk", "dyte"].into_iter().take(if self.older_headers { 2 } else { 1 }) {
            request = request
                .header(format!("{prefix}-signature"), signature)
                .header(format!("{prefix}-uuid"), &delivery.id)
                .header(format!("{prefix}-webhook-id"), &delivery.webhook_id);
        }
        let response = request.body(delivery.body.clone()).send().await;
        response.map(|response| response.status().as_u16()).map_err(|error| error.to_string())
    }
}

/// Made when the first delivery needs it, off the thread that serves the API: reading the certificates of the system
/// takes longer than a start.
async fn http_client() -> Result<reqwest::Client, String> {
    let made = tokio::task::spawn_blocking(|| {
        let builder = || {
            // A redirect is a response like any other, and is not followed: the signature is meant for one URL. A proxy
            // of the system would not reach receivers on this machine.
            reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).no_proxy().timeout(TIMEOUT)
        };
        let client = builder().build();
        // A system without certificates, such as a small container, can still send to `http` URLs.
        #[cfg(feature = "cli")]
        let client = client.or_else(|_| builder().tls_certs_only([]).build());
        client.map_err(|error| error.to_string())
    });
    made.await.map_err(|error| error.to_string())?
}

/// The host and port that a webhook is sent to.
fn host(url: &str) -> String {
    let parsed = reqwest::Url::parse(url).ok();
    let parts = parsed.as_ref().and_then(|url| Some((url.host_str()?, url.port_or_known_default()?)));
    parts.map_or_else(|| url.to_owned(), |(host, port)| format!("{host}:{port}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn delivery(id: usize, state: DeliveryState) -> Delivery {
        let (id, text) = (id.to_string(), String::new);
        let (repeated_id, body, attempts) = (None, Bytes::new(), vec![]);
        Delivery { id, repeated_id, webhook_id: text(), url: text(), event: text(), body, attempts, state }
    }

    #[test]
    fn those_under_way_are_remembered_the_longest() {
        let mut kept = Kept::default();
        let first = kept.add(delivery(0, DeliveryState::Pending));
        let second = kept.add(delivery(1, DeliveryState::Failed));
        for id in 2..KEPT {
            kept.add(delivery(id, DeliveryState::Pending));
        }
        kept.add(delivery(KEPT, DeliveryState::Pending));
        assert!(kept.get(first).is_some() && kept.get(second).is_none());
        // With nothing else to forget, the oldest is given up.
        let last = kept.add(delivery(KEPT + 1, DeliveryState::Pending));
        assert!(kept.get(first).is_none());
        assert_eq!((kept.deliveries.len(), kept.get(last).unwrap().id.clone()), (KEPT, (KEPT + 1).to_string()));
    }

    #[test]
    fn concurrent_deliveries_to_a_host_are_limited() {
        let mut lane = Lane::default();
        (0..100).for_each(|number| lane.add(number));
        let mut running: Vec<_> = std::iter::from_fn(|| lane.next()).collect();
        assert_eq!((running.len(), running[0].0), (AT_ONCE, 0));
        running.truncate(AT_ONCE - 1);
        assert_eq!(lane.next().map(|(number, _)| number), Some(AT_ONCE as u64));
        assert!(!lane.is_idle());
    }

    #[test]
    fn the_host_of_an_address_includes_its_port() {
        assert_eq!(host("http://example.com/a"), host("http://example.com:80/b?c"));
        assert_ne!(host("https://example.com/a"), host("http://example.com/a"));
        assert_eq!(host("nonsense"), "nonsense");
    }
}
