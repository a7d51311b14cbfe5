//! The hand-written public API of `realtimekit`. Generated items are left out: their diff is in the same commit.
#![cfg(unix)] // rustdoc is started through a shell script

use std::path::Path;
use std::process::Command;

/// The items that the generator writes: the types of requests, their setters, and what is implemented for them.
fn is_generated(item: &str) -> bool {
    let item = item.rsplit_once(" for realtimekit::").map_or(item, |(_, implementor)| implementor);
    let item = item.split_once("realtimekit::").map_or(item, |(_, path)| path);
    let sealed = ["requests::Operation", "requests::Paged"].iter().any(|name| item.starts_with(name));
    (item.starts_with("requests::") && !sealed) || item.starts_with("Request<realtimekit::requests::")
}

#[test]
fn hand_written_api() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let target = root.join("target");
    let status = Command::new(env!("CARGO"))
        .args(["rustdoc", "--quiet", "-p", "realtimekit", "--lib", "--all-features", "--target-dir"])
        .arg(&target)
        .args(["--", "-Zunstable-options", "--output-format=json", "--cap-lints=allow"])
        .env("RUSTDOC", root.join("tests/rustdoc-json"))
        .env_remove("RUSTDOCFLAGS")
        .current_dir(root)
        .status();
    assert!(status.expect("cargo can be started").success(), "rustdoc failed");
    let api = public_api::Builder::from_rustdoc_json(target.join("doc/realtimekit.json"))
        .omit_auto_derived_impls(true)
        .omit_auto_trait_impls(true)
        .omit_blanket_impls(true)
        .build()
        .expect("public-api reads the format of this rustdoc");
    let lines: Vec<String> = api.items().map(ToString::to_string).filter(|item| !is_generated(item)).collect();
    insta::assert_snapshot!(lines.join("\n"));
}
