//! Runs progenitor on the prepared document.

use std::collections::BTreeMap;

use progenitor::{GenerationSettings, Generator, InterfaceStyle, TagStyle};
use quote::ToTokens;
use schemars08::schema::{InstanceType, SchemaObject};
use serde_json::Value;
use syn::{Item, ItemFn, ItemImpl, ItemMod};

use super::prepare::SECRET_FORMAT;

/// What progenitor wrote, taken apart: the later steps work on these pieces.
pub struct Generated {
    /// Items of the `types` module.
    pub types: Vec<Item>,
    /// Methods of the client, by operationId.
    pub methods: BTreeMap<String, ItemFn>,
}

/// Components for which the API crate has a hand-written type: the paging block belongs to the envelope, which is read
/// by hand, and download links and analytics have several forms that one type unites.
const REPLACEMENTS: [(&str, &str); 4] = [
    ("AppAnalytics", "crate::AppAnalytics"),
    ("LivestreamAnalytics", "crate::LivestreamAnalytics"),
    ("Paging", "crate::Paging"),
    ("RecordingDownload", "crate::RecordingDownload"),
];

/// Generates the client.
pub fn generate(prepared: &Value) -> Result<Generated, String> {
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
