//! Fetches one page of a list.

use std::any::Any;
use std::hash::{BuildHasher, RandomState};
use std::sync::Arc;

use bytes::Bytes;
use realtimekit_api::{Operation, Paging};

use crate::ahead::{self, Ahead};
use crate::core::Core;
use crate::decoding::{self, AnyResult, Decoding, Items};
use crate::error::{Error, ErrorKind};
use crate::operation::{Inputs, Paged};
use crate::options::CallOptions;
use crate::page_options::PageOptions;
use crate::request::{Draft, Request};
use crate::response::RawResponse;
use crate::transport::Undecoded;

/// A page as it was fetched. It does not know the type of its items: the code that walks a list is compiled once.
pub(super) struct Fetched {
    items: Box<dyn Any + Send>,
    /// Number of items.
    pub(super) count: usize,
    /// Hashes of the items.
    pub(super) hashes: Vec<u64>,
    /// Number of `null`s among the items.
    pub(super) nulls: u64,
    pub(super) paging: Option<Paging>,
}

impl Fetched {
    fn new<O: Paged>(
        items: Vec<Result<O::Item, Error>>,
        nulls: u64,
        paging: Option<Paging>,
        hasher: &RandomState,
    ) -> Self {
        let key = |item: &Result<O::Item, Error>| match item {
            Ok(item) => match O::id(item) {
                Some(id) => hasher.hash_one(id),
                None => hasher.hash_one(format!("{item:?}")),
            },
            Err(error) => hasher.hash_one(error.body()),
        };
        let hashes = items.iter().map(key).collect();
        Self { count: items.len(), hashes, nulls, paging, items: Box::new(items) }
    }

    /// The items of a page of this list.
    pub(super) fn items<O: Paged>(self) -> Vec<Result<O::Item, Error>> {
        // They were made for this list, by `new`.
        let mut items = self.items.downcast::<Vec<Result<O::Item, Error>>>().map(|items| *items).unwrap_or_default();
        items.truncate(self.count);
        items
    }
}

/// Makes a page of a result.
type MakePage = fn(AnyResult, &Undecoded, &RandomState) -> Result<Fetched, Error>;

/// Begins to fetch a page: in a task of its own if several are fetched at the same time.
pub(super) fn fetch<O: Paged>(request: &Request<O>, page: u64, hasher: &RandomState) -> Ahead<Fetched> {
    let Request { core, operation, options, pages } = request.clone();
    let mut operation = Box::new(operation);
    operation.set_page(page, pages.size());
    let how: (Decoding, MakePage) = if pages.lenient {
        (decoding::items::<O>, lenient_page::<O>)
    } else {
        (decoding::result::<O>, whole_page::<O>)
    };
    begin(core, O::operation(), operation, options, pages, how, hasher.clone())
}

fn begin(
    core: Arc<Core>,
    operation: &'static Operation,
    inputs: Box<dyn Inputs + Send>,
    options: CallOptions,
    pages: PageOptions,
    (decode, make): (Decoding, MakePage),
    hasher: RandomState,
) -> Ahead<Fetched> {
    let concurrent = pages.concurrency > 1;
    let page = async move {
        let draft = Draft { core: &core, operation, inputs: &*inputs, options: &options, pages: &pages };
        let (result, undecoded) = draft.receive(decode).await?;
        make(result, &undecoded, &hasher)
    };
    if concurrent { ahead::spawn(page) } else { Box::pin(page) }
}

fn whole_page<O: Paged>(result: AnyResult, undecoded: &Undecoded, hasher: &RandomState) -> Result<Fetched, Error> {
    let decoded = decoding::typed(result)?;
    let (items, inside) = O::split(decoded.data);
    let items = items.ok_or_else(|| {
        // An empty page would end the list without an error.
        let error = Error::new(ErrorKind::Decode, "the response does not contain the list");
        undecoded.failed(error.with_response(&undecoded.response))
    })?;
    Ok(Fetched::new::<O>(items.into_iter().map(Ok).collect(), decoded.nulls, decoded.paging.or(inside), hasher))
}

fn lenient_page<O: Paged>(result: AnyResult, undecoded: &Undecoded, hasher: &RandomState) -> Result<Fetched, Error> {
    let decoded = decoding::typed::<Items<O>>(result)?;
    let items = decoded.data.into_iter().map(|item| {
        item.map_err(|bad| {
            let item = RawResponse { body: Bytes::from(bad.json), ..undecoded.response.clone() };
            undecoded.failed(Error::from_decode(&bad.error, &item))
        })
    });
    Ok(Fetched::new::<O>(items.collect(), decoded.nulls, decoded.paging, hasher))
}
