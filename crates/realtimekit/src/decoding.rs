//! Decodes responses to operations, large ones off the executor's threads.

use std::any::Any;

use realtimekit_api::decode::{BadItem, DecodeError, Decoded, Reading, decode_any, decode_items};
use tokio::runtime::Handle;

use crate::ahead;
use crate::error::{Error, ErrorKind};
use crate::operation::{Operation, Paged};
use crate::transport::Undecoded;

/// Size of a body, in bytes, from which decoding would block the executor for longer than a few milliseconds.
const LARGE: usize = 1024 * 1024;

/// A result whose type the code that receives it need not know: that code is compiled once.
pub(crate) type AnyResult = Decoded<Box<dyn Any + Send>>;

/// Decodes a body; the path is that of the request.
pub(crate) type Decoding = fn(path: &str, body: &[u8]) -> Result<AnyResult, DecodeError>;

/// The items of a list, each of which may be unreadable.
pub(crate) type Items<O> = Vec<Result<<O as Paged>::Item, BadItem>>;

/// Decodes the result of an operation, which is [`Operation::Data`].
pub(crate) fn result<O: Operation>(path: &str, body: &[u8]) -> Result<AnyResult, DecodeError> {
    decode_any(O::operation(), path, body, Reading::of::<O::Data>())
}

/// Decodes a list item by item, to [`Items`].
pub(crate) fn items<O: Paged>(_path: &str, body: &[u8]) -> Result<AnyResult, DecodeError> {
    decode_items::<O::Item>(O::operation(), body).map(|decoded| decoded.map(|items| Box::new(items) as _))
}

/// A result as what it was decoded to.
pub(crate) fn typed<T: 'static>(result: AnyResult) -> Result<Decoded<T>, Error> {
    let mut value = None;
    let decoded = result.map(|data| value = data.downcast().ok());
    match value {
        Some(value) => Ok(decoded.map(|()| *value)),
        None => Err(Error::new(ErrorKind::Decode, "the response was decoded to another type")),
    }
}

impl Undecoded {
    /// Decodes the response.
    pub(crate) async fn decode(&self, decode: Decoding) -> Result<AnyResult, Error> {
        let decoded = match Handle::try_current() {
            Ok(runtime) if self.response.body.len() > LARGE => {
                let (path, body) = (self.path.clone(), self.response.body.clone());
                let decoded = ahead::blocking(&runtime, move || decode(&path, &body)).await;
                decoded.map_err(|error| self.failed(error))?
            }
            _ => decode(&self.path, &self.response.body),
        };
        let decoded = decoded.map_err(|error| self.failed(Error::from_decode(&error, &self.response)))?;
        self.report(&decoded.unreadable);
        Ok(decoded)
    }
}
