//! Calls: requests that were built and not yet sent.

use std::fmt;
use std::marker::PhantomData;

use bytes::Bytes;
use reqwest::StatusCode;
use reqwest::header::HeaderMap;
use serde::de::DeserializeOwned;

use crate::decode::decode;
use crate::error::Error;
use crate::operation::Operation;
use crate::paging::Paging;

/// Builds calls against one base URL.
///
/// Credentials are the business of the `reqwest::Client` (a default `Authorization` header marked as sensitive) or of
/// whoever sends the calls.
#[derive(Clone)]
pub struct Client {
    pub(crate) baseurl: String,
    pub(crate) client: reqwest::Client,
}

impl Client {
    /// A client for the API at `base_url`, such as `https://api.cloudflare.com/client/v4`; a slash at its end is ignored.
    pub fn new(base_url: &str, http: reqwest::Client) -> Self {
        Self { baseurl: base_url.trim_end_matches('/').to_owned(), client: http }
    }

    /// The base URL, without a slash at its end.
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
        // Taken out of the generic part: there is one of those for each type of result.
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

    /// The operation and the request, to send by other means; [`decode`] reads the answer.
    pub fn into_parts(self) -> (&'static Operation, reqwest::Request) {
        (self.operation, self.request)
    }
}

impl<T: DeserializeOwned> Call<T> {
    /// Sends the request once and reads the answer.
    ///
    /// # Errors
    ///
    /// Fails when no answer comes, when its status is not a success, and when it cannot be read.
    pub async fn send(self) -> Result<Response<T>, Error> {
        let raw = execute(&self.client, self.request).await?;
        if !raw.status.is_success() {
            return Err(Error::Status(Box::new(raw)));
        }
        let decoded = decode(self.operation, &raw.body)?;
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

/// An answer as it came.
#[derive(Clone)]
#[non_exhaustive]
pub struct RawResponse {
    /// HTTP status.
    pub status: StatusCode,
    /// Headers of the answer.
    pub headers: HeaderMap,
    /// Body, decompressed. It may hold tokens and signed links.
    pub body: Bytes,
}

impl fmt::Debug for RawResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RawResponse")
            .field("status", &self.status)
            .field("body", &format_args!("[{} bytes]", self.body.len()))
            .finish_non_exhaustive()
    }
}

/// A result with what came around it.
#[derive(Clone)]
#[non_exhaustive]
pub struct Response<T> {
    /// The result.
    pub data: T,
    /// Where the page lies in the whole list, if the answer tells.
    pub paging: Option<Paging>,
    /// HTTP status.
    pub status: StatusCode,
    /// Headers of the answer.
    pub headers: HeaderMap,
}

impl<T: fmt::Debug> fmt::Debug for Response<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Headers may set cookies.
        f.debug_struct("Response")
            .field("data", &self.data)
            .field("paging", &self.paging)
            .field("status", &self.status)
            .finish_non_exhaustive()
    }
}
