// Made from openapi/realtimekit.yaml by `cargo xtask codegen`. Do not edit: change the document or
// the step in xtask/src/codegen/ that writes this, and run the command again.

//! Types of `presets` that are only sent.

#[allow(unused_imports)]
use super::*;

/// Shades of the background, numbered from 600 to 1000.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct BackgroundColorsDefinition {
    /// Shade 1000 of the background, as a CSS value.
    #[cfg_attr(feature = "schemars", schemars(rename = "1000"))]
    pub x1000: String,
    /// Shade 600 of the background, as a CSS value.
    #[cfg_attr(feature = "schemars", schemars(rename = "600"))]
    pub x600: String,
    /// Shade 700 of the background, as a CSS value.
    #[cfg_attr(feature = "schemars", schemars(rename = "700"))]
    pub x700: String,
    /// Shade 800 of the background, as a CSS value.
    #[cfg_attr(feature = "schemars", schemars(rename = "800"))]
    pub x800: String,
    /// Shade 900 of the background, as a CSS value.
    #[cfg_attr(feature = "schemars", schemars(rename = "900"))]
    pub x900: String,
}

crate::record! {
    BackgroundColorsDefinition { "1000" => x1000 : required, "600" => x600 : required,
    "700" => x700 : required, "800" => x800 : required, "900" => x900 : required }
}

impl BackgroundColorsDefinition {
    /// A `BackgroundColorsDefinition` with everything that is required.
    pub fn new(
        x1000: impl Into<String>,
        x600: impl Into<String>,
        x700: impl Into<String>,
        x800: impl Into<String>,
        x900: impl Into<String>,
    ) -> Self {
        Self {
            x1000: x1000.into(),
            x600: x600.into(),
            x700: x700.into(),
            x800: x800.into(),
            x900: x900.into(),
        }
    }
}

/// Shades of the brand colour, from 300 (lightest) to 700 (darkest).
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct BrandColorsDefinition {
    /// Shade 300 of the brand colour, as a CSS value.
    #[cfg_attr(feature = "schemars", schemars(rename = "300"))]
    pub x300: String,
    /// Shade 400 of the brand colour, as a CSS value.
    #[cfg_attr(feature = "schemars", schemars(rename = "400"))]
    pub x400: String,
    /// Shade 500 of the brand colour, as a CSS value.
    #[cfg_attr(feature = "schemars", schemars(rename = "500"))]
    pub x500: String,
    /// Shade 600 of the brand colour, as a CSS value.
    #[cfg_attr(feature = "schemars", schemars(rename = "600"))]
    pub x600: String,
    /// Shade 700 of the brand colour, as a CSS value.
    #[cfg_attr(feature = "schemars", schemars(rename = "700"))]
    pub x700: String,
}

crate::record! {
    BrandColorsDefinition { "300" => x300 : required, "400" => x400 : required, "500" =>
    x500 : required, "600" => x600 : required, "700" => x700 : required }
}

impl BrandColorsDefinition {
    /// A `BrandColorsDefinition` with everything that is required.
    pub fn new(
        x300: impl Into<String>,
        x400: impl Into<String>,
        x500: impl Into<String>,
        x600: impl Into<String>,
        x700: impl Into<String>,
    ) -> Self {
        Self {
            x300: x300.into(),
            x400: x400.into(),
            x500: x500.into(),
            x600: x600.into(),
            x700: x700.into(),
        }
    }
}

/// Colours of the user interface, as CSS values such as `#2160FD`.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct DesignColorsDefinition {
    /// Shades of the background, numbered from 600 to 1000.
    pub background: BackgroundColorsDefinition,
    /// Shades of the brand colour, from 300 (lightest) to 700 (darkest).
    pub brand: BrandColorsDefinition,
    /// Colour of errors and of actions that destroy or end something.
    pub danger: String,
    /// Colour of things that went well.
    pub success: String,
    /// Colour of text on the background.
    pub text: String,
    /// Colour of text on the brand colour.
    pub text_on_brand: String,
    /// Colour behind a participant whose video is off or does not fill its tile.
    pub video_bg: String,
    /// Colour of warnings.
    pub warning: String,
}

