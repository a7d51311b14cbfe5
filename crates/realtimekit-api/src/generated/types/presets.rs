// Made from openapi/realtimekit.yaml by `cargo xtask codegen`. Do not edit: change the document or
// the step in xtask/src/codegen/ that writes this, and run the command again.

//! Types of `presets`.

#[allow(unused_imports)]
use super::*;

/// The shades of the background.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct BackgroundColors {
    /// Shade 1000 of the background, as a CSS value.
    #[cfg_attr(feature = "schemars", schemars(rename = "1000"))]
    pub x1000: Option<String>,
    /// Shade 600 of the background, as a CSS value.
    #[cfg_attr(feature = "schemars", schemars(rename = "600"))]
    pub x600: Option<String>,
    /// Shade 700 of the background, as a CSS value.
    #[cfg_attr(feature = "schemars", schemars(rename = "700"))]
    pub x700: Option<String>,
    /// Shade 800 of the background, as a CSS value.
    #[cfg_attr(feature = "schemars", schemars(rename = "800"))]
    pub x800: Option<String>,
    /// Shade 900 of the background, as a CSS value.
    #[cfg_attr(feature = "schemars", schemars(rename = "900"))]
    pub x900: Option<String>,
}

crate::record! {
    BackgroundColors { "1000" => x1000 : optional, "600" => x600 : optional, "700" =>
    x700 : optional, "800" => x800 : optional, "900" => x900 : optional }
}

impl BackgroundColors {
    /// An empty `BackgroundColors`; set what is needed.
    pub fn new() -> Self {
        Self {
            x1000: None,
            x600: None,
            x700: None,
            x800: None,
            x900: None,
        }
    }

    /// Shade 1000 of the background, as a CSS value.
    #[must_use]
    pub fn x1000(mut self, value: impl Into<String>) -> Self {
        self.x1000 = Some(value.into());
        self
    }

    /// Shade 600 of the background, as a CSS value.
    #[must_use]
    pub fn x600(mut self, value: impl Into<String>) -> Self {
        self.x600 = Some(value.into());
        self
    }

    /// Shade 700 of the background, as a CSS value.
    #[must_use]
    pub fn x700(mut self, value: impl Into<String>) -> Self {
        self.x700 = Some(value.into());
        self
    }

    /// Shade 800 of the background, as a CSS value.
    #[must_use]
    pub fn x800(mut self, value: impl Into<String>) -> Self {
        self.x800 = Some(value.into());
        self
    }

    /// Shade 900 of the background, as a CSS value.
    #[must_use]
    pub fn x900(mut self, value: impl Into<String>) -> Self {
        self.x900 = Some(value.into());
        self
    }
}

/// How round the corners of the user interface are.
#[derive(Clone)]
#[non_exhaustive]
pub enum BorderRadius {
    /// `sharp`: Square corners.
    Sharp,
    /// `rounded`: Slightly rounded corners.
    Rounded,
    /// `extra-rounded`: Strongly rounded corners.
    ExtraRounded,
    /// `circular`: Corners rounded as far as the element allows.
    Circular,
    /// A value that this version of the crate does not know, kept verbatim and sent back unchanged.
    Unknown(String),
}

crate::open_enum! {
    BorderRadius { Sharp = "sharp", Rounded = "rounded", ExtraRounded = "extra-rounded",
    Circular = "circular" }
}

/// How thick the borders of the user interface are.
#[derive(Clone)]
#[non_exhaustive]
pub enum BorderWidth {
    /// `none`: No borders.
    None,
    /// `thin`: Thin borders.
    Thin,
    /// `fat`: Thick borders.
    Fat,
    /// A value that this version of the crate does not know, kept verbatim and sent back unchanged.
    Unknown(String),
}

crate::open_enum! {
    BorderWidth { None = "none", Thin = "thin", Fat = "fat" }
}

/// The shades of the brand colour.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct BrandColors {
    /// Shade 300 of the brand colour, as a CSS value.
    #[cfg_attr(feature = "schemars", schemars(rename = "300"))]
    pub x300: Option<String>,
    /// Shade 400 of the brand colour, as a CSS value.
    #[cfg_attr(feature = "schemars", schemars(rename = "400"))]
    pub x400: Option<String>,
    /// Shade 500 of the brand colour, as a CSS value.
    #[cfg_attr(feature = "schemars", schemars(rename = "500"))]
    pub x500: Option<String>,
    /// Shade 600 of the brand colour, as a CSS value.
    #[cfg_attr(feature = "schemars", schemars(rename = "600"))]
    pub x600: Option<String>,
    /// Shade 700 of the brand colour, as a CSS value.
    #[cfg_attr(feature = "schemars", schemars(rename = "700"))]
    pub x700: Option<String>,
}

crate::record! {
    BrandColors { "300" => x300 : optional, "400" => x400 : optional, "500" => x500 :
    optional, "600" => x600 : optional, "700" => x700 : optional }
}

impl BrandColors {
    /// An empty `BrandColors`; set what is needed.
    pub fn new() -> Self {
        Self {
            x300: None,
            x400: None,
            x500: None,
            x600: None,
            x700: None,
        }
    }

    /// Shade 300 of the brand colour, as a CSS value.
    #[must_use]
    pub fn x300(mut self, value: impl Into<String>) -> Self {
        self.x300 = Some(value.into());
        self
    }

    /// Shade 400 of the brand colour, as a CSS value.
    #[must_use]
    pub fn x400(mut self, value: impl Into<String>) -> Self {
        self.x400 = Some(value.into());
        self
    }

    /// Shade 500 of the brand colour, as a CSS value.
    #[must_use]
    pub fn x500(mut self, value: impl Into<String>) -> Self {
        self.x500 = Some(value.into());
        self
    }

    /// Shade 600 of the brand colour, as a CSS value.
    #[must_use]
    pub fn x600(mut self, value: impl Into<String>) -> Self {
        self.x600 = Some(value.into());
        self
    }

    /// Shade 700 of the brand colour, as a CSS value.
    #[must_use]
    pub fn x700(mut self, value: impl Into<String>) -> Self {
        self.x700 = Some(value.into());
        self
    }
}

/// The colours of the user interface, as CSS values such as `#2160FD`.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct DesignColors {
    /// The shades of the background.
    pub background: Option<BackgroundColors>,
    /// The shades of the brand colour.
    pub brand: Option<BrandColors>,
    /// Colour of errors and of actions that destroy or end something.
    pub danger: Option<String>,
    /// Colour of things that went well.
    pub success: Option<String>,
    /// Colour of text on the background.
    pub text: Option<String>,
    /// Colour of text on the brand colour.
    pub text_on_brand: Option<String>,
    /// Colour behind a participant whose video is off or does not fill its tile.
    pub video_bg: Option<String>,
    /// Colour of warnings.
    pub warning: Option<String>,
}

