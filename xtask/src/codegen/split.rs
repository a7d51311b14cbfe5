//! Distributes the generated items over files, one resource each.

use std::collections::BTreeMap;
use std::path::PathBuf;

use quote::{format_ident, quote};
use syn::{Item, ItemFn, parse_quote};

use super::output::{Files, rust_file};
use super::rust::{parsed, type_name};
use super::types::{StructInfo, Usage};
use super::{by_id, checks, events, operations, requests};
use crate::api::{Api, Operation, Webhook};
use crate::document::{Document, Problem};

/// Types that several resources use.
const SHARED: &str = "shared";

/// Types that only events use.
const EVENTS: &str = "events";

/// How long a file of types may become before those that are only sent get a file of their own.
pub const LINES: usize = 2_500;

/// All generated files.
pub fn files(
    api: &Api,
    document: &Document,
    types: Vec<Item>,
    structs: &[StructInfo],
    usage: &Usage,
    methods: &BTreeMap<String, ItemFn>,
) -> Result<Files, Problem> {
    let mut files = Files::new();
    let low = PathBuf::from("crates/realtimekit-api/src/generated");
    let high = PathBuf::from("crates/realtimekit/src/generated");
    let tags: Vec<&str> = api.tags();
    let modules: Vec<_> = tags.iter().map(|tag| format_ident!("{}", module(tag))).collect();

    let tags_text = tags.iter().map(|tag| format!("`{tag}`")).collect::<Vec<_>>().join(", ");
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
    files.insert(low.join("mod.rs"), rust_file("The generated part of the crate.", root.items));
    files.insert(low.join("operations.rs"), rust_file("The operation table.", operations::table(api)?));
    files.insert(
        low.join("by_id.rs"),
        rust_file("Decoding by the id of an operation, for tests.", by_id::table(api, methods)?),
    );
    let rules = checks::Rules::of(api);
    let checks = checks::table(&rules, structs, usage)?;
    files.insert(low.join("checks.rs"), rust_file("Checks of what is sent.", checks));

    files.insert(low.join("events.rs"), rust_file("The events that webhooks are told of.", events::items(api)?));

    let client: syn::File = parse_quote!(#(mod #modules;)*);
    files.insert(low.join("client/mod.rs"), rust_file("One function for each operation, by resource.", client.items));
    let high_root: syn::File = parse_quote!(#(pub mod #modules;)*);
    let requests_doc = format!("The request of each operation, by resource: {tags_text}.");
    files.insert(high.join("mod.rs"), rust_file(&requests_doc, high_root.items));
    for tag in &tags {
        let of_tag: Vec<&Operation> = api.operations.iter().filter(|operation| operation.tag == *tag).collect();
        let functions = of_tag.iter().filter_map(|operation| methods.get(&operation.id));
        let functions: Vec<_> = functions.collect();
        let text: proc_macro2::TokenStream = quote!(#(#functions)*);
        let exposed = of_tag.iter().any(|operation| operation.body.is_some()).then(|| quote!(Exposed,));
        let uses_types = text.to_string().contains("types ::").then(|| quote!(types,));
        let client = parsed(
            quote! {
                use crate::generated::{operations, #uses_types};
                use crate::{Call, Client, Error, #exposed path_segment};
                impl Client { #(#functions)* }
            },
            "the functions",
        )?;
        let file = format!("{}.rs", module(tag));
        files.insert(low.join("client").join(&file), rust_file(&format!("The operations of `{tag}`."), client));
        let items = requests::items(&of_tag, methods, structs, api, &rules)?;
        files.insert(high.join(&file), rust_file(&format!("The requests of `{tag}`."), items));
    }

    let names = types.iter().filter_map(|item| match item {
        Item::Struct(item) => Some(&item.ident),
        Item::Enum(item) => Some(&item.ident),
        _ => None,
    });
    let owners = owners(api);
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
    files.insert(low.join("schemas.rs"), rust_file("JSON schemas of all types.", schemas.items));

    let mut by_file: BTreeMap<String, Vec<Item>> = BTreeMap::new();
    let mut last = SHARED.to_owned();
    for item in types {
        let name = item_name(&item);
        let file = match name.as_ref().map(|name| owners.get(name)) {
            Some(Some(owner)) => owner.clone(),
            Some(None) => SHARED.to_owned(),
            None => last.clone(),
        };
        last.clone_from(&file);
        by_file.entry(file).or_default().push(item);
    }
    let by_file = divided(by_file, usage);
    let type_modules: Vec<_> = by_file.keys().map(|name| format_ident!("{name}")).collect();
    let gates: Vec<_> = by_file.keys().map(|name| gate(name)).collect();
    let types_root: syn::File = parse_quote! {
        #(#gates mod #type_modules;)*
        #(#gates pub use #type_modules::*;)*
    };
    files.insert(
        low.join("types/mod.rs"),
        rust_file("Everything that is sent and received, by resource.", types_root.items),
    );
    for (name, items) in by_file {
        let import: Item = parse_quote!(
            #[allow(unused_imports)]
            use super::*;
        );
        let items = std::iter::once(import).chain(items).collect();
        let what = match name.strip_suffix("_sent") {
            Some(name) => format!("Types of `{name}` that are only sent."),
            None => format!("Types of `{name}`."),
        };
        files.insert(low.join(format!("types/{name}.rs")), rust_file(&what, items));
    }

    let copy = serde_json::to_string(&document.json).map_err(|error| Problem::at("", error.to_string()))?;
    files.insert("crates/realtimekit-emulator/src/generated/realtimekit.json".into(), copy + "\n");
    Ok(files)
}

/// Takes apart what would be too long to read.
fn divided(by_file: BTreeMap<String, Vec<Item>>, usage: &Usage) -> BTreeMap<String, Vec<Item>> {
    let mut divided = BTreeMap::new();
    for (name, items) in by_file {
        if rust_file("", items.clone()).lines().count() <= LINES {
            divided.insert(name, items);
            continue;
        }
        // The macro of an enum has no name: it follows its enum.
        let mut last = true;
        let received = |item: &Item| {
            last = item_name(item).map_or(last, |name| usage.received.contains(&name));
            last
        };
        let (received, sent): (Vec<Item>, Vec<Item>) = items.into_iter().partition(received);
        divided.insert(format!("{name}_sent"), sent);
        divided.insert(name, received);
    }
    divided.retain(|_, items| !items.is_empty());
    divided
}

/// Types of events cost everybody build time and serve only those who receive webhooks.
fn gate(file: &str) -> Option<proc_macro2::TokenStream> {
    (file == EVENTS).then(|| quote!(#[cfg(feature = "events")]))
}

/// File name of a tag.
pub fn module(tag: &str) -> String {
    tag.replace('-', "_")
}

/// The resource that alone uses a component.
fn owners(api: &Api) -> BTreeMap<String, String> {
    let mut users: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for operation in &api.operations {
        let body =
            operation.body.as_ref().map(|body| serde_json::json!({ "$ref": format!("#/components/schemas/{body}") }));
        let queries = operation.query_parameters.iter().map(|parameter| &parameter.schema);
        let roots = std::iter::once(&operation.result.schema).chain(&body).chain(queries);
        for name in api.reachable(roots) {
            let tags = users.entry(name).or_default();
            let tag = module(&operation.tag);
            if !tags.contains(&tag) {
                tags.push(tag);
            }
        }
    }
    // What a resource has already stays with it.
    let events: Vec<_> = api.webhooks.iter().map(Webhook::schema).collect();
    for name in api.reachable(&events) {
        users.entry(name).or_insert_with(|| vec![EVENTS.to_owned()]);
    }
    users.into_iter().filter(|(_, tags)| tags.len() == 1).map(|(name, mut tags)| (name, tags.remove(0))).collect()
}

fn item_name(item: &Item) -> Option<String> {
    match item {
        Item::Struct(item) => Some(item.ident.to_string()),
        Item::Enum(item) => Some(item.ident.to_string()),
        Item::Impl(item) => type_name(&item.self_ty),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::tests::small;

    #[test]
    fn types_go_to_the_resource_that_uses_them() {
        let api = Api::read(&small()).unwrap();
        assert_eq!(owners(&api).get("Room").map(String::as_str), Some("rooms"));
        assert_eq!(owners(&api).get("Guest").map(String::as_str), Some("events"));
        assert_eq!(module("active-session"), "active_session");
    }
}
