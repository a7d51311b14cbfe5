//! The state of an emulator: apps and everything in them.

use std::collections::HashSet;
use std::time::Duration;

use indexmap::IndexMap;

use crate::world::clock::Clock;
use crate::world::context::Context;
use crate::world::deviation::Deviation;
use crate::world::fidelity::Fidelity;
use crate::world::ids::Ids;
use crate::world::links::Links;
use crate::world::model::app::App;
use crate::world::timers::Timers;

/// Everything behind the lock of an emulator.
#[derive(Debug)]
pub(crate) struct World {
    pub(crate) clock: Clock,
    pub(crate) context: Context,
    pub(crate) apps: IndexMap<String, App>,
}

impl World {
    pub(crate) fn new(
        clock: Clock,
        mut ids: Ids,
        fidelity: Fidelity,
        excluded: HashSet<Deviation>,
        transcript_delay: Duration,
    ) -> Self {
        let links = Links::new(&ids.secret(32));
        let now = clock.now();
        let context = Context {
            now,
            ids,
            fidelity,
            links,
            transcript_delay,
            events: Vec::new(),
            deviations: HashSet::new(),
            excluded,
            timers: Timers::default(),
        };
        Self { clock, context, apps: IndexMap::new() }
    }
}
