//! Clients for an emulator or for a port on which nothing listens.

use realtimekit::{Client, ClientBuilder};
use realtimekit_emulator::Emulator;
use serde_json::Value;

/// A client of an emulator, with retries that do not wait.
pub fn client(emulator: &Emulator) -> Client {
    builder(emulator).build().expect("the emulator's credentials are good")
}

#[tokio::test]
async fn an_emulator_has_a_client() {
    let emulator = Emulator::start().await.unwrap();
    let client: Client = emulator.client().unwrap();
    let app = client.default_app().unwrap();
    let meeting = app.meetings().create().title("Weekly sync").send().await.unwrap();
    assert_eq!(app.meeting(meeting.id).get().send().await.unwrap().title.as_deref(), Some("Weekly sync"));
}

/// The settings of [`client`], to be changed.
pub fn builder(emulator: &Emulator) -> ClientBuilder {
    let policy = realtimekit::RetryPolicy::default().base_delay(std::time::Duration::from_millis(1));
    ClientBuilder::from(emulator.endpoint()).retry_policy(policy)
}

/// An emulator in which no deviation occurs by chance, for tests that compare results exactly: in the observed fidelity
/// any response may lack fields.
pub async fn steady() -> Emulator {
    Emulator::builder().without_deviations().start().await.expect("the emulator starts")
}

/// An address without a listener, reserved for as long as this lives.
#[derive(Debug)]
pub struct ClosedPort(tokio::net::TcpSocket);

impl ClosedPort {
    /// Takes a free port and does not listen there.
    #[allow(clippy::new_without_default)] // it takes a port of the machine
    pub fn new() -> Self {
        let socket = tokio::net::TcpSocket::new_v4().expect("a socket");
        socket.bind(([127, 0, 0, 1], 0).into()).expect("a port is free");
        Self(socket)
    }

    /// For a client's base URL.
    pub fn url(&self) -> String {
        format!("http://{}", self.0.local_addr().expect("the socket is bound"))
    }
}

/// An emulator that responds to one operation with this status and body, and a client's handle on its app.
pub async fn responding(operation: &str, status: u16, body: &Value) -> (Emulator, realtimekit::resources::AppHandle) {
    let emulator = Emulator::start().await.expect("the emulator starts");
    let body = body.as_str().map_or_else(|| body.to_string(), str::to_owned);
    emulator.fault(operation).status(status).body(body);
    let app = client(&emulator).app(emulator.app_id());
    (emulator, app)
}
