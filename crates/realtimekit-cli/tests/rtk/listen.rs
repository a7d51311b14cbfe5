//! `rtk webhooks listen` and `replay`, with a real program that receives.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, ChildStdout, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use realtimekit::reqwest::header::HeaderMap;
use realtimekit::webhooks::testing::TestSigner;
use realtimekit_emulator::DeliveryState;
use serde_json::{Value, json};

use crate::hook::Hook;
use crate::world::{Outcome, World, ignores_hangup, interrupt, outcome, signal};

/// A listener that is ready.
struct Listening {
    child: Child,
    out: BufReader<ChildStdout>,
    /// `http://127.0.0.1:4711`.
    url: String,
    greeting: String,
}

impl Listening {
    fn new(world: &World, arguments: &[&str]) -> Self {
        let all = [&["webhooks", "listen", "--listen", "127.0.0.1:0"], arguments].concat();
        let mut child = world.command(&all).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let out = BufReader::new(child.stdout.take().unwrap());
        let mut greeting = String::new();
        let mut err = BufReader::new(child.stderr.take().unwrap());
        let lines = if arguments.contains(&"--forward") { 3 } else { 2 };
        for _ in 0..lines {
            err.read_line(&mut greeting).unwrap();
        }
        child.stderr = Some(err.into_inner());
        let url = greeting.strip_prefix("Listening on ").unwrap_or_else(|| panic!("{greeting}"));
        let url = url.split(',').next().unwrap().to_owned();
        Self { child, out, url, greeting }
    }

    fn line(&mut self) -> String {
        let mut line = String::new();
        self.out.read_line(&mut line).unwrap();
        line
    }

    fn json(&mut self) -> Value {
        serde_json::from_str(&self.line()).unwrap()
    }

    fn stop(mut self) -> Outcome {
        let outcome = interrupt(self.child);
        let mut rest = String::new();
        self.out.read_to_string(&mut rest).unwrap();
        Outcome { out: rest, ..outcome }
    }
}

/// A meeting and a participant of it.
fn meeting(world: &World) -> (String, String) {
    let meeting =
        world.run(&["api", "meetings", "create", "--title", "Weekly"]).json()["id"].as_str().unwrap().to_owned();
    let add = ["api", "participants", "add", &meeting, "user-1", "group_call_host", "--name", "Mary"];
    let participant = world.run(&add).json()["id"].as_str().unwrap().to_owned();
    (meeting, participant)
}

/// Waits until the emulator has an end for this many deliveries.
fn ended(world: &World, count: usize) -> Vec<realtimekit_emulator::Delivery> {
    loop {
        let all = world.emulator.deliveries();
        if all.len() >= count && all.iter().all(|one| one.state != DeliveryState::Pending) {
            return all;
        }
        sleep(Duration::from_millis(5));
    }
}

#[test]
fn deliveries_are_shown_forwarded_and_kept() {
    let world = World::new();
    let hook = Hook::new([]);
    let mut listening = Listening::new(&world, &["--forward", &hook.url, "--jsonl"]);
    assert!(listening.greeting.contains("Forwarding to http://127.0.0.1"), "{}", listening.greeting);
    assert!(!listening.greeting.contains("key=k"), "a query may be secret: {}", listening.greeting);
    let webhooks = world.run(&["webhooks", "ls", "--json"]).json();
    assert_eq!((webhooks[0]["url"].as_str(), webhooks.as_array().unwrap().len()), (Some(listening.url.as_str()), 1));
    let (meeting, participant) = meeting(&world);
    world.emulator.join(&meeting, &participant).unwrap();
    let mut events = Vec::new();
    for _ in 0..2 {
        let shown = listening.json();
        assert_eq!(
            (&shown["genuine"], &shown["forwarded"]["status"], &shown["responded"], &shown["kept"]),
            (&json!(true), &json!(204), &json!(204), &json!(true)),
            "{shown}"
        );
        events.push(shown["event"].as_str().unwrap().to_owned());
        let forwarded = hook.next();
        // The program can verify the delivery as if it had come from the service.
        let verified = TestSigner::new().verifier();
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let delivery = runtime.block_on(verified.verify(&forwarded.headers, forwarded.body.as_bytes())).unwrap();
        assert_eq!(delivery.id, shown["id"].as_str().unwrap());
        assert_eq!(serde_json::from_str::<Value>(&forwarded.body).unwrap(), shown["body"]);
        assert_eq!(forwarded.headers.iter().filter(|(name, _)| name == "host").count(), 1);
    }
    events.sort();
    assert_eq!(events, ["meeting.participantJoined", "meeting.started"]);
    let ended = listening.stop();
    assert_eq!((ended.code, ended.out.as_str()), (Some(0), ""), "{}", ended.err);
    assert_eq!(world.run(&["webhooks", "ls", "--json"]).json(), json!([]), "the webhook is removed");
    let kept = world.run(&["webhooks", "replay", "--all", "--dry-run", "--json"]).json();
    let kept: Vec<_> = kept.as_array().unwrap().iter().map(|one| one["about"].as_str().unwrap().to_owned()).collect();
    assert_eq!(kept.len(), 2);
    assert!(kept.contains(&"Weekly".to_owned()) && kept.contains(&"Weekly: Mary".to_owned()), "{kept:?}");
}

