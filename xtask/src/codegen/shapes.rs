//! The shapes of everything that is received, as static data.
//!
//! Decoding is strict and fast where the service keeps to the document. Where it does not, one hand-written function
//! repairs the JSON with the help of these shapes, so that the tolerances hold for every type at once.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use serde_json::Value;

use super::rust::parsed;
use crate::api::{Api, reference_name};
use crate::document::Problem;

/// The items of `shapes.rs`.
pub fn table(api: &Api) -> Result<Vec<syn::Item>, Problem> {
    let mut used = BTreeSet::new();
    for operation in &api.operations {
        objects(&operation.result.schema, api, &mut used);
    }
    for webhook in &api.webhooks {
        objects(&webhook.schema(), api, &mut used);
    }
    let mut entries = Vec::new();
    for name in &used {
        if let Some(fields) = api.schemas.get(name).and_then(|schema| object_fields(schema, api)) {
            let ident = static_name(name);
            entries.push(quote! {
                pub(crate) static #ident: Shape = Shape::Object(&[#(#fields),*]);
            });
        }
    }
    let tokens = quote! {
        use crate::shape::{Field, Shape};
        #(#entries)*
    };
    parsed(tokens, "the shapes")
}

/// Names of the objects that a shape refers to.
fn objects(schema: &Value, api: &Api, found: &mut BTreeSet<String>) {
    let target = match reference_name(schema) {
        Some(name) => {
            let Some(target) = api.schemas.get(name) else { return };
            if target["properties"].is_object() && !found.insert(name.to_owned()) {
                return;
            }
            target
        }
        None => schema,
    };
    let properties = target["properties"].as_object().into_iter().flat_map(|properties| properties.values());
    let inner = ["items", "additionalProperties"].into_iter().map(|key| &target[key]).filter(|inner| inner.is_object());
    let forms = target["oneOf"].as_array().into_iter().flatten();
    properties.chain(inner).chain(forms).for_each(|schema| objects(schema, api, found));
    if let Some(name) = reference_name(target) {
        objects(&serde_json::json!({ "$ref": format!("#/components/schemas/{name}") }), api, found);
    }
}

/// An expression for the shape of a schema; objects are named statics, since they may contain themselves.
pub fn expression(schema: &Value, api: &Api) -> TokenStream {
    if let Some(name) = reference_name(schema) {
        let target = api.schemas.get(name).cloned().unwrap_or_default();
        if target["properties"].is_object() {
            let ident = static_name(name);
            return quote!(shapes::#ident);
        }
        return expression(&target, api);
    }
    if let Some(forms) = schema["oneOf"].as_array() {
        let forms = forms.iter().map(|form| expression(form, api));
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
            let items = expression(&schema["items"], api);
            quote!(Shape::List(&#items))
        }
        Some("object") if schema["additionalProperties"].is_object() => {
            let values = expression(&schema["additionalProperties"], api);
            quote!(Shape::Map(&#values))
        }
        Some("object") => quote!(Shape::Map(&Shape::Any)),
        _ => quote!(Shape::Any),
    }
}

fn object_fields(schema: &Value, api: &Api) -> Option<Vec<TokenStream>> {
    let properties = schema["properties"].as_object()?;
    let required: Vec<&str> = schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    Some(
        properties
            .iter()
            .map(|(name, property)| {
                let aliases = property["x-aliases"].as_array().into_iter().flatten().filter_map(Value::as_str);
                let required = required.contains(&name.as_str());
                let shape = in_table(expression(property, api));
                let constructor = format_ident!("{}", if required { "required" } else { "optional" });
                quote!(Field::#constructor(#name, &[#(#aliases),*], &#shape))
            })
            .collect(),
    )
}

/// Inside `shapes.rs` itself the statics need no path.
fn in_table(tokens: TokenStream) -> TokenStream {
    let text = tokens.to_string().replace("shapes :: ", "");
    text.parse().unwrap_or(tokens)
}

fn static_name(component: &str) -> syn::Ident {
    let mut name = String::new();
    for (index, letter) in component.char_indices() {
        if letter.is_uppercase() && index > 0 {
            name.push('_');
        }
        name.extend(letter.to_uppercase());
    }
    format_ident!("{name}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::tests::small;
    use crate::codegen::rust::unparse;

    #[test]
    fn shapes_say_what_is_expected_and_may_contain_themselves() {
        let api = Api::read(&small()).unwrap();
        let text = unparse(table(&api).unwrap());
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(text.contains("pub(crate) static ROOM: Shape = Shape::Object"), "{text}");
        assert!(text.contains(r#"Field::optional("link", &["href"], &Shape::String)"#), "{text}");
        assert!(text.contains(r#"Field::optional("parts", &[], &Shape::List(&ROOM))"#), "{text}");
        assert!(text.contains(r#"Field::required("id", &[], &Shape::String)"#), "{text}");
        assert!(text.contains(r#"Field::optional("made_at", &[], &Shape::Timestamp)"#), "{text}");
    }
}
