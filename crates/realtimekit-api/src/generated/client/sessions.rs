// Made from openapi/realtimekit.yaml by `cargo xtask codegen`. Do not edit: change the document or
// the step in xtask/src/codegen/ that writes this, and run the command again.

//! The operations of `sessions`.

use crate::generated::{operations, types};
use crate::inputs::Inputs;
use crate::{Call, Client, Error};
use reqwest::Method;

impl Client {
    /// List sessions.
    ///
    /// Returns the sessions of the app, a page at a time. To get the sessions of one meeting, filter by
    /// `associated_id`: a parameter `meeting_id` is ignored without an error, and the sessions of every
    /// meeting come back. Returns 404 when the app does not exist.
    ///
    /// `GET /accounts/{account_id}/realtime/kit/{app_id}/sessions`
    ///
    /// Official reference: [Sessions: Fetch all sessions of an App](https://developers.cloudflare.com/api/resources/realtime_kit/)
    #[allow(clippy::too_many_arguments)]
    pub fn sessions_list(
        &self,
        account_id: &str,
        app_id: &str,
        associated_id: Option<&str>,
        end_time: Option<&crate::Timestamp>,
        page_no: Option<u64>,
        participants: Option<&str>,
        per_page: Option<u64>,
        search: Option<&str>,
        sort_by: Option<&types::SessionSortField>,
        sort_order: Option<&types::SortOrder>,
        start_time: Option<&crate::Timestamp>,
        status: Option<&types::SessionStatus>,
    ) -> Result<Call<Vec<types::Session>>, Error> {
        let request = self
            .request(Method::GET, &operations::SESSIONS_LIST, &[account_id, app_id])?
            .parameter("associated_id", associated_id)
            .parameter("end_time", end_time)
            .parameter("page_no", page_no)
            .parameter("participants", participants)
            .parameter("per_page", per_page)
            .parameter("search", search)
            .parameter("sort_by", sort_by)
            .parameter("sort_order", sort_order)
            .parameter("start_time", start_time)
            .parameter("status", status);
        Ok(Call::new(self, &operations::SESSIONS_LIST, request))
    }

    /// Get the report about a peer.
    ///
    /// Returns one person in a session with a technical report: device, network and quality of audio and
    /// video. The peer id is the `id` of a session participant, neither its `user_id` nor its
    /// `custom_participant_id`. The response holds personal data such as the IP address, the city and the
    /// names of devices. Every field is optional. Returns 404 when the peer does not exist.
    ///
    /// `GET /accounts/{account_id}/realtime/kit/{app_id}/sessions/peer-report/{peer_id}`
    ///
    /// Official reference: [Sessions: Fetch details of peer](https://developers.cloudflare.com/api/resources/realtime_kit/)
    pub fn sessions_get_peer_report(
        &self,
        account_id: &str,
        app_id: &str,
        peer_id: &str,
        filters: Option<&types::PeerReportFilter>,
        include_peer_events: Option<bool>,
    ) -> Result<Call<types::PeerReportParticipant>, Error> {
        let request = self
            .request(
                Method::GET,
                &operations::SESSIONS_GET_PEER_REPORT,
                &[account_id, app_id, peer_id],
            )?
            .parameter("filters", filters)
            .parameter("include_peer_events", include_peer_events);
        Ok(Call::new(self, &operations::SESSIONS_GET_PEER_REPORT, request))
    }

    /// Get a session.
    ///
    /// Returns one session, live or ended. Returns 404 when the session, the app or the account does not
    /// exist.
    ///
    /// `GET /accounts/{account_id}/realtime/kit/{app_id}/sessions/{session_id}`
    ///
    /// Official reference: [Sessions: Fetch details of a session](https://developers.cloudflare.com/api/resources/realtime_kit/)
    pub fn sessions_get(
        &self,
        account_id: &str,
        app_id: &str,
        session_id: &str,
        include_breakout_rooms: Option<bool>,
    ) -> Result<Call<types::Session>, Error> {
        let request = self
            .request(
                Method::GET,
                &operations::SESSIONS_GET,
                &[account_id, app_id, session_id],
            )?
            .parameter("include_breakout_rooms", include_breakout_rooms);
        Ok(Call::new(self, &operations::SESSIONS_GET, request))
    }

