//! Patches the structs that typify wrote, and describes them to the steps that build on them.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use serde_json::Value;
use syn::visit_mut::{self, VisitMut};
use syn::{Fields, Ident, Item, ItemStruct, Path, Type, parse_quote};

use super::rust::{doc, doc_text, generic_argument, map_value, serde_rename, type_name};
use crate::api::{Api, reference_name};
use crate::document::{Problem, pointer_segment};

/// A struct of the generated client, as far as later steps need it.
#[derive(Clone)]
pub struct StructInfo {
    pub name: Ident,
    pub fields: Vec<FieldInfo>,
    /// Whether the struct has no required field and so a `Default`.
    pub default: bool,
}

/// A field of a [`StructInfo`].
#[derive(Clone)]
pub struct FieldInfo {
    pub ident: Ident,
    /// Name in JSON.
    pub wire: String,
    pub ty: Type,
    pub required: bool,
    pub doc: String,
}

/// Where components are used; some rules differ for what is sent and what is received.
pub struct Usage {
    /// Components that are, or are part of, a request body.
    pub sent: BTreeSet<String>,
    /// Components that are part of a result or of an event.
    pub received: BTreeSet<String>,
    /// Components that are the body of a PATCH.
    pub patches: BTreeSet<String>,
}

impl Usage {
    pub fn of(api: &Api) -> Self {
        let body = |name: &String| serde_json::json!({ "$ref": format!("#/components/schemas/{name}") });
        let bodies: Vec<Value> = api.operations.iter().filter_map(|op| op.body.as_ref()).map(body).collect();
        Self {
            sent: api.reachable(&bodies).into_iter().collect(),
            received: api.received().into_iter().collect(),
            patches: api.operations.iter().filter(|op| op.method == "PATCH").filter_map(|op| op.body.clone()).collect(),
        }
    }
}

