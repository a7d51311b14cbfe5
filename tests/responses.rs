//! Responses made from the schemas of the document: as it promises them, and as the service is known to deviate from it.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use serde_json::{Map, Value, json};

use crate::document::{operation, resolve, response_schema};

/// How often an object may stand within others of its kind.
const SELF: usize = 2;

/// What a generator decides.
pub trait Choices {
    /// Whether an optional field is there.
    fn present(&mut self) -> bool;
    /// Number of items of a list.
    fn items(&mut self) -> usize;
    /// A number below `end`, to choose between forms.
    fn pick(&mut self, end: usize) -> usize;
    /// A value that is different each time.
    fn number(&mut self) -> u64;
    /// Whether to deviate from the document here.
    fn deviates(&mut self) -> bool;
}

/// Everything is there, and every value is unique: what is planted can be found again.
pub struct Markers {
    next: u64,
    /// Which of several forms is taken.
    form: usize,
}

impl Markers {
    /// Takes the form with this number where there are several.
    pub fn of_form(form: usize) -> Self {
        Self { next: 1000, form }
    }
}

impl Choices for Markers {
    fn present(&mut self) -> bool {
        true
    }

    fn items(&mut self) -> usize {
        2
    }

    fn pick(&mut self, end: usize) -> usize {
        self.form % end
    }

    fn number(&mut self) -> u64 {
        self.next += 1;
        self.next
    }

    fn deviates(&mut self) -> bool {
        false
    }
}

/// Everything at random, from a seed.
pub struct Random {
    state: u64,
    /// Deviations in 256 values.
    deviating: u64,
    /// Number of deviations in the response.
    pub deviations: usize,
}

impl Random {
    /// The same seed makes the same choices.
    pub fn new(seed: u64, deviating: u8) -> Self {
        Self { state: seed, deviating: deviating.into(), deviations: 0 }
    }

    fn next(&mut self) -> u64 {
        // SplitMix64: short, and good enough to choose with.
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }
}

impl Choices for Random {
    fn present(&mut self) -> bool {
        self.next() % 8 < 5
    }

    fn items(&mut self) -> usize {
        [0, 1, 1, 2, 3][self.pick(5)]
    }

    fn pick(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }

    fn number(&mut self) -> u64 {
        let shift = self.next() % 40;
        self.next() >> (24 + shift)
    }

    fn deviates(&mut self) -> bool {
        let deviating = self.next() % 256 < self.deviating;
        self.deviations += usize::from(deviating);
        deviating
    }
}

/// A value in two texts: as the document promises it, and as the service may send it. Both mean the same.
#[derive(Clone, Debug)]
pub struct Pair {
    /// As promised.
    pub promised: Value,
    /// As JSON text, since a key may be repeated in it.
    pub sent: String,
}

impl Pair {
    fn same(value: Value) -> Self {
        Self { sent: value.to_string(), promised: value }
    }
}

/// Builds responses.
pub struct Bodies<'a, C> {
    document: &'a Value,
    /// What decides.
    pub choices: C,
    /// Schemas of the objects that are being built, from the outermost.
    open: Vec<*const Value>,
    /// Secrets that were planted.
    pub secrets: BTreeSet<String>,
}

impl<'a, C: Choices> Bodies<'a, C> {
    /// A generator over the schemas of `document`.
    pub fn new(document: &'a Value, choices: C) -> Self {
        Self { document, choices, open: Vec::new(), secrets: BTreeSet::new() }
    }

    /// Whether objects of this schema stand within one another as often as they may.
    fn is_full(&self, schema: &Value) -> bool {
        let target = std::ptr::from_ref(resolve(self.document, schema));
        self.open.iter().filter(|open| **open == target).count() >= SELF
    }

