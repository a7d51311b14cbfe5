//! Runs progenitor on the prepared document.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Once;

use progenitor::{GenerationSettings, Generator, InterfaceStyle, TagStyle};
use schemars08::schema::{InstanceType, SchemaObject};
use serde_json::Value;
use syn::{Block, ImplItem, Item, ItemImpl, ItemMod};

use super::prepare::SECRET;
use super::rust::is_type;
use crate::document::Problem;
use crate::model::HAND_WRITTEN;

/// What progenitor wrote, taken apart.
pub struct Generated {
    /// Items of the `types` module.
    pub types: Vec<Item>,
    /// Bodies of the methods of the client, by operationId.
    pub methods: BTreeMap<String, Block>,
}

/// Generates types and client.
pub fn generate(prepared: &Value) -> Result<Generated, Problem> {
    catch(|| run(prepared)).and_then(|result| result).map_err(|message| {
        let shown: String = message.chars().take(240).collect();
        Problem::at("", format!("progenitor does not support the document: {shown}; describe it in another way"))
    })
}

fn run(prepared: &Value) -> Result<Generated, String> {
    let spec: openapiv3::OpenAPI = serde_json::from_value(prepared.clone()).map_err(|error| error.to_string())?;
    let mut settings = GenerationSettings::default();
    settings.with_interface(InterfaceStyle::Positional);
    settings.with_tag(TagStyle::Merged);
    settings.with_map_type("::std::collections::BTreeMap");
    for (format, replacement) in [("date-time", "crate::Timestamp"), (SECRET, "crate::Secret")] {
        let schema = SchemaObject {
            instance_type: Some(InstanceType::String.into()),
            format: Some(format.to_owned()),
            ..Default::default()
        };
        settings.with_conversion(schema, replacement, std::iter::empty());
    }
    for component in HAND_WRITTEN {
        settings.with_replacement(component, format!("crate::{component}"), std::iter::empty());
    }
    let tokens = Generator::new(&settings).generate_tokens(&spec).map_err(|error| error.to_string())?;
    let file: syn::File = syn::parse2(tokens).map_err(|error| error.to_string())?;
    let mut types = None;
    let mut methods = BTreeMap::new();
    for item in file.items {
        match item {
            Item::Mod(ItemMod { ident, content: Some((_, items)), .. }) if ident == "types" => types = Some(items),
            Item::Impl(ItemImpl { trait_: None, self_ty, items, .. }) if is_type(&self_ty, "Client") => {
                for item in items {
                    if let ImplItem::Fn(method) = item {
                        methods.insert(method.sig.ident.to_string(), method.block);
                    }
                }
            }
            _ => {}
        }
    }
    let types = types.ok_or("its output has no module `types`: its layout has changed")?;
    Ok(Generated { types, methods })
}

thread_local! {
    /// Whether a panic of this thread is going to be reported as an error, so that nothing is printed.
    static CAUGHT: Cell<bool> = const { Cell::new(false) };
}

/// Runs `work`; a panic of the libraries becomes an error with the words of the panic.
fn catch<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let print = panic::take_hook();
        panic::set_hook(Box::new(move |panic| {
            if !CAUGHT.get() {
                print(panic);
            }
        }));
    });
    let outer = CAUGHT.replace(true);
    let result = panic::catch_unwind(AssertUnwindSafe(work));
    CAUGHT.set(outer);
    result.map_err(|words| match (words.downcast_ref::<&str>(), words.downcast_ref::<String>()) {
        (Some(words), _) => (*words).to_owned(),
        (_, Some(words)) => words.clone(),
        _ => "a panic without words".to_owned(),
    })
}