crate::record! {
    DesignColorsDefinition { "background" => background : required, "brand" => brand :
    required, "danger" => danger : required, "success" => success : required, "text" =>
    text : required, "text_on_brand" => text_on_brand : required, "video_bg" => video_bg
    : required, "warning" => warning : required }
}

impl DesignColorsDefinition {
    /// A `DesignColorsDefinition` with everything that is required.
    #[allow(clippy::too_many_arguments)]
    pub fn new(
        background: impl Into<BackgroundColorsDefinition>,
        brand: impl Into<BrandColorsDefinition>,
        danger: impl Into<String>,
        success: impl Into<String>,
        text: impl Into<String>,
        text_on_brand: impl Into<String>,
        video_bg: impl Into<String>,
        warning: impl Into<String>,
    ) -> Self {
        Self {
            background: background.into(),
            brand: brand.into(),
            danger: danger.into(),
            success: success.into(),
            text: text.into(),
            text_on_brand: text_on_brand.into(),
            video_bg: video_bg.into(),
            warning: warning.into(),
        }
    }
}

/// Colours, shapes and fonts of the ready-made user interface.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct DesignTokensDefinition {
    /// How round the corners of the user interface are.
    pub border_radius: BorderRadius,
    /// How thick the borders of the user interface are.
    pub border_width: BorderWidth,
    /// Colours of the user interface, as CSS values such as `#2160FD`.
    pub colors: DesignColorsDefinition,
    /// Font family of all text, as in CSS. Absent: the font of the user interface is used.
    pub font_family: Option<String>,
    /// Name of a font to load from Google Fonts. Absent: none is loaded.
    pub google_font: Option<String>,
    /// URL of the image shown as logo. Absent or empty: no logo.
    pub logo: Option<String>,
    /// Base distance, in pixels, from which all distances between elements are derived.
    pub spacing_base: f64,
    /// Brightness of the user interface.
    pub theme: Theme,
}

crate::record! {
    DesignTokensDefinition { "border_radius" => border_radius : required, "border_width"
    => border_width : required, "colors" => colors : required, "font_family" =>
    font_family : optional, "google_font" => google_font : optional, "logo" => logo :
    optional, "spacing_base" => spacing_base : required, "theme" => theme : required }
}

impl DesignTokensDefinition {
    /// A `DesignTokensDefinition` with everything that is required.
    pub fn new(
        border_radius: impl Into<BorderRadius>,
        border_width: impl Into<BorderWidth>,
        colors: impl Into<DesignColorsDefinition>,
        spacing_base: impl Into<f64>,
        theme: impl Into<Theme>,
    ) -> Self {
        Self {
            border_radius: border_radius.into(),
            border_width: border_width.into(),
            colors: colors.into(),
            font_family: None,
            google_font: None,
            logo: None,
            spacing_base: spacing_base.into(),
            theme: theme.into(),
        }
    }

    /// Font family of all text, as in CSS. Absent: the font of the user interface is used.
    #[must_use]
    pub fn font_family(mut self, value: impl Into<String>) -> Self {
        self.font_family = Some(value.into());
        self
    }

    /// Name of a font to load from Google Fonts. Absent: none is loaded.
    #[must_use]
    pub fn google_font(mut self, value: impl Into<String>) -> Self {
        self.google_font = Some(value.into());
        self
    }

    /// URL of the image shown as logo. Absent or empty: no logo.
    #[must_use]
    pub fn logo(mut self, value: impl Into<String>) -> Self {
        self.logo = Some(value.into());
        self
    }
}

/// What the participant may do in the chat of the meeting.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct PresetChatPermissionsDefinition {
    /// What the participant may do in chats with single people.
    pub private: PresetPrivateChatPermissionsDefinition,
    /// What the participant may do in the chat that everybody sees.
    pub public: PresetPublicChatPermissionsDefinition,
}

crate::record! {
    PresetChatPermissionsDefinition { "private" => private : required, "public" => public
    : required }
}