    /// A value of a schema.
    pub fn value(&mut self, schema: &Value, name: &str) -> Pair {
        let sensitive = schema["x-sensitive"] == true;
        let schema = resolve(self.document, schema);
        let sensitive = sensitive || schema["x-sensitive"] == true;
        if let Some(forms) = schema["oneOf"].as_array() {
            let form = self.choices.pick(forms.len());
            // One object in place of a list would be another form here.
            return match forms[form]["items"].is_object() {
                true => self.list(&forms[form]["items"], name, false),
                false => self.value(&forms[form], name),
            };
        }
        if let Some(kinds) = schema["anyOf"].as_array() {
            // A value of no kind in particular is taken as it is.
            let kind = self.choices.pick(kinds.len());
            return Pair::same(self.value(&kinds[kind], name).promised);
        }
        match schema["type"].as_str() {
            Some("object") if schema["properties"].is_object() => self.object(schema),
            Some("object") if schema["additionalProperties"].is_object() => self.map(&schema["additionalProperties"]),
            Some("object") => Pair::same(self.free(2, true)),
            Some("array") => self.list(&schema["items"], name, true),
            Some("boolean") => {
                let flag = self.choices.pick(2) == 0;
                let sent = if self.choices.deviates() {
                    json!([["true", "True"], ["false", "False"]][usize::from(!flag)][self.choices.pick(2)]).to_string()
                } else {
                    flag.to_string()
                };
                Pair { promised: flag.into(), sent }
            }
            Some("integer") => {
                let number = self.choices.number();
                let sent = match self.choices.deviates() {
                    false => number.to_string(),
                    true if self.choices.pick(2) == 0 => format!("{number}.0"),
                    true => format!("\"{number}\""),
                };
                Pair { promised: number.into(), sent }
            }
            Some("number") => {
                let number = self.choices.number() as f64 + [0.25, 0.115_999_942, 0.0][self.choices.pick(3)];
                let text = json!(number).to_string();
                let sent = if self.choices.deviates() { format!("\"{text}\"") } else { text };
                Pair { promised: json!(number), sent }
            }
            Some("string") => self.string(schema, name, sensitive),
            other => panic!("{name}: the generator does not support {other:?}: {schema}"),
        }
    }

    fn string(&mut self, schema: &Value, name: &str, sensitive: bool) -> Pair {
        let number = self.choices.number();
        if schema["format"] == "date-time" {
            let seconds = number % 3_000_000_000;
            let time = realtimekit::Timestamp::from_unix_millis((seconds * 1000 + number % 1000) as i64).to_string();
            let sent = match self.choices.deviates() {
                false => time.clone(),
                true => match self.choices.pick(4) {
                    0 => time.replace('T', " "),
                    1 => format!("{time}\""),
                    2 => time.replace('Z', "+00:00"),
                    _ => time.trim_end_matches('Z').replace('T', " "),
                },
            };
            return Pair { promised: time.into(), sent: json!(sent).to_string() };
        }
        if let Some(values) = schema["enum"].as_array() {
            let choice = self.choices.pick(values.len() + 1);
            let value = values.get(choice).cloned().unwrap_or_else(|| json!(format!("NEW_{number}")));
            return Pair::same(value);
        }
        if sensitive {
            let secret = format!("s3cr3t-{number}");
            self.secrets.insert(secret.clone());
            return Pair::same(secret.into());
        }
        // Identifiers that look like numbers are sent as such by careless serialisers.
        if self.choices.deviates() {
            let digits = (number % 1_000_000_000).to_string();
            return Pair { promised: digits.clone().into(), sent: digits };
        }
        let text = ["", " ✓", "\\\"\n", "😀"][self.choices.pick(4)];
        Pair::same(format!("{name}-{number}{text}").into())
    }

    /// JSON without a schema.
    fn free(&mut self, depth: usize, object: bool) -> Value {
        if object {
            let count = self.choices.items();
            let entries = (0..count).map(|_| (format!("key-{}", self.choices.number()), self.free(depth - 1, false)));
            return Value::Object(entries.collect());
        }
        match self.choices.pick(if depth == 0 { 4 } else { 6 }) {
            0 => json!(self.choices.number()),
            1 => json!(format!("free-{}", self.choices.number())),
            2 => json!(self.choices.pick(2) == 0),
            3 => json!(self.choices.number() as f64 + 0.5),
            4 => json!([self.free(depth - 1, false), null]),
            _ => self.free(depth, true),
        }
    }

