//! Figures about sessions, recordings and livestreams, counted from what has happened.

use std::collections::{BTreeMap, HashSet};
use std::time::Duration;

use realtimekit_api::Timestamp;
use serde_json::{Value, json};

use crate::http::call::Call;
use crate::http::envelope::{Outcome, Reply};
use crate::world::clock::day;
use crate::world::context::Context;
use crate::world::fidelity::Fidelity;
use crate::world::model::app::App;
use crate::world::model::livestream::{Broadcast, Livestream};
use crate::world::model::session::hundredths;

/// Days before today at which a range begins by default.
const DEFAULT_DAYS: u64 = 30;

/// How many and how much, by day.
#[derive(Debug, Default)]
struct Figures(BTreeMap<String, (u64, f64)>);

impl Figures {
    /// Of each that happened: when, as how many it counts, and how much it was.
    fn collect(happened: impl Iterator<Item = (Timestamp, u64, f64)>, range: &(String, String)) -> Self {
        let mut figures = Self::default();
        for (at, number, amount) in happened {
            let day = day(at);
            if range.0 <= day && day <= range.1 {
                let (count, total) = figures.0.entry(day).or_default();
                *count += number;
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

    fn days(&self, count_name: &str, total_name: &str, amount: impl Fn(f64) -> Value) -> Value {
        let days = self.0.iter();
        days.map(|(day, (count, total))| json!({ "day": day, count_name: count, total_name: amount(*total) })).collect()
    }
}

pub(crate) fn daywise(app: &mut App, call: &mut Call<'_>) -> Outcome {
    let now = call.context.now;
    let month = i64::try_from(Duration::from_secs(DEFAULT_DAYS * 86_400).as_millis()).unwrap_or(0);
    let first = day(Timestamp::from_unix_millis(now.unix_millis() - month));
    let bound = |name, default| call.query.text(name).map_or(default, str::to_owned);
    let range = (bound("start_date", first), bound("end_date", day(now)));
    // A breakout room is a part of its session; the minutes there are minutes like any other.
    let sessions = app
        .sessions
        .values()
        .map(|session| (session.started_at, u64::from(session.parent_id.is_none()), session.minutes(now)));
    let sessions = Figures::collect(sessions, &range);
    let recordings = app.recordings.values().map(|recording| (recording.invoked_at, 1, recording.seconds(now) / 60.0));
    let recordings = Figures::collect(recordings, &range);
    Ok(Reply::data(json!({
        "session_stats": {
            "sessions_count": sessions.count(),
            "sessions_minutes_consumed": sessions.total(),
            "day_stats": sessions.days("total_sessions", "total_session_minutes", |minutes| json!(hundredths(minutes))),
        },
        "recording_stats": {
            "recording_count": recordings.count(),
            "recording_minutes_consumed": recordings.total(),
            "day_stats": recordings.days("total_recordings", "total_recording_minutes", |minutes| figure(minutes, call.context.fidelity)),
        },
    })))
}

/// The broadcasts that began in the range of the query, whose ends are Unix seconds, each with the day on which it began
/// and its livestream. A broadcast that was requested and never began does not count.
fn broadcasts<'a>(app: &'a App, call: &Call<'_>) -> impl Iterator<Item = (String, &'a Livestream, &'a Broadcast)> {
    let (start, end) = (call.query.integer("start_time"), call.query.integer("end_time"));
    app.broadcasts().filter_map(move |(stream, broadcast)| {
        let began = broadcast.started_at?;
        let at = began.unix_seconds();
        let within = start.is_none_or(|start| start <= at) && end.is_none_or(|end| at <= end);
        within.then(|| (day(began), stream, broadcast))
    })
}

/// A figure that is whole in every documented example, and was observed with fractions.
fn figure(amount: f64, fidelity: Fidelity) -> Value {
    match fidelity {
        Fidelity::Documented => json!(amount.round() as u64),
        // Without the noise of the last digits. An empty sum is -0, which would be printed with its sign.
        Fidelity::Observed => json!((amount * 1000.0).round() / 1000.0 + 0.0),
    }
}

fn totals(count: usize, broadcasts: &[&Broadcast], context: &Context) -> Value {
    let sum = |seconds: fn(&Broadcast, Timestamp) -> f64| {
        figure(broadcasts.iter().map(|broadcast| seconds(broadcast, context.now)).sum(), context.fidelity)
    };
    json!({
        "count": count,
        "total_ingest_seconds": sum(Broadcast::ingest_seconds),
        "total_viewer_seconds": sum(Broadcast::viewer_seconds),
    })
}

/// Counts livestreams, however often each was broadcast.
pub(crate) fn livestreams_overall(app: &mut App, call: &mut Call<'_>) -> Outcome {
    let (streams, broadcasts): (HashSet<&str>, Vec<&Broadcast>) =
        broadcasts(app, call).map(|(_, stream, broadcast)| (stream.id.as_str(), broadcast)).unzip();
    Ok(Reply::data(totals(streams.len(), &broadcasts, call.context)))
}

/// Counts the sessions of livestreams: each time that one was broadcast.
pub(crate) fn livestreams_daywise(app: &mut App, call: &mut Call<'_>) -> Outcome {
    let mut days: BTreeMap<String, Vec<&Broadcast>> = BTreeMap::new();
    for (day, _, broadcast) in broadcasts(app, call) {
        days.entry(day).or_default().push(broadcast);
    }
    let days = days.into_iter().map(|(day, broadcasts)| {
        let mut figures = totals(broadcasts.len(), &broadcasts, call.context);
        figures["date"] = json!(day);
        figures
    });
    Ok(Reply::data(days.collect()))
}
