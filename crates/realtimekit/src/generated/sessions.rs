// Made from openapi/realtimekit.yaml by `cargo xtask codegen`. Do not edit: change the document or
// the step in xtask/src/codegen/ that writes this, and run the command again.

//! The requests of `sessions`.

use realtimekit_api::decode::Decoded;
use realtimekit_api::{self as api, Call, operations, types};
use crate::operation::{Operation, Paged, sealed::Sealed};
use crate::page::Page;
use crate::request::Request;

/// List sessions.
///
/// Returns the sessions of the app, a page at a time. To get the sessions of one meeting, filter by
/// `associated_id`: a parameter `meeting_id` is ignored without an error, and the sessions of every
/// meeting come back. Returns 404 when the app does not exist.
///
/// `GET /accounts/{account_id}/realtime/kit/{app_id}/sessions`
///
/// Official reference: [Sessions: Fetch all sessions of an App](https://developers.cloudflare.com/api/resources/realtime_kit/)
///
/// Returned by [`Sessions::list`](crate::resources::Sessions::list), [`MeetingSessions::list`](crate::resources::MeetingSessions::list).
///
/// ```no_run
/// # async fn example(client: realtimekit::Client, app_id: &str) -> Result<(), realtimekit::Error> {
/// let result = client.app(app_id).sessions().list().send().await?;
/// # Ok(())
/// # }
/// ```
///
/// # Inputs
///
/// Optional, and set by methods of the [`Request`](crate::Request). Each has a twin that takes an
/// `Option`, such as `maybe_associated_id`.
///
/// * **`associated_id(impl Into<String>)`**: Identifier of the meeting whose sessions are wanted. Left
///   out, sessions of all meetings are returned.
/// * **`end_time(impl Into<crate::Timestamp>)`**: End of the time range of the sessions. Left out, the
///   range is open at this end.
/// * **`participants(impl Into<String>)`**: Filter by participants. What the text must contain is not
///   documented. Left out, there is no such filter.
/// * **`search(impl Into<String>)`**: Text to search for in the identifiers and names of the items.
/// * **`sort_by(impl Into<SessionSortField>)`**: What to order the sessions by. The default is not
///   documented.
/// * **`sort_order(impl Into<SortOrder>)`**: Direction of the order. The default is not documented.
/// * **`start_time(impl Into<crate::Timestamp>)`**: Start of the time range of the sessions. Left out,
///   the range is open at this end.
/// * **`status(impl Into<SessionStatus>)`**: Return only sessions with this status. Left out, live and
///   ended sessions are returned.
#[doc(alias = "associated_id")]
#[doc(alias = "end_time")]
#[doc(alias = "participants")]
#[doc(alias = "search")]
#[doc(alias = "sort_by")]
#[doc(alias = "sort_order")]
#[doc(alias = "start_time")]
#[doc(alias = "status")]
#[derive(Clone, Debug)]
pub struct SessionsList {
    pub(crate) app_id: String,
    pub(crate) associated_id: Option<String>,
    pub(crate) end_time: Option<api::Timestamp>,
    pub(crate) page_no: Option<u64>,
    pub(crate) participants: Option<String>,
    pub(crate) per_page: Option<u64>,
    pub(crate) search: Option<String>,
    pub(crate) sort_by: Option<types::SessionSortField>,
    pub(crate) sort_order: Option<types::SortOrder>,
    pub(crate) start_time: Option<api::Timestamp>,
    pub(crate) status: Option<types::SessionStatus>,
}

impl SessionsList {
    #[allow(dead_code)]
    pub(crate) fn new(app_id: &str) -> Self {
        Self {
            app_id: app_id.to_owned(),
            associated_id: None,
            end_time: None,
            page_no: None,
            participants: None,
            per_page: None,
            search: None,
            sort_by: None,
            sort_order: None,
            start_time: None,
            status: None,
        }
    }
}

impl Sealed for SessionsList {}

