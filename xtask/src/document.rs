//! Reads the OpenAPI document and remembers on which line everything stands.

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};

use saphyr::{LoadableYamlNode, MarkedYamlOwned, ScalarOwned, YamlDataOwned};
use serde_json::{Map, Value};

/// The OpenAPI document as JSON, with the line of every place in it.
#[derive(Clone, Debug)]
pub struct Document {
    /// File the document was read from, for messages.
    pub file: PathBuf,
    /// The whole document.
    pub json: Value,
    lines: BTreeMap<String, usize>,
}

/// Something that is wrong with the document: where, what, and how to mend it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// JSON pointer of the place.
    pub place: String,
    /// File and line, when known.
    pub position: Option<String>,
    /// What is wrong and what would be right.
    pub message: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(position) = &self.position {
            write!(f, "{position}: ")?;
        }
        if self.place.is_empty() {
            write!(f, "{}", self.message)
        } else {
            write!(f, "{}: {}", self.place, self.message)
        }
    }
}

impl std::error::Error for Problem {}

impl Problem {
    /// A problem at a place, as yet without file and line: [`Document::locate`] adds them.
    pub fn at(place: impl Into<String>, message: impl Into<String>) -> Self {
        Self { place: place.into(), position: None, message: message.into() }
    }

    /// A problem of a component, or of what lies `below` it.
    pub fn of_component(name: &str, below: &str, message: impl Into<String>) -> Self {
        Self::at(format!("/components/schemas/{}{below}", pointer_segment(name)), message)
    }
}