#[test]
fn signals_that_end_the_listener_remove_the_webhook() {
    let world = World::new();
    for name in ["HUP", "TERM", "INT"] {
        if name == "HUP" && ignores_hangup() {
            continue;
        }
        let listening = Listening::new(&world, &["--events", "meeting.started"]);
        assert_eq!(world.run(&["webhooks", "ls", "--json"]).json().as_array().unwrap().len(), 1, "{name}");
        let ended = signal(listening.child, name);
        assert_eq!(ended.code, Some(0), "{name}: {ended}");
        assert_eq!(world.run(&["webhooks", "ls", "--json"]).json(), json!([]), "{name}");
    }
}

/// Sends a signal, and lets the command go on.
fn send(child: &Child, name: &str) {
    let sent = std::process::Command::new("kill").args([&format!("-{name}"), &child.id().to_string()]).status();
    assert!(sent.unwrap().success());
}

#[test]
fn signals_that_follow_each_other_do_not_stop_the_clean_up() {
    let world = World::new();
    for names in [["TERM", "TERM"], ["INT", "TERM"], ["HUP", "HUP"]] {
        if names.contains(&"HUP") && ignores_hangup() {
            continue;
        }
        let fault = world.emulator.fault("webhooks_delete").delay(Duration::from_millis(700));
        let listening = Listening::new(&world, &["--events", "meeting.started"]);
        let first = Instant::now();
        send(&listening.child, names[0]);
        while fault.hits() == 0 {
            sleep(Duration::from_millis(5));
        }
        let sent = Instant::now();
        let ended = signal(listening.child, names[1]);
        fault.remove();
        if names[0] == names[1] && sent - first > Duration::from_millis(800) {
            continue; // on a busy machine: after a second the same signal ends the clean-up
        }
        assert_eq!(ended.code, Some(0), "{names:?}: {ended}");
        assert_eq!(world.run(&["webhooks", "ls", "--json"]).json(), json!([]), "{names:?}");
    }
}

#[test]
fn a_clean_up_that_is_given_up_names_the_webhook() {
    let world = World::new();
    let fault = world.emulator.fault("webhooks_delete").hang();
    let mut listening = Listening::new(&world, &["--events", "meeting.started"]);
    let id = world.run(&["webhooks", "ls", "--json"]).json()[0]["id"].as_str().unwrap().to_owned();
    send(&listening.child, "TERM");
    while fault.hits() == 0 {
        sleep(Duration::from_millis(5));
    }
    // The same signal counts again after a second.
    while listening.child.try_wait().unwrap().is_none() {
        send(&listening.child, "TERM");
        sleep(Duration::from_millis(100));
    }
    let ended = outcome(listening.child.wait_with_output().unwrap());
    assert_eq!(ended.code, Some(143), "{ended}");
    assert!(ended.err.contains(&format!("remove the webhook with `rtk webhooks delete {id}`")), "{ended}");
}

#[test]
fn nothing_is_registered_before_all_options_are_checked() {
    let world = World::new();
    let refused = world.run(&["webhooks", "listen", "--listen", "127.0.0.1:0", "--key-origin", "http://example.com"]);
    assert_eq!((refused.code, refused.err.contains("--key-origin: ")), (Some(2), true), "{refused}");
    assert!(world.emulator.received("webhooks_create").is_empty());
}

