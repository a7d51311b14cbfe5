//! Nothing leaks: secrets are planted wherever there is a place for them, and everything that can be printed is searched.

use std::error::Error as StdError;
use std::fmt::{Debug, Write as _};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use crate::document::{document, operation};
use crate::spans::enable_all_callsites;
use realtimekit::requests::Operation;
use realtimekit::types::{LivestreamingConfig, PresetDefinition, RecordingConfig, StorageConfig};
use realtimekit::{Client, ClientBuilder, Error, ErrorKind, Request, RetryPolicy, operations};
use realtimekit_emulator::Emulator;
use serde_json::{Value, json};
use tracing_subscriber::layer::{Context, Layer, SubscriberExt as _};
use tracing_subscriber::util::SubscriberInitExt as _;

/// Part of every planted secret.
const MARK: &str = "s3cr3t";
const TOKEN: &str = "s3cr3t-token-0123456789-abcdefghijklmnopq";
const JWT: &str = "eyJhbGciOiJSUzI1NiJ9.czNjcjN0LXMzY3IzdA-s3cr3t.c2lnbmF0dXJlLXMzY3IzdA";
const LINK: &str = "https://files.example.com/s3cr3t/recording.mp4?X-Amz-Credential=s3cr3t&X-Amz-Signature=s3cr3t";
const STREAM: &str = "rtmps://live.example.com/app/s3cr3t-stream-key";

/// Everything that was printed, with its source.
#[derive(Clone, Default)]
struct Printed(Arc<Mutex<Vec<(String, String)>>>);

impl Printed {
    fn add(&self, from: impl Into<String>, text: impl Into<String>) {
        self.0.lock().unwrap().push((from.into(), text.into()));
    }

    fn debug(&self, from: &str, value: &impl Debug) {
        self.add(format!("Debug of {from}"), format!("{value:?}"));
        self.add(format!("alternate Debug of {from}"), format!("{value:#?}"));
    }

    /// An error, its causes, and its first attempt.
    fn error(&self, from: &str, error: &Error) {
        self.debug(from, error);
        self.add(format!("Display of {from}"), error.to_string());
        self.debug(&format!("messages of {from}"), &error.messages());
        let mut cause = error.source();
        while let Some(error) = cause {
            self.debug(&format!("a cause of {from}"), &error);
            self.add(format!("Display of a cause of {from}"), error.to_string());
            cause = error.source();
        }
        if let Some(first) = error.first_attempt() {
            self.error(&format!("the first attempt of {from}"), first);
        }
    }

    fn search(&self) -> Vec<String> {
        let printed = self.0.lock().unwrap();
        let found = printed
            .iter()
            .filter(|(_, text)| [MARK, "X-Amz", "Signature=", "eyJ"].iter().any(|part| text.contains(part)));
        found.map(|(from, text)| format!("{from}: {text}")).collect()
    }
}

/// Writes down all spans and events, of every library, at every level.
struct Everything(Printed);

struct Fields<'a>(&'a mut String);

impl tracing::field::Visit for Fields<'_> {
    fn record_debug(&mut self, field: &tracing::field::Field, value: &dyn Debug) {
        write!(self.0, " {field}={value:?}").unwrap();
    }
}

impl<S: tracing::Subscriber> Layer<S> for Everything {
    fn on_new_span(&self, attributes: &tracing::span::Attributes<'_>, _: &tracing::span::Id, _: Context<'_, S>) {
        let mut text = String::new();
        attributes.record(&mut Fields(&mut text));
        self.0.add(format!("span {}", attributes.metadata().target()), text);
    }

    fn on_record(&self, _: &tracing::span::Id, values: &tracing::span::Record<'_>, _: Context<'_, S>) {
        let mut text = String::new();
        values.record(&mut Fields(&mut text));
        self.0.add("record", text);
    }

    fn on_event(&self, event: &tracing::Event<'_>, _: Context<'_, S>) {
        let mut text = String::new();
        event.record(&mut Fields(&mut text));
        self.0.add(format!("event {}", event.metadata().target()), text);
    }
}