impl Operation for SessionsList {
    type Data = Vec<types::Session>;
    type Output = Page<types::Session>;
    fn operation() -> &'static operations::Operation {
        &operations::SESSIONS_LIST
    }
    fn call(
        &self,
        api: &api::Client,
        account_id: &str,
    ) -> Result<Call<Self::Data>, api::Error> {
        api.sessions_list(
            account_id,
            &self.app_id,
            self.associated_id.as_deref(),
            self.end_time.as_ref(),
            self.page_no,
            self.participants.as_deref(),
            self.per_page,
            self.search.as_deref(),
            self.sort_by.as_ref(),
            self.sort_order.as_ref(),
            self.start_time.as_ref(),
            self.status.as_ref(),
        )
    }
    fn output(&self, response: Decoded<Self::Data>) -> Self::Output {
        Page::new(response.data, self.page_no.unwrap_or(1), response.paging)
    }
    fn check(&self) -> Result<(), api::check::InvalidValue> {
        use api::check::rules;
        if let (Some(start), Some(end)) = (&self.start_time, &self.end_time) {
            rules::order("start_time", start, "end_time", end)?;
        }
        Ok(())
    }
}

impl Paged for SessionsList {
    type Item = types::Session;
    fn set_page(&mut self, page_no: u64, per_page: u64) {
        self.page_no = Some(page_no);
        self.per_page = Some(per_page);
    }
    fn split(data: Self::Data) -> (Option<Vec<Self::Item>>, Option<api::Paging>) {
        (Some(data), None)
    }
    fn id(item: &Self::Item) -> Option<&str> {
        Some(&item.id)
    }
}

#[doc(hidden)]
impl Request<SessionsList> {
    /// Identifier of the meeting whose sessions are wanted. Left out, sessions of all meetings are
    /// returned.
    pub fn associated_id(mut self, value: impl Into<String>) -> Self {
        self.operation.associated_id = Some(value.into());
        self
    }

    /// As [`associated_id`](Self::associated_id) if there is a value; `None` changes nothing.
    pub fn maybe_associated_id(self, value: Option<impl Into<String>>) -> Self {
        match value {
            Some(value) => self.associated_id(value),
            None => self,
        }
    }

    /// End of the time range of the sessions. Left out, the range is open at this end.
    pub fn end_time(mut self, value: impl Into<api::Timestamp>) -> Self {
        self.operation.end_time = Some(value.into());
        self
    }

    /// As [`end_time`](Self::end_time) if there is a value; `None` changes nothing.
    pub fn maybe_end_time(self, value: Option<impl Into<api::Timestamp>>) -> Self {
        match value {
            Some(value) => self.end_time(value),
            None => self,
        }
    }

    /// Filter by participants. What the text must contain is not documented. Left out, there is no such
    /// filter.
    pub fn participants(mut self, value: impl Into<String>) -> Self {
        self.operation.participants = Some(value.into());
        self
    }

    /// As [`participants`](Self::participants) if there is a value; `None` changes nothing.
    pub fn maybe_participants(self, value: Option<impl Into<String>>) -> Self {
        match value {
            Some(value) => self.participants(value),
            None => self,
        }
    }

    /// Text to search for in the identifiers and names of the items.
    pub fn search(mut self, value: impl Into<String>) -> Self {
        self.operation.search = Some(value.into());
        self
    }

    /// As [`search`](Self::search) if there is a value; `None` changes nothing.
    pub fn maybe_search(self, value: Option<impl Into<String>>) -> Self {
        match value {
            Some(value) => self.search(value),
            None => self,
        }
    }

    /// What to order the sessions by. The default is not documented.
    pub fn sort_by(mut self, value: impl Into<types::SessionSortField>) -> Self {
        self.operation.sort_by = Some(value.into());
        self
    }

    /// As [`sort_by`](Self::sort_by) if there is a value; `None` changes nothing.
    pub fn maybe_sort_by(
        self,
        value: Option<impl Into<types::SessionSortField>>,
    ) -> Self {
        match value {
            Some(value) => self.sort_by(value),
            None => self,
        }
    }

    /// Direction of the order. The default is not documented.
    pub fn sort_order(mut self, value: impl Into<types::SortOrder>) -> Self {
        self.operation.sort_order = Some(value.into());
        self
    }

    /// As [`sort_order`](Self::sort_order) if there is a value; `None` changes nothing.
    pub fn maybe_sort_order(self, value: Option<impl Into<types::SortOrder>>) -> Self {
        match value {
            Some(value) => self.sort_order(value),
            None => self,
        }
    }

