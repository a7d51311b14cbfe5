//! Files of recordings and sessions.

#[cfg(feature = "download")]
mod downloads;
#[cfg(feature = "download")]
mod folder;
#[cfg(feature = "download")]
mod host;
mod parsers;
