//! Figures about sessions, recordings and livestreams, counted from what has happened.

use std::collections::BTreeMap;
use std::time::Duration;

use realtimekit_api::Timestamp;
use serde_json::{Value, json};

use crate::clock::day;
use crate::envelope::{Outcome, Reply};
use crate::livestreams::Broadcast;
use crate::routing::Call;
use crate::sessions::hundredths;
use crate::state::App;

/// Days before today with which a range begins that nobody has chosen.
const DEFAULT_DAYS: u64 = 30;

/// How many and how much, by day.
#[derive(Debug, Default)]
struct Figures(BTreeMap<String, (u64, f64)>);

impl Figures {
    fn collect(happened: impl Iterator<Item = (Timestamp, f64)>, range: &(String, String)) -> Self {
        let mut figures = Self::default();
        for (at, amount) in happened {
            let day = day(at);
            if range.0 <= day && day <= range.1 {
                let (count, total) = figures.0.entry(day).or_default();
                *count += 1;
                *total += amount;
            }
        }
        figures
    }

    fn count(&self) -> u64 {
        self.0.values().map(|(count, _)| count).sum()
    }

    fn total(&self) -> f64 {
        hundredths(self.0.values().map(|(_, total)| total).sum())
    }

    fn days(&self, count_name: &str, total_name: &str) -> Value {
        let days = self.0.iter();
        days.map(|(day, (count, total))| json!({ "day": day, count_name: count, total_name: hundredths(*total) }))
            .collect()
    }
}

pub(crate) fn daywise(app: &mut App, call: &mut Call<'_>) -> Outcome {
    let now = call.context.now;
    let month = i64::try_from(Duration::from_secs(DEFAULT_DAYS * 86_400).as_millis()).unwrap_or(0);
    let first = day(Timestamp::from_unix_millis(now.unix_millis() - month));
    let bound = |name, default| call.query.text(name).map_or(default, str::to_owned);
    let range = (bound("start_date", first), bound("end_date", day(now)));
    let sessions = app.sessions.values().map(|session| (session.started_at, session.minutes(now)));
    let sessions = Figures::collect(sessions, &range);
    let recordings = app.recordings.values().map(|recording| (recording.invoked_at, recording.seconds(now) / 60.0));
    let recordings = Figures::collect(recordings, &range);
    Ok(Reply::data(json!({
        "session_stats": {
            "sessions_count": sessions.count(),
            "sessions_minutes_consumed": sessions.total(),
            "day_stats": sessions.days("total_sessions", "total_session_minutes"),
        },
        "recording_stats": {
            "recording_count": recordings.count(),
            "recording_minutes_consumed": recordings.total(),
            "day_stats": recordings.days("total_recordings", "total_recording_minutes"),
        },
    })))
}

/// The broadcasts that began in the range of the query, whose ends are Unix seconds.
fn broadcasts<'a>(app: &'a App, call: &Call<'_>) -> impl Iterator<Item = &'a Broadcast> {
    let (start, end) = (call.query.integer("start_time"), call.query.integer("end_time"));
    app.broadcasts().map(|(_, broadcast)| broadcast).filter(move |broadcast| {
        let at = broadcast.invoked_at.unix_seconds();
        start.is_none_or(|start| start <= at) && end.is_none_or(|end| at <= end)
    })
}

/// Sums of milliseconds without the noise of their last digits.
fn thousandths(seconds: f64) -> f64 {
    (seconds * 1000.0).round() / 1000.0
}

fn totals<'a>(broadcasts: impl Iterator<Item = &'a Broadcast>, now: Timestamp) -> Value {
    let (count, ingest, viewers) = broadcasts.fold((0, 0.0, 0.0), |(count, ingest, viewers), broadcast| {
        (count + 1, ingest + broadcast.ingest_seconds(now), viewers + broadcast.viewer_seconds(now))
    });
    json!({ "count": count, "total_ingest_seconds": thousandths(ingest), "total_viewer_seconds": thousandths(viewers) })
}

pub(crate) fn livestreams_overall(app: &mut App, call: &mut Call<'_>) -> Outcome {
    Ok(Reply::data(totals(broadcasts(app, call), call.context.now)))
}

pub(crate) fn livestreams_daywise(app: &mut App, call: &mut Call<'_>) -> Outcome {
    let mut days: BTreeMap<String, Vec<&Broadcast>> = BTreeMap::new();
    for broadcast in broadcasts(app, call) {
        days.entry(day(broadcast.invoked_at)).or_default().push(broadcast);
    }
    let days = days.into_iter().map(|(day, broadcasts)| {
        let mut figures = totals(broadcasts.into_iter(), call.context.now);
        figures["date"] = json!(day);
        figures
    });
    Ok(Reply::data(days.collect()))
}
