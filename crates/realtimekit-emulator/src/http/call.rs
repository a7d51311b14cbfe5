//! A request on its way to a handler.

use serde_json::{Map, Value};

use crate::http::query::Query;
use crate::world::context::Context;

/// A request on its way to a handler, read and validated.
#[derive(Debug)]
pub(crate) struct Call<'a> {
    pub(crate) context: &'a mut Context,
    pub(crate) path: &'a PathParameters,
    pub(crate) query: &'a Query,
    pub(crate) body: &'a Map<String, Value>,
}

impl<'a> Call<'a> {
    /// An identifier of the path.
    pub(crate) fn id(&self, name: &str) -> &'a str {
        self.path.get(name)
    }

    /// A text of the body; empty when it is missing.
    pub(crate) fn text(&self, name: &str) -> &'a str {
        self.body.get(name).and_then(Value::as_str).unwrap_or_default()
    }
}

/// The parameters of a path, decoded.
#[derive(Debug, Default)]
pub(crate) struct PathParameters(pub(crate) Vec<(&'static str, String)>);

impl PathParameters {
    pub(crate) fn new(parameters: &[(&'static str, &str)]) -> Self {
        Self(parameters.iter().map(|(name, value)| (*name, (*value).to_owned())).collect())
    }

    /// A parameter by its name; empty when the path has none of that name.
    pub(crate) fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(key, _)| *key == name).map_or("", |(_, value)| value)
    }
}
