//! Objects that have just been created or deleted, and are not yet read as such everywhere.

use std::collections::HashMap;
use std::time::Duration;

use realtimekit_api::Timestamp;
use serde_json::Value;

use crate::world::clock::later;
use crate::world::context::Context;
use crate::world::deviation::Deviation;
use crate::world::refusal::Refusal;

/// How long a read lags behind.
const LAG: Duration = Duration::from_secs(2);

/// Until when an object is read as if it did not exist yet, or as it was before its deletion.
#[derive(Debug, Default)]
pub(crate) struct Settling(HashMap<String, (Timestamp, Option<Value>)>);

impl Settling {
    /// An object is created.
    pub(crate) fn begin(&mut self, context: &mut Context, id: &str) {
        self.add(context, id, None);
    }

    /// An object, rendered like this, is deleted.
    pub(crate) fn end(&mut self, context: &mut Context, id: &str, rendered: &Value) {
        self.add(context, id, Some(rendered.clone()));
    }

    fn add(&mut self, context: &mut Context, id: &str, seen: Option<Value>) {
        self.0.retain(|_, (until, _)| *until > context.now);
        self.0.remove(id);
        if context.deviates(Deviation::SlowPropagation) {
            self.0.insert(id.to_owned(), (later(context.now, LAG), seen));
        }
    }

    /// The state that a GET returns in place of the current one.
    pub(crate) fn read(&self, now: Timestamp, id: &str) -> Option<Result<Value, Refusal>> {
        let (_, seen) = self.0.get(id).filter(|(until, _)| *until > now)?;
        Some(seen.clone().ok_or_else(|| Refusal::service(403, "Forbidden")))
    }
}
