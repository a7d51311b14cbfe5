//! `rtk doctor`: whether account, token and app are right.

use clap::Args;
use realtimekit::jobs::{Check, Finding, Verdict};
use serde_json::json;

use crate::context::Context;
use crate::failure::Failure;
use crate::output::Format;
use crate::progress::Progress;
use crate::step::without_curl;

/// Check account, token and app
///
/// Reports which of them is wrong and what to do. Only reads. The exit code is that of the request that failed: 3 for an app
/// that does not exist, 4 for a token that is not accepted, 1 if the service cannot be reached.
#[derive(Args, Debug)]
pub struct Doctor {}

impl Doctor {
    pub async fn run(self, context: &Context) -> Result<(), Failure> {
        without_curl(context, "`rtk api apps list --curl` prints the first one")?;
        context.output.expect_fields(&["source", "base_url", "right", "findings"])?;
        let settings = context.settings()?;
        let client = context.client()?;
        let check = {
            let _spinner = Progress::spinner("Checking");
            client.check().await
        };
        match context.output.format {
            Format::Table if context.output.has_fields() => context.output.object(&value(context, &check)?, &[])?,
            Format::Table => {
                let head = format!("Settings are from {}; requests go to {}\n", settings.source(), client.base_url());
                let lines: String = check.findings.iter().map(line).collect();
                context.output.text(&format!("{head}{lines}"))?;
            }
            _ => context.output.raw(&value(context, &check)?)?,
        }
        match (check.is_right(), check.error) {
            (true, _) => Ok(()),
            (false, Some(error)) => Err(Failure::from(&*error)),
            (false, None) => Err(Failure::other("the settings are not right")),
        }
    }
}

/// `ok       token: accepted`.
fn line(finding: &Finding) -> String {
    format!("{:<8} {finding}\n", word(finding.verdict))
}

fn word(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Right => "ok",
        Verdict::Wrong => "wrong",
        Verdict::Suspect => "suspect",
        _ => "unknown",
    }
}

fn value(context: &Context, check: &Check) -> Result<serde_json::Value, Failure> {
    let finding = |finding: &Finding| json!({ "subject": finding.subject.to_string(), "verdict": word(finding.verdict), "text": finding.text });
    Ok(json!({
        "source": context.settings()?.source(),
        "base_url": context.client()?.base_url(),
        "right": check.is_right(),
        "findings": check.findings.iter().map(finding).collect::<Vec<_>>(),
    }))
}
