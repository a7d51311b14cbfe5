//! The API as the document describes it: operations with their inputs and results.
//!
//! Every step that needs to know about operations reads this model, so that the extensions and the shape of the
//! document are interpreted in one place.

mod supported;

use serde_json::{Map, Value};

use crate::document::{Document, Problem, pointer_segment};
use crate::parts::Parts;

/// All operations, in the order of their paths and methods in the document.
#[derive(Clone, Debug)]
pub struct Api {
    pub operations: Vec<Operation>,
    /// What the service sends by itself, in the order of the document.
    pub webhooks: Vec<Webhook>,
    /// Name to schema of every component.
    pub schemas: Map<String, Value>,
}

/// One operation.
#[derive(Clone, Debug)]
pub struct Operation {
    pub id: String,
    pub method: String,
    pub path: String,
    /// JSON pointer of the operation in the document.
    pub place: String,
    pub tag: String,
    pub summary: String,
    pub description: String,
    /// Page and heading of the official reference.
    pub docs: Option<Docs>,
    pub idempotent: bool,
    pub upstream: bool,
    pub pagination: Option<Pagination>,
    /// What a 404 of this operation means when it means "there is none".
    pub absent: Option<Absent>,
    pub path_parameters: Vec<Parameter>,
    pub query_parameters: Vec<Parameter>,
    /// Component that describes the JSON body.
    pub body: Option<String>,
    /// The status of success.
    pub status: u16,
    /// What `data` holds once it is taken out of the response.
    pub result: ResultShape,
}

/// Where the official reference describes an operation.
#[derive(Clone, Debug)]
pub struct Docs {
    pub heading: String,
    pub url: String,
}

/// A path or query parameter.
#[derive(Clone, Debug)]
pub struct Parameter {
    pub name: String,
    pub description: String,
    pub schema: Value,
}

/// An entry of `x-webhooks`: an event that is sent to webhooks.
#[derive(Clone, Debug)]
pub struct Webhook {
    pub name: String,
    pub description: String,
    /// Component that describes the body but for the name of the event.
    pub payload: String,
}

impl Webhook {
    /// The variant of the enum of all events: the name of the payload, which tells more than that of the event.
    pub fn variant(&self) -> &str {
        self.payload.strip_suffix("Event").unwrap_or(&self.payload)
    }

    /// A schema that refers to the payload.
    pub fn schema(&self) -> Value {
        serde_json::json!({ "$ref": format!("#/components/schemas/{}", self.payload) })
    }
}

/// The `x-pagination` extension.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pagination {
    pub page: String,
    pub size: String,
    pub items: String,
    pub paging: String,
}

/// The `x-absent` extension: a 404 that says "there is none" rather than "no such thing".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Absent {
    /// The answer stands for an empty list, not for nothing.
    pub empty: bool,
    /// How the message begins; every other 404 stays an error. Without it every 404 counts.
    pub message: Option<String>,
}

/// The result of an operation: what remains of the response without its envelope.
#[derive(Clone, Debug)]
pub struct ResultShape {
    /// Schema of the result.
    pub schema: Value,
    /// Keys in which the result may be wrapped once more below `data`.
    pub wrapped_in: Vec<String>,
    /// The result is the list of items, wherever the response holds it.
    pub list: bool,
    /// Fields of the result that the response has beside `data` too.
    pub beside: Vec<String>,
}

/// The methods that the generator supports.
pub const METHODS: [&str; 5] = ["get", "post", "put", "patch", "delete"];

/// Names of generated modules, which no tag can have.
const MODULES: [&str; 2] = ["shared", "events"];

/// How many references are followed before they are taken for a circle.
const REFERENCES: usize = 32;

impl Operation {
    /// Name of the request: `meetings_list` becomes `MeetingsList`.
    pub fn request_name(&self) -> String {
        let capital = |part: &str| {
            let mut letters = part.chars();
            letters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(letters).collect::<String>()
        };
        self.id.split('_').map(capital).collect()
    }

    /// Whether a query parameter chooses the page or its size: the paging options set it, not the caller.
    pub fn pages_by(&self, parameter: &str) -> bool {
        self.pagination.as_ref().is_some_and(|paging| paging.page == parameter || paging.size == parameter)
    }

    /// A problem of the operation, or of what lies `below` it.
    pub fn problem(&self, below: &str, message: impl Into<String>) -> Problem {
        Problem::at(format!("{}{below}", self.place), message)
    }
}