    /// Start of the time range of the sessions. Left out, the range is open at this end.
    pub fn start_time(mut self, value: impl Into<api::Timestamp>) -> Self {
        self.operation.start_time = Some(value.into());
        self
    }

    /// As [`start_time`](Self::start_time) if there is a value; `None` changes nothing.
    pub fn maybe_start_time(self, value: Option<impl Into<api::Timestamp>>) -> Self {
        match value {
            Some(value) => self.start_time(value),
            None => self,
        }
    }

    /// Return only sessions with this status. Left out, live and ended sessions are returned.
    pub fn status(mut self, value: impl Into<types::SessionStatus>) -> Self {
        self.operation.status = Some(value.into());
        self
    }

    /// As [`status`](Self::status) if there is a value; `None` changes nothing.
    pub fn maybe_status(self, value: Option<impl Into<types::SessionStatus>>) -> Self {
        match value {
            Some(value) => self.status(value),
            None => self,
        }
    }
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
///
/// Returned by [`Sessions::peer_report`](crate::resources::Sessions::peer_report).
///
/// ```no_run
/// # async fn example(client: realtimekit::Client, app_id: &str, peer_id: &str) -> Result<(), realtimekit::Error> {
/// let result = client.app(app_id).sessions().peer_report(peer_id).send().await?;
/// # Ok(())
/// # }
/// ```
///
/// # Inputs
///
/// Optional, and set by methods of the [`Request`](crate::Request). Each has a twin that takes an
/// `Option`, such as `maybe_filters`.
///
/// * **`filters(impl Into<PeerReportFilter>)`**: Part of the report to return. Left out, the whole
///   report is returned. The official description speaks of several parts joined by commas without
///   blanks, its type allows one.
/// * **`include_peer_events(bool)`**: Whether to return the events of the peer, such as joining and
///   leaving. The default is not documented.
#[doc(alias = "filters")]
#[doc(alias = "include_peer_events")]
#[derive(Clone, Debug)]
pub struct SessionsGetPeerReport {
    pub(crate) app_id: String,
    pub(crate) peer_id: String,
    pub(crate) filters: Option<types::PeerReportFilter>,
    pub(crate) include_peer_events: Option<bool>,
}

impl SessionsGetPeerReport {
    #[allow(dead_code)]
    pub(crate) fn new(app_id: &str, peer_id: &str) -> Self {
        Self {
            app_id: app_id.to_owned(),
            peer_id: peer_id.to_owned(),
            filters: None,
            include_peer_events: None,
        }
    }
}

impl Sealed for SessionsGetPeerReport {}

impl Operation for SessionsGetPeerReport {
    type Data = types::PeerReportParticipant;
    type Output = types::PeerReportParticipant;
    fn operation() -> &'static operations::Operation {
        &operations::SESSIONS_GET_PEER_REPORT
    }
    fn call(
        &self,
        api: &api::Client,
        account_id: &str,
    ) -> Result<Call<Self::Data>, api::Error> {
        api.sessions_get_peer_report(
            account_id,
            &self.app_id,
            &self.peer_id,
            self.filters.as_ref(),
            self.include_peer_events,
        )
    }
    fn output(&self, response: Decoded<Self::Data>) -> Self::Output {
        response.data
    }
}

#[doc(hidden)]
impl Request<SessionsGetPeerReport> {
    /// Part of the report to return. Left out, the whole report is returned. The official description
    /// speaks of several parts joined by commas without blanks, its type allows one.
    pub fn filters(mut self, value: impl Into<types::PeerReportFilter>) -> Self {
        self.operation.filters = Some(value.into());
        self
    }

    /// As [`filters`](Self::filters) if there is a value; `None` changes nothing.
    pub fn maybe_filters(
        self,
        value: Option<impl Into<types::PeerReportFilter>>,
    ) -> Self {
        match value {
            Some(value) => self.filters(value),
            None => self,
        }
    }

    /// Whether to return the events of the peer, such as joining and leaving. The default is not
    /// documented.
    pub fn include_peer_events(mut self, value: bool) -> Self {
        self.operation.include_peer_events = Some(value);
        self
    }

