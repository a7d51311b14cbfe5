//! A client without any knowledge of the API, for tests.

use realtimekit_emulator::{Emulator, EmulatorBuilder};
use reqwest::{Method, RequestBuilder, Response, StatusCode};
use serde_json::{Value, json};

pub struct Caller {
    pub emulator: Emulator,
    pub http: reqwest::Client,
}

impl Caller {
    pub async fn new() -> Self {
        Self::with(Emulator::builder().check_responses()).await
    }

    pub async fn with(builder: EmulatorBuilder) -> Self {
        Self { emulator: builder.start().await.unwrap(), http: reqwest::Client::new() }
    }

    /// A request below the app, with the token.
    pub fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let emulator = &self.emulator;
        let app = format!("{}/{path}", emulator.app_id());
        self.http.request(method, self.url(&app)).bearer_auth(emulator.api_token())
    }

    /// An address below the account.
    pub fn url(&self, path: &str) -> String {
        format!("{}/accounts/{}/realtime/kit/{path}", self.emulator.base_url(), self.emulator.account_id())
    }

    pub async fn send(&self, method: Method, path: &str, body: Option<Value>) -> (u16, Value) {
        let mut request = self.request(method, path);
        if let Some(body) = body {
            request = request.json(&body);
        }
        parts(request.send().await.unwrap()).await
    }

    pub async fn get(&self, path: &str) -> (u16, Value) {
        self.send(Method::GET, path, None).await
    }

    pub async fn post(&self, path: &str, body: Value) -> (u16, Value) {
        self.send(Method::POST, path, Some(body)).await
    }

    pub async fn put(&self, path: &str, body: Value) -> (u16, Value) {
        self.send(Method::PUT, path, Some(body)).await
    }

    pub async fn patch(&self, path: &str, body: Value) -> (u16, Value) {
        self.send(Method::PATCH, path, Some(body)).await
    }

    pub async fn delete(&self, path: &str) -> (u16, Value) {
        self.send(Method::DELETE, path, None).await
    }

    /// The `data` of a successful response.
    pub async fn data(&self, path: &str) -> Value {
        data(self.get(path).await)
    }

    pub async fn meeting(&self) -> String {
        id(&data(self.post("meetings", json!({ "title": "Weekly sync" })).await))
    }

    pub async fn participant(&self, meeting: &str, custom_id: &str) -> String {
        let body = json!({ "custom_participant_id": custom_id, "name": custom_id, "preset_name": "group_call_host" });
        id(&data(self.post(&format!("meetings/{meeting}/participants"), body).await))
    }
}

impl Drop for Caller {
    /// Whatever a test is about, the emulator must neither panic nor contradict the document.
    fn drop(&mut self) {
        if !std::thread::panicking() {
            assert_eq!(self.emulator.panics(), Vec::<String>::new());
            assert_eq!(self.emulator.contradictions(), Vec::<String>::new());
        }
    }
}

pub async fn parts(response: Response) -> (u16, Value) {
    let status = response.status();
    (status.as_u16(), response.json().await.unwrap())
}

pub fn data((status, body): (u16, Value)) -> Value {
    assert!(StatusCode::from_u16(status).unwrap().is_success(), "{status}: {body}");
    assert_eq!(body["success"], true, "{body}");
    body["data"].clone()
}

pub fn id(value: &Value) -> String {
    value["id"].as_str().unwrap().to_owned()
}

/// Status and message of a refusal by the service.
pub fn refusal((status, body): (u16, Value)) -> (u16, String) {
    assert_eq!(body["success"], false, "{body}");
    assert_eq!(body["error"]["code"], status);
    (status, body["error"]["message"].as_str().unwrap().to_owned())
}
