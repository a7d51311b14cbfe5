//! The technical report about one person in a session.

use realtimekit_api::Timestamp;
use serde_json::{Value, json};

use crate::http::call::Call;
use crate::http::envelope::{Outcome, Reply};
use crate::resources::sessions::no_peer;
use crate::world::model::app::App;
use crate::world::model::session::Peer;

pub(crate) fn get(app: &mut App, call: &mut Call<'_>) -> Outcome {
    let id = call.id("peer_id");
    let found = app.sessions.values().find_map(|session| Some((session, session.peers.get(id)?)));
    let (session, peer) = found.ok_or_else(|| no_peer(id))?;
    let events = call.query.flag("include_peer_events") == Some(true);
    let mut participant = peer.render(&session.id, call.context.now, events);
    if let Some(participant) = participant.as_object_mut() {
        // Here the name of the preset is called role.
        let role = participant.remove("preset_name").unwrap_or_default();
        participant.insert("role".to_owned(), role);
        participant.insert("session_id".to_owned(), json!(session.id));
        participant.insert("peer_report".to_owned(), report(peer, call.query.text("filters"), call.context.now));
    }
    Ok(Reply::data(json!({ "participant": participant })))
}

/// The report, or one part of it.
fn report(peer: &Peer, part: Option<&str>, now: Timestamp) -> Value {
    let wants = |name| part.is_none_or(|part| part == name);
    let mut metadata = json!({ "room_view_type": peer.view_type, "sdk_name": "web-core", "sdk_version": "1.2.0" });
    if wants("device_info") {
        metadata["device_info"] = json!({ "cpus": 8, "is_mobile": false, "os": "Linux", "os_version": "6.8" });
        metadata["browser_metadata"] = json!({ "browser": "Firefox", "browser_version": "139.0", "engine": "Gecko" });
    }
    if wants("ip_information") {
        // An address that is reserved for documentation.
        metadata["ip_information"] =
            json!({ "ipv4": "203.0.113.7", "city": "Lisbon", "country": "PT", "timezone": "Europe/Lisbon" });
    }
    if wants("precall_network_information") {
        metadata["pc_metadata"] = json!([{
            "effective_network_type": "4g",
            "reflexive_connectivity": true,
            "relay_connectivity": true,
            "turn_connectivity": true,
            "timestamp": peer.joined_at.to_string(),
        }]);
    }
    if wants("events") {
        let event = |name, at: Timestamp| json!({ "name": name, "timestamp": at.to_string(), "metadata": { "attempt": 1, "region": null } });
        let events =
            [event("connect", peer.joined_at)].into_iter().chain(peer.left_at.map(|at| event("disconnect", at)));
        metadata["events"] = events.collect();
    }
    let mut report = json!({ "metadata": metadata });
    if wants("quality_stats") {
        report["quality"] = quality(peer, now);
    }
    report
}

/// Figures of a good connection, for as long as the person was there.
fn quality(peer: &Peer, now: Timestamp) -> Value {
    let millis = peer.left_at.unwrap_or(now).unix_millis() - peer.joined_at.unix_millis();
    // 50 packets of 80 bytes a second, as speech has.
    let packets = millis.max(0) / 20;
    json!({
        "audio_producer": [{
            "producer_id": peer.id,
            "mid": "0",
            "ssrc": 2_740_183_355_u32,
            "bytes_sent": packets * 80,
            "packets_sent": packets,
            "packets_lost": 0,
            "jitter": 0.004,
            "rtt": 0.031,
            "mos_quality": 4.41,
            "timestamp": peer.left_at.unwrap_or(now).to_string(),
        }],
        "audio_producer_cumulative": {
            "packet_loss": { "avg": 0, "5_or_greater_event_fraction": 0, "10_or_greater_event_fraction": 0 },
            "quality_mos": { "avg": 4.41, "p50": 4.41, "p75": 4.42, "p90": 4.43 },
            "rtt": { "avg": 0.031, "100ms_or_greater_event_fraction": 0 },
        },
    })
}