    /// As [`include_peer_events`](Self::include_peer_events) if there is a value; `None` changes nothing.
    pub fn maybe_include_peer_events(self, value: Option<bool>) -> Self {
        match value {
            Some(value) => self.include_peer_events(value),
            None => self,
        }
    }
}

/// Get a session.
///
/// Returns one session, live or ended. Returns 404 when the session, the app or the account does not
/// exist.
///
/// `GET /accounts/{account_id}/realtime/kit/{app_id}/sessions/{session_id}`
///
/// Official reference: [Sessions: Fetch details of a session](https://developers.cloudflare.com/api/resources/realtime_kit/)
///
/// Returned by [`SessionHandle::get`](crate::resources::SessionHandle::get).
///
/// ```no_run
/// # async fn example(client: realtimekit::Client, app_id: &str, session_id: &str) -> Result<(), realtimekit::Error> {
/// let result = client.app(app_id).session(session_id).get().send().await?;
/// # Ok(())
/// # }
/// ```
///
/// # Inputs
///
/// Optional, and set by methods of the [`Request`](crate::Request). Each has a twin that takes an
/// `Option`, such as `maybe_include_breakout_rooms`.
///
/// * **`include_breakout_rooms(bool)`**: Whether to return the sessions of the breakout rooms too. The
///   default is not documented.
#[doc(alias = "include_breakout_rooms")]
#[derive(Clone, Debug)]
pub struct SessionsGet {
    pub(crate) app_id: String,
    pub(crate) session_id: String,
    pub(crate) include_breakout_rooms: Option<bool>,
}

impl SessionsGet {
    #[allow(dead_code)]
    pub(crate) fn new(app_id: &str, session_id: &str) -> Self {
        Self {
            app_id: app_id.to_owned(),
            session_id: session_id.to_owned(),
            include_breakout_rooms: None,
        }
    }
}

impl Sealed for SessionsGet {}

impl Operation for SessionsGet {
    type Data = types::Session;
    type Output = types::Session;
    fn operation() -> &'static operations::Operation {
        &operations::SESSIONS_GET
    }
    fn call(
        &self,
        api: &api::Client,
        account_id: &str,
    ) -> Result<Call<Self::Data>, api::Error> {
        api.sessions_get(
            account_id,
            &self.app_id,
            &self.session_id,
            self.include_breakout_rooms,
        )
    }
    fn output(&self, response: Decoded<Self::Data>) -> Self::Output {
        response.data
    }
}

#[doc(hidden)]
impl Request<SessionsGet> {
    /// Whether to return the sessions of the breakout rooms too. The default is not documented.
    pub fn include_breakout_rooms(mut self, value: bool) -> Self {
        self.operation.include_breakout_rooms = Some(value);
        self
    }

    /// As [`include_breakout_rooms`](Self::include_breakout_rooms) if there is a value; `None` changes
    /// nothing.
    pub fn maybe_include_breakout_rooms(self, value: Option<bool>) -> Self {
        match value {
            Some(value) => self.include_breakout_rooms(value),
            None => self,
        }
    }
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
///
/// Returned by [`SessionHandle::chat`](crate::resources::SessionHandle::chat).
///
/// ```no_run
/// # async fn example(client: realtimekit::Client, app_id: &str, session_id: &str) -> Result<(), realtimekit::Error> {
/// let result = client.app(app_id).session(session_id).chat().send().await?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct SessionsGetChat {
    pub(crate) app_id: String,
    pub(crate) session_id: String,
}

impl SessionsGetChat {
    #[allow(dead_code)]
    pub(crate) fn new(app_id: &str, session_id: &str) -> Self {
        Self {
            app_id: app_id.to_owned(),
            session_id: session_id.to_owned(),
        }
    }
}

impl Sealed for SessionsGetChat {}

impl Operation for SessionsGetChat {
    type Data = types::SessionChat;
    type Output = types::SessionChat;
    fn operation() -> &'static operations::Operation {
        &operations::SESSIONS_GET_CHAT
    }
    fn call(
        &self,
        api: &api::Client,
        account_id: &str,
    ) -> Result<Call<Self::Data>, api::Error> {
        api.sessions_get_chat(account_id, &self.app_id, &self.session_id)
    }
    fn output(&self, response: Decoded<Self::Data>) -> Self::Output {
        response.data
    }
}

