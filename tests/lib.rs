//! The examples of the repository's README are compiled with the tests.

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
mod readme {}
