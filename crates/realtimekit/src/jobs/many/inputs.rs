//! The source of the inputs of a bulk job: an iterator or a stream.

use std::task::{Context, Poll};

use futures_core::Stream;

/// The inputs of a bulk job: any iterator, or a stream in [`FromStream`]. The job reads them one at a time, as it needs
/// them. Implemented for these two only.
pub trait Inputs<'a, T> {
    /// Turns the inputs into what the job reads.
    #[doc(hidden)]
    fn into_source(self) -> Source<'a, T>;
}

/// Inputs from a stream, such as the rows of a database: `add_all(FromStream(rows))`.
#[derive(Clone, Debug)]
pub struct FromStream<S>(pub S);

type Next<'a, T> = Box<dyn FnMut(&mut Context<'_>) -> Poll<Option<T>> + Send + 'a>;

/// The inputs of a job, and their number if it is known.
#[allow(missing_debug_implementations)] // cannot be named outside of this crate
pub struct Source<'a, T> {
    pub(super) next: Next<'a, T>,
    pub(super) total: Option<u64>,
}

impl<'a, T, I> Inputs<'a, T> for I
where
    I: IntoIterator<Item: Into<T>, IntoIter: Send + 'a>,
{
    fn into_source(self) -> Source<'a, T> {
        let mut inputs = self.into_iter();
        let (least, most) = inputs.size_hint();
        let total = most.filter(|most| *most == least).map(|total| total as u64);
        Source { next: Box::new(move |_| Poll::Ready(inputs.next().map(Into::into))), total }
    }
}

impl<'a, T, S> Inputs<'a, T> for FromStream<S>
where
    S: Stream<Item: Into<T>> + Send + 'a,
{
    fn into_source(self) -> Source<'a, T> {
        let mut inputs = Box::pin(self.0);
        Source {
            next: Box::new(move |context| inputs.as_mut().poll_next(context).map(|input| input.map(Into::into))),
            total: None,
        }
    }
}
