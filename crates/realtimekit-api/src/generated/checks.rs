// Made from openapi/realtimekit.yaml by `cargo xtask codegen`. Do not edit: change the document or
// the step in xtask/src/codegen/ that writes this, and run the command again.

//! Checks of what is sent.

use super::types;
use crate::check::{Check, InvalidValue, Place, rules};

impl Check for types::ActiveSessionKick {
    fn check(&self, place: Place<'_>) -> Result<(), InvalidValue> {
        if self.custom_participant_ids.as_ref().is_none_or(Vec::is_empty)
            && self.participant_ids.as_ref().is_none_or(Vec::is_empty)
        {
            return Err(
                InvalidValue::empty(place, "participant_ids or custom_participant_ids"),
            );
        }
        Ok(())
    }
}

impl Check for types::ActiveSessionMute {
    fn check(&self, place: Place<'_>) -> Result<(), InvalidValue> {
        if self.custom_participant_ids.as_ref().is_none_or(Vec::is_empty)
            && self.participant_ids.as_ref().is_none_or(Vec::is_empty)
        {
            return Err(
                InvalidValue::empty(place, "participant_ids or custom_participant_ids"),
            );
        }
        Ok(())
    }
}

impl Check for types::AiConfig {
    fn check(&self, place: Place<'_>) -> Result<(), InvalidValue> {
        if let Some(value) = &self.summarization {
            value.check(Place::Key(&place, "summarization"))?;
        }
        Ok(())
    }
}

impl Check for types::LivestreamStart {
    fn check(&self, place: Place<'_>) -> Result<(), InvalidValue> {
        if let Some(value) = &self.video_config {
            value.check(Place::Key(&place, "video_config"))?;
        }
        Ok(())
    }
}

impl Check for types::LivestreamVideoConfig {
    fn check(&self, place: Place<'_>) -> Result<(), InvalidValue> {
        if let Some(value) = &self.height {
            rules::whole(
                Place::Key(&place, "height"),
                *value,
                Some(1i64),
                Some(1920i64),
            )?;
        }
        if let Some(value) = &self.width {
            rules::whole(
                Place::Key(&place, "width"),
                *value,
                Some(1i64),
                Some(1920i64),
            )?;
        }
        Ok(())
    }
}

impl Check for types::LivestreamingConfig {
    fn check(&self, place: Place<'_>) -> Result<(), InvalidValue> {
        if let Some(value) = &self.rtmp_url {
            rules::secret_url(Place::Key(&place, "rtmp_url"), value.expose())?;
        }
        Ok(())
    }
}

impl Check for types::MeetingCreate {
    fn check(&self, place: Place<'_>) -> Result<(), InvalidValue> {
        if let Some(value) = &self.ai_config {
            value.check(Place::Key(&place, "ai_config"))?;
        }
        if let Some(value) = &self.recording_config {
            value.check(Place::Key(&place, "recording_config"))?;
        }
        if let Some(value) = &self.session_keep_alive_time_in_secs {
            rules::whole(
                Place::Key(&place, "session_keep_alive_time_in_secs"),
                *value,
                Some(60i64),
                Some(600i64),
            )?;
        }
        Ok(())
    }
}

impl Check for types::MeetingReplace {
    fn check(&self, place: Place<'_>) -> Result<(), InvalidValue> {
        if let Some(value) = &self.ai_config {
            value.check(Place::Key(&place, "ai_config"))?;
        }
        if let Some(value) = &self.recording_config {
            value.check(Place::Key(&place, "recording_config"))?;
        }
        if let Some(value) = &self.session_keep_alive_time_in_secs {
            rules::whole(
                Place::Key(&place, "session_keep_alive_time_in_secs"),
                *value,
                Some(60i64),
                Some(600i64),
            )?;
        }
        Ok(())
    }
}

impl Check for types::MeetingUpdate {
    fn check(&self, place: Place<'_>) -> Result<(), InvalidValue> {
        if let Some(value) = &self.ai_config {
            value.check(Place::Key(&place, "ai_config"))?;
        }
        if let Some(value) = &self.recording_config {
            value.check(Place::Key(&place, "recording_config"))?;
        }
        if let Some(value) = &self.session_keep_alive_time_in_secs {
            rules::whole(
                Place::Key(&place, "session_keep_alive_time_in_secs"),
                *value,
                Some(60i64),
                Some(600i64),
            )?;
        }
        Ok(())
    }
}

impl Check for types::ParticipantCreate {
    fn check(&self, place: Place<'_>) -> Result<(), InvalidValue> {
        if let Some(value) = &self.picture {
            rules::url(Place::Key(&place, "picture"), value)?;
        }
        Ok(())
    }
}

impl Check for types::ParticipantUpdate {
    fn check(&self, place: Place<'_>) -> Result<(), InvalidValue> {
        if let Some(Some(value)) = &self.picture {
            rules::url(Place::Key(&place, "picture"), value)?;
        }
        Ok(())
    }
}

impl Check for types::PresetConfig {
    fn check(&self, place: Place<'_>) -> Result<(), InvalidValue> {
        if let Some(value) = &self.media {
            value.check(Place::Key(&place, "media"))?;
        }
        Ok(())
    }
}

impl Check for types::PresetConfigDefinition {
    fn check(&self, place: Place<'_>) -> Result<(), InvalidValue> {
        {
            let value = &self.media;
            value.check(Place::Key(&place, "media"))?;
        }
        Ok(())
    }
}

