//! A file that names what an app should have: app, presets and webhooks.
//!
//! ```toml
//! app = "Clinic"
//!
//! [presets.doctor]
//! template = "group_call"
//! permissions.can_record = false
//!
//! [webhooks.production]
//! url = "https://clinic.example.com/hooks"
//! events = ["meeting.ended", "recording.statusUpdate"]
//! ```

mod preset;
mod text;
mod yaml;

pub use preset::{Role, Template, definition, empty_name};
pub use text::read;

use realtimekit::reqwest::Url;
use realtimekit::types::PresetDefinition;
use serde_json::{Map, Value};

use crate::events::unknown_event;
use crate::failure::Failure;
use crate::json;
use crate::schema;

/// The contents of a file. Names are unique, because they are keys.
#[derive(Debug, PartialEq)]
pub struct Manifest {
    /// Name of the app.
    pub app: Option<String>,
    pub presets: Vec<PresetDefinition>,
    pub webhooks: Vec<Webhook>,
}

/// A webhook that should exist.
#[derive(Debug, PartialEq)]
pub struct Webhook {
    pub name: String,
    pub url: String,
    pub events: Vec<String>,
}

impl Manifest {
    /// Reads a file: TOML, or YAML or JSON if its name ends so; TOML from standard input for `-`.
    pub fn read(file: &str) -> Result<Self, Failure> {
        Self::parse(read(file)?).map_err(|wrong| Failure::usage(format!("{file}: {}", wrong.join("; "))))
    }

    /// Everything that is wrong is collected, each with its path.
    fn parse(mut file: Value) -> Result<Self, Vec<String>> {
        let mut wrong = Vec::new();
        schema::unknown_keys(&file, &["app", "presets", "webhooks"], "", &mut wrong);
        let app = match file.get("app") {
            None => None,
            Some(Value::String(name)) if !name.is_empty() => Some(name.clone()),
            Some(_) => {
                wrong.push("app: the name of an app is expected".to_owned());
                None
            }
        };
        let presets = section(&mut file, "presets", &mut wrong).into_iter().filter_map(|(name, entry)| {
            let definition = preset::entry(&name, entry);
            definition.map_err(|reasons| wrong.extend(located("presets", &name, reasons))).ok()
        });
        let presets = presets.collect();
        let webhooks = section(&mut file, "webhooks", &mut wrong).into_iter().filter_map(|(name, entry)| {
            let webhook = webhook(&name, entry);
            webhook.map_err(|reasons| wrong.extend(located("webhooks", &name, reasons))).ok()
        });
        let webhooks: Vec<Webhook> = webhooks.collect();
        wrong.extend(same_urls(&webhooks));
        if wrong.is_empty() { Ok(Self { app, presets, webhooks }) } else { Err(wrong) }
    }
}

/// The entries below a key, by name.
fn section(file: &mut Value, key: &str, wrong: &mut Vec<String>) -> Map<String, Value> {
    match file.get_mut(key).map(Value::take) {
        None => Map::new(),
        Some(Value::Object(entries)) => entries,
        Some(other) => {
            let kind = json::kind(&other);
            wrong.push(format!("{key}: tables are expected, such as [{key}.NAME], not {kind}"));
            Map::new()
        }
    }
}

fn located(section: &str, name: &str, reasons: Vec<String>) -> impl Iterator<Item = String> {
    let name = if name.is_empty() { "\"\"" } else { name };
    let path = format!("{section}.{name}");
    // A reason about the entry itself begins with the colon.
    let dot = |reason: &str| if reason.starts_with(':') { "" } else { "." };
    reasons.into_iter().map(move |reason| format!("{path}{}{reason}", dot(&reason)))
}

/// Webhooks with the URL of another one. An app has one webhook for each URL, so they would replace each other.
fn same_urls(webhooks: &[Webhook]) -> Vec<String> {
    let url = |webhook: &Webhook| Url::parse(&webhook.url).map_or(webhook.url.clone(), String::from);
    let first = |index: usize, one: &Webhook| webhooks.iter().take(index).find(|other| url(other) == url(one));
    let same = webhooks.iter().enumerate().filter_map(|(index, one)| Some((one, first(index, one)?)));
    let reason = |(one, first): (&Webhook, &Webhook)| {
        let (one, first) = (&one.name, &first.name);
        format!("webhooks.{one}.url: webhooks.{first} has the same URL, and an app has one webhook for each URL")
    };
    same.map(reason).collect()
}

