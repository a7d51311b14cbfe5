//! Facts about a track in its file name.

use realtimekit_api::Timestamp;

use super::name::split_extension;

/// The track that a file of a track recording holds, from its name. `None` where the name does not contain it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Track {
    /// Identifier that adding the participant to the meeting returned.
    pub participant_id: Option<String>,
    /// Identifier of one presence in the session.
    pub peer_id: Option<String>,
    /// Kind of the stream, such as `peer`.
    pub stream_kind: Option<String>,
    /// Kind of the medium, such as `audio`.
    pub media_kind: Option<String>,
    /// When the file was begun.
    pub started_at: Option<Timestamp>,
}

impl Track {
    /// Reads a name such as `speaker_<participant>_<peer>_peer_audio_1760000000000.webm`. Identifiers may contain
    /// underscores; where it is not clear which of the two one belongs to, both are `None`.
    pub fn from_file_name(name: &str) -> Self {
        let (stem, _) = split_extension(name);
        let mut parts = stem.rsplitn(4, '_');
        let (date, media, stream, before) = (parts.next(), parts.next(), parts.next(), parts.next());
        let (Some(date), Some(media), Some(stream), Some(before)) = (date, media, stream, before) else {
            return Self::default();
        };
        let millis = date.parse().ok().map(Timestamp::from_unix_millis);
        let started_at = millis.or_else(|| date.parse().ok());
        if started_at.is_none() || !matches!(media, "audio" | "video") {
            return Self::default();
        }
        let ids = before.strip_prefix("speaker_").and_then(two_ids);
        Self {
            participant_id: ids.map(|(participant, _)| participant.to_owned()),
            peer_id: ids.map(|(_, peer)| peer.to_owned()),
            stream_kind: Some(stream.to_owned()),
            media_kind: Some(media.to_owned()),
            started_at,
        }
    }
}

/// Splits `<participant>_<peer>` where there is one way to do so, or one way in which one of them is a UUID.
fn two_ids(ids: &str) -> Option<(&str, &str)> {
    let splits = ids.match_indices('_').filter_map(|(index, _)| Some((ids.get(..index)?, ids.get(index + 1..)?)));
    let pairs: Vec<_> = splits.filter(|(participant, peer)| !participant.is_empty() && !peer.is_empty()).collect();
    let with_uuid = pairs.iter().filter(|(participant, peer)| is_uuid(participant) || is_uuid(peer));
    match (pairs.as_slice(), with_uuid.collect::<Vec<_>>().as_slice()) {
        ([only], _) => Some(*only),
        (_, [only]) => Some(**only),
        _ => None,
    }
}

fn is_uuid(text: &str) -> bool {
    text.len() == 36
        && text.bytes().enumerate().all(|(index, byte)| match index {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(name: &str) -> (Option<String>, Option<String>) {
        let track = Track::from_file_name(name);
        (track.participant_id, track.peer_id)
    }

    #[test]
    fn the_documented_pattern_is_read() {
        let track = Track::from_file_name("speaker_user-123_peer-456_peer_audio_1760000000000.webm");
        assert_eq!((track.participant_id.as_deref(), track.peer_id.as_deref()), (Some("user-123"), Some("peer-456")));
        assert_eq!((track.stream_kind.as_deref(), track.media_kind.as_deref()), (Some("peer"), Some("audio")));
        assert_eq!(track.started_at.unwrap().unix_millis(), 1_760_000_000_000);
    }

    #[test]
    fn ambiguous_names_are_left_unknown() {
        let uuid = "6a7e7a3d-0000-4000-8000-000000000001";
        let pair = |participant: &str, peer: &str| (Some(participant.to_owned()), Some(peer.to_owned()));
        assert_eq!(ids("speaker_a_b_c_peer_audio_1.webm"), (None, None));
        assert_eq!(ids(&format!("speaker_a_b_{uuid}_peer_audio_1.webm")), pair("a_b", uuid));
        assert_eq!(ids(&format!("speaker_{uuid}_b_c_peer_audio_1.webm")), pair(uuid, "b_c"));
        assert_eq!(ids("recorder_a_b_peer_audio_1.webm"), (None, None));
        for name in ["", "a.webm", "speaker_a_b_peer_audio_soon.webm", "_____", "speaker_a_b_peer_smell_1.webm"] {
            assert_eq!(Track::from_file_name(name), Track::default(), "{name}");
        }
    }
}
