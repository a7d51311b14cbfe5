//! The guide: a page for each thing people want to do, with the smallest complete program and what goes wrong.
//!
//! | page | what it is about |
//! |---|---|
//! | [`setup`] | an account, an app, presets and a webhook |
//! | [`join`] | meetings, and letting people in |
//! | [`end`] | ending meetings, and cleaning up |
//! | [`files`] | recordings: downloads, exports, archives |
//! | [`transcripts`] | transcripts, chats and summaries |
//! | [`webhooks`] | webhooks in production |
//! | [`limits`] | retries, timeouts, rate limits, errors |
//! | [`testing`] | tests with the emulator |
//! | [`scaling`] | many processes and machines |
//! | [`deviations`] | when the service deviates from its documents |
//! | [`rtk`] | the same from a terminal |
//! | [`migrating`] | from raw `reqwest`, or from the SDK for TypeScript |

// Pages refer to items of several features. Their examples are compiled if all of them are enabled.
#![cfg_attr(
    not(all(feature = "axum", feature = "object-store", feature = "rate-limiter", feature = "webhooks-testing")),
    allow(rustdoc::broken_intra_doc_links)
)]

macro_rules! pages {
    ($($name:ident: $file:literal,)*) => {
        $(
            #[cfg_attr(
                any(
                    not(doctest),
                    all(feature = "axum", feature = "object-store", feature = "rate-limiter", feature = "webhooks-testing")
                ),
                doc = include_str!($file)
            )]
            pub mod $name {}
        )*
    };
}

pages! {
    setup: "../guide/setup.md",
    join: "../guide/join.md",
    end: "../guide/end.md",
    files: "../guide/files.md",
    transcripts: "../guide/transcripts.md",
    webhooks: "../guide/webhooks.md",
    limits: "../guide/limits.md",
    testing: "../guide/testing.md",
    deviations: "../guide/deviations.md",
    rtk: "../guide/rtk.md",
    migrating: "../guide/migrating.md",
}

// Its program uses the crate `realtimekit-redis`, which depends on this one; the tests of the workspace compile it.
#[cfg_attr(not(doctest), doc = include_str!("../guide/scaling.md"))]
pub mod scaling {}
