//! The client reads every form that the emulator sends in its observed fidelity.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use crate::clients::client;
use realtimekit::Error;
use realtimekit::types::PresetDefinition;
use realtimekit_api::operations;
use realtimekit_emulator::{Deviation, Emulator};

/// What the client could not read, by operation, with the body.
#[derive(Default)]
struct Unread(BTreeMap<String, String>);

impl Unread {
    /// Takes the result out of a response. Refusals are responses too.
    fn read<T>(&mut self, response: Result<T, Error>) -> Option<T> {
        response
            .map_err(|error| {
                let operation = error.operation().map_or("", |operation| operation.id).to_owned();
                let mut text = error.to_string();
                let _ = write!(text, "\n  {}", String::from_utf8_lossy(error.body()));
                self.0.entry(operation).or_insert(text);
            })
            .ok()
    }
}

/// Calls every operation, most of them on the demo, and returns what could not be read.
async fn everything(emulator: &Emulator) -> Unread {
    let client = client(emulator);
    let app = client.app(emulator.app_id());
    let mut unread = Unread::default();

    unread.read(client.apps().list().all().await);
    unread.read(client.apps().create("another").send().await);

    let presets = unread.read(app.presets().list().all().await).unwrap_or_default();
    assert_eq!(presets.len(), 7, "the stock presets");
    for preset in &presets {
        let Some(read) = unread.read(app.preset(&preset.id).get().send().await) else { continue };
        let Ok(definition) = PresetDefinition::try_from(&read) else { continue };
        unread.read(app.preset(&preset.id).replace(definition).send().await);
    }
    if let Some(made) = unread.read(app.presets().create(PresetDefinition::webinar("mine")).send().await) {
        unread.read(app.preset(&made.id).update().name("yours").send().await);
        unread.read(app.preset(&made.id).delete().send().await);
    }

    let meetings = unread.read(app.meetings().list().all().await).unwrap_or_default();
    assert_eq!(meetings.len(), 4, "the meetings of the demo");
    for meeting in &meetings {
        let meeting = app.meeting(&meeting.id);
        unread.read(meeting.get().send().await);
        unread.read(meeting.livestreams().list().all().await);
        unread.read(meeting.active_session().get().send().await);
        unread.read(meeting.recordings().active().send().await);
        let people = unread.read(meeting.participants().list().all().await).unwrap_or_default();
        for person in &people {
            unread.read(meeting.participant(&person.id).get().send().await);
        }
    }

    let sessions = unread.read(app.sessions().list().all().await).unwrap_or_default();
    assert_eq!(sessions.len(), 2, "the sessions of the demo");
    for session in &sessions {
        let session = app.session(&session.id);
        let known = unread.read(session.get().include_breakout_rooms(true).send().await);
        unread.read(session.livestream_sessions().all().await);
        unread.read(session.chat().send().await);
        unread.read(session.transcript().send().await);
        if known.is_some_and(|session| session.ended_at.is_some()) {
            unread.read(session.generate_summary().send().await);
            unread.read(session.summary().send().await);
        }
        let people = session.participants().include_peer_events(true).all().await;
        for peer in unread.read(people).unwrap_or_default().iter().filter_map(|person| person.id.as_ref()) {
            unread.read(session.participant(peer).include_peer_events(true).send().await);
            unread.read(app.sessions().peer_report(peer).send().await);
        }
    }

    let recordings = unread.read(app.recordings().list().all().await).unwrap_or_default();
    assert_eq!(recordings.len(), 3, "the recordings of the demo");
    for recording in &recordings {
        unread.read(app.recording(&recording.id).get().send().await);
    }

    let livestreams = unread.read(app.livestreams().list().all().await).unwrap_or_default();
    unread.read(app.livestreams().list().status("LIVE").send().await);
    assert_eq!(livestreams.len(), 2, "the livestreams of the demo");
    for livestream in &livestreams {
        let livestream = app.livestream(&livestream.id);
        unread.read(livestream.active_session().send().await);
        let sessions = unread.read(livestream.get().all().await).unwrap_or_default();
        for session in &sessions {
            unread.read(app.livestreams().session(&session.id).send().await);
        }
    }
    unread.read(app.livestreams().create().name("Stage").send().await);

    unread.read(app.analytics().daywise().send().await);
    unread.read(app.analytics().livestreams_daywise().send().await);
    unread.read(app.analytics().livestreams_overall().send().await);

    unread.read(app.webhooks().list().send().await);
    unread.read(app.webhooks().events().send().await);
    let events = ["meeting.ended"];
    if let Some(made) = unread.read(app.webhooks().create("n", "https://example.com/a", events).send().await) {
        let webhook = app.webhook(&made.id);
        unread.read(webhook.get().send().await);
        unread.read(webhook.update().name("m").send().await);
        unread.read(webhook.replace("n", "https://example.com/b", events).send().await);
        unread.read(webhook.delete().send().await);
    }

    gathering(emulator, &app, &mut unread).await;
    unread
}