#[test]
fn the_service_gets_the_status_of_the_program() {
    let world = World::new();
    // 503 is repeated by the service, 400 is not.
    let hook = Hook::new([503, 204, 400]);
    let mut listening = Listening::new(&world, &["--forward", &hook.url, "--events", "meeting.started,meeting.ended"]);
    let (meeting, participant) = meeting(&world);
    world.emulator.join(&meeting, &participant).unwrap();
    let lines = [listening.line(), listening.line()];
    assert!(lines[0].contains("meeting.started  Weekly  -> 503 in "), "{lines:?}");
    assert!(lines[1].contains("meeting.started  Weekly  -> 204 in "), "{lines:?}");
    world.emulator.end_session(&meeting).unwrap();
    assert!(listening.line().contains("meeting.ended  Weekly: "));
    let statuses: Vec<_> = ended(&world, 2)
        .iter()
        .map(|one| one.attempts.iter().map(|one| one.status.unwrap()).collect::<Vec<_>>())
        .collect();
    assert_eq!(statuses, [vec![503, 204], vec![400]]);
    listening.stop();
    // What was received twice is kept once.
    assert_eq!(world.run(&["webhooks", "replay", "--all", "--dry-run", "--json"]).json().as_array().unwrap().len(), 2);
}

#[test]
fn a_program_that_does_not_respond_is_a_bad_gateway() {
    let world = World::new();
    let arguments = ["--forward", "http://127.0.0.1:9/hooks", "--events", "meeting.started"];
    let mut listening = Listening::new(&world, &arguments);
    let (meeting, participant) = meeting(&world);
    world.emulator.join(&meeting, &participant).unwrap();
    let line = listening.line();
    assert!(line.contains("-> failed: ") && line.contains("; responded 502"), "{line}");
    let ended = ended(&world, 1);
    assert!(ended[0].attempts.iter().all(|attempt| attempt.status == Some(502)) && ended[0].attempts.len() > 1);
    listening.stop();
}

/// Sends a request without a client that would correct it.
fn post(url: &str, headers: &str, body: impl AsRef<[u8]>) -> String {
    let (mut stream, body) = (TcpStream::connect(url.trim_start_matches("http://")).unwrap(), body.as_ref());
    let length = body.len();
    write!(stream, "POST / HTTP/1.1\r\nhost: a\r\nconnection: close\r\ncontent-length: {length}\r\n{headers}\r\n")
        .unwrap();
    stream.write_all(body).unwrap();
    let mut response = String::new();
    stream.read_to_string(&mut response).unwrap();
    response.lines().next().unwrap().to_owned()
}

/// Headers as they are sent.
fn signed(headers: &HeaderMap) -> String {
    headers.iter().map(|(name, value)| format!("{name}: {}\r\n", value.to_str().unwrap())).collect()
}

#[test]
fn what_is_not_genuine_is_refused_and_neither_kept_nor_forwarded() {
    let world = World::new();
    let hook = Hook::new([]);
    let mut listening = Listening::new(&world, &["--forward", &hook.url, "--no-register", "--jsonl"]);
    assert_eq!(post(&listening.url, "", "{}"), "HTTP/1.1 401 Unauthorized");
    assert_eq!(listening.json()["error"], "the header rtk-signature is missing");
    let signer = TestSigner::new();
    let headers = |body: &str| signed(&signer.headers(body));
    let body = r#"{"event":"meeting.started","meeting":{"id":"a"}}"#;
    assert_eq!(post(&listening.url, &headers(body), body.replace("\"a\"", "\"b\"")), "HTTP/1.1 401 Unauthorized");
    let refused = listening.json();
    assert_eq!((&refused["genuine"], &refused["error"]), (&json!(false), &json!("the signature is wrong")));
    let huge = "x".repeat(2 * 1024 * 1024);
    assert_eq!(post(&listening.url, &headers(&huge), &huge), "HTTP/1.1 413 Payload Too Large");
    listening.line();
    assert!(hook.is_idle());
    assert_eq!(post(&listening.url, &headers(body), body), "HTTP/1.1 204 No Content");
    assert_eq!(listening.json()["genuine"], true);
    assert_eq!(hook.next().body, body);
    let outcome = listening.stop();
    assert_eq!(outcome.code, Some(0), "{}", outcome.err);
    assert_eq!(std::fs::read_dir(world.home.path().join("state/deliveries")).unwrap().count(), 1);
}