    fn list(&mut self, items: &Value, name: &str, may_be_lone: bool) -> Pair {
        let count = if self.is_full(items) { 0 } else { self.choices.items() };
        let pairs: Vec<Pair> = (0..count).map(|_| self.value(items, name)).collect();
        let is_object = resolve(self.document, items)["type"] == "object";
        let lone = match pairs.as_slice() {
            [only] => may_be_lone && is_object && only.promised.as_object().is_some_and(|map| !map.is_empty()),
            _ => false,
        };
        let mut sent: Vec<String> = pairs.iter().map(|pair| pair.sent.clone()).collect();
        let sent = if lone && self.choices.deviates() {
            sent.remove(0)
        } else {
            if self.choices.deviates() {
                sent.insert(self.choices.pick(count + 1), "null".to_owned());
            }
            format!("[{}]", sent.join(","))
        };
        Pair { promised: pairs.into_iter().map(|pair| pair.promised).collect(), sent }
    }

    fn map(&mut self, values: &Value) -> Pair {
        let count = self.choices.items();
        let entries: Vec<(String, Pair)> =
            (0..count).map(|_| (format!("entry-{}", self.choices.number()), self.value(values, "value"))).collect();
        let sent = entries.iter().map(|(key, pair)| format!("{}:{}", json!(key), pair.sent)).collect::<Vec<_>>();
        let sent = format!("{{{}}}", sent.join(","));
        Pair { promised: entries.into_iter().map(|(key, pair)| (key, pair.promised)).collect(), sent }
    }

    fn object(&mut self, schema: &Value) -> Pair {
        self.open.push(std::ptr::from_ref(schema));
        let required: Vec<&str> =
            schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        let mut promised = Map::new();
        let mut sent: Vec<String> = Vec::new();
        for (name, property) in schema["properties"].as_object().into_iter().flatten() {
            let target = resolve(self.document, property);
            let optional = !required.contains(&name.as_str());
            if optional && (!self.choices.present() || self.is_full(property)) {
                if self.choices.deviates() {
                    sent.push(format!("{}:{}", json!(name), self.nothing(property, target, name)));
                }
                continue;
            }
            let pair = self.value(property, name);
            let aliases = property["x-aliases"].as_array().filter(|_| self.choices.deviates());
            let spelling = match aliases {
                Some(aliases) => aliases[self.choices.pick(aliases.len())].as_str().expect("aliases are names"),
                None => name,
            };
            if self.choices.deviates() {
                // A repeated key: the last one counts.
                let before = ["null", "7", "\"x\"", "[]", "{}"][self.choices.pick(5)];
                sent.push(format!("{}:{before}", json!(spelling)));
            }
            sent.push(format!("{}:{}", json!(spelling), pair.sent));
            promised.insert(name.clone(), pair.promised);
        }
        if self.choices.deviates() {
            let field = format!("\"unknown_{}\":{}", self.choices.number(), self.free(2, false));
            sent.insert(self.choices.pick(sent.len() + 1), field);
        }
        self.open.pop();
        Pair { promised: promised.into(), sent: format!("{{{}}}", sent.join(",")) }
    }