crate::record! {
    DesignColors { "background" => background : optional, "brand" => brand : optional,
    "danger" => danger : optional, "success" => success : optional, "text" => text :
    optional, "text_on_brand" => text_on_brand : optional, "video_bg" => video_bg :
    optional, "warning" => warning : optional }
}

impl DesignColors {
    /// An empty `DesignColors`; set what is needed.
    pub fn new() -> Self {
        Self {
            background: None,
            brand: None,
            danger: None,
            success: None,
            text: None,
            text_on_brand: None,
            video_bg: None,
            warning: None,
        }
    }

    /// The shades of the background.
    #[must_use]
    pub fn background(mut self, value: impl Into<BackgroundColors>) -> Self {
        self.background = Some(value.into());
        self
    }

    /// The shades of the brand colour.
    #[must_use]
    pub fn brand(mut self, value: impl Into<BrandColors>) -> Self {
        self.brand = Some(value.into());
        self
    }

    /// Colour of errors and of actions that destroy or end something.
    #[must_use]
    pub fn danger(mut self, value: impl Into<String>) -> Self {
        self.danger = Some(value.into());
        self
    }

    /// Colour of things that went well.
    #[must_use]
    pub fn success(mut self, value: impl Into<String>) -> Self {
        self.success = Some(value.into());
        self
    }

    /// Colour of text on the background.
    #[must_use]
    pub fn text(mut self, value: impl Into<String>) -> Self {
        self.text = Some(value.into());
        self
    }

    /// Colour of text on the brand colour.
    #[must_use]
    pub fn text_on_brand(mut self, value: impl Into<String>) -> Self {
        self.text_on_brand = Some(value.into());
        self
    }

    /// Colour behind a participant whose video is off or does not fill its tile.
    #[must_use]
    pub fn video_bg(mut self, value: impl Into<String>) -> Self {
        self.video_bg = Some(value.into());
        self
    }

    /// Colour of warnings.
    #[must_use]
    pub fn warning(mut self, value: impl Into<String>) -> Self {
        self.warning = Some(value.into());
        self
    }
}

/// The colours, shapes and fonts of the ready-made user interface.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct DesignTokens {
    /// How round the corners of the user interface are.
    pub border_radius: Option<BorderRadius>,
    /// How thick the borders of the user interface are.
    pub border_width: Option<BorderWidth>,
    /// The colours of the user interface, as CSS values such as `#2160FD`.
    pub colors: Option<DesignColors>,
    /// Font family of all text, as in CSS. Absent: it stays as it is.
    pub font_family: Option<String>,
    /// Name of a font to load from Google Fonts. Absent: it stays as it is.
    pub google_font: Option<String>,
    /// URL of the image shown as logo. Absent: it stays; empty: no logo.
    pub logo: Option<String>,
    /// Base distance, in pixels, from which all distances between elements are derived.
    pub spacing_base: Option<f64>,
    /// Brightness of the user interface.
    pub theme: Option<Theme>,
}

crate::record! {
    DesignTokens { "border_radius" => border_radius : non_empty, "border_width" =>
    border_width : non_empty, "colors" => colors : optional, "font_family" => font_family
    : optional, "google_font" => google_font : optional, "logo" => logo : optional,
    "spacing_base" => spacing_base : optional, "theme" => theme : non_empty }
}

impl DesignTokens {
    /// An empty `DesignTokens`; set what is needed.
    pub fn new() -> Self {
        Self {
            border_radius: None,
            border_width: None,
            colors: None,
            font_family: None,
            google_font: None,
            logo: None,
            spacing_base: None,
            theme: None,
        }
    }

    /// How round the corners of the user interface are.
    #[must_use]
    pub fn border_radius(mut self, value: impl Into<BorderRadius>) -> Self {
        self.border_radius = Some(value.into());
        self
    }

    /// How thick the borders of the user interface are.
    #[must_use]
    pub fn border_width(mut self, value: impl Into<BorderWidth>) -> Self {
        self.border_width = Some(value.into());
        self
    }

    /// The colours of the user interface, as CSS values such as `#2160FD`.
    #[must_use]
    pub fn colors(mut self, value: impl Into<DesignColors>) -> Self {
        self.colors = Some(value.into());
        self
    }

    /// Font family of all text, as in CSS. Absent: it stays as it is.
    #[must_use]
    pub fn font_family(mut self, value: impl Into<String>) -> Self {
        self.font_family = Some(value.into());
        self
    }

    /// Name of a font to load from Google Fonts. Absent: it stays as it is.
    #[must_use]
    pub fn google_font(mut self, value: impl Into<String>) -> Self {
        self.google_font = Some(value.into());
        self
    }

    /// URL of the image shown as logo. Absent: it stays; empty: no logo.
    #[must_use]
    pub fn logo(mut self, value: impl Into<String>) -> Self {
        self.logo = Some(value.into());
        self
    }

    /// Base distance, in pixels, from which all distances between elements are derived.
    #[must_use]
    pub fn spacing_base(mut self, value: impl Into<f64>) -> Self {
        self.spacing_base = Some(value.into());
        self
    }

    /// Brightness of the user interface.
    #[must_use]
    pub fn theme(mut self, value: impl Into<Theme>) -> Self {
        self.theme = Some(value.into());
        self
    }
}

/// Whether media may be sent.
#[derive(Clone)]
#[non_exhaustive]
pub enum MediaPermission {
    /// `ALLOWED`: May send at any time.
    Allowed,
    /// `NOT_ALLOWED`: May not send.
    NotAllowed,
    /// `CAN_REQUEST`: May send after a participant with that permission has granted a request.
    CanRequest,
    /// A value that this version of the crate does not know, kept verbatim and sent back unchanged.
    Unknown(String),
}

crate::open_enum! {
    MediaPermission { Allowed = "ALLOWED", NotAllowed = "NOT_ALLOWED", CanRequest =
    "CAN_REQUEST" }
}

/// Resolution of a video.
#[derive(Clone)]
#[non_exhaustive]
pub enum MediaQuality {
    /// `qvga`: 240 lines.
    Qvga,
    /// `vga`: 480 lines.
    Vga,
    /// `hd`: 720 lines.
    Hd,
    /// `fhd`: 1080 lines.
    Fhd,
    /// `uhd`: 2160 lines.
    Uhd,
    /// A value that this version of the crate does not know, kept verbatim and sent back unchanged.
    Unknown(String),
}