impl Check for types::PresetDefinition {
    fn check(&self, place: Place<'_>) -> Result<(), InvalidValue> {
        {
            let value = &self.config;
            value.check(Place::Key(&place, "config"))?;
        }
        Ok(())
    }
}

impl Check for types::PresetMedia {
    fn check(&self, place: Place<'_>) -> Result<(), InvalidValue> {
        if let Some(value) = &self.video {
            value.check(Place::Key(&place, "video"))?;
        }
        Ok(())
    }
}

impl Check for types::PresetMediaDefinition {
    fn check(&self, place: Place<'_>) -> Result<(), InvalidValue> {
        {
            let value = &self.video;
            value.check(Place::Key(&place, "video"))?;
        }
        Ok(())
    }
}

impl Check for types::PresetUpdate {
    fn check(&self, place: Place<'_>) -> Result<(), InvalidValue> {
        if let Some(value) = &self.config {
            value.check(Place::Key(&place, "config"))?;
        }
        Ok(())
    }
}

impl Check for types::PresetVideo {
    fn check(&self, place: Place<'_>) -> Result<(), InvalidValue> {
        if let Some(value) = &self.frame_rate {
            rules::whole(Place::Key(&place, "frame_rate"), *value, None, Some(30i64))?;
        }
        Ok(())
    }
}

impl Check for types::PresetVideoDefinition {
    fn check(&self, place: Place<'_>) -> Result<(), InvalidValue> {
        {
            let value = &self.frame_rate;
            rules::whole(Place::Key(&place, "frame_rate"), *value, None, Some(30i64))?;
        }
        Ok(())
    }
}

impl Check for types::RecordingConfig {
    fn check(&self, place: Place<'_>) -> Result<(), InvalidValue> {
        if let Some(value) = &self.live_streaming_config {
            value.check(Place::Key(&place, "live_streaming_config"))?;
        }
        if let Some(value) = &self.max_seconds {
            rules::whole(
                Place::Key(&place, "max_seconds"),
                *value,
                Some(60i64),
                Some(86400i64),
            )?;
        }
        if let Some(value) = &self.video_config {
            value.check(Place::Key(&place, "video_config"))?;
        }
        Ok(())
    }
}

impl Check for types::RecordingStart {
    fn check(&self, place: Place<'_>) -> Result<(), InvalidValue> {
        if let Some(value) = &self.max_seconds {
            rules::whole(
                Place::Key(&place, "max_seconds"),
                *value,
                Some(60i64),
                Some(86400i64),
            )?;
        }
        if let Some(value) = &self.rtmp_out_config {
            value.check(Place::Key(&place, "rtmp_out_config"))?;
        }
        if let Some(value) = &self.url {
            rules::url(Place::Key(&place, "url"), value)?;
        }
        if let Some(value) = &self.video_config {
            value.check(Place::Key(&place, "video_config"))?;
        }
        Ok(())
    }
}

impl Check for types::SummarizationConfig {
    fn check(&self, place: Place<'_>) -> Result<(), InvalidValue> {
        if let Some(value) = &self.word_limit {
            rules::whole(
                Place::Key(&place, "word_limit"),
                *value,
                Some(150i64),
                Some(1000i64),
            )?;
        }
        Ok(())
    }
}

impl Check for types::VideoConfig {
    fn check(&self, place: Place<'_>) -> Result<(), InvalidValue> {
        if let Some(value) = &self.height {
            rules::whole(
                Place::Key(&place, "height"),
                *value,
                Some(1i64),
                Some(1920i64),
            )?;
        }
        if let Some(value) = &self.watermark {
            value.check(Place::Key(&place, "watermark"))?;
        }
        if let Some(value) = &self.width {
            rules::whole(
                Place::Key(&place, "width"),
                *value,
                Some(1i64),
                Some(1920i64),
            )?;
        }
        Ok(())
    }
}

impl Check for types::Watermark {
    fn check(&self, place: Place<'_>) -> Result<(), InvalidValue> {
        if let Some(value) = &self.size {
            value.check(Place::Key(&place, "size"))?;
        }
        if let Some(value) = &self.url {
            rules::url(Place::Key(&place, "url"), value)?;
        }
        Ok(())
    }
}

impl Check for types::WatermarkSize {
    fn check(&self, place: Place<'_>) -> Result<(), InvalidValue> {
        if let Some(value) = &self.height {
            rules::whole(Place::Key(&place, "height"), *value, Some(1i64), None)?;
        }
        if let Some(value) = &self.width {
            rules::whole(Place::Key(&place, "width"), *value, Some(1i64), None)?;
        }
        Ok(())
    }
}

impl Check for types::WebhookCreate {
    fn check(&self, place: Place<'_>) -> Result<(), InvalidValue> {
        {
            let value = &self.url;
            rules::url(Place::Key(&place, "url"), value)?;
        }
        Ok(())
    }
}

impl Check for types::WebhookReplace {
    fn check(&self, place: Place<'_>) -> Result<(), InvalidValue> {
        {
            let value = &self.url;
            rules::url(Place::Key(&place, "url"), value)?;
        }
        Ok(())
    }
}

impl Check for types::WebhookUpdate {
    fn check(&self, place: Place<'_>) -> Result<(), InvalidValue> {
        if let Some(value) = &self.url {
            rules::url(Place::Key(&place, "url"), value)?;
        }
        Ok(())
    }
}
