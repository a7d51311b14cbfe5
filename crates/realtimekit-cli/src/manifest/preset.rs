//! The definition of a preset: a template, and what differs from it.

use clap::ValueEnum;
use realtimekit::Exposed;
use realtimekit::types::PresetDefinition;
use serde_json::{Map, Value};

use crate::json;
use crate::schema;

/// A complete preset to start from.
#[derive(Clone, Copy, Debug, PartialEq, ValueEnum)]
#[value(rename_all = "snake_case")]
pub enum Template {
    /// Everybody sees everybody
    GroupCall,
    /// Few present, many watch
    Webinar,
    /// Without pictures
    AudioRoom,
    /// The holder is on stage
    Livestream,
}

/// The role of the holders of a preset made from a template.
#[derive(Clone, Copy, Debug, Default, PartialEq, ValueEnum)]
#[value(rename_all = "snake_case")]
pub enum Role {
    /// Everything
    #[default]
    Host,
    /// Take part, without power over others
    Participant,
    /// Watch, listen and chat
    Viewer,
}

/// The definition from an entry of a file; or everything that is wrong with it.
pub fn entry(name: &str, mut entry: Value) -> Result<PresetDefinition, Vec<String>> {
    let kind = json::kind(&entry);
    let fields = entry.as_object_mut().ok_or_else(|| vec![format!(": a table is expected, not {kind}")])?;
    let mut wrong = Vec::new();
    let template = choice::<Template>(fields, "template", &mut wrong);
    let role = choice::<Role>(fields, "role", &mut wrong);
    if fields.contains_key("name") {
        wrong.push("name: the name is the key of the table".to_owned());
    }
    match wrong.is_empty() {
        true => definition(name, template, role, entry),
        false => Err(wrong),
    }
}

/// The template with its fields replaced by `fields`. Without a template the fields must be complete.
pub fn definition(
    name: &str,
    template: Option<Template>,
    role: Option<Role>,
    fields: Value,
) -> Result<PresetDefinition, Vec<String>> {
    let failed = |error: serde_json::Error| vec![format!("{error}")];
    let mut value = match (template, role) {
        (None, Some(_)) => return Err(vec!["role: only a template has roles".to_owned()]),
        (None, None) => Value::Object(Map::new()),
        (Some(template), role) => {
            let definition = match template {
                Template::GroupCall => PresetDefinition::group_call(name),
                Template::Webinar => PresetDefinition::webinar(name),
                Template::AudioRoom => PresetDefinition::audio_room(name),
                Template::Livestream => PresetDefinition::livestream(name),
            };
            let definition = match role.unwrap_or_default() {
                Role::Host => definition,
                Role::Participant => definition.as_participant(),
                Role::Viewer => definition.as_viewer(),
            };
            serde_json::to_value(Exposed(&definition)).map_err(failed)?
        }
    };
    schema::merge(&mut value, fields);
    if let Some(fields) = value.as_object_mut() {
        fields.insert("name".to_owned(), name.into());
    }
    let mut wrong = schema::check("PresetDefinition", &value);
    wrong.extend(empty_name(name));
    if template.is_none() {
        let (missing, others): (Vec<_>, Vec<_>) =
            wrong.into_iter().partition(|reason| reason.ends_with(schema::MISSING));
        wrong = others;
        wrong.extend(incomplete(&missing));
    }
    match wrong.is_empty() {
        true => serde_json::from_value(value).map_err(failed),
        false => Err(wrong),
    }
}

/// The reason why a name cannot be that of a preset: participants refer to it.
pub fn empty_name(name: &str) -> Option<String> {
    name.trim().is_empty().then(|| "name: the name of a preset is expected, but it is empty".to_owned())
}

/// A value of an enum, which is removed from the fields.
fn choice<T: ValueEnum>(fields: &mut Map<String, Value>, key: &str, wrong: &mut Vec<String>) -> Option<T> {
    let given = fields.remove(key)?;
    let found = given.as_str().and_then(|text| T::from_str(text, false).ok());
    if found.is_none() {
        let names = T::value_variants().iter().filter_map(ValueEnum::to_possible_value);
        let names: Vec<String> = names.map(|value| value.get_name().to_owned()).collect();
        wrong.push(format!("{key}: {given} is none of {}", names.join(", ")));
    }
    found
}

/// One reason for all fields that are missing.
fn incomplete(missing: &[String]) -> Option<String> {
    let names = missing.iter().map(|reason| reason.trim_end_matches(schema::MISSING).trim_end());
    let named: Vec<&str> = names.take(3).collect();
    let others = match missing.len() {
        0 => return None,
        1..=3 => String::new(),
        count => format!(", and {} more", count - 3),
    };
    Some(format!("template: write one, or a complete definition; missing are {}{others}", named.join(", ")))
}
