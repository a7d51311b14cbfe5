//! Decodes responses to operations, large ones off the executor's threads.

use realtimekit_api::decode::{BadItem, DecodeError, Decoded, decode_items, decode_response};
use tokio::runtime::Handle;

use crate::error::{Error, ErrorKind};
use crate::operation::{Operation, Paged};
use crate::transport::Undecoded;

/// Size of a body, in bytes, from which decoding would block the executor for longer than a few milliseconds.
const LARGE: usize = 1024 * 1024;

impl Undecoded {
    /// Decodes the response to an operation.
    pub(crate) async fn decode<O: Operation>(&self) -> Result<Decoded<O::Data>, Error> {
        self.decode_with(|path, body| decode_response(O::operation(), path, body)).await
    }

    /// Decodes the response to a list item by item.
    pub(crate) async fn decode_items<O: Paged>(&self) -> Result<Decoded<Vec<Result<O::Item, BadItem>>>, Error> {
        self.decode_with(|_, body| decode_items(O::operation(), body)).await
    }

    async fn decode_with<T: Send + 'static>(
        &self,
        decode: fn(path: &str, body: &[u8]) -> Result<Decoded<T>, DecodeError>,
    ) -> Result<Decoded<T>, Error> {
        let decoded = match Handle::try_current() {
            Ok(runtime) if self.response.body.len() > LARGE => {
                let (path, body) = (self.path.clone(), self.response.body.clone());
                match runtime.spawn_blocking(move || decode(&path, &body)).await {
                    Ok(decoded) => decoded,
                    Err(error) => match error.try_into_panic() {
                        Ok(panic) => std::panic::resume_unwind(panic),
                        Err(error) => {
                            let reason = "the runtime was shut down while the response was decoded";
                            return Err(self.failed(Error::new(ErrorKind::Transport, reason).with_source(error)));
                        }
                    },
                }
            }
            _ => decode(&self.path, &self.response.body),
        };
        let decoded = decoded.map_err(|error| self.failed(Error::from_decode(&error, &self.response)))?;
        self.report(&decoded.unreadable);
        Ok(decoded)
    }
}
