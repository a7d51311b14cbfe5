//! Builds the model from a document that keeps to the dialect.

use std::collections::BTreeSet;

use serde_json::Value;

use super::api::{Absent, Api, Field, Operation, Pagination, ResultForm, Webhook};
use super::names::{reference, reference_name, rust_name};
use super::ty::Ty;
use crate::dialect;
use crate::document::{Document, Problem, entries, escape, items, strings};

/// The methods that the generator supports.
const METHODS: [&str; 5] = ["get", "post", "put", "patch", "delete"];

impl Api {
    /// Reads the model from the document, or lists what keeps it from being read.
    pub fn read(document: &Document) -> Result<Self, Vec<Problem>> {
        let mut problems = dialect::problems(document);
        dangling(document, &document.json, String::new(), &mut problems);
        if !problems.is_empty() {
            return Err(problems);
        }
        let mut api = Self {
            schemas: document.json["components"]["schemas"].as_object().cloned().unwrap_or_default(),
            ..Self::default()
        };
        for entry in items(&document.json["x-webhooks"]) {
            api.webhooks.push(Webhook {
                name: text(&entry["name"]),
                description: text(&entry["description"]),
                payload: reference_name(&entry["payload"]).unwrap_or_default().to_owned(),
            });
        }
        for (path, item) in entries(&document.json["paths"]) {
            for method in METHODS.iter().filter(|method| item[**method].is_object()) {
                match api.operation(document, path, item, method) {
                    Ok(operation) => api.operations.push(operation),
                    Err(problem) => problems.push(problem),
                }
            }
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        api.note_uses();
        let objects = api.schemas.iter().filter(|(_, schema)| schema["properties"].is_object());
        api.objects = objects.map(|(name, schema)| (name.clone(), api.fields(name, schema))).collect();
        Ok(api)
    }

    fn note_uses(&mut self) {
        let bodies = |operations: &[Operation], method: &str| -> BTreeSet<String> {
            let operations = operations.iter().filter(|operation| method.is_empty() || operation.method == method);
            operations.filter_map(|operation| operation.body.clone()).collect()
        };
        let sent: Vec<Value> = bodies(&self.operations, "").iter().map(|name| reference(name)).collect();
        let events: Vec<Value> = self.webhooks.iter().map(|webhook| reference(&webhook.payload)).collect();
        self.sent = self.reachable(&sent);
        self.received = self.reachable(self.operations.iter().map(|operation| &operation.result.schema).chain(&events));
        self.patches = bodies(&self.operations, "PATCH");
    }

    fn fields(&self, component: &str, schema: &Value) -> Vec<Field> {
        let received = self.received.contains(component);
        let fields = entries(&schema["properties"]).map(|(wire, property)| {
            let required = strings(&schema["required"]).any(|name| name == wire);
            let nullable = property["nullable"] == true;
            let base = Ty::of(property);
            let ty = match (required, nullable) {
                (true, false) => base,
                (true, true) => base.optional(),
                // `null` clears the field, absence leaves it alone: two different things in a PATCH.
                (false, true) if self.patches.contains(component) && !received => base.optional().optional(),
                (false, _) => base.optional(),
            };
            let own = property["description"].as_str();
            let described = own.or_else(|| self.resolved(property)["description"].as_str()).unwrap_or_default();
            let (wire, description) = (wire.clone(), described.to_owned());
            Field { ident: rust_name(&wire), wire, ty, required, description, schema: property.clone() }
        });
        let mut fields: Vec<Field> = fields.collect();
        fields.sort_by(|one, other| one.ident.cmp(&other.ident)); // as typify
        fields
    }

    fn operation(&self, document: &Document, path: &str, item: &Value, method: &str) -> Result<Operation, Problem> {
        let value = &item[method];
        let at = format!("/paths/{}/{method}", escape(path));
        let problem = |below: &str, message: String| Problem::at(format!("{at}{below}"), message);
        let id = text(&value["operationId"]);

        let mut described: Vec<&Value> = Vec::new();
        for parameter in items(&item["parameters"]).chain(items(&value["parameters"])) {
            let parameter = parameter["$ref"].as_str().and_then(|target| document.target(target)).unwrap_or(parameter);
            let (name, place) = (&parameter["name"], &parameter["in"]);
            if described.iter().any(|other| other["name"] == *name && other["in"] == *place) {
                let message = format!("parameter {name} is described twice, perhaps for the whole path: remove one");
                return Err(problem("/parameters", message));
            }
            described.push(parameter);
        }
        let path_parameters: Vec<String> = path
            .split('/')
            .filter_map(|segment| segment.strip_prefix('{')?.strip_suffix('}').map(str::to_owned))
            .collect();
        if let Some(segment) = path.split('/').find(|segment| segment.trim_matches(['{', '}']).contains(['{', '}'])) {
            let message = format!("{segment:?} is only partly a parameter: the generator supports whole segments");
            return Err(Problem::at(format!("/paths/{}", escape(path)), message));
        }
        let (in_path, in_query): (Vec<&Value>, Vec<&Value>) =
            described.into_iter().partition(|parameter| parameter["in"] == "path");
        if let Some(name) = path_parameters.iter().find(|name| !in_path.iter().any(|other| other["name"] == **name)) {
            return Err(problem("", format!("the path names {{{name}}}, but no parameter describes it: add one")));
        }
        if let Some(name) = in_path.iter().find_map(|parameter| {
            let name = parameter["name"].as_str()?;
            (!path_parameters.iter().any(|other| other == name)).then_some(name)
        }) {
            let message =
                format!("the path does not name {{{name}}}: add it, correct the name, or remove the parameter");
            return Err(problem("/parameters", message));
        }
        let mut query: Vec<Field> = Vec::new();
        for parameter in in_query {
            let wire = text(&parameter["name"]);
            let target = self.resolved(&parameter["schema"]);
            let single = self.resolved(if target["type"] == "array" { &target["items"] } else { target });
            if !matches!(single["type"].as_str(), Some("string" | "integer" | "number" | "boolean")) {
                let message = format!(
                    "the query parameter {wire:?} is no string, number, boolean or enum, and no list of these: describe \
                     it as one of them"
                );
                return Err(problem("/parameters", message));
            }
            query.push(Field {
                ident: rust_name(&wire),
                wire,
                ty: Ty::of(&parameter["schema"]).optional(),
                required: false,
                description: text(&parameter["description"]),
                schema: parameter["schema"].clone(),
            });
        }
        query.sort_by(|one, other| one.wire.cmp(&other.wire));

        let body = &value["requestBody"]["content"]["application/json"]["schema"];
        let body = reference_name(body).map(str::to_owned);
        if let Some(body) = body.as_ref().filter(|body| !self.schemas[*body]["properties"].is_object()) {
            return Err(problem("/requestBody", format!("a body is an object with `properties`: describe {body} so")));
        }
        let responses = &value["responses"];
        let success = entries(responses).find(|(status, _)| status.starts_with('2'));
        let (status, response) = success.ok_or_else(|| problem("/responses", "no success is described".to_owned()))?;
        let response = reference_name(&response["content"]["application/json"]["schema"]).unwrap_or_default();
        let pagination = value["x-pagination"].is_object().then(|| {
            let paging = |key: &str| text(&value["x-pagination"][key]);
            Pagination { page: paging("page"), size: paging("size"), items: paging("items"), paging: paging("paging") }
        });
        let absent = value["x-absent"].is_object().then(|| Absent {
            empty: value["x-absent"]["as"] == "empty",
            message: value["x-absent"]["message"].as_str().map(str::to_owned),
        });
        let result = self.result(response, pagination.as_ref()).map_err(|(below, message)| match below {
            "" => Problem::of_component(response, "", message),
            below => problem(below, message),
        })?;
        if absent.as_ref().is_some_and(|absent| absent.empty) && !matches!(result.ty, Ty::List(_)) {
            let message = "the result is no list that could be empty: write `none`";
            return Err(problem("/x-absent/as", message.to_owned()));
        }
        let docs = &value["externalDocs"];
        Ok(Operation {
            id,
            method: method.to_uppercase(),
            path: path.to_owned(),
            tag: text(&value["tags"][0]),
            summary: text(&value["summary"]),
            description: text(&value["description"]),
            docs: docs.is_object().then(|| (text(&docs["description"]), text(&docs["url"]))),
            idempotent: value["x-idempotent"] == true,
            upstream: !value["x-source"].is_null(),
            pagination,
            absent,
            find_created: value["x-find-created"].as_str().map(str::to_owned),
            path_parameters,
            query,
            body,
            status: status.parse().unwrap_or(200),
            result,
            at,
        })
    }

    /// Takes the envelope off: the result is `data`, or the items in it, or the one object that it wraps.
    fn result(&self, response: &str, pagination: Option<&Pagination>) -> Result<ResultForm, (&'static str, String)> {
        let envelope = &self.schemas[response]["properties"];
        let data = &envelope["data"];
        if data.is_null() {
            return Err(("", "a response needs the property `data`, which holds the result: add it".to_owned()));
        }
        let form = |schema: &Value, wrapped_in: Vec<String>, list: bool| {
            let fields = &self.resolved(schema)["properties"];
            let beside = entries(envelope).map(|(name, _)| name);
            let beside = beside.filter(|name| !matches!(name.as_str(), "success" | "data" | "paging"));
            let beside = beside.filter(|name| !fields[name.as_str()].is_null()).cloned().collect();
            ResultForm {
                ty: Ty::of(schema),
                schema: schema.clone(),
                envelope: response.to_owned(),
                wrapped_in,
                list,
                beside,
            }
        };
        let resolved = self.resolved(data);
        let properties = &resolved["properties"];
        let Some(pagination) = pagination else {
            if let [(key, only)] = entries(properties).collect::<Vec<_>>().as_slice()
                && self.resolved(only)["type"] == "object"
            {
                return Ok(form(only, vec![(*key).clone()], false));
            }
            return Ok(form(data, strings(&data["x-wrapped-in"]).map(str::to_owned).collect(), false));
        };
        let key = pagination.items.rsplit('.').next().unwrap_or_default();
        let list = if resolved["type"] == "array" { resolved } else { &properties[key] };
        // Without an id of the items a repeated page would go unnoticed.
        let item = &self.resolved(list)["items"];
        let id = self.resolved(&self.resolved(item)["properties"]["id"]);
        if reference_name(item).is_none() || id["type"] != "string" {
            let message = format!(
                "{:?} is no list of a component with a property `id` of type string: correct the path, or the response",
                pagination.items
            );
            return Err(("/x-pagination/items", message));
        }
        if resolved["type"] == "array" {
            return Ok(form(resolved, Vec::new(), true));
        }
        if properties.get("paging").is_some_and(|paging| reference_name(paging) != Some("Paging")) {
            let message = "the result has a property `paging` that is no `Paging`: refer to that component";
            return Err(("/x-pagination/paging", message.to_owned()));
        }
        if entries(properties).all(|(name, _)| name == key || name == "paging") {
            return Ok(form(list, vec![key.to_owned()], true));
        }
        Ok(form(data, Vec::new(), false))
    }
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

/// References that point nowhere.
fn dangling(document: &Document, value: &Value, path: String, problems: &mut Vec<Problem>) {
    for (key, value) in entries(value) {
        let below = format!("{path}/{}", escape(key));
        if let ("$ref", Some(target)) = (key.as_str(), value.as_str())
            && document.target(target).is_none()
        {
            let message = format!("{target:?} points nowhere: define it or correct the reference");
            problems.push(Problem::at(below.clone(), message));
        }
        dangling(document, value, below, problems);
    }
    for (index, item) in items(value).enumerate() {
        dangling(document, item, format!("{path}/{index}"), problems);
    }
}
