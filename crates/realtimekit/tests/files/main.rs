//! Files of recordings and sessions.

#[cfg(feature = "object-store")]
mod archives;
#[cfg(feature = "download")]
mod downloads;
#[cfg(feature = "download")]
mod exports;
#[cfg(feature = "download")]
mod folder;
#[cfg(feature = "download")]
mod handles;
#[cfg(feature = "download")]
mod host;
#[cfg(feature = "download")]
mod names;
mod parsers;
#[cfg(feature = "download")]
mod world;
