//! `rtk webhooks replay`: sends deliveries again that were kept.

use std::path::{Path, PathBuf};

use clap::Args;
use clap::builder::NonEmptyStringValueParser;
use realtimekit::Timestamp;
use serde_json::{Value, json};

use super::listen::{forwarded_value, outcome};
use crate::context::Context;
use crate::events::check_events;
use crate::failure::Failure;
use crate::json;
use crate::listen::delivery::{Delivery, subject};
use crate::listen::folder::Folder;
use crate::listen::target::{Forwarded, Target};
use crate::output::{Column, Format};
use crate::printable::printable;
use crate::step::without_curl;

const COLUMNS: &[Column<'static>] = &[
    Column::id("id", "id"),
    Column::plain("event", "event"),
    Column::plain("about", "about"),
    Column::time("received", "received_at"),
];

/// Fields of a delivery that is listed, and of one that was sent.
const LISTED: &[&str] = &["id", "event", "about", "received_at"];
const SENT: &[&str] = &["id", "event", "status", "error", "milliseconds"];

/// Send deliveries again that `rtk webhooks listen` has kept
///
/// Headers and body are sent as they were received, to --forward, one after the other. The last delivery is sent if none
/// is chosen; --dry-run lists those that are. A delivery that was received several times is sent once.
///
/// A delivery of an emulator is signed again with the key that emulators start with, so that its body may be another one
/// (--body). Only the service can sign its own deliveries.
///
/// Exits with 1 if the program responded to one of them with another status than 2xx, or if a file in the folder is not a
/// delivery; the others are sent all the same.
#[derive(Args, Debug)]
pub struct Replay {
    /// Ids of deliveries, or the first 6 or more characters of them
    #[arg(value_parser = NonEmptyStringValueParser::new())]
    ids: Vec<String>,
    /// URL of the program that receives the deliveries
    #[arg(long, value_name = "URL", required_unless_present = "dry_run")]
    forward: Option<String>,
    /// Deliveries of this event, such as meeting.ended
    #[arg(long, value_name = "EVENT", conflicts_with = "ids")]
    event: Option<String>,
    /// The last so many
    #[arg(long, value_name = "NUMBER", conflicts_with = "ids", value_parser = clap::value_parser!(u32).range(1..))]
    last: Option<u32>,
    /// All of them
    #[arg(long, conflicts_with_all = ["ids", "last"])]
    all: bool,
    /// Give each a new id: a program that recognises deliveries by their ids ignores them otherwise
    #[arg(long)]
    new_id: bool,
    /// File with another body, for deliveries of an emulator
    #[arg(long, value_name = "FILE")]
    body: Option<PathBuf>,
    /// Folder in which deliveries were kept
    #[arg(long, value_name = "FOLDER")]
    folder: Option<PathBuf>,
    /// List the deliveries that are chosen, and do not send them
    #[arg(long)]
    dry_run: bool,
}

impl Replay {
    pub async fn run(self, context: &Context) -> Result<(), Failure> {
        without_curl(context, "--dry-run lists the deliveries")?;
        context.output.expect_fields(if self.dry_run { LISTED } else { SENT })?;
        check_events("--event", self.event.as_slice())?;
        let body = self.body.as_deref().map(read_body).transpose()?;
        let folder = Folder::new(self.folder.as_deref())?;
        let (all, unreadable) = folder.all()?;
        for failure in &unreadable {
            context.warn(&failure.to_string());
        }
        let chosen = self.choose(all, &folder)?;
        match self.dry_run {
            true => list(context, &chosen)?,
            false => self.send(context, chosen, body.as_deref()).await?,
        }
        match unreadable.len() {
            0 => Ok(()),
            _ => Err(Failure::other("not all deliveries that are kept could be read")),
        }
    }

    async fn send(&self, context: &Context, mut chosen: Vec<Delivery>, body: Option<&str>) -> Result<(), Failure> {
        for (number, delivery) in chosen.iter_mut().enumerate() {
            self.prepare(delivery, body, number).await?;
        }
        context.output.fields_of_json()?;
        let target = Target::new(self.forward.as_deref().unwrap_or_default())?;
        send(context, &target, chosen).await
    }

