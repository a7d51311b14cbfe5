use std::path::Path;

use serde_json::{Value, json};

use super::checks::Rules;
use super::*;
use crate::document::tests::{SMALL, small};
use crate::folder::texts;
use crate::model::{Api, Field, Scope, Ty};

/// The generated file whose path ends so, on one line, after replacing `from` in the document.
fn generated(from: &str, to: &str, file: &str) -> String {
    let text = SMALL.replace(from, to);
    let document = Document::parse(Path::new("small.yaml"), &text).unwrap();
    let files =
        generate(&document, &Handles::default()).unwrap_or_else(|problems| panic!("{}", document.report(&problems)));
    let (_, text) = files.iter().find(|(path, _)| path.ends_with(file)).unwrap();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn everything_follows_from_the_document() {
    for (file, parts) in [
        (
            "realtimekit-api/src/generated/types/rooms.rs",
            &[
                "/// A room. #[derive(Clone, Debug, PartialEq)]",
                "#[non_exhaustive] pub struct Room {",
                "#[cfg_attr(feature = \"schemars\", schemars(rename = \"type\"))] pub type_: Option<String>",
                "crate::record! { Room { \"door\" => door : optional,",
                "\"id\" => id : required,",
                "\"link\" | \"href\" => link : non_empty,",
                "pub made_at: Option<crate::Timestamp>",
                "pub token: Option<crate::Secret>",
                "pub doors: Option<Vec<String>>",
                "pub keys: Option<Vec<String>>",
                "pub fn new(name: impl Into<String>) -> Self",
                "#[must_use] pub fn size(mut self, value: u64) -> Self",
                "pub name: Option<Option<String>>",
                "pub fn clear_name(mut self) -> Self",
                "/// `half open`: Some may enter. HalfOpen,",
                "Unknown(String), } crate::open_enum! { State { Open = \"OPEN\", HalfOpen = \"half open\" } }",
            ][..],
        ),
        ("realtimekit-api/src/generated/types/events.rs", &["pub struct Guest {", "pub struct RoomClosedEvent {"]),
        (
            "realtimekit-api/src/generated/types/shared.rs",
            &["pub struct Door { /// Any value.", "pub note: Option<serde_json::Value>"],
        ),
        (
            "realtimekit-api/src/generated/client/rooms.rs",
            &[
                "pub fn rooms_list( &self, app_id: &str, page_no: Option<u64>, per_page: Option<u64>, state: Option<&Vec<types::State>>, ) -> Result<Call<Vec<types::Room>>, Error> {",
                "let request = self .request(Method::GET, &operations::ROOMS_LIST, &[app_id])? .parameter(\"page_no\", page_no)",
                ".repeated(\"state\", state)",
                ".json(body)?; Ok(Call::new(self, &operations::ROOMS_CREATE, request))",
            ],
        ),
        (
            "realtimekit-api/src/generated/operations.rs",
            &[
                "pub static ROOMS_CREATE: Operation = Operation { id: \"rooms_create\", method: \"POST\",",
                "page: \"page_no\"",
                "wrapped_in: &[\"room\"]",
                "pub static ALL: [&Operation; 5usize]",
            ],
        ),
        (
            "realtimekit-api/src/generated/by_id.rs",
            &["\"rooms_list\" => read::<Vec<types::Room>>(&operations::ROOMS_LIST, body),"],
        ),
        (
            "realtimekit-api/src/generated/checks.rs",
            &[
                "impl Check for types::RoomCreate",
                "rules::length(Place::Key(&place, \"name\"), value, Some(1u64), None)?;",
                "rules::whole(Place::Key(&place, \"size\"), *value, Some(1i64), Some(9i64))?;",
            ],
        ),
        (
            "realtimekit-api/src/generated/events.rs",
            &[
                "/// `room.opened`: A room was opened. RoomOpened(types::RoomOpenedEvent)",
                "KNOWN: &'static [&'static str] = &[\"room.opened\", \"room.closed\"]",
            ],
        ),
        (
            "realtimekit/src/generated/rooms.rs",
            &[
                "pub(crate) fn new(app_id: &str, name: impl Into<String>) -> Self",
                "pub(crate) fn with_body(app_id: &str, body: types::RoomCreate) -> Self",
                "impl Request<RoomsCreate> {",
                "pub fn size(mut self, value: u64) -> Self { self.operation.body.size = Some(value);",
                "pub fn secret(mut self, value: impl Into<api::Secret>)",
                "value: impl IntoIterator<Item = impl Into<types::State>>",
                "self.operation.body.name = Some(None);",
                "impl Paged for RoomsList { type Item = types::Room;",
                "self.page_no = Some(page_no); self.per_page = Some(per_page);",
                "type Output = Option<types::Room>;",
                "error.reports_absence(\"No room\").then_some(None)",
            ],
        ),
    ] {
        let text = generated("", "", file);
        for part in parts {
            assert!(text.contains(part), "{part}\n{text}");
        }
    }
}

#[test]
fn changes_of_the_document_change_what_follows() {
    let types = "types/rooms.rs";
    let link = "link: { type: string,";
    let deprecated = generated(link, "link: { deprecated: true, type: string,", types);
    assert!(deprecated.contains("/// Where it is. #[deprecated] pub link"), "{deprecated}");
    assert!(generated(link, "hyperlink: { type: string,", types).contains("pub hyperlink: Option<String>,"));
    assert!(
        generated("operationId: rooms_get", "operationId: rooms_fetch", "client/rooms.rs")
            .contains("pub fn rooms_fetch(")
    );
    // Query parameters are known by their names on the wire.
    let requests = generated("- name: state\n", "- name: type\n", "realtimekit/src/generated/rooms.rs");
    assert!(requests.contains("pub fn type_(") && !requests.contains("pub fn page_no("), "{requests}");
    // A paging block is taken from where it stands.
    let rooms = "        rooms: { type: array, description: The rooms.";
    let count = format!("        count: {{ type: integer, description: Their number. }}\n{rooms}");
    let requests = |with: &str| generated(rooms, with, "realtimekit/src/generated/rooms.rs");
    assert!(requests(&count).contains("(data.rooms, None)"));
    let paging = format!("        paging: {{ $ref: '#/components/schemas/Paging' }}\n{count}");
    assert!(requests(&paging).contains("(data.rooms, data.paging)"));
}

#[test]
fn generation_is_deterministic_and_files_have_a_header_and_a_bounded_length() {
    let document = Path::new(env!("CARGO_MANIFEST_DIR")).join("../openapi/realtimekit.yaml");
    let document = Document::load(&document, &document).unwrap();
    let files = generate(&document, &Handles::default()).unwrap();
    assert_eq!(generate(&document, &Handles::default()).unwrap(), files);
    for (path, text) in files.iter().filter(|(path, _)| path.extension().is_some_and(|extension| extension == "rs")) {
        assert!(text.starts_with("// Made from openapi/realtimekit.yaml by `cargo xtask codegen`."), "{path:?}");
        let lines = text.lines().count();
        assert!(lines <= files::LINES, "{path:?} has {lines} lines");
    }
}

#[test]
fn items_of_lists_and_values_of_maps_are_checked() {
    let check = |schema: Value| {
        let field = Field {
            wire: "a".to_owned(),
            ident: quote::format_ident!("a"),
            ty: Ty::of(&schema).optional(),
            required: false,
            description: String::new(),
            schema,
        };
        Rules::of(&Api::default()).field(&field).map(|check| check.to_string().replace(' ', "")).unwrap_or_default()
    };
    assert_eq!(
        check(json!({ "type": "array", "items": { "type": "string", "maxLength": 3 } })),
        "ifletSome(value)=&self.a{for(index,item)invalue.iter().enumerate(){\
         rules::length(Place::Index(&Place::Key(&place,\"a\"),index),item,None,Some(3u64))?;}}"
    );
    let values = json!({ "type": "integer", "minimum": 1, "nullable": true });
    let text = check(json!({ "type": "object", "additionalProperties": values }));
    assert!(text.contains("for(key,item)invalue.iter(){ifletSome(item)=item{"), "{text}");
    let inner = json!({ "type": "array", "items": { "type": "string", "minLength": 1 } });
    let text = check(json!({ "type": "array", "items": inner }));
    assert!(text.contains("for(index_2,item_2)initem.iter().enumerate()"), "{text}");
    let open =
        json!({ "type": "integer", "minimum": 0, "exclusiveMinimum": true, "maximum": 9, "exclusiveMaximum": true });
    assert!(check(open).contains("rules::whole(Place::Key(&place,\"a\"),*value,Some(1i64),Some(8i64))?;"));
    assert_eq!(check(json!({ "type": "array", "items": { "type": "string" } })), "");
}

#[test]
fn the_methods_of_all_requests_are_reserved() {
    let texts = texts(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates/realtimekit/src"), "", ".rs").unwrap();
    let mut found = 0;
    for (_, text) in texts.iter().filter(|(file, _)| !file.starts_with("generated")) {
        let Ok(file) = syn::parse_file(text) else { continue };
        for item in file.items {
            let syn::Item::Impl(item) = item else { continue };
            let generic = item.generics.type_params().next().map(|parameter| parameter.ident.clone());
            if item.trait_.is_some() || generic.is_none() || !rust::is_type(&item.self_ty, "Request") {
                continue;
            }
            for method in item.items {
                let syn::ImplItem::Fn(method) = method else { continue };
                let name = method.sig.ident.to_string();
                let reserved = crate::rules::RESERVED.split_whitespace().any(|reserved| reserved == name);
                assert!(reserved, "add {name} to RESERVED");
                found += 1;
            }
        }
    }
    assert!(found > 10, "the methods of requests are no longer found");
}

#[test]
fn types_are_named_from_each_crate() {
    let ty = Ty::of(&json!({ "type": "array", "items": { "$ref": "#/components/schemas/Room" } }));
    assert_eq!(ty.tokens(Scope::Types).to_string(), "Vec < Room >");
    assert_eq!(ty.tokens(Scope::Crate).to_string(), "Vec < types :: Room >");
    let ty = Ty::of(&json!({ "type": "string", "x-sensitive": true }));
    assert_eq!(ty.tokens(Scope::Ergonomic).to_string(), "api :: Secret");
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
        if let Err(problems) = generate(&document, &Handles::default()) {
            assert!(!problems.is_empty());
        }
    }
}
