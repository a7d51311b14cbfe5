//! Rules about components and the schemas in them.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::document::{Problem, entries, escape, items, strings};
use crate::model::{Api, references};

/// What the schemas of the components break.
pub fn problems(api: &Api) -> Vec<Problem> {
    let mut problems = Vec::new();
    let envelopes: BTreeSet<String> = api
        .operations
        .iter()
        .map(|operation| format!("/components/schemas/{}/properties/data", operation.result.envelope))
        .collect();
    for (name, schema) in &api.schemas {
        let path = format!("/components/schemas/{}", escape(name));
        walk(schema, &path, &mut |schema, path| {
            keywords(schema, path, &mut problems);
            if !schema["x-wrapped-in"].is_null() && !envelopes.contains(path) {
                let message = "it counts at `data` of the response of an operation only: remove it, or move it there";
                problems.push(Problem::at(format!("{path}/x-wrapped-in"), message));
            }
            let parameter = schema["x-from-path"].as_str().filter(|parameter| {
                !api.operations.iter().any(|operation| operation.path_parameters.iter().any(|name| name == parameter))
            });
            if let Some(parameter) = parameter {
                let message = format!("no path has a parameter {parameter:?}: correct the name");
                problems.push(Problem::at(format!("{path}/x-from-path"), message));
            }
            if api.sent.contains(name) && schema["deprecated"] == true {
                let message = "`deprecated` of what is sent is not supported: say so in `description`";
                problems.push(Problem::at(format!("{path}/deprecated"), message));
            }
        });
        choice(api, name, schema, &path, &mut problems);
        null_is_lost(api, name, schema, &path, &mut problems);
        replacement(api, name, schema, &path, &mut problems);
        if is_circle(api, name) {
            problems.push(Problem::at(path, "it holds itself: put an object with `properties` between"));
        }
    }
    problems
}

/// Visits a schema and everything in it, each with its path.
fn walk(schema: &Value, path: &str, visit: &mut dyn FnMut(&Value, &str)) {
    visit(schema, path);
    for (name, property) in entries(&schema["properties"]) {
        walk(property, &format!("{path}/properties/{}", escape(name)), visit);
    }
    for key in ["items", "additionalProperties"] {
        if schema[key].is_object() {
            walk(&schema[key], &format!("{path}/{key}"), visit);
        }
    }
    for key in ["oneOf", "anyOf"] {
        for (index, form) in items(&schema[key]).enumerate() {
            walk(form, &format!("{path}/{key}/{index}"), visit);
        }
    }
}

/// Keywords that name properties or values of the same schema.
fn keywords(schema: &Value, path: &str, problems: &mut Vec<Problem>) {
    let properties = &schema["properties"];
    let mut problem = |below: String, message: String| problems.push(Problem::at(format!("{path}{below}"), message));
    for (index, name) in strings(&schema["required"]).enumerate().filter(|(_, name)| properties[*name].is_null()) {
        problem(format!("/required/{index}"), format!("{name:?} is no property: add it, or remove it here"));
    }
    for (index, name) in strings(&schema["x-require-any"]).enumerate() {
        let property = &properties[name];
        let required = strings(&schema["required"]).any(|required| required == name);
        if property["type"] != "array" || property["nullable"] == true || required {
            let message = format!("{name:?} is no optional list of the component: name only such properties");
            problem(format!("/x-require-any/{index}"), message);
        }
    }
    let mut names: Vec<&str> = entries(properties).map(|(name, _)| name.as_str()).collect();
    for (name, property) in entries(properties) {
        for (index, alias) in strings(&property["x-aliases"]).enumerate() {
            if names.contains(&alias) {
                let message = format!("{alias:?} is a name of another property of this object: remove one of them");
                problem(format!("/properties/{}/x-aliases/{index}", escape(name)), message);
            }
            names.push(alias);
        }
    }
    let described = &schema["x-enum-descriptions"];
    for value in strings(&schema["enum"]).filter(|value| described[*value].is_null()) {
        let message = format!("the value {value:?} is not described: add a sentence");
        problem("/x-enum-descriptions".to_owned(), message);
    }
    for (name, _) in entries(described).filter(|(name, _)| !strings(&schema["enum"]).any(|value| value == *name)) {
        let message = format!("{name:?} is no value of the enum: remove it, or add it to `enum`");
        problem("/x-enum-descriptions".to_owned(), message);
    }
    if strings(&schema["enum"]).any(|value| value.eq_ignore_ascii_case("unknown")) {
        let message = "the value \"unknown\" would be called as the variant for all values that are not listed: leave it \
                       out, and it is read as one of those";
        problem("/enum".to_owned(), message.to_owned());
    }
}

