//! The rules that the document keeps, beyond what the generator needs.
//!
//! A rule is a function that lists its violations. All rules run, whatever the others find, so that one run shows
//! everything that is to be mended.

mod examples;
mod extensions;
mod operations;
mod prose;
mod schemas;
mod uses;
mod webhooks;

use serde_json::Value;

use crate::api::Api;
use crate::document::{Document, Problem, pointer_segment};

/// A rule: what it demands, and the function that lists its violations.
struct Rule {
    demand: &'static str,
    violations: fn(&Context<'_>) -> Vec<Problem>,
}

const RULES: &[Rule] = &[
    Rule { demand: "the generator can read the document", violations: |context| context.unreadable.clone() },
    Rule { demand: "operationIds are `resource_verb`", violations: operations::ids },
    Rule { demand: "operations say whether they may be sent twice", violations: operations::idempotency },
    Rule { demand: "operations describe their failures", violations: operations::failures },
    Rule { demand: "tags are declared and used", violations: operations::tags },
    Rule { demand: "operations stand in the order of the tags", violations: operations::order },
    Rule { demand: "x-pagination points at what exists", violations: operations::pagination },
    Rule { demand: "summaries are short", violations: prose::summaries },
    Rule { demand: "everything is described", violations: prose::descriptions },
    Rule { demand: "enum values are described one by one", violations: prose::enum_values },
    Rule { demand: "parameters have examples", violations: examples::of_parameters },
    Rule { demand: "requests and responses have examples", violations: examples::of_operations },
    Rule { demand: "examples match their schemas", violations: examples::valid },
    Rule { demand: "objects and enums have names", violations: schemas::inline },
    Rule { demand: "components are not nullable", violations: schemas::nullable },
    Rule { demand: "objects are open", violations: schemas::closed },
    Rule { demand: "only strings are secret", violations: schemas::sensitive },
    Rule { demand: "extensions are known and well-formed", violations: extensions::known },
    Rule { demand: "webhooks are described one by one", violations: webhooks::entries_agree },
    Rule { demand: "components are used", violations: uses::components },
];

/// Runs all rules: a sentence about what was checked, or all violations.
pub fn run(document: &Document) -> Result<String, String> {
    let context = Context::of(document);
    let found = violations(&context);
    if found.is_empty() {
        return Ok(format!(
            "{} keeps all {} rules: {} operations, {} parameters, {} components, {} examples",
            document.file.display(),
            RULES.len(),
            context.operations.len(),
            context.parameters.len(),
            context.components().count(),
            examples::all(&context).len(),
        ));
    }
    let mut report = String::new();
    let mut broken = 0;
    for (rule, problems) in &found {
        broken += problems.len();
        report.push_str(&format!("{}:\n", rule.demand));
        for problem in problems {
            report.push_str(&format!("  {problem}\n"));
        }
    }
    let rules = if found.len() == 1 { "rule" } else { "rules" };
    let violations = if broken == 1 { "violation" } else { "violations" };
    Err(format!("{report}{broken} {violations} of {} {rules}", found.len()))
}

/// The violations by rule, each in the order of the document. What two rules say in the same words is said once.
fn violations(context: &Context<'_>) -> Vec<(&'static Rule, Vec<Problem>)> {
    let mut seen: Vec<Problem> = Vec::new();
    let mut found = Vec::new();
    for rule in RULES {
        let mut problems = (rule.violations)(context);
        problems.retain(|problem| !seen.contains(problem));
        problems.dedup();
        problems.sort_by_key(|problem| context.document.line(&problem.place));
        if !problems.is_empty() {
            seen.extend(problems.iter().cloned());
            found.push((rule, problems));
        }
    }
    found
}

/// The document taken apart, without any assumption that it is right.
struct Context<'a> {
    document: &'a Document,
    /// What keeps the generator from reading the document.
    unreadable: Vec<Problem>,
    operations: Vec<At<'a>>,
    /// Parameters where they are described, not where they are referred to.
    parameters: Vec<At<'a>>,
    responses: Vec<At<'a>>,
    /// Media types of requests and responses.
    contents: Vec<At<'a>>,
    /// The entries of `x-webhooks`.
    webhooks: Vec<At<'a>>,
    /// All schemas at all depths.
    schemas: Vec<Schema<'a>>,
}

