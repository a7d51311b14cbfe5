//! Apps and everything in them.

pub(crate) mod app;
pub(crate) mod event;
pub(crate) mod livestream;
pub(crate) mod meeting;
pub(crate) mod participant;
pub(crate) mod preset;
pub(crate) mod recording;
pub(crate) mod session;
pub(crate) mod settling;
pub(crate) mod webhook;
