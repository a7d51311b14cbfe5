//! What was written and said in a session: chat, transcript and summary, and the links to them.

use std::fmt::Write;
use std::time::Duration;

use realtimekit_api::Timestamp;
use serde_json::{Value, json};

use crate::clock::later;
use crate::envelope::{Outcome, Refusal, Reply};
use crate::links::{Link, RETENTION};
use crate::routing::Call;
use crate::sessions::{Peer, Session};
use crate::state::{App, Context, Mood};
use crate::timers::Timer;
use crate::wild;

/// A message of the chat.
#[derive(Clone, Debug)]
pub(crate) struct ChatMessage {
    id: String,
    peer: Peer,
    text: String,
    at: Timestamp,
}

/// Something that somebody said.
#[derive(Clone, Debug)]
pub(crate) struct Sentence {
    peer: Peer,
    text: String,
    start: Timestamp,
    end: Timestamp,
}

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

impl App {
    /// Where a participant is, in the live session of a meeting or a breakout room of it, and the stay there.
    fn speaker(&mut self, meeting_id: &str, who: &str) -> Result<(&mut Session, Peer), Refusal> {
        let absent = || Refusal::not_found(format!("Participant {who} is not in the session"));
        let stay = |place: &String| {
            let mut people = self.sessions.get(place)?.people_here();
            let peer = people.find(|peer| peer.participant_id == who || peer.id == who)?;
            Some((place.clone(), peer.clone()))
        };
        let live = self.live_session(meeting_id)?.id.clone();
        let (place, peer) = self.with_live_rooms(&live).iter().find_map(stay).ok_or_else(absent)?;
        Ok((self.sessions.get_mut(&place).ok_or_else(absent)?, peer))
    }

    pub(crate) fn say(
        &mut self,
        context: &mut Context,
        meeting_id: &str,
        who: &str,
        text: &str,
    ) -> Result<(), Refusal> {
        let (session, peer) = self.speaker(meeting_id, who)?;
        let message = ChatMessage { id: context.ids.uuid(), peer, text: text.to_owned(), at: context.now };
        session.chat.push(message);
        Ok(())
    }

    pub(crate) fn speak(&mut self, context: &Context, meeting_id: &str, who: &str, text: &str) -> Result<(), Refusal> {
        let (session, peer) = self.speaker(meeting_id, who)?;
        if !peer.transcribed {
            return Ok(());
        }
        // About as fast as people talk; nobody interrupts.
        let spoken = Duration::from_millis(400 * text.split_whitespace().count().max(1) as u64);
        let start = session.speech.last().map_or(context.now, |last| last.end.max(context.now));
        session.speech.push(Sentence { peer, text: text.to_owned(), start, end: later(start, spoken) });
        Ok(())
    }

    /// What follows the end of a session: chat at once, transcript and summary when they are ready.
    pub(crate) fn write_up(&mut self, context: &mut Context, session_id: &str) {
        let Some(session) = self.sessions.get(session_id) else { return };
        let transcribed = self.is_transcribed(session);
        if !session.chat.is_empty() {
            let Some(link) = self.chat_link(context, session) else { return };
            let body = json!({
                "sessionId": session.id,
                "meetingId": session.meeting_id,
                "title": session.title,
                "chatDownloadUrl": link.url,
                "chatDownloadUrlExpiry": link.expiry,
                "createdAt": session.started_at.to_string(),
                "startedAt": session.started_at.to_string(),
                "endedAt": session.ended_at.map(|time| time.to_string()),
                "organizedBy": self.organizer(),
            });
            self.tell(context, "meeting.chatSynced", body);
        }
        let Some(session) = self.sessions.get_mut(session_id) else { return };
        session.transcribed = Some(transcribed);
        if transcribed && !session.speech.is_empty() {
            context.after(context.transcript_delay, &self.id, Timer::TranscriptReady(session_id.to_owned()));
        }
    }

    /// Whether a transcript is made of a session: unless the meeting, or the presets of all who came, say otherwise.
    pub(crate) fn is_transcribed(&self, session: &Session) -> bool {
        let meeting = self.meetings.get(&session.meeting_id);
        let wanted = || meeting.is_none_or(|meeting| meeting.settings.get("transcribe_on_end") != Some(&json!(false)));
        session.transcribed.unwrap_or_else(|| wanted() && session.peers.values().any(|peer| peer.transcribed))
    }

    /// Tells of the transcript, and of the summary where the meeting asks for one.
    pub(crate) fn announce_transcript(&mut self, context: &mut Context, session_id: &str) {
        let Some(session) = self.sessions.get(session_id) else { return };
        let meeting = self.meetings.get(&session.meeting_id);
        let summarizes = meeting.is_some_and(|meeting| meeting.is_on("summarize_on_end"));
        if let Some(link) = self.transcript_link(context, session, "csv") {
            let more = json!({ "transcriptDownloadUrl": link.url, "transcriptDownloadUrlExpiry": link.expiry });
            self.tell_of_meeting(context, "meeting.transcript", session_id, more);
        }
        if summarizes {
            self.summarize(context, session_id);
        }
    }

    fn summarize(&mut self, context: &mut Context, session_id: &str) {
        let Some(session) = self.sessions.get_mut(session_id) else { return };
        session.summarized = true;
        let Some(session) = self.sessions.get(session_id) else { return };
        if let Some(link) = self.summary_link(context, session) {
            let more = json!({ "summaryDownloadUrl": link.url, "summaryDownloadUrlExpiry": link.expiry });
            self.tell_of_meeting(context, "meeting.summary", session_id, more);
        }
    }