    fn choose(&self, all: Vec<Delivery>, folder: &Folder) -> Result<Vec<Delivery>, Failure> {
        let place = folder.path().display();
        if all.is_empty() {
            let hint = "receive some with `rtk webhooks listen`";
            return Err(Failure::not_found(format!("no deliveries are kept in {place}")).hint(hint));
        }
        if !self.ids.is_empty() {
            let find = |wanted: &String| {
                let matches =
                    |one: &&Delivery| one.id == *wanted || (wanted.len() >= 6 && one.id.starts_with(wanted.as_str()));
                let missing = || {
                    let hint = "list them with `rtk webhooks replay --all --dry-run`";
                    Failure::not_found(format!("no delivery {wanted} is kept in {place}")).hint(hint)
                };
                all.iter().rfind(matches).cloned().ok_or_else(missing)
            };
            return self.ids.iter().map(find).collect();
        }
        let event = self.event.as_deref();
        let mut chosen: Vec<_> = all.into_iter().filter(|one| event.is_none_or(|event| one.event == event)).collect();
        let last = self.last.map(|last| usize::try_from(last).unwrap_or(usize::MAX));
        let last = last.unwrap_or(if self.all { usize::MAX } else { 1 });
        chosen.drain(..chosen.len().saturating_sub(last));
        match (chosen.is_empty(), event) {
            (true, Some(event)) => Err(Failure::not_found(format!("no delivery of {event} is kept in {place}"))),
            _ => Ok(chosen),
        }
    }

    async fn prepare(&self, delivery: &mut Delivery, body: Option<&str>, number: usize) -> Result<(), Failure> {
        if delivery.is_emulated().await {
            if let Some(body) = body {
                body.clone_into(&mut delivery.body);
            }
            delivery.sign();
        } else if body.is_some() {
            let text = format!("delivery {} was signed by the service, so its body cannot be another one", delivery.id);
            return Err(Failure::usage(text).hint("use --body with a delivery of an emulator"));
        }
        if self.new_id {
            delivery.set_id(&format!("replay-{}-{number}", Timestamp::now().unix_millis()));
        }
        Ok(())
    }
}

/// The body in a file. Bodies of deliveries are JSON.
fn read_body(file: &Path) -> Result<String, Failure> {
    let failed = |reason: String| Failure::usage(format!("--body: {} {reason}", file.display()));
    let text = std::fs::read_to_string(file).map_err(|error| failed(format!("cannot be read: {error}")))?;
    let body = json::parse(&text).map_err(|reason| failed(format!("is not JSON: {reason}")))?;
    match body.is_object() {
        true => Ok(json::without_mark(&text).to_owned()),
        false => Err(failed("is not a JSON object, as the body of a delivery is".to_owned())),
    }
}

fn list(context: &Context, deliveries: &[Delivery]) -> Result<(), Failure> {
    let about = |one: &Delivery| json!({ "id": one.id, "event": one.event, "about": subject(&one.json()), "received_at": one.received_at });
    context.output.list(&deliveries.iter().map(about).collect::<Vec<_>>(), COLUMNS)
}

async fn send(context: &Context, target: &Target, deliveries: Vec<Delivery>) -> Result<(), Failure> {
    let (mut values, mut failed, total) = (Vec::new(), 0, deliveries.len());
    for (number, delivery) in deliveries.into_iter().enumerate() {
        context.on_signal(format!("{number} of {total} deliveries were sent"));
        let forwarded = match delivery.header_map() {
            Ok(headers) => target.send(headers, delivery.body.clone()).await,
            Err(failure) => Forwarded::failed(failure.to_string()),
        };
        failed += usize::from(!forwarded.is_success());
        let mut value = forwarded_value(&forwarded);
        value["id"] = delivery.id.as_str().into();
        value["event"] = delivery.event.as_str().into();
        match context.output.format {
            Format::Table => {
                let about = subject(&delivery.json());
                let event = printable(&delivery.event);
                let line = format!("{event}  {about}  {}  -> {}\n", printable(&delivery.id), outcome(&forwarded));
                context.output.text(&line)?;
            }
            Format::JsonLines => context.output.raw(&value)?,
            Format::Json => values.push(value),
        }
    }
    if context.output.format == Format::Json {
        context.output.raw(&Value::Array(values))?;
    }
    match failed {
        0 => Ok(()),
        failed => {
            Err(Failure::other(format!("{failed} of {total} deliveries were not accepted by {}", target.label())))
        }
    }
}
