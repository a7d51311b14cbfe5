//! Requests to operations: inputs, options of the call, and sending.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use realtimekit_api as api;
use serde_json::Value;

use crate::awaited::awaited;
use crate::core::Core;
use crate::decoding::{self, AnyResult, Decoding};
use crate::dry_run::DryRun;
use crate::error::Error;
use crate::operation::{Inputs, Operation};
use crate::options::CallOptions;
use crate::page_options::PageOptions;
use crate::response::RawResponse;
use crate::retry::RetryPolicy;
use crate::transport::{self, Undecoded};

/// A request that was not sent yet: an operation of [`requests`](crate::requests), its inputs, and options of this call.
///
/// The setters of the optional inputs depend on the operation; `maybe_…` takes an `Option`. Setters never fail: a wrong
/// input is an error of sending, before anything reaches the service. A request can be awaited: `request.await` is
/// `request.send().await`. Where a future is expected, as in `tokio::spawn` and `join!`, pass `request.send()`.
#[derive(Clone)]
#[must_use = "a request does nothing until it is sent"]
pub struct Request<O> {
    pub(crate) core: Arc<Core>,
    pub(crate) operation: O,
    pub(crate) options: CallOptions,
    pub(crate) pages: PageOptions,
}

impl<O: Operation> Request<O> {
    pub(crate) fn new(core: &Arc<Core>, operation: O) -> Self {
        let core = Arc::clone(core);
        Self { core, operation, options: CallOptions::default(), pages: PageOptions::default() }
    }

    /// Time allowed for one attempt of this call.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.options.timeout = Some(timeout);
        self
    }

    /// Time allowed for this call with all its attempts and waits; for a list, for each page.
    pub fn deadline(mut self, deadline: Duration) -> Self {
        self.options.deadline = Some(deadline);
        self
    }

    /// Shortens the deadline of this call.
    #[cfg(feature = "jobs")]
    pub(crate) fn at_most(mut self, limit: Duration) -> Self {
        self.options.deadline = Some(self.options.deadline.unwrap_or(self.core.deadline).min(limit));
        self
    }

    /// When to retry this call.
    pub fn retry_policy(mut self, policy: RetryPolicy) -> Self {
        self.options.retry_policy = Some(policy);
        self
    }

    /// Overrides whether this request may be sent twice. With `true` it is retried after timeouts and failures of the
    /// service, even if the first attempt was executed.
    pub fn idempotent(mut self, idempotent: bool) -> Self {
        self.options.idempotent = Some(idempotent);
        self
    }

    /// Adds a header, or replaces one of the same name. Headers that frame the message (`Content-Length`, `Host`, …) are
    /// refused when the request is sent.
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.options.headers.push((name.into(), value.into()));
        self
    }

    /// Adds a query parameter that this version does not know. A parameter that the request has already is sent twice.
    pub fn extra_query(mut self, name: impl Into<String>, value: impl ToString) -> Self {
        self.options.query.push((name.into(), value.to_string()));
        self
    }

    /// Adds a field to the body that this version does not know, or replaces one of the same name. An object is merged
    /// with the present one: that reaches fields inside it, and sets fields to `null` that have no setter for it.
    ///
    /// ```
    /// # fn run(meeting: realtimekit::resources::MeetingHandle) -> Result<(), realtimekit::Error> {
    /// use serde_json::json;
    ///
    /// let update = meeting.update().title("Sync").extra_field("recording_config", json!({ "storage_config": null }));
    /// assert_eq!(
    ///     update.dry_run()?.body,
    ///     Some(json!({ "title": "Sync", "recording_config": { "storage_config": null } }))
    /// );
    /// # Ok(())
    /// # }
    /// # let client = realtimekit::Client::builder().account_id("a").api_token("t").build().unwrap();
    /// # run(client.app("app").meeting("meeting")).unwrap();
    /// ```
    pub fn extra_field(mut self, name: impl Into<String>, value: impl Into<Value>) -> Self {
        self.options.body_fields.insert(name.into(), value.into());
        self
    }

    /// Sends the request and returns the result.
    ///
    /// # Errors
    ///
    /// Fails if an input breaks a documented rule, if the service cannot be reached or refuses the request, and if its
    /// response cannot be decoded. [`Error::kind`] distinguishes them.
    pub async fn send(self) -> Result<O::Output, Error> {
        match self.draft().receive(decoding::result::<O>).await {
            Ok((result, _)) => decoding::typed(result).map(|decoded| self.operation.output(decoded)),
            Err(error) => O::absent(&error).ok_or(error),
        }
    }

    /// Sends the request and returns the result together with the response: status, headers, ray id and rate limit.
    ///
    /// # Errors
    ///
    /// As [`send`](Self::send).
    pub async fn send_with_response(self) -> Result<(O::Output, RawResponse), Error> {
        match self.draft().receive(decoding::result::<O>).await {
            Ok((result, received)) => {
                decoding::typed(result).map(|decoded| (self.operation.output(decoded), received.response))
            }
            Err(error) => match (O::absent(&error), error.response()) {
                (Some(output), Some(response)) => Ok((output, response.clone())),
                _ => Err(error),
            },
        }
    }

    /// Sends the request and returns the response as it was received, with status, headers and rate limit.
    ///
    /// # Errors
    ///
    /// As [`send`](Self::send), but any body is accepted with a status of success.
    pub async fn send_raw(self) -> Result<RawResponse, Error> {
        self.draft().execute().await.map(|undecoded| undecoded.response)
    }

    fn draft(&self) -> Draft<'_> {
        let Self { core, operation, options, pages } = self;
        Draft { core, operation: O::operation(), inputs: operation, options, pages }
    }

    /// The request as it would be sent, without sending it. Credentials and secrets are redacted.
    ///
    /// # Errors
    ///
    /// Fails if an input breaks a documented rule.
    pub fn dry_run(&self) -> Result<DryRun, Error> {
        api::redacted(|| self.draft().prepare()).map(|request| DryRun::new(&request, &self.options))
    }
}

