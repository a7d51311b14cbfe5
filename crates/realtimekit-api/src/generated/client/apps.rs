// Made from openapi/realtimekit.yaml by `cargo xtask codegen`. Do not edit: change the document or
// the step in xtask/src/codegen/ that writes this, and run the command again.

//! The operations of `apps`.

use crate::generated::{operations, types};
use crate::inputs::Inputs;
use crate::{Call, Client, Error};
use reqwest::Method;

impl Client {
    /// List apps.
    ///
    /// Returns the apps of the account, a page at a time. Returns 403 with code 10000 when the token is
    /// wrong, lacks the Realtime permission, or the account has not been onboarded.
    ///
    /// `GET /accounts/{account_id}/realtime/kit/apps`
    ///
    /// Official reference: [Apps: Fetch all apps](https://developers.cloudflare.com/api/resources/realtime_kit/)
    pub fn apps_list(
        &self,
        account_id: &str,
        page_no: Option<u64>,
        per_page: Option<u64>,
        search: Option<&str>,
        sort_order: Option<&types::SortOrder>,
    ) -> Result<Call<Vec<types::App>>, Error> {
        let request = self
            .request(Method::GET, &operations::APPS_LIST, &[account_id])?
            .parameter("page_no", page_no)
            .parameter("per_page", per_page)
            .parameter("search", search)
            .parameter("sort_order", sort_order);
        Ok(Call::new(self, &operations::APPS_LIST, request))
    }

    /// Create an app.
    ///
    /// Creates an app in the account. Names need not be unique: sending the request twice creates two apps.
    /// There is no operation that deletes an app.
    ///
    /// `POST /accounts/{account_id}/realtime/kit/apps`
    ///
    /// Official reference: [Apps: Create App](https://developers.cloudflare.com/api/resources/realtime_kit/)
    pub fn apps_create(
        &self,
        account_id: &str,
        body: &types::AppCreate,
    ) -> Result<Call<types::App>, Error> {
        let request = self
            .request(Method::POST, &operations::APPS_CREATE, &[account_id])?
            .json(body)?;
        Ok(Call::new(self, &operations::APPS_CREATE, request))
    }
}