impl PresetChatPermissionsDefinition {
    /// A `PresetChatPermissionsDefinition` with everything that is required.
    pub fn new(
        private: impl Into<PresetPrivateChatPermissionsDefinition>,
        public: impl Into<PresetPublicChatPermissionsDefinition>,
    ) -> Self {
        Self {
            private: private.into(),
            public: public.into(),
        }
    }
}

/// How meetings look and sound to the participants who have the preset: type of meeting, number of
/// videos, media quality.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct PresetConfigDefinition {
    /// Quality levels offered to the viewers of a livestream. What the numbers mean is not documented.
    /// `null` or absent: no levels are set.
    pub livestream_viewer_qualities: Option<Vec<f64>>,
    /// Largest number of screens that may be shared at the same time. 0 disables screen sharing.
    pub max_screenshare_count: i64,
    /// Largest number of participant videos shown at the same time, by kind of device.
    pub max_video_streams: PresetMaxVideoStreamsDefinition,
    /// Quality of the media that a participant sends.
    pub media: PresetMediaDefinition,
    /// Type of meeting, which decides how participants see each other.
    pub view_type: ViewType,
}

crate::record! {
    PresetConfigDefinition { "livestream_viewer_qualities" => livestream_viewer_qualities
    : optional, "max_screenshare_count" => max_screenshare_count : required,
    "max_video_streams" => max_video_streams : required, "media" => media : required,
    "view_type" => view_type : required }
}

impl PresetConfigDefinition {
    /// A `PresetConfigDefinition` with everything that is required.
    pub fn new(
        max_screenshare_count: i64,
        max_video_streams: impl Into<PresetMaxVideoStreamsDefinition>,
        media: impl Into<PresetMediaDefinition>,
        view_type: impl Into<ViewType>,
    ) -> Self {
        Self {
            livestream_viewer_qualities: None,
            max_screenshare_count,
            max_video_streams: max_video_streams.into(),
            media: media.into(),
            view_type: view_type.into(),
        }
    }

    /// Quality levels offered to the viewers of a livestream. What the numbers mean is not documented.
    /// `null` or absent: no levels are set.
    #[must_use]
    pub fn livestream_viewer_qualities(
        mut self,
        value: impl IntoIterator<Item = impl Into<f64>>,
    ) -> Self {
        self.livestream_viewer_qualities = Some(
            value.into_iter().map(Into::into).collect(),
        );
        self
    }
}

/// What the participant may do with the breakout rooms connected to the meeting.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct PresetConnectedMeetingsPermissionsDefinition {
    /// Whether the participant may create, change and close breakout rooms.
    pub can_alter_connected_meetings: bool,
    /// Whether the participant may move from one breakout room to another.
    pub can_switch_connected_meetings: bool,
    /// Whether the participant may go from a breakout room back to the main meeting.
    pub can_switch_to_parent_meeting: bool,
}

crate::record! {
    PresetConnectedMeetingsPermissionsDefinition { "can_alter_connected_meetings" =>
    can_alter_connected_meetings : required, "can_switch_connected_meetings" =>
    can_switch_connected_meetings : required, "can_switch_to_parent_meeting" =>
    can_switch_to_parent_meeting : required }
}

impl PresetConnectedMeetingsPermissionsDefinition {
    /// A `PresetConnectedMeetingsPermissionsDefinition` with everything that is required.
    pub fn new(
        can_alter_connected_meetings: bool,
        can_switch_connected_meetings: bool,
        can_switch_to_parent_meeting: bool,
    ) -> Self {
        Self {
            can_alter_connected_meetings,
            can_switch_connected_meetings,
            can_switch_to_parent_meeting,
        }
    }
}

/// A complete preset to create, or to put in the place of an existing one. There are no defaults for
/// the required parts: `config`, `permissions` and `ui` must be sent in full.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct PresetDefinition {
    /// How meetings look and sound to the participants who have the preset: type of meeting, number of
    /// videos, media quality.
    pub config: PresetConfigDefinition,
    /// Name by which participants are given the preset. Upper and lower case differ. Adding a participant
    /// refers to it.
    pub name: String,
    /// What a participant with the preset may do. In a complete preset every required key must be sent,
    /// also those that are `false`.
    pub permissions: PresetPermissionsDefinition,
    /// How the ready-made user interface looks to participants with the preset.
    pub ui: PresetUiDefinition,
}