crate::open_enum! {
    MediaQuality { Qvga = "qvga", Vga = "vga", Hd = "hd", Fhd = "fhd", Uhd = "uhd" }
}

/// How far the participant may use plugins, in the older form without plugin ids.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct PluginAccess {
    /// How much of a plugin the participant may use.
    pub access_control: PluginAccessControl,
    /// Whether the plugins themselves take care of restricting those who may only view.
    pub handles_view_only: bool,
}

crate::record! {
    PluginAccess { "access_control" => access_control : required, "handles_view_only" =>
    handles_view_only : required }
}

impl PluginAccess {
    /// A `PluginAccess` with everything that is required.
    pub fn new(
        access_control: impl Into<PluginAccessControl>,
        handles_view_only: bool,
    ) -> Self {
        Self {
            access_control: access_control.into(),
            handles_view_only,
        }
    }
}

/// How much of a plugin the participant may use.
#[derive(Clone)]
#[non_exhaustive]
pub enum PluginAccessControl {
    /// `FULL_ACCESS`: May use everything the plugin offers.
    FullAccess,
    /// `VIEW_ONLY`: Sees the plugin and cannot operate it.
    ViewOnly,
    /// A value that this version of the crate does not know, kept verbatim and sent back unchanged.
    Unknown(String),
}

crate::open_enum! {
    PluginAccessControl { FullAccess = "FULL_ACCESS", ViewOnly = "VIEW_ONLY" }
}

/// How far the participant may use one plugin. A plugin may keep further keys here; they are sent back
/// unchanged.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct PluginAccessEntry {
    /// How much of a plugin the participant may use.
    pub access_control: Option<PluginAccessControl>,
    /// Whether the plugin itself takes care of restricting those who may only view. Absent: not documented.
    pub handles_view_only: Option<bool>,
}

crate::record! {
    PluginAccessEntry { "access_control" => access_control : non_empty,
    "handles_view_only" => handles_view_only : optional }
}

impl PluginAccessEntry {
    /// An empty `PluginAccessEntry`; set what is needed.
    pub fn new() -> Self {
        Self {
            access_control: None,
            handles_view_only: None,
        }
    }

    /// How much of a plugin the participant may use.
    #[must_use]
    pub fn access_control(mut self, value: impl Into<PluginAccessControl>) -> Self {
        self.access_control = Some(value.into());
        self
    }

    /// Whether the plugin itself takes care of restricting those who may only view. Absent: not documented.
    #[must_use]
    pub fn handles_view_only(mut self, value: bool) -> Self {
        self.handles_view_only = Some(value);
        self
    }
}

/// How far the participant may use each plugin. The keys are plugin ids (UUIDs).
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
#[cfg_attr(feature = "schemars", schemars(transparent))]
pub struct PluginAccessMap(pub std::collections::BTreeMap<String, PluginAccessEntry>);

impl std::ops::Deref for PluginAccessMap {
    type Target = std::collections::BTreeMap<String, PluginAccessEntry>;
    fn deref(&self) -> &std::collections::BTreeMap<String, PluginAccessEntry> {
        &self.0
    }
}

impl std::convert::From<std::collections::BTreeMap<String, PluginAccessEntry>>
for PluginAccessMap {
    fn from(value: std::collections::BTreeMap<String, PluginAccessEntry>) -> Self {
        Self(value)
    }
}

/// Plugins of the meeting and how far the participant may use each. Current documents describe a map
/// from plugin id to access, which is empty (`{}`) when there are no plugins; older ones describe the
/// id of one plugin, or one access that holds for all plugins. Send the map, accept all three.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
#[cfg_attr(feature = "schemars", schemars(untagged))]
pub enum PluginConfig {
    /// The form `String`.
    String(String),
    /// The form `PluginAccess`.
    PluginAccess(PluginAccess),
    /// The form `PluginAccessMap`.
    PluginAccessMap(PluginAccessMap),
}

impl std::convert::From<PluginAccess> for PluginConfig {
    fn from(value: PluginAccess) -> Self {
        Self::PluginAccess(value)
    }
}

impl std::convert::From<PluginAccessMap> for PluginConfig {
    fn from(value: PluginAccessMap) -> Self {
        Self::PluginAccessMap(value)
    }
}

/// A preset: what participants may do and how the meeting looks to them. One preset serves any number
/// of participants.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Preset {
    /// The configuration of a preset. In a PATCH only the fields sent are meant to change.
    pub config: Option<PresetConfig>,
    /// When the preset was created.
    pub created_at: Option<crate::Timestamp>,
    /// Identifier of the preset. Unlike the name it never changes.
    pub id: String,
    /// Name by which participants are given the preset. Upper and lower case differ.
    pub name: Option<String>,
    /// What a participant with the preset may do. In a PATCH only the keys sent are meant to change.
    pub permissions: Option<PresetPermissions>,
    /// How the ready-made user interface looks.
    pub ui: Option<PresetUi>,
    /// When the preset was last changed.
    pub updated_at: Option<crate::Timestamp>,
}

crate::record! {
    Preset { "config" => config : optional, "created_at" => created_at : optional, "id"
    => id : required, "name" => name : optional, "permissions" => permissions : optional,
    "ui" => ui : optional, "updated_at" => updated_at : optional }
}

/// Quality of the audio that a participant sends. A field left out keeps the setting of the service,
/// which is not documented.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct PresetAudio {
    /// Whether audio is sent at a higher bit rate than is usual for speech.
    pub enable_high_bitrate: Option<bool>,
    /// Whether audio is sent in stereo instead of mono.
    pub enable_stereo: Option<bool>,
}

crate::record! {
    PresetAudio { "enable_high_bitrate" => enable_high_bitrate : optional,
    "enable_stereo" => enable_stereo : optional }
}

impl PresetAudio {
    /// An empty `PresetAudio`; set what is needed.
    pub fn new() -> Self {
        Self {
            enable_high_bitrate: None,
            enable_stereo: None,
        }
    }

    /// Whether audio is sent at a higher bit rate than is usual for speech.
    #[must_use]
    pub fn enable_high_bitrate(mut self, value: bool) -> Self {
        self.enable_high_bitrate = Some(value);
        self
    }

    /// Whether audio is sent in stereo instead of mono.
    #[must_use]
    pub fn enable_stereo(mut self, value: bool) -> Self {
        self.enable_stereo = Some(value);
        self
    }
}

/// What the participant may do in the chat of the meeting.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct PresetChatPermissions {
    /// What the participant may do in chats with single people.
    pub private: Option<PresetPrivateChatPermissions>,
    /// What the participant may do in the chat that everybody sees.
    pub public: Option<PresetPublicChatPermissions>,
}