/// List the livestream sessions of a session.
///
/// Returns the broadcasts that took place during the session, a page at a time. List and offsets are
/// inside `data`. Returns 404 when the session, the app or the account does not exist.
///
/// `GET /accounts/{account_id}/realtime/kit/{app_id}/sessions/{session_id}/livestream-sessions`
///
/// Official reference: [Livestreams: Fetch livestream session details using a session ID](https://developers.cloudflare.com/api/resources/realtime_kit/)
///
/// Returned by [`SessionHandle::livestream_sessions`](crate::resources::SessionHandle::livestream_sessions).
///
/// ```no_run
/// # async fn example(client: realtimekit::Client, app_id: &str, session_id: &str) -> Result<(), realtimekit::Error> {
/// let result = client.app(app_id).session(session_id).livestream_sessions().send().await?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct SessionsListLivestreamSessions {
    pub(crate) app_id: String,
    pub(crate) session_id: String,
    pub(crate) page_no: Option<u64>,
    pub(crate) per_page: Option<u64>,
}

impl SessionsListLivestreamSessions {
    #[allow(dead_code)]
    pub(crate) fn new(app_id: &str, session_id: &str) -> Self {
        Self {
            app_id: app_id.to_owned(),
            session_id: session_id.to_owned(),
            page_no: None,
            per_page: None,
        }
    }
}

impl Sealed for SessionsListLivestreamSessions {}

impl Operation for SessionsListLivestreamSessions {
    type Data = Vec<types::LivestreamSession>;
    type Output = Page<types::LivestreamSession>;
    fn operation() -> &'static operations::Operation {
        &operations::SESSIONS_LIST_LIVESTREAM_SESSIONS
    }
    fn call(
        &self,
        api: &api::Client,
        account_id: &str,
    ) -> Result<Call<Self::Data>, api::Error> {
        api.sessions_list_livestream_sessions(
            account_id,
            &self.app_id,
            &self.session_id,
            self.page_no,
            self.per_page,
        )
    }
    fn output(&self, response: Decoded<Self::Data>) -> Self::Output {
        Page::new(response.data, self.page_no.unwrap_or(1), response.paging)
    }
}

impl Paged for SessionsListLivestreamSessions {
    type Item = types::LivestreamSession;
    fn set_page(&mut self, page_no: u64, per_page: u64) {
        self.page_no = Some(page_no);
        self.per_page = Some(per_page);
    }
    fn split(data: Self::Data) -> (Option<Vec<Self::Item>>, Option<api::Paging>) {
        (Some(data), None)
    }
    fn id(item: &Self::Item) -> Option<&str> {
        Some(&item.id)
    }
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
///
/// Returned by [`SessionHandle::participants`](crate::resources::SessionHandle::participants).
///
/// ```no_run
/// # async fn example(client: realtimekit::Client, app_id: &str, session_id: &str) -> Result<(), realtimekit::Error> {
/// let result = client.app(app_id).session(session_id).participants().send().await?;
/// # Ok(())
/// # }
/// ```
///
/// # Inputs
///
/// Optional, and set by methods of the [`Request`](crate::Request). Each has a twin that takes an
/// `Option`, such as `maybe_include_peer_events`.
///
/// * **`include_peer_events(bool)`**: Whether to return the events of each participant, such as joining
///   and leaving. The default is not documented.
/// * **`search(impl Into<String>)`**: Text to search for in the identifiers and names of the items.
/// * **`sort_by(impl Into<SessionParticipantSortField>)`**: What to order the participants by. The
///   default is not documented.
/// * **`sort_order(impl Into<SortOrder>)`**: Direction of the order. The default is not documented.
/// * **`view(impl Into<SessionParticipantView>)`**: How time in breakout rooms counts towards each
///   duration. It matters for sessions with breakout rooms only; the default is not documented.
#[doc(alias = "include_peer_events")]
#[doc(alias = "search")]
#[doc(alias = "sort_by")]
#[doc(alias = "sort_order")]
#[doc(alias = "view")]
#[derive(Clone, Debug)]
pub struct SessionsListParticipants {
    pub(crate) app_id: String,
    pub(crate) session_id: String,
    pub(crate) include_peer_events: Option<bool>,
    pub(crate) page_no: Option<u64>,
    pub(crate) per_page: Option<u64>,
    pub(crate) search: Option<String>,
    pub(crate) sort_by: Option<types::SessionParticipantSortField>,
    pub(crate) sort_order: Option<types::SortOrder>,
    pub(crate) view: Option<types::SessionParticipantView>,
}

impl SessionsListParticipants {
    #[allow(dead_code)]
    pub(crate) fn new(app_id: &str, session_id: &str) -> Self {
        Self {
            app_id: app_id.to_owned(),
            session_id: session_id.to_owned(),
            include_peer_events: None,
            page_no: None,
            per_page: None,
            search: None,
            sort_by: None,
            sort_order: None,
            view: None,
        }
    }
}

impl Sealed for SessionsListParticipants {}

impl Operation for SessionsListParticipants {
    type Data = Vec<types::SessionParticipant>;
    type Output = Page<types::SessionParticipant>;
    fn operation() -> &'static operations::Operation {
        &operations::SESSIONS_LIST_PARTICIPANTS
    }
    fn call(
        &self,
        api: &api::Client,
        account_id: &str,
    ) -> Result<Call<Self::Data>, api::Error> {
        api.sessions_list_participants(
            account_id,
            &self.app_id,
            &self.session_id,
            self.include_peer_events,
            self.page_no,
            self.per_page,
            self.search.as_deref(),
            self.sort_by.as_ref(),
            self.sort_order.as_ref(),
            self.view.as_ref(),
        )
    }
    fn output(&self, response: Decoded<Self::Data>) -> Self::Output {
        Page::new(response.data, self.page_no.unwrap_or(1), response.paging)
    }
}

