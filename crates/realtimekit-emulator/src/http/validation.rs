//! Validation of requests and responses against the OpenAPI document.

use std::collections::{BTreeMap, HashMap};
use std::sync::{LazyLock, OnceLock};

use jsonschema::Validator;
use jsonschema::error::ValidationErrorKind;
use serde_json::{Map, Value, json};

use crate::http::query::Query;
use crate::world::fidelity::Fidelity;
use crate::world::refusal::Refusal;

/// The document as the generator wrote it, read when the first request arrives: a start should not wait for it.
static DOCUMENT: LazyLock<Document> = LazyLock::new(|| Document::read(include_str!("../generated/realtimekit.json")));

/// Converted to plain JSON Schema, once for all emulators of the process.
struct Document {
    schemas: Map<String, Value>,
    operations: HashMap<String, OperationSchemas>,
}

/// The schemas of one operation. Validators are built when they are first needed.
struct OperationSchemas {
    parameters: Vec<Parameter>,
    body: Option<Body>,
    response: Value,
    response_validator: OnceLock<Option<Validator>>,
}

struct Parameter {
    name: String,
    required: bool,
    schema: Value,
    validator: OnceLock<Option<Validator>>,
}

struct Body {
    required: bool,
    schema: Value,
    validator: OnceLock<Option<Validator>>,
}

impl Document {
    /// The text is part of the program, so what is missing in it is left out here and found by the tests.
    fn read(text: &str) -> Self {
        let document: Value = serde_json::from_str(text).unwrap_or_default();
        let schemas = document["components"]["schemas"].as_object().cloned().unwrap_or_default();
        let schemas = schemas.iter().map(|(name, schema)| (name.clone(), converted(schema))).collect();
        let mut operations = HashMap::new();
        for path in document["paths"].as_object().into_iter().flat_map(Map::values) {
            for operation in path.as_object().into_iter().flat_map(Map::values) {
                if let Some(id) = operation["operationId"].as_str() {
                    operations.insert(id.to_owned(), OperationSchemas::read(&document, path, operation));
                }
            }
        }
        Self { schemas, operations }
    }

    /// A validator for a schema, which carries the components that the schema needs.
    fn validator(&self, schema: &Value) -> Option<Validator> {
        let mut needed = BTreeMap::new();
        self.collect(schema, &mut needed);
        let root = json!({ "allOf": [schema], "$defs": needed });
        jsonschema::options().should_validate_formats(true).build(&root).ok()
    }

    fn collect<'a>(&'a self, schema: &Value, needed: &mut BTreeMap<&'a str, &'a Value>) {
        match schema {
            Value::Object(object) => {
                let name = object.get("$ref").and_then(Value::as_str).and_then(|target| target.rsplit('/').next());
                if let Some((name, component)) = name.and_then(|name| self.schemas.get_key_value(name))
                    && needed.insert(name, component).is_none()
                {
                    self.collect(component, needed);
                }
                object.values().for_each(|value| self.collect(value, needed));
            }
            Value::Array(items) => items.iter().for_each(|item| self.collect(item, needed)),
            _ => {}
        }
    }

    /// The schema itself, or the one it refers to.
    fn resolve<'a>(&'a self, schema: &'a Value) -> &'a Value {
        let name = schema["$ref"].as_str().and_then(|target| target.rsplit('/').next());
        name.and_then(|name| self.schemas.get(name)).unwrap_or(schema)
    }
}

impl OperationSchemas {
    fn read(document: &Value, path: &Value, operation: &Value) -> Self {
        let parameters = [path, operation].into_iter().flat_map(|level| level["parameters"].as_array()).flatten();
        let parameters = parameters
            .map(|parameter| match parameter["$ref"].as_str() {
                Some(target) => document.pointer(target.trim_start_matches('#')).unwrap_or(parameter),
                None => parameter,
            })
            .filter(|parameter| parameter["in"] == "query")
            .map(|parameter| Parameter {
                name: parameter["name"].as_str().unwrap_or_default().to_owned(),
                required: parameter["required"] == true,
                schema: converted(&parameter["schema"]),
                validator: OnceLock::new(),
            })
            .collect();
        let body = operation.get("requestBody").map(|body| Body {
            required: body["required"] == true,
            schema: converted(&body["content"]["application/json"]["schema"]),
            validator: OnceLock::new(),
        });
        let responses = operation["responses"].as_object().into_iter().flatten();
        let response = responses
            .filter(|(status, _)| status.starts_with('2'))
            .map(|(_, response)| converted(&response["content"]["application/json"]["schema"]))
            .next()
            .unwrap_or(Value::Bool(true));
        Self { parameters, body, response, response_validator: OnceLock::new() }
    }
}

