//! The inputs of a request: query parameters and body.

use std::fmt::Display;

use reqwest::Request;
use reqwest::header::{CONTENT_TYPE, HeaderValue};

use crate::encode::{Encode, to_text};
use crate::error::Error;
use crate::values::exposed;

/// Adds inputs to a request. An absent parameter costs a comparison.
pub(crate) trait Inputs: Sized {
    /// Adds the parameter if there is a value.
    fn parameter<T: Display>(self, name: &'static str, value: Option<T>) -> Self;

    /// Adds the parameter once for each value.
    fn repeated<T: Display>(self, name: &'static str, values: Option<&Vec<T>>) -> Self;

    /// Sets the body, with its secrets.
    fn json(self, body: &dyn Encode) -> Result<Self, Error>;
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

    fn json(mut self, body: &dyn Encode) -> Result<Self, Error> {
        *self.body_mut() = Some(exposed(|| to_text(body)).map_err(Error::Body)?.into());
        self.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        Ok(self)
    }
}

fn add(mut request: Request, name: &'static str, value: &str) -> Request {
    request.url_mut().query_pairs_mut().append_pair(name, value);
    request
}
