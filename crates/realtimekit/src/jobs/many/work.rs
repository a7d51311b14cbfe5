//! The work of a bulk job on one input.

use super::patience::Patience;
use super::roster::Roster;
use crate::ahead::Ahead;
use crate::error::{Error, ErrorKind};

/// Implemented by the bulk jobs only.
pub(super) mod sealed {
    pub trait Sealed {}
}

/// A kind of bulk job. Implemented by [`AddAll`](super::AddAll), [`InviteAll`](super::InviteAll),
/// [`RefreshAll`](super::RefreshAll) and [`RemoveAll`](super::RemoveAll), and sealed.
pub trait Work: sealed::Sealed + Send {
    /// One input.
    type Input: Send;

    /// The next step for an input.
    type Output: Send;

    /// Begins the work on an input.
    #[doc(hidden)]
    fn start(&mut self, input: &Self::Input, patience: Patience) -> Step<Self::Output>;

    /// Receives the roster for which `start` asked. An error ends the job.
    #[doc(hidden)]
    fn loaded(&mut self, roster: Result<Roster, Error>) -> Result<(), Error>;

    /// Whether the requests of two inputs must not run at the same time.
    #[doc(hidden)]
    fn is_same(one: &Self::Input, other: &Self::Input) -> bool;
}

/// How the work on an input begins.
#[allow(missing_debug_implementations)] // cannot be named outside of this crate
pub enum Step<O> {
    /// There is nothing to do.
    Skip,
    /// The input cannot be processed.
    Fail(Error),
    /// The input needs the roster: start again when it was loaded.
    Load(Ahead<Roster>),
    /// Requests; `None` if they found nothing to do.
    Send(Ahead<Option<O>>),
}

/// Whether requests for other inputs would fail in the same way.
pub(super) fn concerns_all(error: &Error) -> bool {
    matches!(error.kind(), ErrorKind::Unauthorized | ErrorKind::Forbidden | ErrorKind::RateLimited)
}