/// Patches all structs; enums with data are left as they are but for their attributes.
pub fn patch(types: Vec<Item>, api: &Api, usage: &Usage) -> Result<(Vec<Item>, Vec<StructInfo>), Problem> {
    let mut patched = Vec::new();
    let mut infos = Vec::new();
    for mut item in types {
        ShortPaths.visit_item_mut(&mut item);
        match item {
            Item::Mod(item) if item.ident == "error" => {}
            Item::Struct(mut item) if matches!(item.fields, Fields::Named(_)) => {
                let name = item.ident.to_string();
                let schema = api.schemas.get(&name).ok_or_else(|| {
                    Problem::at(
                        "/components/schemas",
                        format!("an object without a name was called {name}: make it a named component"),
                    )
                })?;
                let info = patch_struct(&mut item, schema, api, usage)?;
                let sent = usage.sent.contains(&name);
                patched.push(Item::Struct(item));
                if sent {
                    patched.push(setters(&info)?);
                }
                infos.push(info);
            }
            Item::Struct(mut item) => {
                derives(&mut item.attrs, false, true);
                document_tuple(&mut item);
                patched.push(Item::Struct(item));
            }
            Item::Enum(mut item) => {
                if !item.variants.iter().any(|variant| matches!(variant.fields, Fields::Unit)) {
                    // Derived code tries one form after the other on a buffered value, in which the tolerances of the
                    // decoder are lost: reading such a type is written by hand.
                    derives(&mut item.attrs, false, false);
                }
                for variant in &mut item.variants {
                    if doc_text(&variant.attrs).is_empty() {
                        let text = doc(&format!("The form `{}`.", variant.ident));
                        let carrier: syn::Variant = parse_quote!(#text X);
                        variant.attrs.splice(0..0, carrier.attrs);
                    }
                }
                patched.push(Item::Enum(item));
            }
            other => patched.push(other),
        }
    }
    Ok((patched, infos))
}

fn document_tuple(item: &mut ItemStruct) {
    let attributes: ItemStruct = parse_quote!(
        #[cfg_attr(feature = "schemars", schemars(transparent))]
        struct X;
    );
    item.attrs.extend(attributes.attrs);
}

/// Replaces the derives: comparison helps in tests, schemas are an optional feature.
fn derives(attributes: &mut Vec<syn::Attribute>, default: bool, deserialize: bool) {
    attributes.retain(|attribute| !attribute.path().is_ident("derive"));
    let default = default.then(|| quote!(Default,));
    let deserialize = deserialize.then(|| quote!(, serde::Deserialize));
    let carrier: ItemStruct = parse_quote! {
        #[derive(Clone, Debug, #default PartialEq, serde::Serialize #deserialize)]
        #[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
        #[non_exhaustive]
        struct X;
    };
    let text = doc(&doc_text(attributes));
    let documented: ItemStruct = parse_quote!(#text struct X;);
    attributes.retain(|attribute| !attribute.path().is_ident("doc"));
    attributes.splice(0..0, documented.attrs.into_iter().chain(carrier.attrs));
}

fn patch_struct(item: &mut ItemStruct, schema: &Value, api: &Api, usage: &Usage) -> Result<StructInfo, Problem> {
    let name = item.ident.to_string();
    let required: BTreeSet<&str> =
        schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    let default = required.is_empty();
    derives(&mut item.attrs, default, true);
    let mut fields = Vec::new();
    for field in &mut item.fields {
        let Some(ident) = field.ident.clone() else { continue };
        let wire = serde_rename(&field.attrs).unwrap_or_else(|| ident.to_string());
        let property = &schema["properties"][&wire];
        let problem =
            |message: &str| Problem::of_component(&name, &format!("/properties/{}", pointer_segment(&wire)), message);
        let is_required = required.contains(wire.as_str());
        let mut serde: Vec<TokenStream> = Vec::new();
        if ident != wire {
            serde.push(quote!(rename = #wire));
        }
        for alias in property["x-aliases"].as_array().into_iter().flatten().filter_map(Value::as_str) {
            serde.push(quote!(alias = #alias));
        }
        if !is_required {
            let collection = generic_argument(&field.ty, "Vec").is_some()
                || matches!(type_name(&field.ty).as_deref(), Some("BTreeMap" | "Map"));
            let recursive = generic_argument(&field.ty, "Option").is_none() && !collection;
            if recursive {
                return Err(problem(
                    "an optional field became neither an Option nor a collection: describe it in another way",
                ));
            }
            if collection && usage.sent.contains(&name) {
                // An empty list is a value of its own in a request: it must not be the same as none.
                let inner = field.ty.clone();
                field.ty = parse_quote!(Option<#inner>);
            }
            let nullable_patch =
                usage.patches.contains(&name) && !usage.received.contains(&name) && property["nullable"] == true;
            if nullable_patch {
                // `null` clears the field, absence leaves it alone: two different things in a PATCH.
                let inner = field.ty.clone();
                field.ty = parse_quote!(Option<#inner>);
                serde.push(quote!(
                    default,
                    serialize_with = "crate::explicit_null::serialize",
                    deserialize_with = "crate::explicit_null::deserialize"
                ));
            } else if usage.received.contains(&name) && empty_means_none(&wire, property, api) {
                serde.push(quote!(default, deserialize_with = "crate::decode::non_empty"));
            } else if generic_argument(&field.ty, "Option").is_none() {
                serde.push(quote!(default));
            }
            let empty = match (generic_argument(&field.ty, "Option"), type_name(&field.ty).as_deref()) {
                (Some(_), _) => "Option::is_none",
                (_, Some("Vec")) => "Vec::is_empty",
                (_, Some("BTreeMap")) => "std::collections::BTreeMap::is_empty",
                _ => "serde_json::Map::is_empty",
            };
            serde.push(quote!(skip_serializing_if = #empty));
        }
        let text =
            describe(property, api).ok_or_else(|| problem("the property is not described: add `description`"))?;
        let documentation = doc(&text);
        let serde = (!serde.is_empty()).then(|| quote!(#[serde(#(#serde),*)]));
        let deprecated = (property["deprecated"] == true).then(|| quote!(#[deprecated]));
        if deprecated.is_some() && usage.sent.contains(&name) {
            return Err(problem("`deprecated` of what is sent is not supported: say so in `description`"));
        }
        let carrier: ItemStruct = parse_quote!(#documentation #deprecated #serde struct X;);
        field.attrs = carrier.attrs;
        fields.push(FieldInfo { ident, wire, ty: field.ty.clone(), required: is_required, doc: text });
    }
    Ok(StructInfo { name: item.ident.clone(), fields, default })
}

/// Identifiers, links, tokens and enums: the service sends `""` for them where there is none.
fn empty_means_none(wire: &str, property: &Value, api: &Api) -> bool {
    let target = reference_name(property).and_then(|name| api.schemas.get(name)).unwrap_or(property);
    let text = target["type"] == "string" && target["format"] != "date-time";
    let id_or_link = ["id", "Id", "url", "Url"].iter().any(|end| wire.ends_with(end));
    let link_forms = target["oneOf"].is_array() && id_or_link;
    link_forms
        || text
            && (target["enum"].is_array() || target["x-sensitive"] == true || !target["format"].is_null() || id_or_link)
}

/// The description of a property, or of what it refers to.
pub fn describe(property: &Value, api: &Api) -> Option<String> {
    let own = property["description"].as_str();
    let referred = || reference_name(property).and_then(|name| api.schemas.get(name)?["description"].as_str());
    own.or_else(referred).map(str::to_owned)
}

/// `new(required…)` and one setter for each optional field.
fn setters(info: &StructInfo) -> Result<Item, Problem> {
    let name = &info.name;
    let mut arguments = Vec::new();
    let mut values = Vec::new();
    let mut methods = Vec::new();
    for field in &info.fields {
        let ident = &field.ident;
        if field.required {
            let Input { argument, convert } = input(&field.ty, ident);
            arguments.push(quote!(#ident: #argument));
            let same = *ident == convert.to_string();
            values.push(if same { quote!(#ident) } else { quote!(#ident: #convert) });
        } else {
            values.push(quote!(#ident: None));
            methods.push(setter(field, &quote!(self.#ident), &quote!(#[must_use])));
        }
    }
    let text = if arguments.is_empty() {
        doc(&format!("An empty `{name}`; set what is needed."))
    } else {
        doc(&format!("A `{name}` with everything that is required."))
    };
    let allow = (arguments.is_empty()).then(|| quote!(#[allow(clippy::new_without_default)]));
    let allow = allow.filter(|_| !info.default);
    let many = (arguments.len() > 7).then(|| quote!(#[allow(clippy::too_many_arguments)]));
    syn::parse2(quote! {
        impl #name {
            #text
            #allow
            #many
            pub fn new(#(#arguments),*) -> Self {
                Self { #(#values),* }
            }
            #(#methods)*
        }
    })
    .map_err(|error| Problem::of_component(&name.to_string(), "", format!("the setters are not Rust: {error}")))
}

/// A chained setter for an optional field that lies at `target`; a field that can be cleared gets a second one.
pub fn setter(field: &FieldInfo, target: &TokenStream, attributes: &TokenStream) -> TokenStream {
    let ident = &field.ident;
    let text = doc(&field.doc);
    let inner = generic_argument(&field.ty, "Option").unwrap_or_else(|| field.ty.clone());
    let (inner, clearable) = match generic_argument(&inner, "Option") {
        Some(value) => (value, true),
        None => (inner, false),
    };
    let value = format_ident!("value");
    let Input { argument, convert } = input(&inner, &value);
    let stored = if clearable { quote!(Some(Some(#convert))) } else { quote!(Some(#convert)) };
    let clear = clearable.then(|| {
        let name = format_ident!("clear_{}", ident.to_string().trim_end_matches('_'));
        let text = doc(&format!(
            "Sets `{}` to `null`, which clears it; leaving it out keeps the value it has.",
            ident.to_string().trim_end_matches('_')
        ));
        quote! {
            #text
            #attributes
            pub fn #name(mut self) -> Self {
                #target = Some(None);
                self
            }
        }
    });
    quote! {
        #text
        #attributes
        pub fn #ident(mut self, value: #argument) -> Self {
            #target = #stored;
            self
        }
        #clear
    }
}

/// How a value of a type is taken as an argument.
pub struct Input {
    pub argument: TokenStream,
    pub convert: TokenStream,
}

/// Numbers and booleans as they are, lists and maps from iterators, everything else by `Into`.
pub fn input(ty: &Type, name: &Ident) -> Input {
    if let Some(item) = generic_argument(ty, "Vec") {
        return Input {
            argument: quote!(impl IntoIterator<Item = impl Into<#item>>),
            convert: quote!(#name.into_iter().map(Into::into).collect()),
        };
    }
    if let Some(item) = map_value(ty) {
        return Input {
            argument: quote!(impl IntoIterator<Item = (impl Into<String>, #item)>),
            convert: quote!(#name.into_iter().map(|(key, value)| (key.into(), value)).collect()),
        };
    }
    match type_name(ty).as_deref() {
        Some("bool" | "u64" | "i64" | "Map") => Input { argument: quote!(#ty), convert: quote!(#name) },
        _ => Input { argument: quote!(impl Into<#ty>), convert: quote!(#name.into()) },
    }
}

/// `::std::option::Option` and its like are correct but hard to read.
struct ShortPaths;

impl VisitMut for ShortPaths {
    fn visit_path_mut(&mut self, path: &mut Path) {
        visit_mut::visit_path_mut(self, path);
        let names: Vec<String> = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        if path.leading_colon.is_none() {
            return;
        }
        match names.as_slice() {
            ["std", "option", "Option"]
            | ["std", "string", "String"]
            | ["std", "vec", "Vec"]
            | ["std", "boxed", "Box"] => {
                path.leading_colon = None;
                path.segments = path.segments.iter().skip(2).cloned().collect();
            }
            ["std" | "serde" | "serde_json", ..] => path.leading_colon = None,
            _ => {}
        }
    }
}

/// Shortens the paths of one type.
pub fn short(mut ty: Type) -> Type {
    ShortPaths.visit_type_mut(&mut ty);
    ty
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::tests::small;
    use crate::codegen::{client, enums, prepare, rust::unparse};

    fn generated() -> String {
        let document = small();
        let api = Api::read(&document).unwrap();
        let types = client::generate(&prepare::prepare(&document, &api)).unwrap().types;
        let types = enums::open(types, &api).unwrap();
        unparse(patch(types, &api, &Usage::of(&api)).unwrap().0)
    }

    #[test]
    fn structs_are_open_documented_and_comparable() {
        let text = generated();
        assert!(text.contains("#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]"), "{text}");
        assert!(text.contains("#[non_exhaustive]\npub struct Room {"), "{text}");
        assert!(text.contains("/// Whether people may enter.\n    #[serde(skip_serializing_if"), "{text}");
        assert!(!text.contains("::std::option"), "{text}");
    }

    #[test]
    fn what_is_deprecated_is_marked() {
        let mut document = small();
        let edit = |document: &mut crate::document::Document, component: &str, property: &str| {
            document.json["components"]["schemas"][component]["properties"][property]["deprecated"] = true.into();
        };
        edit(&mut document, "Room", "link");
        let files = crate::codegen::generate(&document).unwrap();
        let text: String = files.into_values().collect();
        assert!(text.contains("    /// Where it is.\n    #[deprecated]\n"), "{text}");
        edit(&mut document, "RoomCreate", "size");
        let problems = crate::codegen::generate(&document).unwrap_err();
        let text = crate::document::lines(&problems);
        assert!(text.contains("/RoomCreate/properties/size: `deprecated` of what is sent is not supported"), "{text}");
    }

    #[test]
    fn aliases_reach_serde() {
        let text = generated();
        assert!(text.contains(r#"#[serde(alias = "href", skip_serializing_if = "Option::is_none")]"#), "{text}");
    }

    #[test]
    fn an_empty_list_can_be_sent_and_a_received_list_is_plain() {
        let text = generated();
        assert!(text.contains("pub keys: Option<Vec<String>>"), "{text}");
        assert!(text.contains("pub doors: Vec<String>"), "{text}");
    }

    #[test]
    fn a_nullable_field_of_a_patch_can_be_cleared() {
        let text = generated();
        assert!(text.contains("pub name: Option<Option<String>>"), "{text}");
        assert!(text.contains("pub fn clear_name(mut self) -> Self"), "{text}");
    }

    #[test]
    fn what_is_sent_has_setters_and_what_is_received_has_none() {
        let text = generated();
        assert!(text.contains("pub fn new(name: impl Into<String>) -> Self"), "{text}");
        assert!(text.contains("pub fn size(mut self, value: u64) -> Self"), "{text}");
        assert!(text.contains("pub fn secret(mut self, value: impl Into<crate::Secret>)"), "{text}");
        assert!(!text.contains("impl Room {"), "{text}");
    }
}
