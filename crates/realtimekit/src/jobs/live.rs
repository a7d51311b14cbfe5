//! The people in all meetings of an app.

use std::collections::{HashSet, VecDeque};

use super::people::People;
use crate::ahead::{self, Ahead};
use crate::awaited::awaited;
use crate::error::Error;
use crate::resources::AppHandle;

/// How many meetings are asked at the same time.
const CONCURRENCY: usize = 8;

/// A meeting with a live session.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct LiveMeeting {
    /// Identifier of the meeting.
    pub meeting_id: String,
    /// Title of the meeting.
    pub title: Option<String>,
    /// The people in it; may be empty.
    pub people: People,
}

impl AppHandle {
    /// Fetches the people who are in the meetings of the app now.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let emulator = realtimekit_emulator::Emulator::start().await?;
    /// # let client: realtimekit::Client = emulator.client()?;
    /// # let app = client.app(emulator.app_id());
    /// # let meeting = app.meeting(app.meetings().create().title("Weekly sync").send().await?.id);
    /// # let mary = meeting.join("user-42", "group_call_host").name("Mary").send().await?.participant;
    /// # emulator.join(meeting.id(), &mary.id)?;
    /// let live = app.people().every_meeting(true).send().await?;
    /// for meeting in &live {
    ///     println!("{:?}: {} people", meeting.title, meeting.people.len());
    /// }
    /// # assert_eq!(live.len(), 1);
    /// # Ok(())
    /// # }
    /// ```
    pub fn people(&self) -> AppPeople {
        AppPeople { app: self.clone(), every_meeting: false }
    }
}

/// The job of [`AppHandle::people`].
#[derive(Clone, Debug)]
#[must_use = "a job does nothing until it is awaited"]
pub struct AppPeople {
    app: AppHandle,
    every_meeting: bool,
}

awaited!([] AppPeople, 'static, send -> Result<Vec<LiveMeeting>, Error>);

impl AppPeople {
    /// Asks each ACTIVE meeting of the app for its active session, with one request for each. Default: only the meetings in
    /// the list of live sessions, which was observed to lack some in some apps.
    pub fn every_meeting(mut self, every_meeting: bool) -> Self {
        self.every_meeting = every_meeting;
        self
    }

    /// Fetches the live meetings with their people, in the order of the list; eight meetings are asked at the same time.
    ///
    /// # Errors
    ///
    /// As [`Request::send`](crate::Request::send), for the first request that fails.
    pub async fn send(self) -> Result<Vec<LiveMeeting>, Error> {
        let mut waiting = self.meetings().await?.into_iter();
        let mut running: VecDeque<Ahead<Option<LiveMeeting>>> = VecDeque::new();
        let mut live = Vec::new();
        loop {
            while running.len() < CONCURRENCY
                && let Some((meeting_id, title)) = waiting.next()
            {
                let meeting = self.app.meeting(&meeting_id);
                running.push_back(ahead::spawn(async move {
                    let people = meeting.people().await?;
                    Ok(people.map(|people| LiveMeeting { meeting_id, title, people }))
                }));
            }
            match running.pop_front() {
                Some(meeting) => live.extend(meeting.await?),
                None => return Ok(live),
            }
        }
    }

    /// Identifiers and titles of the meetings to ask, each once: sessions that were not ended stay in the list.
    async fn meetings(&self) -> Result<Vec<(String, Option<String>)>, Error> {
        if self.every_meeting {
            let meetings = self.app.meetings().list().status("ACTIVE").all().await?;
            return Ok(meetings.into_iter().map(|meeting| (meeting.id, meeting.title)).collect());
        }
        let sessions = self.app.sessions().list().status("LIVE").all().await?.into_iter();
        // Without its meeting, the people of a session cannot be asked for.
        let meetings = sessions.filter_map(|session| Some((session.associated_id?, session.meeting_display_name)));
        let mut seen = HashSet::new();
        Ok(meetings.filter(|(id, _)| seen.insert(id.clone())).collect())
    }
}
