//! Finds unused sessions, and ends them.

use std::collections::HashSet;
use std::time::Duration;

use realtimekit_api::types::SessionStatus;

use super::judge::{Candidate, Verdict, is_live, judge};
use super::plan::{FailedSweep, Spared, SparedSession, StaleSession, SweepPlan, Swept};
use crate::awaited::awaited;
use crate::error::Error;
use crate::jobs::end::Ended;
use crate::resources::AppHandle;

impl AppHandle {
    /// Ends unused sessions that stay LIVE: sessions were observed to do so for weeks after the last person had left, and
    /// are billed. [`plan`](Sweep::plan) only shows them. Run it every hour or so.
    ///
    /// A session is stale if it is empty and its meeting is INACTIVE, or if it has been empty for
    /// [`empty_for`](Sweep::empty_for). The active session of the meeting decides whether it is used, together with its
    /// breakout rooms and the list of its participants; sessions in doubt are kept and reported. After a
    /// [`grace`](Sweep::grace) period each stale session is checked again; if it is still unused, its recordings and its
    /// livestream are stopped and everybody is removed, which ends it. The meeting keeps its status.
    ///
    /// The remaining race: a person who enters an ACTIVE meeting between the last check and the removal is removed, and
    /// can enter again.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let emulator = realtimekit_emulator::Emulator::start().await?;
    /// # let client = realtimekit::Client::builder()
    /// #     .base_url(emulator.base_url())
    /// #     .account_id(emulator.account_id())
    /// #     .api_token(emulator.api_token())
    /// #     .build()?;
    /// # let app = client.app(emulator.app_id());
    /// # let meeting = app.meeting(app.meetings().create().title("Weekly sync").send().await?.id);
    /// # let mary = meeting.join("user-42", "group_call_host").name("Mary").send().await?.participant;
    /// # emulator.deviate(realtimekit_emulator::Deviation::SessionsStayLive);
    /// # emulator.join(meeting.id(), &mary.id)?;
    /// # emulator.leave(meeting.id(), &mary.id)?;
    /// # meeting.update().status("INACTIVE").send().await?;
    /// # emulator.advance(std::time::Duration::from_secs(3600));
    /// use std::time::Duration;
    ///
    /// println!("{}", app.sweep().plan().await?);
    /// let swept = app.sweep().grace(Duration::ZERO).send().await?;
    /// for session in &swept.ended {
    ///     println!("ended {session}");
    /// }
    /// # assert_eq!(swept.ended.len(), 1);
    /// # Ok(())
    /// # }
    /// ```
    pub fn sweep(&self) -> Sweep {
        Sweep {
            app: self.clone(),
            empty_for: Duration::from_secs(15 * 60),
            grace: Duration::from_secs(60),
            every_meeting: false,
        }
    }
}

/// The job of [`AppHandle::sweep`].
#[derive(Clone, Debug)]
#[must_use = "a job does nothing until it is awaited"]
pub struct Sweep {
    app: AppHandle,
    empty_for: Duration,
    grace: Duration,
    every_meeting: bool,
}

