//! Checks of what is sent, from the bounds in the document: what breaks a documented rule is refused before it is sent.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use serde_json::Value;
use syn::{Ident, Type};

use super::requests::Query;
use super::rust::{generic_argument, parsed};
use super::types::{StructInfo, Usage};
use crate::api::{Api, Operation, reference_name};
use crate::document::Problem;

/// The items of `checks.rs`: an implementation of `Check` for every sent component that has rules, or parts with rules.
pub fn table(rules: &Rules<'_>, structs: &[StructInfo], usage: &Usage) -> Result<Vec<syn::Item>, Problem> {
    rules.reach_everything(usage)?;
    let mut entries = Vec::new();
    for info in structs.iter().filter(|info| usage.sent.contains(&info.name.to_string())) {
        let name = &info.name;
        let schema = &rules.api.schemas[&name.to_string()];
        if !rules.checked.contains(&name.to_string()) {
            continue;
        }
        let fields = info.fields.iter().filter_map(|field| {
            let ident = &field.ident;
            let value = rules.field(&schema["properties"][&field.wire], &field.wire)?;
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
        use crate::check::{Check, InvalidValue, Place, rules};
        #(#entries)*
    };
    parsed(tokens, "the checks")
}

/// The checks of a request: its query parameters and its body.
pub fn request(operation: &Operation, queries: &[Query<'_>], rules: &Rules<'_>) -> Option<TokenStream> {
    let mut statements = Vec::new();
    // Page and size belong to the paging options, which check them.
    for Query { ident, ty, parameter } in queries.iter().filter(|query| !operation.pages_by(&query.parameter.name)) {
        if let Some(value) = rules.field(&parameter.schema, &parameter.name) {
            statements.push(optional(ty, &quote!(self.#ident), &value));
        }
    }
    for (start, end) in [("start_time", "end_time"), ("start_date", "end_date")] {
        let named = |name: &str| queries.iter().find(|query| query.parameter.name == name).map(|query| &query.ident);
        if let (Some(first), Some(last)) = (named(start), named(end)) {
            statements.push(quote! {
                if let (Some(start), Some(end)) = (&self.#first, &self.#last) {
                    rules::order(#start, start, #end, end)?;
                }
            });
        }
    }
    if operation.body.as_ref().is_some_and(|body| rules.checked.contains(body)) {
        statements.push(quote!(api::check::Check::check(&self.body, place)?;));
    }
    if statements.is_empty() {
        return None;
    }
    let text = statements.iter().map(ToString::to_string).collect::<String>();
    let used = |what: &str, statement: TokenStream| text.contains(what).then_some(statement);
    let imports = [
        used(
            "rules ::",
            quote!(
                use api::check::rules;
            ),
        ),
        used(
            "Place ::",
            quote!(
                use api::check::Place;
            ),
        ),
        used("place", quote!(let place = api::check::body();)),
    ];
    Some(quote! {
        fn check(&self) -> Result<(), api::check::InvalidValue> {
            #(#imports)*
            #(#statements)*
            Ok(())
        }
    })
}

/// The rules of the document, as statements.
pub struct Rules<'a> {
    api: &'a Api,
    /// Components that have rules, or parts with rules: they implement `Check`.
    checked: BTreeSet<String>,
}

impl<'a> Rules<'a> {
    /// Reads the rules of all components.
    pub fn of(api: &'a Api) -> Self {
        let mut rules = Self { api, checked: BTreeSet::new() };
        loop {
            let before = rules.checked.len();
            for (name, schema) in &api.schemas {
                let mut properties = schema["properties"].as_object().into_iter().flatten();
                if !schema["x-require-any"].is_null()
                    || properties.any(|(wire, property)| rules.field(property, wire).is_some())
                {
                    rules.checked.insert(name.clone());
                }
            }
            if rules.checked.len() == before {
                return rules;
            }
        }
    }

    /// Refuses rules within a choice: a choice is no object, and only objects are checked.
    fn reach_everything(&self, usage: &Usage) -> Result<(), Problem> {
        for name in &usage.sent {
            for (index, form) in self.api.schemas[name]["oneOf"].as_array().into_iter().flatten().enumerate() {
                if self.field(form, "").is_some() {
                    return Err(Problem::of_component(
                        name,
                        &format!("/oneOf/{index}"),
                        "the client does not check what is within `oneOf`: remove the bounds, and say them in \
                         `description`",
                    ));
                }
            }
        }
        Ok(())
    }

    /// The check of the value of a property or of a query parameter, called `value`, or nothing.
    fn field(&self, schema: &Value, name: &str) -> Option<TokenStream> {
        self.value(schema, &quote!(value), &quote!(Place::Key(&place, #name)), 0)
    }

    /// The check of what a variable refers to. `depth` counts the loops around it.
    fn value(&self, schema: &Value, value: &TokenStream, place: &TokenStream, depth: usize) -> Option<TokenStream> {
        if let Some(component) = reference_name(schema) {
            if self.checked.contains(component) {
                return Some(quote!(#value.check(#place)?;));
            }
            // Choices and scalars have no rules; lists and maps may have some of their own.
            let target = self.api.schemas.get(component)?;
            return match target["type"].as_str() {
                Some("array" | "object") if target["properties"].is_null() => self.value(target, value, place, depth),
                _ => None,
            };
        }
        let any = |keys: &[&str]| keys.iter().any(|key| !schema[*key].is_null());
        let number = |key: &str| option(schema[key].as_f64());
        let count = |key: &str| option(schema[key].as_u64());
        let whole = |key: &str, exclusive: &str, step: i64| {
            let bound = schema[key].as_i64();
            option(if schema[exclusive] == true { bound.map(|bound| bound.saturating_add(step)) } else { bound })
        };
        let mut checks = TokenStream::new();
        match schema["type"].as_str()? {
            "integer" if any(&["minimum", "maximum"]) => {
                let (min, max) = (whole("minimum", "exclusiveMinimum", 1), whole("maximum", "exclusiveMaximum", -1));
                checks.extend(quote!(rules::whole(#place, *#value, #min, #max)?;));
            }
            "number" if any(&["minimum", "maximum"]) => {
                let (min, max) = (number("minimum"), number("maximum"));
                checks.extend(quote!(rules::number(#place, *#value, #min, #max)?;));
            }
            "string" => {
                let text = if schema["x-sensitive"] == true { quote!(#value.expose()) } else { quote!(#value) };
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
                    checks.extend(quote!(rules::items(#place, #value.len(), #min, #max)?;));
                }
                let (item, index) = (variable("item", depth), variable("index", depth));
                let place = quote!(Place::Index(&#place, #index));
                if let Some(inner) = self.item(&schema["items"], &item, &place, depth) {
                    checks.extend(quote!(for (#index, #item) in #value.iter().enumerate() { #inner }));
                }
            }
            "object" => {
                let (item, key) = (variable("item", depth), variable("key", depth));
                let place = quote!(Place::Key(&#place, #key));
                if let Some(inner) = self.item(&schema["additionalProperties"], &item, &place, depth) {
                    checks.extend(quote!(for (#key, #item) in #value.iter() { #inner }));
                }
            }
            _ => {}
        }
        (!checks.is_empty()).then_some(checks)
    }

    /// The check of an item of a list or of a value of a map.
    fn item(&self, schema: &Value, item: &Ident, place: &TokenStream, depth: usize) -> Option<TokenStream> {
        let inner = self.value(schema, &quote!(#item), place, depth + 1)?;
        Some(match schema["nullable"] == true {
            true => quote!(if let Some(#item) = #item { #inner }),
            false => inner,
        })
    }
}

/// A variable of a loop, which loops within it do not hide.
fn variable(name: &str, depth: usize) -> Ident {
    if depth == 0 { format_ident!("{name}") } else { format_ident!("{name}_{}", depth + 1) }
}

fn option<T: quote::ToTokens>(bound: Option<T>) -> TokenStream {
    match bound {
        Some(bound) => quote!(Some(#bound)),
        None => quote!(None),
    }
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
        let text = unparse(table(&Rules::of(&api), &structs, &usage).unwrap());
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(text.contains("impl Check for types::RoomCreate"), "{text}");
        assert!(text.contains(r#"rules::length(Place::Key(&place, "name"), value, Some(1u64), None)?;"#), "{text}");
        assert!(
            text.contains(r#"rules::whole(Place::Key(&place, "size"), *value, Some(1i64), Some(9i64))?;"#),
            "{text}"
        );
        assert!(!text.contains("RoomUpdate") && !text.contains("types::Room {"), "{text}");
    }

    #[test]
    fn items_of_lists_and_values_of_maps_are_checked() {
        let value = |schema: serde_json::Value| {
            let api = Api { operations: Vec::new(), webhooks: Vec::new(), schemas: serde_json::Map::new() };
            Rules::of(&api).field(&schema, "a").map(|check| check.to_string().replace(' ', "")).unwrap_or_default()
        };
        use serde_json::json;
        assert_eq!(
            value(json!({ "type": "array", "items": { "type": "string", "maxLength": 3 } })),
            "for(index,item)invalue.iter().enumerate(){\
             rules::length(Place::Index(&Place::Key(&place,\"a\"),index),item,None,Some(3u64))?;}"
        );
        assert_eq!(
            value(
                json!({ "type": "object", "additionalProperties": { "type": "integer", "minimum": 1, "nullable": true } })
            ),
            "for(key,item)invalue.iter(){ifletSome(item)=item{\
             rules::whole(Place::Key(&Place::Key(&place,\"a\"),key),*item,Some(1i64),None)?;}}"
        );
        let nested = value(
            json!({ "type": "array", "items": { "type": "array", "items": { "type": "string", "minLength": 1 } } }),
        );
        assert!(nested.contains("for(index_2,item_2)initem.iter().enumerate()"), "{nested}");
        let text = value(
            json!({ "type": "integer", "minimum": 0, "exclusiveMinimum": true, "maximum": 9, "exclusiveMaximum": true }),
        );
        assert_eq!(text, "rules::whole(Place::Key(&place,\"a\"),*value,Some(1i64),Some(8i64))?;");
        assert_eq!(value(json!({ "type": "array", "items": { "type": "string" } })), "");
    }
}
