//! How far a bulk job is, and what it did.

use std::fmt;
use std::time::Duration;

use crate::error::Error;

/// How far a bulk job is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct BulkProgress {
    /// Inputs that were processed.
    pub done: u64,
    /// Inputs with which there was nothing to do.
    pub skipped: u64,
    /// Inputs that failed.
    pub failed: u64,
    /// Number of all inputs, if it is known: for iterators that know it.
    pub total: Option<u64>,
    /// Time since the job began.
    pub elapsed: Duration,
}

impl BulkProgress {
    /// Inputs that are finished: done, skipped or failed.
    pub fn finished(&self) -> u64 {
        self.done + self.skipped + self.failed
    }

    /// Inputs finished in a second, on average so far; 0 at the beginning.
    pub fn per_second(&self) -> f64 {
        let seconds = self.elapsed.as_secs_f64();
        if seconds > 0.0 { self.finished() as f64 / seconds } else { 0.0 }
    }
}

impl fmt::Display for BulkProgress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.finished())?;
        if let Some(total) = self.total {
            write!(f, " of {total}")?;
        }
        let Self { done, skipped, failed, .. } = self;
        write!(f, " ({done} done, {skipped} skipped, {failed} failed), {:.1}/s", self.per_second())
    }
}

/// One input that is finished.
#[derive(Debug)]
#[non_exhaustive]
pub struct BulkItem<I, O> {
    /// The input.
    pub input: I,
    /// The result; `None` if there was nothing to do.
    pub result: Result<Option<O>, Error>,
    /// How far the job is with this input.
    pub progress: BulkProgress,
}

/// The outcome of a bulk job.
#[derive(Debug)]
#[non_exhaustive]
pub struct BulkSummary<I, O> {
    /// How many inputs were done, skipped, and failed.
    pub progress: BulkProgress,
    /// The inputs that were done with their results, if [`keep_results`](super::Bulk::keep_results) is set,
    /// in the order of their completion.
    pub results: Vec<(I, O)>,
    /// The inputs that failed with their errors. Run the job again with them, or with all inputs.
    pub failed: Vec<(I, Error)>,
}

/// Why a bulk job ended before its inputs did, and its outcome so far. Run it again with the same inputs to continue.
#[non_exhaustive]
pub struct BulkError<I, O> {
    /// The outcome up to the end.
    pub summary: BulkSummary<I, O>,
    /// Why the job ended.
    pub source: Error,
}

impl<I, O> fmt::Display for BulkError<I, O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the job ended after {} inputs: {}", self.summary.progress.finished(), self.source)
    }
}

impl<I, O> fmt::Debug for BulkError<I, O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { summary, source } = self;
        f.debug_struct("BulkError").field("progress", &summary.progress).field("source", source).finish_non_exhaustive()
    }
}

impl<I, O> std::error::Error for BulkError<I, O> {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.source)
    }
}