/// A schema of OpenAPI 3.0 as plain JSON Schema: `nullable` becomes a choice, references point to `$defs`, and prose is
/// dropped.
fn converted(schema: &Value) -> Value {
    let Value::Object(object) = schema else { return schema.clone() };
    let mut plain = Map::new();
    for (key, value) in object {
        let value = match key.as_str() {
            "description" | "example" | "nullable" | "readOnly" | "writeOnly" | "default" => continue,
            _ if key.starts_with("x-") => continue,
            "$ref" => json!(value.as_str().unwrap_or_default().replace("#/components/schemas/", "#/$defs/")),
            "properties" => {
                let properties = value.as_object().into_iter().flatten();
                Value::Object(properties.map(|(name, schema)| (name.clone(), converted(schema))).collect())
            }
            "allOf" | "anyOf" | "oneOf" => value.as_array().into_iter().flatten().map(converted).collect(),
            "items" | "additionalProperties" | "not" => converted(value),
            _ => value.clone(),
        };
        plain.insert(key.clone(), value);
    }
    match object.get("nullable") {
        // Not `anyOf`: its errors do not name the field inside.
        Some(Value::Bool(true)) => json!({ "if": { "type": "null" }, "then": true, "else": plain }),
        _ => Value::Object(plain),
    }
}

/// Checks the query of a request. Parameters that the document does not know are ignored, as the service does.
pub(crate) fn check_query(operation: &str, query: &Query) -> Result<(), Refusal> {
    let Some(schemas) = DOCUMENT.operations.get(operation) else { return Ok(()) };
    for parameter in &schemas.parameters {
        let values: Vec<&str> = query.all(&parameter.name).collect();
        if values.is_empty() {
            if parameter.required {
                return Err(Refusal::bad_request(format!("{:?} is required", parameter.name)));
            }
            continue;
        }
        let value = typed(&parameter.schema, &values)
            .map_err(|wanted| Refusal::bad_request(format!("{:?} must be {wanted}", parameter.name)))?;
        let validator = parameter.validator.get_or_init(|| DOCUMENT.validator(&parameter.schema));
        if let Some(problem) =
            validator.as_ref().and_then(|validator| first_problem(validator, &value, &parameter.name))
        {
            return Err(Refusal::bad_request(problem));
        }
    }
    Ok(())
}

/// The text of a query as the type that the schema wants, or the name of that type.
fn typed(schema: &Value, values: &[&str]) -> Result<Value, &'static str> {
    let schema = DOCUMENT.resolve(schema);
    // Of several values the one that handlers use: the first that is not empty.
    let one = values.iter().find(|value| !value.is_empty()).copied().unwrap_or_default();
    match schema["type"].as_str() {
        Some("array") => values.iter().map(|value| typed(&schema["items"], &[value])).collect(),
        Some("integer") => one.parse::<i64>().map(Value::from).map_err(|_| "an integer"),
        Some("number") => one.parse::<f64>().map(Value::from).map_err(|_| "a number"),
        Some("boolean") => one.parse::<bool>().map(Value::from).map_err(|_| "true or false"),
        _ => Ok(Value::from(one)),
    }
}

/// Reads and checks the body of a request. An operation without a body ignores what was sent.
///
/// The service has two validators: recordings and livestreams respond with 422. In the observed fidelity more languages
/// are accepted than are documented.
pub(crate) fn check_body(
    fidelity: Fidelity,
    operation: &str,
    media_type: Option<&str>,
    bytes: &[u8],
) -> Result<Map<String, Value>, Refusal> {
    let Some(body) = DOCUMENT.operations.get(operation).and_then(|schemas| schemas.body.as_ref()) else {
        return Ok(Map::new());
    };
    if bytes.is_empty() {
        return match body.required {
            true => Err(Refusal::bad_request("The request body is required")),
            false => Ok(Map::new()),
        };
    }
    let media_type = media_type.unwrap_or_default();
    let essence = media_type.split(';').next().unwrap_or_default().trim();
    if !essence.eq_ignore_ascii_case("application/json") {
        let message = format!("Content-Type must be application/json, not {media_type:?}");
        return Err(Refusal::service(415, message));
    }
    let value: Value = serde_json::from_slice(bytes)
        .map_err(|error| Refusal::bad_request(format!("The request body is not valid JSON: {error}")))?;
    let validator = body.validator.get_or_init(|| DOCUMENT.validator(&body.schema));
    let tolerated: &[&str] = match fidelity {
        Fidelity::Documented => &[],
        Fidelity::Observed => &["/ai_config/transcription/language"],
    };
    let wording = if operation.starts_with("meetings_") { Wording::Meetings } else { Wording::Others };
    if let Some(problem) =
        validator.as_ref().and_then(|validator| problem_beyond(tolerated, wording, validator, &value, ""))
    {
        let unprocessable = operation.starts_with("recordings_") || operation.starts_with("livestreams_");
        return Err(Refusal::service(if unprocessable { 422 } else { 400 }, problem));
    }
    match value {
        Value::Object(body) => Ok(body),
        _ => Err(Refusal::bad_request("The request body must be an object")),
    }
}