/// Puts secrets into the example response of an operation, wherever the document says that something is one.
fn plant(value: &mut Value, sensitive: &[String], planted: &mut usize) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| plant(item, sensitive, planted)),
        Value::Object(fields) => {
            for (name, value) in fields {
                if sensitive.contains(name) && (value.is_string() || value.is_null()) {
                    *value = json!(if name.contains("url") { LINK } else { JWT });
                    *planted += 1;
                } else {
                    plant(value, sensitive, planted);
                }
            }
        }
        Value::String(text) if text.contains("://") && text.contains('?') => {
            LINK.clone_into(text);
            *planted += 1;
        }
        _ => {}
    }
}

/// Names of all fields that the document marks as sensitive.
fn sensitive_fields(document: &Value) -> Vec<String> {
    let schemas = &document["components"]["schemas"];
    let sensitive = |schema: &Value| {
        let referred = schema["$ref"].as_str().or_else(|| schema["allOf"][0]["$ref"].as_str());
        let target = referred.and_then(|target| document.pointer(&target[1..]));
        schema["x-sensitive"] == true || target.is_some_and(|target| target["x-sensitive"] == true)
    };
    let mut names = Vec::new();
    for (_, schema) in schemas.as_object().into_iter().flatten() {
        for (name, property) in schema["properties"].as_object().into_iter().flatten() {
            if sensitive(property) {
                names.push(name.clone());
            }
        }
    }
    names
}

/// The example responses of an operation with secrets in them.
fn responses(document: &Value, id: &str, sensitive: &[String], planted: &mut usize) -> Vec<String> {
    let responses = &operation(document, id)["responses"];
    let (_, success) = responses.as_object().unwrap().iter().find(|(status, _)| status.starts_with('2')).unwrap();
    let content = &success["content"]["application/json"];
    let several = content["examples"].as_object().into_iter().flatten().map(|(_, example)| &example["value"]);
    let mut examples: Vec<Value> = several.chain(content.get("example")).cloned().collect();
    assert!(!examples.is_empty(), "{id} has no example");
    examples.iter_mut().for_each(|example| plant(example, sensitive, planted));
    examples.iter().map(Value::to_string).collect()
}

struct Run {
    emulator: Emulator,
    document: Value,
    sensitive: Vec<String>,
    planted: usize,
    printed: Printed,
    visited: Vec<&'static str>,
}

impl Run {
    /// Prints a request before and after additions, and its outcome.
    async fn visit<O: Operation>(&mut self, request: Request<O>)
    where
        O::Output: Debug,
    {
        let id = O::operation().id;
        let printed = self.printed.clone();
        printed.debug(&format!("request {id}"), &request);
        printed.debug(&format!("dry run {id}"), &request.dry_run().unwrap());
        let mut additions = request
            .clone()
            .header("x-auth-key", TOKEN)
            .header("Authorization", format!("Bearer {TOKEN}"))
            .header("cookie", format!("session={TOKEN}"))
            .extra_query("access_token", TOKEN);
        if O::operation().method != "GET" {
            additions = additions
                .extra_field("api_key", TOKEN)
                .extra_field("nested", json!({ "items": [{ "secret": [TOKEN] }] }));
        }
        printed.debug(&format!("request {id} with additions"), &additions);
        printed.debug(&format!("dry run {id} with additions"), &additions.dry_run().unwrap());

        for body in responses(&self.document, id, &self.sensitive, &mut self.planted) {
            let cookie = format!("a={TOKEN}");
            let fault = self.emulator.fault(id).status(200).body(body).header("set-cookie", &cookie);
            match request.clone().send().await {
                Ok(output) => printed.debug(&format!("output of {id}"), &output),
                Err(error) => panic!("{id}: the example of the document is not read: {error}"),
            }
            printed.debug(&format!("raw response to {id}"), &request.clone().send_raw().await.unwrap());
            fault.remove();
        }

        // The same response where it does not fit.
        for (what, body) in [
            ("a text", json!({ "success": true, "data": LINK })),
            ("a list", json!({ "success": true, "data": [[TOKEN], { "id": [JWT], "token": { "token": JWT } }] })),
            (
                "an object",
                json!({ "success": true, "data": { "id": { LINK: TOKEN }, "created_at": TOKEN, "token": [JWT],
                "record_on_start": TOKEN, "sessions": TOKEN, "recording": { "id": 1, "file_size": JWT, "status": [TOKEN] } } }),
            ),
        ] {
            let fault = self.emulator.fault(id).status(200).body(body.to_string());
            match request.clone().send().await {
                Ok(_) => {} // it does fit: what is no secret by the document is printed
                Err(error) => printed.error(&format!("{id}, answered with {what}"), &error),
            }
            fault.remove();
        }
        self.visited.push(id);
    }
}

