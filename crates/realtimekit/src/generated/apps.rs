// Made from openapi/realtimekit.yaml by `cargo xtask codegen`. Do not edit: change the document or
// the step in xtask/src/codegen/ that writes this, and run the command again.

//! The requests of `apps`.

use realtimekit_api::decode::Decoded;
use realtimekit_api::{self as api, Call, operations, types};
use crate::operation::{Operation, Paged, sealed::Sealed};
use crate::page::Page;
use crate::request::Request;

/// List apps.
///
/// Returns the apps of the account, a page at a time. Returns 403 with code 10000 when the token is
/// wrong, lacks the Realtime permission, or the account has not been onboarded.
///
/// `GET /accounts/{account_id}/realtime/kit/apps`
///
/// Official reference: [Apps: Fetch all apps](https://developers.cloudflare.com/api/resources/realtime_kit/)
///
/// Returned by [`Apps::list`](crate::resources::Apps::list).
///
/// ```no_run
/// # async fn example(client: realtimekit::Client) -> Result<(), realtimekit::Error> {
/// let result = client.apps().list().send().await?;
/// # Ok(())
/// # }
/// ```
///
/// # Inputs
///
/// Optional, and set by methods of the [`Request`](crate::Request). Each has a twin that takes an
/// `Option`, such as `maybe_search`.
///
/// * **`search(impl Into<String>)`**: Text to search for in the identifiers and names of the items.
/// * **`sort_order(impl Into<SortOrder>)`**: Direction in which the apps are ordered by the time of
///   their creation. The default is not documented.
#[doc(alias = "search")]
#[doc(alias = "sort_order")]
#[derive(Clone, Debug)]
pub struct AppsList {
    pub(crate) page_no: Option<u64>,
    pub(crate) per_page: Option<u64>,
    pub(crate) search: Option<String>,
    pub(crate) sort_order: Option<types::SortOrder>,
}

impl AppsList {
    #[allow(dead_code)]
    pub(crate) fn new() -> Self {
        Self {
            page_no: None,
            per_page: None,
            search: None,
            sort_order: None,
        }
    }
}

impl Sealed for AppsList {}

impl Operation for AppsList {
    type Data = Vec<types::App>;
    type Output = Page<types::App>;
    fn operation() -> &'static operations::Operation {
        &operations::APPS_LIST
    }
    fn call(
        &self,
        api: &api::Client,
        account_id: &str,
    ) -> Result<Call<Self::Data>, api::Error> {
        api.apps_list(
            account_id,
            self.page_no,
            self.per_page,
            self.search.as_deref(),
            self.sort_order.as_ref(),
        )
    }
    fn output(&self, response: Decoded<Self::Data>) -> Self::Output {
        Page::new(response.data, self.page_no.unwrap_or(1), response.paging)
    }
}

impl Paged for AppsList {
    type Item = types::App;
    fn set_page(&mut self, page_no: u64, per_page: u64) {
        self.page_no = Some(page_no);
        self.per_page = Some(per_page);
    }
    fn split(data: Self::Data) -> (Option<Vec<Self::Item>>, Option<api::Paging>) {
        (Some(data), None)
    }
    fn id(item: &Self::Item) -> Option<&str> {
        Some(&item.id)
    }
}

#[doc(hidden)]
impl Request<AppsList> {
    /// Text to search for in the identifiers and names of the items.
    pub fn search(mut self, value: impl Into<String>) -> Self {
        self.operation.search = Some(value.into());
        self
    }

    /// As [`search`](Self::search) if there is a value; `None` changes nothing.
    pub fn maybe_search(self, value: Option<impl Into<String>>) -> Self {
        match value {
            Some(value) => self.search(value),
            None => self,
        }
    }

    /// Direction in which the apps are ordered by the time of their creation. The default is not
    /// documented.
    pub fn sort_order(mut self, value: impl Into<types::SortOrder>) -> Self {
        self.operation.sort_order = Some(value.into());
        self
    }

    /// As [`sort_order`](Self::sort_order) if there is a value; `None` changes nothing.
    pub fn maybe_sort_order(self, value: Option<impl Into<types::SortOrder>>) -> Self {
        match value {
            Some(value) => self.sort_order(value),
            None => self,
        }
    }
}

/// Create an app.
///
/// Creates an app in the account. Names need not be unique: sending the request twice creates two apps.
/// There is no operation that deletes an app.
///
/// `POST /accounts/{account_id}/realtime/kit/apps`
///
/// Official reference: [Apps: Create App](https://developers.cloudflare.com/api/resources/realtime_kit/)
///
/// Returned by [`Apps::create`](crate::resources::Apps::create).
///
/// ```no_run
/// # async fn example(client: realtimekit::Client) -> Result<(), realtimekit::Error> {
/// let result = client.apps().create("Clinic").send().await?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct AppsCreate {
    pub(crate) body: types::AppCreate,
}

impl AppsCreate {
    #[allow(dead_code)]
    pub(crate) fn new(name: impl Into<String>) -> Self {
        Self {
            body: types::AppCreate::new(name),
        }
    }
    #[allow(dead_code)]
    pub(crate) fn with_body(body: types::AppCreate) -> Self {
        Self { body }
    }
}

impl Sealed for AppsCreate {}

impl Operation for AppsCreate {
    type Data = types::App;
    type Output = types::App;
    fn operation() -> &'static operations::Operation {
        &operations::APPS_CREATE
    }
    fn call(
        &self,
        api: &api::Client,
        account_id: &str,
    ) -> Result<Call<Self::Data>, api::Error> {
        api.apps_create(account_id, &self.body)
    }
    fn output(&self, response: Decoded<Self::Data>) -> Self::Output {
        response.data
    }
}
