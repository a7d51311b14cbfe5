//! Every known deviation from the documented form decodes to the same value, for all operations, and
//! no response makes the decoder panic.

use std::sync::LazyLock;

use crate::document::document;
use crate::responses::{Bodies, Pair, Random};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use realtimekit_api::operations;
use realtimekit_api::test_support::decode;
use serde_json::{Value, json};

/// A response at random, and the number of its deviations.
fn response(id: &str, seed: u64, deviating: u8) -> (Pair, usize) {
    static DOCUMENT: LazyLock<Value> = LazyLock::new(document);
    let mut bodies = Bodies::new(&DOCUMENT, Random::new(seed, deviating));
    let pair = bodies.response(id);
    (pair, bodies.choices.deviations)
}

/// What a response decodes to.
fn read(id: &str, body: &str) -> Value {
    let decoded = decode(id, body.as_bytes()).unwrap();
    let decoded = decoded.unwrap_or_else(|error| panic!("{error}\n{body}"));
    json!({ "data": decoded.data.exposed(), "paging": decoded.paging })
}

/// The first place where two values differ, with both values.
fn difference(left: &Value, right: &Value, path: &str) -> Option<String> {
    match (left, right) {
        (Value::Object(left), Value::Object(right)) => left.keys().chain(right.keys()).find_map(|key| {
            let (left, right) = (left.get(key).unwrap_or(&Value::Null), right.get(key).unwrap_or(&Value::Null));
            difference(left, right, &format!("{path}.{key}"))
        }),
        (Value::Array(left), Value::Array(right)) if left.len() == right.len() => {
            let mut pairs = left.iter().zip(right).enumerate();
            pairs.find_map(|(index, (left, right))| difference(left, right, &format!("{path}[{index}]")))
        }
        _ => (left != right).then(|| format!("{path}: {left} is not {right}")),
    }
}

/// The same cases in every run, so that a change is judged by what it changed; `PROPTEST_RNG_SEED` and `PROPTEST_CASES`
/// look at others.
pub fn cases(count: u32) -> ProptestConfig {
    let default = ProptestConfig::default();
    ProptestConfig {
        cases: if std::env::var_os("PROPTEST_CASES").is_some() { default.cases } else { count },
        rng_seed: if default.rng_seed == RngSeed::Random { RngSeed::Fixed(0x5eed) } else { default.rng_seed },
        failure_persistence: None,
        ..default
    }
}

#[test]
fn responses_do_deviate() {
    for operation in operations::ALL {
        let deviations: usize = (0..100).map(|seed| response(operation.id, seed, 60).1).sum();
        assert!(deviations > 0, "{}", operation.id);
    }
}

proptest! {
    #![proptest_config(cases(40))]

    #[test]
    fn documented_deviations_make_no_difference_in_any_operation(seed in any::<u64>(), deviating in 1..80u8) {
        for operation in operations::ALL {
            let (pair, _) = response(operation.id, seed, deviating);
            let promised = pair.promised.to_string();
            let (sent, expected) = (read(operation.id, &pair.sent), read(operation.id, &promised));
            let place = difference(&sent, &expected, "");
            prop_assert!(place.is_none(), "{}{}\n{}\n{}", operation.id, place.unwrap_or_default(), pair.sent, promised);
        }
    }

    #[test]
    fn the_strict_and_the_tolerant_path_agree_on_the_promised_form(seed in any::<u64>()) {
        for operation in operations::ALL {
            let (pair, _) = response(operation.id, seed, 0);
            let promised = pair.promised.to_string();
            // The strict path does not read two envelopes.
            let tolerant = format!("{{\"result\":null,{}", &promised[1..]);
            let place = difference(&read(operation.id, &tolerant), &read(operation.id, &promised), "");
            prop_assert!(place.is_none(), "{}{}\n{}", operation.id, place.unwrap_or_default(), promised);
        }
    }
}

/// Part of every text in [`any_json`] that is longer than a few characters.
const VALUE: &str = "s3cr3t-";

/// Any JSON, with the words of the API among its keys.
pub fn any_json() -> impl Strategy<Value = Value> {
    let words =
        ["data", "result", "success", "paging", "id", "sessions", "recording", "download_url", "links", "events"];
    let key = prop_oneof![prop::sample::select(words.to_vec()).prop_map(str::to_owned), ".{0,3}"];
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        "null|true|2026-11-20 09:30:00Z|[0-9]{1,20}|s3cr3t-[a-z]{3}|.{0,4}".prop_map(Value::from),
    ];
    leaf.prop_recursive(5, 40, 5, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            prop::collection::hash_map(key.clone(), inner, 0..5)
                .prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
}

/// Decodes a body. An error names the operation and shows no value of the body.
fn decode_or_report(id: &str, body: &[u8]) {
    if let Err(error) = decode(id, body).unwrap() {
        let text = format!("{error} {error:?}");
        assert_eq!(error.operation(), id);
        assert!(text.contains(id), "{text}");
        assert!(!text.contains(VALUE), "{text}");
    }
}

proptest! {
    #![proptest_config(cases(100))]

    #[test]
    fn no_json_makes_the_decoder_panic(data in any_json()) {
        let wrapped = json!({ "success": true, "data": data }).to_string();
        let bare = data.to_string();
        for operation in operations::ALL {
            decode_or_report(operation.id, wrapped.as_bytes());
            decode_or_report(operation.id, bare.as_bytes());
        }
    }

    #[test]
    fn no_bytes_make_the_decoder_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        for operation in operations::ALL {
            decode_or_report(operation.id, &bytes);
        }
    }

    #[test]
    fn no_damage_makes_the_decoder_panic(seed in any::<u64>(), at in any::<prop::sample::Index>(), byte in any::<u8>(), cut in any::<bool>()) {
        let operation = operations::ALL[(seed % operations::ALL.len() as u64) as usize];
        let mut body = response(operation.id, seed, 40).0.sent.into_bytes();
        let at = at.index(body.len());
        if cut { body.truncate(at) } else { body[at] = byte }
        decode_or_report(operation.id, &body);
    }

    #[test]
    fn no_response_makes_the_error_mapper_panic(status in 100..1000u16, body in prop::collection::vec(any::<u8>(), 0..200), value in ".{0,40}") {
        let headers: [(&[u8], &[u8]); 4] = [
            (b"retry-after", value.as_bytes()),
            (b"ratelimit", value.as_bytes()),
            (b"cf-ray", value.as_bytes()),
            (b"content-type", value.as_bytes()),
        ];
        let error = realtimekit::test_support::error_of(status, &headers, &body).unwrap();
        prop_assert_eq!(error.status().map(|status| status.as_u16()), Some(status));
        prop_assert_eq!(error.body(), &body[..]);
    }

    #[test]
    fn no_json_makes_the_error_mapper_panic(status in 400..600u16, body in any_json(), errors in any_json()) {
        for body in [body, json!({ "success": false, "errors": errors }), json!({ "error": errors, "messages": errors })] {
            let error = realtimekit::test_support::error_of(status, &[], body.to_string().as_bytes()).unwrap();
            prop_assert!(error.to_string().contains(&format!("status {status}")), "{}", error);
            prop_assert!(!format!("{error:?}").contains("body: \"{"), "{:?}", error);
        }
    }
}
