//! Sentences and their speakers.

use super::time::Moment;

/// A sentence of a transcript.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Sentence {
    /// When the sentence begins.
    pub start: Moment,
    /// When the sentence ends; CSV files do not contain it.
    pub end: Option<Moment>,
    /// The speaker.
    pub speaker: Speaker,
    /// The words.
    pub text: String,
}

/// The person who said a sentence, as far as the file names one. Personal data.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Speaker {
    /// Name under which the person joined.
    pub name: Option<String>,
    /// Identifier of one presence in the session: the `id` of a session participant.
    pub peer_id: Option<String>,
    /// Identifier that adding the participant to the meeting returned: the `user_id` of a session participant.
    pub participant_id: Option<String>,
    /// Identifier that the caller chose when adding the participant.
    pub custom_participant_id: Option<String>,
}

impl Sentence {
    /// A sentence without an end, of an unnamed speaker.
    pub fn new(start: Moment, text: impl Into<String>) -> Self {
        Self { start, end: None, speaker: Speaker::default(), text: text.into() }
    }
}

impl Speaker {
    /// A speaker of whom only the name is known.
    pub fn named(name: impl Into<String>) -> Self {
        Self { name: Some(name.into()), ..Self::default() }
    }

    /// Whether the service did not recognise the speaker: every identifier and the name is absent or a placeholder, such
    /// as `unknown` or `Speaker 2`.
    pub fn is_placeholder(&self) -> bool {
        [&self.name, &self.peer_id, &self.participant_id, &self.custom_participant_id]
            .into_iter()
            .all(|value| value.as_deref().is_none_or(is_placeholder))
    }

    /// The name, or else an identifier; `None` for a placeholder without a name.
    pub fn label(&self) -> Option<&str> {
        let known = [&self.name, &self.custom_participant_id, &self.participant_id, &self.peer_id];
        let known = known.into_iter().filter_map(|value| value.as_deref());
        known.clone().find(|value| !is_placeholder(value)).or(self.name.as_deref())
    }
}

/// Whether a text represents an unknown person.
fn is_placeholder(text: &str) -> bool {
    const WORDS: [&str; 8] = ["", "unknown", "undefined", "null", "none", "speaker", "unknown speaker", "participant"];
    let word =
        text.trim_matches(|letter: char| letter.is_whitespace() || letter.is_ascii_digit() || "_-#".contains(letter));
    WORDS.contains(&word.to_ascii_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_recognised() {
        for name in [
            "Speaker",
            "speaker_1",
            "Speaker 2",
            "unknown",
            "",
            "Unknown Speaker",
            "00000000-0000-0000-0000-000000000000",
        ] {
            let speaker = Speaker { peer_id: Some("unknown".into()), ..Speaker::named(name) };
            assert!(speaker.is_placeholder(), "{name}");
        }
        for name in ["Mary", "Speakerine", "Participant Mary"] {
            assert!(!Speaker::named(name).is_placeholder(), "{name}");
        }
        let known = Speaker { custom_participant_id: Some("user-7".into()), ..Speaker::named("Speaker 1") };
        assert!(!known.is_placeholder());
        assert_eq!(known.label(), Some("user-7"));
        assert_eq!(Speaker::named("Speaker 1").label(), Some("Speaker 1"));
        assert_eq!(Speaker::default().label(), None);
    }
}
