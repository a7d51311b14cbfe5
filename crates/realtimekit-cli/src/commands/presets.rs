//! `rtk presets`: what participants may do, and how the meeting looks to them.

use clap::builder::NonEmptyStringValueParser;
use clap::{Args, Subcommand, ValueHint};
use realtimekit::Exposed;
use realtimekit::jobs::{self, Outcome};
use realtimekit::requests::PresetsGet;
use realtimekit::resources::PresetHandle;
use realtimekit::types::{Preset, PresetSummary};
use serde_json::{Map, Value, json};

use crate::context::{Change, Context, Destroy, Limit};
use crate::editor::{Edited, Kept, edit};
use crate::failure::Failure;
use crate::json;
use crate::manifest::{Role, Template, definition, empty_name, read};
use crate::named::HasName;
use crate::output::{Column, Format};
use crate::pick::{distinct, pick};
use crate::printable::printable;
use crate::recent;
use crate::schema;
use crate::step::{self, Step, print, without_curl};

const COLUMNS: &[Column<'static>] = &[
    Column::id("id", "id"),
    Column::plain("name", "name"),
    Column::time("created", "created_at"),
    Column::time("updated", "updated_at"),
];

/// Fields that the service sets.
const READ_ONLY: [&str; 3] = ["id", "created_at", "updated_at"];

#[derive(Debug, Subcommand)]
pub enum Presets {
    /// List presets
    Ls,
    /// Show all fields of a preset
    Show {
        /// Name or id of the preset, or the beginning of its id
        #[arg(add = recent::completer("presets"))]
        preset: String,
    },
    Edit(Edit),
    Ensure(Ensure),
    Delete(Delete),
}

/// Delete presets
#[derive(Args, Debug)]
pub struct Delete {
    /// Names or ids of the presets, or the beginnings of their ids
    #[arg(required = true, add = recent::completer("presets"))]
    presets: Vec<String>,
    #[command(flatten)]
    destroy: Destroy,
}

/// Change a preset: in an editor, or with --set
///
/// Opens $VISUAL or $EDITOR with the preset as JSON, and writes the fields that differ when the editor ends.
#[derive(Args, Debug)]
pub struct Edit {
    /// Name or id of the preset, or the beginning of its id
    #[arg(add = recent::completer("presets"))]
    preset: String,
    #[command(flatten)]
    fields: Fields,
    /// Only show what would be changed
    #[arg(long)]
    dry_run: bool,
}

/// Create a preset, or update what differs
///
/// The definition is a template whose fields are replaced by those of --file and --set. Without --template, --file must
/// contain a complete definition.
#[derive(Args, Debug)]
pub struct Ensure {
    /// Name of the preset
    #[arg(value_parser = NonEmptyStringValueParser::new())]
    name: String,
    /// Complete preset to start from
    #[arg(long, value_enum)]
    template: Option<Template>,
    /// What the holders may do; host if it is left out
    #[arg(long, value_enum, requires = "template")]
    role: Option<Role>,
    #[command(flatten)]
    fields: Fields,
    /// Only show what would be changed
    #[arg(long)]
    dry_run: bool,
}

/// Fields of a preset.
#[derive(Args, Debug)]
struct Fields {
    /// Set a field, such as permissions.can_record=true; may be repeated
    #[arg(long, value_name = "PATH=VALUE", value_parser = assignment)]
    set: Vec<(String, Value)>,
    /// File with fields, in TOML, or in YAML or JSON if its name ends so; - reads TOML from standard input
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    file: Option<String>,
}

impl Presets {
    pub async fn run(self, context: &Context) -> Result<(), Failure> {
        match self {
            Self::Ls => {
                recent::keep("presets", &context.list(context.app()?.presets().list(), Limit::ALL, COLUMNS).await?);
                Ok(())
            }
            Self::Show { preset } => {
                context.expect::<PresetsGet>(false)?;
                let summary = find(context, &preset).await?;
                let preset = context.send(context.app()?.preset(summary.id).get()).await?;
                let value = context.output.value(&preset)?;
                let mut paths = Vec::new();
                leaves(&value, "", &mut paths);
                let columns: Vec<Column<'_>> = paths.iter().map(|path| Column::plain(path, path)).collect();
                match context.output.format {
                    Format::Table => context.output.object(&value, &columns),
                    _ => context.output.raw(&value),
                }
            }
            Self::Edit(command) => command.run(context).await,
            Self::Ensure(command) => command.run(context).await,
            Self::Delete(command) => command.run(context).await,
        }
    }
}

impl Ensure {
    async fn run(self, context: &Context) -> Result<(), Failure> {
        without_curl(context, "use --dry-run")?;
        context.output.expect_fields(step::FIELDS)?;
        let fields = self.fields.over(Value::Object(Map::new()))?;
        if let Some(other) = fields.get("name").filter(|name| name.as_str() != Some(&self.name)) {
            let message = format!("name: the preset is {:?}, not {other}", self.name);
            return Err(Failure::usage(message).hint("leave out the name; `rtk presets edit` gives another one"));
        }
        let definition = definition(&self.name, self.template, self.role, fields);
        let definition = definition.map_err(|wrong| Failure::usage(wrong.join("; ")))?;
        let job = context.app()?.presets().ensure(definition);
        match self.dry_run {
            true => print(context, Step::planned("preset", self.name, job.plan().await?)),
            false => print(context, Step::done("preset", self.name, job.send().await?, |preset| &preset.id)),
        }
    }
}

