//! Objects that have names.

use realtimekit::types::{App, Livestream, Meeting, PresetSummary, Recording, Session, Webhook};

/// Objects that have an identifier and a title.
pub trait HasName {
    fn id(&self) -> &str;
    fn title(&self) -> Option<&str>;

    /// All names by which the object is found, the title first.
    fn titles(&self) -> Vec<&str> {
        self.title().into_iter().collect()
    }

    /// Whether the search of the list finds the object by all of its names.
    const IS_SEARCHED: bool = true;
}

/// Found by its file and by its meeting, whose title is what people know.
impl HasName for Recording {
    fn id(&self) -> &str {
        &self.id
    }

    fn title(&self) -> Option<&str> {
        self.output_file_name.as_deref()
    }

    fn titles(&self) -> Vec<&str> {
        let meeting = self.meeting.as_ref().and_then(|meeting| meeting.title.as_deref());
        self.title().into_iter().chain(meeting).collect()
    }

    const IS_SEARCHED: bool = false;
}

macro_rules! has_name {
    ($($object:ty: $title:ident),* $(,)?) => {
        $(impl HasName for $object {
            fn id(&self) -> &str {
                &self.id
            }

            fn title(&self) -> Option<&str> {
                self.$title.as_deref()
            }
        })*
    };
}

has_name! {
    App: name,
    Livestream: name,
    Meeting: title,
    PresetSummary: name,
    Session: meeting_display_name,
    Webhook: name,
}
