//! Reads a transcript in any of its formats, and writes it in any other.

use std::fmt::Write as _;
use std::io::{BufReader, Read};

use realtimekit_api::types::TranscriptFormat;
use serde_json::Value;

use crate::files::content::{Content, refuse_markup};
use crate::files::parse_error::{ParseError, keep};
use crate::files::transcript::cues::{self, Subtitles};
use crate::files::transcript::format::{recognise, unit_of_csv, unit_of_json};
use crate::files::transcript::sentence::{Sentence, Speaker};
use crate::files::transcript::{json, table};

/// The transcript of a session.
///
/// ```
/// use realtimekit::files::Transcript;
///
/// let transcript = Transcript::parse(b"1500,peer-1,user-1,cust-1,Mary,\"Hello, all\"\n")?;
/// assert_eq!(transcript.sentences[0].text, "Hello, all");
/// assert_eq!(transcript.to_srt(), "1\n00:00:01,500 --> 00:00:08,500\nMary: Hello, all\n\n");
/// # Ok::<(), realtimekit::files::ParseError>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Transcript {
    /// The format that was recognised; `None` if the file is empty.
    pub format: Option<TranscriptFormat>,
    /// The sentences in the order of the file.
    pub sentences: Vec<Sentence>,
    /// The first 1,000 lines or items that could not be read.
    pub errors: Vec<ParseError>,
    /// How many more could not be read.
    pub more_errors: u64,
}

/// The sentences of a transcript, one at a time: see [`Transcript::read`].
pub struct Sentences<'r> {
    format: Option<TranscriptFormat>,
    sentences: Box<dyn Iterator<Item = Result<Sentence, ParseError>> + Send + 'r>,
}

impl Transcript {
    /// Reads a transcript in CSV, JSON, SRT or VTT. The format is recognised by the content.
    ///
    /// Numbers that represent times are milliseconds in CSV; in JSON they are seconds if they have fractions or the
    /// sentences would be spoken impossibly fast otherwise. Numbers from 9 September 2001 on are dates. Names in
    /// subtitles are taken from `<v Name>` or from `Name: ` in front of the text.
    ///
    /// A line or item that cannot be read is kept in [`errors`](Self::errors), or counted if there are more than 1,000. An empty file is an empty transcript,
    /// as the service sends while it is being made.
    ///
    /// # Errors
    ///
    /// Fails if the content is a web page or the error of a storage host.
    pub fn parse(content: &[u8]) -> Result<Self, ParseError> {
        Self::read(content).map(Self::collect)
    }

    /// Reads a transcript sentence by sentence, so that only the current sentence is in memory.
    ///
    /// # Errors
    ///
    /// As [`parse`](Self::parse), and if the beginning cannot be read.
    pub fn read<'r>(reader: impl Read + Send + 'r) -> Result<Sentences<'r>, ParseError> {
        let content = Content::open(reader).map_err(|error| ParseError::io(1, "line", &error))?;
        let beginning = content.beginning();
        refuse_markup(beginning, "a transcript")?;
        let Some(format) = recognise(beginning) else {
            return Ok(Sentences { format: None, sentences: Box::new(std::iter::empty()) });
        };
        let (json_unit, csv_unit) = match format {
            TranscriptFormat::Json => (Some(unit_of_json(beginning)), None),
            TranscriptFormat::Csv => (None, Some(unit_of_csv(beginning))),
            _ => (None, None),
        };
        let reader = BufReader::with_capacity(64 * 1024, content.into_reader());
        let sentences: Box<dyn Iterator<Item = _> + Send + 'r> = match (json_unit, csv_unit) {
            (Some(unit), _) => Box::new(json::read(reader, unit)),
            (_, Some(unit)) => Box::new(table::read(reader, unit)),
            _ => Box::new(cues::read(reader, format == TranscriptFormat::Vtt)),
        };
        Ok(Sentences { format: Some(format), sentences })
    }

    /// Collects what a reader yields.
    pub(crate) fn collect(sentences: Sentences<'_>) -> Self {
        let mut transcript = Self { format: sentences.format.clone(), ..Self::default() };
        for sentence in sentences {
            match sentence {
                Ok(sentence) => transcript.sentences.push(sentence),
                Err(error) => keep(&mut transcript.errors, &mut transcript.more_errors, error),
            }
        }
        transcript
    }

    /// Whether nothing was said: there is no sentence with text. The service sends such a file until the transcript is
    /// made.
    pub fn is_empty(&self) -> bool {
        self.sentences.iter().all(|sentence| sentence.text.trim().is_empty())
    }

    /// One line for each sentence: `Name: text`.
    pub fn to_text(&self) -> String {
        self.sentences.iter().fold(String::new(), |mut text, Sentence { speaker, text: words, .. }| {
            let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
            let _ = match Speaker::label(speaker) {
                Some(name) => writeln!(text, "{name}: {words}"),
                None => writeln!(text, "{words}"),
            };
            text
        })
    }

    /// SRT subtitles. Dates are counted from the first one; an unknown end is the start of the next sentence, at most 7
    /// seconds later.
    pub fn to_srt(&self) -> String {
        cues::write(&self.sentences, Subtitles::Srt)
    }

    /// WebVTT subtitles, with the rules of [`to_srt`](Self::to_srt).
    pub fn to_vtt(&self) -> String {
        cues::write(&self.sentences, Subtitles::Vtt)
    }

    /// CSV as the service writes it: without a header line, offsets in milliseconds.
    pub fn to_csv(&self) -> String {
        table::write(&self.sentences)
    }

    /// JSON as the service writes it, with offsets in seconds.
    pub fn to_json(&self) -> Value {
        self.sentences.iter().map(json::to_json).collect()
    }
}

impl Sentences<'_> {
    /// The format that was recognised; `None` if the file is empty.
    pub fn format(&self) -> Option<&TranscriptFormat> {
        self.format.as_ref()
    }
}

impl Iterator for Sentences<'_> {
    type Item = Result<Sentence, ParseError>;

    fn next(&mut self) -> Option<Self::Item> {
        self.sentences.next()
    }
}

impl std::fmt::Debug for Sentences<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Sentences").field("format", &self.format).finish_non_exhaustive()
    }
}