crate::record! {
    PresetChatPermissions { "private" => private : optional, "public" => public :
    optional }
}

impl PresetChatPermissions {
    /// An empty `PresetChatPermissions`; set what is needed.
    pub fn new() -> Self {
        Self {
            private: None,
            public: None,
        }
    }

    /// What the participant may do in chats with single people.
    #[must_use]
    pub fn private(mut self, value: impl Into<PresetPrivateChatPermissions>) -> Self {
        self.private = Some(value.into());
        self
    }

    /// What the participant may do in the chat that everybody sees.
    #[must_use]
    pub fn public(mut self, value: impl Into<PresetPublicChatPermissions>) -> Self {
        self.public = Some(value.into());
        self
    }
}

/// The configuration of a preset. In a PATCH only the fields sent are meant to change.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct PresetConfig {
    /// Quality levels offered to the viewers of a livestream. What the numbers mean is not documented.
    /// `null`: no levels are set; absent: they stay as they are.
    pub livestream_viewer_qualities: Option<Vec<f64>>,
    /// Largest number of screens that may be shared at the same time. 0 disables screen sharing.
    pub max_screenshare_count: Option<i64>,
    /// The number of participant videos shown at the same time. A device left out keeps its number.
    pub max_video_streams: Option<PresetMaxVideoStreams>,
    /// The quality of the media that a participant sends.
    pub media: Option<PresetMedia>,
    /// Type of meeting, which decides how participants see each other.
    pub view_type: Option<ViewType>,
}

crate::record! {
    PresetConfig { "livestream_viewer_qualities" => livestream_viewer_qualities :
    optional, "max_screenshare_count" => max_screenshare_count : optional,
    "max_video_streams" => max_video_streams : optional, "media" => media : optional,
    "view_type" => view_type : non_empty }
}

impl PresetConfig {
    /// An empty `PresetConfig`; set what is needed.
    pub fn new() -> Self {
        Self {
            livestream_viewer_qualities: None,
            max_screenshare_count: None,
            max_video_streams: None,
            media: None,
            view_type: None,
        }
    }

    /// Quality levels offered to the viewers of a livestream. What the numbers mean is not documented.
    /// `null`: no levels are set; absent: they stay as they are.
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

    /// Largest number of screens that may be shared at the same time. 0 disables screen sharing.
    #[must_use]
    pub fn max_screenshare_count(mut self, value: i64) -> Self {
        self.max_screenshare_count = Some(value);
        self
    }

    /// The number of participant videos shown at the same time. A device left out keeps its number.
    #[must_use]
    pub fn max_video_streams(mut self, value: impl Into<PresetMaxVideoStreams>) -> Self {
        self.max_video_streams = Some(value.into());
        self
    }

    /// The quality of the media that a participant sends.
    #[must_use]
    pub fn media(mut self, value: impl Into<PresetMedia>) -> Self {
        self.media = Some(value.into());
        self
    }

    /// Type of meeting, which decides how participants see each other.
    #[must_use]
    pub fn view_type(mut self, value: impl Into<ViewType>) -> Self {
        self.view_type = Some(value.into());
        self
    }
}

/// What the participant may do with the breakout rooms connected to the meeting.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct PresetConnectedMeetingsPermissions {
    /// Whether the participant may create, change and close breakout rooms.
    pub can_alter_connected_meetings: Option<bool>,
    /// Whether the participant may move from one breakout room to another.
    pub can_switch_connected_meetings: Option<bool>,
    /// Whether the participant may go from a breakout room back to the main meeting.
    pub can_switch_to_parent_meeting: Option<bool>,
}

crate::record! {
    PresetConnectedMeetingsPermissions { "can_alter_connected_meetings" =>
    can_alter_connected_meetings : optional, "can_switch_connected_meetings" =>
    can_switch_connected_meetings : optional, "can_switch_to_parent_meeting" =>
    can_switch_to_parent_meeting : optional }
}

impl PresetConnectedMeetingsPermissions {
    /// An empty `PresetConnectedMeetingsPermissions`; set what is needed.
    pub fn new() -> Self {
        Self {
            can_alter_connected_meetings: None,
            can_switch_connected_meetings: None,
            can_switch_to_parent_meeting: None,
        }
    }

    /// Whether the participant may create, change and close breakout rooms.
    #[must_use]
    pub fn can_alter_connected_meetings(mut self, value: bool) -> Self {
        self.can_alter_connected_meetings = Some(value);
        self
    }

    /// Whether the participant may move from one breakout room to another.
    #[must_use]
    pub fn can_switch_connected_meetings(mut self, value: bool) -> Self {
        self.can_switch_connected_meetings = Some(value);
        self
    }

    /// Whether the participant may go from a breakout room back to the main meeting.
    #[must_use]
    pub fn can_switch_to_parent_meeting(mut self, value: bool) -> Self {
        self.can_switch_to_parent_meeting = Some(value);
        self
    }
}

/// The number of participant videos shown at the same time. A device left out keeps its number.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct PresetMaxVideoStreams {
    /// Largest number of videos shown at the same time on a desktop computer.
    pub desktop: Option<i64>,
    /// Largest number of videos shown at the same time on a phone or tablet.
    pub mobile: Option<i64>,
}

crate::record! {
    PresetMaxVideoStreams { "desktop" => desktop : optional, "mobile" => mobile :
    optional }
}

impl PresetMaxVideoStreams {
    /// An empty `PresetMaxVideoStreams`; set what is needed.
    pub fn new() -> Self {
        Self {
            desktop: None,
            mobile: None,
        }
    }

    /// Largest number of videos shown at the same time on a desktop computer.
    #[must_use]
    pub fn desktop(mut self, value: i64) -> Self {
        self.desktop = Some(value);
        self
    }

    /// Largest number of videos shown at the same time on a phone or tablet.
    #[must_use]
    pub fn mobile(mut self, value: i64) -> Self {
        self.mobile = Some(value);
        self
    }
}

/// The quality of the media that a participant sends.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct PresetMedia {
    /// Quality of the audio that a participant sends. A field left out keeps the setting of the service,
    /// which is not documented.
    pub audio: Option<PresetAudio>,
    /// The quality of the screen that a participant shares.
    pub screenshare: Option<PresetScreenshare>,
    /// The quality of the camera video that a participant sends.
    pub video: Option<PresetVideo>,
}

crate::record! {
    PresetMedia { "audio" => audio : optional, "screenshare" => screenshare : optional,
    "video" => video : optional }
}

impl PresetMedia {
    /// An empty `PresetMedia`; set what is needed.
    pub fn new() -> Self {
        Self {
            audio: None,
            screenshare: None,
            video: None,
        }
    }