impl Api {
    /// Reads the model from the document, or lists everything that is in the way.
    pub fn read(document: &Document) -> Result<Self, Vec<Problem>> {
        let mut problems = Vec::new();
        let root = &document.json;
        match root["openapi"].as_str() {
            Some(version) if version.starts_with("3.0.") => {}
            Some(version) => problems.push(document.problem(
                "/openapi",
                format!("version {version} is not supported by the generator: write the document in 3.0.3"),
            )),
            None => problems.push(document.problem("", "`openapi: 3.0.3` is missing")),
        }
        let mut beside = Vec::new();
        check_references(document, root, String::new(), &mut problems, &mut beside);
        if !problems.is_empty() {
            return Err(problems);
        }
        problems.extend(beside);
        problems.extend(supported::problems(&Parts::of(document)));
        let schemas = root["components"]["schemas"].as_object().cloned().unwrap_or_default();
        let mut operations = Vec::new();
        let paths = root["paths"].as_object().cloned().unwrap_or_default();
        for (path, item) in &paths {
            let shared = item["parameters"].as_array().cloned().unwrap_or_default();
            for method in METHODS {
                if !item[method].is_null() {
                    let place = format!("/paths/{}/{method}", pointer_segment(path));
                    let reader = Reader { document, place: &place };
                    match reader.operation(method, path, &item[method], &shared) {
                        Ok(operation) => operations.push(operation),
                        Err(problem) => problems.push(problem),
                    }
                }
            }
        }
        for (index, operation) in operations.iter().enumerate() {
            if let Some(first) = operations[..index].iter().find(|other| other.id == operation.id) {
                problems.push(document.problem(
                    &format!("{}/operationId", operation.place),
                    format!("operationId {:?} is taken by {}", operation.id, first.place),
                ));
            }
        }
        let mut webhooks = Vec::new();
        for (index, entry) in root["x-webhooks"].as_array().into_iter().flatten().enumerate() {
            let place = format!("/x-webhooks/{index}");
            let reader = Reader { document, place: &place };
            match reader.webhook(entry) {
                Ok(webhook) => webhooks.push(webhook),
                Err(problem) => problems.push(problem),
            }
        }
        let api = Self { operations, webhooks, schemas };
        problems.extend(api.lost_nulls().into_iter().map(|problem| document.locate(problem)));
        if problems.is_empty() { Ok(api) } else { Err(problems) }
    }

    /// A field of a PATCH that can be cleared tells `null` from absence; the same field of a result does not. So one
    /// component cannot be both.
    fn lost_nulls(&self) -> Vec<Problem> {
        let received = self.received();
        let mut problems = Vec::new();
        for body in
            self.operations.iter().filter(|operation| operation.method == "PATCH").filter_map(|op| op.body.as_ref())
        {
            let Some(schema) = self.schemas.get(body).filter(|_| received.contains(body)) else { continue };
            let required: Vec<&Value> = schema["required"].as_array().into_iter().flatten().collect();
            for (name, property) in schema["properties"].as_object().into_iter().flatten() {
                if property["nullable"] == true && !required.iter().any(|required| *required == name) {
                    let place = format!("/properties/{}/nullable", pointer_segment(name));
                    let message = format!(
                        "{body} is the body of a PATCH and part of a result, so that `null` could not be sent: describe \
                         the body as a component of its own, {body}Update"
                    );
                    problems.push(Problem::of_component(body, &place, message));
                }
            }
        }
        problems
    }

    /// Names of the components that are part of a result or of an event.
    pub fn received(&self) -> Vec<String> {
        let events: Vec<Value> = self.webhooks.iter().map(Webhook::schema).collect();
        self.reachable(self.operations.iter().map(|operation| &operation.result.schema).chain(&events))
    }

    /// The tags, sorted.
    pub fn tags(&self) -> Vec<&str> {
        let mut tags: Vec<&str> = Vec::new();
        for operation in &self.operations {
            if !tags.contains(&operation.tag.as_str()) {
                tags.push(&operation.tag);
            }
        }
        tags.sort_unstable();
        tags
    }

    /// Names of the components that a schema uses, directly or through others.
    pub fn reachable<'a>(&self, roots: impl IntoIterator<Item = &'a Value>) -> Vec<String> {
        let mut found: Vec<String> = Vec::new();
        let mut open: Vec<String> = Vec::new();
        for root in roots {
            references(root, &mut open);
        }
        while let Some(name) = open.pop() {
            if !found.contains(&name) {
                if let Some(schema) = self.schemas.get(&name) {
                    references(schema, &mut open);
                }
                found.push(name);
            }
        }
        found.sort();
        found
    }
}