#[test]
fn links_are_redacted_unless_they_are_asked_for() {
    let world = World::new();
    let mut listening = Listening::new(&world, &["--no-register", "--jsonl", "--no-keep"]);
    let body = r#"{"event":"recording.statusUpdate","recording":{"id":"r","status":"UPLOADED","downloadUrl":"https://secret.example"}}"#;
    let headers = signed(&TestSigner::new().headers(body));
    assert_eq!(post(&listening.url, &headers, body), "HTTP/1.1 204 No Content");
    assert_eq!(listening.json()["body"]["recording"]["downloadUrl"], "[redacted]");
    listening.stop();
    assert!(!world.home.path().join("state/deliveries").exists());
}

#[test]
fn a_webhook_that_exists_is_used_and_stays() {
    let world = World::new();
    let url = "https://tunnel.example.com/hooks";
    let ensured = world.run(&["webhooks", "ensure", "tunnel", url, "--events", "meeting.started", "--json"]).json();
    let listening = Listening::new(&world, &["--url", url]);
    assert!(listening.greeting.contains(ensured["id"].as_str().unwrap()), "{}", listening.greeting);
    assert_eq!(listening.stop().code, Some(0));
    assert_eq!(world.run(&["webhooks", "ls", "--json"]).json()[0]["name"], "tunnel");
}

#[test]
fn a_closed_pipe_ends_the_listener_and_removes_the_webhook() {
    let world = World::new();
    let listening = Listening::new(&world, &["--events", "meeting.started"]);
    let Listening { child, out, .. } = listening;
    drop(out);
    let (meeting, participant) = meeting(&world);
    world.emulator.join(&meeting, &participant).unwrap();
    let ended = outcome(child.wait_with_output().unwrap());
    assert_eq!(ended.code, Some(0), "{}", ended.err);
    assert_eq!(world.run(&["webhooks", "ls", "--json"]).json(), json!([]));
}

#[test]
fn a_body_that_is_not_utf_8_is_forwarded_and_not_kept() {
    let world = World::new();
    let mut listening = Listening::new(&world, &["--no-register"]);
    let body = b"{\"event\":\"meeting.started\",\"meeting\":{\"id\":\"a\",\"title\":\"\xff\"}}";
    let headers = signed(&TestSigner::new().headers(body));
    assert_eq!(post(&listening.url, &headers, body), "HTTP/1.1 204 No Content");
    assert!(listening.line().contains("not kept: the body is not UTF-8"));
    listening.stop();
}

#[test]
fn an_address_in_use_is_named() {
    let world = World::new();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let outcome = world.run(&["webhooks", "listen", "--listen", &address]);
    assert_eq!(outcome.code, Some(1));
    assert!(outcome.err.contains(&format!("cannot listen on {address}")), "{}", outcome.err);
    let outcome = world.run(&["webhooks", "listen", "--forward", "localhost:3000"]);
    assert_eq!(outcome.code, Some(2));
    assert!(outcome.err.contains("must begin with http:// or https://"), "{}", outcome.err);
}

/// Receives the two deliveries that a join causes.
fn receive(world: &World) {
    let mut listening = Listening::new(world, &["--events", "meeting.started,meeting.participantJoined"]);
    let (meeting, participant) = meeting(world);
    world.emulator.join(&meeting, &participant).unwrap();
    listening.line();
    listening.line();
    listening.stop();
}

#[test]
fn deliveries_are_sent_again_as_they_were_received() {
    let world = World::new();
    receive(&world);
    let hook = Hook::new([]);
    let all = world.run(&["webhooks", "replay", "--all", "--forward", &hook.url, "--json"]).json();
    for delivered in world.emulator.deliveries() {
        let received = [hook.next()].into_iter().next().unwrap();
        assert!(
            world.emulator.deliveries().iter().any(|one| one.body == received.body.as_bytes()
                && one.id == received.header("rtk-uuid")
                && one.attempts[0].signature == received.header("rtk-signature")),
            "{delivered:?}"
        );
        assert_eq!(received.header("content-type"), "application/json");
    }
    assert_eq!(all[0]["status"], 204);
    let id = all[0]["id"].as_str().unwrap();
    let one = world.run(&["webhooks", "replay", &id[..8], "--forward", &hook.url, "--new-id"]);
    assert_eq!(one.code, Some(0), "{}", one.err);
    assert!(one.out.contains("-> 204 in "), "{}", one.out);
    assert_ne!(hook.next().header("rtk-uuid"), id);
    let last = world.run(&["webhooks", "replay", "--event", "meeting.started", "--forward", &hook.url, "--jsonl"]);
    assert_eq!(last.json()["event"], "meeting.started");
}

