//! Complete presets to start from: the service refuses partial ones.

use crate::decode::{Unreadable, decode_value};
use crate::types::{
    BackgroundColorsDefinition, BorderRadius, BorderWidth, BrandColorsDefinition, DesignColorsDefinition,
    DesignTokensDefinition, MediaPermission, MediaQuality, PluginAccessMap, Preset, PresetChatPermissionsDefinition,
    PresetConfigDefinition, PresetConnectedMeetingsPermissionsDefinition, PresetDefinition,
    PresetMaxVideoStreamsDefinition, PresetMediaDefinition, PresetMediaPermissionDefinition,
    PresetMediaPermissionsDefinition, PresetPermissionsDefinition, PresetPluginPermissionsDefinition,
    PresetPollPermissionsDefinition, PresetPrivateChatPermissionsDefinition, PresetPublicChatPermissionsDefinition,
    PresetScreenshareDefinition, PresetUiDefinition, PresetVideoDefinition, RecorderType, Theme, ViewType,
    WaitingRoomType,
};
use crate::values::Exposed;

/// Complete presets to start from. All fields are public: change what should be different.
///
/// ```
/// # use realtimekit_api::types::{MediaQuality, PresetDefinition};
/// let mut preset = PresetDefinition::group_call("student").as_participant();
/// preset.permissions.can_edit_display_name = true;
/// preset.config.media.video.quality = MediaQuality::Vga;
/// ```
impl PresetDefinition {
    /// A call in which everybody sees everybody. The holder may do everything; see
    /// [`as_participant`](Self::as_participant).
    pub fn group_call(name: impl Into<String>) -> Self {
        Self::host(name, ViewType::GroupCall)
    }

    /// A webinar: few present, many watch. The holder presents; see [`as_viewer`](Self::as_viewer).
    pub fn webinar(name: impl Into<String>) -> Self {
        Self::host(name, ViewType::Webinar)
    }

    /// A call without pictures. The holder may do everything.
    pub fn audio_room(name: impl Into<String>) -> Self {
        let mut preset = Self::host(name, ViewType::AudioRoom);
        preset.permissions.media.video.can_produce = MediaPermission::NotAllowed;
        preset.permissions.media.screenshare.can_produce = MediaPermission::NotAllowed;
        preset.config.max_screenshare_count = 0;
        preset
    }

    /// A livestream: the holder is on stage; see [`as_viewer`](Self::as_viewer).
    pub fn livestream(name: impl Into<String>) -> Self {
        Self::host(name, ViewType::Livestream)
    }

    /// The same, without power over others: no kicking, muting, recording, livestreaming, letting in.
    #[must_use]
    pub fn as_participant(mut self) -> Self {
        let permissions = &mut self.permissions;
        permissions.accept_waiting_requests = false;
        permissions.can_accept_production_requests = false;
        permissions.can_change_participant_permissions = false;
        permissions.can_edit_display_name = false;
        permissions.can_livestream = false;
        permissions.can_record = false;
        permissions.can_spotlight = false;
        permissions.connected_meetings = connected_meetings(false);
        permissions.disable_participant_audio = false;
        permissions.disable_participant_screensharing = false;
        permissions.disable_participant_video = false;
        permissions.kick_participant = false;
        permissions.pin_participant = false;
        permissions.plugins = plugins(false);
        permissions.polls = PresetPollPermissionsDefinition { can_create: false, can_view: true, can_vote: true };
        self
    }

    /// The same, to watch and listen: [`as_participant`](Self::as_participant) without sending anything but chat.
    #[must_use]
    pub fn as_viewer(self) -> Self {
        let mut viewer = self.as_participant();
        viewer.permissions.media = media(MediaPermission::NotAllowed);
        viewer.permissions.chat.public.files = false;
        viewer.permissions.chat.private =
            PresetPrivateChatPermissionsDefinition { can_receive: true, can_send: false, files: false, text: false };
        viewer
    }

