//! The decoder reads the same JSON as `serde_json`, to the same values, and refuses what that refuses.

use proptest::prelude::*;
use realtimekit_api::test_support::read_json;
use serde_json::Value;

use crate::deviations::{any_json, cases};

/// Whether two values are the same but for the last digits of fractions, which `serde_json` does not always round correctly.
fn same(left: &Value, right: &Value) -> bool {
    match (left, right) {
        (Value::Array(left), Value::Array(right)) => {
            left.len() == right.len() && left.iter().zip(right).all(|(left, right)| same(left, right))
        }
        (Value::Object(left), Value::Object(right)) => {
            left.len() == right.len()
                && left.iter().all(|(key, left)| right.get(key).is_some_and(|right| same(left, right)))
        }
        (Value::Number(left), Value::Number(right)) if left.is_f64() && right.is_f64() => {
            let (left, right) = (left.as_f64().unwrap_or_default(), right.as_f64().unwrap_or_default());
            (left - right).abs() <= left.abs() * 1e-15
        }
        _ => left == right,
    }
}

/// The one deviation: halves of surrogate pairs are read.
fn has_surrogate(text: &str) -> bool {
    let text = text.to_ascii_lowercase();
    ["\\ud8", "\\ud9", "\\uda", "\\udb", "\\udc", "\\udd", "\\ude", "\\udf"].iter().any(|half| text.contains(half))
}

fn compare(text: &str) {
    match (serde_json::from_str::<Value>(text), read_json(text.as_bytes())) {
        (Ok(expected), Some(read)) => assert!(same(&expected, &read), "{text}: {expected} is not {read}"),
        (Err(_), None) => {}
        // A value that cannot be read, which the decoder leaves out.
        (Err(error), Some(_)) if error.to_string().starts_with("number out of range") => {}
        (Err(error), Some(read)) => assert!(has_surrogate(text), "{text}: {error}, read as {read}"),
        (Ok(expected), None) => panic!("{text}: {expected} is refused"),
    }
}

#[test]
fn texts_at_the_edge_of_the_grammar_are_read_as_by_serde_json() {
    for text in [
        "",
        " ",
        "{",
        "[",
        "{]",
        "[}",
        "[1 2]",
        "[1,]",
        "[,1]",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\":1,}",
        "{,}",
        "{a:1}",
        "01",
        "-",
        "-0",
        "-01",
        "1.",
        ".5",
        "1.5e",
        "1e+",
        "1e5",
        "1E-5",
        "1e999",
        "-1e999",
        "18446744073709551615",
        "18446744073709551616",
        "-9223372036854775808",
        "-9223372036854775809",
        "0.1e1",
        "nul",
        "nulls",
        "true false",
        "\"\\x\"",
        "\"\\u12\"",
        "\"\\u00e9\"",
        "\"\\ud83d\\ude00\"",
        "\"\u{1}\"",
        "\"a\tb\"",
        "\"abcdefgh\\n\"",
        "\"unterminated",
        "\"\\",
        "\u{feff}1",
        "[1]x",
        "{\"a\":1,\"a\":2}",
        "\"\u{7f}é😀\"",
        "+1",
        "NaN",
        "Infinity",
        "[\"\\/\"]",
        "'a'",
        "/**/1",
    ] {
        compare(text);
    }
    for depth in [1, 126, 127, 128, 129, 100_000] {
        compare(&format!("{}{}", "[".repeat(depth), "]".repeat(depth)));
        compare(&format!("{}1{}", "{\"a\":".repeat(depth), "}".repeat(depth)));
    }
}

proptest! {
    #![proptest_config(cases(2_000))]

    #[test]
    fn any_json_is_read_to_the_same_value(json in any_json(), pretty in any::<bool>()) {
        compare(&if pretty { format!("{json:#}") } else { json.to_string() });
    }

    #[test]
    fn damaged_json_is_refused_as_by_serde_json(
        json in any_json(),
        at in any::<prop::sample::Index>(),
        piece in r#"[\[\]{},:"\\\\0-9eE+.\-tfnu a]{0,2}|\\\\u[0-9a-f]{4}"#,
        remove in 0..3usize,
    ) {
        let mut text: Vec<char> = json.to_string().chars().collect();
        let at = at.index(text.len());
        let end = (at + remove).min(text.len());
        text.splice(at..end, piece.chars());
        compare(&text.into_iter().collect::<String>());
    }
}
