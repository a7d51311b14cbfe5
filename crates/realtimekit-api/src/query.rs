//! Query parameters of a request.

use std::fmt::Display;

use reqwest::RequestBuilder;

/// Adds query parameters. An absent one costs a comparison, and nothing of the serialiser is compiled for each type.
pub(crate) trait Query {
    /// Adds the parameter if there is a value.
    fn parameter<T: Display>(self, name: &'static str, value: Option<T>) -> Self;

    /// Adds the parameter once for each value.
    fn repeated<T: Display>(self, name: &'static str, values: Option<&Vec<T>>) -> Self;
}

impl Query for RequestBuilder {
    fn parameter<T: Display>(self, name: &'static str, value: Option<T>) -> Self {
        match value {
            Some(value) => add(self, name, &value.to_string()),
            None => self,
        }
    }

    fn repeated<T: Display>(self, name: &'static str, values: Option<&Vec<T>>) -> Self {
        values.into_iter().flatten().fold(self, |request, value| add(request, name, &value.to_string()))
    }
}

fn add(request: RequestBuilder, name: &'static str, value: &str) -> RequestBuilder {
    request.query(&[(name, value)])
}