impl Paged for SessionsListParticipants {
    type Item = types::SessionParticipant;
    fn set_page(&mut self, page_no: u64, per_page: u64) {
        self.page_no = Some(page_no);
        self.per_page = Some(per_page);
    }
    fn split(data: Self::Data) -> (Option<Vec<Self::Item>>, Option<api::Paging>) {
        (Some(data), None)
    }
    fn id(item: &Self::Item) -> Option<&str> {
        item.id.as_deref()
    }
}

#[doc(hidden)]
impl Request<SessionsListParticipants> {
    /// Whether to return the events of each participant, such as joining and leaving. The default is not
    /// documented.
    pub fn include_peer_events(mut self, value: bool) -> Self {
        self.operation.include_peer_events = Some(value);
        self
    }

    /// As [`include_peer_events`](Self::include_peer_events) if there is a value; `None` changes nothing.
    pub fn maybe_include_peer_events(self, value: Option<bool>) -> Self {
        match value {
            Some(value) => self.include_peer_events(value),
            None => self,
        }
    }

    /// Text to search for in the identifiers and names of the items.
    pub fn search(mut self, value: impl Into<String>) -> Self {
        self.operation.search = Some(value.into());
        self
    }

    /// As [`search`](Self::search) if there is a value; `None` changes nothing.
    pub fn maybe_search(self, value: Option<impl Into<String>>) -> Self {
        match value {
            Some(value) => self.search(value),
            None => self,
        }
    }

    /// What to order the participants by. The default is not documented.
    pub fn sort_by(
        mut self,
        value: impl Into<types::SessionParticipantSortField>,
    ) -> Self {
        self.operation.sort_by = Some(value.into());
        self
    }

    /// As [`sort_by`](Self::sort_by) if there is a value; `None` changes nothing.
    pub fn maybe_sort_by(
        self,
        value: Option<impl Into<types::SessionParticipantSortField>>,
    ) -> Self {
        match value {
            Some(value) => self.sort_by(value),
            None => self,
        }
    }

    /// Direction of the order. The default is not documented.
    pub fn sort_order(mut self, value: impl Into<types::SortOrder>) -> Self {
        self.operation.sort_order = Some(value.into());
        self
    }

    /// As [`sort_order`](Self::sort_order) if there is a value; `None` changes nothing.
    pub fn maybe_sort_order(self, value: Option<impl Into<types::SortOrder>>) -> Self {
        match value {
            Some(value) => self.sort_order(value),
            None => self,
        }
    }

