//! Files of recordings and sessions.

mod parsers;
