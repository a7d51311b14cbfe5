//! Operations as types: what a request to one of them consists of, and what its response becomes.

use std::fmt;

use realtimekit_api::decode::{Decode, Decoded};
use realtimekit_api::{self as api, Call};

use crate::error::Error;

/// Implemented by the generated operations only, so that methods can be added to the traits.
pub(crate) mod sealed {
    pub trait Sealed {}
}

/// An operation of the API with its inputs. Implemented by the types of [`requests`](crate::requests), and sealed.
pub trait Operation: sealed::Sealed + Clone + fmt::Debug + Send + Sync + 'static {
    /// The result as the service sends it in `data`.
    type Data: Decode + Send + 'static;

    /// The result of [`Request::send`](crate::Request::send).
    type Output: Send + 'static;

    /// The entry of the operation table.
    fn operation() -> &'static api::Operation;

    /// Builds the call.
    ///
    /// # Errors
    ///
    /// Fails if an identifier is not valid in a path.
    fn call(&self, api: &api::Client, account_id: &str) -> Result<Call<Self::Data>, api::Error>;

    /// Checks the inputs against the documented bounds.
    ///
    /// # Errors
    ///
    /// Fails with the first input that breaks its rule.
    fn check(&self) -> Result<(), api::check::InvalidValue> {
        Ok(())
    }

    /// Makes the output from a decoded response.
    fn output(&self, response: Decoded<Self::Data>) -> Self::Output;

    /// The output for an error that only reports that there is no such object.
    fn absent(_error: &Error) -> Option<Self::Output> {
        None
    }
}

/// What sending needs of an operation. It does not depend on the result, so the code that sends is compiled once.
pub(crate) trait Inputs: Sync {
    /// As [`Operation::check`].
    fn check(&self) -> Result<(), api::check::InvalidValue>;

    /// The request of [`Operation::call`].
    fn request(&self, api: &api::Client, account_id: &str) -> Result<reqwest::Request, api::Error>;
}

impl<O: Operation> Inputs for O {
    fn check(&self) -> Result<(), api::check::InvalidValue> {
        Operation::check(self)
    }

    fn request(&self, api: &api::Client, account_id: &str) -> Result<reqwest::Request, api::Error> {
        self.call(api, account_id).map(|call| call.into_parts().1)
    }
}

/// An operation that returns a list page by page.
pub trait Paged: Operation {
    /// An item of the list.
    type Item: Decode + fmt::Debug + Send + 'static;

    /// Chooses the page.
    fn set_page(&mut self, page_no: u64, per_page: u64);

    /// Takes the items out of the result, and the paging block if the result contains it. `None` if there is no list: that
    /// is not an empty one.
    fn split(data: Self::Data) -> (Option<Vec<Self::Item>>, Option<api::Paging>);

    /// Identifier of an item, which recognises a repeated page.
    fn id(item: &Self::Item) -> Option<&str>;
}