impl Delete {
    async fn run(self, context: &Context) -> Result<(), Failure> {
        context.output.expect_fields(&["id"])?;
        let app = context.app()?;
        let present = app.presets().list().all().await?;
        let found = |wanted: &String| pick("preset", wanted, &present, HasName::id, HasName::titles);
        let found = distinct(self.presets.iter().map(found))?;
        let requests: Vec<_> = found.iter().map(|preset| app.preset(&preset.id).delete()).collect();
        context.preview(self.destroy.change, &requests)?;
        let names: Vec<String> = found.iter().map(|preset| printable(preset.title().unwrap_or(&preset.id))).collect();
        context.confirm(self.destroy, &format!("Delete the presets {}?", names.join(", "))).await?;
        for (request, (preset, name)) in requests.into_iter().zip(found.iter().zip(names)) {
            request.send().await?;
            context.output.done(&format!("Deleted the preset {name}"), &json!({ "id": preset.id }))?;
        }
        Ok(())
    }
}

impl Edit {
    async fn run(self, context: &Context) -> Result<(), Failure> {
        without_curl(context, "use --dry-run")?;
        context.output.expect_fields(step::FIELDS)?;
        let summary = find(context, &self.preset).await?;
        let handle = context.app()?.preset(&summary.id);
        let present = serde_json::to_value(Exposed(&handle.get().send().await?)).map_err(unusable)?;
        let mut shown = present.clone();
        if let Some(fields) = shown.as_object_mut() {
            fields.retain(|name, _| !READ_ONLY.contains(&name.as_str()));
        }
        let Edited { value, file } = match self.fields.is_empty() {
            true => context.without_interrupts(move || edit(&shown)).await?,
            false => Edited { value: self.fields.over(shown), file: Kept::default() },
        };
        if let Some(advice) = file.advice() {
            context.on_signal(advice);
        }
        let written = async { self.write(context, &handle, summary, present, value?).await }.await;
        match (written, file.advice()) {
            (Err(failure), Some(advice)) if !failure.is_quiet() => Err(failure.and_hint(advice)),
            (written, advice) => {
                match self.dry_run {
                    true => advice.into_iter().for_each(|advice| context.note(&advice)),
                    false => file.discard(),
                }
                written
            }
        }
    }

    /// Writes the fields in which `wanted` differs from what is present.
    async fn write(
        &self,
        context: &Context,
        handle: &PresetHandle,
        summary: PresetSummary,
        present: Value,
        mut wanted: Value,
    ) -> Result<(), Failure> {
        let mut wrong = schema::check("PresetUpdate", &wanted);
        wrong.extend(wanted.get("name").and_then(Value::as_str).and_then(empty_name));
        if !wrong.is_empty() {
            return Err(Failure::usage(wrong.join("; ")));
        }
        for name in READ_ONLY {
            wanted[name] = present.get(name).cloned().unwrap_or_default();
        }
        let name = summary.name.unwrap_or_else(|| summary.id.clone());
        if self.dry_run {
            let changes = jobs::Change::between(&present, &wanted);
            let outcome = if changes.is_empty() { Outcome::Unchanged } else { Outcome::Updated };
            return print(context, Step::planned_changes("preset", name, outcome, Some(summary.id), changes));
        }
        let wanted: Preset = serde_json::from_value(wanted).map_err(unusable)?;
        let modified = handle.modify(|preset| *preset = wanted).await?;
        print(context, Step::done("preset", name, modified, |preset| &preset.id))
    }
}

fn unusable(error: serde_json::Error) -> Failure {
    Failure::other(format!("the preset cannot be edited: {error}"))
}

impl Fields {
    fn is_empty(&self) -> bool {
        self.set.is_empty() && self.file.is_none()
    }

    /// `value` with its fields replaced by these.
    fn over(&self, mut value: Value) -> Result<Value, Failure> {
        if let Some(file) = &self.file {
            schema::merge(&mut value, read(file)?);
        }
        for (path, wanted) in &self.set {
            let nested = path
                .rsplit('.')
                .fold(wanted.clone(), |inner, name| Value::Object(Map::from_iter([(name.to_owned(), inner)])));
            schema::merge(&mut value, nested);
        }
        Ok(value)
    }
}

async fn find(context: &Context, wanted: &str) -> Result<PresetSummary, Failure> {
    let presets = context.app()?.presets().list();
    context.preview(Change::default(), [&presets])?;
    let presets = presets.all().await?;
    pick("preset", wanted, &presets, HasName::id, HasName::titles).cloned()
}

/// `permissions.can_record=true`: the value is JSON, or else text.
fn assignment(text: &str) -> Result<(String, Value), String> {
    let (path, value) = text.split_once('=').ok_or("PATH=VALUE is expected")?;
    if path.is_empty() || path.split('.').any(str::is_empty) {
        return Err("a path of names is expected, such as permissions.can_record".to_owned());
    }
    let value = match json::parse(value) {
        Ok(value) => value,
        Err(reason) if value.trim_start().starts_with(['{', '[']) => return Err(format!("JSON is expected: {reason}")),
        Err(_) => value.into(),
    };
    Ok((path.to_owned(), value))
}

/// The paths of all values that are not objects.
fn leaves(value: &Value, path: &str, paths: &mut Vec<String>) {
    match value {
        Value::Object(fields) if !fields.is_empty() => {
            for (name, value) in fields {
                leaves(value, &if path.is_empty() { name.clone() } else { format!("{path}.{name}") }, paths);
            }
        }
        _ => paths.push(path.to_owned()),
    }
}
