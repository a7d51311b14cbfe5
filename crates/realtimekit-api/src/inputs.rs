//! The inputs of a request: query parameters and body.

use std::fmt::Display;

use reqwest::{Request, RequestBuilder};
use serde::Serialize;

use crate::error::Error;

/// Adds inputs to a request. An absent parameter costs a comparison.
pub(crate) trait Inputs: Sized {
    /// Adds the parameter if there is a value.
    fn parameter<T: Display>(self, name: &'static str, value: Option<T>) -> Self;

    /// Adds the parameter once for each value.
    fn repeated<T: Display>(self, name: &'static str, values: Option<&Vec<T>>) -> Self;

    /// Sets the body.
    fn json<T: Serialize>(self, http: &reqwest::Client, body: &T) -> Result<Self, Error>;
}

impl Inputs for Request {
    fn parameter<T: Display>(self, name: &'static str, value: Option<T>) -> Self {
        match value {
            Some(value) => add(self, name, &value.to_string()),
            None => self,
        }
    }

    fn repeated<T: Display>(self, name: &'static str, values: Option<&Vec<T>>) -> Self {
        values.into_iter().flatten().fold(self, |request, value| add(request, name, &value.to_string()))
    }

    fn json<T: Serialize>(self, http: &reqwest::Client, body: &T) -> Result<Self, Error> {
        Ok(RequestBuilder::from_parts(http.clone(), self).json(body).build()?)
    }
}

fn add(mut request: Request, name: &'static str, value: &str) -> Request {
    request.url_mut().query_pairs_mut().append_pair(name, value);
    request
}
