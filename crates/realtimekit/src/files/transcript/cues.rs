//! Subtitles: SRT and VTT.

use std::fmt::Write as _;
use std::io::BufRead;
use std::time::Duration;

use crate::files::parse_error::{ParseError, quoted};
use crate::files::transcript::sentence::{Sentence, Speaker};
use crate::files::transcript::time::{EARLIEST_DATE, Moment};

/// Longest name in front of the text of a cue; what is longer is a part of the text.
const LONGEST_NAME: usize = 80;

const ARROW: &str = "-->";

/// Whether this is the line with the times of a cue.
pub(crate) fn is_timing(line: &str) -> bool {
    let start = line.split(ARROW).next().unwrap_or_default();
    line.contains(ARROW) && clock(start).is_some()
}

/// Reads the cues of a file. `markup` says that the text contains tags and entities, as in VTT.
pub(crate) fn read(reader: impl BufRead, markup: bool) -> impl Iterator<Item = Result<Sentence, ParseError>> {
    Cues { lines: reader.split(b'\n'), number: 0, markup, ended: false }
}

struct Cues<R> {
    lines: std::io::Split<R>,
    number: u64,
    markup: bool,
    ended: bool,
}

impl<R: BufRead> Cues<R> {
    fn line(&mut self) -> Option<Result<String, ParseError>> {
        if self.ended {
            return None;
        }
        self.number += 1;
        match self.lines.next()? {
            Ok(bytes) => Some(Ok(String::from_utf8_lossy(bytes.strip_suffix(b"\r").unwrap_or(&bytes)).into_owned())),
            Err(error) => {
                self.ended = true;
                Some(Err(ParseError::io(self.number, "line", &error)))
            }
        }
    }

    /// The next lines up to an empty one, with the number of the first.
    fn block(&mut self) -> Option<Result<(u64, Vec<String>), ParseError>> {
        let (mut first, mut lines) = (0, Vec::new());
        loop {
            match self.line() {
                Some(Err(error)) => return Some(Err(error)),
                Some(Ok(line)) if !line.trim().is_empty() => {
                    if lines.is_empty() {
                        first = self.number;
                    }
                    lines.push(line);
                }
                Some(Ok(_)) if lines.is_empty() => {}
                _ => break,
            }
        }
        (!lines.is_empty()).then_some(Ok((first, lines)))
    }
}

impl<R: BufRead> Iterator for Cues<R> {
    type Item = Result<Sentence, ParseError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let (number, lines) = match self.block()? {
                Ok(block) => block,
                Err(error) => return Some(Err(error)),
            };
            let heading = lines.first().map_or("", |line| line.trim_start_matches('\u{feff}'));
            let is =
                |name: &str| heading.strip_prefix(name).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric));
            // The times are on the first line, or below the number or name of the cue.
            let timing = lines.iter().take(2).position(|line| line.contains(ARROW));
            if self.markup && timing.is_none() && ["WEBVTT", "NOTE", "STYLE", "REGION"].into_iter().any(is) {
                continue;
            }
            let Some(timing) = timing else {
                let found = quoted(heading);
                return Some(Err(ParseError::line(number, format!("{found} found, the times of a cue expected"))));
            };
            let (times, text) =
                (lines.get(timing).map_or("", String::as_str), lines.get(timing + 1..).unwrap_or_default());
            let (start, rest) = times.split_once(ARROW).unwrap_or_default();
            // Behind the times of VTT are the settings of the cue.
            let end = rest.split_whitespace().next().unwrap_or_default();
            let (Some(start), Some(end)) = (clock(start), clock(end)) else {
                let found = quoted(times);
                let reason = format!("{found} are not the times of a cue, such as 00:00:01,000 --> 00:00:02,500");
                return Some(Err(ParseError::line(number + timing as u64, reason)));
            };
            let (speaker, text) = spoken(&text.join("\n"), self.markup);
            return Some(Ok(Sentence { start: Moment::Offset(start), end: Some(Moment::Offset(end)), speaker, text }));
        }
    }
}

/// Reads `hours:minutes:seconds,milliseconds`; hours and milliseconds may be absent, and a full stop is accepted.
fn clock(text: &str) -> Option<Duration> {
    let (whole, fraction) = text.trim().split_once([',', '.']).unwrap_or((text.trim(), "0"));
    let number = |digits: &str| {
        (!digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())).then(|| digits.parse::<u64>().ok())?
    };
    let mut seconds = 0u64;
    let mut places = 0;
    for part in whole.split(':') {
        seconds = seconds.checked_mul(60)?.checked_add(number(part)?)?;
        places += 1;
    }
    let nanos = u32::try_from(number(&format!("{fraction:0<9}"))?).ok().filter(|nanos| *nanos < 1_000_000_000)?;
    // The other formats read a longer time as a date.
    (matches!(places, 2 | 3) && seconds < EARLIEST_DATE.as_secs()).then(|| Duration::new(seconds, nanos))
}

