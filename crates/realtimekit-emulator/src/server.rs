//! The sockets of an emulator and the state behind them.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::Duration;

use axum::http::header;
use axum::http::request::Parts;

use crate::faults::rules::Faults;
use crate::http::authentication::Credentials;
use crate::http::rate_limit::RateLimit;
use crate::http::requests::RequestLog;
use crate::resources::timeline::wake;
use crate::webhooks::delivery::Deliveries;
use crate::world::state::World;

/// The settings with which an emulator was started.
#[derive(Clone, Debug)]
pub(crate) struct Settings {
    pub(crate) credentials: Credentials,
    /// Whether each response is validated against the document.
    pub(crate) check_responses: bool,
    /// Whether each request is written to standard error.
    pub(crate) log: bool,
    /// How many requests are allowed in which time.
    pub(crate) rate_limit: Option<(u64, Duration)>,
    /// How long the body of a request may take to arrive.
    pub(crate) body_time: Duration,
}

/// Everything that the connections of an emulator share.
#[derive(Debug)]
pub(crate) struct Server {
    pub(crate) settings: Settings,
    pub(crate) faults: Arc<Faults>,
    pub(crate) requests: RequestLog,
    pub(crate) deliveries: Arc<Deliveries>,
    pub(crate) rate_limit: Option<RateLimit>,
    world: Mutex<World>,
    reports: Mutex<Reports>,
    leaked_tokens: AtomicU64,
    executed: Mutex<BTreeMap<&'static str, u64>>,
    rays: AtomicU64,
    own_host: OnceLock<String>,
}

#[derive(Debug, Default)]
struct Reports {
    panics: Vec<String>,
    contradictions: Vec<String>,
}

impl Server {
    pub(crate) fn new(
        settings: Settings,
        faults: Arc<Faults>,
        requests: RequestLog,
        deliveries: Arc<Deliveries>,
        world: World,
    ) -> Self {
        Self {
            rate_limit: settings.rate_limit.map(|(requests, window)| RateLimit::new(requests, window)),
            settings,
            faults,
            requests,
            deliveries,
            world: Mutex::new(world),
            reports: Mutex::default(),
            leaked_tokens: AtomicU64::new(0),
            executed: Mutex::default(),
            rays: AtomicU64::new(0x8f00_0000_0000_0000),
            own_host: OnceLock::new(),
        }
    }

    /// Works on the state, alone, at the present time of the clock. Events are passed to the webhooks.
    pub(crate) fn world<T>(&self, work: impl FnOnce(&mut World) -> T) -> T {
        let mut world = self.world.lock().unwrap_or_else(PoisonError::into_inner);
        wake(&mut world);
        let result = work(&mut world);
        for event in world.context.events.drain(..) {
            self.deliveries.emit(event);
        }
        result
    }

    /// Whether a request to the port of the files has credentials. Those with the API token are counted.
    pub(crate) fn notice_leak(&self, request: &Parts) -> bool {
        let leaked = self.settings.credentials.are_in(request);
        if leaked {
            self.leaked_tokens.fetch_add(1, Ordering::Relaxed);
        }
        leaked || request.headers.contains_key(header::AUTHORIZATION)
    }

    pub(crate) fn leaked_tokens(&self) -> u64 {
        self.leaked_tokens.load(Ordering::Relaxed)
    }

    fn reports<T>(&self, work: impl FnOnce(&mut Reports) -> T) -> T {
        work(&mut self.reports.lock().unwrap_or_else(PoisonError::into_inner))
    }

    pub(crate) fn report_panic(&self, operation: &str, message: String) {
        self.reports(|reports| reports.panics.push(format!("{operation}: {message}")));
    }

    pub(crate) fn report_contradiction(&self, operation: &str, problem: &str) {
        self.reports(|reports| reports.contradictions.push(format!("{operation}: {problem}")));
    }

    pub(crate) fn panics(&self) -> Vec<String> {
        self.reports(|reports| reports.panics.clone())
    }

    pub(crate) fn contradictions(&self) -> Vec<String> {
        self.reports(|reports| reports.contradictions.clone())
    }

    pub(crate) fn count_executed(&self, operation: &'static str) {
        *self.executed.lock().unwrap_or_else(PoisonError::into_inner).entry(operation).or_default() += 1;
    }

    pub(crate) fn executed(&self, operation: &str) -> u64 {
        self.executed.lock().unwrap_or_else(PoisonError::into_inner).get(operation).copied().unwrap_or_default()
    }

    /// Records the host by which clients reach the emulator.
    pub(crate) fn set_own_host(&self, host: String) {
        // Set once, at the start.
        let _ = self.own_host.set(host);
    }

    /// The host by which clients reach the emulator, once it is known.
    pub(crate) fn own_host(&self) -> Option<&str> {
        self.own_host.get().map(String::as_str)
    }

    pub(crate) fn next_ray(&self) -> u64 {
        self.rays.fetch_add(1, Ordering::Relaxed)
    }
}
