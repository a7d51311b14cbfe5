//! Runs the requests of a bulk job, some at a time.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll};

use tokio::time::Instant;

use super::inputs::Source;
use super::patience::Patience;
use super::progress::{BulkItem, BulkProgress};
use super::roster::Roster;
use super::settings::Settings;
use super::work::{Step, Work, concerns_all};
use crate::ahead::Ahead;
use crate::error::Error;

/// A bulk job item by item; see [`Bulk::stream`](super::Bulk::stream).
#[must_use = "a stream does nothing until it is read"]
pub struct BulkStream<'a, W: Work> {
    work: W,
    /// `None` after the last input.
    source: Option<Source<'a, W::Input>>,
    settings: Settings<'a>,
    /// An input that cannot be started yet.
    held: Option<W::Input>,
    loading: Option<Ahead<Roster>>,
    running: Vec<Running<W>>,
    progress: BulkProgress,
    began: Instant,
    /// Why no further input is started.
    stopped: Option<Error>,
}

impl<W: Work> Unpin for BulkStream<'_, W> {}

/// An input and its requests.
type Running<W> = (<W as Work>::Input, Ahead<Option<<W as Work>::Output>>);

type Item<W> = BulkItem<<W as Work>::Input, <W as Work>::Output>;

impl<'a, W: Work> BulkStream<'a, W> {
    pub(super) fn new(work: W, source: Source<'a, W::Input>, settings: Settings<'a>) -> Self {
        Self {
            progress: BulkProgress { total: settings.total.or(source.total), ..BulkProgress::default() },
            stopped: settings.check().err(),
            work,
            source: Some(source),
            settings,
            held: None,
            loading: None,
            running: Vec::new(),
            began: Instant::now(),
        }
    }

    /// How far the job is.
    pub fn progress(&self) -> BulkProgress {
        BulkProgress { elapsed: self.began.elapsed(), ..self.progress }
    }

    /// The next input that is finished, in the order in which they finish; `None` after the last. Dropping the future
    /// loses nothing.
    ///
    /// # Errors
    ///
    /// Fails if the job ends early: see [`Bulk`](super::Bulk). The errors of single inputs are in [`BulkItem::result`].
    pub async fn try_next(&mut self) -> Result<Option<Item<W>>, Error> {
        poll_fn(|context| self.poll_item(context)).await.transpose()
    }

    fn poll_item(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Item<W>, Error>>> {
        loop {
            match self.start(context) {
                Started::Nothing => break,
                Started::Requests => {}
                Started::Finished(input, result) => return Poll::Ready(Some(Ok(self.finish(input, result)))),
            }
        }
        for (index, (_, requests)) in self.running.iter_mut().enumerate() {
            if let Poll::Ready(result) = requests.as_mut().poll(context) {
                let (input, _) = self.running.swap_remove(index);
                return Poll::Ready(Some(Ok(self.finish(input, result))));
            }
        }
        if !self.running.is_empty() {
            return Poll::Pending;
        }
        if let Some(error) = self.stopped.take() {
            (self.source, self.held, self.loading) = (None, None, None);
            return Poll::Ready(Some(Err(error)));
        }
        let is_waiting = self.source.is_some() || self.held.is_some();
        if is_waiting { Poll::Pending } else { Poll::Ready(None) }
    }

    /// Starts the next input, if there is room and an input is available.
    fn start(&mut self, context: &mut Context<'_>) -> Started<W> {
        if let Some(loading) = &mut self.loading {
            let Poll::Ready(roster) = loading.as_mut().poll(context) else { return Started::Nothing };
            self.loading = None;
            if let Err(error) = self.work.loaded(roster) {
                self.stopped = Some(error);
            }
        }
        if self.stopped.is_some() || self.running.len() >= self.settings.concurrency {
            return Started::Nothing;
        }
        let input = match (self.held.take(), &mut self.source) {
            (Some(input), _) => input,
            (None, None) => return Started::Nothing,
            (None, Some(source)) => match (source.next)(context) {
                Poll::Pending => return Started::Nothing,
                Poll::Ready(Some(input)) => input,
                Poll::Ready(None) => {
                    self.source = None;
                    return Started::Nothing;
                }
            },
        };
        if self.running.iter().any(|(other, _)| W::is_same(other, &input)) {
            self.held = Some(input);
            return Started::Nothing;
        }
        match self.work.start(&input, Patience::new(self.settings.rate_limit_wait)) {
            Step::Skip => Started::Finished(input, Ok(None)),
            Step::Fail(error) => Started::Finished(input, Err(error)),
            Step::Load(roster) => {
                (self.loading, self.held) = (Some(roster), Some(input));
                Started::Requests
            }
            Step::Send(requests) => {
                self.running.push((input, requests));
                Started::Requests
            }
        }
    }

    /// Counts a finished input, and decides whether the others are worth a request.
    fn finish(&mut self, input: W::Input, result: Result<Option<W::Output>, Error>) -> Item<W> {
        match &result {
            Ok(Some(_)) => self.progress.done += 1,
            Ok(None) => self.progress.skipped += 1,
            Err(error) => {
                self.progress.failed += 1;
                let reason = if concerns_all(error) {
                    Some("the other inputs would fail too".to_owned())
                } else {
                    let failed = self.progress.failed;
                    (failed >= self.settings.max_failures).then(|| format!("{failed} inputs failed, the last"))
                };
                if let (Some(reason), None) = (reason, &self.stopped) {
                    let stopped = Error::new(error.kind(), format!("{reason}: {error}"));
                    self.stopped = Some(match error.retry_after() {
                        Some(wait) => stopped.with_retry_after(wait),
                        None => stopped,
                    });
                }
            }
        }
        let progress = self.progress();
        if let Some(report) = &mut self.settings.on_progress {
            report(&progress);
        }
        BulkItem { input, result, progress }
    }
}

/// The outcome of starting an input.
enum Started<W: Work> {
    /// No input can be started now.
    Nothing,
    /// Requests were started.
    Requests,
    /// The input needed none.
    Finished(W::Input, Result<Option<W::Output>, Error>),
}

impl<W: Work> futures_core::Stream for BulkStream<'_, W> {
    type Item = Result<Item<W>, Error>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll_item(context)
    }
}

impl<W: Work> fmt::Debug for BulkStream<'_, W> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BulkStream").field("progress", &self.progress()).finish_non_exhaustive()
    }
}
