use std::path::Path;

use serde_json::Value;

use super::check;
use crate::codegen::{SMALL, small};
use crate::document::Document;

/// What is reported about the small document after replacing `from`. Nothing panics.
fn reported(from: &str, to: &str) -> String {
    assert!(SMALL.contains(from), "the document holds no {from:?}");
    let document = Document::parse(Path::new("small.yaml"), &SMALL.replacen(from, to, 1)).unwrap();
    check(&document).map_or_else(|problems| document.report(&problems), |_| String::new())
}

#[test]
fn a_good_document_passes_and_is_counted() {
    let text = check(&small()).unwrap();
    assert_eq!(text, "small.yaml breaks no rule: 5 operations, 2 events, 17 components, 16 examples");
}

#[test]
fn all_problems_are_listed_in_the_order_of_the_document_with_line_and_path() {
    let text = SMALL.replacen("      summary: List rooms\n", "", 1).replacen("      x-idempotent: false\n", "", 1);
    let document = Document::parse(Path::new("small.yaml"), &text).unwrap();
    let report = document.report(&check(&document).unwrap_err());
    let wanted = "small.yaml:12: /paths/~1apps~1{app_id}~1rooms/get: `summary` is missing\n\
                  small.yaml:35: /paths/~1apps~1{app_id}~1rooms/post: `x-idempotent` is missing: write true if the \
                  request may be sent twice, else false";
    assert_eq!(report, wanted);
}

#[test]
fn nonsense_is_an_error() {
    for text in ["[]", "a: 1", "openapi: 3.0.3\npaths: []\ncomponents: 7\ntags: {}", "paths: {/a: {get: {}}}"] {
        assert!(check(&Document::parse(Path::new("x"), text).unwrap()).is_err(), "{text}");
    }
}

/// A generator of numbers that look random and are the same in every run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % bound.max(1)
    }
}

/// Puts another part of the document in the place of one part of it.
fn mangle(value: &mut Value, parts: &[Value], numbers: &mut Numbers) {
    let descend = numbers.below(8) != 0;
    let below = match value {
        Value::Object(map) if descend && !map.is_empty() => {
            let at = numbers.below(map.len());
            map.values_mut().nth(at)
        }
        Value::Array(items) if descend && !items.is_empty() => {
            let at = numbers.below(items.len());
            items.get_mut(at)
        }
        _ => None,
    };
    match below {
        Some(below) => mangle(below, parts, numbers),
        None => *value = parts[numbers.below(parts.len())].clone(),
    }
}

#[test]
fn mangled_documents_are_refused_or_generated() {
    let whole = small();
    let schemas = whole.json["components"]["schemas"].as_object().unwrap();
    let mut parts: Vec<Value> = schemas.values().cloned().collect();
    let more =
        [r##"{"$ref":"#/components/schemas/Room"}"##, r##"{"$ref":"#/x"}"##, "[]", "{}", "null", "1", "\"x\"", "true"];
    parts.extend(more.map(|text| serde_json::from_str(text).unwrap()));
    let mut numbers = Numbers(7);
    for _ in 0..60 {
        let mut document = small();
        mangle(&mut document.json, &parts, &mut numbers);
        if let Err(problems) = check(&document) {
            assert!(!problems.is_empty());
        }
    }
}

#[test]
fn refusals_have_path_reason_and_fix() {
    let cases = Document::parse(Path::new("refusals.yaml"), include_str!("refusals.yaml")).unwrap();
    for case in cases.json.as_array().unwrap() {
        let part = |key: &str| case[key].as_str().unwrap();
        let text = reported(part("replace"), part("by"));
        let wanted = format!(": {}: {}", part("at"), part("says"));
        assert!(text.lines().any(|line| line.contains(&wanted)), "{case}\nwanted: {wanted}\n{text}");
        assert!(text.lines().all(|line| line.starts_with("small.yaml:")), "{text}");
    }
    assert_eq!(reported("{ data: { id: r1, size: 3 } }", "{ data: { id: r1, key: null, door: null } }"), "");
}
