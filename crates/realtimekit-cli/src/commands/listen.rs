//! `rtk webhooks listen`: receives deliveries on this machine.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::Args;
use realtimekit::resources::WebhookHandle;
use realtimekit::webhooks::Verifier;
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::sync::mpsc;

use crate::api::redact;
use crate::context::Context;
use crate::events::check_events;
use crate::failure::Failure;
use crate::listen::delivery::subject;
use crate::listen::folder::Folder;
use crate::listen::server::{Receiver, Report, serve};
use crate::listen::target::{Forwarded, Target};
use crate::output::Format;
use crate::printable::printable;
use crate::say::say;
use crate::signals::{Signal, next_signal};
use crate::step::without_curl;
use crate::urls::local_origin;

/// Fields of what is printed for a request.
const FIELDS: &[&str] =
    &["received_at", "genuine", "id", "webhook_id", "event", "forwarded", "responded", "kept", "body", "error"];

/// Prefix of the names of webhooks that are removed when the command ends.
const NAME: &str = "rtk listen";

/// Receive deliveries on this machine
///
/// Verifies each delivery, shows it, keeps it for `rtk webhooks replay`, and forwards it with --forward.
///
/// The service needs a public URL that leads here, such as that of a tunnel: --url registers it as a webhook while the
/// command runs. Against an emulator on this machine, the command registers itself.
///
/// The response to the service has the status of the program that the delivery is forwarded to, 502 if that program does
/// not respond, and 204 without --forward. So the service sends again what it would send again to the program itself.
/// Requests that are not genuine get 401, and are neither kept nor forwarded.
///
/// Deliveries are kept in files that only you can read, at most 1000. They contain everything: names, links, signatures.
#[derive(Args, Debug)]
pub struct Listen {
    /// URL of the program that receives the deliveries, with the original headers
    #[arg(long, value_name = "URL")]
    forward: Option<String>,
    /// Address to listen on; port 0 takes a free one
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8788")]
    listen: SocketAddr,
    /// Public URL that leads to this machine, to be registered as a webhook while the command runs
    #[arg(long, value_name = "URL")]
    url: Option<String>,
    /// Events of the webhook that is registered, such as meeting.started,meeting.ended; all if it is left out
    #[arg(long, value_delimiter = ',', value_name = "EVENTS")]
    events: Vec<String>,
    /// Register no webhook, not even with an emulator on this machine
    #[arg(long, conflicts_with_all = ["url", "events"])]
    no_register: bool,
    /// Accept deliveries of this webhook only
    #[arg(long, value_name = "ID")]
    webhook: Vec<String>,
    /// Folder in which deliveries are kept
    #[arg(long, value_name = "FOLDER")]
    folder: Option<PathBuf>,
    /// Keep no deliveries
    #[arg(long, conflicts_with = "folder")]
    no_keep: bool,
    /// Base URL of the key that verifies deliveries; that of the service, or of an emulator on this machine
    #[arg(long, value_name = "URL")]
    key_origin: Option<String>,
}

impl Listen {
    pub async fn run(self, context: &Context) -> Result<(), Failure> {
        without_curl(context, "`rtk api webhooks create --curl` prints the one that registers a webhook")?;
        context.output.expect_fields(FIELDS)?;
        context.output.fields_of_json()?;
        check_events("--events", &self.events)?;
        let target = self.forward.as_deref().map(Target::new).transpose()?;
        let folder = match self.no_keep {
            true => None,
            false => Some(Folder::new(self.folder.as_deref())?),
        };
        folder.as_ref().map_or(Ok(()), Folder::create)?;
        // Without credentials, deliveries can be verified, but no webhook be registered.
        let local = context.client().ok().and_then(|client| local_origin(client.base_url()));
        let mut verifier = Verifier::builder().accept_old_headers();
        if let Some(origin) = self.key_origin.clone().or_else(|| local.clone()) {
            verifier = verifier.origin(origin);
        }
        // Before a webhook is registered, which would stay.
        verifier.clone().build().map_err(|error| match self.key_origin {
            Some(_) => Failure::usage(format!("--key-origin: {error}")),
            None => error.into(),
        })?;
        let unavailable = |error| {
            Failure::other(format!("cannot listen on {}: {error}", self.listen)).hint("--listen takes another address")
        };
        let listener = TcpListener::bind(self.listen).await.map_err(unavailable)?;
        let here = format!("http://{}", listener.local_addr().map_err(unavailable)?);
        let stop = next_signal()?;
        context.handle_signals();
        let registration = match self.url.clone().or_else(|| local.filter(|_| !self.no_register).map(|_| here.clone()))
        {
            Some(url) => Some(Registration::new(context, &url, &self.events).await?),
            None => None,
        };
        let ids = self.webhook.iter().cloned().chain(registration.iter().map(|webhook| webhook.handle.id().to_owned()));
        let ids: Vec<String> = ids.collect();
        if !ids.is_empty() {
            verifier = verifier.webhook_ids(ids);
        }
        greet(context, &here, registration.as_ref(), target.as_ref());
        let (sender, reports) = mpsc::channel(64);
        let receiver = Receiver { verifier: verifier.build()?, folder: folder.clone(), target, reports: sender };
        let ended = tokio::select! {
            ended = serve(listener, receiver) => ended.map(|()| 0),
            ended = show(context, reports, stop) => ended,
        };
        if let Some(registration) = registration {
            registration.remove(context).await?;
        }
        if let (Ok(1..), Some(folder)) = (&ended, folder) {
            let kept = folder.path().display();
            context.note(&format!("The deliveries are in {kept}: send them again with `rtk webhooks replay`"));
        }
        ended.map(drop)
    }
}

