//! Calls: requests that are built and not yet sent.

use std::fmt;
use std::marker::PhantomData;

use serde::de::DeserializeOwned;

use crate::decode::decode_response;
use crate::error::Error;
use crate::operation::Operation;
use crate::response::{RawResponse, Response};

/// Builds calls against one base URL.
///
/// It adds no credentials: set a default `Authorization` header in the `reqwest::Client`, or add the header to each
/// [`Call::request_mut`].
#[derive(Clone)]
pub struct Client {
    pub(crate) baseurl: String,
    pub(crate) client: reqwest::Client,
}

impl Client {
    /// Returns a client for the API at `base_url`, such as `https://api.cloudflare.com/client/v4`; a trailing slash is
    /// ignored.
    pub fn new(base_url: &str, http: reqwest::Client) -> Self {
        Self { baseurl: base_url.trim_end_matches('/').to_owned(), client: http }
    }

    /// The base URL, without a trailing slash.
    pub fn base_url(&self) -> &str {
        &self.baseurl
    }

    /// The HTTP client that builds and sends requests.
    pub fn http(&self) -> &reqwest::Client {
        &self.client
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The HTTP client may hold credentials in its default headers.
        f.debug_struct("Client").field("base_url", &self.baseurl).finish_non_exhaustive()
    }
}

/// A request to one operation, built and checked, but not sent.
///
/// `T` is the result: what the service puts into `data`.
#[must_use = "a call does nothing until it is sent"]
pub struct Call<T> {
    operation: &'static Operation,
    request: reqwest::Request,
    client: reqwest::Client,
    result: PhantomData<fn() -> T>,
}

impl<T> Call<T> {
    pub(crate) fn new(
        client: &Client,
        operation: &'static Operation,
        request: reqwest::RequestBuilder,
    ) -> Result<Self, Error> {
        // Not generic: it is compiled once, not once for each type of result.
        fn build(request: reqwest::RequestBuilder) -> Result<reqwest::Request, Error> {
            Ok(request.build()?)
        }
        Ok(Self { operation, request: build(request)?, client: client.client.clone(), result: PhantomData })
    }

    /// The operation that is called.
    pub fn operation(&self) -> &'static Operation {
        self.operation
    }

    /// The request as it would be sent.
    pub fn request(&self) -> &reqwest::Request {
        &self.request
    }

    /// The request, to add headers or parameters.
    pub fn request_mut(&mut self) -> &mut reqwest::Request {
        &mut self.request
    }

    /// The operation and the request, to send by other means; [`decode`](mod@crate::decode) reads the response.
    pub fn into_parts(self) -> (&'static Operation, reqwest::Request) {
        (self.operation, self.request)
    }
}

impl<T: DeserializeOwned> Call<T> {
    /// Sends the request once and reads the response.
    ///
    /// # Errors
    ///
    /// Fails if no response is received, if its status is not a success, or if it cannot be read.
    pub async fn send(self) -> Result<Response<T>, Error> {
        let path = self.request.url().path().to_owned();
        let raw = execute(&self.client, self.request).await?;
        if !raw.status.is_success() {
            return Err(Error::Status(Box::new(raw)));
        }
        let decoded = decode_response(self.operation, &path, &raw.body)?;
        Ok(Response { data: decoded.data, paging: decoded.paging, status: raw.status, headers: raw.headers })
    }
}

impl<T> fmt::Debug for Call<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Headers, query and body may hold secrets.
        f.debug_struct("Call").field("operation", &self.operation.id).finish_non_exhaustive()
    }
}

async fn execute(client: &reqwest::Client, request: reqwest::Request) -> Result<RawResponse, Error> {
    let mut response = client.execute(request).await?;
    let (status, headers) = (response.status(), std::mem::take(response.headers_mut()));
    Ok(RawResponse { status, headers, body: response.bytes().await? })
}
