//! Starting, asking and stopping an emulator.

use std::fmt;
use std::sync::Arc;
use std::thread::JoinHandle;

use realtimekit_api::{Endpoint, operations};
use tokio::sync::oneshot;

use crate::faults::fault::Fault;
use crate::faults::rules::can_fail;
use crate::http::requests::ReceivedRequest;
use crate::server::Server;

/// A running emulator. Clones are handles to the same one; it stops when the last of them is dropped.
///
/// It serves from a dedicated thread, so the caller may use any runtime.
#[derive(Clone)]
pub struct Emulator {
    pub(crate) running: Arc<Running>,
}

pub(crate) struct Running {
    pub(crate) server: Arc<Server>,
    pub(crate) root: String,
    pub(crate) base_url: String,
    pub(crate) files_url: String,
    pub(crate) app_id: String,
    pub(crate) stop: Option<oneshot::Sender<()>>,
    pub(crate) thread: Option<JoinHandle<()>>,
}

impl fmt::Debug for Emulator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Emulator").field("base_url", &self.running.base_url).finish_non_exhaustive()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            // Wait, so that no response is sent once the handle is gone. Its end takes no work.
            let _ = thread.join();
        }
    }
}

impl Emulator {
    pub(crate) fn server(&self) -> &Server {
        &self.running.server
    }

    /// Base URL of the API, in place of `https://api.cloudflare.com/client/v4`, without a trailing slash.
    pub fn base_url(&self) -> &str {
        &self.running.base_url
    }

    /// URL of the server itself, without a trailing slash: `/.well-known/webhooks.json` and `/_emulator/` are below it.
    pub fn root_url(&self) -> &str {
        &self.running.root
    }

    /// URL of the port that serves the files behind download links, without a trailing slash.
    pub fn files_url(&self) -> &str {
        &self.running.files_url
    }

    /// The account that the emulator knows.
    pub fn account_id(&self) -> &str {
        &self.server().settings.credentials.account_id
    }

    /// The token that the emulator accepts.
    pub fn api_token(&self) -> &str {
        &self.server().settings.credentials.api_token
    }

    /// An app that is ready for use. It has the presets `group_call_host`, `group_call_participant`,
    /// `group_call_guest`, `webinar_presenter`, `webinar_viewer`, `livestream_host` and `livestream_viewer`.
    pub fn app_id(&self) -> &str {
        &self.running.app_id
    }

    /// Base URL, account, token and app, for a client.
    pub fn endpoint(&self) -> Endpoint {
        Endpoint::new(self.base_url(), self.account_id(), self.api_token()).app_id(self.app_id())
    }

    /// A client for this emulator: `let client: realtimekit::Client = emulator.client()?;`. Any type that can be created
    /// from an [`Endpoint`] will do; for other settings, take `ClientBuilder::from(emulator.endpoint())`.
    ///
    /// # Errors
    ///
    /// Fails if the client cannot be created.
    pub fn client<C: TryFrom<Endpoint>>(&self) -> Result<C, C::Error> {
        self.endpoint().try_into()
    }

    /// The requests of an operation such as `meetings_create`, oldest first.
    ///
    /// # Panics
    ///
    /// If there is no such operation, and it is not `download` either.
    pub fn received(&self, operation: &str) -> Vec<ReceivedRequest> {
        assert!(operation != "*" && can_fail(operation), "there is no operation {operation:?}");
        self.server().requests.of(Some(operation))
    }

    /// All requests, oldest first: those without a route, to the files, and those whose body was too large or did not
    /// arrive whole included. Those of the control handle are not.
    pub fn received_all(&self) -> Vec<ReceivedRequest> {
        self.server().requests.of(None)
    }

    /// How often an operation was executed with success since the start, whether or not the response arrived.
    ///
    /// # Panics
    ///
    /// If there is no such operation.
    pub fn executed(&self, operation: &str) -> u64 {
        assert!(operations::ALL.iter().any(|known| known.id == operation), "there is no operation {operation:?}");
        self.server().executed(operation)
    }

    /// Forgets the requests received so far.
    pub fn forget_received(&self) {
        self.server().requests.clear();
    }

    /// Sets up a fault of an operation such as `meetings_list`, of all with `*`, or of the files with `download`.
    ///
    /// # Panics
    ///
    /// If there is no such operation: the fault would never act, and a test would pass for the wrong reason.
    pub fn fault(&self, operation: &str) -> Fault {
        assert!(can_fail(operation), "there is no operation {operation:?} that could fail");
        Fault::new(&self.server().faults, operation)
    }

    /// Ends all faults.
    pub fn clear_faults(&self) {
        self.server().faults.clear();
    }

    /// Panics while requests were handled, each with its operation. They are mistakes of the emulator, unless a
    /// [fault](Fault::panic) asked for them; the client got a 500.
    pub fn panics(&self) -> Vec<String> {
        self.server().panics()
    }

    /// Responses that contradicted the OpenAPI document, when the emulator was started with
    /// [`check_responses`](crate::EmulatorBuilder::check_responses). In the documented fidelity they are mistakes of the emulator.
    pub fn contradictions(&self) -> Vec<String> {
        self.server().contradictions()
    }
}