macro_rules! visit {
    ($run:ident, $($request:expr),+ $(,)?) => { $($run.visit($request).await;)+ };
}

fn storage() -> StorageConfig {
    StorageConfig::aws("bucket", "eu-central-1", "s3cr3t-access", "s3cr3t-secret")
        .password("s3cr3t-password")
        .private_key("-----BEGIN PRIVATE KEY-----\ns3cr3t\n-----END PRIVATE KEY-----")
}

fn recording() -> RecordingConfig {
    let out = LivestreamingConfig::new().rtmp_url(STREAM);
    RecordingConfig::new().storage_config(storage()).live_streaming_config(out)
}

/// Client and emulator run on this thread, the one that the subscriber listens to: the other tests do not disturb it.
#[tokio::test]
async fn no_secret_is_printed() {
    enable_all_callsites();
    let printed = Printed::default();
    let _listening = tracing_subscriber::registry().with(Everything(printed.clone())).set_default();

    let emulator = Emulator::builder().api_token(TOKEN).start().await.unwrap();
    printed.debug("endpoint", &emulator.endpoint());
    let builder = ClientBuilder::from(emulator.endpoint())
        .max_response_bytes(100_000)
        .retry_policy(RetryPolicy::default().base_delay(Duration::from_millis(1)));
    printed.debug("builder", &builder);
    printed.debug("builder with basic credentials", &builder.clone().basic_auth("organization", TOKEN));
    let base_url = format!("https://user:{TOKEN}@example.com/?key={TOKEN}");
    printed.debug("builder with a bad base URL", &builder.clone().base_url(&base_url));
    printed.error("bad base URL", &builder.clone().base_url(&base_url).build().unwrap_err());
    printed.error("bad token", &builder.clone().api_token(format!("{TOKEN}\n")).build().unwrap_err());
    let client = builder.build().unwrap();
    printed.debug("client", &client);
    let app = client.default_app().unwrap();
    let meeting = app.meeting("meeting");
    printed.debug("app", &app);
    printed.debug("meeting", &meeting);

    let document = document();
    let sensitive = sensitive_fields(&document);
    assert!(sensitive.len() > 10, "{sensitive:?}");
    let mut run = Run {
        emulator: emulator.clone(),
        document,
        sensitive,
        planted: 0,
        printed: printed.clone(),
        visited: Vec::new(),
    };
    visit!(
        run,
        client.apps().list(),
        client.apps().create("Clinic"),
        app.meetings().list(),
        app.meetings().create().recording_config(recording()),
        meeting.get(),
        meeting.update().recording_config(recording()),
        meeting.replace().recording_config(recording()),
        meeting.participants().list(),
        meeting.participants().add("user-42", "group_call_host"),
        meeting.participant("participant").get(),
        meeting.participant("participant").update().name("Mary"),
        meeting.participant("participant").refresh_token(),
        meeting.participant("participant").delete(),
        meeting.active_session().get(),
        meeting.active_session().kick(["p1"]),
        meeting.active_session().kick_all(),
        meeting.active_session().mute(["p1"]),
        meeting.active_session().mute_all(true),
        meeting.active_session().create_poll("Lunch?", ["Pizza", "Soup"]),
        meeting.livestreams().active(),
        meeting.livestreams().list(),
        meeting.livestreams().start(),
        meeting.livestreams().stop(),
        app.livestreams().list(),
        app.livestreams().create(),
        app.livestreams().session("broadcast"),
        app.livestream("livestream").get(),
        app.livestream("livestream").active_session(),
        app.presets().list(),
        app.presets().create(PresetDefinition::group_call("host")),
        app.preset("preset").get(),
        app.preset("preset").update().name("listener"),
        app.preset("preset").replace(PresetDefinition::group_call("host")),
        app.preset("preset").delete(),
        app.recordings().list(),
        app.recordings()
            .start("meeting")
            .storage_config(storage())
            .rtmp_out_config(LivestreamingConfig::new().rtmp_url(STREAM)),
        app.recordings().start_track("meeting"),
        app.recordings().active("meeting"),
        app.recording("recording").get(),
        app.recording("recording").pause(),
        app.sessions().list(),
        app.sessions().peer_report("peer"),
        app.session("session").get(),
        app.session("session").participants(),
        app.session("session").participant("peer"),
        app.session("session").chat(),
        app.session("session").transcript(),
        app.session("session").summary(),
        app.session("session").generate_summary(),
        app.session("session").livestream_sessions(),
        app.analytics().daywise(),
        app.analytics().livestreams_daywise(),
        app.analytics().livestreams_overall(),
        app.webhooks().list(),
        app.webhooks().events(),
        app.webhooks().create("production", "https://hooks.example.com/rtk", ["meeting.started"]),
        app.webhook("webhook").get(),
        app.webhook("webhook").update().enabled(false),
        app.webhook("webhook").replace("production", "https://hooks.example.com/rtk", ["meeting.started"]),
        app.webhook("webhook").delete(),
    );
    let missing: Vec<_> = operations::ALL.iter().map(|op| op.id).filter(|id| !run.visited.contains(id)).collect();
    assert!(missing.is_empty(), "not looked at: {missing:?}");
    assert!(run.planted >= 25, "only {} secrets in the responses", run.planted);

    lists(&client, &emulator, &printed).await;
    let kinds = errors(&client, &emulator, &printed).await;
    for kind in [
        ErrorKind::InvalidInput,
        ErrorKind::Unauthorized,
        ErrorKind::Forbidden,
        ErrorKind::NotFound,
        ErrorKind::Conflict,
        ErrorKind::InvalidRequest,
        ErrorKind::RateLimited,
        ErrorKind::Server,
        ErrorKind::Timeout,
        ErrorKind::Connect,
        ErrorKind::Transport,
        ErrorKind::Decode,
        ErrorKind::TooLarge,
        ErrorKind::Pagination,
        ErrorKind::Other,
    ] {
        assert!(kinds.contains(&kind), "{kind:?} did not happen");
    }
    low_level(&emulator, &printed).await;

    // The search can find something, and there was something to be searched.
    let texts = printed.0.lock().unwrap().clone();
    for part in ["Debug of output of recordings_get", "span realtimekit", "event realtimekit", "event log"] {
        assert!(texts.iter().any(|(from, _)| from.starts_with(part)), "nothing was printed by: {part}");
    }
    assert!(texts.iter().any(|(_, text)| text.contains("starting new connection")), "reqwest was not listened to");
    assert!(emulator.received_all().iter().any(|request| format!("{:?}", request.headers).contains(MARK)));
    let found = printed.search();
    assert!(found.is_empty(), "{} leaks:\n{}", found.len(), found[..found.len().min(20)].join("\n"));
}

