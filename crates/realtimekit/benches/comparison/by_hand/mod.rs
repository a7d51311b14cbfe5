//! The hand-written side of the comparison: the same work with `reqwest` and `serde` alone.
//!
//! The structs have the fields of the generated ones. Timestamps and secrets are plain strings, and enums have only the
//! documented values: the cheapest form that people write.

#![allow(dead_code)] // fields exist to be deserialized

mod meetings;
mod participants;
mod presets;

use std::collections::VecDeque;
use std::time::Duration;

use futures::StreamExt as _;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::responses::PAGE;
use crate::{ACCOUNT, TOKEN};

pub use meetings::Meeting;
pub use participants::{PeerReportParticipant, SessionParticipant};
pub use presets::PresetDefinition;

pub type Error = Box<dyn std::error::Error>;

#[derive(Debug, Deserialize)]
pub struct Envelope<T> {
    pub success: bool,
    pub data: T,
    pub paging: Option<Paging>,
}

#[derive(Debug, Deserialize)]
pub struct Paging {
    pub total_count: u64,
    pub start_offset: u64,
    pub end_offset: u64,
}

#[derive(Debug, Deserialize)]
pub struct Participants {
    pub participants: Vec<SessionParticipant>,
}

#[derive(Debug, Deserialize)]
pub struct Participant {
    pub participant: PeerReportParticipant,
}

#[derive(Clone)]
pub struct Client {
    http: reqwest::Client,
    base_url: String,
}

impl Client {
    pub fn new(base_url: String) -> Self {
        let http = reqwest::Client::builder()
            .user_agent("by-hand/1")
            .connect_timeout(Duration::from_secs(10))
            .timeout(Duration::from_secs(30))
            .build()
            .expect("a client with default settings");
        Self { http, base_url }
    }

    async fn get<T: DeserializeOwned>(&self, path: String, query: &[(&str, u64)]) -> Result<Envelope<T>, Error> {
        let url = format!("{}/accounts/{ACCOUNT}/realtime/kit/{path}", self.base_url);
        let response = self.http.get(url).query(query).bearer_auth(TOKEN).send().await?.error_for_status()?;
        Ok(response.json().await?)
    }

    pub async fn meeting(&self, app: &str, id: &str) -> Result<Meeting, Error> {
        let url = format!("{}/accounts/{ACCOUNT}/realtime/kit/{app}/meetings/{id}", self.base_url);
        let response = self.http.get(url).bearer_auth(TOKEN).send().await?.error_for_status()?;
        Ok(response.json::<Envelope<Meeting>>().await?.data)
    }

    async fn page(&self, app: &str, page: u64) -> Result<Envelope<Vec<Meeting>>, Error> {
        self.get(format!("{app}/meetings"), &[("page_no", page), ("per_page", PAGE)]).await
    }

    /// All meetings, one after the other, to `use_meeting`.
    pub async fn meetings(&self, app: &str, mut use_meeting: impl FnMut(Meeting)) -> Result<(), Error> {
        for number in 1.. {
            let page = self.page(app, number).await?;
            page.data.into_iter().for_each(&mut use_meeting);
            if page.paging.is_none_or(|paging| paging.end_offset >= paging.total_count) {
                break;
            }
        }
        Ok(())
    }

    /// The same with several requests under way. The first page reports how many there are.
    pub async fn meetings_ahead(
        &self,
        app: &str,
        concurrency: usize,
        mut use_meeting: impl FnMut(Meeting),
    ) -> Result<(), Error> {
        let first = self.page(app, 1).await?;
        first.data.into_iter().for_each(&mut use_meeting);
        let total = first.paging.map_or(0, |paging| paging.total_count);
        let numbers: VecDeque<u64> = (2..=total.div_ceil(PAGE)).collect();
        let mut pages = futures::stream::iter(numbers).map(|number| self.page(app, number)).buffered(concurrency);
        while let Some(page) = pages.next().await {
            page?.data.into_iter().for_each(&mut use_meeting);
        }
        Ok(())
    }

    pub fn create_preset(&self, app: &str, preset: &PresetDefinition) -> Result<reqwest::Request, Error> {
        let url = format!("{}/accounts/{ACCOUNT}/realtime/kit/{app}/presets", self.base_url);
        Ok(self.http.post(url).bearer_auth(TOKEN).json(preset).build()?)
    }
}
