//! A request as a curl command.

use std::fmt::Write;

use realtimekit::DryRun;

/// The command, with the token as `$CLOUDFLARE_API_TOKEN`. Secrets in the body are redacted.
pub fn curl(request: &DryRun) -> String {
    let mut command = String::from("curl");
    if request.method != "GET" {
        let _ = write!(command, " -X {}", request.method);
    }
    let _ = write!(command, " {}", quoted(&request.url));
    for (name, value) in &request.headers {
        match name.as_str() {
            // Double quotes, so that the shell fills in the token.
            "authorization" => command.push_str(" \\\n  -H \"Authorization: Bearer $CLOUDFLARE_API_TOKEN\""),
            "user-agent" | "content-length" | "accept-encoding" => {}
            name => {
                let _ = write!(command, " \\\n  -H {}", quoted(&format!("{name}: {value}")));
            }
        }
    }
    if let Some(body) = &request.body {
        let _ = write!(command, " \\\n  --data-raw {}", quoted(&body.to_string()));
    }
    command.push('\n');
    command
}

/// Quotes text for a shell.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}
