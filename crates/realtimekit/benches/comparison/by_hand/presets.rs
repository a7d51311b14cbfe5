//! Presets.

use serde::{Deserialize, Serialize};

use super::participants::ViewType;

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PresetDefinition {
    pub config: PresetConfigDefinition,
    pub name: String,
    pub permissions: PresetPermissionsDefinition,
    pub ui: PresetUiDefinition,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PresetConfigDefinition {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub livestream_viewer_qualities: Option<Vec<i64>>,
    pub max_screenshare_count: i64,
    pub max_video_streams: PresetMaxVideoStreamsDefinition,
    pub media: PresetMediaDefinition,
    pub view_type: ViewType,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PresetMaxVideoStreamsDefinition {
    pub desktop: i64,
    pub mobile: i64,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PresetMediaDefinition {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub audio: Option<PresetAudio>,
    pub screenshare: PresetScreenshareDefinition,
    pub video: PresetVideoDefinition,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PresetAudio {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub enable_high_bitrate: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub enable_stereo: Option<bool>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PresetScreenshareDefinition {
    pub frame_rate: i64,
    pub quality: MediaQuality,
}

#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub enum MediaQuality {
    #[serde(rename = "qvga")]
    Qvga,
    #[serde(rename = "vga")]
    Vga,
    #[serde(rename = "hd")]
    Hd,
    #[serde(rename = "fhd")]
    Fhd,
    #[serde(rename = "uhd")]
    Uhd,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PresetVideoDefinition {
    pub frame_rate: i64,
    pub quality: MediaQuality,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub simulcast: Option<bool>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PresetPermissionsDefinition {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub accept_stage_requests: Option<bool>,
    pub accept_waiting_requests: bool,
    pub can_accept_production_requests: bool,
    pub can_change_participant_permissions: bool,
    pub can_edit_display_name: bool,
    pub can_livestream: bool,
    pub can_record: bool,
    pub can_spotlight: bool,
    pub chat: PresetChatPermissionsDefinition,
    pub connected_meetings: PresetConnectedMeetingsPermissionsDefinition,
    pub disable_participant_audio: bool,
    pub disable_participant_screensharing: bool,
    pub disable_participant_video: bool,
    pub hidden_participant: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_recorder: Option<bool>,
    pub kick_participant: bool,
    pub media: PresetMediaPermissionsDefinition,
    pub pin_participant: bool,
    pub plugins: PresetPluginPermissionsDefinition,
    pub polls: PresetPollPermissionsDefinition,
    pub recorder_type: RecorderType,
    pub show_participant_list: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stage_access: Option<StageAccess>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stage_enabled: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub transcription_enabled: Option<bool>,
    pub waiting_room_type: WaitingRoomType,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PresetChatPermissionsDefinition {
    pub private: PresetPrivateChatPermissionsDefinition,
    pub public: PresetPublicChatPermissionsDefinition,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PresetPrivateChatPermissionsDefinition {
    pub can_receive: bool,
    pub can_send: bool,
    pub files: bool,
    pub text: bool,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PresetPublicChatPermissionsDefinition {
    pub can_send: bool,
    pub files: bool,
    pub text: bool,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PresetConnectedMeetingsPermissionsDefinition {
    pub can_alter_connected_meetings: bool,
    pub can_switch_connected_meetings: bool,
    pub can_switch_to_parent_meeting: bool,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PresetMediaPermissionsDefinition {
    pub audio: PresetMediaPermissionDefinition,
    pub screenshare: PresetMediaPermissionDefinition,
    pub video: PresetMediaPermissionDefinition,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PresetMediaPermissionDefinition {
    pub can_produce: MediaPermission,
}

#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub enum MediaPermission {
    #[serde(rename = "ALLOWED")]
    Allowed,
    #[serde(rename = "NOT_ALLOWED")]
    NotAllowed,
    #[serde(rename = "CAN_REQUEST")]
    CanRequest,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PresetPluginPermissionsDefinition {
    pub can_close: bool,
    pub can_edit_config: bool,
    pub can_start: bool,
    pub config: serde_json::Value,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PresetPollPermissionsDefinition {
    pub can_create: bool,
    pub can_view: bool,
    pub can_vote: bool,
}

#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub enum RecorderType {
    #[serde(rename = "RECORDER")]
    Recorder,
    #[serde(rename = "LIVESTREAMER")]
    Livestreamer,
    #[serde(rename = "NONE")]
    None,
}

#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub enum StageAccess {
    #[serde(rename = "ALLOWED")]
    Allowed,
    #[serde(rename = "NOT_ALLOWED")]
    NotAllowed,
    #[serde(rename = "CAN_REQUEST")]
    CanRequest,
}

#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub enum WaitingRoomType {
    #[serde(rename = "SKIP")]
    Skip,
    #[serde(rename = "ON_PRIVILEGED_USER_ENTRY")]
    OnPrivilegedUserEntry,
    #[serde(rename = "SKIP_ON_ACCEPT")]
    SkipOnAccept,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PresetUiDefinition {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub config_diff: Option<serde_json::Map<String, serde_json::Value>>,
    pub design_tokens: DesignTokensDefinition,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct DesignTokensDefinition {
    pub border_radius: BorderRadius,
    pub border_width: BorderWidth,
    pub colors: DesignColorsDefinition,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub font_family: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub google_font: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub logo: Option<String>,
    pub spacing_base: f64,
    pub theme: Theme,
}

#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub enum BorderRadius {
    #[serde(rename = "sharp")]
    Sharp,
    #[serde(rename = "rounded")]
    Rounded,
    #[serde(rename = "extra-rounded")]
    ExtraRounded,
    #[serde(rename = "circular")]
    Circular,
}

#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub enum BorderWidth {
    #[serde(rename = "none")]
    None,
    #[serde(rename = "thin")]
    Thin,
    #[serde(rename = "fat")]
    Fat,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct DesignColorsDefinition {
    pub background: BackgroundColorsDefinition,
    pub brand: BrandColorsDefinition,
    pub danger: String,
    pub success: String,
    pub text: String,
    pub text_on_brand: String,
    pub video_bg: String,
    pub warning: String,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct BackgroundColorsDefinition {
    #[serde(rename = "1000")]
    pub x1000: String,
    #[serde(rename = "600")]
    pub x600: String,
    #[serde(rename = "700")]
    pub x700: String,
    #[serde(rename = "800")]
    pub x800: String,
    #[serde(rename = "900")]
    pub x900: String,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct BrandColorsDefinition {
    #[serde(rename = "300")]
    pub x300: String,
    #[serde(rename = "400")]
    pub x400: String,
    #[serde(rename = "500")]
    pub x500: String,
    #[serde(rename = "600")]
    pub x600: String,
    #[serde(rename = "700")]
    pub x700: String,
}

#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub enum Theme {
    #[serde(rename = "darkest")]
    Darkest,
    #[serde(rename = "dark")]
    Dark,
    #[serde(rename = "light")]
    Light,
}