/// Takes the speaker off the text of a cue: `<v Name>` in VTT, or a name and a colon.
fn spoken(text: &str, markup: bool) -> (Speaker, String) {
    if markup && let Some((name, text)) = voice(text) {
        return (Speaker::named(plain(name)), plain(text));
    }
    let text = if markup { plain(text) } else { text.to_owned() };
    match text
        .split_once(": ")
        .filter(|(name, _)| !name.is_empty() && name.len() <= LONGEST_NAME && !name.contains('\n'))
    {
        Some((name, words)) => (Speaker::named(name), words.to_owned()),
        None => (Speaker::default(), text),
    }
}

fn voice(text: &str) -> Option<(&str, &str)> {
    let (tag, text) = text.strip_prefix("<v")?.split_once('>')?;
    // Classes may be between the tag and the name.
    let name = tag.split_once([' ', '\t'])?.1.trim();
    (!name.is_empty()).then(|| (name, text.strip_suffix("</v>").unwrap_or(text)))
}

const ENTITIES: [(&str, char); 5] =
    [("&lt;", '<'), ("&gt;", '>'), ("&nbsp;", '\u{a0}'), ("&quot;", '"'), ("&amp;", '&')];

/// The text of a VTT cue without tags and entities.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(index) = rest.find(['<', '&']) {
        let (before, special) = rest.split_at(index);
        plain.push_str(before);
        let entity = ENTITIES.iter().find_map(|(entity, letter)| Some((special.strip_prefix(entity)?, *letter)));
        rest = match (entity, special.split_once('>')) {
            (Some((after, letter)), _) => {
                plain.push(letter);
                after
            }
            (None, Some((_, after))) if special.starts_with('<') => after,
            _ => {
                let mut letters = special.chars();
                plain.extend(letters.next());
                letters.as_str()
            }
        };
    }
    plain.push_str(rest);
    plain
}

/// Which of the two kinds of subtitles.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Subtitles {
    Srt,
    Vtt,
}

/// Sentences as subtitles. The first date in the file is its start; an end that is not known is where the next sentence
/// begins, at most 7 seconds later.
pub(crate) fn write(sentences: &[Sentence], kind: Subtitles) -> String {
    const LONGEST: Duration = Duration::from_secs(7);
    let vtt = kind == Subtitles::Vtt;
    let mut cues = String::from(if vtt { "WEBVTT\n\n" } else { "" });
    let dated = sentences.iter().map(|sentence| sentence.start).find(|start| matches!(start, Moment::At(_)));
    let last = EARLIEST_DATE.saturating_sub(Duration::from_millis(1));
    let offset = |moment: Moment| match moment {
        Moment::Offset(time) => time.min(last),
        Moment::At(_) => dated.and_then(|start| moment.since(start)).unwrap_or_default().min(last),
    };
    for (index, sentence) in sentences.iter().enumerate() {
        let start = offset(sentence.start);
        let next = sentences.get(index + 1).map(|next| offset(next.start)).filter(|next| *next > start);
        let assumed = start.saturating_add(LONGEST).min(next.unwrap_or(last));
        let end = sentence.end.map_or(assumed, offset).max(start);
        // An empty line would end the cue.
        let lines: Vec<&str> = sentence.text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        let text = lines.join("\n");
        let name = sentence.speaker.label().map(|name| name.split_whitespace().collect::<Vec<_>>().join(" "));
        let text = match (name.filter(|name| !name.is_empty()), vtt) {
            (Some(name), true) => format!("<v {}>{}", escaped(&name), escaped(&text)),
            (None, true) => escaped(&text),
            (Some(name), false) => format!("{name}: {text}"),
            (None, false) => text,
        };
        let mark = if vtt { '.' } else { ',' };
        let _ = write!(cues, "{}\n{} {ARROW} {}\n{text}\n\n", index + 1, written(start, mark), written(end, mark));
    }
    cues
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn written(time: Duration, mark: char) -> String {
    let seconds = time.as_secs();
    format!("{:02}:{:02}:{:02}{mark}{:03}", seconds / 3600, seconds / 60 % 60, seconds % 60, time.subsec_millis())
}
