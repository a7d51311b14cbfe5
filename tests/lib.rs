//! Examples that no published crate can compile: those of the repository's README, and those that use several crates.

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
mod readme {}

#[cfg(doctest)]
#[doc = include_str!("../crates/realtimekit/guide/scaling.md")]
mod scaling {}