/// A request without the type of its operation.
#[derive(Clone, Copy)]
pub(crate) struct Draft<'a> {
    pub(crate) core: &'a Arc<Core>,
    pub(crate) operation: &'static api::Operation,
    pub(crate) inputs: &'a dyn Inputs,
    pub(crate) options: &'a CallOptions,
    pub(crate) pages: &'a PageOptions,
}

impl Draft<'_> {
    /// Sends the request and decodes the response.
    pub(crate) async fn receive(self, decode: Decoding) -> Result<(AnyResult, Undecoded), Error> {
        let undecoded = self.execute().await?;
        Ok((undecoded.decode(decode).await?, undecoded))
    }

    async fn execute(self) -> Result<Undecoded, Error> {
        transport::execute(self.core, self.operation.into(), self.options, &|| self.prepare()).await
    }

    /// Builds the request with credentials and options.
    fn prepare(&self) -> Result<reqwest::Request, Error> {
        self.build().map_err(|error| error.with_operation(Some(self.operation)))
    }

    fn build(&self) -> Result<reqwest::Request, Error> {
        self.pages.check()?;
        self.inputs.check().map_err(|error| Error::invalid_input(error.to_string()))?;
        let mut request = self.inputs.request(&self.core.api, &self.core.account_id).map_err(Error::from_api)?;
        self.core.sign(&mut request);
        self.options.apply(&mut request)?;
        Ok(request)
    }
}

awaited!([O: Operation] Request<O>, 'static, send -> Result<O::Output, Error>);

impl<O: fmt::Debug> fmt::Debug for Request<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Added headers, parameters and fields may contain anything.
        f.debug_struct("Request").field("operation", &self.operation).finish_non_exhaustive()
    }
}