#[test]
fn a_delivery_of_the_emulator_can_have_another_body() {
    let world = World::new();
    receive(&world);
    let hook = Hook::new([]);
    let body = r#"{"event":"meeting.started","meeting":{"id":"another"}}"#;
    let file = world.file("body.json", body);
    let sent = world.run(&["webhooks", "replay", "--forward", &hook.url, "--body", &file]);
    assert_eq!(sent.code, Some(0), "{}", sent.err);
    let received = hook.next();
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let verified = runtime.block_on(TestSigner::new().verifier().verify(&received.headers, received.body.as_bytes()));
    assert_eq!((received.body.as_str(), verified.is_ok()), (body, true));
    // As if the service had signed it, with its own key.
    let folder = world.home.path().join("state/deliveries");
    for file in std::fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        let mut kept: Value = serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
        kept["body"] = r#"{"event":"meeting.started"}"#.into();
        std::fs::write(path, kept.to_string()).unwrap();
    }
    let refused = world.run(&["webhooks", "replay", "--forward", &hook.url, "--body", &file]);
    assert_eq!(refused.code, Some(2));
    assert!(refused.err.contains("was signed by the service"), "{}", refused.err);
    assert!(hook.is_idle());
}

#[test]
fn a_file_that_is_no_delivery_does_not_stop_the_others() {
    let world = World::new();
    receive(&world);
    let folder = world.home.path().join("state/deliveries");
    std::fs::write(folder.join("20000101T000000.000Z-x.json"), "{}").unwrap();
    // One whose header cannot be sent.
    let kept = std::fs::read_dir(&folder).unwrap().map(|file| file.unwrap().path()).max().unwrap();
    let mut delivery: Value = serde_json::from_str(&std::fs::read_to_string(&kept).unwrap()).unwrap();
    delivery["headers"].as_array_mut().unwrap().push(json!(["x-bad", "a\nb"]));
    std::fs::write(&kept, delivery.to_string()).unwrap();
    let hook = Hook::new([]);
    let sent = world.run(&["webhooks", "replay", "--all", "--forward", &hook.url]);
    assert_eq!((sent.code, sent.out.lines().count()), (Some(1), 2), "{sent}");
    assert!(sent.out.contains("-> 204 in ") && sent.out.contains("header \"x-bad\" cannot be sent"), "{sent}");
    assert!(sent.err.contains("20000101T000000.000Z-x.json: is not a delivery"), "{sent}");
    assert!(sent.err.contains("1 of 2 deliveries were not accepted"), "{sent}");
    hook.next();
    let listed = world.run(&["webhooks", "replay", "--all", "--dry-run"]);
    assert!(listed.code == Some(1) && listed.out.contains("meeting.started"), "{listed}");
}

#[test]
fn replay_fails_if_the_program_does_or_nothing_is_kept() {
    let world = World::new();
    let none = world.run(&["webhooks", "replay", "--forward", "http://127.0.0.1:9"]);
    assert_eq!(none.code, Some(3));
    assert!(none.err.contains("receive some with `rtk webhooks listen`"), "{}", none.err);
    receive(&world);
    let hook = Hook::new([500]);
    let failed = world.run(&["webhooks", "replay", "--all", "--forward", &hook.url]);
    assert_eq!((failed.code, failed.out.lines().count()), (Some(1), 2), "{}", failed.err);
    assert!(failed.err.contains("1 of 2 deliveries were not accepted by http://127.0.0.1"), "{}", failed.err);
    let missing = world.run(&["webhooks", "replay", "00000000", "--forward", &hook.url]);
    assert_eq!(missing.code, Some(3));
    let usage = world.run(&["webhooks", "replay"]);
    assert_eq!(usage.code, Some(2));
}
