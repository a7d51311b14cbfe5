//! The app that a handle works in: what every handle holds.

use std::sync::Arc;

use crate::core::Core;
use crate::operation::{Operation, Paged};
use crate::request::Request;

/// The app that a handle works in.
#[derive(Clone, Debug)]
pub(crate) struct Scope {
    core: Arc<Core>,
    app_id: Arc<str>,
}

impl Scope {
    pub(crate) fn new(core: Arc<Core>, app_id: String) -> Self {
        Self { core, app_id: app_id.into() }
    }

    pub(crate) fn app_id(&self) -> &str {
        &self.app_id
    }

    pub(crate) fn request<O: Operation>(&self, operation: O) -> Request<O> {
        Request::new(&self.core, operation)
    }

    pub(crate) fn list<O: Paged>(&self, operation: O) -> Request<O> {
        Request::list(&self.core, operation)
    }
}