    /// Quality of the audio that a participant sends. A field left out keeps the setting of the service,
    /// which is not documented.
    #[must_use]
    pub fn audio(mut self, value: impl Into<PresetAudio>) -> Self {
        self.audio = Some(value.into());
        self
    }

    /// The quality of the screen that a participant shares.
    #[must_use]
    pub fn screenshare(mut self, value: impl Into<PresetScreenshare>) -> Self {
        self.screenshare = Some(value.into());
        self
    }

    /// The quality of the camera video that a participant sends.
    #[must_use]
    pub fn video(mut self, value: impl Into<PresetVideo>) -> Self {
        self.video = Some(value.into());
        self
    }
}

/// A change to whether the participant may send media of one kind.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct PresetMediaPermission {
    /// Whether media may be sent.
    pub can_produce: Option<MediaPermission>,
}

crate::record! {
    PresetMediaPermission { "can_produce" => can_produce : non_empty }
}

impl PresetMediaPermission {
    /// An empty `PresetMediaPermission`; set what is needed.
    pub fn new() -> Self {
        Self { can_produce: None }
    }

    /// Whether media may be sent.
    #[must_use]
    pub fn can_produce(mut self, value: impl Into<MediaPermission>) -> Self {
        self.can_produce = Some(value.into());
        self
    }
}

/// Which media the participant may send.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct PresetMediaPermissions {
    /// Whether the participant may send audio from the microphone.
    pub audio: Option<PresetMediaPermission>,
    /// Whether the participant may share a screen.
    pub screenshare: Option<PresetMediaPermission>,
    /// Whether the participant may send video from the camera.
    pub video: Option<PresetMediaPermission>,
}

crate::record! {
    PresetMediaPermissions { "audio" => audio : optional, "screenshare" => screenshare :
    optional, "video" => video : optional }
}

impl PresetMediaPermissions {
    /// An empty `PresetMediaPermissions`; set what is needed.
    pub fn new() -> Self {
        Self {
            audio: None,
            screenshare: None,
            video: None,
        }
    }

    /// Whether the participant may send audio from the microphone.
    #[must_use]
    pub fn audio(mut self, value: impl Into<PresetMediaPermission>) -> Self {
        self.audio = Some(value.into());
        self
    }

    /// Whether the participant may share a screen.
    #[must_use]
    pub fn screenshare(mut self, value: impl Into<PresetMediaPermission>) -> Self {
        self.screenshare = Some(value.into());
        self
    }

    /// Whether the participant may send video from the camera.
    #[must_use]
    pub fn video(mut self, value: impl Into<PresetMediaPermission>) -> Self {
        self.video = Some(value.into());
        self
    }
}

/// What a participant with the preset may do. In a PATCH only the keys sent are meant to change.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct PresetPermissions {
    /// Whether the participant may admit people who ask to come onto the stage. Absent: it stays as it is.
    pub accept_stage_requests: Option<bool>,
    /// Whether the participant may admit people who wait to enter the meeting.
    pub accept_waiting_requests: Option<bool>,
    /// Whether the participant may grant requests of others to send audio, video or a screen.
    pub can_accept_production_requests: Option<bool>,
    /// Whether the participant may change what others may do while the meeting runs.
    pub can_change_participant_permissions: Option<bool>,
    /// Whether the participant may change the name under which others see them.
    pub can_edit_display_name: Option<bool>,
    /// Whether the participant may start and stop a livestream of the meeting.
    pub can_livestream: Option<bool>,
    /// Whether the participant may start and stop recordings of the meeting.
    pub can_record: Option<bool>,
    /// Whether the participant may put a participant in the spotlight for everybody.
    pub can_spotlight: Option<bool>,
    /// What the participant may do in the chat of the meeting.
    pub chat: Option<PresetChatPermissions>,
    /// What the participant may do with the breakout rooms connected to the meeting.
    pub connected_meetings: Option<PresetConnectedMeetingsPermissions>,
    /// Whether the participant may turn off the microphone of others.
    pub disable_participant_audio: Option<bool>,
    /// Whether the participant may stop others from sharing their screen.
    pub disable_participant_screensharing: Option<bool>,
    /// Whether the participant may turn off the camera of others.
    pub disable_participant_video: Option<bool>,
    /// Whether the participant is hidden from the others in the meeting, as recording bots are.
    pub hidden_participant: Option<bool>,
    /// Whether the participant is a bot that records. People leave it `false` or out; see also
    /// `recorder_type`.
    pub is_recorder: Option<bool>,
    /// Whether the participant may remove others from the meeting.
    pub kick_participant: Option<bool>,
    /// Which media the participant may send.
    pub media: Option<PresetMediaPermissions>,
    /// Whether the participant may pin the video of another participant.
    pub pin_participant: Option<bool>,
    /// What the participant may do with the plugins of the meeting.
    pub plugins: Option<PresetPluginPermissions>,
    /// What the participant may do with polls.
    pub polls: Option<PresetPollPermissions>,
    /// Kind of recording bot that the participant is.
    pub recorder_type: Option<RecorderType>,
    /// Whether the participant sees the list of those present.
    pub show_participant_list: Option<bool>,
    /// Whether the participant may come onto the stage. The default is not documented.
    pub stage_access: Option<StageAccess>,
    /// Whether the meeting has a stage for the participant: only those on it send media, the others watch.
    /// Absent: it stays as it is.
    pub stage_enabled: Option<bool>,
    /// Whether the speech of the participant goes into the transcript of a meeting that is transcribed.
    /// Absent: it stays as it is.
    pub transcription_enabled: Option<bool>,
    /// When the participant has to wait before entering the meeting.
    pub waiting_room_type: Option<WaitingRoomType>,
}

crate::record! {
    PresetPermissions { "accept_stage_requests" => accept_stage_requests : optional,
    "accept_waiting_requests" => accept_waiting_requests : optional,
    "can_accept_production_requests" => can_accept_production_requests : optional,
    "can_change_participant_permissions" => can_change_participant_permissions :
    optional, "can_edit_display_name" => can_edit_display_name : optional,
    "can_livestream" => can_livestream : optional, "can_record" => can_record : optional,
    "can_spotlight" => can_spotlight : optional, "chat" => chat : optional,
    "connected_meetings" => connected_meetings : optional, "disable_participant_audio" =>
    disable_participant_audio : optional, "disable_participant_screensharing" =>
    disable_participant_screensharing : optional, "disable_participant_video" =>
    disable_participant_video : optional, "hidden_participant" => hidden_participant :
    optional, "is_recorder" => is_recorder : optional, "kick_participant" =>
    kick_participant : optional, "media" => media : optional, "pin_participant" =>
    pin_participant : optional, "plugins" => plugins : optional, "polls" => polls :
    optional, "recorder_type" => recorder_type : non_empty, "show_participant_list" =>
    show_participant_list : optional, "stage_access" => stage_access : non_empty,
    "stage_enabled" => stage_enabled : optional, "transcription_enabled" =>
    transcription_enabled : optional, "waiting_room_type" => waiting_room_type :
    non_empty }
}