crate::record! {
    PresetDefinition { "config" => config : required, "name" => name : required,
    "permissions" => permissions : required, "ui" => ui : required }
}

impl PresetDefinition {
    /// A `PresetDefinition` with everything that is required.
    pub fn new(
        config: impl Into<PresetConfigDefinition>,
        name: impl Into<String>,
        permissions: impl Into<PresetPermissionsDefinition>,
        ui: impl Into<PresetUiDefinition>,
    ) -> Self {
        Self {
            config: config.into(),
            name: name.into(),
            permissions: permissions.into(),
            ui: ui.into(),
        }
    }
}

/// Largest number of participant videos shown at the same time, by kind of device.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct PresetMaxVideoStreamsDefinition {
    /// Largest number of videos shown at the same time on a desktop computer.
    pub desktop: i64,
    /// Largest number of videos shown at the same time on a phone or tablet.
    pub mobile: i64,
}

crate::record! {
    PresetMaxVideoStreamsDefinition { "desktop" => desktop : required, "mobile" => mobile
    : required }
}

impl PresetMaxVideoStreamsDefinition {
    /// A `PresetMaxVideoStreamsDefinition` with everything that is required.
    pub fn new(desktop: i64, mobile: i64) -> Self {
        Self { desktop, mobile }
    }
}

/// Quality of the media that a participant sends.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct PresetMediaDefinition {
    /// Quality of the audio that a participant sends. A field left out keeps the setting of the service,
    /// which is not documented.
    pub audio: Option<PresetAudio>,
    /// Quality of the screen that a participant shares.
    pub screenshare: PresetScreenshareDefinition,
    /// Quality of the camera video that a participant sends.
    pub video: PresetVideoDefinition,
}

crate::record! {
    PresetMediaDefinition { "audio" => audio : optional, "screenshare" => screenshare :
    required, "video" => video : required }
}

impl PresetMediaDefinition {
    /// A `PresetMediaDefinition` with everything that is required.
    pub fn new(
        screenshare: impl Into<PresetScreenshareDefinition>,
        video: impl Into<PresetVideoDefinition>,
    ) -> Self {
        Self {
            audio: None,
            screenshare: screenshare.into(),
            video: video.into(),
        }
    }

    /// Quality of the audio that a participant sends. A field left out keeps the setting of the service,
    /// which is not documented.
    #[must_use]
    pub fn audio(mut self, value: impl Into<PresetAudio>) -> Self {
        self.audio = Some(value.into());
        self
    }
}

/// Whether the participant may send media of one kind.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct PresetMediaPermissionDefinition {
    /// Whether media may be sent.
    pub can_produce: MediaPermission,
}

crate::record! {
    PresetMediaPermissionDefinition { "can_produce" => can_produce : required }
}

impl PresetMediaPermissionDefinition {
    /// A `PresetMediaPermissionDefinition` with everything that is required.
    pub fn new(can_produce: impl Into<MediaPermission>) -> Self {
        Self {
            can_produce: can_produce.into(),
        }
    }
}

/// Which media the participant may send.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct PresetMediaPermissionsDefinition {
    /// Whether the participant may send audio from the microphone.
    pub audio: PresetMediaPermissionDefinition,
    /// Whether the participant may share a screen.
    pub screenshare: PresetMediaPermissionDefinition,
    /// Whether the participant may send video from the camera.
    pub video: PresetMediaPermissionDefinition,
}

crate::record! {
    PresetMediaPermissionsDefinition { "audio" => audio : required, "screenshare" =>
    screenshare : required, "video" => video : required }
}

