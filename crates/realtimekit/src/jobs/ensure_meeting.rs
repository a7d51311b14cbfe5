//! Makes sure that there is one meeting for a room of the program.

use realtimekit_api::Timestamp;
use realtimekit_api::types::{Meeting, MeetingCreate, MeetingStatus};
use serde_json::{Value, json as value};

use super::attempts::{ATTEMPTS, is_uncertain, pause};
use super::changes::{Change, differences, from_json, json, merged};
use super::ensured::{Ensured, Outcome, Plan};
use super::modify::write_meeting;
use crate::awaited::awaited;
use crate::error::Error;
use crate::order::sorted;
use crate::requests::MeetingsCreate;
use crate::resources::{MeetingHandle, Meetings};

/// How often a listed meeting that lacks fields is read.
const READS: usize = 2;

impl Meetings {
    /// Makes sure that there is one active meeting for a room of your program, which `key` identifies.
    ///
    /// The service has no field for your identifiers, so the key is in the title: it is the whole title, or is in
    /// square brackets at the end of [`title`](EnsureMeeting::title). The job finds meetings by the exact key, uses the
    /// oldest active one, activates an inactive one if there is no other, and creates one if there is none. A creation
    /// whose response is lost is looked up instead of repeated.
    ///
    /// Two programs that create the meeting at the same time agree on the older one; the other is set to INACTIVE by the
    /// program that created it; a meeting that is not a second old is therefore looked at twice. One race remains: the
    /// service may list a new meeting late, and then each program uses its own meeting until the next call. Keep the id of the meeting in your database, with the key as unique column, and
    /// call the job only when there is no id yet. Younger active meetings are reported as
    /// [`duplicates`](Ensured::duplicates) and left alone.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let emulator = realtimekit_emulator::Emulator::start().await?;
    /// # let client: realtimekit::Client = emulator.client()?;
    /// # let app = client.app(emulator.app_id());
    /// use realtimekit::types::MeetingCreate;
    ///
    /// let room = || app.meetings().ensure("course-7").title("Algebra").settings(MeetingCreate::new().persist_chat(true));
    /// let meeting = room().send().await?.value;
    /// assert_eq!(meeting.title.as_deref(), Some("Algebra [course-7]"));
    /// assert_eq!(room().send().await?.value.id, meeting.id);
    /// # Ok(())
    /// # }
    /// ```
    pub fn ensure(&self, key: impl Into<String>) -> EnsureMeeting {
        EnsureMeeting { meetings: self.clone(), key: key.into(), title: None, settings: MeetingCreate::new() }
    }
}

/// The job of [`Meetings::ensure`].
#[derive(Clone, Debug)]
#[must_use = "a job does nothing until it is awaited"]
pub struct EnsureMeeting {
    meetings: Meetings,
    key: String,
    title: Option<String>,
    settings: MeetingCreate,
}

