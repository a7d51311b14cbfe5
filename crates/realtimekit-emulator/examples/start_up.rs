//! Measures how long the start of an emulator and its first response take: `cargo run --example start_up`.

use std::io::Write;
use std::time::Instant;

use realtimekit_emulator::Emulator;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut out = std::io::stdout();
    for run in 1..=5 {
        let begin = Instant::now();
        let emulator = Emulator::start().await?;
        let started = begin.elapsed();
        let url = format!("{}/accounts/{}/realtime/kit/apps", emulator.base_url(), emulator.account_id());
        reqwest::Client::new().get(url).bearer_auth(emulator.api_token()).send().await?.error_for_status()?;
        writeln!(out, "run {run}: started in {started:?}, responded after {:?}", begin.elapsed())?;
    }
    Ok(())
}
