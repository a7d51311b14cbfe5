//! Fetches one page of a list.

use std::collections::VecDeque;

use bytes::Bytes;
use realtimekit_api::Paging;

use crate::error::{Error, ErrorKind};
use crate::operation::Paged;
use crate::request::Request;
use crate::response::RawResponse;

/// A page as it was fetched.
pub(super) struct Fetched<T> {
    pub(super) items: VecDeque<Result<T, Error>>,
    pub(super) paging: Option<Paging>,
}

impl<O: Paged> Request<O> {
    pub(super) async fn fetch(self) -> Result<Fetched<O::Item>, Error> {
        let undecoded = self.execute().await?;
        let response = &undecoded.response;
        if self.pages.lenient {
            let decoded = undecoded.decode_items::<O>().await?;
            let items = decoded.data.into_iter().map(|item| {
                item.map_err(|bad| {
                    let item = RawResponse { body: Bytes::from(bad.json), ..response.clone() };
                    undecoded.failed(Error::from_decode(&bad.error, &item))
                })
            });
            return Ok(Fetched { items: items.collect(), paging: decoded.paging });
        }
        let decoded = undecoded.decode::<O>().await?;
        let (items, inside) = O::split(decoded.data);
        let items = items.ok_or_else(|| {
            // An empty page would end the list without an error.
            let error = Error::new(ErrorKind::Decode, "the response does not contain the list");
            undecoded.failed(error.with_response(response))
        })?;
        Ok(Fetched { items: items.into_iter().map(Ok).collect(), paging: decoded.paging.or(inside) })
    }
}