    fn host(name: impl Into<String>, view_type: ViewType) -> Self {
        let config = PresetConfigDefinition::new(
            1,
            PresetMaxVideoStreamsDefinition::new(9, 6),
            PresetMediaDefinition::new(
                PresetScreenshareDefinition::new(5, MediaQuality::Hd),
                PresetVideoDefinition::new(24, MediaQuality::Hd),
            ),
            view_type,
        );
        let permissions = PresetPermissionsDefinition {
            accept_stage_requests: None,
            accept_waiting_requests: true,
            can_accept_production_requests: true,
            can_change_participant_permissions: true,
            can_edit_display_name: true,
            can_livestream: true,
            can_record: true,
            can_spotlight: true,
            chat: PresetChatPermissionsDefinition::new(
                PresetPrivateChatPermissionsDefinition::new(true, true, true, true),
                PresetPublicChatPermissionsDefinition::new(true, true, true),
            ),
            connected_meetings: connected_meetings(true),
            disable_participant_audio: true,
            disable_participant_screensharing: true,
            disable_participant_video: true,
            hidden_participant: false,
            is_recorder: None,
            kick_participant: true,
            media: media(MediaPermission::Allowed),
            pin_participant: true,
            plugins: plugins(true),
            polls: PresetPollPermissionsDefinition::new(true, true, true),
            recorder_type: RecorderType::None,
            show_participant_list: true,
            stage_access: None,
            stage_enabled: None,
            transcription_enabled: None,
            waiting_room_type: WaitingRoomType::Skip,
        };
        let colors = DesignColorsDefinition::new(
            BackgroundColorsDefinition::new("#080808", "#3f3f3f", "#2b2b2b", "#1d1d1d", "#121212"),
            BrandColorsDefinition::new("#8fb4ff", "#5c8ffb", "#2f6beb", "#2556c4", "#1b4199"),
            "#e5484d",
            "#4ca154",
            "#f2f3f5",
            "#ffffff",
            "#16181c",
            "#f0b429",
        );
        let tokens =
            DesignTokensDefinition::new(BorderRadius::Rounded, BorderWidth::Thin, colors, 4.0, Theme::Dark).logo("");
        Self::new(config, name, permissions, PresetUiDefinition::new(tokens))
    }
}

fn connected_meetings(allowed: bool) -> PresetConnectedMeetingsPermissionsDefinition {
    PresetConnectedMeetingsPermissionsDefinition::new(allowed, allowed, allowed)
}

fn plugins(allowed: bool) -> PresetPluginPermissionsDefinition {
    PresetPluginPermissionsDefinition::new(
        allowed,
        allowed,
        allowed,
        PluginAccessMap::from(std::collections::BTreeMap::new()),
    )
}

fn media(permission: MediaPermission) -> PresetMediaPermissionsDefinition {
    let each = PresetMediaPermissionDefinition::new(permission);
    PresetMediaPermissionsDefinition::new(each.clone(), each.clone(), each)
}

/// A preset that was fetched, as the complete definition that replacing it takes.
impl TryFrom<&Preset> for PresetDefinition {
    type Error = Unreadable;

    /// Fails with the first field that the definition needs and the preset does not have.
    fn try_from(preset: &Preset) -> Result<Self, Self::Error> {
        decode_value(&Exposed(preset).to_value().map_err(Unreadable::not_written)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fetched_preset_can_be_sent_back_whole() {
        let definition = PresetDefinition::webinar("presenter");
        let mut json = serde_json::to_value(&definition).unwrap();
        json["id"] = "p".into();
        let preset: Preset = serde_json::from_value(json.clone()).unwrap();
        assert_eq!(PresetDefinition::try_from(&preset).unwrap(), definition);
        json["permissions"].as_object_mut().unwrap().remove("polls");
        let partial: Preset = serde_json::from_value(json).unwrap();
        let error = PresetDefinition::try_from(&partial).unwrap_err().to_string();
        assert!(error.contains("permissions.polls: a value expected, nothing found"), "{error}");
    }

    #[test]
    fn viewers_have_no_permissions() {
        let viewer = PresetDefinition::livestream("viewer").as_viewer().permissions;
        assert_eq!(viewer.media.video.can_produce, MediaPermission::NotAllowed);
        assert!(!viewer.kick_participant && !viewer.can_record && !viewer.chat.private.can_send);
        assert!(viewer.polls.can_vote);
    }
}
