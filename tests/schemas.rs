//! The schemas that `schemars` derives from the types agree with the components of the document.

use std::collections::BTreeSet;

use crate::document::document;
use serde_json::Value;

fn strings(value: &Value) -> BTreeSet<String> {
    value.as_array().into_iter().flatten().filter_map(|item| item.as_str().map(str::to_owned)).collect()
}

fn keys(value: &Value) -> BTreeSet<String> {
    value.as_object().into_iter().flat_map(|map| map.keys().cloned()).collect()
}

#[test]
fn derived_schemas_agree_with_the_document() {
    let components = document()["components"]["schemas"].clone();
    let derived = realtimekit_api::schemas();
    let (mut objects, mut enums) = (0, 0);
    for (name, schema) in &derived {
        let component = &components[name];
        if component["properties"].is_object() {
            objects += 1;
            assert_eq!(keys(&schema["properties"]), keys(&component["properties"]), "properties of {name}");
            let (derived, required) = (strings(&schema["required"]), strings(&component["required"]));
            assert!(derived.is_subset(&required), "required of {name}: {derived:?}");
            // What the service requires and the client fills in has a default.
            let missing = required.difference(&derived).find(|field| schema["properties"][*field]["default"].is_null());
            assert_eq!(missing, None, "required of {name}");
        } else if component["enum"].is_array() {
            enums += 1;
            assert_eq!(strings(&schema["anyOf"][0]["enum"]), strings(&component["enum"]), "values of {name}");
        }
    }
    // If the types were not found, nothing would have been compared.
    assert!(objects > 100 && enums > 30, "{objects} objects, {enums} enums");
}
