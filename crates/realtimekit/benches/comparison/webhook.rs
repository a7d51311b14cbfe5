//! (e) A delivery of a webhook, from headers and body to the event; hand-written with the same library for RSA.

#![allow(dead_code)] // fields are there to be filled

use aws_lc_rs::signature::{ParsedPublicKey, RSA_PKCS1_2048_8192_SHA256};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use realtimekit::webhooks::testing::TestSigner;
use realtimekit::webhooks::{Delivery, Verifier};
use reqwest::header::HeaderMap;
use serde::Deserialize;
use serde_json::json;

/// A delivery with what both sides need to verify it.
pub struct Webhook {
    verifier: Verifier,
    key: ParsedPublicKey,
    headers: HeaderMap,
    body: Vec<u8>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ParticipantJoined {
    pub event: String,
    pub meeting: Meeting,
    pub participant: Participant,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Meeting {
    pub id: String,
    pub session_id: Option<String>,
    pub title: Option<String>,
    pub room_name: Option<String>,
    pub status: Option<String>,
    pub created_at: Option<String>,
    pub started_at: Option<String>,
    pub ended_at: Option<String>,
    pub organized_by: Option<Organization>,
}

#[derive(Debug, Deserialize)]
pub struct Organization {
    pub id: String,
    pub name: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Participant {
    pub peer_id: String,
    pub user_display_name: Option<String>,
    pub custom_participant_id: Option<String>,
    pub client_specific_id: Option<String>,
    pub joined_at: Option<String>,
    pub left_at: Option<String>,
}

impl Webhook {
    pub fn new() -> Self {
        let body = json!({
            "event": "meeting.participantJoined",
            "meeting": {
                "id": "bbb97a34-7a11-4f5c-9d4b-53cbbbba6f08",
                "sessionId": "497f6eca-6276-4993-bfeb-53cbbbba6f08",
                "title": "Weekly sync",
                "roomName": "abcdef-ghijkl",
                "status": "LIVE",
                "createdAt": "2026-11-20T09:30:00.123Z",
                "startedAt": "2026-11-20T09:30:00.123Z",
                "organizedBy": { "id": "2ae5ad60-3e4b-4d2d-8e1f-0b3b7b5c9c1d", "name": "Example" }
            },
            "participant": {
                "peerId": "0c8b6a8e-0d0c-4bb8-8ee6-53cbbbba6f08",
                "userDisplayName": "Mary Sue",
                "customParticipantId": "user-42",
                "clientSpecificId": "user-42",
                "joinedAt": "2026-11-20T09:31:00.456Z"
            }
        });
        let body = body.to_string().into_bytes();
        let signer = TestSigner::new();
        let pem: String = signer.public_key_pem().lines().filter(|line| !line.starts_with('-')).collect();
        let der = STANDARD.decode(pem).expect("Base64 between the lines of a PEM");
        Self {
            verifier: signer.verifier(),
            key: ParsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, der).expect("an RSA key"),
            headers: signer.headers(&body),
            body,
        }
    }

    pub async fn by_sdk(&self) -> Delivery {
        self.verifier.verify(&self.headers, &self.body).await.expect("a genuine delivery")
    }

    pub fn by_hand(&self) -> ParticipantJoined {
        let signature = self.headers.get("rtk-signature").expect("a signed delivery");
        let signature = STANDARD.decode(signature.as_bytes()).expect("Base64");
        self.key.verify_sig(&self.body, &signature).expect("a genuine delivery");
        serde_json::from_slice(&self.body).expect("the event")
    }
}