impl PresetMediaPermissionsDefinition {
    /// A `PresetMediaPermissionsDefinition` with everything that is required.
    pub fn new(
        audio: impl Into<PresetMediaPermissionDefinition>,
        screenshare: impl Into<PresetMediaPermissionDefinition>,
        video: impl Into<PresetMediaPermissionDefinition>,
    ) -> Self {
        Self {
            audio: audio.into(),
            screenshare: screenshare.into(),
            video: video.into(),
        }
    }
}

/// What a participant with the preset may do. In a complete preset every required key must be sent,
/// also those that are `false`.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct PresetPermissionsDefinition {
    /// Whether the participant may admit people who ask to come onto the stage. The default is not
    /// documented.
    pub accept_stage_requests: Option<bool>,
    /// Whether the participant may admit people who wait to enter the meeting.
    pub accept_waiting_requests: bool,
    /// Whether the participant may grant requests of others to send audio, video or a screen.
    pub can_accept_production_requests: bool,
    /// Whether the participant may change what others may do while the meeting runs.
    pub can_change_participant_permissions: bool,
    /// Whether the participant may change the name under which others see them.
    pub can_edit_display_name: bool,
    /// Whether the participant may start and stop a livestream of the meeting.
    pub can_livestream: bool,
    /// Whether the participant may start and stop recordings of the meeting.
    pub can_record: bool,
    /// Whether the participant may put a participant in the spotlight for everybody.
    pub can_spotlight: bool,
    /// What the participant may do in the chat of the meeting.
    pub chat: PresetChatPermissionsDefinition,
    /// What the participant may do with the breakout rooms connected to the meeting.
    pub connected_meetings: PresetConnectedMeetingsPermissionsDefinition,
    /// Whether the participant may turn off the microphone of others.
    pub disable_participant_audio: bool,
    /// Whether the participant may stop others from sharing their screen.
    pub disable_participant_screensharing: bool,
    /// Whether the participant may turn off the camera of others.
    pub disable_participant_video: bool,
    /// Whether the participant is hidden from the others in the meeting, as recording bots are.
    pub hidden_participant: bool,
    /// Whether the participant is a bot that records. People leave it `false` or out; see also
    /// `recorder_type`.
    pub is_recorder: Option<bool>,
    /// Whether the participant may remove others from the meeting.
    pub kick_participant: bool,
    /// Which media the participant may send.
    pub media: PresetMediaPermissionsDefinition,
    /// Whether the participant may pin the video of another participant.
    pub pin_participant: bool,
    /// What the participant may do with the plugins of the meeting.
    pub plugins: PresetPluginPermissionsDefinition,
    /// What the participant may do with polls.
    pub polls: PresetPollPermissionsDefinition,
    /// Kind of recording bot that the participant is.
    pub recorder_type: RecorderType,
    /// Whether the participant sees the list of those present.
    pub show_participant_list: bool,
    /// Whether the participant may come onto the stage. The default is not documented.
    pub stage_access: Option<StageAccess>,
    /// Whether the meeting has a stage for the participant: only those on it send media, the others watch.
    /// The default is not documented.
    pub stage_enabled: Option<bool>,
    /// Whether the speech of the participant goes into the transcript of a meeting that is transcribed. The
    /// default is not documented.
    pub transcription_enabled: Option<bool>,
    /// When the participant has to wait before entering the meeting.
    pub waiting_room_type: WaitingRoomType,
}

crate::record! {
    PresetPermissionsDefinition { "accept_stage_requests" => accept_stage_requests :
    optional, "accept_waiting_requests" => accept_waiting_requests : required,
    "can_accept_production_requests" => can_accept_production_requests : required,
    "can_change_participant_permissions" => can_change_participant_permissions :
    required, "can_edit_display_name" => can_edit_display_name : required,
    "can_livestream" => can_livestream : required, "can_record" => can_record : required,
    "can_spotlight" => can_spotlight : required, "chat" => chat : required,
    "connected_meetings" => connected_meetings : required, "disable_participant_audio" =>
    disable_participant_audio : required, "disable_participant_screensharing" =>
    disable_participant_screensharing : required, "disable_participant_video" =>
    disable_participant_video : required, "hidden_participant" => hidden_participant :
    required, "is_recorder" => is_recorder : optional, "kick_participant" =>
    kick_participant : required, "media" => media : required, "pin_participant" =>
    pin_participant : required, "plugins" => plugins : required, "polls" => polls :
    required, "recorder_type" => recorder_type : required, "show_participant_list" =>
    show_participant_list : required, "stage_access" => stage_access : optional,
    "stage_enabled" => stage_enabled : optional, "transcription_enabled" =>
    transcription_enabled : optional, "waiting_room_type" => waiting_room_type : required
    }
}

