//! `rtk webhooks`: URLs to which the service sends events, and a receiver for development.

use clap::builder::NonEmptyStringValueParser;
use clap::{Args, Subcommand};
use realtimekit::requests::WebhooksList;
use realtimekit::types::Webhook;
use serde_json::json;

use super::listen::Listen;
use super::replay::Replay;
use crate::context::{Context, Destroy};
use crate::events::check_events;
use crate::failure::Failure;
use crate::output::Column;
use crate::pick::{distinct, pick};
use crate::printable::printable;
use crate::recent;
use crate::step::{self, Step, print, without_curl};

const COLUMNS: &[Column<'static>] = &[
    Column::id("id", "id"),
    Column::plain("name", "name"),
    Column::plain("url", "url"),
    Column::status("enabled", "enabled"),
    Column::plain("events", "events"),
];

#[derive(Debug, Subcommand)]
pub enum Webhooks {
    /// List webhooks
    Ls,
    /// Show a webhook
    Show {
        /// Id, name or URL of the webhook, or the beginning of its id
        #[arg(add = recent::completer("webhooks"))]
        webhook: String,
    },
    Ensure(Ensure),
    Delete(Delete),
    Listen(Listen),
    Replay(Replay),
}

/// Create a webhook, or update what differs
///
/// The webhook is found by its URL, otherwise by its name. It is enabled if it is not.
#[derive(Args, Debug)]
pub struct Ensure {
    /// Name of the webhook
    #[arg(value_parser = NonEmptyStringValueParser::new())]
    name: String,
    /// URL that receives the events
    url: String,
    /// Events, such as meeting.started,meeting.ended; all if it is left out
    #[arg(long, value_delimiter = ',', value_name = "EVENTS")]
    events: Vec<String>,
    /// Delete other webhooks of the same name
    #[arg(long)]
    remove_duplicates: bool,
    /// Only show what would be changed
    #[arg(long)]
    dry_run: bool,
}

/// Delete webhooks
#[derive(Args, Debug)]
pub struct Delete {
    /// Ids, names or URLs of the webhooks, or the beginnings of their ids
    #[arg(required = true, add = recent::completer("webhooks"))]
    webhooks: Vec<String>,
    #[command(flatten)]
    destroy: Destroy,
}

impl Webhooks {
    pub async fn run(self, context: &Context) -> Result<(), Failure> {
        match self {
            Self::Ls => {
                context.expect::<WebhooksList>(true)?;
                let webhooks = context.send(context.app()?.webhooks().list()).await?;
                recent::keep("webhooks", &webhooks);
                context.output.list(&webhooks, COLUMNS)
            }
            Self::Show { webhook } => {
                context.expect::<WebhooksList>(true)?;
                let webhooks = context.send(context.app()?.webhooks().list()).await?;
                context.output.object(find(&webhook, &webhooks)?, COLUMNS)
            }
            Self::Ensure(command) => command.run(context).await,
            Self::Delete(command) => command.run(context).await,
            Self::Listen(command) => command.run(context).await,
            Self::Replay(command) => command.run(context).await,
        }
    }
}

impl Ensure {
    async fn run(self, context: &Context) -> Result<(), Failure> {
        without_curl(context, "use --dry-run")?;
        context.output.expect_fields(step::FIELDS)?;
        check_events("--events", &self.events)?;
        let webhooks = context.app()?.webhooks();
        let events = match self.events.as_slice() {
            [] => webhooks.events().send().await?,
            events => events.iter().map(|event| event.as_str().into()).collect(),
        };
        let job = webhooks.ensure(&self.name, &self.url, events).remove_duplicates(self.remove_duplicates);
        if self.dry_run {
            return print(context, Step::planned("webhook", self.name, job.plan().await?));
        }
        print(context, Step::done("webhook", self.name, job.send().await?, |webhook| &webhook.id))
    }
}

impl Delete {
    async fn run(self, context: &Context) -> Result<(), Failure> {
        context.output.expect_fields(&["id"])?;
        let app = context.app()?;
        let present = app.webhooks().list().send().await?;
        let found = distinct(self.webhooks.iter().map(|wanted| find(wanted, &present)))?;
        let requests: Vec<_> = found.iter().map(|webhook| app.webhook(&webhook.id).delete()).collect();
        context.preview(self.destroy.change, &requests)?;
        let names: Vec<String> = found.iter().map(|webhook| label(context, webhook)).collect();
        context.confirm(self.destroy, &format!("Delete {}?", names.join(" and "))).await?;
        for (request, (webhook, name)) in requests.into_iter().zip(found.iter().zip(names)) {
            request.send().await?;
            context.output.done(&format!("Deleted {name}"), &json!({ "id": webhook.id }))?;
        }
        Ok(())
    }
}

fn find<'a>(wanted: &str, webhooks: &'a [Webhook]) -> Result<&'a Webhook, Failure> {
    pick(
        "webhook",
        wanted,
        webhooks,
        |webhook| &webhook.id,
        |webhook| [webhook.name.as_deref(), webhook.url.as_deref()].into_iter().flatten().collect(),
    )
}

fn label(context: &Context, webhook: &Webhook) -> String {
    printable(&match (&webhook.name, &webhook.url) {
        (Some(name), Some(url)) => format!("the webhook {name} ({})", context.output.url(url)),
        _ => format!("the webhook {}", webhook.id),
    })
}
