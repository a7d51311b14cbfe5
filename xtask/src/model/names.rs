//! Names: of components in schemas, and of fields in Rust.

use proc_macro2::Ident;
use quote::format_ident;
use serde_json::Value;

use crate::document::{entries, items};

/// The component that a schema names, by `$ref` or by `allOf` with one `$ref`.
pub fn reference_name(schema: &Value) -> Option<&str> {
    let target = schema["$ref"].as_str().or_else(|| schema["allOf"][0]["$ref"].as_str());
    target?.strip_prefix("#/components/schemas/")
}

/// A schema that refers to a component.
pub fn reference(name: &str) -> Value {
    serde_json::json!({ "$ref": format!("#/components/schemas/{name}") })
}

/// Adds the names of the components that a schema refers to.
pub fn references(value: &Value, found: &mut Vec<String>) {
    if let Some(name) = value["$ref"].as_str().and_then(|target| target.strip_prefix("#/components/schemas/")) {
        found.push(name.to_owned());
    }
    entries(value).filter(|(key, _)| *key != "example").for_each(|(_, value)| references(value, found));
    items(value).for_each(|item| references(item, found));
}

/// The name that typify gives to a field or an argument.
pub fn rust_name(wire: &str) -> Ident {
    use heck::ToSnakeCase;
    let clean: String =
        wire.replace('\'', "").chars().map(|c| if c.is_alphanumeric() || c == '_' { c } else { '-' }).collect();
    let mut name = clean.to_snake_case();
    if !name.starts_with(|first: char| first.is_alphabetic()) {
        name.insert(0, 'x');
    }
    if syn::parse_str::<Ident>(&name).is_err() {
        name.push('_');
    }
    format_ident!("{name}")
}