/// The component that a schema names, by `$ref` or by `allOf` with one `$ref`.
pub fn reference_name(schema: &Value) -> Option<&str> {
    let schema = match schema["allOf"].as_array().map(Vec::as_slice) {
        Some([only]) if only["$ref"].is_string() => only,
        _ => schema,
    };
    schema["$ref"].as_str()?.strip_prefix("#/components/schemas/")
}

/// `a, b and c`.
fn word_list(words: &[&str]) -> String {
    match words {
        [first @ .., last] if !first.is_empty() => format!("{} and {last}", first.join(", ")),
        _ => words.concat(),
    }
}

fn references(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Object(map) => {
            for (key, value) in map {
                match (key.as_str(), value) {
                    ("$ref", Value::String(target)) => {
                        found.extend(target.strip_prefix("#/components/schemas/").map(str::to_owned));
                    }
                    ("example" | "examples", _) => {}
                    _ => references(value, found),
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| references(item, found)),
        _ => {}
    }
}

/// References that point nowhere, and those with something beside them.
fn check_references(
    document: &Document,
    value: &Value,
    place: String,
    dangling: &mut Vec<Problem>,
    beside: &mut Vec<Problem>,
) {
    match value {
        Value::Object(map) => {
            for (key, value) in map {
                let below = format!("{place}/{}", pointer_segment(key));
                if let ("$ref", Value::String(target)) = (key.as_str(), value) {
                    let local = target.strip_prefix('#');
                    if local.and_then(|pointer| document.json.pointer(pointer)).is_none() {
                        dangling.push(
                            document.problem(
                                &below,
                                format!("{target:?} points nowhere: define it or correct the reference"),
                            ),
                        );
                    } else if map.len() > 1 {
                        let mend = match target.starts_with("#/components/schemas/") {
                            true => "write `allOf: [{ $ref: … }]`, beside which it counts",
                            false => "remove it",
                        };
                        let message = format!("what stands beside `$ref` has no effect: {mend}");
                        beside.push(document.problem(&below, message));
                    }
                }
                check_references(document, value, below, dangling, beside);
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                check_references(document, item, format!("{place}/{index}"), dangling, beside);
            }
        }
        _ => {}
    }
}

struct Reader<'a> {
    document: &'a Document,
    place: &'a str,
}

