//! Checks of what is sent, from the bounds in the document: what breaks a documented rule is refused before it is sent.

use std::collections::BTreeSet;

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};
use serde_json::Value;

use super::rust::parsed;
use crate::document::{Problem, strings};
use crate::model::{Api, Field, Operation, reference_name};

/// The items of `checks.rs`: an implementation of `Check` for every sent component that has rules, or parts with rules.
pub fn table(rules: &Rules<'_>) -> Result<Vec<syn::Item>, Problem> {
    let sent = rules.api.sent.iter().filter(|name| rules.checked.contains(*name));
    let entries = sent.filter_map(|name| Some((name, rules.api.objects.get(name)?))).map(|(name, fields)| {
        let any = require_any(&rules.api.schemas[name], fields);
        let fields = fields.iter().filter_map(|field| rules.field(field));
        let name = format_ident!("{name}");
        quote! {
            impl Check for types::#name {
                fn check(&self, place: Place<'_>) -> Result<(), InvalidValue> {
                    #any
                    #(#fields)*
                    Ok(())
                }
            }
        }
    });
    let tokens = quote! {
        use super::types;
        use crate::check::{Check, InvalidValue, Place, rules};
        #(#entries)*
    };
    parsed(tokens, "the checks")
}

/// The checks of a request: its query parameters and its body.
pub fn request(operation: &Operation, rules: &Rules<'_>) -> Option<TokenStream> {
    // Page and size belong to the paging options, which check them.
    let queries = operation.query.iter().filter(|field| !operation.pages_by(&field.wire));
    let queries: Vec<TokenStream> = queries.filter_map(|field| rules.field(field)).collect();
    let spans = [("start_time", "end_time"), ("start_date", "end_date")];
    let orders = spans.into_iter().filter_map(|(start, end)| {
        let (first, last) = (&operation.query_named(start)?.ident, &operation.query_named(end)?.ident);
        Some(quote! {
            if let (Some(start), Some(end)) = (&self.#first, &self.#last) {
                rules::order(#start, start, #end, end)?;
            }
        })
    });
    let orders: Vec<TokenStream> = orders.collect();
    let body = operation.body.as_ref().is_some_and(|body| rules.checked.contains(body));
    let body = body.then(|| quote!(api::check::Check::check(&self.body, place)?;));
    if queries.is_empty() && orders.is_empty() && body.is_none() {
        return None;
    }
    let uses_rules = (!queries.is_empty() || !orders.is_empty()).then(|| {
        quote!(
            use api::check::rules;
        )
    });
    let uses_place = (!queries.is_empty()).then(|| {
        quote!(
            use api::check::Place;
        )
    });
    let place = (!queries.is_empty() || body.is_some()).then(|| quote!(let place = api::check::body();));
    Some(quote! {
        fn check(&self) -> Result<(), api::check::InvalidValue> {
            #uses_rules
            #uses_place
            #place
            #(#queries)*
            #(#orders)*
            #body
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
            for (name, fields) in &api.objects {
                let any = !api.schemas[name]["x-require-any"].is_null();
                if any || fields.iter().any(|field| rules.field(field).is_some()) {
                    rules.checked.insert(name.clone());
                }
            }
            if rules.checked.len() == before {
                return rules;
            }
        }
    }

    /// The check of a field, if it has a value and rules.
    pub fn field(&self, field: &Field) -> Option<TokenStream> {
        let (ident, name) = (&field.ident, &field.wire);
        let check = self.value(&field.schema, &quote!(value), &quote!(Place::Key(&place, #name)), 0)?;
        Some(match field.ty.value().1 {
            0 => quote!({ let value = &self.#ident; #check }),
            1 => quote!(if let Some(value) = &self.#ident { #check }),
            _ => quote!(if let Some(Some(value)) = &self.#ident { #check }),
        })
    }

    /// The check of what a variable refers to. `depth` counts the loops around it.
    fn value(&self, schema: &Value, value: &TokenStream, place: &TokenStream, depth: usize) -> Option<TokenStream> {
        if let Some(component) = reference_name(schema) {
            if self.checked.contains(component) {
                return Some(quote!(#value.check(#place)?;));
            }
            // Choices and scalars have no rules; lists and maps may have rules.
            let target = self.api.schemas.get(component)?;
            return match target["type"].as_str() {
                Some("array" | "object") if target["properties"].is_null() => self.value(target, value, place, depth),
                _ => None,
            };
        }
        let bounded = |keys: [&str; 2]| keys.iter().any(|key| !schema[*key].is_null());
        let number = |key: &str| option(schema[key].as_f64());
        let count = |key: &str| option(schema[key].as_u64());
        let whole = |key: &str, exclusive: &str, step: i64| {
            let bound = schema[key].as_i64();
            option(if schema[exclusive] == true { bound.map(|bound| bound.saturating_add(step)) } else { bound })
        };
        let mut checks = TokenStream::new();
        match schema["type"].as_str()? {
            "integer" if bounded(["minimum", "maximum"]) => {
                let (min, max) = (whole("minimum", "exclusiveMinimum", 1), whole("maximum", "exclusiveMaximum", -1));
                checks.extend(quote!(rules::whole(#place, *#value, #min, #max)?;));
            }
            "number" if bounded(["minimum", "maximum"]) => {
                let (min, max) = (number("minimum"), number("maximum"));
                checks.extend(quote!(rules::number(#place, *#value, #min, #max)?;));
            }
            "string" => {
                let text = if schema["x-sensitive"] == true { quote!(#value.expose()) } else { quote!(#value) };
                if bounded(["minLength", "maxLength"]) {
                    let (min, max) = (count("minLength"), count("maxLength"));
                    checks.extend(quote!(rules::length(#place, #text, #min, #max)?;));
                }
                if schema["format"] == "uri" {
                    let function = if schema["x-sensitive"] == true { quote!(secret_url) } else { quote!(url) };
                    checks.extend(quote!(rules::#function(#place, #text)?;));
                }
            }
            "array" => {
                if bounded(["minItems", "maxItems"]) {
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
    bound.map_or_else(|| quote!(None), |bound| quote!(Some(#bound)))
}

/// At least one of several lists must have an entry.
fn require_any(schema: &Value, fields: &[Field]) -> Option<TokenStream> {
    let names: Vec<&str> = strings(&schema["x-require-any"]).collect();
    if names.is_empty() {
        return None;
    }
    let fields = fields.iter().filter(|field| names.contains(&field.wire.as_str())).map(|field| &field.ident);
    let text = names.join(" or ");
    Some(quote! {
        if #(self.#fields.as_ref().is_none_or(Vec::is_empty))&&* {
            return Err(InvalidValue::empty(place, #text));
        }
    })
}
