//! Connections with TLS.

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use realtimekit::Limiter;
use realtimekit_redis::redis::{Client, TlsCertificates};
use realtimekit_redis::{RedisRateLimiter, Store};
use tempfile::TempDir;

use crate::server::{RedisServer, free_port, is_installed};

const REQUEST: &str = "[req]\nprompt = no\ndistinguished_name = name\nx509_extensions = more\n\
    [name]\nCN = redis\n[more]\nsubjectAltName = IP:127.0.0.1\n";

#[tokio::test]
async fn a_trusted_certificate_is_accepted_and_another_one_is_not() {
    if !is_installed("openssl", "openssl") {
        return;
    }
    let folder = TempDir::new().unwrap();
    let [request, key, certificate] =
        ["request.cnf", "key.pem", "certificate.pem"].map(|name| folder.path().join(name).display().to_string());
    std::fs::write(&request, REQUEST).unwrap();
    let mut openssl = Command::new("openssl");
    openssl.args(["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-config", &request]);
    let made = openssl.args(["-keyout", &key, "-out", &certificate]).stderr(Stdio::null()).status().unwrap();
    assert!(made.success());
    let port = free_port().to_string();
    let options =
        ["--tls-port", &port, "--tls-cert-file", &certificate, "--tls-key-file", &key, "--tls-auth-clients", "no"];
    let Some(_server) = RedisServer::with(&options) else { return };

    let url = format!("rediss://127.0.0.1:{port}/");
    let admitted = async |store: Store| {
        let limiter = RedisRateLimiter::new(store.timeout(Duration::from_secs(10)), 10, Duration::from_secs(60));
        limiter.acquire(1, Instant::now() + Duration::from_secs(20)).await
    };
    let root_cert = Some(std::fs::read(&certificate).unwrap());
    let client = Client::build_with_tls(&*url, TlsCertificates { client_tls: None, root_cert }).unwrap();
    admitted(Store::with_client(client).unwrap()).await.unwrap();
    let error = admitted(Store::open(&url).unwrap()).await.unwrap_err();
    assert!(error.wait().is_none(), "{error}");
}
