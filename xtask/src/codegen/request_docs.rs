//! The documentation of a request: what it does, how it is reached, an example, and its inputs. The setters are methods
//! of `Request`, where those of all operations would stand together: they are described here, once for each operation.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use serde_json::Value;
use syn::Type;

use super::functions::documentation;
use super::handles::{Handles, Method};
use super::rust::{doc, raw_doc, wrap};
use super::setters::Input;
use crate::document::Document;
use crate::model::{Api, Field, Operation, Scope, Ty};

/// How many optional inputs an example sets.
const SHOWN: usize = 2;

/// The attributes above the type of an operation.
pub fn attributes(operation: &Operation, api: &Api, document: &Document, handles: &Handles) -> TokenStream {
    let text = doc(&documentation(operation));
    let inputs: Vec<&Field> = inputs(operation, api).collect();
    let aliases = inputs.iter().map(|field| name(field)).map(|name| quote!(#[doc(alias = #name)]));
    let request = operation.request_name().to_string();
    let reached = reached(&request, handles);
    let example = handles.way(&request).map(|way| example(&way, operation, document, &inputs));
    let list = list(&inputs);
    let sections: Vec<_> = [reached, example, list].into_iter().flatten().map(|lines| raw_doc(&lines)).collect();
    quote!(#text #(#sections)* #(#aliases)*)
}

/// The optional inputs: those with a setter.
fn inputs<'a>(operation: &'a Operation, api: &'a Api) -> impl Iterator<Item = &'a Field> {
    let query = operation.query.iter().filter(|field| !operation.pages_by(&field.wire));
    query.chain(api.body_fields(operation).iter().filter(|field| !field.required))
}

fn name(field: &Field) -> String {
    field.ident.to_string().trim_end_matches('_').to_owned()
}

fn reached(request: &str, handles: &Handles) -> Option<Vec<String>> {
    let link = |method: &Method| {
        let Method { owner, name, .. } = method;
        format!("[`{owner}::{name}`](crate::resources::{owner}::{name})")
    };
    let links: Vec<String> = handles.of(request).map(link).collect();
    (!links.is_empty()).then(|| vec![String::new(), format!("Returned by {}.", links.join(", "))])
}

fn list(inputs: &[&Field]) -> Option<Vec<String>> {
    let first = inputs.first()?;
    let intro = format!(
        "Optional, and set by methods of the [`Request`](crate::Request). Each has a twin that takes an `Option`, such as \
         `maybe_{}`.",
        name(first)
    );
    let mut lines = vec![String::new(), "# Inputs".to_owned(), String::new()];
    lines.extend(wrap(&intro));
    lines.push(String::new());
    for field in inputs {
        let (value, depth) = field.ty.value();
        let Input { argument, .. } = value.input(&field.ident, Scope::Types);
        let argument = spaced(&argument.to_string());
        let clear = if depth > 1 { format!(" `clear_{}()` sets it to `null`.", name(field)) } else { String::new() };
        let description = field.description.split_whitespace().collect::<Vec<_>>().join(" ");
        let item = format!("* **`{}({argument})`**: {description}{clear}", field.ident);
        let wrapped = wrap(&item);
        lines.extend(
            wrapped.iter().enumerate().map(|(at, line)| if at == 0 { line.clone() } else { format!("  {line}") }),
        );
    }
    Some(lines)
}

/// Tokens as rustfmt would write them, as far as types need it.
fn spaced(tokens: &str) -> String {
    [(" < ", "<"), (" >", ">"), (" :: ", "::"), ("( ", "("), (" )", ")"), (" ,", ","), (" (", "(")]
        .iter()
        .fold(tokens.to_owned(), |text, (from, to)| text.replace(from, to))
        .replace("Item =(", "Item = (")
}

/// A call with the values of the document's example.
fn example(way: &[&Method], operation: &Operation, document: &Document, inputs: &[&Field]) -> Vec<String> {
    let body = document.json.pointer(&format!("{}/requestBody/content/application~1json/example", operation.at));
    let body = body.unwrap_or(&Value::Null);
    let (mut parameters, mut chain) = (vec!["client: realtimekit::Client".to_owned()], "client".to_owned());
    for method in way {
        let arguments = method.arguments.iter().map(|(name, ty)| argument(name, ty, body, &mut parameters));
        let arguments = arguments.collect::<Vec<_>>().join(", ");
        chain.push_str(&format!(".{}({arguments})", method.name));
    }
    let set = inputs.iter().filter_map(|field| Some((field, literal(field.ty.value().0, &body[&field.wire])?)));
    // Names and titles show more than switches.
    let (texts, others): (Vec<_>, Vec<_>) = set.partition(|(_, value)| value.starts_with('"'));
    for (field, value) in texts.into_iter().chain(others).take(SHOWN) {
        chain.push_str(&format!(".{}({value})", field.ident));
    }
    vec![
        String::new(),
        "```no_run".to_owned(),
        format!("# async fn example({}) -> Result<(), realtimekit::Error> {{", parameters.join(", ")),
        format!("let result = {chain}.send().await?;"),
        "# Ok(())".to_owned(),
        "# }".to_owned(),
        "```".to_owned(),
    ]
}

/// An argument as a literal of the example, or as a parameter of the example's function.
fn argument(name: &str, ty: &Type, body: &Value, parameters: &mut Vec<String>) -> String {
    let ty = spaced(&ty.to_token_stream().to_string());
    let example = &body[name];
    let text = matches!(ty.as_str(), "impl Into<String>" | "impl AsRef<str>");
    let known = match (ty.as_str(), example) {
        (_, Value::String(_)) if text && !name.ends_with("_id") => Some(example.to_string()),
        ("bool", Value::Bool(_)) | ("u64" | "i64", Value::Number(_)) => Some(example.to_string()),
        (list, Value::Array(items)) if list.ends_with("impl Into<String>>") && items.iter().all(Value::is_string) => {
            Some(example.to_string().replace("\",\"", "\", \""))
        }
        _ => None,
    };
    known.unwrap_or_else(|| {
        let ty = match ty.as_str() {
            _ if text => "&str".to_owned(),
            list if list.starts_with("impl IntoIterator") => "[&str; 2]".to_owned(),
            plain if plain.chars().next().is_some_and(char::is_uppercase) => format!("realtimekit::types::{plain}"),
            other => other.to_owned(),
        };
        parameters.push(format!("{name}: {ty}"));
        name.to_owned()
    })
}

/// A value of a document as Rust, if it is as short as that.
fn literal(ty: &Ty, example: &Value) -> Option<String> {
    match (ty, example) {
        (Ty::String, Value::String(_)) | (Ty::Bool, Value::Bool(_)) | (Ty::U64 | Ty::I64, Value::Number(_)) => {
            Some(example.to_string())
        }
        _ => None,
    }
}