impl PresetPermissionsDefinition {
    /// A `PresetPermissionsDefinition` with everything that is required.
    #[allow(clippy::too_many_arguments)]
    pub fn new(
        accept_waiting_requests: bool,
        can_accept_production_requests: bool,
        can_change_participant_permissions: bool,
        can_edit_display_name: bool,
        can_livestream: bool,
        can_record: bool,
        can_spotlight: bool,
        chat: impl Into<PresetChatPermissionsDefinition>,
        connected_meetings: impl Into<PresetConnectedMeetingsPermissionsDefinition>,
        disable_participant_audio: bool,
        disable_participant_screensharing: bool,
        disable_participant_video: bool,
        hidden_participant: bool,
        kick_participant: bool,
        media: impl Into<PresetMediaPermissionsDefinition>,
        pin_participant: bool,
        plugins: impl Into<PresetPluginPermissionsDefinition>,
        polls: impl Into<PresetPollPermissionsDefinition>,
        recorder_type: impl Into<RecorderType>,
        show_participant_list: bool,
        waiting_room_type: impl Into<WaitingRoomType>,
    ) -> Self {
        Self {
            accept_stage_requests: None,
            accept_waiting_requests,
            can_accept_production_requests,
            can_change_participant_permissions,
            can_edit_display_name,
            can_livestream,
            can_record,
            can_spotlight,
            chat: chat.into(),
            connected_meetings: connected_meetings.into(),
            disable_participant_audio,
            disable_participant_screensharing,
            disable_participant_video,
            hidden_participant,
            is_recorder: None,
            kick_participant,
            media: media.into(),
            pin_participant,
            plugins: plugins.into(),
            polls: polls.into(),
            recorder_type: recorder_type.into(),
            show_participant_list,
            stage_access: None,
            stage_enabled: None,
            transcription_enabled: None,
            waiting_room_type: waiting_room_type.into(),
        }
    }

    /// Whether the participant may admit people who ask to come onto the stage. The default is not
    /// documented.
    #[must_use]
    pub fn accept_stage_requests(mut self, value: bool) -> Self {
        self.accept_stage_requests = Some(value);
        self
    }

    /// Whether the participant is a bot that records. People leave it `false` or out; see also
    /// `recorder_type`.
    #[must_use]
    pub fn is_recorder(mut self, value: bool) -> Self {
        self.is_recorder = Some(value);
        self
    }

    /// Whether the participant may come onto the stage. The default is not documented.
    #[must_use]
    pub fn stage_access(mut self, value: impl Into<StageAccess>) -> Self {
        self.stage_access = Some(value.into());
        self
    }

    /// Whether the meeting has a stage for the participant: only those on it send media, the others watch.
    /// The default is not documented.
    #[must_use]
    pub fn stage_enabled(mut self, value: bool) -> Self {
        self.stage_enabled = Some(value);
        self
    }

    /// Whether the speech of the participant goes into the transcript of a meeting that is transcribed. The
    /// default is not documented.
    #[must_use]
    pub fn transcription_enabled(mut self, value: bool) -> Self {
        self.transcription_enabled = Some(value);
        self
    }
}

/// What the participant may do with the plugins of the meeting.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct PresetPluginPermissionsDefinition {
    /// Whether the participant may close plugins that are open.
    pub can_close: bool,
    /// Whether the participant may change the configuration of plugins.
    pub can_edit_config: bool,
    /// Whether the participant may open plugins.
    pub can_start: bool,
    /// Plugins of the meeting and how far the participant may use each. Current documents describe a map
    /// from plugin id to access, which is empty (`{}`) when there are no plugins; older ones describe the
    /// id of one plugin, or one access that holds for all plugins. Send the map, accept all three.
    pub config: PluginConfig,
}

