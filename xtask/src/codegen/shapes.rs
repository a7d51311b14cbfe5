//! The shapes of everything that is received, as static data.
//!
//! Decoding is strict and fast where the service keeps to the document. Where it does not, one hand-written function
//! repairs the JSON with the help of these shapes, so that the tolerances hold for every type at once.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use serde_json::Value;

use super::rust::parsed;
use crate::document::{Problem, entries, items, strings};
use crate::model::{Api, reference_name};

/// The items of `shapes.rs`.
pub fn table(api: &Api) -> Result<Vec<syn::Item>, Problem> {
    let objects = api.received.iter().filter(|name| api.objects.contains_key(*name));
    let entries = objects.map(|name| {
        let ident = static_name(name);
        let schema = &api.schemas[name];
        let fields = entries(&schema["properties"]).map(|(name, property)| {
            let aliases = strings(&property["x-aliases"]);
            let required = strings(&schema["required"]).any(|required| required == name);
            let shape = expression(property, api, false);
            let constructor = format_ident!("{}", if required { "required" } else { "optional" });
            quote!(Field::#constructor(#name, &[#(#aliases),*], &#shape))
        });
        quote! {
            pub(crate) static #ident: Shape = Shape::Object(&[#(#fields),*]);
        }
    });
    let tokens = quote! {
        use crate::shape::{Field, Shape};
        #(#entries)*
    };
    parsed(tokens, "the shapes")
}

/// An expression for the shape of a schema; objects are named statics, since they may contain themselves. `path` says
/// whether their names need the path of the module.
pub fn expression(schema: &Value, api: &Api, path: bool) -> TokenStream {
    if let Some(name) = reference_name(schema) {
        if api.objects.contains_key(name) {
            let ident = static_name(name);
            return if path { quote!(shapes::#ident) } else { quote!(#ident) };
        }
        return expression(&api.schemas[name], api, path);
    }
    if schema["oneOf"].is_array() {
        let forms = items(&schema["oneOf"]).map(|form| expression(form, api, path));
        return quote!(Shape::OneOf(&[#(&#forms),*]));
    }
    match schema["type"].as_str() {
        Some("boolean") => quote!(Shape::Boolean),
        Some("integer") if schema["minimum"].as_f64().is_some_and(|minimum| minimum >= 0.0) => quote!(Shape::Natural),
        Some("integer") => quote!(Shape::Integer),
        Some("number") => quote!(Shape::Number),
        Some("string") if schema["format"] == "date-time" => quote!(Shape::Timestamp),
        Some("string") => quote!(Shape::String),
        Some("array") => {
            let items = expression(&schema["items"], api, path);
            quote!(Shape::List(&#items))
        }
        Some("object") if schema["additionalProperties"].is_object() => {
            let values = expression(&schema["additionalProperties"], api, path);
            quote!(Shape::Map(&#values))
        }
        Some("object") => quote!(Shape::Map(&Shape::Any)),
        _ => quote!(Shape::Any),
    }
}

fn static_name(component: &str) -> syn::Ident {
    use heck::ToShoutySnakeCase;
    format_ident!("{}", component.to_shouty_snake_case())
}
