//! Files of recordings and sessions.

#[cfg(feature = "object-store")]
mod archives;
#[cfg(feature = "download")]
mod downloads;
#[cfg(feature = "download")]
mod exports;
#[cfg(feature = "download")]
mod folder;
#[cfg(all(feature = "download", target_os = "linux"))]
mod full_disk;
#[cfg(feature = "download")]
mod handles;
#[cfg(feature = "download")]
mod host;
#[cfg(feature = "download")]
mod names;
#[cfg(feature = "download")]
mod overwrites;
mod parsers;
#[cfg(feature = "object-store")]
mod secrets;
#[cfg(feature = "download")]
mod sizes;
#[cfg(feature = "download")]
mod world;