/// A part of the document and its place.
#[derive(Clone)]
struct At<'a> {
    place: String,
    value: &'a Value,
}

/// A schema, its place, and what it is there for.
struct Schema<'a> {
    place: String,
    value: &'a Value,
    role: Role,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Component,
    Property,
    /// Items of a list, a member of `allOf`, the schema of a parameter, …
    Part,
}

/// The methods that OpenAPI knows.
const METHODS: [&str; 8] = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

impl<'a> Context<'a> {
    fn of(document: &'a Document) -> Self {
        let mut context = Self {
            document,
            unreadable: Api::read(document).err().unwrap_or_default(),
            operations: Vec::new(),
            parameters: Vec::new(),
            responses: Vec::new(),
            contents: Vec::new(),
            webhooks: Vec::new(),
            schemas: Vec::new(),
        };
        let components = &document.json["components"];
        for (name, item) in entries(&document.json["paths"]) {
            let place = format!("/paths/{}", pointer_segment(name));
            context.parameters(&item["parameters"], &place);
            for method in METHODS {
                if item[method].is_object() {
                    context.operation(&item[method], format!("{place}/{method}"));
                }
            }
        }
        for (name, parameter) in entries(&components["parameters"]) {
            context.parameter(parameter, format!("/components/parameters/{}", pointer_segment(name)));
        }
        for (name, response) in entries(&components["responses"]) {
            context.response(response, format!("/components/responses/{}", pointer_segment(name)));
        }
        for (name, schema) in entries(&components["schemas"]) {
            context.schema(schema, format!("/components/schemas/{}", pointer_segment(name)), Role::Component);
        }
        for (index, value) in document.json["x-webhooks"].as_array().into_iter().flatten().enumerate() {
            context.webhooks.push(At { place: format!("/x-webhooks/{index}"), value });
        }
        context.operations.sort_by_key(|operation| document.line(&operation.place));
        context
    }

    fn operation(&mut self, value: &'a Value, place: String) {
        self.parameters(&value["parameters"], &place);
        self.content(&value["requestBody"], &format!("{place}/requestBody"));
        for (status, response) in entries(&value["responses"]) {
            self.response(response, format!("{place}/responses/{}", pointer_segment(status)));
        }
        self.operations.push(At { place, value });
    }

    fn parameters(&mut self, list: &'a Value, place: &str) {
        for (index, parameter) in list.as_array().into_iter().flatten().enumerate() {
            self.parameter(parameter, format!("{place}/parameters/{index}"));
        }
    }

    fn parameter(&mut self, value: &'a Value, place: String) {
        if value["$ref"].is_null() {
            self.schema(&value["schema"], format!("{place}/schema"), Role::Part);
            self.parameters.push(At { place, value });
        }
    }

    fn response(&mut self, value: &'a Value, place: String) {
        if value["$ref"].is_null() {
            for (name, header) in entries(&value["headers"]) {
                let place = format!("{place}/headers/{}/schema", pointer_segment(name));
                self.schema(&header["schema"], place, Role::Part);
            }
            self.content(value, &place);
            self.responses.push(At { place, value });
        }
    }

    fn content(&mut self, holder: &'a Value, place: &str) {
        for (name, value) in entries(&holder["content"]) {
            let place = format!("{place}/content/{}", pointer_segment(name));
            self.schema(&value["schema"], format!("{place}/schema"), Role::Part);
            self.contents.push(At { place, value });
        }
    }

    fn schema(&mut self, value: &'a Value, place: String, role: Role) {
        if !value.is_object() {
            return;
        }
        for (name, property) in entries(&value["properties"]) {
            self.schema(property, format!("{place}/properties/{}", pointer_segment(name)), Role::Property);
        }
        for key in ["items", "additionalProperties", "not"] {
            self.schema(&value[key], format!("{place}/{key}"), Role::Part);
        }
        for key in ["allOf", "anyOf", "oneOf"] {
            for (index, part) in value[key].as_array().into_iter().flatten().enumerate() {
                self.schema(part, format!("{place}/{key}/{index}"), Role::Part);
            }
        }
        self.schemas.push(Schema { place, value, role });
    }

