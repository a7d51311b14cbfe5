//! Types of Rust, as far as the generated code uses them.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use serde_json::Value;

use super::names::reference_name;

/// A type of Rust.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ty {
    Bool,
    I64,
    U64,
    F64,
    String,
    Timestamp,
    Secret,
    /// Any JSON.
    Json,
    /// An object with free keys.
    JsonObject,
    Component(String),
    /// A hand-written type of the API crate that stands for a component.
    HandWritten(&'static str),
    List(Box<Ty>),
    Map(Box<Ty>),
    Option(Box<Ty>),
}

/// Components for which the API crate has a hand-written type: the paging block belongs to the envelope, which is read
/// manually, and download links, analytics and reasons have several forms that one type unites.
pub const HAND_WRITTEN: [&str; 5] =
    ["AppAnalytics", "LivestreamAnalytics", "Paging", "RecordingDownload", "WebhookStopReason"];

/// How the code that names a type reaches it.
#[derive(Clone, Copy)]
pub enum Scope {
    /// Within the module of the types.
    Types,
    /// Elsewhere in the API crate, and in structs of the ergonomic crate.
    Crate,
    /// In functions of the ergonomic crate, where the API crate is called `api`.
    Ergonomic,
}

impl Ty {
    /// The type of a value that a schema describes.
    pub fn of(schema: &Value) -> Self {
        if let Some(name) = reference_name(schema) {
            let known = HAND_WRITTEN.into_iter().find(|known| *known == name);
            return known.map_or_else(|| Self::Component(name.to_owned()), Self::HandWritten);
        }
        let natural = schema["minimum"].as_f64().is_some_and(|minimum| minimum >= 0.0);
        match schema["type"].as_str() {
            Some("boolean") => Self::Bool,
            Some("integer") if natural => Self::U64,
            Some("integer") => Self::I64,
            Some("number") => Self::F64,
            Some("string") if schema["x-sensitive"] == true => Self::Secret,
            Some("string") if schema["format"] == "date-time" => Self::Timestamp,
            Some("string") => Self::String,
            Some("array") => Self::List(Box::new(Self::within(&schema["items"]))),
            Some("object") if schema["additionalProperties"].is_object() => {
                match Self::within(&schema["additionalProperties"]) {
                    Self::Json => Self::JsonObject,
                    value => Self::Map(Box::new(value)),
                }
            }
            Some("object") => Self::JsonObject,
            _ => Self::Json,
        }
    }

    fn within(schema: &Value) -> Self {
        if schema["nullable"] == true { Self::of(schema).optional() } else { Self::of(schema) }
    }

    pub fn optional(self) -> Self {
        Self::Option(Box::new(self))
    }

    /// The type within all `Option`s, and their number.
    pub fn value(&self) -> (&Self, usize) {
        match self {
            Self::Option(inner) => {
                let (value, depth) = inner.value();
                (value, depth + 1)
            }
            other => (other, 0),
        }
    }

    /// Whether the type is, or holds, one of the generated types.
    pub fn names_component(&self) -> bool {
        match self {
            Self::Component(_) => true,
            Self::List(inner) | Self::Map(inner) | Self::Option(inner) => inner.names_component(),
            _ => false,
        }
    }

    pub fn tokens(&self, scope: Scope) -> TokenStream {
        let root = if matches!(scope, Scope::Ergonomic) { quote!(api) } else { quote!(crate) };
        match self {
            Self::Bool => quote!(bool),
            Self::I64 => quote!(i64),
            Self::U64 => quote!(u64),
            Self::F64 => quote!(f64),
            Self::String => quote!(String),
            Self::Timestamp => quote!(#root::Timestamp),
            Self::Secret => quote!(#root::Secret),
            Self::Json => quote!(serde_json::Value),
            Self::JsonObject => quote!(serde_json::Map<String, serde_json::Value>),
            Self::HandWritten(name) => {
                let name = format_ident!("{name}");
                quote!(#root::#name)
            }
            Self::Component(name) => {
                let name = format_ident!("{name}");
                if matches!(scope, Scope::Types) { quote!(#name) } else { quote!(types::#name) }
            }
            Self::List(inner) => {
                let inner = inner.tokens(scope);
                quote!(Vec<#inner>)
            }
            Self::Map(inner) => {
                let inner = inner.tokens(scope);
                quote!(std::collections::BTreeMap<String, #inner>)
            }
            Self::Option(inner) => {
                let inner = inner.tokens(scope);
                quote!(Option<#inner>)
            }
        }
    }

    /// The type of an argument that borrows an optional value, and how to borrow it from `field`.
    pub fn borrowed(&self, field: &TokenStream) -> (TokenStream, TokenStream) {
        let (value, _) = self.value();
        let tokens = value.tokens(Scope::Crate);
        match value {
            Self::Bool | Self::I64 | Self::U64 | Self::F64 => (quote!(Option<#tokens>), quote!(#field)),
            Self::String => (quote!(Option<&str>), quote!(#field.as_deref())),
            _ => (quote!(Option<&#tokens>), quote!(#field.as_ref())),
        }
    }
}
