//! The table of operations that `cargo xtask codegen` makes from the OpenAPI document.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use serde::Deserialize;
use serde_json::Number;

/// The table. It is empty only if the generated file is broken, which a test excludes.
pub static TABLE: LazyLock<Table> =
    LazyLock::new(|| serde_json::from_str(include_str!("../generated/api.json")).unwrap_or_default());

#[derive(Default, Deserialize)]
pub struct Table {
    pub operations: Vec<Operation>,
    /// Inputs of the bodies and of the objects in them.
    pub objects: BTreeMap<String, Object>,
    /// Fields of the objects in results, with the object that is their value, or the item of the list. Empty text if the
    /// value has no fields, `None` if it is not described.
    pub results: BTreeMap<String, BTreeMap<String, Option<String>>>,
    /// Names of properties that hold secrets.
    pub secrets: BTreeSet<String>,
}

#[derive(Deserialize)]
pub struct Operation {
    pub tag: String,
    pub verb: String,
    pub method: String,
    pub path: String,
    pub summary: String,
    pub description: String,
    pub query: Vec<Input>,
    /// The object that is the body.
    pub body: Option<String>,
    /// Properties of the body that can be cleared by `null`.
    #[serde(default)]
    pub nullable: Vec<String>,
    pub paging: Option<Paging>,
    /// The object that is the result, or the item of the list.
    pub result: Option<String>,
    /// Keys in which the service may wrap the result.
    #[serde(default)]
    pub wrapped_in: Vec<String>,
}

#[derive(Deserialize)]
pub struct Paging {
    /// Query parameters.
    pub page: String,
    pub size: String,
    /// Dotted path of the items in the response.
    pub items: String,
    /// The object that is an item.
    pub item: Option<String>,
}

#[derive(Deserialize)]
pub struct Object {
    pub inputs: Vec<Input>,
    /// At least one of these lists must have an entry.
    pub require_any: Vec<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Input {
    pub name: String,
    pub flag: String,
    pub kind: Kind,
    pub help: String,
    /// Values are sent as a list; the flag may be repeated.
    #[serde(default)]
    pub list: bool,
    #[serde(default)]
    pub required: bool,
    pub object: Option<String>,
    /// Values of an enum and their meaning. Others are sent too: the service may know more.
    #[serde(default)]
    pub values: BTreeMap<String, String>,
    pub minimum: Option<Number>,
    pub maximum: Option<Number>,
    #[serde(default)]
    pub exclusive_minimum: bool,
    #[serde(default)]
    pub exclusive_maximum: bool,
    pub min_length: Option<usize>,
    pub max_length: Option<usize>,
    pub format: Option<String>,
}

#[derive(Clone, Copy, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    Boolean,
    Integer,
    Number,
    Timestamp,
    Secret,
    Text,
    Object,
    Json,
}

impl Operation {
    /// Path parameters that are arguments: all but those of account and app.
    pub fn path_arguments(&self) -> impl Iterator<Item = &str> {
        let names = self.path.split('/').filter_map(|segment| segment.strip_prefix('{')?.strip_suffix('}'));
        names.filter(|name| !matches!(*name, "account_id" | "app_id"))
    }
}

/// An input of a body: the flags that lead to it, and the names.
pub struct Leaf {
    pub input: &'static Input,
    /// `recording-config.max-seconds`.
    pub flag: String,
    pub path: Vec<&'static str>,
}

impl Leaf {
    /// Whether the input is an argument without a flag.
    pub fn is_positional(&self) -> bool {
        self.input.required && !self.input.list && self.path.len() == 1 && self.input.kind != Kind::Json
    }
}

impl Table {
    /// The operation that a request is for.
    pub fn find(&self, method: &str, path: &str) -> Option<&Operation> {
        self.operations.iter().find(|operation| operation.method == method && operation.path == path)
    }

    /// All inputs of an object and of the objects in it.
    pub fn leaves(&'static self, object: &str) -> Vec<Leaf> {
        let mut leaves = Vec::new();
        self.descend(object, "", &[], &mut leaves);
        leaves
    }

    fn descend(&'static self, object: &str, flag: &str, path: &[&'static str], leaves: &mut Vec<Leaf>) {
        for input in self.objects.get(object).into_iter().flat_map(|object| &object.inputs) {
            let flag = if flag.is_empty() { input.flag.clone() } else { format!("{flag}.{}", input.flag) };
            let mut path = path.to_vec();
            path.push(&input.name);
            match &input.object {
                // An object within itself has no end.
                Some(inner) if path.len() < 8 => self.descend(inner, &flag, &path, leaves),
                _ => leaves.push(Leaf { input, flag, path }),
            }
        }
    }
}
