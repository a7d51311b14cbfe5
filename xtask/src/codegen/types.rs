//! The types: structs from the model, enums opened, and what typify wrote for the rest.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use serde_json::Value;
use syn::visit_mut::{self, VisitMut};
use syn::{Attribute, Fields, Ident, Item, ItemEnum, ItemStruct, Path, parse_quote};

use super::rust::{doc, has_attribute, parsed, serde_rename, type_name};
use super::setters::{Input, setter};
use crate::document::{Problem, strings};
use crate::model::{Api, Field, Scope, Ty};

/// The items of the `types` module, from those that typify wrote.
pub fn items(types: Vec<Item>, api: &Api) -> Result<Vec<Item>, Problem> {
    let closed: BTreeSet<String> = types
        .iter()
        .filter_map(|item| match item {
            Item::Enum(item) if is_closed(item) => Some(item.ident.to_string()),
            _ => None,
        })
        .collect();
    let mut done = Vec::new();
    for mut item in types {
        ShortPaths.visit_item_mut(&mut item);
        match item {
            Item::Mod(item) if item.ident == "error" => {}
            Item::Impl(item) if type_name(&item.self_ty).is_some_and(|name| closed.contains(&name)) => {}
            Item::Enum(item) if is_closed(&item) => done.extend(parsed(open_enum(&item, api)?, "the enums")?),
            Item::Struct(item) if matches!(item.fields, Fields::Named(_)) => {
                done.extend(parsed(object(&item, api)?, "the structs")?);
            }
            Item::Struct(mut item) => {
                let transparent = quote!(#[cfg_attr(feature = "schemars", schemars(transparent))]);
                replace_attributes(&mut item.attrs, &item.ident, api, &transparent);
                done.push(Item::Struct(item));
            }
            Item::Enum(mut item) => {
                let untagged = quote!(#[cfg_attr(feature = "schemars", schemars(untagged))]);
                replace_attributes(&mut item.attrs, &item.ident, api, &untagged);
                for variant in &mut item.variants {
                    variant.attrs = attributes(&doc(&format!("The form `{}`.", variant.ident)));
                }
                done.push(Item::Enum(item));
            }
            other => done.push(other),
        }
    }
    Ok(done)
}

fn is_closed(item: &ItemEnum) -> bool {
    !has_attribute(&item.attrs, "serde") && item.variants.iter().all(|variant| matches!(variant.fields, Fields::Unit))
}

fn attributes(tokens: &TokenStream) -> Vec<Attribute> {
    let carrier: ItemStruct = parse_quote!(#tokens struct X;);
    carrier.attrs
}

/// Comparison helps in tests, schemas are an optional feature.
fn derives(description: &str, default: bool) -> TokenStream {
    let text = doc(description);
    let default = default.then(|| quote!(Default,));
    quote! {
        #text
        #[derive(Clone, Debug, #default PartialEq)]
        #[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
        #[non_exhaustive]
    }
}

/// Replaces the attributes of typify.
///
/// An enum of several forms is read by hand-written code: derived code tries one form after the other on a buffered
/// value, in which the tolerances of the decoder are lost.
fn replace_attributes(present: &mut Vec<Attribute>, name: &Ident, api: &Api, more: &TokenStream) {
    let description = api.schemas.get(&name.to_string()).and_then(|schema| schema["description"].as_str());
    *present = attributes(&derives(description.unwrap_or_default(), false));
    present.extend(attributes(more));
}

/// A value that the document does not list must not fail a whole response: typify's closed enum with five trait
/// implementations becomes one with a last variant for everything else, and one macro call for the traits.
fn open_enum(item: &ItemEnum, api: &Api) -> Result<TokenStream, Problem> {
    let name = &item.ident;
    let schema = api.schemas.get(&name.to_string()).unwrap_or(&Value::Null);
    let summary = doc(schema["description"].as_str().unwrap_or_default());
    let mut variants = Vec::new();
    let mut values = Vec::new();
    for variant in &item.variants {
        let ident = &variant.ident;
        let value = serde_rename(&variant.attrs).unwrap_or_else(|| ident.to_string());
        let meaning = schema["x-enum-descriptions"][&value].as_str().unwrap_or_default();
        let text = doc(&format!("`{value}`: {meaning}"));
        variants.push(quote! { #text #ident });
        values.push(quote! { #ident = #value });
    }
    let unknown = doc("A value that this version of the crate does not know, kept verbatim and sent back unchanged.");
    Ok(quote! {
        #summary
        #[derive(Clone)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
            #unknown
            Unknown(String),
        }
        crate::open_enum! { #name { #(#values),* } }
    })
}

/// A struct, and `new` with setters where it is sent.
fn object(item: &ItemStruct, api: &Api) -> Result<TokenStream, Problem> {
    let name = &item.ident;
    let component = name.to_string();
    let fields = api.objects.get(&component).ok_or_else(|| {
        Problem::at("", format!("an object without a name was called {component}: make it a named component"))
    })?;
    let names = item.fields.iter().filter_map(|field| field.ident.as_ref());
    if !names.eq(fields.iter().map(|field| &field.ident)) {
        let message = "typify names the fields in another way than `rust_name` in xtask/src/model/mod.rs: correct it";
        return Err(Problem::of_component(&component, "", message));
    }
    let received = api.received.contains(&component);
    let members = fields.iter().map(|field| {
        let Field { ident, wire, ty, description, schema, .. } = field;
        let text = doc(description);
        let deprecated = (schema["deprecated"] == true).then(|| quote!(#[deprecated]));
        let renamed = (ident != wire).then(|| quote!(#[cfg_attr(feature = "schemars", schemars(rename = #wire))]));
        let ty = ty.tokens(Scope::Types);
        quote!(#text #deprecated #renamed pub #ident: #ty)
    });
    let default = fields.iter().all(|field| !field.required);
    let derives = derives(api.schemas[&component]["description"].as_str().unwrap_or_default(), default);
    let setters = api.sent.contains(&component).then(|| constructor(name, fields, default));
    let conversion = conversion(name, fields, api);
    let reading = fields.iter().map(|field| reading(field, api, received));
    Ok(quote! {
        #derives
        pub struct #name { #(#members),* }
        crate::record! { #name { #(#reading),* } }
        #setters
        #conversion
    })
}

/// What an object is replaced by, made of the object: to replace it with a change.
fn conversion(name: &Ident, fields: &[Field], api: &Api) -> Option<TokenStream> {
    let object = name.to_string().strip_suffix("Replace")?.to_owned();
    let own = api.objects.get(&object)?;
    if !fields.iter().all(|field| own.iter().any(|own| own.wire == field.wire && own.ty == field.ty)) {
        return None;
    }
    let object = format_ident!("{object}");
    let fields = fields.iter().map(|field| &field.ident);
    let text = doc("Takes over everything that can be replaced. Secrets are never returned, so they are missing.");
    Some(quote! {
        impl From<#object> for #name {
            #text
            fn from(value: #object) -> Self {
                Self { #(#fields: value.#fields),* }
            }
        }
    })
}

/// How a field is read and written: its spellings, and the function in `values/record.rs`.
fn reading(field: &Field, api: &Api, received: bool) -> TokenStream {
    let Field { wire, ident, ty, required, schema, .. } = field;
    let aliases = strings(&schema["x-aliases"]);
    let kind = match ty.value().1 {
        // It may be stored without; see `constructor`.
        _ if *required && *ty == Ty::JsonObject => quote!(defaulted),
        0 => quote!(required),
        1 if received && !required && empty_means_none(field, api) => quote!(non_empty),
        1 => quote!(optional),
        _ => quote!(nullable),
    };
    quote!(#wire #(| #aliases)* => #ident: #kind)
}

/// Identifiers, links, tokens and enums, and what has a text as one of its forms: the service sends `""` if there is none.
fn empty_means_none(field: &Field, api: &Api) -> bool {
    let target = api.resolved(&field.schema);
    let text = target["type"] == "string" && target["format"] != "date-time";
    let id_or_link = ["id", "Id", "url", "Url"].iter().any(|end| field.wire.ends_with(end));
    let hand_written = matches!(field.ty.value().0, Ty::HandWritten(_));
    hand_written && target["oneOf"].is_array()
        || text
            && (target["enum"].is_array() || target["x-sensitive"] == true || !target["format"].is_null() || id_or_link)
}

/// `new(required…)` and one setter for each optional field. A required object with free keys is empty unless it is set.
fn constructor(name: &Ident, fields: &[Field], default: bool) -> TokenStream {
    let mut arguments = Vec::new();
    let mut values = Vec::new();
    let mut methods = Vec::new();
    for field in fields {
        let ident = &field.ident;
        if field.required && field.ty == Ty::JsonObject {
            // The service wants the object to be there, and an empty one is enough.
            values.push(quote!(#ident: serde_json::Map::new()));
            methods.push(setter(field, &quote!(self.#ident), &quote!(#[must_use]), Scope::Types));
        } else if field.required {
            let Input { argument, convert } = field.ty.input(ident, Scope::Types);
            arguments.push(quote!(#ident: #argument));
            values.push(if field.ty.is_plain() { quote!(#ident) } else { quote!(#ident: #convert) });
        } else {
            values.push(quote!(#ident: None));
            methods.push(setter(field, &quote!(self.#ident), &quote!(#[must_use]), Scope::Types));
        }
    }
    let text = doc(&match arguments.is_empty() {
        true => format!("An empty `{name}`; set what is needed."),
        false => format!("A `{name}` with everything that is required."),
    });
    let allow = (arguments.is_empty() && !default).then(|| quote!(#[allow(clippy::new_without_default)]));
    let many = (arguments.len() > 7).then(|| quote!(#[allow(clippy::too_many_arguments)]));
    quote! {
        impl #name {
            #text
            #allow
            #many
            pub fn new(#(#arguments),*) -> Self {
                Self { #(#values),* }
            }
            #(#methods)*
        }
    }
}

/// `::std::option::Option` and its like are correct but hard to read.
struct ShortPaths;

impl VisitMut for ShortPaths {
    fn visit_path_mut(&mut self, path: &mut Path) {
        visit_mut::visit_path_mut(self, path);
        if path.leading_colon.is_none() {
            return;
        }
        let name = |index: usize| path.segments.get(index).map(|segment| segment.ident.to_string()).unwrap_or_default();
        let prelude = matches!(name(2).as_str(), "Option" | "String" | "Vec" | "Box");
        match name(0).as_str() {
            "std" if prelude && path.segments.len() == 3 => {
                path.leading_colon = None;
                path.segments = path.segments.iter().skip(2).cloned().collect();
            }
            "std" | "serde" | "serde_json" => path.leading_colon = None,
            _ => {}
        }
    }
}