    /// A link to a file of a session, until the file is removed.
    fn session_link(&self, context: &Context, session: &Session, file: &str) -> Option<Link> {
        let expiry = later(session.ended_at.unwrap_or(context.now), RETENTION);
        let path = format!("/files/{}/{file}", self.id);
        (expiry > context.now).then(|| context.links.sign(&path, expiry))
    }

    fn chat_link(&self, context: &Context, session: &Session) -> Option<Link> {
        self.session_link(context, session, &format!("chat/{}.csv", session.id))
    }

    fn transcript_link(&self, context: &Context, session: &Session, extension: &str) -> Option<Link> {
        let path = format!("transcript/{}.{extension}", session.id);
        self.is_transcribed(session).then(|| self.session_link(context, session, &path)).flatten()
    }

    fn summary_link(&self, context: &Context, session: &Session) -> Option<Link> {
        let extension = if self.writes_plain_summaries(session) { "txt" } else { "md" };
        self.session_link(context, session, &format!("summary/{}.{extension}", session.id))
    }

    fn writes_plain_summaries(&self, session: &Session) -> bool {
        let meeting = self.meetings.get(&session.meeting_id);
        let config = meeting.and_then(|meeting| meeting.settings.get("ai_config"));
        config.is_some_and(|config| config["summarization"]["text_format"] == "plain_text")
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
        let strays = |how| context.mood == Mood::Wild && wild::strays(&self.id, how);
        if strays("nameless speakers") {
            sentences.iter_mut().for_each(|sentence| sentence.peer = nobody(&sentence.peer));
        }
        let sentences = sentences.as_slice();
        match format {
            TranscriptFormat::Csv => self.transcript_csv(sentences, strays("times of day")),
            TranscriptFormat::Json => {
                sentences.iter().map(|sentence| self.sentence_json(sentence)).collect::<Value>().to_string()
            }
            TranscriptFormat::Srt => self.cues(sentences, ','),
            TranscriptFormat::Vtt if sentences.is_empty() => String::new(),
            TranscriptFormat::Vtt => format!("WEBVTT\n\n{}", self.cues(sentences, '.')),
        }
    }

    fn millis(&self, time: Timestamp) -> i64 {
        time.unix_millis() - self.started_at.unix_millis()
    }

    fn transcript_csv(&self, sentences: &[Sentence], times_of_day: bool) -> String {
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

    fn sentence_json(&self, sentence: &Sentence) -> Value {
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

    /// Subtitles: `mark` stands between seconds and milliseconds.
    fn cues(&self, sentences: &[Sentence], mark: char) -> String {
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

/// What stands in a transcript for a speaker whom the service did not recognize.
fn nobody(peer: &Peer) -> Peer {
    let unknown = || "unknown".to_owned();
    let name = "Speaker".to_owned();
    Peer { id: unknown(), participant_id: unknown(), custom_id: unknown(), name, ..peer.clone() }
}

/// A time as `hh:mm:ss,mmm`.
fn clock(millis: i64, mark: char) -> String {
    let millis = millis.max(0);
    let (hours, minutes, seconds) = (millis / 3_600_000, millis / 60_000 % 60, millis / 1000 % 60);
    format!("{hours:02}:{minutes:02}:{seconds:02}{mark}{:03}", millis % 1000)
}

fn push_line<'a>(csv: &mut String, fields: impl IntoIterator<Item = &'a str>) {
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

fn gone(what: &str, session: &str) -> Refusal {
    Refusal::not_found(format!("{what} of session {session} not found"))
}

pub(crate) fn get_chat(app: &mut App, call: &mut Call<'_>) -> Outcome {
    let session = app.session(call.id("session_id"))?;
    let link = app.chat_link(call.context, session).ok_or_else(|| gone("Chat", &session.id))?;
    Ok(Reply::data(json!({ "chat_download_url": link.url, "chat_download_url_expiry": link.expiry })))
}

pub(crate) fn get_transcript(app: &mut App, call: &mut Call<'_>) -> Outcome {
    let session = app.session(call.id("session_id"))?;
    let format = call.query.text("format").unwrap_or("CSV").to_lowercase();
    let link = app.transcript_link(call.context, session, &format).ok_or_else(|| gone("Transcript", &session.id))?;
    Ok(Reply::data(json!({
        "sessionId": session.id,
        "transcript_download_url": link.url,
        "transcript_download_url_expiry": link.expiry,
    })))
}

pub(crate) fn get_summary(app: &mut App, call: &mut Call<'_>) -> Outcome {
    let session = app.session(call.id("session_id"))?;
    let link = app.summary_link(call.context, session).filter(|_| session.summarized);
    let link = link.ok_or_else(|| gone("Summary", &session.id))?;
    Ok(Reply::data(json!({
        "sessionId": session.id,
        "summaryDownloadUrl": link.url,
        "summaryDownloadUrlExpiry": link.expiry,
    })))
}

pub(crate) fn generate_summary(app: &mut App, call: &mut Call<'_>) -> Outcome {
    let session = app.session(call.id("session_id"))?;
    let id = session.id.clone();
    if session.speech.is_empty() || app.transcript_link(call.context, session, "csv").is_none() {
        return Err(gone("Transcript", &id));
    }
    app.summarize(call.context, &id);
    Ok(Reply::data(json!({ "session_id": id, "status": "STARTED" })))
}
