//! A bulk job before it runs: its inputs and settings.

use std::fmt;
use std::time::Duration;

use super::inputs::{Inputs, Source};
use super::progress::{BulkError, BulkProgress, BulkSummary};
use super::settings::Settings;
use super::stream::BulkStream;
use super::work::Work;
use crate::awaited::awaited;

/// A job that sends requests for each of many inputs: [`Participants::add_all`](crate::resources::Participants::add_all)
/// and others.
///
/// Inputs are read as they are needed, and only as many requests as [`concurrency`](Self::concurrency) allows are running,
/// so that memory does not depend on the number of inputs. Requests keep to the rate limit: a refusal pauses the client, and
/// each input waits for the end of the pause for as long as [`rate_limit_wait`](Self::rate_limit_wait). Nothing else is
/// needed for that. For even pacing, or to leave a part of the limit to others, give the client a
/// rate limiter: `ClientBuilder::rate_limiter`, feature `rate-limiter`.
///
/// An input that fails does not end the job. The job ends early if the credentials are refused, if the rate limit lasts too
/// long, or if [`max_failures`](Self::max_failures) inputs have failed; running requests are completed before. Dropping the
/// future or the stream stops the job, and the service may still execute the requests that were running. In all these
/// cases, run the job again with the same inputs: it skips what is done already.
#[must_use = "a job does nothing until it is awaited"]
pub struct Bulk<'a, W: Work> {
    pub(super) work: W,
    source: Source<'a, W::Input>,
    settings: Settings<'a>,
    keep_results: bool,
}

impl<'a, W: Work> Bulk<'a, W> {
    pub(super) fn new(work: W, inputs: impl Inputs<'a, W::Input>) -> Self {
        Self { work, source: inputs.into_source(), settings: Settings::default(), keep_results: false }
    }

    /// Number of inputs that are processed at the same time, from 1 to 64. The default is 8.
    pub fn concurrency(mut self, inputs: usize) -> Self {
        self.settings.concurrency = inputs;
        self
    }

    /// Longest time for which one input waits for the rate limit. The default is 15 minutes: the service refuses all
    /// requests for five minutes.
    pub fn rate_limit_wait(mut self, wait: Duration) -> Self {
        self.settings.rate_limit_wait = wait;
        self
    }

    /// Number of failed inputs that ends the job, at least 1. The default is 1,000.
    pub fn max_failures(mut self, inputs: u64) -> Self {
        self.settings.max_failures = inputs;
        self
    }

    /// Number of inputs, for the progress. Not needed for iterators that know it.
    pub fn total(mut self, inputs: u64) -> Self {
        self.settings.total = Some(inputs);
        self
    }

    /// Calls `report` after each input. The items of [`stream`](Self::stream) contain the progress too.
    pub fn on_progress(mut self, report: impl FnMut(&BulkProgress) + Send + 'a) -> Self {
        self.settings.on_progress = Some(Box::new(report));
        self
    }

    /// Whether [`send`](Self::send) keeps the result of every input, such as its token. By default it keeps only the
    /// failures, so that the memory does not grow with the number of inputs.
    pub fn keep_results(mut self, keep: bool) -> Self {
        self.keep_results = keep;
        self
    }

    /// Runs the job. Success means that every input was tried: check [`BulkSummary::failed`].
    ///
    /// # Errors
    ///
    /// Fails if the job ends early (see [`Bulk`]), with what was done before.
    pub async fn send(self) -> Result<BulkSummary<W::Input, W::Output>, BulkError<W::Input, W::Output>> {
        let keep = self.keep_results;
        let mut stream = self.stream();
        let (mut results, mut failed) = (Vec::new(), Vec::new());
        let end = loop {
            let item = match stream.try_next().await {
                Ok(Some(item)) => item,
                Ok(None) => break None,
                Err(error) => break Some(error),
            };
            match item.result {
                Ok(Some(output)) if keep => results.push((item.input, output)),
                Ok(_) => {}
                Err(error) => failed.push((item.input, error)),
            }
        };
        let summary = BulkSummary { progress: stream.progress(), results, failed };
        match end {
            None => Ok(summary),
            Some(source) => Err(BulkError { summary, source }),
        }
    }

    /// Runs the job item by item: each item is an input with its result. Requests begin when the stream is read first, and
    /// further ones whenever it is read.
    pub fn stream(self) -> BulkStream<'a, W> {
        BulkStream::new(self.work, self.source, self.settings)
    }
}

awaited!(['a, W: Work + 'a] Bulk<'a, W>, 'a, send -> Result<BulkSummary<W::Input, W::Output>, BulkError<W::Input, W::Output>>);

impl<W: Work> fmt::Debug for Bulk<'_, W> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Bulk").field("total", &self.settings.total.or(self.source.total)).finish_non_exhaustive()
    }
}