crate::record! {
    PresetPluginPermissionsDefinition { "can_close" => can_close : required,
    "can_edit_config" => can_edit_config : required, "can_start" => can_start : required,
    "config" => config : required }
}

impl PresetPluginPermissionsDefinition {
    /// A `PresetPluginPermissionsDefinition` with everything that is required.
    pub fn new(
        can_close: bool,
        can_edit_config: bool,
        can_start: bool,
        config: impl Into<PluginConfig>,
    ) -> Self {
        Self {
            can_close,
            can_edit_config,
            can_start,
            config: config.into(),
        }
    }
}

/// What the participant may do with polls.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct PresetPollPermissionsDefinition {
    /// Whether the participant may create polls.
    pub can_create: bool,
    /// Whether the participant sees polls and their results.
    pub can_view: bool,
    /// Whether the participant may vote in polls.
    pub can_vote: bool,
}

crate::record! {
    PresetPollPermissionsDefinition { "can_create" => can_create : required, "can_view"
    => can_view : required, "can_vote" => can_vote : required }
}

impl PresetPollPermissionsDefinition {
    /// A `PresetPollPermissionsDefinition` with everything that is required.
    pub fn new(can_create: bool, can_view: bool, can_vote: bool) -> Self {
        Self {
            can_create,
            can_view,
            can_vote,
        }
    }
}

/// What the participant may do in chats with single people.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct PresetPrivateChatPermissionsDefinition {
    /// Whether others may send private messages to the participant.
    pub can_receive: bool,
    /// Whether the participant may send private messages at all.
    pub can_send: bool,
    /// Whether private messages may contain files.
    pub files: bool,
    /// Whether private messages may contain text.
    pub text: bool,
}

crate::record! {
    PresetPrivateChatPermissionsDefinition { "can_receive" => can_receive : required,
    "can_send" => can_send : required, "files" => files : required, "text" => text :
    required }
}

impl PresetPrivateChatPermissionsDefinition {
    /// A `PresetPrivateChatPermissionsDefinition` with everything that is required.
    pub fn new(can_receive: bool, can_send: bool, files: bool, text: bool) -> Self {
        Self {
            can_receive,
            can_send,
            files,
            text,
        }
    }
}

/// What the participant may do in the chat that everybody sees.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct PresetPublicChatPermissionsDefinition {
    /// Whether the participant may send messages to everybody at all.
    pub can_send: bool,
    /// Whether these messages may contain files.
    pub files: bool,
    /// Whether these messages may contain text.
    pub text: bool,
}

crate::record! {
    PresetPublicChatPermissionsDefinition { "can_send" => can_send : required, "files" =>
    files : required, "text" => text : required }
}

impl PresetPublicChatPermissionsDefinition {
    /// A `PresetPublicChatPermissionsDefinition` with everything that is required.
    pub fn new(can_send: bool, files: bool, text: bool) -> Self {
        Self { can_send, files, text }
    }
}

/// Quality of the screen that a participant shares.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct PresetScreenshareDefinition {
    /// Frames per second of the shared screen. Low values suit slides, higher ones suit video.
    pub frame_rate: i64,
    /// Resolution of a video.
    pub quality: MediaQuality,
}

crate::record! {
    PresetScreenshareDefinition { "frame_rate" => frame_rate : required, "quality" =>
    quality : required }
}

impl PresetScreenshareDefinition {
    /// A `PresetScreenshareDefinition` with everything that is required.
    pub fn new(frame_rate: i64, quality: impl Into<MediaQuality>) -> Self {
        Self {
            frame_rate,
            quality: quality.into(),
        }
    }
}

