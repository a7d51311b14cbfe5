//! The environment of handlers, besides the app that they work on.

use std::collections::HashSet;
use std::time::Duration;

use realtimekit_api::Timestamp;

use crate::world::clock::later;
use crate::world::deviation::Deviation;
use crate::world::fidelity::Fidelity;
use crate::world::ids::Ids;
use crate::world::links::Links;
use crate::world::model::event::Event;
use crate::world::timers::{Timer, Timers};

/// The environment of handlers, besides the app that they work on.
#[derive(Debug)]
pub(crate) struct Context {
    /// The time of the request; it does not change while a request is handled.
    pub(crate) now: Timestamp,
    pub(crate) ids: Ids,
    pub(crate) fidelity: Fidelity,
    pub(crate) links: Links,
    /// How long after its end the transcript of a session is ready.
    pub(crate) transcript_delay: Duration,
    /// Events that were not yet passed to the webhooks.
    pub(crate) events: Vec<Event>,
    /// The deviations that are switched on.
    pub(crate) deviations: HashSet<Deviation>,
    /// The deviations that do not occur by chance.
    pub(crate) excluded: HashSet<Deviation>,
    pub(crate) timers: Timers,
}

impl Context {
    /// Whether a deviation occurs now: when it is switched on, or by chance.
    pub(crate) fn deviates(&mut self, deviation: Deviation) -> bool {
        self.deviations.contains(&deviation) || self.deviates_by_chance(deviation)
    }

    /// Whether a deviation occurs in the observed fidelity although it is not switched on.
    pub(crate) fn deviates_by_chance(&mut self, deviation: Deviation) -> bool {
        self.fidelity == Fidelity::Observed && !self.excluded.contains(&deviation) && self.ids.chance(0.05)
    }

    /// Lets something happen in an app some time from now.
    pub(crate) fn after(&mut self, delay: Duration, app: &str, timer: Timer) {
        self.timers.set(later(self.now, delay), app, timer);
    }
}
