//! `rtk apply`, `rtk plan`: an app with presets and webhooks as a file names them.

use clap::{Args, ValueHint};
use realtimekit::resources::AppHandle;

use crate::context::{Context, Destroy};
use crate::failure::Failure;
use crate::manifest::{Manifest, Webhook};
use crate::progress::Progress;
use crate::say::say;
use crate::step::{self, Report, Step, without_curl};

const EXAMPLE: &str = r#"Example of a file:
  app = "Clinic"                  # created if the account has none; --app counts if it is left out

  [presets.doctor]
  template = "group_call"         # group_call, webinar, audio_room, livestream
  permissions.can_record = false

  [presets.patient]
  template = "group_call"
  role = "participant"            # host (the default), participant, viewer

  [webhooks.production]
  url = "https://clinic.example.com/hooks"
  events = ["meeting.ended", "recording.statusUpdate"]"#;

/// Create and update what a file names: app, presets, webhooks
///
/// Shows what differs, asks, and writes only that. What the file does not name stays as it is; nothing is deleted. A
/// second run changes nothing. If a step fails, those before it stay: run the command again.
#[derive(Args, Debug)]
#[command(after_long_help = EXAMPLE)]
pub struct Apply {
    /// File in TOML, or in YAML or JSON if its name ends so; - reads TOML from standard input
    #[arg(value_hint = ValueHint::FilePath)]
    file: String,
    /// Only show what would be changed
    #[arg(long)]
    dry_run: bool,
    /// Do not ask for confirmation
    #[arg(long, short)]
    yes: bool,
}

/// Show what `rtk apply` would change
///
/// Only reads. Without --exit-code, the exit code is 0 whether or not something would be changed.
#[derive(Args, Debug)]
#[command(after_long_help = EXAMPLE)]
pub struct ShowPlan {
    /// File in TOML, or in YAML or JSON if its name ends so; - reads TOML from standard input
    #[arg(value_hint = ValueHint::FilePath)]
    file: String,
    /// Exit with 1 if something would be changed
    #[arg(long)]
    exit_code: bool,
}

impl ShowPlan {
    pub async fn run(self, context: &Context) -> Result<(), Failure> {
        prepare(context)?;
        let steps = plan(context, &read(context, &self.file)?).await?;
        let differs = !steps.iter().all(Step::is_unchanged);
        print(context, steps)?;
        match self.exit_code && differs {
            true => Err(Failure::other("the app differs from the file").hint("`rtk apply` changes it")),
            false => Ok(()),
        }
    }
}

impl Apply {
    pub async fn run(self, context: &Context) -> Result<(), Failure> {
        prepare(context)?;
        let manifest = read(context, &self.file)?;
        let steps = plan(context, &manifest).await?;
        if self.dry_run || steps.iter().all(Step::is_unchanged) {
            return print(context, steps);
        }
        if !self.yes {
            // To standard error: the result is what was done.
            steps.into_iter().for_each(|step| say(step.shown(context).to_string().trim_end()));
            context.confirm(Destroy::default(), "Make these changes?").await?;
        }
        context.on_signal("run the command again: it continues where it was interrupted");
        let mut report = Report::new(context);
        let applied = apply(context, manifest, &mut report).await;
        report.end()?;
        applied
    }
}

fn prepare(context: &Context) -> Result<(), Failure> {
    without_curl(context, "`rtk plan FILE` shows what would be changed, and --verbose the attempts of each request")?;
    context.output.expect_fields(step::FIELDS)
}

/// Reads the file. It and --app must not name two apps.
fn read(context: &Context, file: &str) -> Result<Manifest, Failure> {
    let manifest = Manifest::read(file)?;
    match (&manifest.app, &context.global.app) {
        (Some(name), Some(_)) => Err(Failure::usage(format!("{file} names the app {name:?}, and --app another"))
            .hint("remove the name from the file, or leave out --app")),
        _ => Ok(manifest),
    }
}

fn print(context: &Context, steps: Vec<Step>) -> Result<(), Failure> {
    let mut report = Report::new(context);
    steps.into_iter().try_for_each(|step| report.add(step))?;
    report.end()
}

/// The app that the file names. `None` if it does not exist yet.
async fn app(context: &Context, manifest: &Manifest) -> Result<(Option<AppHandle>, Option<Step>), Failure> {
    let Some(name) = &manifest.app else { return Ok((Some(context.app()?), None)) };
    let client = context.client()?;
    let plan = client.apps().ensure(name).plan().await?;
    Ok((plan.id.as_ref().map(|id| client.app(id)), Some(Step::planned("app", name, plan))))
}

async fn plan(context: &Context, manifest: &Manifest) -> Result<Vec<Step>, Failure> {
    let _spinner = Progress::spinner("Comparing");
    let (app, step) = app(context, manifest).await?;
    let mut steps: Vec<Step> = step.into_iter().collect();
    for preset in &manifest.presets {
        steps.push(match &app {
            Some(app) => Step::planned("preset", &preset.name, app.presets().ensure(preset.clone()).plan().await?),
            None => Step::creation("preset", &preset.name),
        });
    }
    for webhook in &manifest.webhooks {
        let Webhook { name, url, events } = webhook;
        steps.push(match &app {
            Some(app) => Step::planned("webhook", name, app.webhooks().ensure(name, url, events.clone()).plan().await?),
            None => Step::creation("webhook", name),
        });
    }
    Ok(steps)
}

async fn apply(context: &Context, manifest: Manifest, report: &mut Report<'_>) -> Result<(), Failure> {
    let app = match &manifest.app {
        None => context.app()?,
        Some(name) => {
            let ensured = context.client()?.apps().ensure(name).send().await?;
            let app = context.client()?.app(&ensured.value.id);
            report.add(Step::done("app", name, ensured, |app| &app.id))?;
            app
        }
    };
    for preset in manifest.presets {
        let name = preset.name.clone();
        let ensured = app.presets().ensure(preset).send().await?;
        report.add(Step::done("preset", name, ensured, |preset| &preset.id))?;
    }
    for Webhook { name, url, events } in manifest.webhooks {
        let ensured = app.webhooks().ensure(&name, url, events).send().await?;
        report.add(Step::done("webhook", name, ensured, |webhook| &webhook.id))?;
    }
    Ok(())
}
