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

use crate::api::Api;
use crate::codegen;
use crate::document::{Document, Problem};
use crate::parts::{At, Parts, Role, entries};

/// A rule: what it demands, and the function that lists its violations.
struct Rule {
    demand: &'static str,
    violations: fn(&Context<'_>) -> Vec<Problem>,
}

const RULES: &[Rule] = &[
    Rule { demand: "the generator can read the document", violations: |context| context.unreadable.clone() },
    Rule { demand: "operationIds begin with the tag", violations: operations::ids },
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
    Rule { demand: "objects are open", violations: schemas::closed },
    Rule { demand: "only strings are secret", violations: schemas::sensitive },
    Rule { demand: "extensions are known and well-formed", violations: extensions::known },
    Rule { demand: "webhooks are described one by one", violations: webhooks::entries_agree },
    Rule { demand: "components are used", violations: uses::components },
];

/// The last net: whatever the rules allow, the generator takes. It runs when they found nothing, since what they say is
/// easier to understand.
static GENERATED: Rule = Rule {
    demand: "the generator can make everything that follows from the document",
    violations: |context| codegen::generate(context.document).err().unwrap_or_default(),
};

/// Runs all rules: a sentence about what was checked, or all violations.
pub fn run(document: &Document) -> Result<String, String> {
    let context = Context::of(document);
    let found = violations(&context);
    if found.is_empty() {
        return Ok(format!(
            "{} keeps all {} rules: {} operations, {} parameters, {} components, {} examples",
            document.file.display(),
            RULES.len() + 1,
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
    let mut found = Vec::new();
    RULES.iter().for_each(|rule| apply(rule, context, &mut found));
    if found.is_empty() {
        apply(&GENERATED, context, &mut found);
    }
    found
}

fn apply(rule: &'static Rule, context: &Context<'_>, found: &mut Vec<(&'static Rule, Vec<Problem>)>) {
    let mut problems = (rule.violations)(context);
    problems.retain(|problem| !found.iter().any(|(_, said)| said.contains(problem)));
    problems.sort_by_key(|problem| context.document.line(&problem.place));
    problems.dedup();
    if !problems.is_empty() {
        found.push((rule, problems));
    }
}

/// The document taken apart, and what keeps the generator from reading it.
struct Context<'a> {
    parts: Parts<'a>,
    unreadable: Vec<Problem>,
}

impl<'a> Context<'a> {
    fn of(document: &'a Document) -> Self {
        Self { parts: Parts::of(document), unreadable: Api::read(document).err().unwrap_or_default() }
    }
}

impl<'a> std::ops::Deref for Context<'a> {
    type Target = Parts<'a>;

    fn deref(&self) -> &Self::Target {
        &self.parts
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    /// A small document that keeps all rules; the tests of the rules break it.
    pub const GOOD: &str = include_str!("good.yaml");

    pub fn check(text: &str) -> Vec<String> {
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
            "good.yaml keeps all {} rules: 4 operations, 6 parameters, 14 components, 13 examples",
            RULES.len() + 1
        );
        assert_eq!(run(&document).unwrap(), counts);
    }

    #[test]
    fn what_the_generator_refuses_is_a_violation() {
        let field = "        wide: { type: number, description: Width in metres. }\n";
        let text = only(field, &format!("{field}        Wide: {{ type: number, description: The same. }}\n"));
        assert!(text.starts_with("/components/schemas/Door: two fields are called `wide` in Rust"), "{text}");
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
