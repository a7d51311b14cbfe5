//! Distributes the generated items over files, one resource each.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use serde::Serialize;
use serde_json::Value;
use serde_json::ser::{PrettyFormatter, Serializer};
use syn::{Block, Item, parse_quote};

use super::handles::Handles;
use super::output::{Files, rust_file};
use super::rust::{parsed, type_name};
use super::{by_id, checks, commands, events, functions, operations, requests};
use crate::document::{Document, Problem};
use crate::model::{Api, Operation, reference};

/// Types that several resources use.
const SHARED: &str = "shared";

/// Types that only events use.
const EVENTS: &str = "events";

/// How long a file of types may become before those that are only sent get a separate file.
pub const LINES: usize = 2_500;

/// All generated files.
pub fn files(
    api: &Api,
    document: &Document,
    handles: &Handles,
    types: Vec<Item>,
    methods: &BTreeMap<String, Block>,
) -> Result<Files, Problem> {
    let mut files = Files::new();
    let low = PathBuf::from("crates/realtimekit-api/src/generated");
    let high = PathBuf::from("crates/realtimekit/src/generated");
    let tags = api.tags();
    let modules: Vec<_> = tags.iter().map(|tag| format_ident!("{}", module(tag))).collect();
    let rules = checks::Rules::of(api);

    let root: syn::File = parse_quote! {
        mod checks;
        mod client;
        #[cfg(feature = "events")]
        pub mod events;
        pub mod operations;
        #[cfg(feature = "test-support")]
        pub mod by_id;
        #[cfg(feature = "schemars")]
        pub mod schemas;
        pub mod types;
    };
    let client: syn::File = parse_quote!(#(mod #modules;)*);
    let mut add = |file: &str, what: &str, items: Vec<Item>| files.insert(low.join(file), rust_file(what, items));
    add("mod.rs", "The generated part of the crate.", root.items);
    add("operations.rs", "The operation table.", operations::table(api)?);
    add("by_id.rs", "Decoding by the id of an operation, for tests.", by_id::table(api)?);
    add("checks.rs", "Checks of what is sent.", checks::table(&rules)?);
    add("events.rs", "The events that are delivered to webhooks.", events::items(api)?);
    add("client/mod.rs", "One function for each operation, by resource.", client.items);

    let tags_text = tags.iter().map(|tag| format!("`{tag}`")).collect::<Vec<_>>().join(", ");
    let requests_doc = format!("The request of each operation, by resource: {tags_text}.");
    let high_root: syn::File = parse_quote!(#(pub mod #modules;)*);
    files.insert(high.join("mod.rs"), rust_file(&requests_doc, high_root.items));
    for tag in &tags {
        let of_tag: Vec<&Operation> = api.operations.iter().filter(|operation| operation.tag == *tag).collect();
        let file = format!("{}.rs", module(tag));
        let client = rust_file(&format!("The operations of `{tag}`."), client_module(&of_tag, methods)?);
        files.insert(low.join("client").join(&file), client);
        let requests =
            rust_file(&format!("The requests of `{tag}`."), requests::items(&of_tag, api, document, handles, &rules)?);
        files.insert(high.join(&file), requests);
    }

    let owners = owners(api);
    files.insert(low.join("schemas.rs"), rust_file("JSON schemas of all types.", schemas(&types, &owners)));
    let by_file = by_file(types, api, &owners);
    let type_modules: Vec<_> = by_file.keys().map(|name| format_ident!("{name}")).collect();
    let gates: Vec<_> = by_file.keys().map(|name| gate(name)).collect();
    let types_root: syn::File = parse_quote! {
        #(#gates mod #type_modules;)*
        #(#gates pub use #type_modules::*;)*
    };
    let what = "Everything that is sent and received, by resource.";
    files.insert(low.join("types/mod.rs"), rust_file(what, types_root.items));
    for (name, items) in by_file {
        let import: Item = parse_quote!(
            #[allow(unused_imports)]
            use super::*;
        );
        let what = match name.strip_suffix("_sent") {
            Some(name) => format!("Types of `{name}` that are only sent."),
            None => format!("Types of `{name}`."),
        };
        let items = std::iter::once(import).chain(items).collect();
        files.insert(low.join(format!("types/{name}.rs")), rust_file(&what, items));
    }

    files.insert("crates/realtimekit-emulator/src/generated/realtimekit.json".into(), json_file(&document.json)?);
    files.insert("crates/realtimekit-cli/src/generated/api.json".into(), json_file(&commands::table(api))?);
    Ok(files)
}

/// JSON on many lines, so that a change of the document is a small change of the file.
fn json_file(value: &Value) -> Result<String, Problem> {
    let mut text = Vec::new();
    let mut serializer = Serializer::with_formatter(&mut text, PrettyFormatter::with_indent(b" "));
    value.serialize(&mut serializer).map_err(|error| Problem::at("", error.to_string()))?;
    Ok(String::from_utf8_lossy(&text).into_owned() + "\n")
}

/// The functions of one resource.
fn client_module(operations: &[&Operation], methods: &BTreeMap<String, Block>) -> Result<Vec<Item>, Problem> {
    let functions = operations.iter().map(|operation| functions::function(operation, methods.get(&operation.id)));
    let functions = functions.collect::<Result<Vec<_>, _>>()?;
    let names = |operation: &&&Operation| {
        operation.body.is_some()
            || operation.result.ty.names_component()
            || operation.query.iter().any(|field| field.ty.names_component())
    };
    let types = operations.iter().find(names).map(|_| quote!(types,));
    let inputs = operations.iter().any(|operation| !operation.query.is_empty() || operation.body.is_some());
    let inputs = inputs.then(|| {
        quote!(
            use crate::inputs::Inputs;
        )
    });
    let tokens = quote! {
        use crate::generated::{operations, #types};
        #inputs
        use crate::{Call, Client, Error};
        use reqwest::Method;
        impl Client { #(#functions)* }
    };
    parsed(tokens, "the functions")
}

fn schemas(types: &[Item], owners: &BTreeMap<String, String>) -> Vec<Item> {
    let names = types.iter().filter_map(|item| match item {
        Item::Struct(item) => Some(&item.ident),
        Item::Enum(item) => Some(&item.ident),
        _ => None,
    });
    let calls = names.map(|name| {
        let gate = gate(owners.get(&name.to_string()).map_or(SHARED, String::as_str));
        quote!(#gate generator.subschema_for::<types::#name>();)
    });
    let schemas: syn::File = parse_quote! {
        use crate::generated::types;

        /// Adds the schema of every type to a generator, under the name of the type.
        pub fn register(generator: &mut schemars::SchemaGenerator) {
            #(#calls)*
        }
    };
    schemas.items
}

/// The types by file. What would be too long to read is divided.
fn by_file(types: Vec<Item>, api: &Api, owners: &BTreeMap<String, String>) -> BTreeMap<String, Vec<Item>> {
    // The macro of an enum has no name: it follows its enum.
    let mut last = (SHARED.to_owned(), true);
    let mut by_file: BTreeMap<String, Vec<(Item, bool)>> = BTreeMap::new();
    for item in types {
        if let Some(name) = item_name(&item) {
            let owner = owners.get(&name).map_or(SHARED, String::as_str);
            last = (owner.to_owned(), api.received.contains(&name));
        }
        by_file.entry(last.0.clone()).or_default().push((item, last.1));
    }
    let mut divided = BTreeMap::new();
    for (name, items) in by_file {
        let plain = |items: Vec<(Item, bool)>| items.into_iter().map(|(item, _)| item).collect::<Vec<_>>();
        if rust_file("", plain(items.clone())).lines().count() <= LINES {
            divided.insert(name, plain(items));
            continue;
        }
        let (received, sent): (Vec<_>, Vec<_>) = items.into_iter().partition(|(_, received)| *received);
        divided.insert(format!("{name}_sent"), plain(sent));
        divided.insert(name, plain(received));
    }
    divided.retain(|_, items| !items.is_empty());
    divided
}

/// Types of events cost everybody build time and serve only those who receive webhooks.
fn gate(file: &str) -> Option<TokenStream> {
    (file == EVENTS).then(|| quote!(#[cfg(feature = "events")]))
}

/// File name of a tag.
fn module(tag: &str) -> String {
    tag.replace('-', "_")
}

/// The resource that alone uses a component.
fn owners(api: &Api) -> BTreeMap<String, String> {
    let mut users: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for operation in &api.operations {
        let body = operation.body.as_ref().map(|body| reference(body));
        let queries = operation.query.iter().map(|field| &field.schema);
        for name in api.reachable(std::iter::once(&operation.result.schema).chain(&body).chain(queries)) {
            users.entry(name).or_default().insert(module(&operation.tag));
        }
    }
    // What a resource has already stays with it.
    let events: Vec<_> = api.webhooks.iter().map(|webhook| reference(&webhook.payload)).collect();
    for name in api.reachable(&events) {
        users.entry(name).or_insert_with(|| [EVENTS.to_owned()].into());
    }
    users
        .into_iter()
        .filter(|(_, tags)| tags.len() == 1)
        .filter_map(|(name, mut tags)| Some((name, tags.pop_first()?)))
        .collect()
}

fn item_name(item: &Item) -> Option<String> {
    match item {
        Item::Struct(item) => Some(item.ident.to_string()),
        Item::Enum(item) => Some(item.ident.to_string()),
        Item::Impl(item) => type_name(&item.self_ty),
        _ => None,
    }
}