impl PresetPermissions {
    /// An empty `PresetPermissions`; set what is needed.
    pub fn new() -> Self {
        Self {
            accept_stage_requests: None,
            accept_waiting_requests: None,
            can_accept_production_requests: None,
            can_change_participant_permissions: None,
            can_edit_display_name: None,
            can_livestream: None,
            can_record: None,
            can_spotlight: None,
            chat: None,
            connected_meetings: None,
            disable_participant_audio: None,
            disable_participant_screensharing: None,
            disable_participant_video: None,
            hidden_participant: None,
            is_recorder: None,
            kick_participant: None,
            media: None,
            pin_participant: None,
            plugins: None,
            polls: None,
            recorder_type: None,
            show_participant_list: None,
            stage_access: None,
            stage_enabled: None,
            transcription_enabled: None,
            waiting_room_type: None,
        }
    }

    /// Whether the participant may admit people who ask to come onto the stage. Absent: it stays as it is.
    #[must_use]
    pub fn accept_stage_requests(mut self, value: bool) -> Self {
        self.accept_stage_requests = Some(value);
        self
    }

    /// Whether the participant may admit people who wait to enter the meeting.
    #[must_use]
    pub fn accept_waiting_requests(mut self, value: bool) -> Self {
        self.accept_waiting_requests = Some(value);
        self
    }

    /// Whether the participant may grant requests of others to send audio, video or a screen.
    #[must_use]
    pub fn can_accept_production_requests(mut self, value: bool) -> Self {
        self.can_accept_production_requests = Some(value);
        self
    }

    /// Whether the participant may change what others may do while the meeting runs.
    #[must_use]
    pub fn can_change_participant_permissions(mut self, value: bool) -> Self {
        self.can_change_participant_permissions = Some(value);
        self
    }

    /// Whether the participant may change the name under which others see them.
    #[must_use]
    pub fn can_edit_display_name(mut self, value: bool) -> Self {
        self.can_edit_display_name = Some(value);
        self
    }

    /// Whether the participant may start and stop a livestream of the meeting.
    #[must_use]
    pub fn can_livestream(mut self, value: bool) -> Self {
        self.can_livestream = Some(value);
        self
    }

    /// Whether the participant may start and stop recordings of the meeting.
    #[must_use]
    pub fn can_record(mut self, value: bool) -> Self {
        self.can_record = Some(value);
        self
    }

    /// Whether the participant may put a participant in the spotlight for everybody.
    #[must_use]
    pub fn can_spotlight(mut self, value: bool) -> Self {
        self.can_spotlight = Some(value);
        self
    }

    /// What the participant may do in the chat of the meeting.
    #[must_use]
    pub fn chat(mut self, value: impl Into<PresetChatPermissions>) -> Self {
        self.chat = Some(value.into());
        self
    }

    /// What the participant may do with the breakout rooms connected to the meeting.
    #[must_use]
    pub fn connected_meetings(
        mut self,
        value: impl Into<PresetConnectedMeetingsPermissions>,
    ) -> Self {
        self.connected_meetings = Some(value.into());
        self
    }

    /// Whether the participant may turn off the microphone of others.
    #[must_use]
    pub fn disable_participant_audio(mut self, value: bool) -> Self {
        self.disable_participant_audio = Some(value);
        self
    }

    /// Whether the participant may stop others from sharing their screen.
    #[must_use]
    pub fn disable_participant_screensharing(mut self, value: bool) -> Self {
        self.disable_participant_screensharing = Some(value);
        self
    }

    /// Whether the participant may turn off the camera of others.
    #[must_use]
    pub fn disable_participant_video(mut self, value: bool) -> Self {
        self.disable_participant_video = Some(value);
        self
    }

    /// Whether the participant is hidden from the others in the meeting, as recording bots are.
    #[must_use]
    pub fn hidden_participant(mut self, value: bool) -> Self {
        self.hidden_participant = Some(value);
        self
    }

    /// Whether the participant is a bot that records. People leave it `false` or out; see also
    /// `recorder_type`.
    #[must_use]
    pub fn is_recorder(mut self, value: bool) -> Self {
        self.is_recorder = Some(value);
        self
    }

    /// Whether the participant may remove others from the meeting.
    #[must_use]
    pub fn kick_participant(mut self, value: bool) -> Self {
        self.kick_participant = Some(value);
        self
    }

    /// Which media the participant may send.
    #[must_use]
    pub fn media(mut self, value: impl Into<PresetMediaPermissions>) -> Self {
        self.media = Some(value.into());
        self
    }

    /// Whether the participant may pin the video of another participant.
    #[must_use]
    pub fn pin_participant(mut self, value: bool) -> Self {
        self.pin_participant = Some(value);
        self
    }

    /// What the participant may do with the plugins of the meeting.
    #[must_use]
    pub fn plugins(mut self, value: impl Into<PresetPluginPermissions>) -> Self {
        self.plugins = Some(value.into());
        self
    }

    /// What the participant may do with polls.
    #[must_use]
    pub fn polls(mut self, value: impl Into<PresetPollPermissions>) -> Self {
        self.polls = Some(value.into());
        self
    }

    /// Kind of recording bot that the participant is.
    #[must_use]
    pub fn recorder_type(mut self, value: impl Into<RecorderType>) -> Self {
        self.recorder_type = Some(value.into());
        self
    }

    /// Whether the participant sees the list of those present.
    #[must_use]
    pub fn show_participant_list(mut self, value: bool) -> Self {
        self.show_participant_list = Some(value);
        self
    }

    /// Whether the participant may come onto the stage. The default is not documented.
    #[must_use]
    pub fn stage_access(mut self, value: impl Into<StageAccess>) -> Self {
        self.stage_access = Some(value.into());
        self
    }

    /// Whether the meeting has a stage for the participant: only those on it send media, the others watch.
    /// Absent: it stays as it is.
    #[must_use]
    pub fn stage_enabled(mut self, value: bool) -> Self {
        self.stage_enabled = Some(value);
        self
    }