/// The forms of a `oneOf` are tried one after the other: none may read what a later one describes.
fn choice(api: &Api, name: &str, schema: &Value, path: &str, problems: &mut Vec<Problem>) {
    let forms: Vec<&Value> = items(&schema["oneOf"]).map(|form| api.resolved(form)).collect();
    let kind = |form: &Value| match form["type"].as_str() {
        Some("integer") => "number".to_owned(),
        kind => kind.unwrap_or_default().to_owned(),
    };
    let bounded = |form: &&Value| {
        ["minimum", "maximum", "minLength", "maxLength", "minItems", "maxItems"].iter().any(|key| !form[*key].is_null())
    };
    for (index, form) in forms.iter().enumerate() {
        let hides = |earlier: &&&Value| {
            kind(earlier) == kind(form)
                && !strings(&earlier["required"]).any(|required| form["properties"][required].is_null())
        };
        let message = if kind(form).is_empty() || !form["enum"].is_null() {
            "a form of `oneOf` has a `type`, and is neither an enum nor a choice itself"
        } else if forms[..index].iter().any(|earlier| hides(&earlier)) {
            "an earlier form reads this one too: give the earlier one a required property that this one lacks, or leave \
             one of them out"
        } else if api.sent.contains(name) && bounded(form) {
            "the client does not check what is within `oneOf`: remove the bounds, and say them in `description`"
        } else {
            continue;
        };
        problems.push(Problem::at(format!("{path}/oneOf/{index}"), message));
    }
}

/// A field of a PATCH that can be cleared distinguishes `null` from absence; the same field of a result does not. So
/// one component cannot be both.
fn null_is_lost(api: &Api, name: &str, schema: &Value, path: &str, problems: &mut Vec<Problem>) {
    if !(api.patches.contains(name) && api.received.contains(name)) {
        return;
    }
    for (property, _) in entries(&schema["properties"]).filter(|(name, property)| {
        property["nullable"] == true && !strings(&schema["required"]).any(|required| required == *name)
    }) {
        let message = format!(
            "{name} is the body of a PATCH and part of a result, so that `null` could not be sent: describe the body as \
             a separate component, {name}Update"
        );
        problems.push(Problem::at(format!("{path}/properties/{}/nullable", escape(property)), message));
    }
}

/// What an object is replaced by is made of the object: each new property needs a decision whether it is sent.
fn replacement(api: &Api, name: &str, schema: &Value, path: &str, problems: &mut Vec<Problem>) {
    let Some(replace) = api.schemas.get(&format!("{name}Replace")) else { return };
    let kept = |name: &str, property: &Value| property["readOnly"] == true || !replace["properties"][name].is_null();
    for (property, _) in entries(&schema["properties"]).filter(|(name, property)| !kept(name, property)) {
        let message = format!(
            "{name}Replace has no such property: add it there if replacing sets it, or write `readOnly: true` here if the \
             service keeps it"
        );
        problems.push(Problem::at(format!("{path}/properties/{}", escape(property)), message));
    }
}

/// Whether a component contains itself other than within an object, which is a named type.
fn is_circle(api: &Api, name: &str) -> bool {
    let mut seen = BTreeSet::new();
    let mut open = vec![name.to_owned()];
    while let Some(next) = open.pop() {
        let Some(schema) = api.schemas.get(&next).filter(|schema| !schema["properties"].is_object()) else { continue };
        let mut below = Vec::new();
        references(schema, &mut below);
        if below.iter().any(|below| below == name) {
            return true;
        }
        open.extend(below.into_iter().filter(|name| seen.insert(name.clone())));
    }
    false
}