impl Reader<'_> {
    fn problem(&self, below: &str, message: impl Into<String>) -> Problem {
        self.document.problem(&format!("{}{below}", self.place), message)
    }

    fn text(&self, value: &Value, key: &str) -> Result<String, Problem> {
        match value[key].as_str() {
            Some(text) if !text.is_empty() => Ok(text.to_owned()),
            _ => Err(self.problem("", format!("`{key}` is missing"))),
        }
    }

    fn component<'a>(&self, schema: &'a Value, below: &str) -> Result<&'a str, Problem> {
        reference_name(schema).ok_or_else(|| {
            self.problem(below, "name this schema: move it to components/schemas and refer to it with `$ref`")
        })
    }

    fn webhook(&self, entry: &Value) -> Result<Webhook, Problem> {
        let payload = self.component(&entry["payload"], "/payload")?;
        if !payload.ends_with("Event") || payload == "Event" {
            return Err(self.problem("/payload", format!("call the payload {payload}Event, as the others")));
        }
        Ok(Webhook {
            name: self.text(entry, "name")?,
            description: self.text(entry, "description")?,
            payload: payload.to_owned(),
        })
    }

    fn operation(&self, method: &str, path: &str, value: &Value, shared: &[Value]) -> Result<Operation, Problem> {
        let id = self.text(value, "operationId").map_err(|_| {
            self.problem("", "`operationId` is missing: name the operation `resource_verb`, such as `meetings_list`")
        })?;
        let lower = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase());
        if id.split('_').count() < 2 || !id.split('_').all(lower) {
            return Err(self.problem(
                "/operationId",
                format!(
                    "{id:?} is not a name of the form `resource_verb`: use small letters and `_`, as in `meetings_list`"
                ),
            ));
        }
        let tag = match value["tags"].as_array().map(Vec::as_slice) {
            Some([Value::String(tag)]) => tag.clone(),
            _ => return Err(self.problem("/tags", "exactly one tag is expected: the resource of the operation")),
        };
        if !supported::is_name(&tag.replace('-', "_")) || MODULES.contains(&tag.as_str()) {
            return Err(self.problem(
                "/tags/0",
                format!(
                    "the tag {tag:?} cannot be the name of a module: use small letters and `-`, and no word of Rust nor {}",
                    MODULES.join(" or ")
                ),
            ));
        }
        let mut path_parameters = Vec::new();
        let mut query_parameters = Vec::new();
        let own = value["parameters"].as_array().cloned().unwrap_or_default();
        let mut seen: Vec<(Value, Value)> = Vec::new();
        for raw in shared.iter().chain(&own) {
            let raw = match raw["$ref"].as_str() {
                Some(target) => self.document.json.pointer(&target[1..]).unwrap_or(raw),
                None => raw,
            };
            let name = self.text(raw, "name")?;
            let parameter = Parameter {
                description: raw["description"].as_str().unwrap_or_default().to_owned(),
                schema: raw["schema"].clone(),
                name: name.clone(),
            };
            let key = (raw["in"].clone(), raw["name"].clone());
            if seen.contains(&key) {
                let message = format!("parameter {name:?} is described twice, perhaps for the whole path: remove one");
                return Err(self.problem("/parameters", message));
            }
            seen.push(key);
            match raw["in"].as_str() {
                Some("path") => path_parameters.push(parameter),
                Some("query") => {
                    if !matches!(raw["style"].as_str(), None | Some("form")) {
                        return Err(self.problem(
                            "/parameters",
                            format!("query parameter {name:?}: only the style `form` is supported by the generator"),
                        ));
                    }
                    query_parameters.push(parameter);
                }
                other => {
                    return Err(self.problem(
                        "/parameters",
                        format!("parameter {name:?} is in {other:?}: only path and query are supported"),
                    ));
                }
            }
        }
        let in_template: Vec<&str> =
            path.split('/').filter_map(|segment| segment.strip_prefix('{')?.strip_suffix('}')).collect();
        for name in &in_template {
            if !path_parameters.iter().any(|parameter| parameter.name == *name) {
                return Err(self.problem("", format!("the path names {{{name}}}, but no parameter describes it")));
            }
        }
        if let Some(extra) = path_parameters.iter().find(|parameter| !in_template.contains(&parameter.name.as_str())) {
            let message = format!(
                "the path does not name {{{}}}: put it there, correct the name, or remove the parameter",
                extra.name
            );
            return Err(self.problem("/parameters", message));
        }
        path_parameters.sort_by_key(|parameter| in_template.iter().position(|name| *name == parameter.name));
        let body = match &value["requestBody"] {
            Value::Null => None,
            body => {
                let media = body["content"].as_object().cloned().unwrap_or_default();
                if media.len() != 1 || !media.contains_key("application/json") {
                    return Err(self.problem(
                        "/requestBody/content",
                        "the generator supports exactly one media type, application/json",
                    ));
                }
                let schema = &media["application/json"]["schema"];
                Some(self.component(schema, "/requestBody/content/application~1json/schema")?.to_owned())
            }
        };
        let (status, response) = self.response(value)?;
        let pagination = match &value["x-pagination"] {
            Value::Null => None,
            pagination => Some(Pagination {
                page: self.text(pagination, "page")?,
                size: self.text(pagination, "size")?,
                items: self.text(pagination, "items")?,
                paging: self.text(pagination, "paging")?,
            }),
        };
        let absent = match &value["x-absent"] {
            Value::Null => None,
            absent => Some(Absent {
                empty: match absent["as"].as_str() {
                    Some("empty") => true,
                    Some("none") => false,
                    _ => return Err(self.problem("/x-absent/as", "`empty` or `none` is expected")),
                },
                message: absent["message"].as_str().map(str::to_owned),
            }),
        };
        let result = self.result(&response, pagination.as_ref())?;
        if absent.as_ref().is_some_and(|absent| absent.empty) && !result.list && result.schema["type"] != "array" {
            return Err(self.problem("/x-absent/as", "the result is no list that could be empty: write `none`"));
        }
        let docs = match &value["externalDocs"] {
            Value::Null => None,
            docs => Some(Docs { heading: self.text(docs, "description")?, url: self.text(docs, "url")? }),
        };
        Ok(Operation {
            idempotent: value["x-idempotent"].as_bool().ok_or_else(|| {
                self.problem("", "`x-idempotent` is missing: say true when the request may be sent twice, else false")
            })?,
            upstream: value["x-source"] == "upstream",
            method: method.to_uppercase(),
            path: path.to_owned(),
            place: self.place.to_owned(),
            summary: self.text(value, "summary")?,
            description: self.text(value, "description")?,
            id,
            tag,
            docs,
            pagination,
            absent,
            path_parameters,
            query_parameters,
            body,
            status,
            result,
        })
    }

    fn response(&self, operation: &Value) -> Result<(u16, String), Problem> {
        let responses = operation["responses"].as_object().cloned().unwrap_or_default();
        if responses.contains_key("default") {
            return Err(self.problem(
                "/responses/default",
                "`default` counts as success and as failure: describe 200 or 201, 4XX and 5XX",
            ));
        }
        let successes: Vec<_> = responses.iter().filter(|(status, _)| status.starts_with('2')).collect();
        let [(status, response)] = successes.as_slice() else {
            return Err(self.problem("/responses", "exactly one successful response is expected"));
        };
        let number: u16 = status
            .parse()
            .map_err(|_| self.problem("/responses", format!("{status:?} is not a status: write 200 or 201")))?;
        if !response["$ref"].is_null() {
            return Err(self.problem(
                &format!("/responses/{status}/$ref"),
                "a shared response of success is not supported by the generator: write it out here",
            ));
        }
        if number == 204
            || response["content"].as_object().is_none_or(|content| content.keys().ne(["application/json"]))
        {
            return Err(self.problem(
                &format!("/responses/{status}"),
                "the generator supports exactly one media type, application/json: describe the answer as 200 with its \
                 envelope; the client reads an empty body as an empty result",
            ));
        }
        let below = format!("/responses/{status}/content/application~1json/schema");
        let schema = &response["content"]["application/json"]["schema"];
        Ok((number, self.component(schema, &below)?.to_owned()))
    }

    /// Takes the envelope off: what the caller gets is `data`, or the items in it, or the one object it wraps.
    fn result(&self, response: &str, pagination: Option<&Pagination>) -> Result<ResultShape, Problem> {
        let schemas = &self.document.json["components"]["schemas"];
        let resolve = |mut schema: Value| {
            for _ in 0..REFERENCES {
                let Some(name) = reference_name(&schema) else { break };
                schema = schemas[name].clone();
            }
            schema
        };
        let data = &schemas[response]["properties"]["data"];
        if data.is_null() {
            return Err(self.document.problem(
                &format!("/components/schemas/{response}"),
                "a response component needs the property `data`, which holds the result",
            ));
        }
        let strings = |value: &Value| -> Vec<String> {
            let list = value.as_array().cloned().unwrap_or_default();
            list.iter().filter_map(|item| item.as_str().map(str::to_owned)).collect()
        };
        let shape = |schema: &Value, wrapped_in: Vec<String>, list: bool| {
            let envelope = schemas[response]["properties"].as_object().into_iter().flatten().map(|(name, _)| name);
            let fields = resolve(schema.clone())["properties"].clone();
            let beside = envelope.filter(|name| !matches!(name.as_str(), "success" | "data" | "paging"));
            let beside = beside.filter(|name| !fields[name.as_str()].is_null()).cloned().collect();
            ResultShape { schema: schema.clone(), wrapped_in, list, beside }
        };
        let resolved = resolve(data.clone());
        if let Some(pagination) = pagination {
            // Without an id of the items a repeated page would go unnoticed.
            let check_items = |list: &Value| {
                let id = resolve(resolve(list["items"].clone())["properties"]["id"].clone());
                if reference_name(&list["items"]).is_some() && id["type"] == "string" {
                    return Ok(());
                }
                Err(self.problem(
                    "/x-pagination/items",
                    "the items of a paged list are a component with a property `id` of type string: describe them so",
                ))
            };
            if resolved["type"] == "array" {
                check_items(&resolved)?;
                return Ok(shape(&resolved, Vec::new(), true));
            }
            let properties = resolved["properties"].as_object().cloned().unwrap_or_default();
            let key = pagination.items.rsplit('.').next().unwrap_or_default();
            let Some(list) = properties.get(key) else {
                let message =
                    format!("the response holds no {:?}: correct the path, or the response", pagination.items);
                return Err(self.problem("/x-pagination/items", message));
            };
            check_items(&resolve(list.clone()))?;
            if properties.get("paging").is_some_and(|paging| reference_name(paging) != Some("Paging")) {
                return Err(self.problem(
                    "/x-pagination/paging",
                    "the result has a property `paging` that is no `Paging`: refer to that component",
                ));
            }
            if properties.keys().all(|name| name == key || name == "paging") {
                return Ok(shape(list, vec![key.to_owned()], true));
            }
            return Ok(shape(data, Vec::new(), false));
        }
        let properties = resolved["properties"].as_object().cloned().unwrap_or_default();
        if let [(key, only)] = properties.iter().collect::<Vec<_>>().as_slice()
            && resolve((*only).clone())["type"] == "object"
        {
            return Ok(shape(only, vec![(*key).clone()], false));
        }
        Ok(shape(data, strings(&data["x-wrapped-in"]), false))
    }
}

