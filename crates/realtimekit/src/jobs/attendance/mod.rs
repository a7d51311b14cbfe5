//! Who was in a session, and for how long.

mod attendee;
mod csv;
#[cfg(feature = "webhooks")]
mod events;
mod interval;
mod record;
mod session;

pub use attendee::Attendee;
#[cfg(feature = "download")]
pub(crate) use csv::csv;
pub use interval::Interval;
pub use record::Attendance;