/// Calls what changes a meeting while people are in it.
async fn gathering(emulator: &Emulator, app: &realtimekit::resources::AppHandle, unread: &mut Unread) {
    let Some(made) = unread.read(app.meetings().create().title("Sync").send().await) else { return };
    let meeting = app.meeting(&made.id);
    unread.read(meeting.update().persist_chat(true).send().await);
    unread.read(meeting.replace().title("Sync again").send().await);
    let added = meeting.participants().add("user-1", "group_call_host").name("Ada").send().await;
    let Some(added) = unread.read(added) else { return };
    let ada = meeting.participant(&added.id);
    unread.read(ada.update().name("Grace").send().await);
    unread.read(ada.refresh_token().send().await);
    emulator.join(&made.id, &added.id).expect("a person with a name can join");

    if let Some(recording) = unread.read(meeting.recordings().start().send().await) {
        emulator.advance(std::time::Duration::from_secs(5));
        let recording = app.recording(&recording.id);
        unread.read(recording.pause().send().await);
        unread.read(recording.resume().send().await);
        unread.read(meeting.recordings().active().send().await);
        unread.read(recording.stop().send().await);
    }
    let output = realtimekit::types::TrackOutput::new().type_("REALTIMEKIT_BUCKET");
    let layer = realtimekit::types::TrackLayer::new().outputs([output]);
    let tracks = meeting.recordings().start_track().layers([("default".to_owned(), layer)]);
    if let Some(tracks) = unread.read(tracks.send().await) {
        emulator.advance(std::time::Duration::from_secs(5));
        unread.read(app.recording(&tracks.id).stop().send().await);
    }
    unread.read(meeting.livestreams().start().name("Live").send().await);
    unread.read(meeting.livestreams().active().send().await);
    unread.read(meeting.livestreams().stop().send().await);

    let session = meeting.active_session();
    unread.read(session.get().send().await);
    unread.read(session.create_poll("Tea?", ["yes", "no"]).send().await);
    unread.read(session.mute([added.id.clone()]).send().await);
    unread.read(session.mute_all(true).send().await);
    unread.read(session.kick([added.id.clone()]).send().await);
    unread.read(session.kick_all().send().await);
    unread.read(ada.delete().send().await);
}

#[tokio::test]
async fn every_observed_response_is_read() {
    let mut executed = BTreeSet::new();
    for seed in 0..6 {
        // A refusal instead of a response would leave the response unread.
        let builder = Emulator::builder().observed().demo().seed(seed);
        let builder = builder.without(Deviation::RecordingsStayInvoked).without(Deviation::SlowPropagation);
        let emulator = builder.start().await.unwrap();
        let unread = everything(&emulator).await;
        let text: String = unread.0.iter().map(|(operation, error)| format!("{operation}: {error}\n")).collect();
        assert!(text.is_empty(), "seed {seed}\n{text}");
        executed.extend(operations::ALL.iter().filter(|known| emulator.executed(known.id) > 0).map(|known| known.id));
    }
    let all: BTreeSet<&str> = operations::ALL.iter().map(|known| known.id).collect();
    let missing: Vec<_> = all.difference(&executed).collect();
    assert!(missing.is_empty(), "never executed, call them in `everything`: {missing:?}");
}