awaited!([] EnsureMeeting, 'static, send -> Result<Ensured<Meeting>, Error>);

impl EnsureMeeting {
    /// Text in front of the key in the title. Default: none, so that the title is the key.
    pub fn title(mut self, title: impl Into<String>) -> Self {
        self.title = Some(title.into());
        self
    }

    /// Settings of the meeting. Those that are set are compared with an existing meeting and updated; secrets are sent,
    /// but not compared. The title of the settings is not used.
    pub fn settings(mut self, settings: MeetingCreate) -> Self {
        self.settings = settings;
        self
    }

    /// Returns what [`send`](Self::send) would do. Only reads.
    ///
    /// # Errors
    ///
    /// As [`Request::send`](crate::Request::send).
    pub async fn plan(self) -> Result<Plan, Error> {
        self.check()?;
        let Some(meeting) = self.find().await?.into_iter().next() else { return Ok(Plan::new(None)) };
        let changes = self.differences(&meeting)?;
        Ok(Plan::new(Some((meeting.id, changes))))
    }

    /// Finds, updates or creates the meeting.
    ///
    /// # Errors
    ///
    /// "Invalid input" for an empty key; otherwise as [`Request::send`](crate::Request::send), for each of the requests.
    pub async fn send(self) -> Result<Ensured<Meeting>, Error> {
        self.check()?;
        let mut found = self.find().await?;
        if found.first().is_some_and(is_new) {
            // The program that created it may still learn that another one is older, and set it to INACTIVE.
            pause(1).await;
            found = self.find().await?;
        }
        if !found.is_empty() {
            return self.adopt(found).await;
        }
        let mut attempt = 0;
        let created = loop {
            let settings = self.settings.clone().title(self.full_title());
            let create = MeetingsCreate::with_body(self.meetings.scope.app_id(), settings);
            match self.meetings.scope.request(create).send().await {
                Ok(created) => break Some(created),
                Err(error) if !is_uncertain(&error) => return Err(error),
                Err(error) => {
                    attempt += 1;
                    pause(attempt).await;
                    if !self.find().await?.is_empty() {
                        break None;
                    }
                    if attempt == ATTEMPTS {
                        return Err(error);
                    }
                }
            }
        };
        self.agree(created).await
    }

    /// Looks, after a creation, whether another program was faster.
    async fn agree(&self, created: Option<Meeting>) -> Result<Ensured<Meeting>, Error> {
        // Long enough for a creation at the same time to be listed.
        pause(1).await;
        let mut found = self.find().await?;
        let own = created.as_ref().map(|meeting| meeting.id.clone());
        if let Some(mut created) = created
            && found.iter().all(|meeting| meeting.id != created.id)
        {
            // The list does not have it yet; the response to a creation has few fields.
            created.title = Some(self.full_title());
            found.push(created);
            found = in_order(found);
        }
        let older = found.first().is_some_and(|oldest| own.as_ref().is_some_and(|own| *own != oldest.id));
        if let Some(own) = own.filter(|_| older) {
            MeetingHandle::new(self.meetings.scope.clone(), own.clone())
                .update()
                .status(MeetingStatus::Inactive)
                .send()
                .await?;
            found.retain(|meeting| meeting.id != own);
            return self.adopt(found).await;
        }
        let mut found = found.into_iter();
        let Some(oldest) = found.next() else {
            return Err(Error::invalid_input("the meeting that was created is gone"));
        };
        let value = from_json(&merged(&self.wanted()?, &json(&oldest)?))?;
        Ok(Ensured::new(Outcome::Created, value, Vec::new()).with_duplicates(active(found)))
    }

    /// Uses the first of these meetings.
    async fn adopt(&self, found: Vec<Meeting>) -> Result<Ensured<Meeting>, Error> {
        let mut found = found.into_iter();
        let Some(meeting) = found.next() else { return Err(Error::invalid_input("there is no such meeting")) };
        let changes = self.differences(&meeting)?;
        let duplicates = active(found);
        if changes.is_empty() {
            return Ok(Ensured::existing(meeting, changes).with_duplicates(duplicates));
        }
        let target = merged(&self.wanted()?, &json(&meeting)?);
        let handle = MeetingHandle::new(self.meetings.scope.clone(), meeting.id);
        let meeting = write_meeting(&handle, target, &changes).await?;
        Ok(Ensured::existing(meeting, changes).with_duplicates(duplicates))
    }

    /// Reads a listed meeting again if it lacks a field on which the choice depends: a meeting without a title is not
    /// known to be another one.
    async fn complete(&self, meeting: &mut Meeting) -> Result<(), Error> {
        let handle = MeetingHandle::new(self.meetings.scope.clone(), meeting.id.clone());
        for _ in 0..READS {
            if meeting.title.is_some() && meeting.status.is_some() && meeting.created_at.is_some() {
                break;
            }
            let read = match handle.get().send().await {
                Ok(read) => read,
                Err(error) if error.is_not_found() => break,
                Err(error) => return Err(error),
            };
            meeting.title = meeting.title.take().or(read.title);
            meeting.status = meeting.status.take().or(read.status);
            meeting.created_at = meeting.created_at.or(read.created_at);
        }
        Ok(())
    }

    /// The meetings of the key, the one to be used first. The search of the service is broad.
    async fn find(&self) -> Result<Vec<Meeting>, Error> {
        let mut meetings = self.meetings.list().search(&self.key).all().await?;
        for meeting in &mut meetings {
            self.complete(meeting).await?;
        }
        let marker = format!("[{}]", self.key);
        meetings.retain(|meeting| {
            let title = meeting.title.as_deref().unwrap_or_default();
            title == self.key || title == marker || title.ends_with(&format!(" {marker}"))
        });
        Ok(in_order(meetings))
    }

    fn full_title(&self) -> String {
        match &self.title {
            Some(title) => format!("{title} [{}]", self.key),
            None => self.key.clone(),
        }
    }

    fn wanted(&self) -> Result<Value, Error> {
        let mut wanted = json(&self.settings)?;
        let fields = value!({ "title": self.full_title(), "status": MeetingStatus::Active.to_string() });
        wanted = merged(&fields, &wanted);
        Ok(wanted)
    }

    fn differences(&self, meeting: &Meeting) -> Result<Vec<Change>, Error> {
        let mut changes = differences(&self.wanted()?, &json(meeting)?);
        // A meeting without a status is not known to be inactive.
        changes.retain(|change| change.path != "status" || change.from != Value::Null);
        Ok(changes)
    }

    fn check(&self) -> Result<(), Error> {
        match self.key.trim() {
            "" => Err(Error::invalid_input(format!("key is {:?}, but must not be empty", self.key))),
            _ => Ok(()),
        }
    }
}

/// Whether a meeting was created less than a second ago, as far as the clocks agree.
fn is_new(meeting: &Meeting) -> bool {
    let age = |created: Timestamp| Timestamp::now().unix_millis().saturating_sub(created.unix_millis());
    meeting.created_at.is_some_and(|created| age(created).unsigned_abs() < 1000)
}

fn is_inactive(meeting: &Meeting) -> bool {
    meeting.status == Some(MeetingStatus::Inactive)
}

/// Active meetings first, the older before the younger. Programs that compare the same meetings choose the same one.
fn in_order(meetings: Vec<Meeting>) -> Vec<Meeting> {
    let rank = |meeting: &Meeting| (is_inactive(meeting), meeting.created_at.is_none(), meeting.created_at);
    sorted(meetings, &|one, other| rank(one).cmp(&rank(other)).then_with(|| one.id.cmp(&other.id)))
}

fn active(meetings: impl Iterator<Item = Meeting>) -> Vec<Meeting> {
    meetings.filter(|meeting| !is_inactive(meeting)).collect()
}