    /// How time in breakout rooms counts towards each duration. It matters for sessions with breakout rooms
    /// only; the default is not documented.
    pub fn view(mut self, value: impl Into<types::SessionParticipantView>) -> Self {
        self.operation.view = Some(value.into());
        self
    }

    /// As [`view`](Self::view) if there is a value; `None` changes nothing.
    pub fn maybe_view(
        self,
        value: Option<impl Into<types::SessionParticipantView>>,
    ) -> Self {
        match value {
            Some(value) => self.view(value),
            None => self,
        }
    }
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
///
/// Returned by [`SessionHandle::participant`](crate::resources::SessionHandle::participant).
///
/// ```no_run
/// # async fn example(client: realtimekit::Client, app_id: &str, session_id: &str, participant_id: &str) -> Result<(), realtimekit::Error> {
/// let result = client.app(app_id).session(session_id).participant(participant_id).send().await?;
/// # Ok(())
/// # }
/// ```
///
/// # Inputs
///
/// Optional, and set by methods of the [`Request`](crate::Request). Each has a twin that takes an
/// `Option`, such as `maybe_include_peer_events`.
///
/// * **`include_peer_events(bool)`**: Whether to return the events of the participant, such as joining
///   and leaving. The default is not documented.
#[doc(alias = "include_peer_events")]
#[derive(Clone, Debug)]
pub struct SessionsGetParticipant {
    pub(crate) app_id: String,
    pub(crate) session_id: String,
    pub(crate) participant_id: String,
    pub(crate) include_peer_events: Option<bool>,
}

impl SessionsGetParticipant {
    #[allow(dead_code)]
    pub(crate) fn new(app_id: &str, session_id: &str, participant_id: &str) -> Self {
        Self {
            app_id: app_id.to_owned(),
            session_id: session_id.to_owned(),
            participant_id: participant_id.to_owned(),
            include_peer_events: None,
        }
    }
}

impl Sealed for SessionsGetParticipant {}

impl Operation for SessionsGetParticipant {
    type Data = types::SessionParticipant;
    type Output = types::SessionParticipant;
    fn operation() -> &'static operations::Operation {
        &operations::SESSIONS_GET_PARTICIPANT
    }
    fn call(
        &self,
        api: &api::Client,
        account_id: &str,
    ) -> Result<Call<Self::Data>, api::Error> {
        api.sessions_get_participant(
            account_id,
            &self.app_id,
            &self.session_id,
            &self.participant_id,
            self.include_peer_events,
        )
    }
    fn output(&self, response: Decoded<Self::Data>) -> Self::Output {
        response.data
    }
}

#[doc(hidden)]
impl Request<SessionsGetParticipant> {
    /// Whether to return the events of the participant, such as joining and leaving. The default is not
    /// documented.
    pub fn include_peer_events(mut self, value: bool) -> Self {
        self.operation.include_peer_events = Some(value);
        self
    }

    /// As [`include_peer_events`](Self::include_peer_events) if there is a value; `None` changes nothing.
    pub fn maybe_include_peer_events(self, value: Option<bool>) -> Self {
        match value {
            Some(value) => self.include_peer_events(value),
            None => self,
        }
    }
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
///
/// Returned by [`SessionHandle::summary`](crate::resources::SessionHandle::summary).
///
/// ```no_run
/// # async fn example(client: realtimekit::Client, app_id: &str, session_id: &str) -> Result<(), realtimekit::Error> {
/// let result = client.app(app_id).session(session_id).summary().send().await?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct SessionsGetSummary {
    pub(crate) app_id: String,
    pub(crate) session_id: String,
}

impl SessionsGetSummary {
    #[allow(dead_code)]
    pub(crate) fn new(app_id: &str, session_id: &str) -> Self {
        Self {
            app_id: app_id.to_owned(),
            session_id: session_id.to_owned(),
        }
    }
}

impl Sealed for SessionsGetSummary {}

