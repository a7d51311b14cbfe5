//! Chats, transcripts and summaries as files.

use realtimekit_api::Timestamp;
use serde_json::{Value, json};
use std::fmt::Write;

use crate::observed::values::deviates;
use crate::world::clock::later;
use crate::world::context::Context;
use crate::world::fidelity::Fidelity;
use crate::world::model::session::{Peer, Sentence, Session};

/// The forms in which a transcript can be had.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TranscriptFormat {
    Csv,
    Json,
    Srt,
    Vtt,
}

impl TranscriptFormat {
    pub(crate) fn from_extension(extension: &str) -> Option<Self> {
        match extension {
            "csv" => Some(Self::Csv),
            "json" => Some(Self::Json),
            "srt" => Some(Self::Srt),
            "vtt" => Some(Self::Vtt),
            _ => None,
        }
    }
}

impl Session {
    /// The chat as a file, with a header line.
    pub(crate) fn chat_csv(&self) -> String {
        let header = "id,participantId,sessionId,meetingId,displayName,pinned,isEdited,payloadType,payload,createdAt\n";
        self.chat.iter().fold(header.to_owned(), |mut csv, message| {
            let fields = [
                &message.id,
                &message.peer.participant_id,
                &self.id,
                &self.meeting_id,
                &message.peer.name,
                "false",
                "false",
                "TEXT_MESSAGE",
                &message.text,
                &message.at.to_string(),
            ];
            push_line(&mut csv, fields);
            csv
        })
    }

    /// The transcript as a file. Before it is ready the file exists and has nothing in it, as on the service.
    pub(crate) fn transcript(&self, format: TranscriptFormat, context: &Context) -> String {
        let ready = self.ended_at.is_some_and(|ended| later(ended, context.transcript_delay) <= context.now);
        let mut sentences = if ready { self.speech.clone() } else { Vec::new() };
        let deviates = |how| context.fidelity == Fidelity::Observed && deviates(&self.id, how);
        if deviates("nameless speakers") {
            sentences.iter_mut().for_each(|sentence| sentence.peer = anonymous(&sentence.peer));
        }
        let sentences = sentences.as_slice();
        match format {
            TranscriptFormat::Csv => self.transcript_csv(sentences, deviates("times of day")),
            TranscriptFormat::Json => {
                sentences.iter().map(|sentence| self.sentence_json(sentence)).collect::<Value>().to_string()
            }
            TranscriptFormat::Srt => self.cues(sentences, ','),
            TranscriptFormat::Vtt if sentences.is_empty() => String::new(),
            TranscriptFormat::Vtt => format!("WEBVTT\n\n{}", self.cues(sentences, '.')),
        }
    }

    pub(crate) fn millis(&self, time: Timestamp) -> i64 {
        time.unix_millis() - self.started_at.unix_millis()
    }

    pub(crate) fn transcript_csv(&self, sentences: &[Sentence], times_of_day: bool) -> String {
        sentences.iter().fold(String::new(), |mut csv, sentence| {
            let start = match times_of_day {
                true => sentence.start.to_string(),
                false => self.millis(sentence.start).to_string(),
            };
            let peer = &sentence.peer;
            let fields = [&start, &peer.id, &peer.participant_id, &peer.custom_id, &peer.name, &sentence.text];
            push_line(&mut csv, fields.map(String::as_str));
            csv
        })
    }

    pub(crate) fn sentence_json(&self, sentence: &Sentence) -> Value {
        let peer = self.peers.get(&sentence.peer.id).unwrap_or(&sentence.peer);
        json!({
            "startTime": self.millis(sentence.start),
            "endTime": self.millis(sentence.end),
            "sentence": sentence.text,
            "peerData": {
                "id": peer.id,
                "userId": peer.participant_id,
                "displayName": peer.name,
                "cpi": peer.custom_id,
                "joinedAt": peer.joined_at.to_string(),
                "leftAt": peer.left_at.map(|time| time.to_string()),
            },
        })
    }

    /// Subtitles: `mark` separates seconds and milliseconds.
    pub(crate) fn cues(&self, sentences: &[Sentence], mark: char) -> String {
        sentences.iter().zip(1..).fold(String::new(), |mut cues, (sentence, number)| {
            let (start, end) = (clock(self.millis(sentence.start), mark), clock(self.millis(sentence.end), mark));
            let _ = write!(cues, "{number}\n{start} --> {end}\n{}: {}\n\n", sentence.peer.name, sentence.text);
            cues
        })
    }

    /// A summary made of who said how much.
    pub(crate) fn summary(&self, markdown: bool) -> String {
        let title = self.title.as_deref().unwrap_or("Untitled meeting");
        let (heading, bullet) = if markdown { ("# ", "* ") } else { ("", "- ") };
        let mut text = format!("{heading}{title}\n\n{} people took part.\n", self.peers.len());
        for sentence in &self.speech {
            let _ = write!(text, "\n{bullet}{} said: {}", sentence.peer.name, sentence.text);
        }
        text.push('\n');
        text
    }
}

/// The name in a transcript of a speaker whom the service did not recognise.
pub(crate) fn anonymous(peer: &Peer) -> Peer {
    let unknown = || "unknown".to_owned();
    let name = "Speaker".to_owned();
    Peer { id: unknown(), participant_id: unknown(), custom_id: unknown(), name, ..peer.clone() }
}

/// A time as `hh:mm:ss,mmm`.
pub(crate) fn clock(millis: i64, mark: char) -> String {
    let millis = millis.max(0);
    let (hours, minutes, seconds) = (millis / 3_600_000, millis / 60_000 % 60, millis / 1000 % 60);
    format!("{hours:02}:{minutes:02}:{seconds:02}{mark}{:03}", millis % 1000)
}

pub(crate) fn push_line<'a>(csv: &mut String, fields: impl IntoIterator<Item = &'a str>) {
    for (number, field) in fields.into_iter().enumerate() {
        if number > 0 {
            csv.push(',');
        }
        if field.contains([',', '"', '\n', '\r']) {
            let _ = write!(csv, "\"{}\"", field.replace('"', "\"\""));
        } else {
            csv.push_str(field);
        }
    }
    csv.push('\n');
}
