//! Reads an OpenAPI document and remembers the line of everything in it.

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};

use saphyr::{LoadableYamlNode, MarkedYamlOwned, ScalarOwned, YamlDataOwned};
use serde_json::{Map, Value};

/// A document as JSON, with the line of every JSON pointer.
#[derive(Clone, Debug)]
pub struct Document {
    /// File the document was read from, for messages.
    pub file: PathBuf,
    /// The whole document.
    pub json: Value,
    lines: BTreeMap<String, usize>,
}

/// Something that is wrong with the document: where, what, and how to fix it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// JSON pointer into the document.
    pub path: String,
    /// What is wrong and what would be right.
    pub message: String,
}

impl Problem {
    /// A problem at a JSON pointer.
    pub fn at(path: impl Into<String>, message: impl Into<String>) -> Self {
        Self { path: path.into(), message: message.into() }
    }

    /// A problem of a component, or of what lies `below` it.
    pub fn of_component(name: &str, below: &str, message: impl Into<String>) -> Self {
        Self::at(format!("/components/schemas/{}{below}", escape(name)), message)
    }
}

/// How deep the blocks of a document may nest, and how far they may be indented. Real ones stay below 100.
const DEPTH: usize = 256;

impl Document {
    /// Reads and parses `file`, which is called `name` in messages.
    pub fn load(file: &Path, name: &Path) -> Result<Self, String> {
        let text = std::fs::read(file).map_err(|error| format!("{} cannot be read: {error}", name.display()))?;
        Self::parse(name, &String::from_utf8_lossy(&text))
    }

    /// Parses YAML or JSON text.
    pub fn parse(name: &Path, text: &str) -> Result<Self, String> {
        let failure = |line: Option<usize>, message: &dyn fmt::Display| match line {
            Some(line) => format!("{}:{line}: {message}", name.display()),
            None => format!("{}: {message}", name.display()),
        };
        if nests_too_deep(text) {
            return Err(failure(None, &format!("nested deeper than {DEPTH} levels: flatten it")));
        }
        let roots = MarkedYamlOwned::load_from_str(text).map_err(|error| {
            failure(Some(error.marker().line()), &format!("neither YAML nor JSON: {}", error.info()))
        })?;
        let [root] = roots.as_slice() else {
            return Err(failure(None, &"exactly one YAML document is expected"));
        };
        let mut lines = BTreeMap::new();
        let json = convert(root, String::new(), &mut lines);
        Ok(Self { file: name.to_owned(), json, lines })
    }

    /// Line of a JSON pointer, or of its nearest known ancestor.
    pub fn line(&self, path: &str) -> Option<usize> {
        let mut path = path;
        loop {
            if let Some(line) = self.lines.get(path) {
                return Some(*line);
            }
            path = &path[..path.rfind('/')?];
        }
    }

    /// The problem as text, with file and line.
    pub fn locate(&self, problem: &Problem) -> String {
        let line = self.line(&problem.path).map_or_else(String::new, |line| format!(":{line}"));
        let path = if problem.path.is_empty() { String::new() } else { format!("{}: ", problem.path) };
        format!("{}{line}: {path}{}", self.file.display(), problem.message)
    }

    /// The problems as text, one on each line, in the order of the document.
    pub fn report(&self, problems: &[Problem]) -> String {
        let mut sorted: Vec<&Problem> = problems.iter().collect();
        sorted.sort_by_key(|problem| self.line(&problem.path));
        sorted.into_iter().map(|problem| self.locate(problem)).collect::<Vec<_>>().join("\n")
    }

    /// The target of a `$ref` within the document.
    pub fn target(&self, reference: &str) -> Option<&Value> {
        self.json.pointer(reference.strip_prefix('#')?)
    }
}

/// A cautious estimate before parsing: the parser recurses into blocks and limits only brackets.
fn nests_too_deep(text: &str) -> bool {
    text.lines().any(|line| {
        let indent = line.len() - line.trim_start().len();
        let blocks = line.split(' ').take_while(|word| matches!(*word, "" | "-" | "?" | ":")).count();
        indent.max(blocks) > DEPTH
    })
}

