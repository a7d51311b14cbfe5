//! Chat, transcript and summary of a session, and the links to them.

use std::time::Duration;

use serde_json::json;

use crate::http::call::Call;
use crate::http::envelope::{Outcome, Reply};
use crate::world::clock::later;
use crate::world::context::Context;
use crate::world::links::{Link, RETENTION};
use crate::world::model::app::App;
use crate::world::model::session::{ChatMessage, Peer, Sentence, Session};
use crate::world::refusal::Refusal;
use crate::world::timers::Timer;

impl App {
    /// The location of a participant in the live session of a meeting or in a breakout room of it, and the stay there.
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
        // About as fast as people talk, one after the other.
        let spoken = Duration::from_millis(400 * text.split_whitespace().count().max(1) as u64);
        let start = session.speech.last().map_or(context.now, |last| last.end.max(context.now));
        session.speech.push(Sentence { peer, text: text.to_owned(), start, end: later(start, spoken) });
        Ok(())
    }

    /// The consequences of the end of a session: the chat immediately, transcript and summary when they are ready.
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
            self.emit(context, "meeting.chatSynced", body);
        }
        let Some(session) = self.sessions.get_mut(session_id) else { return };
        session.transcribed = Some(transcribed);
        if transcribed && !session.speech.is_empty() {
            context.after(context.transcript_delay, &self.id, Timer::TranscriptReady(session_id.to_owned()));
        }
    }

    /// Sends the events of the transcript, and of the summary if the meeting asks for one.
    pub(crate) fn announce_transcript(&mut self, context: &mut Context, session_id: &str) {
        let Some(session) = self.sessions.get(session_id) else { return };
        let meeting = self.meetings.get(&session.meeting_id);
        let summarizes = meeting.is_some_and(|meeting| meeting.is_on("summarize_on_end"));
        if let Some(link) = self.transcript_link(context, session, "csv") {
            let more = json!({ "transcriptDownloadUrl": link.url, "transcriptDownloadUrlExpiry": link.expiry });
            self.emit_for_meeting(context, "meeting.transcript", session_id, more);
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
            self.emit_for_meeting(context, "meeting.summary", session_id, more);
        }
    }

    /// A link to a file of a session, until the file is removed.
    fn session_link(&self, context: &Context, session: &Session, file: &str) -> Option<Link> {
        let kept_until = later(session.ended_at.unwrap_or(context.now), RETENTION);
        let path = format!("/files/{}/{file}", self.id);
        let expiry = context.links.expiry(kept_until, context.now);
        (kept_until > context.now).then(|| context.links.sign(&path, expiry))
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