    /// Whether the speech of the participant goes into the transcript of a meeting that is transcribed.
    /// Absent: it stays as it is.
    #[must_use]
    pub fn transcription_enabled(mut self, value: bool) -> Self {
        self.transcription_enabled = Some(value);
        self
    }

    /// When the participant has to wait before entering the meeting.
    #[must_use]
    pub fn waiting_room_type(mut self, value: impl Into<WaitingRoomType>) -> Self {
        self.waiting_room_type = Some(value.into());
        self
    }
}

/// What the participant may do with the plugins of the meeting.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct PresetPluginPermissions {
    /// Whether the participant may close plugins that are open.
    pub can_close: Option<bool>,
    /// Whether the participant may change the configuration of plugins.
    pub can_edit_config: Option<bool>,
    /// Whether the participant may open plugins.
    pub can_start: Option<bool>,
    /// Plugins of the meeting and how far the participant may use each. Current documents describe a map
    /// from plugin id to access, which is empty (`{}`) when there are no plugins; older ones describe the
    /// id of one plugin, or one access that holds for all plugins. Send the map, accept all three.
    pub config: Option<PluginConfig>,
}

crate::record! {
    PresetPluginPermissions { "can_close" => can_close : optional, "can_edit_config" =>
    can_edit_config : optional, "can_start" => can_start : optional, "config" => config :
    optional }
}

impl PresetPluginPermissions {
    /// An empty `PresetPluginPermissions`; set what is needed.
    pub fn new() -> Self {
        Self {
            can_close: None,
            can_edit_config: None,
            can_start: None,
            config: None,
        }
    }

    /// Whether the participant may close plugins that are open.
    #[must_use]
    pub fn can_close(mut self, value: bool) -> Self {
        self.can_close = Some(value);
        self
    }

    /// Whether the participant may change the configuration of plugins.
    #[must_use]
    pub fn can_edit_config(mut self, value: bool) -> Self {
        self.can_edit_config = Some(value);
        self
    }

    /// Whether the participant may open plugins.
    #[must_use]
    pub fn can_start(mut self, value: bool) -> Self {
        self.can_start = Some(value);
        self
    }

    /// Plugins of the meeting and how far the participant may use each. Current documents describe a map
    /// from plugin id to access, which is empty (`{}`) when there are no plugins; older ones describe the
    /// id of one plugin, or one access that holds for all plugins. Send the map, accept all three.
    #[must_use]
    pub fn config(mut self, value: impl Into<PluginConfig>) -> Self {
        self.config = Some(value.into());
        self
    }
}

/// What the participant may do with polls.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct PresetPollPermissions {
    /// Whether the participant may create polls.
    pub can_create: Option<bool>,
    /// Whether the participant sees polls and their results.
    pub can_view: Option<bool>,
    /// Whether the participant may vote in polls.
    pub can_vote: Option<bool>,
}

crate::record! {
    PresetPollPermissions { "can_create" => can_create : optional, "can_view" => can_view
    : optional, "can_vote" => can_vote : optional }
}

impl PresetPollPermissions {
    /// An empty `PresetPollPermissions`; set what is needed.
    pub fn new() -> Self {
        Self {
            can_create: None,
            can_view: None,
            can_vote: None,
        }
    }

    /// Whether the participant may create polls.
    #[must_use]
    pub fn can_create(mut self, value: bool) -> Self {
        self.can_create = Some(value);
        self
    }

    /// Whether the participant sees polls and their results.
    #[must_use]
    pub fn can_view(mut self, value: bool) -> Self {
        self.can_view = Some(value);
        self
    }

    /// Whether the participant may vote in polls.
    #[must_use]
    pub fn can_vote(mut self, value: bool) -> Self {
        self.can_vote = Some(value);
        self
    }
}

/// What the participant may do in chats with single people.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct PresetPrivateChatPermissions {
    /// Whether others may send private messages to the participant.
    pub can_receive: Option<bool>,
    /// Whether the participant may send private messages at all.
    pub can_send: Option<bool>,
    /// Whether private messages may contain files.
    pub files: Option<bool>,
    /// Whether private messages may contain text.
    pub text: Option<bool>,
}

crate::record! {
    PresetPrivateChatPermissions { "can_receive" => can_receive : optional, "can_send" =>
    can_send : optional, "files" => files : optional, "text" => text : optional }
}

impl PresetPrivateChatPermissions {
    /// An empty `PresetPrivateChatPermissions`; set what is needed.
    pub fn new() -> Self {
        Self {
            can_receive: None,
            can_send: None,
            files: None,
            text: None,
        }
    }

    /// Whether others may send private messages to the participant.
    #[must_use]
    pub fn can_receive(mut self, value: bool) -> Self {
        self.can_receive = Some(value);
        self
    }

    /// Whether the participant may send private messages at all.
    #[must_use]
    pub fn can_send(mut self, value: bool) -> Self {
        self.can_send = Some(value);
        self
    }

    /// Whether private messages may contain files.
    #[must_use]
    pub fn files(mut self, value: bool) -> Self {
        self.files = Some(value);
        self
    }

    /// Whether private messages may contain text.
    #[must_use]
    pub fn text(mut self, value: bool) -> Self {
        self.text = Some(value);
        self
    }
}

/// What the participant may do in the chat that everybody sees.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct PresetPublicChatPermissions {
    /// Whether the participant may send messages to everybody at all.
    pub can_send: Option<bool>,
    /// Whether these messages may contain files.
    pub files: Option<bool>,
    /// Whether these messages may contain text.
    pub text: Option<bool>,
}

crate::record! {
    PresetPublicChatPermissions { "can_send" => can_send : optional, "files" => files :
    optional, "text" => text : optional }
}

impl PresetPublicChatPermissions {
    /// An empty `PresetPublicChatPermissions`; set what is needed.
    pub fn new() -> Self {
        Self {
            can_send: None,
            files: None,
            text: None,
        }
    }

    /// Whether the participant may send messages to everybody at all.
    #[must_use]
    pub fn can_send(mut self, value: bool) -> Self {
        self.can_send = Some(value);
        self
    }

    /// Whether these messages may contain files.
    #[must_use]
    pub fn files(mut self, value: bool) -> Self {
        self.files = Some(value);
        self
    }

    /// Whether these messages may contain text.
    #[must_use]
    pub fn text(mut self, value: bool) -> Self {
        self.text = Some(value);
        self
    }
}

/// The quality of the screen that a participant shares.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct PresetScreenshare {
    /// Frames per second of the shared screen. Low values suit slides, higher ones suit video.
    pub frame_rate: Option<i64>,
    /// Resolution of a video.
    pub quality: Option<MediaQuality>,
}

