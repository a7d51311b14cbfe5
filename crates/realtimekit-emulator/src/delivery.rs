//! Webhooks on their way: signed, sent, repeated, and remembered.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use serde_json::Value;
use tokio::sync::{mpsc, watch};
use tokio::task::JoinSet;

use crate::events::{Event, Recipient};
use crate::signing::Signer;

/// How many deliveries are remembered.
const KEPT: usize = 10_000;

/// How long a receiver may take to answer.
const TIMEOUT: Duration = Duration::from_secs(10);

/// One event on its way to one webhook.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Delivery {
    /// Identifier of the delivery, sent as `rtk-uuid`; the same on each attempt.
    pub id: String,
    /// Identifier of the webhook, sent as `rtk-webhook-id`.
    pub webhook_id: String,
    /// Where it was sent to.
    pub url: String,
    /// Name of the event.
    pub event: String,
    /// The body, of which these bytes are signed.
    pub body: Bytes,
    /// The attempts so far, oldest first.
    pub attempts: Vec<DeliveryAttempt>,
    /// How the delivery stands.
    pub state: DeliveryState,
}

impl Delivery {
    /// The body as JSON.
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_default()
    }
}

/// What came of one attempt.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct DeliveryAttempt {
    /// The status of the answer.
    pub status: Option<u16>,
    /// Why there was no answer.
    pub error: Option<String>,
    /// The signature that was sent.
    pub signature: String,
}

/// How a delivery stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum DeliveryState {
    /// Not yet answered, or to be repeated.
    Pending,
    /// Answered with 2xx.
    Delivered,
    /// Answered with something that is not repeated, such as 4xx.
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
    pub(crate) signer: Signer,
    retries: RetryPlan,
    /// Whether the headers of the older name are sent too.
    older_headers: bool,
    kept: Mutex<VecDeque<Delivery>>,
    changes: watch::Sender<u64>,
    waiting: mpsc::UnboundedSender<Waiting>,
}

/// A delivery that waits for its first attempt.
#[derive(Debug)]
pub(crate) struct Waiting {
    to: Recipient,
    body: Bytes,
}

impl Deliveries {
    /// The deliveries, and what [`run`](Self::run) takes them from.
    pub(crate) fn new(retries: RetryPlan, older_headers: bool) -> (Arc<Self>, mpsc::UnboundedReceiver<Waiting>) {
        let (changes, _) = watch::channel(0);
        let (waiting, receiver) = mpsc::unbounded_channel();
        let signer = Signer::default();
        (Arc::new(Self { signer, retries, older_headers, kept: Mutex::default(), changes, waiting }), receiver)
    }

    fn lock(&self) -> MutexGuard<'_, VecDeque<Delivery>> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn all(&self) -> Vec<Delivery> {
        self.lock().iter().cloned().collect()
    }

    /// Waits until the deliveries are as wanted.
    pub(crate) async fn wait_for<T>(&self, wanted: impl Fn(&[Delivery]) -> Option<T>) -> Option<T> {
        let mut changes = self.changes.subscribe();
        loop {
            changes.borrow_and_update();
            if let Some(found) = wanted(self.lock().make_contiguous()) {
                return Some(found);
            }
            changes.changed().await.ok()?;
        }
    }

    /// Remembers the deliveries of an event at once, so that whoever caused it sees them, and sends them on their way.
    pub(crate) fn tell(&self, event: Event) {
        let body = Bytes::from(event.body.to_string());
        for to in event.recipients {
            let mut kept = self.lock();
            if kept.len() >= KEPT {
                kept.pop_front();
            }
            kept.push_back(Delivery {
                id: to.delivery_id.clone(),
                webhook_id: to.webhook_id.clone(),
                url: to.url.clone(),
                event: event.name.to_owned(),
                body: body.clone(),
                attempts: Vec::new(),
                state: DeliveryState::Pending,
            });
            drop(kept);
            // Nobody listens any more when the emulator stops.
            let _ = self.waiting.send(Waiting { to, body: body.clone() });
        }
    }

    fn record(&self, id: &str, attempt: DeliveryAttempt, state: DeliveryState) {
        if let Some(delivery) = self.lock().iter_mut().find(|delivery| delivery.id == id) {
            delivery.attempts.push(attempt);
            delivery.state = state;
        }
        self.changes.send_modify(|changes| *changes += 1);
    }

    /// Delivers what waits, for ever.
    pub(crate) async fn run(self: Arc<Self>, mut waiting: mpsc::UnboundedReceiver<Waiting>) {
        // A redirect is an answer like any other, and not followed: the signature is meant for one address.
        let client = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).timeout(TIMEOUT).build();
        let Ok(client) = client else { return std::future::pending().await };
        let mut running = JoinSet::new();
        loop {
            tokio::select! {
                Some(Waiting { to, body }) = waiting.recv() => {
                    running.spawn(Arc::clone(&self).deliver(client.clone(), to, body));
                }
                Some(_) = running.join_next() => {}
                else => return std::future::pending().await,
            }
        }
    }

    async fn deliver(self: Arc<Self>, client: reqwest::Client, to: Recipient, body: Bytes) {
        let mut wait = self.retries.first_wait;
        for left in (0..self.retries.attempts.max(1)).rev() {
            let signature = self.signer.sign(&body);
            let answer = self.attempt(&client, &to, &signature, body.clone()).await;
            let (status, error) = match answer {
                Ok(status) => (Some(status), None),
                Err(error) => (None, Some(error.to_string())),
            };
            let state = match status {
                Some(200..300) => DeliveryState::Delivered,
                Some(status) if status < 500 => DeliveryState::Rejected,
                _ if left == 0 => DeliveryState::Failed,
                _ => DeliveryState::Pending,
            };
            self.record(&to.delivery_id, DeliveryAttempt { status, error, signature }, state);
            if state != DeliveryState::Pending {
                return;
            }
            tokio::time::sleep(wait).await;
            wait = wait.saturating_mul(2);
        }
    }

    async fn attempt(
        &self,
        client: &reqwest::Client,
        to: &Recipient,
        signature: &str,
        body: Bytes,
    ) -> reqwest::Result<u16> {
        let mut request = client.post(&to.url).header("content-type", "application/json");
        for prefix in ["rtk", "dyte"].into_iter().take(if self.older_headers { 2 } else { 1 }) {
            request = request
                .header(format!("{prefix}-signature"), signature)
                .header(format!("{prefix}-uuid"), &to.delivery_id)
                .header(format!("{prefix}-webhook-id"), &to.webhook_id);
        }
        Ok(request.body(body).send().await?.status().as_u16())
    }
}
