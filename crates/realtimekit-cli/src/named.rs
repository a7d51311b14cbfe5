//! Objects that have names.

use realtimekit::types::{App, Livestream, Meeting, PresetSummary, Recording, Session, Webhook};

/// Objects that have an identifier and a title.
pub trait HasName {
    fn id(&self) -> &str;
    fn title(&self) -> Option<&str>;

    /// The title as a list, for `pick`.
    fn titles(&self) -> Vec<&str> {
        self.title().into_iter().collect()
    }
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
    Recording: output_file_name,
    Session: meeting_display_name,
    Webhook: name,
}