/// Pages, streams and their states.
async fn lists(client: &Client, emulator: &Emulator, printed: &Printed) {
    let recording = json!({ "id": "r", "download_url": LINK, "audio_download_url": LINK, "status": "UPLOADED" });
    let body = json!({ "success": true, "data": [recording] });
    let fault = emulator.fault("recordings_list").status(200).body(body.to_string());
    let list = client.default_app().unwrap().recordings().list().header("x-secret", TOKEN);
    let mut pages = list.clone().pages();
    printed.debug("pages", &pages);
    printed.debug("page", &pages.try_next().await.unwrap());
    printed.debug("pages after the first", &pages);
    let mut stream = list.stream();
    printed.debug("stream", &stream);
    printed.debug("item", &stream.try_next().await.unwrap());
    printed.debug("stream after the first", &stream);
    fault.remove();
}

/// Every kind of error, with secrets in messages and bodies.
async fn errors(client: &Client, emulator: &Emulator, printed: &Printed) -> Vec<ErrorKind> {
    let app = client.default_app().unwrap();
    let get = || app.meeting("meeting").get();
    let mut kinds = Vec::new();
    let mut add = |from: &str, error: Error| {
        printed.error(from, &error);
        kinds.push(error.kind());
    };
    let message = format!("token {JWT} and {TOKEN} of '{LINK}' ({LINK}), <{STREAM}>; stream_key={MARK} \"{LINK}\"");
    for status in [302, 400, 401, 403, 404, 409, 418, 422, 408, 429, 500, 503] {
        for body in [
            json!({ "success": false, "error": { "code": status, "message": message } }),
            json!({ "success": false, "error": message }),
            json!({ "success": false, "errors": [{ "code": 10_000, "message": message,
                "error_chain": [{ "message": message }] }], "messages": [message], "result": null }),
            json!({ "message": message, "token": TOKEN }),
            json!(message),
        ] {
            let fault = emulator.fault("meetings_get").status(status).body(body.to_string()).retry_after(0);
            add(&format!("status {status}"), get().send().await.unwrap_err());
            fault.remove();
        }
    }
    let web_page = format!("<html>{message}</html>");
    for status in [200, 404, 502] {
        let fault = emulator.fault("meetings_get").status(status).body(web_page.clone()).header("location", LINK);
        add("a web page", get().send().await.unwrap_err());
        let raw = client
            .request(reqwest::Method::GET, format!("/{}/meetings/meeting", emulator.app_id()))
            .query("token", TOKEN);
        printed.debug("raw request", &raw.clone().body(json!({ "token": TOKEN })).header("authorization", TOKEN));
        match raw.send().await {
            Ok(response) => {
                printed.debug("raw response", &response);
                add("json of a raw response", response.json().unwrap_err());
            }
            Err(error) => add("raw request", error),
        }
        fault.remove();
    }
    let whole = json!({ "success": true, "data": [{ "id": { LINK: JWT }, "token": JWT }, TOKEN] }).to_string();
    let never = RetryPolicy::never;
    for (from, fault) in [
        ("hang", emulator.fault("apps_list").hang()),
        ("reset", emulator.fault("apps_list").reset_before()),
        ("cut off", emulator.fault("apps_list").truncated()),
        ("huge", emulator.fault("apps_list").huge(1_000_000)),
        (
            "says no",
            emulator.fault("apps_list").status(200).body(json!({ "success": false, "error": message }).to_string()),
        ),
        ("misfit", emulator.fault("apps_list").status(200).body(whole)),
    ] {
        let timeout = if from == "hang" { Duration::from_millis(300) } else { Duration::from_secs(60) };
        let list = client.apps().list().extra_query("token", TOKEN).timeout(timeout).retry_policy(never());
        add(from, list.send().await.unwrap_err());
        fault.remove();
    }
    // Bad inputs that hold secrets.
    add("bad header", get().header("x-key", format!("{TOKEN}\n")).send().await.unwrap_err());
    add("bad page", app.meetings().list().per_page(0).header("x-key", TOKEN).send().await.unwrap_err());
    // Nothing listens.
    let closed = crate::clients::ClosedPort::new();
    let base_url = closed.url();
    let lonely = Client::builder().base_url(base_url).account_id("account").api_token(TOKEN).retry_policy(never());
    add("nobody", lonely.build().unwrap().apps().list().extra_query("token", TOKEN).send().await.unwrap_err());
    // A page again and again.
    let recording = json!({ "id": "r", "download_url": LINK });
    let body = json!({ "success": true, "data": [recording] });
    let fault = emulator.fault("recordings_list").status(200).body(body.to_string());
    let mut stream = app.recordings().list().per_page(1).stream();
    stream.try_next().await.unwrap();
    add("the same page", stream.try_next().await.unwrap_err());
    fault.remove();
    kinds
}

