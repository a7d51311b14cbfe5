//! The enum of all events that are delivered to webhooks, and how each is read.

use quote::{format_ident, quote};

use super::rust::{doc, parsed};
use crate::document::Problem;
use crate::model::Api;

/// The items of `events.rs`.
pub fn items(api: &Api) -> Result<Vec<syn::Item>, Problem> {
    let names: Vec<&str> = api.webhooks.iter().map(|webhook| webhook.name.as_str()).collect();
    let payloads: Vec<_> = api.webhooks.iter().map(|webhook| format_ident!("{}", webhook.payload)).collect();
    let variants: Vec<_> = api.webhooks.iter().map(|webhook| format_ident!("{}", webhook.variant())).collect();
    let labels: Vec<&str> = api.webhooks.iter().map(|webhook| webhook.variant()).collect();
    let docs = api
        .webhooks
        .iter()
        .map(|webhook| doc(&format!("`{}`: {}", webhook.name, webhook.description)))
        .collect::<Vec<_>>();
    let tokens = quote! {
        use serde::{Serialize, Serializer};
        use crate::decode::{Decode, Fault, Reader};

        use crate::encode::{Encode, Json};
        use crate::types;

        /// An event that is delivered to webhooks.
        ///
        /// Serialising it gives the body of the delivery again, which fails if it holds a secret and is not wrapped in
        /// [`Exposed`](crate::Exposed).
        #[allow(clippy::large_enum_variant)]
        #[derive(Clone, PartialEq)]
        #[non_exhaustive]
        pub enum Event {
            #(#docs #variants(types::#payloads),)*
            /// An event that this version of the crate does not know or cannot read; [`Event::unreadable`] distinguishes them.
            Unknown {
                /// Name of the event.
                name: String,
                /// The whole body. It may hold secrets.
                json: serde_json::Value,
            },
        }

        impl Event {
            /// Names of the events that this version of the crate knows.
            pub const KNOWN: &'static [&'static str] = &[#(#names),*];

            /// Name of the event, such as `meeting.started`.
            pub fn name(&self) -> &str {
                match self {
                    #(Self::#variants(_) => #names,)*
                    Self::Unknown { name, .. } => name,
                }
            }

            /// Reads the payload of a known event; none for others.
            pub(crate) fn read(name: &str, body: &mut Reader<'_>) -> Result<Option<Self>, Fault> {
                match name {
                    #(#names => types::#payloads::decode(body).map(Self::#variants).map(Some),)*
                    _ => Ok(None),
                }
            }
        }

        impl std::fmt::Debug for Event {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                match self {
                    #(Self::#variants(payload) => f.debug_tuple(#labels).field(payload).finish(),)*
                    Self::Unknown { name, .. } => f.debug_struct("Unknown").field("name", name).finish_non_exhaustive(),
                }
            }
        }

        impl Encode for Event {
            fn encode(&self, json: &mut Json) -> Result<(), serde_json::Error> {
                let payload: &dyn Encode = match self {
                    #(Self::#variants(payload) => payload,)*
                    Self::Unknown { json: body, .. } => return body.encode(json),
                };
                json.extended(payload, "event", self.name())
            }
        }

        impl Serialize for Event {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                crate::encode::serialize(self, serializer)
            }
        }
    };
    parsed(tokens, "the events")
}