#[cfg(test)]
pub mod tests {
    use std::path::Path;

    use super::*;

    /// A small document of the same shape as the real one; tests of all steps start from it.
    pub const SMALL: &str = include_str!("small.yaml");

    pub fn small() -> Document {
        Document::parse(Path::new("small.yaml"), SMALL).unwrap()
    }

    fn problems(edit: impl FnOnce(String) -> String) -> String {
        let edited = edit(SMALL.to_owned());
        assert_ne!(edited, SMALL, "the edit must change the document");
        let document = Document::parse(Path::new("small.yaml"), &edited).unwrap();
        let problems = Api::read(&document).expect_err("the edit must be refused");
        problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn results_are_taken_out_of_their_envelopes() {
        let api = Api::read(&small()).unwrap();
        let result = |id: &str| api.operations.iter().find(|op| op.id == id).unwrap().result.clone();
        let list = result("rooms_list");
        assert!(list.list && list.wrapped_in == ["rooms"]);
        assert_eq!(list.schema["items"]["$ref"], "#/components/schemas/Room");
        let one = result("rooms_get");
        assert!(!one.list && one.wrapped_in == ["room"]);
        assert_eq!(reference_name(&one.schema), Some("Room"));
        let flat = result("rooms_create");
        assert_eq!((reference_name(&flat.schema), flat.wrapped_in), (Some("Room"), vec!["room".to_owned()]));
    }

    #[test]
    fn webhooks_are_read_in_their_order() {
        let api = Api::read(&small()).unwrap();
        let read: Vec<_> = api.webhooks.iter().map(|webhook| (webhook.name.as_str(), webhook.variant())).collect();
        assert_eq!(read, [("room.opened", "RoomOpened"), ("room.closed", "RoomClosed")]);
        let text = problems(|text| text.replace("payload: { $ref: '#/components/schemas/RoomClosedEvent' }", ""));
        assert!(text.contains("/x-webhooks/1/payload: name this schema"), "{text}");
    }

    #[test]
    fn a_missing_operation_id_is_named_with_its_place() {
        let text = problems(|text| text.replace("      operationId: rooms_list\n", ""));
        assert!(text.contains("/paths/~1apps~1{app_id}~1rooms/get: `operationId` is missing"), "{text}");
    }

    #[test]
    fn a_dangling_reference_is_named_with_its_place() {
        let text = problems(|text| {
            text.replace("items: { $ref: '#/components/schemas/Room' }", "items: { $ref: '#/components/schemas/Hall' }")
        });
        assert!(text.contains("\"#/components/schemas/Hall\" points nowhere"), "{text}");
        assert!(text.starts_with("small.yaml:"), "{text}");
    }

    #[test]
    fn unsupported_constructs_are_refused_with_the_mend() {
        let text = problems(|text| text.replace("openapi: 3.0.3", "openapi: 3.1.0"));
        assert!(text.contains("write the document in 3.0.3"), "{text}");
        let text = problems(|text| text.replace("4XX:", "default:"));
        assert!(text.contains("describe 200 or 201, 4XX and 5XX"), "{text}");
        let text = problems(|text| {
            text.replace(
                "application/json:\n            schema: { $ref: '#/components/schemas/RoomCreate' }",
                "multipart/form-data:\n            schema: { $ref: '#/components/schemas/RoomCreate' }",
            )
        });
        assert!(text.contains("exactly one media type, application/json"), "{text}");
        let text = problems(|text| text.replace("in: query", "in: cookie"));
        assert!(text.contains("only path and query are supported"), "{text}");
        let text = problems(|text| text.replace("operationId: rooms_get", "operationId: rooms_list"));
        assert!(text.contains("is taken by"), "{text}");
    }
}