crate::record! {
    PresetScreenshare { "frame_rate" => frame_rate : optional, "quality" => quality :
    non_empty }
}

impl PresetScreenshare {
    /// An empty `PresetScreenshare`; set what is needed.
    pub fn new() -> Self {
        Self {
            frame_rate: None,
            quality: None,
        }
    }

    /// Frames per second of the shared screen. Low values suit slides, higher ones suit video.
    #[must_use]
    pub fn frame_rate(mut self, value: i64) -> Self {
        self.frame_rate = Some(value);
        self
    }

    /// Resolution of a video.
    #[must_use]
    pub fn quality(mut self, value: impl Into<MediaQuality>) -> Self {
        self.quality = Some(value.into());
        self
    }
}

/// A preset as the list returns it: without configuration, permissions and user interface. Fetch the
/// preset by its id for these.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct PresetSummary {
    /// When the preset was created.
    pub created_at: Option<crate::Timestamp>,
    /// Identifier of the preset. Unlike the name it never changes.
    pub id: String,
    /// Name by which participants are given the preset. Upper and lower case differ.
    pub name: Option<String>,
    /// When the preset was last changed.
    pub updated_at: Option<crate::Timestamp>,
}

crate::record! {
    PresetSummary { "created_at" => created_at : optional, "id" => id : required, "name"
    => name : optional, "updated_at" => updated_at : optional }
}

/// How the ready-made user interface looks.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct PresetUi {
    /// Deviations of the user interface from its standard layout, in a form that is not documented. Newer
    /// documents no longer name it; send back what was read.
    pub config_diff: Option<serde_json::Map<String, serde_json::Value>>,
    /// The colours, shapes and fonts of the ready-made user interface.
    pub design_tokens: Option<DesignTokens>,
}

crate::record! {
    PresetUi { "config_diff" => config_diff : optional, "design_tokens" => design_tokens
    : optional }
}

impl PresetUi {
    /// An empty `PresetUi`; set what is needed.
    pub fn new() -> Self {
        Self {
            config_diff: None,
            design_tokens: None,
        }
    }

    /// Deviations of the user interface from its standard layout, in a form that is not documented. Newer
    /// documents no longer name it; send back what was read.
    #[must_use]
    pub fn config_diff(
        mut self,
        value: serde_json::Map<String, serde_json::Value>,
    ) -> Self {
        self.config_diff = Some(value);
        self
    }

    /// The colours, shapes and fonts of the ready-made user interface.
    #[must_use]
    pub fn design_tokens(mut self, value: impl Into<DesignTokens>) -> Self {
        self.design_tokens = Some(value.into());
        self
    }
}

/// The quality of the camera video that a participant sends.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct PresetVideo {
    /// Frames per second of the camera video, at most 30.
    pub frame_rate: Option<i64>,
    /// Resolution of a video.
    pub quality: Option<MediaQuality>,
    /// Whether the camera video is sent in several qualities at the same time, so that each receiver gets
    /// the one that suits its connection. Absent: it stays as it is.
    pub simulcast: Option<bool>,
}

crate::record! {
    PresetVideo { "frame_rate" => frame_rate : optional, "quality" => quality :
    non_empty, "simulcast" => simulcast : optional }
}

impl PresetVideo {
    /// An empty `PresetVideo`; set what is needed.
    pub fn new() -> Self {
        Self {
            frame_rate: None,
            quality: None,
            simulcast: None,
        }
    }

    /// Frames per second of the camera video, at most 30.
    #[must_use]
    pub fn frame_rate(mut self, value: i64) -> Self {
        self.frame_rate = Some(value);
        self
    }

    /// Resolution of a video.
    #[must_use]
    pub fn quality(mut self, value: impl Into<MediaQuality>) -> Self {
        self.quality = Some(value.into());
        self
    }

    /// Whether the camera video is sent in several qualities at the same time, so that each receiver gets
    /// the one that suits its connection. Absent: it stays as it is.
    #[must_use]
    pub fn simulcast(mut self, value: bool) -> Self {
        self.simulcast = Some(value);
        self
    }
}

/// Kind of recording bot that the participant is.
#[derive(Clone)]
#[non_exhaustive]
pub enum RecorderType {
    /// `RECORDER`: Bot that records the meeting.
    Recorder,
    /// `LIVESTREAMER`: Bot that broadcasts the meeting as a livestream.
    Livestreamer,
    /// `NONE`: No bot: an ordinary participant.
    None,
    /// A value that this version of the crate does not know, kept verbatim and sent back unchanged.
    Unknown(String),
}

crate::open_enum! {
    RecorderType { Recorder = "RECORDER", Livestreamer = "LIVESTREAMER", None = "NONE" }
}

/// Whether the participant may come onto the stage. The default is not documented.
#[derive(Clone)]
#[non_exhaustive]
pub enum StageAccess {
    /// `ALLOWED`: May come onto the stage at any time.
    Allowed,
    /// `NOT_ALLOWED`: Stays in the audience.
    NotAllowed,
    /// `CAN_REQUEST`: May come onto the stage after a participant with that permission has granted a request.
    CanRequest,
    /// A value that this version of the crate does not know, kept verbatim and sent back unchanged.
    Unknown(String),
}

crate::open_enum! {
    StageAccess { Allowed = "ALLOWED", NotAllowed = "NOT_ALLOWED", CanRequest =
    "CAN_REQUEST" }
}

/// Brightness of the user interface.
#[derive(Clone)]
#[non_exhaustive]
pub enum Theme {
    /// `darkest`: Almost black background.
    Darkest,
    /// `dark`: Dark background.
    Dark,
    /// `light`: Light background.
    Light,
    /// A value that this version of the crate does not know, kept verbatim and sent back unchanged.
    Unknown(String),
}

crate::open_enum! {
    Theme { Darkest = "darkest", Dark = "dark", Light = "light" }
}

/// When the participant has to wait before entering the meeting.
#[derive(Clone)]
#[non_exhaustive]
pub enum WaitingRoomType {
    /// `SKIP`: Enters immediately.
    Skip,
    /// `ON_PRIVILEGED_USER_ENTRY`: Waits until a participant who may admit others has entered the meeting.
    OnPrivilegedUserEntry,
    /// `SKIP_ON_ACCEPT`: Waits until admitted by a participant with that permission.
    SkipOnAccept,
    /// A value that this version of the crate does not know, kept verbatim and sent back unchanged.
    Unknown(String),
}

crate::open_enum! {
    WaitingRoomType { Skip = "SKIP", OnPrivilegedUserEntry = "ON_PRIVILEGED_USER_ENTRY",
    SkipOnAccept = "SKIP_ON_ACCEPT" }
}