    /// Get the chat of a session.
    ///
    /// Returns a link to the messages of the session as a CSV file with a header line. The link is signed:
    /// download it without the API token. Messages are kept for 7 days; afterwards the service returns 404.
    /// It also returns 404 when the session does not exist.
    ///
    /// `GET /accounts/{account_id}/realtime/kit/{app_id}/sessions/{session_id}/chat`
    ///
    /// Official reference: [Sessions: Fetch all chat messages of a session](https://developers.cloudflare.com/api/resources/realtime_kit/)
    pub fn sessions_get_chat(
        &self,
        account_id: &str,
        app_id: &str,
        session_id: &str,
    ) -> Result<Call<types::SessionChat>, Error> {
        let request = self
            .request(
                Method::GET,
                &operations::SESSIONS_GET_CHAT,
                &[account_id, app_id, session_id],
            )?;
        Ok(Call::new(self, &operations::SESSIONS_GET_CHAT, request))
    }

    /// List the livestream sessions of a session.
    ///
    /// Returns the broadcasts that took place during the session, a page at a time. List and offsets are
    /// inside `data`. Returns 404 when the session, the app or the account does not exist.
    ///
    /// `GET /accounts/{account_id}/realtime/kit/{app_id}/sessions/{session_id}/livestream-sessions`
    ///
    /// Official reference: [Livestreams: Fetch livestream session details using a session ID](https://developers.cloudflare.com/api/resources/realtime_kit/)
    pub fn sessions_list_livestream_sessions(
        &self,
        account_id: &str,
        app_id: &str,
        session_id: &str,
        page_no: Option<u64>,
        per_page: Option<u64>,
    ) -> Result<Call<Vec<types::LivestreamSession>>, Error> {
        let request = self
            .request(
                Method::GET,
                &operations::SESSIONS_LIST_LIVESTREAM_SESSIONS,
                &[account_id, app_id, session_id],
            )?
            .parameter("page_no", page_no)
            .parameter("per_page", per_page);
        Ok(Call::new(self, &operations::SESSIONS_LIST_LIVESTREAM_SESSIONS, request))
    }

    /// List session participants.
    ///
    /// Returns the people who took part in the session, a page at a time. The `id` of each is a peer id;
    /// the id that adding the participant returned is in `user_id`. Returns 404 when the session, the app
    /// or the account does not exist.
    ///
    /// `GET /accounts/{account_id}/realtime/kit/{app_id}/sessions/{session_id}/participants`
    ///
    /// Official reference: [Sessions: Fetch participants list of a session](https://developers.cloudflare.com/api/resources/realtime_kit/)
    #[allow(clippy::too_many_arguments)]
    pub fn sessions_list_participants(
        &self,
        account_id: &str,
        app_id: &str,
        session_id: &str,
        include_peer_events: Option<bool>,
        page_no: Option<u64>,
        per_page: Option<u64>,
        search: Option<&str>,
        sort_by: Option<&types::SessionParticipantSortField>,
        sort_order: Option<&types::SortOrder>,
        view: Option<&types::SessionParticipantView>,
    ) -> Result<Call<Vec<types::SessionParticipant>>, Error> {
        let request = self
            .request(
                Method::GET,
                &operations::SESSIONS_LIST_PARTICIPANTS,
                &[account_id, app_id, session_id],
            )?
            .parameter("include_peer_events", include_peer_events)
            .parameter("page_no", page_no)
            .parameter("per_page", per_page)
            .parameter("search", search)
            .parameter("sort_by", sort_by)
            .parameter("sort_order", sort_order)
            .parameter("view", view);
        Ok(Call::new(self, &operations::SESSIONS_LIST_PARTICIPANTS, request))
    }