/// How a response contradicts the document; `None` if it does not.
pub(crate) fn contradiction(operation: &str, response: &Value) -> Option<String> {
    let schemas = DOCUMENT.operations.get(operation)?;
    let validator = schemas.response_validator.get_or_init(|| DOCUMENT.validator(&schemas.response));
    first_problem(validator.as_ref()?, response, "")
}

/// The first way in which a value breaks its schema, with the name of the field. Never the value: it may be a secret.
fn first_problem(validator: &Validator, value: &Value, root: &str) -> Option<String> {
    problem_beyond(&[], Wording::Others, validator, value, root)
}

/// The two validators of the service word their refusals differently.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Wording {
    Meetings,
    Others,
}

/// The same, where problems at some paths are tolerated.
fn problem_beyond(
    tolerated: &[&str],
    wording: Wording,
    validator: &Validator,
    value: &Value,
    root: &str,
) -> Option<String> {
    let mut errors = validator.iter_errors(value);
    let error = errors.find(|error| !tolerated.contains(&error.instance_path().as_str()))?;
    let path = error.instance_path().to_string();
    let mut field =
        [root].into_iter().chain(path.split('/')).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(".");
    if let ValidationErrorKind::Required { property } = error.kind() {
        let property = property.as_str().unwrap_or_default();
        field = if field.is_empty() { property.to_owned() } else { format!("{field}.{property}") };
        return Some(format!("\"{field}\" is required"));
    }
    if field.is_empty() {
        field.push_str("request body");
    }
    if wording == Wording::Meetings && matches!(error.kind(), ValidationErrorKind::Enum { .. }) {
        return Some(format!("Invalid enum value for \"{field}\""));
    }
    Some(format!("\"{field}\" is invalid: {}", error.masked()))
}

/// Whether every schema of every operation can be turned into a validator; the names of those that cannot.
#[cfg(test)]
fn broken() -> Vec<String> {
    let fails = |schema: &Value| DOCUMENT.validator(schema).is_none();
    let operations = DOCUMENT.operations.iter().filter(|(_, schemas)| {
        fails(&schemas.response)
            || schemas.body.as_ref().is_some_and(|body| fails(&body.schema))
            || schemas.parameters.iter().any(|parameter| fails(&parameter.schema))
    });
    operations.map(|(id, _)| id.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn body(operation: &str, body: &str) -> Result<Map<String, Value>, String> {
        check_body(Fidelity::Documented, operation, Some("application/json"), body.as_bytes())
            .map_err(|refusal| refusal.message)
    }

    #[test]
    fn the_document_covers_the_operation_table() {
        for operation in realtimekit_api::operations::ALL {
            assert!(DOCUMENT.operations.contains_key(operation.id), "{}", operation.id);
        }
        assert!(broken().is_empty(), "{:?}", broken());
    }

    #[test]
    fn messages_name_the_field() {
        assert_eq!(body("apps_create", "{}").unwrap_err(), "\"name\" is required");
        let message = body("meetings_create", r#"{"ai_config":{"summarization":{"word_limit":5}}}"#).unwrap_err();
        assert!(message.starts_with("\"ai_config.summarization.word_limit\" is invalid"), "{message}");
        let message = body("recordings_start", r#"{"meeting_id":"7","storage_config":{"type":"aws"}}"#).unwrap_err();
        assert!(message.contains("\"meeting_id\""), "{message}");
    }

    #[test]
    fn responses_are_validated_against_the_document() {
        let response = |id: &str| json!({ "success": true, "data": { "app": { "id": id, "name": "n" } } });
        assert_eq!(contradiction("apps_create", &response("0123")), None);
        let problem = contradiction("apps_create", &response(&"0".repeat(37))).unwrap();
        assert!(problem.starts_with("\"data.app.id\" is invalid"), "{problem}");
        assert!(contradiction("meetings_get", &json!({ "data": {} })).unwrap().contains("is required"));
    }

    #[test]
    fn nullable_fields_may_be_null_and_others_not() {
        assert!(body("meetings_create", r#"{"title":null}"#).is_ok());
        assert!(body("meetings_update", r#"{"title":null}"#).is_err());
    }

    #[test]
    fn queries_are_read_by_type() {
        let check = |operation, query| check_query(operation, &Query::parse(query)).map_err(|refusal| refusal.message);
        assert_eq!(check("meetings_list", "page_no=x").unwrap_err(), "\"page_no\" must be an integer");
        assert!(check("meetings_list", "page_no=0").unwrap_err().contains("\"page_no\""));
        assert!(check("recordings_list", "status=UPLOADED&status=PAUSED&expired=true").is_ok());
        assert!(check("recordings_list", "status=UPLOADED&status=GONE").unwrap_err().contains("\"status.1\""));
        assert!(check("sessions_list", "meeting_id=ignored").is_ok());
        // The value that is used is the one that is checked.
        assert!(check("meetings_list", "page_no=x&page_no=1").is_err());
        assert!(check("meetings_list", "page_no=1&page_no=x").is_ok());
        assert!(check("meetings_list", "page_no=&page_no=1").is_ok());
        assert!(check("meetings_list", "page_no=").is_err());
    }
}
