//! The link of a file, and the way to a fresh one.

use std::pin::Pin;
use std::sync::Arc;

use realtimekit_api::{Secret, Timestamp};
use tokio::sync::Mutex;

use crate::error::{Error, ErrorKind};

/// Fetches a fresh link from the API.
pub(crate) type Fresh = Arc<dyn Fn() -> Pin<Box<dyn Future<Output = Result<Secret, Error>> + Send>> + Send + Sync>;

/// The present link of a file. All connections of a download share it, so that it is renewed once.
pub(crate) struct Link {
    fresh: Option<Fresh>,
    present: Mutex<Present>,
}

struct Present {
    link: Option<Secret>,
    expiry: Option<Timestamp>,
    /// How many times the link was renewed.
    number: u64,
}

impl Link {
    pub(crate) fn new(link: Option<Secret>, expiry: Option<Timestamp>, fresh: Option<Fresh>) -> Self {
        let link = link.filter(|link| !link.is_empty());
        Self { fresh, present: Mutex::new(Present { link, expiry, number: 0 }) }
    }

    /// The link and its number. Fetches one if there is none, or if it has expired and a fresh one can be fetched.
    pub(crate) async fn get(&self) -> Result<(Secret, u64), Error> {
        let mut present = self.present.lock().await;
        let expired = present.expiry.is_some_and(|expiry| expiry <= Timestamp::now());
        if let Some(link) = present.link.as_ref().filter(|_| !expired || self.fresh.is_none()) {
            return Ok((link.clone(), present.number));
        }
        let Some(fresh) = &self.fresh else {
            return Err(Error::new(
                ErrorKind::NotFound,
                "the file has no link: it is not uploaded yet, or was removed after 7 days",
            ));
        };
        present.renew(fresh).await?;
        Ok((present.link.clone().unwrap_or_default(), present.number))
    }

    /// Replaces the link of this number, unless that was done already. Returns whether there is another one.
    pub(crate) async fn renew(&self, number: u64) -> Result<bool, Error> {
        let Some(fresh) = &self.fresh else { return Ok(false) };
        let mut present = self.present.lock().await;
        if present.number == number {
            present.renew(fresh).await?;
        }
        Ok(true)
    }
}

impl Present {
    async fn renew(&mut self, fresh: &Fresh) -> Result<(), Error> {
        self.link = Some(fresh().await?);
        self.expiry = None;
        self.number += 1;
        Ok(())
    }
}