fn webhook(name: &str, mut entry: Value) -> Result<Webhook, Vec<String>> {
    let mut wrong = Vec::new();
    for (key, reason) in [("name", "the name is the key of the table"), ("enabled", "a webhook of a file is enabled")] {
        if entry.get(key).is_some() {
            wrong.push(format!("{key}: {reason}"));
        }
    }
    if let Some(fields) = entry.as_object_mut() {
        fields.insert("name".to_owned(), name.into());
    }
    if name.trim().is_empty() {
        wrong.push("name: the name of a webhook is expected, but it is empty".to_owned());
    }
    wrong.extend(schema::check("WebhookCreate", &entry));
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let events = entry.get("events").and_then(Value::as_array);
    if events.is_some_and(Vec::is_empty) {
        wrong.push("events: the name of an event is expected, but the list is empty".to_owned());
    }
    let events: Vec<String> = events.into_iter().flatten().filter(|event| event.is_string()).map(text).collect();
    wrong.extend(unknown_event(&events).map(|reason| format!("events: {reason}")));
    match wrong.is_empty() {
        true => Ok(Webhook { name: name.to_owned(), url: text(&entry["url"]), events }),
        false => Err(wrong),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn wrong(text: &str) -> String {
        Manifest::parse(toml::from_str(text).unwrap()).unwrap_err().join("\n")
    }

    #[test]
    fn a_file_names_app_presets_and_webhooks() {
        let text = r#"
            app = "Clinic"
            [presets.doctor]
            template = "group_call"
            permissions.can_record = false
            [presets."on call"]
            template = "webinar"
            role = "viewer"
            config.media.video.frame_rate = 15
            [webhooks.production]
            url = "https://clinic.example.com/hooks"
            events = ["meeting.ended"]
        "#;
        let manifest = Manifest::parse(toml::from_str(text).unwrap()).unwrap();
        let mut doctor = PresetDefinition::group_call("doctor");
        doctor.permissions.can_record = false;
        let mut on_call = PresetDefinition::webinar("on call").as_viewer();
        on_call.config.media.video.frame_rate = 15;
        let webhook = Webhook {
            name: "production".to_owned(),
            url: "https://clinic.example.com/hooks".to_owned(),
            events: vec!["meeting.ended".to_owned()],
        };
        assert_eq!(
            manifest,
            Manifest { app: Some("Clinic".to_owned()), presets: vec![doctor, on_call], webhooks: vec![webhook] }
        );
        assert_eq!(Manifest::parse(json!({})).unwrap(), Manifest { app: None, presets: vec![], webhooks: vec![] });
    }

    #[test]
    fn everything_wrong_is_named_with_its_path() {
        let text = r#"
            app = 7
            preset = {}
            webhooks = []
            [presets.a]
            template = "call"
            [presets.b]
            template = "group_call"
            name = "c"
            [presets.c]
            template = "group_call"
            permissions.can_recrod = true
            permissions.chat.public = 7
            config.max_screenshare_count = "1"
            config.media.video.frame_rate = 1000
            [presets.d]
            permissions = {}
            [presets.e]
            role = "viewer"
        "#;
        let expected = r#"
preset: unknown key, did you mean presets?
app: the name of an app is expected
presets.a.template: "call" is none of group_call, webinar, audio_room, livestream
presets.b.name: the name is the key of the table
presets.c.config.max_screenshare_count: a whole number is expected, not "1"
presets.c.config.media.video.frame_rate: a number up to 30 is expected
presets.c.permissions.can_recrod: unknown key, did you mean can_record?
presets.c.permissions.chat.public: a table is expected, not a number
presets.d.template: write one, or a complete definition; missing are config, permissions.accept_waiting_requests, permissions.can_accept_production_requests, and 20 more
presets.e.role: only a template has roles
webhooks: tables are expected, such as [webhooks.NAME], not a list"#;
        assert_eq!(wrong(text), expected.trim_start());
    }

    #[test]
    fn webhooks_need_url_and_events() {
        let text = "[webhooks.a]\nurl = \"ftp://a\"\nevent = []\n[webhooks.b]\nurl = \"https://a\"\nevents = \"all\"\nenabled = false";
        let expected = "\
webhooks.a.event: unknown key, did you mean events?
webhooks.a.events is missing
webhooks.a.url: a URL is expected that begins with https:// or http://
webhooks.b.enabled: a webhook of a file is enabled
webhooks.b.events: a list is expected";
        assert_eq!(wrong(text), expected);
    }

    #[test]
    fn events_of_webhooks_are_checked() {
        let text =
            "[webhooks.a]\nurl = \"https://a\"\nevents = [\"nope\"]\n[webhooks.b]\nurl = \"https://b\"\nevents = []";
        let wrong = wrong(text);
        let expected = "webhooks.a.events: there is no event \"nope\": the events are meeting.started, ";
        assert!(wrong.starts_with(expected), "{wrong}");
        assert!(
            wrong.ends_with("\nwebhooks.b.events: the name of an event is expected, but the list is empty"),
            "{wrong}"
        );
    }

    #[test]
    fn a_url_has_one_webhook() {
        let webhook = |name, url| format!("[webhooks.{name}]\nurl = \"{url}\"\nevents = [\"meeting.ended\"]\n");
        let text = [
            webhook("a", "https://u:p@example.com"),
            webhook("b", "https://example.com"),
            webhook("c", "https://u:p@example.com/"),
        ];
        let expected = "webhooks.c.url: webhooks.a has the same URL, and an app has one webhook for each URL";
        assert_eq!(wrong(&text.concat()), expected);
    }

    #[test]
    fn entries_are_tables_with_names() {
        let expected = "\
presets.\"\".name: the name of a preset is expected, but it is empty
presets.a: a table is expected, not a list
webhooks.b: a table is expected, not text";
        let file = json!({ "presets": { "": { "template": "webinar" }, "a": [] }, "webhooks": { "b": "" } });
        assert_eq!(Manifest::parse(file).unwrap_err().join("\n"), expected);
    }
}