    /// What is sent for an optional field without a value.
    fn nothing(&mut self, property: &Value, target: &Value, name: &str) -> &'static str {
        let id_or_link = ["id", "Id", "url", "Url"].iter().any(|end| name.ends_with(end));
        let text = target["type"] == "string";
        let time = target["format"] == "date-time";
        let sensitive = property["x-sensitive"] == true || target["x-sensitive"] == true;
        let free = text && !time && !sensitive && !id_or_link && target["enum"].is_null() && target["format"].is_null();
        let known = |kind: &str| target["type"] == kind;
        let mut forms = vec!["null"];
        if !free && (!target["oneOf"].is_array() || id_or_link) && !known("array") {
            forms.push("\"\"");
        }
        if time {
            forms.push("\"null\"");
        }
        // Some languages write an object without keys as an empty list.
        if known("object") && target["properties"].is_object() {
            forms.push("[]");
        }
        forms[self.choices.pick(forms.len())]
    }

    /// The response to an operation.
    pub fn response(&mut self, id: &str) -> Pair {
        let operation = operation(self.document, id);
        let schema = response_schema(self.document, &operation).clone();
        let data_schema = schema["properties"]["data"].clone();
        let data = self.data(&data_schema);
        let mut promised = json!({ "success": true, "data": data.promised });
        let mut paging = None;
        if schema["properties"]["paging"].is_object() && self.choices.present() {
            let pair = self.value(&schema["properties"]["paging"], "paging");
            promised["paging"] = pair.promised;
            paging = Some(pair.sent);
        }
        for (name, property) in schema["properties"].as_object().into_iter().flatten() {
            // Also in `data`, where it would count more.
            if !matches!(name.as_str(), "success" | "data" | "paging") && promised["data"][name].is_null() {
                let pair = self.value(property, name);
                promised[name] = pair.promised;
            }
        }
        let sent = self.envelope(&data_schema, &data, paging, &promised);
        Pair { promised, sent }
    }

    /// What `data` holds. The one object that it may hold is there, since it is the result.
    fn data(&mut self, schema: &Value) -> Pair {
        let fields = resolve(self.document, schema)["properties"].as_object().cloned().unwrap_or_default();
        match fields.into_iter().collect::<Vec<_>>().as_slice() {
            [(name, only)] if resolve(self.document, only)["type"] == "object" => {
                let pair = self.value(only, name);
                Pair { promised: json!({ name: pair.promised }), sent: format!("{{\"{name}\":{}}}", pair.sent) }
            }
            fields => {
                let mut pair = self.value(schema, "data");
                // A list that is the result is there, be it empty.
                let list = fields.iter().find(|(_, field)| resolve(self.document, field)["type"] == "array");
                if let Some((name, _)) = list
                    && fields.iter().all(|(other, _)| other == name || other == "paging")
                    && pair.promised[name].is_null()
                {
                    pair.promised[name] = json!([]);
                    let before = if pair.sent.len() > 2 { "," } else { "" };
                    pair.sent.insert_str(pair.sent.len() - 1, &format!("{before}\"{name}\":[]"));
                }
                pair
            }
        }
    }

    fn envelope(&mut self, schema: &Value, data: &Pair, paging: Option<String>, promised: &Value) -> String {
        let target = resolve(self.document, schema);
        let mut sent = data.sent.clone();
        // The result one level deeper, or a list that is promised deeper right in `data`.
        if let Some(wraps) = schema["x-wrapped-in"].as_array()
            && self.choices.deviates()
        {
            sent = format!("{{\"unknown\":1,{}:{sent}}}", wraps[self.choices.pick(wraps.len())]);
        }
        let mut outside = paging;
        if let Some(block) = &outside
            && target["type"] == "array"
            && self.choices.deviates()
        {
            let key = ["data", "items"][self.choices.pick(2)];
            // A lone object in place of the list is not put into one more object.
            if sent.starts_with('[') {
                sent = format!("{{\"paging\":{block},\"{key}\":{sent}}}");
                outside = None;
            }
        }
        let mut fields = vec![format!("\"{}\":{sent}", if self.choices.deviates() { "result" } else { "data" })];
        fields.extend(outside.map(|block| format!("\"paging\":{block}")));
        match self.choices.deviates() {
            false => fields.push("\"success\":true".to_owned()),
            true => match self.choices.pick(3) {
                0 => fields.push("\"success\":\"true\",\"success\":true".to_owned()),
                1 => fields.insert(0, "\"succes\":true".to_owned()),
                _ => {}
            },
        }
        if self.choices.deviates() {
            fields.insert(self.choices.pick(fields.len() + 1), "\"messages\":[],\"errors\":[]".to_owned());
        }
        for (name, value) in promised.as_object().into_iter().flatten() {
            if !matches!(name.as_str(), "success" | "data" | "paging") {
                fields.push(format!("{}:{value}", json!(name)));
            }
        }
        let mut text = String::new();
        let _ = write!(text, "{{{}}}", fields.join(","));
        text
    }
}
