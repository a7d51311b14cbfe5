//! Signs of life on standard error while a person waits.

use std::io::{IsTerminal, stderr};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

/// Shown until it is dropped, if standard error is a terminal.
#[derive(Debug)]
pub struct Progress(ProgressBar);

impl Progress {
    /// A spinner with a text.
    pub fn spinner(text: impl Into<String>) -> Self {
        let progress = Self::new(ProgressBar::no_length(), "{spinner} {msg}");
        progress.0.set_message(text.into());
        progress
    }

    /// A bar of bytes with name, size, rate and time left.
    pub fn bytes(text: impl Into<String>) -> Self {
        let template = "{msg} [{bar:20}] {bytes}/{total_bytes} {bytes_per_sec} {eta}";
        let progress = Self::new(ProgressBar::new(0), template);
        progress.0.set_message(text.into());
        progress
    }

    fn new(bar: ProgressBar, template: &str) -> Self {
        if !stderr().is_terminal() {
            return Self(ProgressBar::hidden()); // without the thread that moves it
        }
        // ASCII, for terminals without UTF-8.
        let style = ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar());
        bar.set_style(style.progress_chars("#>-").tick_chars("|/-\\ "));
        bar.enable_steady_tick(Duration::from_millis(120));
        Self(bar)
    }

    /// Another handle on what is shown, for callbacks.
    pub fn bar(&self) -> ProgressBar {
        self.0.clone()
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}
