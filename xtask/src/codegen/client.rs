//! Runs progenitor on the prepared document.

use std::collections::BTreeMap;

use progenitor::{GenerationSettings, Generator, InterfaceStyle, TagStyle};
use quote::ToTokens;
use schemars08::schema::{InstanceType, SchemaObject};
use serde_json::{Map, Value, json};
use syn::{Item, ItemFn, ItemImpl, ItemMod};

use super::net;
use super::prepare::{self, SECRET_FORMAT};
use crate::api::Api;
use crate::document::{Problem, pointer_segment};

/// What progenitor wrote, taken apart: the later steps work on these pieces.
pub struct Generated {
    /// Items of the `types` module.
    pub types: Vec<Item>,
    /// Methods of the client, by operationId.
    pub methods: BTreeMap<String, ItemFn>,
}

/// Components for which the API crate has a hand-written type: the paging block belongs to the envelope, which is read
/// by hand, and download links and analytics have several forms that one type unites.
pub const REPLACEMENTS: [(&str, &str); 4] = [
    ("AppAnalytics", "crate::AppAnalytics"),
    ("LivestreamAnalytics", "crate::LivestreamAnalytics"),
    ("Paging", "crate::Paging"),
    ("RecordingDownload", "crate::RecordingDownload"),
];

/// How much of what progenitor says is shown: it may quote a whole schema.
const MESSAGE: usize = 240;

/// Generates the client.
pub fn generate(prepared: &Value) -> Result<Generated, Problem> {
    run(prepared).map_err(|message| culprit(prepared, &message))
}

/// Says which components a hand-written type stands for, but the document does not describe.
pub fn missing_components(api: &Api) -> impl Iterator<Item = Problem> {
    let missing = REPLACEMENTS.iter().filter(|(component, _)| !api.schemas.contains_key(*component));
    missing.map(|(component, replacement)| {
        Problem::at(
            "/components/schemas",
            format!(
                "there is no component {component}, for which {replacement} is written by hand: add it, or correct \
                 REPLACEMENTS in xtask/src/codegen/client.rs"
            ),
        )
    })
}

/// Finds what progenitor stumbles over: the smallest component that it does not take by itself, or else an operation.
fn culprit(prepared: &Value, message: &str) -> Problem {
    let fails = |paths: Value| {
        let mut part = prepared.clone();
        part["paths"] = paths;
        part["x-webhooks"] = Value::Null;
        prepare::prune_components(&mut part);
        run(&part).err()
    };
    let refusal = |place: String, message: &str| {
        let shown: String = message.chars().take(MESSAGE).collect();
        Problem::at(
            place,
            format!("the generator does not support what is described here: {shown}; describe it in another way"),
        )
    };
    let schemas = prepared["components"]["schemas"].as_object().cloned().unwrap_or_default();
    let api = Api { operations: Vec::new(), webhooks: Vec::new(), schemas };
    let mut components: Vec<(usize, &String)> =
        api.schemas.iter().map(|(name, schema)| (api.reachable([schema]).len(), name)).collect();
    components.sort();
    let returning = |schema: Value| {
        let content = json!({ "application/json": { "schema": schema } });
        let response = json!({ "200": { "description": "It.", "content": content } });
        json!({ "/it": { "get": { "operationId": "it", "responses": response } } })
    };
    if let Some(message) = fails(returning(json!({ "type": "string" }))) {
        return refusal(String::new(), &message); // it is neither a component nor an operation
    }
    for (_, name) in components {
        if let Some(message) = fails(returning(json!({ "$ref": format!("#/components/schemas/{name}") }))) {
            return refusal(format!("/components/schemas/{}", pointer_segment(name)), &message);
        }
    }
    for (path, item) in prepared["paths"].as_object().into_iter().flatten() {
        for (method, operation) in item.as_object().into_iter().flatten().filter(|(key, _)| *key != "parameters") {
            let mut only = Map::new();
            only.insert("parameters".to_owned(), item["parameters"].clone());
            only.insert(method.clone(), operation.clone());
            only.retain(|_, value| !value.is_null());
            if let Some(message) = fails(json!({ path: only })) {
                return refusal(format!("/paths/{}/{method}", pointer_segment(path)), &message);
            }
        }
    }
    refusal(String::new(), message)
}

fn run(prepared: &Value) -> Result<Generated, String> {
    net::catch(|| progenitor(prepared)).and_then(|result| result)
}

fn progenitor(prepared: &Value) -> Result<Generated, String> {
    let spec: openapiv3::OpenAPI = serde_json::from_value(prepared.clone())
        .map_err(|error| format!("the document is not OpenAPI 3.0 as the generator reads it: {error}"))?;
    let mut settings = GenerationSettings::default();
    settings.with_interface(InterfaceStyle::Positional);
    settings.with_tag(TagStyle::Merged);
    settings.with_map_type("::std::collections::BTreeMap");
    for (format, replacement) in [("date-time", "crate::Timestamp"), (SECRET_FORMAT, "crate::Secret")] {
        let schema = SchemaObject {
            instance_type: Some(InstanceType::String.into()),
            format: Some(format.to_owned()),
            ..Default::default()
        };
        settings.with_conversion(schema, replacement, std::iter::empty());
    }
    for (component, replacement) in REPLACEMENTS {
        settings.with_replacement(component, replacement, std::iter::empty());
    }
    let tokens = Generator::new(&settings)
        .generate_tokens(&spec)
        .map_err(|error| format!("progenitor refuses the document: {error}"))?;
    let file = syn::parse2(tokens).map_err(|error| format!("progenitor wrote something that is not Rust: {error}"))?;
    take_apart(file)
}

fn take_apart(file: syn::File) -> Result<Generated, String> {
    let mut types = None;
    let mut methods = BTreeMap::new();
    for item in file.items {
        match item {
            Item::Mod(ItemMod { ident, content: Some((_, items)), .. }) if ident == "types" => types = Some(items),
            Item::Impl(ItemImpl { trait_: None, self_ty, items, .. })
                if self_ty.to_token_stream().to_string() == "Client" =>
            {
                for item in items {
                    if let syn::ImplItem::Fn(method) = item
                        && method.sig.asyncness.is_some()
                    {
                        methods.insert(
                            method.sig.ident.to_string(),
                            ItemFn {
                                attrs: method.attrs,
                                vis: method.vis,
                                sig: method.sig,
                                block: Box::new(method.block),
                                modifiers: method.modifiers,
                            },
                        );
                    }
                }
            }
            _ => {}
        }
    }
    match types {
        Some(types) if !methods.is_empty() => Ok(Generated { types, methods }),
        _ => Err("progenitor's output has no `types` module or no methods: its layout has changed".into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::{Api, tests::small};
    use crate::codegen::prepare::prepare;

    #[test]
    fn types_and_methods_are_found() {
        let document = small();
        let api = Api::read(&document).unwrap();
        let generated = generate(&prepare(&document, &api)).unwrap();
        assert_eq!(
            generated.methods.keys().collect::<Vec<_>>(),
            ["rooms_create", "rooms_get", "rooms_list", "rooms_update"]
        );
        let text = prettyplease::unparse(&syn::File {
            shebang: None,
            frontmatter: None,
            attrs: vec![],
            items: generated.types,
        });
        assert!(text.contains("pub made_at: ::std::option::Option<crate::Timestamp>"), "{text}");
        assert!(text.contains("pub token: ::std::option::Option<crate::Secret>"), "{text}");
    }
}
