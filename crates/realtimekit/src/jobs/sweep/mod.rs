//! Ends unused sessions.

mod judge;
mod plan;
mod run;

pub use plan::{FailedSweep, Spared, SparedSession, StaleReason, StaleSession, SweepPlan, Swept};
pub use run::Sweep;