impl Operation for SessionsGetSummary {
    type Data = types::SessionSummary;
    type Output = types::SessionSummary;
    fn operation() -> &'static operations::Operation {
        &operations::SESSIONS_GET_SUMMARY
    }
    fn call(
        &self,
        api: &api::Client,
        account_id: &str,
    ) -> Result<Call<Self::Data>, api::Error> {
        api.sessions_get_summary(account_id, &self.app_id, &self.session_id)
    }
    fn output(&self, response: Decoded<Self::Data>) -> Self::Output {
        response.data
    }
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
///
/// Returned by [`SessionHandle::generate_summary`](crate::resources::SessionHandle::generate_summary).
///
/// ```no_run
/// # async fn example(client: realtimekit::Client, app_id: &str, session_id: &str) -> Result<(), realtimekit::Error> {
/// let result = client.app(app_id).session(session_id).generate_summary().send().await?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct SessionsGenerateSummary {
    pub(crate) app_id: String,
    pub(crate) session_id: String,
}

impl SessionsGenerateSummary {
    #[allow(dead_code)]
    pub(crate) fn new(app_id: &str, session_id: &str) -> Self {
        Self {
            app_id: app_id.to_owned(),
            session_id: session_id.to_owned(),
        }
    }
}

impl Sealed for SessionsGenerateSummary {}

impl Operation for SessionsGenerateSummary {
    type Data = types::SessionSummaryGeneration;
    type Output = types::SessionSummaryGeneration;
    fn operation() -> &'static operations::Operation {
        &operations::SESSIONS_GENERATE_SUMMARY
    }
    fn call(
        &self,
        api: &api::Client,
        account_id: &str,
    ) -> Result<Call<Self::Data>, api::Error> {
        api.sessions_generate_summary(account_id, &self.app_id, &self.session_id)
    }
    fn output(&self, response: Decoded<Self::Data>) -> Self::Output {
        response.data
    }
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
///
/// Returned by [`SessionHandle::transcript`](crate::resources::SessionHandle::transcript).
///
/// ```no_run
/// # async fn example(client: realtimekit::Client, app_id: &str, session_id: &str) -> Result<(), realtimekit::Error> {
/// let result = client.app(app_id).session(session_id).transcript().send().await?;
/// # Ok(())
/// # }
/// ```
///
/// # Inputs
///
/// Optional, and set by methods of the [`Request`](crate::Request). Each has a twin that takes an
/// `Option`, such as `maybe_format`.
///
/// * **`format(impl Into<TranscriptFormat>)`**: File format of the transcript. The default is not
///   documented; sample responses show a CSV file.
#[doc(alias = "format")]
#[derive(Clone, Debug)]
pub struct SessionsGetTranscript {
    pub(crate) app_id: String,
    pub(crate) session_id: String,
    pub(crate) format: Option<types::TranscriptFormat>,
}

impl SessionsGetTranscript {
    #[allow(dead_code)]
    pub(crate) fn new(app_id: &str, session_id: &str) -> Self {
        Self {
            app_id: app_id.to_owned(),
            session_id: session_id.to_owned(),
            format: None,
        }
    }
}

impl Sealed for SessionsGetTranscript {}

impl Operation for SessionsGetTranscript {
    type Data = types::SessionTranscript;
    type Output = types::SessionTranscript;
    fn operation() -> &'static operations::Operation {
        &operations::SESSIONS_GET_TRANSCRIPT
    }
    fn call(
        &self,
        api: &api::Client,
        account_id: &str,
    ) -> Result<Call<Self::Data>, api::Error> {
        api.sessions_get_transcript(
            account_id,
            &self.app_id,
            &self.session_id,
            self.format.as_ref(),
        )
    }
    fn output(&self, response: Decoded<Self::Data>) -> Self::Output {
        response.data
    }
}

#[doc(hidden)]
impl Request<SessionsGetTranscript> {
    /// File format of the transcript. The default is not documented; sample responses show a CSV file.
    pub fn format(mut self, value: impl Into<types::TranscriptFormat>) -> Self {
        self.operation.format = Some(value.into());
        self
    }

    /// As [`format`](Self::format) if there is a value; `None` changes nothing.
    pub fn maybe_format(
        self,
        value: Option<impl Into<types::TranscriptFormat>>,
    ) -> Self {
        match value {
            Some(value) => self.format(value),
            None => self,
        }
    }
}
