//! A client of the SDK that works against an emulator.

use realtimekit::{Client, ClientBuilder, Error};

use crate::emulator::Emulator;

impl Emulator {
    /// A client for this emulator, with its account, its token, and [`app_id`](Self::app_id) as the default app.
    ///
    /// # Errors
    ///
    /// Fails if the client cannot be built, for example because the system refuses its resources.
    pub fn client(&self) -> Result<Client, Error> {
        self.client_builder().build()
    }

    /// The same as a builder, for a test that changes more settings.
    pub fn client_builder(&self) -> ClientBuilder {
        Client::builder()
            .base_url(self.base_url())
            .account_id(self.account_id())
            .api_token(self.api_token())
            .app_id(self.app_id())
            .allow_insecure_http(true)
    }
}