    fn problem(&self, place: &str, message: impl Into<String>) -> Problem {
        self.document.problem(place, message)
    }

    fn components(&self) -> impl Iterator<Item = &Schema<'a>> {
        self.schemas.iter().filter(|schema| schema.role == Role::Component)
    }

    /// Follows `$ref` and `allOf` with one member until a schema is reached; stops where it would go in circles.
    fn resolved<'b>(&'b self, mut schema: &'b Value) -> &'b Value {
        for _ in 0..32 {
            let target = match (schema["$ref"].as_str(), schema["allOf"].as_array().map(Vec::as_slice)) {
                (Some(target), _) => target.strip_prefix('#').and_then(|pointer| self.document.json.pointer(pointer)),
                (None, Some([only])) => Some(only),
                _ => None,
            };
            match target {
                Some(target) => schema = target,
                None => break,
            }
        }
        schema
    }
}

/// The entries of an object; none for anything else.
fn entries(value: &Value) -> impl Iterator<Item = (&String, &Value)> {
    value.as_object().into_iter().flatten()
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    /// A small document that keeps all rules; the tests of the rules break it.
    const GOOD: &str = include_str!("good.yaml");

    fn check(text: &str) -> Vec<String> {
        let document = Document::parse(Path::new("good.yaml"), text).unwrap();
        let found = violations(&Context::of(&document));
        found.iter().flat_map(|(_, problems)| problems).map(ToString::to_string).collect()
    }

    /// All violations after replacing `from`, each without the name of the file.
    pub fn broken(from: &str, to: &str) -> Vec<String> {
        assert!(GOOD.contains(from), "the document holds no {from:?}");
        let found = check(&GOOD.replacen(from, to, 1));
        found.iter().map(|text| text.strip_prefix("good.yaml:").unwrap_or(text).to_owned()).collect()
    }

    /// The only violation after replacing `from`, which names the line and the place.
    pub fn only(from: &str, to: &str) -> String {
        let found = broken(from, to);
        assert_eq!(found.len(), 1, "{found:#?}");
        let (line, rest) = found[0].split_once(": ").unwrap();
        assert!(line.parse::<usize>().is_ok_and(|line| line > 0), "{}", found[0]);
        rest.to_owned()
    }

    #[test]
    fn a_good_document_passes_and_is_counted() {
        assert_eq!(check(GOOD), Vec::<String>::new());
        let document = Document::parse(Path::new("good.yaml"), GOOD).unwrap();
        let counts = format!(
            "good.yaml keeps all {} rules: 4 operations, 6 parameters, 11 components, 13 examples",
            RULES.len()
        );
        assert_eq!(run(&document).unwrap(), counts);
    }

    #[test]
    fn what_the_generator_cannot_read_is_listed() {
        let text = only("'201':", "2XX:");
        assert_eq!(text, "/paths/~1apps~1{app_id}~1rooms/post/responses: \"2XX\" is not a status: write 200 or 201");
    }

    #[test]
    fn all_violations_are_listed_at_once_with_line_and_place() {
        let text = GOOD.replacen("      summary: List rooms\n", "", 1).replacen("      x-idempotent: true\n", "", 1);
        let document = Document::parse(Path::new("good.yaml"), &text).unwrap();
        let report = run(&document).unwrap_err();
        assert!(
            report.contains("good.yaml:18: /paths/~1apps~1{app_id}~1rooms/get: `x-idempotent` is missing"),
            "{report}"
        );
        assert!(report.contains("good.yaml:18: /paths/~1apps~1{app_id}~1rooms/get: `summary` is missing"), "{report}");
        assert_eq!(report.matches("`x-idempotent` is missing").count(), 1, "{report}");
        assert!(report.ends_with("2 violations of 2 rules"), "{report}");
    }

    #[test]
    fn nonsense_is_no_reason_to_panic() {
        for text in ["[]", "a: 1", "openapi: 3.0.3\npaths: []\ncomponents: 7\ntags: {}", "paths: {/a: {get: {}}}"] {
            assert!(!check(text).is_empty(), "{text}");
        }
        let circle =
            GOOD.replacen("    Door:\n", "    Circle: { $ref: '#/components/schemas/Circle' }\n    Door:\n", 1);
        assert!(!check(&circle).is_empty());
    }
}
