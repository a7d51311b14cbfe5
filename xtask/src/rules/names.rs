//! No two things of one name in Rust, where spelling differs less than in the document.

use std::collections::BTreeSet;

use heck::ToUpperCamelCase;

use crate::document::{Problem, escape, strings};
use crate::model::{Api, Field, Operation, Ty};

/// Methods that every request has. A setter of the same name would be a second one, or hide it.
pub const RESERVED: &str = "all at_most at_page clone concurrency deadline draft dry_run extra_field extra_query header \
    idempotent lenient limit list new pages per_page retry_policy send send_raw send_with_response start_page \
    stream timeout";

/// Fields, setters and events of the same name.
pub fn problems(api: &Api) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (index, operation) in api.operations.iter().enumerate() {
        if let Some(first) = api.operations[..index].iter().find(|other| other.id == operation.id) {
            let message = format!("operationId {:?} is taken by {}", operation.id, first.at);
            problems.push(operation.problem("/operationId", message));
        }
        problems.extend(inputs(api, operation));
    }
    for (name, fields) in &api.objects {
        let path = format!("/components/schemas/{}", escape(name));
        if let Some(twice) = repeated(fields.iter().map(|field| field.ident.to_string())) {
            problems.push(taken(path.clone(), "fields", &twice));
        }
        if api.sent.contains(name) {
            let setters = setters(fields).chain(["new".to_owned()]);
            problems.extend(repeated(setters).map(|twice| taken(path, "methods", &twice)));
        }
    }
    for (name, schema) in &api.schemas {
        let variants = strings(&schema["enum"]).map(|value| value.to_upper_camel_case());
        if let Some(twice) = repeated(variants) {
            let message = format!("two values are called `{twice}` in Rust: leave one out, and it is read as unknown");
            problems.push(Problem::of_component(name, "/enum", message));
        }
    }
    let variants = api.webhooks.iter().map(|webhook| webhook.variant().to_owned());
    problems.extend(repeated(variants).map(|twice| taken("/x-webhooks".to_owned(), "variants", &twice)));
    problems
}

/// Inputs of a request: none is called as another, nor as a method of all requests.
fn inputs(api: &Api, operation: &Operation) -> Vec<Problem> {
    let query = operation.query.iter().filter(|field| !operation.pages_by(&field.wire)).cloned();
    let optional: Vec<Field> = query.chain(api.body_fields(operation).iter().cloned()).collect();
    let names = || setters(&optional);
    let mut problems = Vec::new();
    for name in names().filter(|name| RESERVED.split_whitespace().any(|reserved| reserved == name)) {
        let message = format!(
            "an input called `{name}` would hide the method that all requests have: rename that method in \
             crates/realtimekit/src/ and in RESERVED in xtask/src/rules/names.rs, or leave the input out"
        );
        problems.push(operation.problem("", message));
    }
    problems.extend(repeated(names()).map(|twice| taken(operation.at.clone(), "methods", &twice)));
    problems
}

/// Names of the setters of the optional fields.
fn setters(fields: &[Field]) -> impl Iterator<Item = String> {
    fields.iter().filter(|field| !field.required).flat_map(|field| {
        let clear = matches!(&field.ty, Ty::Option(inner) if matches!(**inner, Ty::Option(_)));
        let clear = clear.then(|| format!("clear_{}", field.ident));
        std::iter::once(field.ident.to_string()).chain(clear)
    })
}

fn repeated(names: impl Iterator<Item = String>) -> Option<String> {
    let mut seen = BTreeSet::new();
    names.into_iter().find(|name| !seen.insert(name.clone()))
}

fn taken(path: String, what: &str, name: &str) -> Problem {
    let message = format!(
        "two {what} are called `{name}` in Rust: describe one of them, and name the other in its `x-aliases` if the \
         service sends both"
    );
    Problem::at(path, message)
}
