//! Which operation a request asks for, and which handler executes it.

use std::sync::LazyLock;

use percent_encoding::percent_decode_str;
use realtimekit_api::{Operation, operations};

use crate::http::call::PathParameters;
use crate::world::refusal::Refusal;

/// The prefix of the paths in the operation table.
pub(crate) const PREFIX: &str = "/client/v4";

/// A path template of the operation table, split at its slashes.
struct Route {
    operation: &'static Operation,
    segments: Vec<Segment>,
}

enum Segment {
    Fixed(&'static str),
    Parameter(&'static str),
}

static ROUTES: LazyLock<Vec<Route>> =
    LazyLock::new(|| operations::ALL.iter().map(|operation| Route::new(operation)).collect());

impl Route {
    fn new(operation: &'static Operation) -> Self {
        let segments = operation.path.split('/').skip(1).map(|segment| {
            match segment.strip_prefix('{').and_then(|segment| segment.strip_suffix('}')) {
                Some(name) => Segment::Parameter(name),
                None => Segment::Fixed(segment),
            }
        });
        Self { operation, segments: segments.collect() }
    }

    fn matches(&self, path: &[&str]) -> bool {
        self.segments.len() == path.len()
            && self.segments.iter().zip(path).all(|(segment, part)| match segment {
                Segment::Fixed(text) => text == part,
                Segment::Parameter(_) => true,
            })
    }

    fn parameters(&self, path: &[&str]) -> PathParameters {
        let named = self.segments.iter().zip(path).filter_map(|(segment, part)| match segment {
            Segment::Fixed(_) => None,
            Segment::Parameter(name) => Some((*name, percent_decode_str(part).decode_utf8_lossy().into_owned())),
        });
        PathParameters(named.collect())
    }

    /// Fixed segments win over parameters: `recordings/track` is not the recording called `track`.
    fn looseness(&self) -> usize {
        self.segments.iter().filter(|segment| matches!(segment, Segment::Parameter(_))).count()
    }
}

/// Finds the operation of a request, or returns the gateway's refusal.
pub(crate) fn find(method: &str, path: &str) -> Result<(&'static Operation, PathParameters), Refusal> {
    let no_route = || Refusal::gateway(400, 7000, "No route for that URI");
    let below = path.strip_prefix(PREFIX).and_then(|path| path.strip_prefix('/')).ok_or_else(no_route)?;
    let parts: Vec<&str> = below.split('/').collect();
    if parts.iter().any(|part| part.is_empty()) {
        let message = format!("Could not route to {path}, perhaps your object identifier is invalid?");
        return Err(Refusal::gateway(404, 7003, message));
    }
    let mut found: Vec<&Route> = ROUTES.iter().filter(|route| route.matches(&parts)).collect();
    if found.is_empty() {
        return Err(no_route());
    }
    found.sort_by_key(|route| route.looseness());
    match found.iter().find(|route| route.operation.method == method) {
        Some(route) => Ok((route.operation, route.parameters(&parts))),
        // As observed of a recording, which has PUT and GET only.
        None if found.iter().any(|route| route.operation.id == "recordings_get") => {
            Err(Refusal::not_found("Not Found"))
        }
        None => Err(Refusal::gateway(405, 7001, format!("Method {method} not available for that URI."))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_operation_is_found_by_its_own_path() {
        for operation in operations::ALL {
            let path = format!("{PREFIX}{}", operation.path.replace(['{', '}'], "~"));
            let (found, _) = find(operation.method, &path).unwrap();
            assert_eq!(found.id, operation.id);
        }
    }

    #[test]
    fn paths_without_a_route_are_refused_by_the_gateway() {
        let code = |method, path: &str| {
            let refusal = find(method, path).unwrap_err();
            (refusal.status, refusal.gateway)
        };
        assert_eq!(code("GET", "/client/v4/zones"), (400, Some(7000)));
        assert_eq!(code("GET", "/elsewhere"), (400, Some(7000)));
        assert_eq!(code("GET", "/client/v4/accounts//realtime/kit/apps"), (404, Some(7003)));
        assert_eq!(code("DELETE", "/client/v4/accounts/a/realtime/kit/apps"), (405, Some(7001)));
    }

    #[test]
    fn parameters_are_decoded() {
        let (_, path) = find("GET", "/client/v4/accounts/a/realtime/kit/b/meetings/c%2Fd%20e").unwrap();
        assert_eq!(path.get("meeting_id"), "c/d e");
        assert_eq!(path.get("session_id"), "");
    }
}