/// The problems as text, one on each line.
pub fn lines(problems: &[Problem]) -> String {
    problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

impl Document {
    /// Reads and parses `file`.
    pub fn load(file: &Path) -> Result<Self, Problem> {
        let text = std::fs::read_to_string(file).map_err(|error| Problem {
            place: String::new(),
            position: Some(file.display().to_string()),
            message: format!("the document cannot be read: {error}"),
        })?;
        Self::parse(file, &text)
    }

    /// Parses YAML (and so JSON) text.
    pub fn parse(file: &Path, text: &str) -> Result<Self, Problem> {
        let problem = |line: Option<usize>, message: String| Problem {
            place: String::new(),
            position: Some(match line {
                Some(line) => format!("{}:{line}", file.display()),
                None => file.display().to_string(),
            }),
            message,
        };
        if nests_too_deep(text) {
            return Err(problem(None, format!("nested deeper than {DEPTH} levels: make it flatter")));
        }
        let roots = MarkedYamlOwned::load_from_str(text).map_err(|error| {
            let line = error.marker().line();
            problem(Some(line), format!("not valid YAML: {}", error.info()))
        })?;
        let root = match roots.as_slice() {
            [root] => root,
            [] => return Err(problem(None, "the document is empty".into())),
            _ => return Err(problem(None, "one YAML document is expected, not several".into())),
        };
        let mut lines = BTreeMap::new();
        let json = convert(root, String::new(), &mut lines).map_err(|(line, message)| problem(Some(line), message))?;
        Ok(Self { file: file.to_owned(), json, lines })
    }

    /// The same document, called `file` in messages.
    pub fn named(self, file: &Path) -> Self {
        Self { file: file.to_owned(), ..self }
    }

    /// A problem at a place of this document.
    pub fn problem(&self, place: &str, message: impl Into<String>) -> Problem {
        self.locate(Problem::at(place, message))
    }

    /// Adds file and line to a problem that has none.
    pub fn locate(&self, problem: Problem) -> Problem {
        let position = problem.position.unwrap_or_else(|| match self.line(&problem.place) {
            Some(line) => format!("{}:{line}", self.file.display()),
            None => self.file.display().to_string(),
        });
        Problem { position: Some(position), ..problem }
    }

    /// Line of a place, or of the nearest place around it that is known.
    pub fn line(&self, place: &str) -> Option<usize> {
        let mut place = place;
        loop {
            if let Some(line) = self.lines.get(place) {
                return Some(*line);
            }
            place = &place[..place.rfind('/')?];
        }
    }
}

/// How deep the blocks of a document may nest, and how far they may be indented. Real ones stay below 100.
pub const DEPTH: usize = 256;

/// A cautious estimate for nested blocks, made before the parser is let loose: it recurses, and limits brackets only.
pub fn nests_too_deep(text: &str) -> bool {
    text.lines().any(|line| {
        let indent = line.len() - line.trim_start().len();
        let blocks = line.split(' ').take_while(|word| matches!(*word, "" | "-" | "?" | ":")).count();
        indent.max(blocks) > DEPTH
    })
}

/// Escapes one segment of a JSON pointer.
pub fn pointer_segment(segment: &str) -> String {
    segment.replace('~', "~0").replace('/', "~1")
}

type Failure = (usize, String);

fn convert(node: &MarkedYamlOwned, place: String, lines: &mut BTreeMap<String, usize>) -> Result<Value, Failure> {
    let line = node.span.start.line();
    let value = match &node.data {
        YamlDataOwned::Value(scalar) => match scalar {
            ScalarOwned::Null => Value::Null,
            ScalarOwned::Boolean(value) => Value::Bool(*value),
            ScalarOwned::Integer(value) => Value::from(*value),
            ScalarOwned::FloatingPoint(value) => Value::from(value.into_inner()),
            ScalarOwned::String(value) => Value::String(value.clone()),
        },
        YamlDataOwned::Sequence(items) => {
            let mut list = Vec::with_capacity(items.len());
            for (index, item) in items.iter().enumerate() {
                list.push(convert(item, format!("{place}/{index}"), lines)?);
            }
            Value::Array(list)
        }
        YamlDataOwned::Mapping(entries) => {
            let mut map = Map::new();
            for (key, item) in entries {
                let key_line = key.span.start.line();
                let YamlDataOwned::Value(ScalarOwned::String(name)) = &key.data else {
                    return Err((key_line, "a key must be a string: put it in quotes".into()));
                };
                let below = format!("{place}/{}", pointer_segment(name));
                lines.insert(below.clone(), key_line);
                map.insert(name.clone(), convert(item, below, lines)?);
            }
            Value::Object(map)
        }
        _ => return Err((line, "tags and aliases are not used in this document".into())),
    };
    lines.entry(place).or_insert(line);
    Ok(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<Document, Problem> {
        Document::parse(Path::new("spec.yaml"), text)
    }

    #[test]
    fn places_have_lines() {
        let document = parse("a: 1\nb:\n  c/d: [x, y]\n").unwrap();
        assert_eq!(document.json, serde_json::json!({"a": 1, "b": {"c/d": ["x", "y"]}}));
        let problem = document.problem("/b/c~1d/1", "bad");
        assert_eq!(problem.to_string(), "spec.yaml:3: /b/c~1d/1: bad");
    }

    #[test]
    fn an_unknown_place_takes_the_line_of_the_nearest_known_one() {
        let document = parse("a:\n  b: 1\n").unwrap();
        assert_eq!(document.problem("/a/b/c/d", "x").position.unwrap(), "spec.yaml:2");
    }

    #[test]
    fn syntax_errors_name_the_line() {
        let text = parse("a: 1\nb: [1,\n").unwrap_err().to_string();
        assert!(text.starts_with("spec.yaml:"), "{text}");
        assert!(text.contains("not valid YAML"), "{text}");
    }

    #[test]
    fn deep_nesting_is_refused_before_it_is_parsed() {
        for text in ["- ".repeat(20_000), "? - ".repeat(20_000), " ".repeat(1000) + "a: 1"] {
            let text = parse(&text).unwrap_err().to_string();
            assert_eq!(text, "spec.yaml: nested deeper than 256 levels: make it flatter");
        }
        assert!(parse(&"[".repeat(20_000)).unwrap_err().to_string().contains("not valid YAML"));
    }

    #[test]
    fn repeated_keys_are_refused() {
        let text = parse("a: 1\na: 2\n").unwrap_err().to_string();
        assert!(text.contains("duplicated key"), "{text}");
    }

    #[test]
    fn keys_that_are_not_strings_are_refused() {
        let text = parse("200: x\n").unwrap_err().to_string();
        assert_eq!(text, "spec.yaml:1: a key must be a string: put it in quotes");
    }
}
