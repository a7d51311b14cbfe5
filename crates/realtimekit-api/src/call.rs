//! Calls: requests that are built and not yet sent.

use std::fmt;
use std::marker::PhantomData;

use reqwest::header::{ACCEPT, HeaderValue};
use reqwest::{Method, Request, Url};

use crate::decode::{Decode, decode_response};
use crate::error::Error;
use crate::operation::Operation;
use crate::path::path;
use crate::response::{RawResponse, Response};

/// Builds calls against one base URL.
///
/// It adds no credentials: set a default `Authorization` header in the `reqwest::Client`, or add the header to each
/// [`Call::request_mut`].
#[derive(Clone)]
pub struct Client {
    base_url: String,
    /// The same, parsed once for all requests. A URL of another form is an error of each request.
    base: Option<Url>,
    client: reqwest::Client,
}

impl Client {
    /// Returns a client for the API at `base_url`, such as `https://api.cloudflare.com/client/v4`; a trailing slash is
    /// ignored.
    pub fn new(base_url: &str, http: reqwest::Client) -> Self {
        let base_url = base_url.trim_end_matches('/').to_owned();
        let base = Url::parse(&base_url).ok();
        let base = base.filter(|url| url.has_host() && url.query().is_none() && url.fragment().is_none());
        Self { base_url, base, client: http }
    }

    /// The base URL, without a trailing slash.
    pub fn base_url(&self) -> &str {
        &self.base_url
    }

    /// The HTTP client that builds and sends requests.
    pub fn http(&self) -> &reqwest::Client {
        &self.client
    }

    /// A request to an operation, with the identifiers of its path in their order.
    pub(crate) fn request(
        &self,
        method: Method,
        operation: &'static Operation,
        identifiers: &[&str],
    ) -> Result<Request, Error> {
        let mut request = match &self.base {
            Some(base) => {
                let mut url = base.clone();
                url.set_path(&path(base.path().trim_end_matches('/'), operation.path, identifiers)?);
                Request::new(method, url)
            }
            // Fails, and the error says why.
            None => self.client.request(method, path(&self.base_url, operation.path, identifiers)?).build()?,
        };
        request.headers_mut().insert(ACCEPT, HeaderValue::from_static("application/json"));
        Ok(request)
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The HTTP client may hold credentials in its default headers.
        f.debug_struct("Client").field("base_url", &self.base_url).finish_non_exhaustive()
    }
}

/// A request to one operation, built and checked, but not sent.
///
/// `T` is the result: what the service puts into `data`.
#[must_use = "a call does nothing until it is sent"]
pub struct Call<T> {
    operation: &'static Operation,
    request: Request,
    client: reqwest::Client,
    result: PhantomData<fn() -> T>,
}

impl<T> Call<T> {
    pub(crate) fn new(client: &Client, operation: &'static Operation, request: Request) -> Self {
        Self { operation, request, client: client.client.clone(), result: PhantomData }
    }

    /// The operation that is called.
    pub fn operation(&self) -> &'static Operation {
        self.operation
    }

    /// The request as it would be sent.
    pub fn request(&self) -> &Request {
        &self.request
    }

    /// The request, to add headers or parameters.
    pub fn request_mut(&mut self) -> &mut Request {
        &mut self.request
    }

    /// The operation and the request, to send by other means; [`decode`](mod@crate::decode) reads the response.
    pub fn into_parts(self) -> (&'static Operation, Request) {
        (self.operation, self.request)
    }
}

impl<T: Decode> Call<T> {
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

async fn execute(client: &reqwest::Client, request: Request) -> Result<RawResponse, Error> {
    let mut response = client.execute(request).await?;
    let (status, headers) = (response.status(), std::mem::take(response.headers_mut()));
    Ok(RawResponse { status, headers, body: response.bytes().await? })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(base_url: &str, meeting_id: &str) -> Result<String, Error> {
        let call = Client::new(base_url, reqwest::Client::new()).meetings_get("acc", "app", meeting_id, None)?;
        Ok(call.request().url().to_string())
    }

    #[test]
    fn urls_are_the_base_url_with_the_path_of_the_operation() {
        let path = "/accounts/acc/realtime/kit/app/meetings/m%20%C3%A9:1";
        for base_url in ["http://127.0.0.1:8080", "https://example.com/client/v4", "https://example.com/client/v4//"] {
            assert_eq!(url(base_url, "m \u{e9}:1").unwrap(), base_url.trim_end_matches('/').to_owned() + path);
        }
        assert!(matches!(url("https://example.com", ".."), Err(Error::InvalidId(_))));
        for base_url in ["", "example.com", "mailto:a@b"] {
            assert!(matches!(url(base_url, "m"), Err(Error::Transport(_))), "{base_url}");
        }
    }

    #[test]
    fn absent_query_parameters_leave_no_trace() {
        let client = Client::new("https://example.com", reqwest::Client::new());
        let statuses =
            vec![crate::types::RecordingStatus::Recording, crate::types::RecordingStatus::Unknown("a&b".into())];
        let query = |search, page, statuses| {
            let call = client.recordings_list(
                "a",
                "b",
                None,
                Some(false),
                None,
                page,
                None,
                search,
                None,
                None,
                None,
                statuses,
            );
            call.unwrap().request().url().query().map(str::to_owned)
        };
        let full = query(Some("a b"), Some(2), Some(&statuses));
        assert_eq!(full.as_deref(), Some("expired=false&page_no=2&search=a+b&status=RECORDING&status=a%26b"));
        assert_eq!(query(None, None, None).as_deref(), Some("expired=false"));
        let bare = client.meetings_get("a", "b", "c", None).unwrap();
        assert_eq!(bare.request().url().query(), None);
    }
}