    /// Get a session participant.
    ///
    /// Returns one person who took part in the session. The participant id is the peer id, which is the
    /// `id` in the list of session participants, not the id that adding the participant returned. Every
    /// field is optional. Returns 404 when the session or the participant does not exist.
    ///
    /// `GET /accounts/{account_id}/realtime/kit/{app_id}/sessions/{session_id}/participants/{participant_id}`
    ///
    /// Official reference: [Sessions: Fetch details of a participant](https://developers.cloudflare.com/api/resources/realtime_kit/)
    pub fn sessions_get_participant(
        &self,
        account_id: &str,
        app_id: &str,
        session_id: &str,
        participant_id: &str,
        include_peer_events: Option<bool>,
    ) -> Result<Call<types::SessionParticipant>, Error> {
        let request = self
            .request(
                Method::GET,
                &operations::SESSIONS_GET_PARTICIPANT,
                &[account_id, app_id, session_id, participant_id],
            )?
            .parameter("include_peer_events", include_peer_events);
        Ok(Call::new(self, &operations::SESSIONS_GET_PARTICIPANT, request))
    }

    /// Get the summary of a session.
    ///
    /// Returns a link to the summary of the transcript, as plain text or Markdown. The link is signed:
    /// download it without the API token. Summaries are kept for 7 days; afterwards, or when the session
    /// does not exist, the service returns 404.
    ///
    /// `GET /accounts/{account_id}/realtime/kit/{app_id}/sessions/{session_id}/summary`
    ///
    /// Official reference: [Sessions: Fetch summary of transcripts for a session](https://developers.cloudflare.com/api/resources/realtime_kit/)
    pub fn sessions_get_summary(
        &self,
        account_id: &str,
        app_id: &str,
        session_id: &str,
    ) -> Result<Call<types::SessionSummary>, Error> {
        let request = self
            .request(
                Method::GET,
                &operations::SESSIONS_GET_SUMMARY,
                &[account_id, app_id, session_id],
            )?;
        Ok(Call::new(self, &operations::SESSIONS_GET_SUMMARY, request))
    }

    /// Generate the summary of a session.
    ///
    /// Asks the service to summarize the transcript of the session. The summary is not part of the
    /// response: get it later with `sessions_get_summary`. The response may be empty, a message, or a
    /// session id with a status. Whether a second request starts the work anew is not documented, so it
    /// counts as not idempotent. Returns 404 when the session, the app or the account does not exist;
    /// transcripts are kept for 7 days.
    ///
    /// `POST /accounts/{account_id}/realtime/kit/{app_id}/sessions/{session_id}/summary`
    ///
    /// Official reference: [Sessions: Generate summary of Transcripts for the session](https://developers.cloudflare.com/api/resources/realtime_kit/)
    pub fn sessions_generate_summary(
        &self,
        account_id: &str,
        app_id: &str,
        session_id: &str,
    ) -> Result<Call<types::SessionSummaryGeneration>, Error> {
        let request = self
            .request(
                Method::POST,
                &operations::SESSIONS_GENERATE_SUMMARY,
                &[account_id, app_id, session_id],
            )?;
        Ok(Call::new(self, &operations::SESSIONS_GENERATE_SUMMARY, request))
    }

    /// Get the transcript of a session.
    ///
    /// Returns a link to the transcript of the session. **The link is valid before there is content**: for
    /// minutes to hours the file may have 0 bytes or be `[]`. The transcript is ready once it holds a
    /// sentence that is not empty. Names of speakers may be placeholders. The link is signed: download it
    /// without the API token. Transcripts are kept for 7 days; afterwards, or when the session does not
    /// exist, the service returns 404.
    ///
    /// `GET /accounts/{account_id}/realtime/kit/{app_id}/sessions/{session_id}/transcript`
    ///
    /// Official reference: [Sessions: Fetch the complete transcript for a session](https://developers.cloudflare.com/api/resources/realtime_kit/)
    pub fn sessions_get_transcript(
        &self,
        account_id: &str,
        app_id: &str,
        session_id: &str,
        format: Option<&types::TranscriptFormat>,
    ) -> Result<Call<types::SessionTranscript>, Error> {
        let request = self
            .request(
                Method::GET,
                &operations::SESSIONS_GET_TRANSCRIPT,
                &[account_id, app_id, session_id],
            )?
            .parameter("format", format);
        Ok(Call::new(self, &operations::SESSIONS_GET_TRANSCRIPT, request))
    }
}