/// The crate below, which has separate clients, calls, responses and errors.
async fn low_level(emulator: &Emulator, printed: &Printed) {
    let mut headers = reqwest::header::HeaderMap::new();
    let mut value = reqwest::header::HeaderValue::from_str(&format!("Bearer {TOKEN}")).unwrap();
    value.set_sensitive(true);
    headers.insert("authorization", value);
    let http = reqwest::Client::builder().default_headers(headers).build().unwrap();
    let api = realtimekit_api::Client::new(emulator.base_url(), http);
    printed.debug("api client", &api);
    let call = || api.recordings_get(emulator.account_id(), emulator.app_id(), "recording").unwrap();
    printed.debug("api call", &call());
    let recording = json!({ "id": "r", "download_url": LINK, "audio_download_url": LINK });
    for (status, data) in [(200, recording), (200, json!([LINK])), (404, json!(LINK))] {
        let body = json!({ "success": status == 200, "data": data }).to_string();
        let fault = emulator.fault("recordings_get").status(status).body(body).header("set-cookie", TOKEN);
        match call().send().await {
            Ok(response) => printed.debug("api response", &response),
            Err(error) => {
                printed.debug("api error", &error);
                printed.add("Display of an api error", error.to_string());
            }
        }
        fault.remove();
    }
    emulator.fault("recordings_get").reset_before().times(1);
    printed.debug("api transport error", &call().send().await.unwrap_err());
}
