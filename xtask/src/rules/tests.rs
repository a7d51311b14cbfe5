use std::path::Path;

use super::check;
use crate::document::Document;
use crate::document::tests::{SMALL, small};

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
                  small.yaml:30: /paths/~1apps~1{app_id}~1rooms/post: `x-idempotent` is missing: write true if the \
                  request may be sent twice, else false";
    assert_eq!(report, wanted);
}

#[test]
fn nonsense_is_an_error() {
    for text in ["[]", "a: 1", "openapi: 3.0.3\npaths: []\ncomponents: 7\ntags: {}", "paths: {/a: {get: {}}}"] {
        assert!(check(&Document::parse(Path::new("x"), text).unwrap()).is_err(), "{text}");
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
