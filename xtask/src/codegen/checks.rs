//! Checks of what is sent, from the bounds in the document: what breaks a documented rule is refused before it is sent.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use serde_json::Value;
use syn::{Ident, Type};

use super::rust::{generic_argument, map_value};
use super::types::{StructInfo, Usage};
use crate::api::{Api, Operation, reference_name};

/// The items of `checks.rs`: an implementation of `Check` for every sent component that has rules, or parts with rules.
pub fn table(api: &Api, structs: &[StructInfo], usage: &Usage) -> Result<Vec<syn::Item>, String> {
    let checked = checked(api);
    let mut entries = Vec::new();
    for info in structs.iter().filter(|info| usage.sent.contains(&info.name.to_string())) {
        let name = &info.name;
        let schema = &api.schemas[&name.to_string()];
        if !checked.contains(&name.to_string()) {
            continue;
        }
        let fields = info.fields.iter().filter_map(|field| {
            let ident = &field.ident;
            let value = rule(&schema["properties"][&field.wire], &field.ty, field.wire.as_str(), api, &checked)?;
            Some(optional(&field.ty, &quote!(self.#ident), &value))
        });
        let any = require_any(schema, info);
        entries.push(quote! {
            impl Check for types::#name {
                fn check(&self, place: Place<'_>) -> Result<(), InvalidValue> {
                    #any
                    #(#fields)*
                    Ok(())
                }
            }
        });
    }
    let tokens = quote! {
        use super::types;
        use crate::check::{Check, InvalidValue, rules};
        use crate::shape::Place;
        #(#entries)*
    };
    syn::parse2::<syn::File>(tokens).map(|file| file.items).map_err(|error| error.to_string())
}

/// The checks of a request: its query parameters and its body.
pub fn request(operation: &Operation, fields: &[(Ident, Type)], api: &Api) -> Option<TokenStream> {
    let checked = checked(api);
    let mut statements = Vec::new();
    for (ident, ty) in fields {
        // Page and size belong to the paging options, which check them.
        if operation.pagination.as_ref().is_some_and(|paging| *ident == paging.page || *ident == paging.size) {
            continue;
        }
        let parameter = operation.query_parameters.iter().find(|parameter| *ident == parameter.name)?;
        if let Some(value) = rule(&parameter.schema, ty, &parameter.name, api, &checked) {
            statements.push(optional(ty, &quote!(self.#ident), &value));
        }
    }
    for (start, end) in [("start_time", "end_time"), ("start_date", "end_date")] {
        let both = [start, end].iter().all(|name| fields.iter().any(|(ident, _)| ident == name));
        if both {
            let (first, last) = (format_ident!("{start}"), format_ident!("{end}"));
            statements.push(quote! {
                if let (Some(start), Some(end)) = (&self.#first, &self.#last) {
                    rules::order(#start, start, #end, end)?;
                }
            });
        }
    }
    if operation.body.as_ref().is_some_and(|body| checked.contains(body)) {
        statements.push(quote!(api::check::Check::check(&self.body, place)?;));
    }
    if statements.is_empty() {
        return None;
    }
    let rules = statements.iter().any(|statement| statement.to_string().contains("rules ::"));
    let rules = rules.then(|| {
        quote!(
            use api::check::rules;
        )
    });
    let place = statements.iter().any(|statement| statement.to_string().contains("place"));
    let place = place.then(|| quote!(let place = api::check::body();));
    let statements = statements.iter();
    Some(quote! {
        fn check(&self) -> Result<(), api::check::InvalidValue> {
            #rules
            #place
            #(#statements)*
            Ok(())
        }
    })
}

/// Names of the components that have rules, or parts with rules.
fn checked(api: &Api) -> BTreeSet<String> {
    let mut found: BTreeSet<String> = BTreeSet::new();
    loop {
        let before = found.len();
        for (name, schema) in &api.schemas {
            let properties = schema["properties"].as_object().into_iter().flatten();
            let has = !schema["x-require-any"].is_null()
                || properties.map(|(_, value)| value).any(|property| has_rule(property, api, &found));
            if has {
                found.insert(name.clone());
            }
        }
        if found.len() == before {
            return found;
        }
    }
}

fn has_rule(schema: &Value, api: &Api, found: &BTreeSet<String>) -> bool {
    if let Some(name) = reference_name(schema) {
        return found.contains(name)
            || api
                .schemas
                .get(name)
                .is_some_and(|target| target["properties"].is_null() && has_rule(target, api, found));
    }
    let bounds = ["minimum", "maximum", "minLength", "maxLength", "minItems", "maxItems"];
    bounds.iter().any(|bound| !schema[*bound].is_null())
        || schema["format"] == "uri"
        || ["items", "additionalProperties"]
            .iter()
            .any(|key| schema[*key].is_object() && has_rule(&schema[*key], api, found))
}

/// The check of one value, called `value`, or nothing.
fn rule(schema: &Value, ty: &Type, name: &str, api: &Api, checked: &BTreeSet<String>) -> Option<TokenStream> {
    let place = quote!(Place::Key(&place, #name));
    if let Some(component) = reference_name(schema) {
        if checked.contains(component) {
            return Some(quote!(value.check(#place)?;));
        }
        let target =
            api.schemas.get(component).filter(|target| target["properties"].is_null() && target["enum"].is_null())?;
        return rule(target, ty, name, api, checked);
    }
    let bound = |key: &str| match schema[key].as_f64() {
        Some(bound) => quote!(Some(#bound)),
        None => quote!(None),
    };
    let whole = |key: &str| match schema[key].as_i64() {
        Some(bound) => quote!(Some(#bound)),
        None => quote!(None),
    };
    let count = |key: &str| match schema[key].as_u64() {
        Some(bound) => quote!(Some(#bound)),
        None => quote!(None),
    };
    let any = |keys: &[&str]| keys.iter().any(|key| !schema[*key].is_null());
    let mut checks = TokenStream::new();
    match schema["type"].as_str()? {
        "integer" if any(&["minimum", "maximum"]) => {
            let (min, max) = (whole("minimum"), whole("maximum"));
            checks.extend(quote!(rules::whole(#place, *value, #min, #max)?;));
        }
        "number" if any(&["minimum", "maximum"]) => {
            let (min, max) = (bound("minimum"), bound("maximum"));
            checks.extend(quote!(rules::number(#place, *value, #min, #max)?;));
        }
        "string" => {
            let text = if schema["x-sensitive"] == true { quote!(value.expose()) } else { quote!(value) };
            if any(&["minLength", "maxLength"]) {
                let (min, max) = (count("minLength"), count("maxLength"));
                checks.extend(quote!(rules::length(#place, #text, #min, #max)?;));
            }
            if schema["format"] == "uri" {
                let function = if schema["x-sensitive"] == true { quote!(secret_url) } else { quote!(url) };
                checks.extend(quote!(rules::#function(#place, #text)?;));
            }
        }
        "array" => {
            if any(&["minItems", "maxItems"]) {
                let (min, max) = (count("minItems"), count("maxItems"));
                checks.extend(quote!(rules::items(#place, value.len(), #min, #max)?;));
            }
            if reference_name(&schema["items"]).is_some_and(|component| checked.contains(component)) {
                checks.extend(quote! {
                    for (index, item) in value.iter().enumerate() {
                        item.check(Place::Index(&#place, index))?;
                    }
                });
            }
        }
        "object"
            if map_value(&inner(ty)).is_some()
                && reference_name(&schema["additionalProperties"])
                    .is_some_and(|component| checked.contains(component)) =>
        {
            checks.extend(quote! {
                for (key, item) in value {
                    item.check(Place::Key(&#place, key))?;
                }
            });
        }
        _ => {}
    }
    (!checks.is_empty()).then_some(checks)
}

/// A type without its `Option`s.
fn inner(ty: &Type) -> Type {
    generic_argument(ty, "Option").map_or_else(|| ty.clone(), |ty| inner(&ty))
}

/// Runs a check on the value of a field, if it has one.
fn optional(ty: &Type, field: &TokenStream, check: &TokenStream) -> TokenStream {
    let depth = std::iter::successors(generic_argument(ty, "Option"), |ty| generic_argument(ty, "Option")).count();
    match depth {
        0 => quote!({ let value = &#field; #check }),
        1 => quote!(if let Some(value) = &#field { #check }),
        _ => quote!(if let Some(Some(value)) = &#field { #check }),
    }
}

/// At least one of several lists must have an entry.
fn require_any(schema: &Value, info: &StructInfo) -> Option<TokenStream> {
    let names: Vec<&str> = schema["x-require-any"].as_array()?.iter().filter_map(Value::as_str).collect();
    let fields = info.fields.iter().filter(|field| names.contains(&field.wire.as_str())).map(|field| &field.ident);
    let text = names.join(" or ");
    Some(quote! {
        if #(self.#fields.as_ref().is_none_or(Vec::is_empty))&&* {
            return Err(InvalidValue::empty(place, #text));
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::tests::small;
    use crate::codegen::{client, enums, prepare, rust::unparse, types};

    #[test]
    fn bounds_become_checks() {
        let document = small();
        let api = Api::read(&document).unwrap();
        let generated = client::generate(&prepare::prepare(&document, &api)).unwrap();
        let opened = enums::open(generated.types, &api).unwrap();
        let usage = Usage::of(&api);
        let (_, structs) = types::patch(opened, &api, &usage).unwrap();
        let text = unparse(table(&api, &structs, &usage).unwrap());
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(text.contains("impl Check for types::RoomCreate"), "{text}");
        assert!(text.contains(r#"rules::length(Place::Key(&place, "name"), value, Some(1u64), None)?;"#), "{text}");
        assert!(
            text.contains(r#"rules::whole(Place::Key(&place, "size"), *value, Some(1i64), Some(9i64))?;"#),
            "{text}"
        );
        assert!(!text.contains("RoomUpdate") && !text.contains("types::Room {"), "{text}");
    }
}
