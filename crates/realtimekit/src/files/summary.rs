//! Summaries of sessions.

use super::content::refuse_markup;
use super::parse_error::ParseError;

/// The summary of a session.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Summary {
    /// The text as the service wrote it, without a byte order mark. Bytes that are not UTF-8 are replaced.
    pub text: String,
    /// How the text is written.
    pub format: SummaryFormat,
}

/// How a summary is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SummaryFormat {
    /// Plain text.
    PlainText,
    /// Markdown.
    Markdown,
}

impl Summary {
    /// Reads a summary. The format is recognised by the content: headings, emphasis and links are Markdown.
    ///
    /// # Errors
    ///
    /// Fails if the content is a web page or the error of a storage host.
    pub fn parse(content: &[u8]) -> Result<Self, ParseError> {
        let content = content.strip_prefix(b"\xef\xbb\xbf").unwrap_or(content);
        refuse_markup(content.trim_ascii_start(), "a summary")?;
        let text = String::from_utf8_lossy(content).into_owned();
        let format = if text.lines().any(is_markdown) { SummaryFormat::Markdown } else { SummaryFormat::PlainText };
        Ok(Self { text, format })
    }

    /// Whether there is no text yet.
    pub fn is_empty(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// Extension of a file of this format: `md` or `txt`.
    pub fn extension(&self) -> &'static str {
        match self.format {
            SummaryFormat::PlainText => "txt",
            SummaryFormat::Markdown => "md",
        }
    }
}

/// Whether a line would not be written like this in plain text. Dashes in front of items are common to both.
fn is_markdown(line: &str) -> bool {
    let line = line.trim_start();
    let heading = line.trim_start_matches('#');
    let level = line.len() - heading.len();
    (1..=6).contains(&level) && heading.starts_with(' ')
        || line.starts_with("* ")
        || line.starts_with("```")
        || line.split("**").count() >= 3
        || line.split_once("](").is_some_and(|(before, after)| before.contains('[') && after.contains(')'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_format_is_recognised() {
        for text in ["# Weekly\n\nfine", "* item", "a **bold** word", "see [notes](https://example.com)"] {
            assert_eq!(Summary::parse(text.as_bytes()).unwrap().format, SummaryFormat::Markdown, "{text}");
        }
        for text in ["Weekly\n\n- one\n- two", "#1 priority", "2 ** 3", ""] {
            assert_eq!(Summary::parse(text.as_bytes()).unwrap().format, SummaryFormat::PlainText, "{text}");
        }
        assert!(Summary::parse(b" \n").unwrap().is_empty());
        assert!(Summary::parse(b"<?xml version=\"1.0\"?><Error/>").unwrap_err().to_string().contains("not a summary"));
    }
}
