//! The hand-written handles: how each operation is reached from the client, and the facts of the document in the
//! documentation of their methods, where an editor shows them.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::path::{Path, PathBuf};

use syn::{FnArg, GenericArgument, Pat, PathArguments, ReturnType, Signature, Type};

use super::functions::facts;
use super::output::Files;
use super::rust::{type_name, wrap};
use crate::folder::texts;
use crate::model::Api;

/// Where the handles are.
const CLIENT: &str = "crates/realtimekit/src/client.rs";
const RESOURCES: &str = "crates/realtimekit/src/resources";

/// The source files with handles, and their public methods.
#[derive(Debug, Default)]
pub struct Handles {
    sources: BTreeMap<PathBuf, String>,
    methods: Vec<Method>,
}

/// A method that returns a handle or a request, without I/O.
#[derive(Clone, Debug)]
pub struct Method {
    /// The type it belongs to.
    pub owner: String,
    pub name: String,
    pub arguments: Vec<(String, Type)>,
    /// The handle that is returned, or the type of the operation.
    pub returns: String,
    file: PathBuf,
    /// Number of the line on which the function begins, from 0.
    line: usize,
}

impl Handles {
    /// Reads the handles of a workspace.
    pub fn read(root: &Path) -> Result<Self, String> {
        let mut sources = texts(root, CLIENT, "")?;
        sources.append(&mut texts(root, RESOURCES, ".rs")?);
        let methods = sources.iter().flat_map(|(file, text)| methods(file, text)).collect();
        Ok(Self { sources, methods })
    }

    /// The methods that return a request of this operation.
    pub fn of<'a>(&'a self, request: &'a str) -> impl Iterator<Item = &'a Method> {
        self.methods.iter().filter(move |method| method.returns == request)
    }

    /// The shortest chain of methods from the client to an operation.
    pub fn way(&self, request: &str) -> Option<Vec<&Method>> {
        let mut open: VecDeque<Vec<&Method>> = self.from("Client").map(|method| vec![method]).collect();
        let mut seen = BTreeSet::new();
        while let Some(way) = open.pop_front() {
            let last = way.last()?;
            if last.returns == request {
                return Some(way);
            }
            if seen.insert(&last.returns) {
                let longer = self.from(&last.returns).map(|method| [way.as_slice(), &[method]].concat());
                open.extend(longer);
            }
        }
        None
    }

    fn from<'a>(&'a self, owner: &'a str) -> impl Iterator<Item = &'a Method> {
        self.methods.iter().filter(move |method| method.owner == owner)
    }

    /// The source files, with the facts of each operation in the documentation of the methods that return it. What is
    /// hand-written, the first paragraph and what follows the path of the operation, stays.
    pub fn with_facts(&self, api: &Api) -> Files {
        let facts: BTreeMap<String, String> =
            api.operations.iter().map(|operation| (operation.request_name().to_string(), facts(operation))).collect();
        let mut files = Files::new();
        for (file, text) in &self.sources {
            let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
            let in_file = self.methods.iter().filter(|method| method.file == *file);
            // From the end, so that the numbers of the lines above stay.
            for (method, facts) in in_file.rev().filter_map(|method| Some((method, facts.get(&method.returns)?))) {
                document(&mut lines, method.line, facts);
            }
            files.insert(file.clone(), lines.join("\n") + "\n");
        }
        files
    }
}

/// Puts the facts into the documentation above a line.
fn document(lines: &mut Vec<String>, line: usize, facts: &str) {
    const MARK: &str = "    ///";
    let attributes = lines.iter().take(line).rev().take_while(|line| line.starts_with("    #[")).count();
    let end = line - attributes;
    let begin = end - lines.iter().take(end).rev().take_while(|line| line.starts_with(MARK)).count();
    let Some(present) = lines.get(begin..end) else { return };
    let present: Vec<&str> = present.iter().filter_map(|line| line.strip_prefix(MARK)).map(str::trim_start).collect();
    let first = present.iter().position(|line| line.is_empty()).unwrap_or(present.len());
    let path = present.iter().position(|line| is_path(line));
    let rest = path.map_or(first, |path| path + 1);
    let raw = |lines: &[String], from: usize, to: usize| lines.get(begin + from..begin + to).map(<[String]>::to_vec);
    let (Some(head), Some(tail)) = (raw(lines, 0, first), raw(lines, rest, end - begin)) else { return };
    let wrapped = facts.split('\n').flat_map(wrap).map(|line| format!("{MARK} {line}").trim_end().to_owned());
    let block = std::iter::once(MARK.to_owned()).chain(wrapped);
    lines.splice(begin..end, head.into_iter().chain(block).chain(tail));
}

/// Whether a line of documentation is the method and the path of an operation, the end of the facts.
fn is_path(line: &str) -> bool {
    let verb = line.strip_prefix('`').and_then(|line| line.split_once(' ')).map(|(verb, _)| verb);
    matches!(verb, Some("GET" | "POST" | "PUT" | "PATCH" | "DELETE")) && line.ends_with('`')
}

/// The public methods of a source file, as rustfmt writes it.
fn methods(file: &Path, text: &str) -> Vec<Method> {
    let (mut found, mut owner) = (Vec::new(), "");
    let lines: Vec<&str> = text.lines().collect();
    for (line, code) in lines.iter().enumerate() {
        if let Some(name) = code.strip_prefix("impl ").and_then(|code| code.strip_suffix(" {")) {
            owner = name;
        }
        if !code.starts_with("    pub fn ") {
            continue;
        }
        let end = lines.iter().skip(line).position(|code| code.ends_with('{')).unwrap_or_default();
        let signature = lines.iter().skip(line).take(end + 1).copied().collect::<Vec<_>>().join(" ");
        let signature = signature.trim().trim_start_matches("pub ").trim_end_matches('{');
        let Ok(Signature { ident, inputs, output: ReturnType::Type(_, output), .. }) = syn::parse_str(signature) else {
            continue;
        };
        let Some(returns) = inner(&output) else { continue };
        let arguments = inputs.iter().filter_map(|input| match input {
            FnArg::Typed(argument) => match &*argument.pat {
                Pat::Ident(pat) => Some((pat.ident.to_string(), (*argument.ty).clone())),
                _ => None,
            },
            FnArg::Receiver(_) => None,
        });
        let arguments = arguments.collect();
        let (owner, name) = (owner.to_owned(), ident.to_string());
        found.push(Method { owner, name, arguments, returns, file: file.to_owned(), line });
    }
    found
}

/// The operation of a request, or the name of another type.
fn inner(ty: &Type) -> Option<String> {
    let Type::Path(path) = ty else { return None };
    let last = path.path.segments.last()?;
    match &last.arguments {
        PathArguments::AngleBracketed(arguments) if last.ident == "Request" => match arguments.args.first()? {
            GenericArgument::Type(ty) => type_name(ty),
            _ => None,
        },
        PathArguments::None => Some(last.ident.to_string()),
        _ => None,
    }
}
