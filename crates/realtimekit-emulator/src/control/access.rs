//! Access to the control API: programs on this machine, and programs that reach it by its public name.
//!
//! A web page must not drive it: neither by requests to another origin, nor by a host name of its site that resolves to this
//! machine (DNS rebinding).

use std::net::IpAddr;

use axum::http::request::Parts;
use axum::http::{HeaderName, Method, header};

use crate::server::Server;
use crate::world::refusal::Refusal;

/// Refuses a request that a web page may have sent.
pub(crate) fn check(server: &Server, request: &Parts) -> Result<(), Refusal> {
    let text = |name: HeaderName| request.headers.get(name).map(|value| value.to_str().unwrap_or_default());
    // HTTP/1.1 has the header; a browser sends no request without it.
    let host = text(header::HOST).unwrap_or("localhost");
    let own = server.own_host();
    if !is_loopback(name_of(host)) && !own.is_some_and(|own| own.eq_ignore_ascii_case(name_of(host))) {
        return Err(Refusal::service(
            403,
            format!("Host {host:?} is neither loopback nor the public host of the emulator"),
        ));
    }
    if let Some(origin) = text(header::ORIGIN).filter(|origin| *origin != format!("http://{host}")) {
        return Err(Refusal::service(403, format!("Origin {origin:?} is not the emulator")));
    }
    let media_type = text(header::CONTENT_TYPE).unwrap_or_default();
    let essence = media_type.split(';').next().unwrap_or_default().trim();
    if request.method == Method::POST && !essence.eq_ignore_ascii_case("application/json") {
        return Err(Refusal::service(415, format!("Content-Type must be application/json, not {media_type:?}")));
    }
    Ok(())
}

/// The host of `host:port`, without the brackets of an IPv6 address.
fn name_of(host: &str) -> &str {
    match host.strip_prefix('[') {
        Some(address) => address.split(']').next().unwrap_or_default(),
        None => host.split(':').next().unwrap_or_default(),
    }
}

fn is_loopback(name: &str) -> bool {
    name.eq_ignore_ascii_case("localhost") || name.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_are_read_without_their_ports() {
        for (host, name, loopback) in [
            ("localhost:8787", "localhost", true),
            ("127.0.0.1", "127.0.0.1", true),
            ("[::1]:8787", "::1", true),
            ("evil.example:8787", "evil.example", false),
            ("127.0.0.1.evil.example", "127.0.0.1.evil.example", false),
            ("192.0.2.1:80", "192.0.2.1", false),
            ("", "", false),
        ] {
            assert_eq!((name_of(host), is_loopback(name_of(host))), (name, loopback), "{host}");
        }
    }
}