awaited!([] Sweep, 'static, send -> Result<Swept, Error>);

impl Sweep {
    /// How long a session of an ACTIVE meeting must have been empty. Default: 15 minutes, more than the longest time
    /// for which a meeting can keep an empty session (10 minutes).
    pub fn empty_for(mut self, duration: Duration) -> Self {
        self.empty_for = duration;
        self
    }

    /// Time between finding a session and ending it. Default: 1 minute.
    pub fn grace(mut self, grace: Duration) -> Self {
        self.grace = grace;
        self
    }

    /// Asks each meeting of the app for its active session, with one request for each. Default: only the list of sessions is
    /// read, which was observed to lack live sessions in some apps.
    pub fn every_meeting(mut self, every_meeting: bool) -> Self {
        self.every_meeting = every_meeting;
        self
    }

    /// Returns what [`send`](Self::send) would do. Only reads.
    ///
    /// # Errors
    ///
    /// As [`Request::send`](crate::Request::send), if the sessions or meetings cannot be listed. A failure that concerns one
    /// session is part of the result.
    pub async fn plan(&self) -> Result<SweepPlan, Error> {
        let mut plan = SweepPlan::default();
        for candidate in self.candidates(&mut plan).await? {
            match judge(&self.app, &candidate, self.empty_for).await {
                Ok(Verdict::Stale(session)) => plan.stale.push(session),
                Ok(Verdict::Spared(reason)) => plan.spared.push(candidate.spared(reason)),
                Ok(Verdict::Over) => {}
                Err(error) => plan.failed.push(candidate.failed(error)),
            }
        }
        Ok(plan)
    }

    /// Finds the stale sessions, waits for the grace period, looks again, and ends them.
    ///
    /// # Errors
    ///
    /// As [`plan`](Self::plan). The job can be repeated.
    pub async fn send(self) -> Result<Swept, Error> {
        let SweepPlan { stale, spared, failed } = self.plan().await?;
        let mut swept = Swept { spared, failed, ..Swept::default() };
        if !stale.is_empty() {
            tokio::time::sleep(self.grace).await;
        }
        for session in stale {
            self.end(session, &mut swept).await;
        }
        Ok(swept)
    }

    async fn end(&self, stale: StaleSession, swept: &mut Swept) {
        let candidate = Candidate { session_id: stale.session_id, meeting_id: Some(stale.meeting_id) };
        let stale = match judge(&self.app, &candidate, self.empty_for).await {
            Ok(Verdict::Stale(stale)) => stale,
            Ok(Verdict::Spared(reason)) => return swept.spared.push(candidate.spared(reason)),
            // It ended during the grace period.
            Ok(Verdict::Over) => return,
            Err(error) => return swept.failed.push(candidate.failed(error)),
        };
        match self.remove(&stale).await {
            Ok(true) => swept.ended.push(stale),
            Ok(false) => swept.left.push(stale),
            Err(error) => swept.failed.push(candidate.failed(error)),
        }
    }

    /// Ends a session. `false` if the service does not confirm it and still reports the session as LIVE.
    async fn remove(&self, stale: &StaleSession) -> Result<bool, Error> {
        let end = self.app.meeting(&stale.meeting_id).end();
        let removed = end.clear(&mut Ended::default()).await.map_err(|(_, error)| error)?;
        Ok(removed.is_some() || !is_live(&self.app.session(&stale.session_id).get().send().await?))
    }

    /// The sessions that may be stale. Breakout rooms end with their session.
    async fn candidates(&self, plan: &mut SweepPlan) -> Result<Vec<Candidate>, Error> {
        let sessions = self.app.sessions().list().status(SessionStatus::Live).all().await?;
        let live = sessions.into_iter().filter(|session| is_live(session) && session.parent_session_id.is_none());
        let mut found: Vec<Candidate> =
            live.map(|session| Candidate { session_id: session.id, meeting_id: session.associated_id }).collect();
        if !self.every_meeting {
            return Ok(found);
        }
        let listed: HashSet<String> = found.iter().map(|candidate| candidate.session_id.clone()).collect();
        let mut meetings = self.app.meetings().list().stream();
        while let Some(meeting) = meetings.try_next().await? {
            match self.app.meeting(&meeting.id).active_session().get().send().await {
                Ok(Some(active)) if !listed.contains(&active.id) => {
                    found.push(Candidate { session_id: active.id, meeting_id: Some(meeting.id) });
                }
                Ok(_) => {}
                Err(error) => plan.failed.push(FailedSweep { session_id: None, meeting_id: Some(meeting.id), error }),
            }
        }
        Ok(found)
    }
}

impl Candidate {
    fn spared(self, reason: Spared) -> SparedSession {
        SparedSession { session_id: self.session_id, meeting_id: self.meeting_id, reason }
    }

    fn failed(self, error: Error) -> FailedSweep {
        FailedSweep { session_id: Some(self.session_id), meeting_id: self.meeting_id, error }
    }
}