/// Escapes one segment of a JSON pointer.
pub fn escape(segment: &str) -> String {
    segment.replace('~', "~0").replace('/', "~1")
}

/// The entries of an object; empty for anything else.
pub fn entries(value: &Value) -> impl Iterator<Item = (&String, &Value)> {
    value.as_object().into_iter().flatten()
}

/// The items of a list; empty for anything else.
pub fn items(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

/// The strings in a list.
pub fn strings(value: &Value) -> impl Iterator<Item = &str> {
    items(value).filter_map(Value::as_str)
}

fn convert(node: &MarkedYamlOwned, path: String, lines: &mut BTreeMap<String, usize>) -> Value {
    lines.entry(path.clone()).or_insert(node.span.start.line());
    match &node.data {
        YamlDataOwned::Value(scalar) => match scalar {
            ScalarOwned::Null => Value::Null,
            ScalarOwned::Boolean(value) => Value::Bool(*value),
            ScalarOwned::Integer(value) => Value::from(*value),
            ScalarOwned::FloatingPoint(value) => Value::from(value.into_inner()),
            ScalarOwned::String(value) => Value::String(value.clone()),
        },
        YamlDataOwned::Sequence(items) => {
            let items = items.iter().enumerate();
            items.map(|(index, item)| convert(item, format!("{path}/{index}"), lines)).collect()
        }
        YamlDataOwned::Mapping(entries) => {
            let mut map = Map::new();
            for (key, item) in entries {
                // Other documents write statuses without quotation marks.
                let name = match convert(key, String::new(), &mut BTreeMap::new()) {
                    Value::String(name) => name,
                    other => other.to_string(),
                };
                let below = format!("{path}/{}", escape(&name));
                lines.insert(below.clone(), key.span.start.line());
                map.insert(name, convert(item, below, lines));
            }
            Value::Object(map)
        }
        YamlDataOwned::Tagged(_, value) => convert(value, path, lines),
        YamlDataOwned::Representation(text, ..) => Value::String(text.clone()),
        YamlDataOwned::Alias(_) | YamlDataOwned::BadValue => Value::Null,
    }
}

#[cfg(test)]
pub mod tests {
    use super::*;

    /// A small document of the same form as the real one; tests of all steps start from it.
    pub const SMALL: &str = include_str!("small.yaml");

    pub fn small() -> Document {
        Document::parse(Path::new("small.yaml"), SMALL).unwrap()
    }

    fn parse(text: &str) -> Result<Document, String> {
        Document::parse(Path::new("spec.yaml"), text)
    }

    #[test]
    fn problems_have_the_line_of_the_nearest_known_path() {
        let document = parse("a: 1\nb:\n  c/d: [x, y]\n").unwrap();
        assert_eq!(document.json, serde_json::json!({"a": 1, "b": {"c/d": ["x", "y"]}}));
        assert_eq!(document.locate(&Problem::at("/b/c~1d/1", "bad")), "spec.yaml:3: /b/c~1d/1: bad");
        assert_eq!(document.locate(&Problem::at("/a/x/y", "bad")), "spec.yaml:1: /a/x/y: bad");
    }

    #[test]
    fn unusual_yaml_is_read() {
        let yaml = "200: &x {ok: true}\n201: *x\n? [a]\n: !t 1.5\nnull: ~\n";
        let wanted = serde_json::json!({ "200": { "ok": true }, "201": { "ok": true }, "[\"a\"]": 1.5, "null": null });
        assert_eq!(parse(yaml).unwrap().json, wanted);
    }

    #[test]
    fn unreadable_text_is_an_error_with_a_line() {
        for (text, expected) in [
            ("a: 1\nb: [1,\n", "spec.yaml:3: neither YAML nor JSON: "),
            ("a: 1\na: 2\n", "duplicated key"),
            (&"- ".repeat(20_000), "spec.yaml: nested deeper than 256 levels"),
            (&"? - ".repeat(20_000), "nested deeper than 256 levels"),
            (&"[".repeat(20_000), "neither YAML nor JSON"),
            ("", "exactly one YAML document"),
        ] {
            let message = parse(text).unwrap_err();
            assert!(message.contains(expected), "{message}");
        }
    }
}
