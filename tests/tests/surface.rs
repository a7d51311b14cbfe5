//! The generated surface, small enough that a reviewer sees what a change of the document did.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use quote::ToTokens;
use syn::{Fields, FnArg, ImplItem, Item, ReturnType};

fn generated(folder: &str) -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates").join(folder);
    let entries = std::fs::read_dir(&root).unwrap_or_else(|error| panic!("{}: {error}", root.display()));
    let mut files: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "rs") && !path.ends_with("mod.rs"));
    files.sort();
    files
}

fn compact(tokens: impl ToTokens) -> String {
    let text = tokens.to_token_stream().to_string();
    let text = text.replace(" :: ", "::").replace(" < ", "<").replace(" >", ">").replace("& ", "&").replace(" ,", ",");
    text.replace("< ", "<").replace(" <", "<")
}

/// The names that a field has on the wire where they are not its own: what is sent, and what is read besides.
fn wire_names(attributes: &[syn::Attribute]) -> String {
    let mut names = String::new();
    for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("serde")) {
        let parsed = attribute.parse_nested_meta(|meta| {
            let value = meta.input.peek(syn::Token![=]).then(|| meta.value()?.parse::<syn::Expr>()).transpose()?;
            for (option, word) in [("rename", "as"), ("alias", "or")] {
                if let Some(value) = value.as_ref().filter(|_| meta.path.is_ident(option)) {
                    let _ = write!(names, " {word} {}", compact(value));
                }
            }
            Ok(())
        });
        parsed.expect("generated attributes are plain");
    }
    names
}

/// Signatures, fields and values; no bodies, no documentation, and of attributes only the names on the wire.
fn surface(path: &Path) -> String {
    let file = syn::parse_file(&std::fs::read_to_string(path).unwrap()).unwrap();
    let mut text = String::new();
    for item in &file.items {
        match item {
            Item::Struct(item) => {
                let _ = writeln!(text, "struct {}", item.ident);
                if let Fields::Named(fields) = &item.fields {
                    for field in fields.named.iter().filter(|field| matches!(field.vis, syn::Visibility::Public(_))) {
                        let (name, ty) = (field.ident.as_ref().unwrap(), compact(&field.ty));
                        let _ = writeln!(text, "    {name}: {ty}{}", wire_names(&field.attrs));
                    }
                }
            }
            Item::Enum(item) => {
                let _ = writeln!(text, "enum {}", item.ident);
                for variant in &item.variants {
                    let _ = writeln!(text, "    {}", variant_text(variant));
                }
            }
            Item::Macro(item) => {
                let _ = writeln!(text, "    values {}", item.mac.tokens.to_string().replace(" ,", ","));
            }
            Item::Impl(item) => {
                let functions = item.items.iter().filter_map(|item| match item {
                    ImplItem::Fn(function) if matches!(function.vis, syn::Visibility::Public(_)) => Some(function),
                    _ => None,
                });
                for function in functions {
                    let inputs = function.sig.inputs.iter().filter_map(|input| match input {
                        FnArg::Typed(input) => Some(format!("{}: {}", compact(&input.pat), compact(&input.ty))),
                        FnArg::Receiver(_) => None,
                    });
                    let inputs = inputs.collect::<Vec<_>>().join(", ");
                    let output = match &function.sig.output {
                        ReturnType::Type(_, ty) if compact(ty) != "Self" => format!(" -> {}", compact(ty)),
                        _ => String::new(),
                    };
                    let _ = writeln!(text, "{} :: {}({inputs}){output}", compact(&item.self_ty), function.sig.ident);
                }
            }
            _ => {}
        }
    }
    text
}

fn variant_text(variant: &syn::Variant) -> String {
    let mut variant = variant.clone();
    variant.attrs.clear();
    compact(variant).replace(" (", "(")
}

fn assert_surface(folder: &str, kind: &str) {
    for path in generated(folder) {
        let name = format!("{kind}_{}", path.file_stem().unwrap().to_string_lossy());
        insta::assert_snapshot!(name, surface(&path));
    }
}

#[test]
fn functions_of_the_low_level_client() {
    assert_surface("realtimekit-api/src/generated/client", "client");
}

#[test]
fn types() {
    assert_surface("realtimekit-api/src/generated/types", "types");
}

#[test]
fn requests_of_the_ergonomic_crate() {
    assert_surface("realtimekit/src/generated", "requests");
}
