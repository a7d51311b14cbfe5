//! Snapshots that no test refers to are refused.

use std::collections::BTreeSet;
use std::path::Path;

fn names(folder: &Path) -> BTreeSet<String> {
    let entries = std::fs::read_dir(folder).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    // What insta leaves beside a snapshot that did not fit is not committed.
    names.filter(|name| !name.ends_with(".snap.new")).collect()
}

fn generated(folder: &str, kind: &str) -> impl Iterator<Item = String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates").join(folder);
    let files: Vec<_> = names(&folder).into_iter().filter(|name| name.ends_with(".rs") && name != "mod.rs").collect();
    files.into_iter().map(move |name| format!("surface__{kind}_{}.snap", name.trim_end_matches(".rs")))
}

#[test]
fn every_snapshot_belongs_to_a_test() {
    let mut expected: BTreeSet<String> = BTreeSet::new();
    expected.extend(generated("realtimekit-api/src/generated/client", "client"));
    expected.extend(generated("realtimekit-api/src/generated/types", "types"));
    expected.extend(generated("realtimekit/src/generated", "requests"));
    expected.insert("schemas__every_component_but_envelopes_has_a_type.snap".to_owned());
    let present = names(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots"));
    // The wire test looks after its own: it knows which operations have inputs beyond the least.
    let stray: Vec<_> = present.difference(&expected).filter(|name| !name.starts_with("wire__")).collect();
    let missing: Vec<_> = expected.difference(&present).collect();
    assert!(stray.is_empty(), "no test refers to these snapshots, delete them: {stray:?}");
    assert!(missing.is_empty(), "these snapshots are missing: {missing:?}");
}
