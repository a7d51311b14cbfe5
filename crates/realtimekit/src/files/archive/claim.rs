//! Claims: which of several machines uploads a file.

use std::time::Duration;

use object_store::path::Path;
use object_store::{Error, ObjectStore, ObjectStoreExt as _, PutMode, PutOptions, PutPayload, UpdateVersion};
use realtimekit_api::Timestamp;
use serde::{Deserialize, Serialize};
use tokio::sync::Notify;

/// Shortest time between two renewals.
const SHORTEST_RENEWAL: Duration = Duration::from_millis(10);

/// An object next to the one that is being uploaded. It counts until a time, so that a machine that failed does not
/// keep others from the file.
#[derive(Serialize, Deserialize)]
struct Claim {
    until: Timestamp,
}

/// The name of the claim of an object.
pub(crate) fn claim_of(path: &Path) -> Path {
    Path::from(format!("{path}.claim"))
}

/// Claims an object. Returns whether it is ours: `false` if another machine has it.
///
/// Stores without conditional writes let everybody pass: two machines then upload the same bytes, and the last one wins.
pub(crate) async fn claim(store: &dyn ObjectStore, path: &Path, lease: Duration) -> Result<bool, Error> {
    let claim = claim_of(path);
    match put(store, &claim, lease, PutMode::Create).await {
        Ok(()) => return Ok(true),
        Err(Error::AlreadyExists { .. } | Error::Precondition { .. }) => {}
        Err(Error::NotImplemented { .. } | Error::NotSupported { .. }) => return Ok(true),
        Err(error) => return Err(error),
    }
    let present = match store.get(&claim).await {
        Ok(present) => present,
        // It was given back in between; the file is there, or the next run takes it.
        Err(Error::NotFound { .. }) => return Ok(false),
        Err(error) => return Err(error),
    };
    let version = UpdateVersion { e_tag: present.meta.e_tag.clone(), version: present.meta.version.clone() };
    let content = present.bytes().await?;
    let expired = serde_json::from_slice::<Claim>(&content).is_ok_and(|claim| claim.until <= Timestamp::now());
    if !expired {
        return Ok(false);
    }
    match put(store, &claim, lease, PutMode::Update(version)).await {
        Ok(()) => Ok(true),
        Err(Error::Precondition { .. } | Error::AlreadyExists { .. } | Error::NotFound { .. }) => Ok(false),
        Err(Error::NotImplemented { .. } | Error::NotSupported { .. }) => {
            // A folder cannot replace a file conditionally: of those that remove it, one creates it.
            store.delete(&claim).await.or_else(absent)?;
            match put(store, &claim, lease, PutMode::Create).await {
                Ok(()) => Ok(true),
                Err(Error::AlreadyExists { .. }) => Ok(false),
                Err(error) => Err(error),
            }
        }
        Err(error) => Err(error),
    }
}

/// Renews a claim again and again, until `done`: a renewal that has begun is completed, since it would otherwise follow the
/// release. Failures are left to the copy: at worst another machine copies the same file.
pub(crate) async fn renew(store: &dyn ObjectStore, path: &Path, lease: Duration, done: &Notify) {
    let claim = claim_of(path);
    let interval = (lease / 3).max(SHORTEST_RENEWAL);
    while tokio::time::timeout(interval, done.notified()).await.is_err() {
        let _ = put(store, &claim, lease, PutMode::Overwrite).await;
    }
}

/// Gives a claim back.
pub(crate) async fn release(store: &dyn ObjectStore, path: &Path) -> Result<(), Error> {
    store.delete(&claim_of(path)).await.or_else(absent)
}

fn absent(error: Error) -> Result<(), Error> {
    if matches!(error, Error::NotFound { .. }) { Ok(()) } else { Err(error) }
}

async fn put(store: &dyn ObjectStore, path: &Path, lease: Duration, mode: PutMode) -> Result<(), Error> {
    let until = std::time::SystemTime::now().checked_add(lease).map_or_else(Timestamp::now, Timestamp::from);
    let content = serde_json::to_vec(&Claim { until }).unwrap_or_default();
    store.put_opts(path, PutPayload::from(content), PutOptions::from(mode)).await.map(drop)
}
