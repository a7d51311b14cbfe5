//! Operations and components.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::Ident;
use quote::format_ident;
use serde_json::{Map, Value};

use super::names::{reference_name, references};
use super::ty::Ty;
use crate::document::Problem;

/// Everything that the generator knows.
#[derive(Clone, Debug, Default)]
pub struct Api {
    /// In the order of their paths and methods.
    pub operations: Vec<Operation>,
    /// What the service sends on its own, in the order of the document.
    pub webhooks: Vec<Webhook>,
    /// Fields of the components that are objects with properties.
    pub objects: BTreeMap<String, Vec<Field>>,
    /// Schemas of all components.
    pub schemas: Map<String, Value>,
    /// Components that are, or are part of, a request body.
    pub sent: BTreeSet<String>,
    /// Components that are part of a result or of an event.
    pub received: BTreeSet<String>,
    /// Components that are the body of a PATCH.
    pub patches: BTreeSet<String>,
}

/// One operation.
#[derive(Clone, Debug)]
pub struct Operation {
    pub id: String,
    pub method: String,
    /// The path template.
    pub path: String,
    /// JSON pointer of the operation in the document.
    pub at: String,
    pub tag: String,
    pub summary: String,
    pub description: String,
    /// Heading and URL of the official reference.
    pub docs: Option<(String, String)>,
    pub idempotent: bool,
    pub upstream: bool,
    pub pagination: Option<Pagination>,
    /// What a 404 of this operation means when it means "there is none".
    pub absent: Option<Absent>,
    /// The `x-find-created` extension: how to find what the operation created if its response is lost.
    pub find_created: Option<String>,
    /// Names of the path parameters, in the order of the template.
    pub path_parameters: Vec<String>,
    /// Query parameters, in the order of their names.
    pub query: Vec<Field>,
    /// Component that describes the JSON body.
    pub body: Option<String>,
    /// The status of success.
    pub status: u16,
    pub result: ResultForm,
}

/// A property of an object, or a query parameter.
#[derive(Clone, Debug)]
pub struct Field {
    /// Name in JSON or in the URL.
    pub wire: String,
    /// Name in Rust.
    pub ident: Ident,
    /// Type in Rust, `Option` included.
    pub ty: Ty,
    pub required: bool,
    pub description: String,
    pub schema: Value,
}

/// The `x-pagination` extension.
#[derive(Clone, Debug)]
pub struct Pagination {
    pub page: String,
    pub size: String,
    pub items: String,
    pub paging: String,
}

/// The `x-absent` extension: a 404 that says "there is none" rather than "no such thing".
#[derive(Clone, Debug)]
pub struct Absent {
    /// The response stands for an empty list, not for nothing.
    pub empty: bool,
    /// How the message begins; every other 404 stays an error. Without it every 404 counts.
    pub message: Option<String>,
}

/// The result of an operation: what remains of the response without its envelope.
#[derive(Clone, Debug)]
pub struct ResultForm {
    pub schema: Value,
    pub ty: Ty,
    /// Component that describes the whole response.
    pub envelope: String,
    /// Keys in which the result may be wrapped once more below `data`.
    pub wrapped_in: Vec<String>,
    /// The result is the list of items, wherever the response holds it.
    pub list: bool,
    /// Fields of the result that the response has next to `data` too.
    pub beside: Vec<String>,
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
    /// The variant of the enum of all events: the name of the payload, which is more precise than that of the event.
    pub fn variant(&self) -> &str {
        self.payload.strip_suffix("Event").unwrap_or(&self.payload)
    }
}

impl Operation {
    /// Name of the request: `meetings_list` becomes `MeetingsList`.
    pub fn request_name(&self) -> Ident {
        use heck::ToUpperCamelCase;
        format_ident!("{}", self.id.to_upper_camel_case())
    }

    /// Name of the entry in the operation table.
    pub fn table_name(&self) -> Ident {
        format_ident!("{}", self.id.to_uppercase())
    }

    /// Whether a query parameter chooses the page or its size: the paging options set it, not the caller.
    pub fn pages_by(&self, parameter: &str) -> bool {
        self.pagination.as_ref().is_some_and(|paging| paging.page == parameter || paging.size == parameter)
    }

    /// The query parameter of this name.
    pub fn query_named(&self, wire: &str) -> Option<&Field> {
        self.query.iter().find(|field| field.wire == wire)
    }

    /// A problem of the operation, or of what lies `below` it.
    pub fn problem(&self, below: &str, message: impl Into<String>) -> Problem {
        Problem::at(format!("{}{below}", self.at), message)
    }
}

impl Api {
    /// Fields of the body of an operation; none without a body.
    pub fn body_fields(&self, operation: &Operation) -> &[Field] {
        let fields = operation.body.as_ref().and_then(|body| self.objects.get(body));
        fields.map(Vec::as_slice).unwrap_or_default()
    }

    /// The tags, sorted.
    pub fn tags(&self) -> BTreeSet<&str> {
        self.operations.iter().map(|operation| operation.tag.as_str()).collect()
    }

    /// Follows references until a schema is reached; stops where they form a circle.
    pub fn resolved<'a>(&'a self, mut schema: &'a Value) -> &'a Value {
        for _ in 0..32 {
            match reference_name(schema).and_then(|name| self.schemas.get(name)) {
                Some(target) => schema = target,
                None => break,
            }
        }
        schema
    }

    /// Names of the components that a schema uses, directly or through others.
    pub fn reachable<'a>(&self, roots: impl IntoIterator<Item = &'a Value>) -> BTreeSet<String> {
        let mut found = BTreeSet::new();
        let mut open: Vec<String> = Vec::new();
        for root in roots {
            references(root, &mut open);
        }
        while let Some(name) = open.pop() {
            if !found.contains(&name) {
                if let Some(schema) = self.schemas.get(&name) {
                    references(schema, &mut open);
                }
                found.insert(name);
            }
        }
        found
    }
}
