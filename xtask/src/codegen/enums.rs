//! Opens the enums: a value the document does not know must not fail a whole response.
//!
//! typify writes closed enums with five trait implementations each. They are replaced by an enum with a last variant
//! for everything else, and one macro call for the traits.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use serde_json::Value;
use syn::{Fields, Item, ItemEnum};

use super::rust::{doc, has_attribute, parsed, serde_rename, type_name};
use crate::api::Api;
use crate::document::Problem;

/// Replaces all closed string enums.
pub fn open(types: Vec<Item>, api: &Api) -> Result<Vec<Item>, Problem> {
    let closed: BTreeSet<String> = types
        .iter()
        .filter_map(|item| match item {
            Item::Enum(item) if is_closed(item) => Some(item.ident.to_string()),
            _ => None,
        })
        .collect();
    let mut opened = Vec::new();
    for item in types {
        match item {
            Item::Enum(item) if closed.contains(&item.ident.to_string()) => {
                let schema = &api.schemas.get(&item.ident.to_string()).cloned().unwrap_or_default();
                let tokens = open_enum(&item, schema)?;
                opened.extend(parsed(tokens, "the enums")?);
            }
            Item::Impl(item) if type_name(&item.self_ty).is_some_and(|name| closed.contains(&name)) => {}
            other => opened.push(other),
        }
    }
    Ok(opened)
}

fn is_closed(item: &ItemEnum) -> bool {
    !has_attribute(&item.attrs, "serde") && item.variants.iter().all(|variant| matches!(variant.fields, Fields::Unit))
}

fn open_enum(item: &ItemEnum, schema: &Value) -> Result<TokenStream, Problem> {
    let name = &item.ident;
    let problem = |below: &str, message: String| Problem::of_component(&name.to_string(), below, message);
    let description = schema["description"]
        .as_str()
        .ok_or_else(|| problem("", "the enum is not described: add `description`".to_owned()))?;
    let summary = doc(description);
    let mut variants = Vec::new();
    let mut values = Vec::new();
    for variant in &item.variants {
        let ident = &variant.ident;
        let value = serde_rename(&variant.attrs).unwrap_or_else(|| ident.to_string());
        if ident == "Unknown" {
            return Err(problem(
                "/enum",
                format!(
                    "the value {value:?} would be called as the variant for all values that are not listed: leave it \
                     out, and it is read as one of those"
                ),
            ));
        }
        let meaning = schema["x-enum-descriptions"][&value].as_str().ok_or_else(|| {
            problem("/x-enum-descriptions", format!("the value {value:?} is not described: add a sentence"))
        })?;
        let text = doc(&format!("`{value}`: {meaning}"));
        variants.push(quote! { #text #ident });
        values.push(quote! { #ident = #value });
    }
    let unknown = format_ident!("Unknown");
    let unknown_doc = doc("A value that this version of the crate does not know, kept and sent back as it came.");
    Ok(quote! {
        #summary
        #[derive(Clone)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
            #unknown_doc
            #unknown(String),
        }
        crate::open_enum! { #name { #(#values),* } }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::tests::small;
    use crate::codegen::rust::unparse;

    const CLOSED: &str = r#"
        #[derive(Debug)]
        pub enum State { #[serde(rename = "OPEN")] Open, #[serde(rename = "half open")] HalfOpen }
        impl ::std::fmt::Display for State {}
        impl ::std::str::FromStr for State {}
        impl From<&Self> for Other {}
        #[serde(untagged)]
        pub enum Other { A(String) }
    "#;

    #[test]
    fn closed_enums_get_a_variant_for_the_unknown() {
        let api = Api::read(&small()).unwrap();
        let items = syn::parse_file(CLOSED).unwrap().items;
        let text = unparse(open(items, &api).unwrap());
        assert!(text.contains("    Unknown(String),"), "{text}");
        assert!(text.contains("/// `half open`: Some may enter.\n    HalfOpen,"), "{text}");
        assert!(text.contains("crate::open_enum!"), "{text}");
        assert!(!text.contains("Display") && text.contains("From<&Self> for Other"), "{text}");
    }

    #[test]
    fn a_value_without_meaning_is_refused() {
        let mut document = small();
        document.json["components"]["schemas"]["State"]["x-enum-descriptions"] = serde_json::json!({"OPEN": "x"});
        let api = Api::read(&document).unwrap();
        let items = syn::parse_file(CLOSED).unwrap().items;
        let error = open(items, &api).unwrap_err().to_string();
        assert_eq!(
            error,
            "/components/schemas/State/x-enum-descriptions: the value \"half open\" is not described: add a sentence"
        );
    }
}