fn greet(context: &Context, here: &str, registration: Option<&Registration>, target: Option<&Target>) {
    say(&format!("Listening on {here}, stop with Ctrl-C"));
    match registration {
        Some(webhook) => {
            let url = context.output.url(&webhook.url);
            say(&format!("The webhook {} leads here from {url}", webhook.handle.id()));
        }
        None => say("Register a public URL that leads here: --url URL, or `rtk webhooks ensure NAME URL`"),
    }
    if let Some(target) = target {
        say(&format!("Forwarding to {}", target.label()));
    }
}

/// Prints reports until the signal. Returns how many deliveries there were.
async fn show(
    context: &Context,
    mut reports: mpsc::Receiver<Report>,
    stop: impl Future<Output = Signal>,
) -> Result<u64, Failure> {
    let mut deliveries = 0;
    tokio::pin!(stop);
    loop {
        let report = tokio::select! {
            report = reports.recv() => report,
            _ = &mut stop => None,
        };
        let Some(report) = report else { return Ok(deliveries) };
        deliveries += u64::from(matches!(report, Report::Delivery { .. }));
        match context.output.format {
            Format::Table => context.output.text(&line(&report))?,
            _ => context.output.raw(&value(&report, context.output.show_secrets))?,
        }
    }
}

/// `18:25:22 meeting.started  Weekly sync  -> 200 in 12 ms`.
fn line(report: &Report) -> String {
    let time = |at: &realtimekit::Timestamp| at.to_string().get(11..19).unwrap_or_default().to_owned();
    match report {
        Report::Refused { at, reason, status } => {
            format!("{} refused: {}; responded {}\n", time(at), printable(reason), status.as_u16())
        }
        Report::Delivery { delivery, forwarded, status, not_kept } => {
            let at = time(&delivery.received_at);
            let mut line = format!("{at} {}  {}", printable(&delivery.event), subject(&delivery.json()));
            if let Some(forwarded) = forwarded {
                line = format!("{line}  -> {}", outcome(forwarded));
                if forwarded.status.is_err() {
                    line = format!("{line}; responded {}", status.as_u16());
                }
            }
            if let Some(failure) = not_kept {
                line = format!("{line}  not kept: {failure}");
            }
            format!("{line}\n")
        }
    }
}

/// `200 in 12 ms`.
pub fn outcome(forwarded: &Forwarded) -> String {
    match &forwarded.status {
        Ok(status) => format!("{} in {} ms", status.as_u16(), forwarded.elapsed.as_millis()),
        Err(reason) => format!("failed: {reason}"),
    }
}

/// A report for programs.
fn value(report: &Report, show_secrets: bool) -> Value {
    match report {
        Report::Refused { at, reason, status } => {
            json!({ "received_at": at, "genuine": false, "error": reason, "responded": status.as_u16() })
        }
        Report::Delivery { delivery, forwarded, status, not_kept } => {
            let mut body = delivery.json();
            if !show_secrets {
                redact(&mut body);
            }
            json!({
                "received_at": delivery.received_at,
                "genuine": true,
                "id": delivery.id,
                "webhook_id": delivery.webhook_id,
                "event": delivery.event,
                "forwarded": forwarded.as_ref().map(forwarded_value),
                "responded": status.as_u16(),
                "kept": not_kept.is_none(),
                "body": body,
            })
        }
    }
}

/// The outcome of forwarding, for programs.
pub fn forwarded_value(forwarded: &Forwarded) -> Value {
    json!({
        "status": forwarded.status.as_ref().ok().map(realtimekit::reqwest::StatusCode::as_u16),
        "error": forwarded.status.as_ref().err(),
        "milliseconds": u64::try_from(forwarded.elapsed.as_millis()).unwrap_or(u64::MAX),
    })
}

/// The webhook that leads here.
struct Registration {
    handle: WebhookHandle,
    url: String,
    /// Whether it is removed when the command ends.
    is_temporary: bool,
}

impl Registration {
    /// Uses the webhook of the URL as it is if there is one, and creates one otherwise.
    async fn new(context: &Context, url: &str, events: &[String]) -> Result<Self, Failure> {
        let app = context.app()?;
        let present = app.webhooks().list().send().await?;
        let present = present.into_iter().find(|webhook| webhook.url.as_deref() == Some(url));
        let (id, is_temporary) = match present {
            // Left by one that could not remove it.
            Some(webhook) => (webhook.id, webhook.name.is_some_and(|name| name.starts_with(NAME))),
            None => {
                let events = match events {
                    [] => app.webhooks().events().send().await?,
                    events => events.iter().map(|event| event.as_str().into()).collect(),
                };
                context.on_signal("a webhook may have been registered: see `rtk webhooks ls`");
                (app.webhooks().create(format!("{NAME} {url}"), url, events).send().await?.id, true)
            }
        };
        Ok(Self { handle: app.webhook(id), url: url.to_owned(), is_temporary })
    }

    async fn remove(self, context: &Context) -> Result<(), Failure> {
        if self.is_temporary {
            let hint = format!("remove the webhook with `rtk webhooks delete {}`", self.handle.id());
            context.on_signal(hint.clone());
            self.handle.delete().send().await.map_err(|error| Failure::from(error).hint(hint))?;
        }
        Ok(())
    }
}