/// How the ready-made user interface looks to participants with the preset.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct PresetUiDefinition {
    /// Differences of the user interface from its standard layout, in a form that is not documented. The
    /// service refuses a preset without it; an empty object is enough and is the default.
    pub config_diff: serde_json::Map<String, serde_json::Value>,
    /// Colours, shapes and fonts of the ready-made user interface.
    pub design_tokens: DesignTokensDefinition,
}

crate::record! {
    PresetUiDefinition { "config_diff" => config_diff : defaulted, "design_tokens" =>
    design_tokens : required }
}

impl PresetUiDefinition {
    /// A `PresetUiDefinition` with everything that is required.
    pub fn new(design_tokens: impl Into<DesignTokensDefinition>) -> Self {
        Self {
            config_diff: serde_json::Map::new(),
            design_tokens: design_tokens.into(),
        }
    }

    /// Differences of the user interface from its standard layout, in a form that is not documented. The
    /// service refuses a preset without it; an empty object is enough and is the default.
    #[must_use]
    pub fn config_diff(
        mut self,
        value: serde_json::Map<String, serde_json::Value>,
    ) -> Self {
        self.config_diff = value;
        self
    }
}

/// Changes to a preset. Everything is optional, at every level. The service may replace a nested object
/// by the one sent instead of merging the two, so send nested objects complete.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct PresetUpdate {
    /// The configuration of a preset. In a PATCH only the fields sent are meant to change.
    pub config: Option<PresetConfig>,
    /// New name of the preset. Requests that add participants under the old name fail afterwards. Absent:
    /// the name stays.
    pub name: Option<String>,
    /// What a participant with the preset may do. In a PATCH only the keys sent are meant to change.
    pub permissions: Option<PresetPermissions>,
    /// How the ready-made user interface looks.
    pub ui: Option<PresetUi>,
}

crate::record! {
    PresetUpdate { "config" => config : optional, "name" => name : optional,
    "permissions" => permissions : optional, "ui" => ui : optional }
}

impl PresetUpdate {
    /// An empty `PresetUpdate`; set what is needed.
    pub fn new() -> Self {
        Self {
            config: None,
            name: None,
            permissions: None,
            ui: None,
        }
    }

    /// The configuration of a preset. In a PATCH only the fields sent are meant to change.
    #[must_use]
    pub fn config(mut self, value: impl Into<PresetConfig>) -> Self {
        self.config = Some(value.into());
        self
    }

    /// New name of the preset. Requests that add participants under the old name fail afterwards. Absent:
    /// the name stays.
    #[must_use]
    pub fn name(mut self, value: impl Into<String>) -> Self {
        self.name = Some(value.into());
        self
    }

    /// What a participant with the preset may do. In a PATCH only the keys sent are meant to change.
    #[must_use]
    pub fn permissions(mut self, value: impl Into<PresetPermissions>) -> Self {
        self.permissions = Some(value.into());
        self
    }

    /// How the ready-made user interface looks.
    #[must_use]
    pub fn ui(mut self, value: impl Into<PresetUi>) -> Self {
        self.ui = Some(value.into());
        self
    }
}

/// Quality of the camera video that a participant sends.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct PresetVideoDefinition {
    /// Frames per second of the camera video, at most 30.
    pub frame_rate: i64,
    /// Resolution of a video.
    pub quality: MediaQuality,
    /// Whether the camera video is sent in several qualities at the same time, so that each receiver gets
    /// the one that suits its connection. The default is not documented.
    pub simulcast: Option<bool>,
}

crate::record! {
    PresetVideoDefinition { "frame_rate" => frame_rate : required, "quality" => quality :
    required, "simulcast" => simulcast : optional }
}

impl PresetVideoDefinition {
    /// A `PresetVideoDefinition` with everything that is required.
    pub fn new(frame_rate: i64, quality: impl Into<MediaQuality>) -> Self {
        Self {
            frame_rate,
            quality: quality.into(),
            simulcast: None,
        }
    }

    /// Whether the camera video is sent in several qualities at the same time, so that each receiver gets
    /// the one that suits its connection. The default is not documented.
    #[must_use]
    pub fn simulcast(mut self, value: bool) -> Self {
        self.simulcast = Some(value);
        self
    }
}
