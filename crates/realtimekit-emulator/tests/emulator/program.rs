//! The binary, and the control API over HTTP.

use std::io::{BufRead, BufReader, Read};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU16, Ordering};

use serde_json::{Value, json};

/// A running program, which is stopped at the end of the test.
struct Program(Child);

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn start(arguments: &[&str]) -> (Program, BufReader<std::process::ChildStdout>) {
    start_in(arguments, &[])
}

/// A free port, below those that the system gives away: it stays free after the program has stopped.
fn free_port() -> u16 {
    static NEXT: AtomicU16 = AtomicU16::new(0);
    let first = 10_000 + (std::process::id() % 1000) as u16 * 20;
    let mut ports = std::iter::repeat_with(|| first + NEXT.fetch_add(1, Ordering::Relaxed));
    ports.find(|port| std::net::TcpListener::bind(("127.0.0.1", *port)).is_ok()).unwrap()
}

/// Starts the program with these variables in its environment.
fn start_in(arguments: &[&str], environment: &[(&str, &str)]) -> (Program, BufReader<std::process::ChildStdout>) {
    let mut program = Command::new(env!("CARGO_BIN_EXE_realtimekit-emulator"))
        .args(["--listen", &format!("127.0.0.1:{}", free_port())])
        .args(arguments)
        .envs(environment.iter().copied())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let out = BufReader::new(program.stdout.take().unwrap());
    (Program(program), out)
}

fn first_line(out: &mut impl BufRead) -> String {
    let mut line = String::new();
    out.read_line(&mut line).unwrap();
    line
}

#[tokio::test]
async fn the_binary_prints_its_url_and_can_be_controlled() {
    let (mut program, mut out) = start(&["--json", "--demo", "--token", "secret", "--account", "acc", "-v"]);
    let at: Value = serde_json::from_str(&first_line(&mut out)).unwrap();
    let text = |name: &str| at[name].as_str().unwrap().to_owned();
    assert_eq!((text("account_id"), text("api_token")), ("acc".to_owned(), "secret".to_owned()));
    let http = reqwest::Client::new();
    let app = format!("{}/accounts/acc/realtime/kit/{}", text("base_url"), text("app_id"));
    let get = async |path: &str| -> Value {
        http.get(format!("{app}/{path}")).bearer_auth("secret").send().await.unwrap().json().await.unwrap()
    };
    let control = async |command: &str, body: Value| {
        let url = format!("{}/_emulator/{command}", text("root_url"));
        let response = http.post(url).json(&body).send().await.unwrap();
        (response.status().as_u16(), response.json::<Value>().await.unwrap())
    };
    let meeting = get("meetings?search=town").await["data"][0]["id"].clone();
    let meeting = meeting.as_str().unwrap();
    let people = get(&format!("meetings/{meeting}/participants")).await;
    let person = &people["data"][0]["id"];

    let (status, joined) = control("join", json!({ "meeting_id": meeting, "participant_id": person })).await;
    assert_eq!(status, 200, "{joined}");
    assert_eq!(control("say", json!({ "meeting_id": meeting, "participant_id": person, "text": "Hi" })).await.0, 200);
    assert_eq!(control("say", json!({ "meeting_id": meeting })).await.0, 400);
    assert_eq!(
        control("end_session", json!({ "meeting_id": meeting })).await.1["data"]["session_id"],
        joined["data"]["session_id"]
    );
    assert_eq!(control("end_session", json!({ "meeting_id": meeting })).await.0, 404);
    assert_eq!(control("advance", json!({ "seconds": 90.5 })).await.0, 200);
    assert_eq!(control("fly", json!({})).await.0, 404);
    let fault = json!({ "operation": "presets_list", "retry_after": 3, "gateway": 971, "status": 429, "times": 1 });
    assert_eq!(control("fault", fault).await.0, 200);
    assert_eq!(get("presets").await["errors"][0]["code"], 971);
    assert_eq!(get("presets").await["success"], true);
    assert_eq!(control("fault", json!({ "operation": "presets_list", "statsu": 1 })).await.0, 400);
    assert_eq!(get("presets").await["success"], true);
    let help: Value = http.get(format!("{}/_emulator", text("root_url"))).send().await.unwrap().json().await.unwrap();
    assert!(help["data"]["post"].as_array().unwrap().len() > 10);
    let reports = http.get(format!("{}/_emulator/reports", text("root_url"))).send().await.unwrap();
    assert_eq!(reports.json::<Value>().await.unwrap()["data"]["panics"], json!([]));

    assert!(http.get(format!("{}/files/none", text("files_url"))).send().await.unwrap().status().is_client_error());
    assert!(http.get(format!("{}/.well-known/webhooks.json", text("root_url"))).send().await.unwrap().status() == 200);

    stop(&mut program);
    let mut log = String::new();
    program.0.stderr.take().unwrap().read_to_string(&mut log).unwrap();
    for line in [
        "presets_list -> 429",
        "GET /files/none download -> 403",
        "POST /_emulator/join -> 200",
        "GET /_emulator -> 200",
        "GET /.well-known/webhooks.json -> 200",
    ] {
        assert!(log.contains(line), "{line}\n{log}");
    }
}

#[tokio::test]
async fn health_checks_pass_and_a_public_address_is_warned_of() {
    let (mut program, mut out) = start(&["--json"]);
    let at: Value = serde_json::from_str(&first_line(&mut out)).unwrap();
    let address = at["root_url"].as_str().unwrap().trim_start_matches("http://").to_owned();
    let check = || Command::new(env!("CARGO_BIN_EXE_realtimekit-emulator")).args(["--check-health", &address]).status();
    assert!(check().unwrap().success());
    stop(&mut program);
    assert!(!check().unwrap().success());
    let mut log = String::new();
    program.0.stderr.take().unwrap().read_to_string(&mut log).unwrap();
    assert_eq!(log, "", "a loopback address needs no warning");

    let (mut program, mut out) = start(&["--files-listen", "0.0.0.0:0", "--json"]);
    first_line(&mut out);
    stop(&mut program);
    program.0.stderr.take().unwrap().read_to_string(&mut log).unwrap();
    assert!(log.contains("warning: 0.0.0.0:0 is not a loopback address"), "{log}");
}

#[tokio::test]
async fn faults_and_deliveries_can_be_looked_at() {
    // Neither certificates nor the proxy of the system stand in the way of a receiver on this machine.
    let environment = [
        ("SSL_CERT_FILE", "/nonexistent"),
        ("SSL_CERT_DIR", "/nonexistent"),
        ("HTTP_PROXY", "http://127.0.0.1:9"),
        ("http_proxy", "http://127.0.0.1:9"),
    ];
    let (mut program, mut out) = start_in(&["--json", "--token", "secret", "--account", "acc"], &environment);
    let at: Value = serde_json::from_str(&first_line(&mut out)).unwrap();
    let text = |name: &str| at[name].as_str().unwrap().to_owned();
    let http = reqwest::Client::new();
    let root = format!("{}/_emulator", text("root_url"));
    let control = async |command: &str, body: Value| {
        let response = http.post(format!("{root}/{command}")).json(&body).send().await.unwrap();
        (response.status().as_u16(), response.json::<Value>().await.unwrap()["data"].clone())
    };
    let look = async |path: &str| {
        http.get(format!("{root}/{path}")).send().await.unwrap().json::<Value>().await.unwrap()["data"].clone()
    };
    let app = format!("{}/accounts/acc/realtime/kit/{}", text("base_url"), text("app_id"));
    let post = async |path: &str, body: Value| {
        let request = http.post(format!("{app}/{path}")).bearer_auth("secret").json(&body);
        request.send().await.unwrap().json::<Value>().await.unwrap()
    };

    // The fields are sent in alphabetical order, which has no effect.
    let fault =
        json!({ "operation": "meetings_create", "gateway": 10000, "message": "Authentication error", "status": 403 });
    let (_, added) = control("fault", fault).await;
    let refused = post("meetings", json!({})).await;
    assert_eq!(refused["errors"][0], json!({ "code": 10000, "message": "Authentication error" }));
    assert_eq!(look("faults").await, json!([{ "fault": added["fault"], "operation": "meetings_create", "hits": 1 }]));
    assert_eq!(control("remove_fault", added.clone()).await.0, 200);
    assert_eq!(control("remove_fault", added).await.0, 404);
    assert_eq!(look("executed?operation=meetings_create").await["executed"], 0);
    for contradiction in [json!({ "rate_limited": true, "status": 500 }), json!({ "hang": true, "html": true })] {
        let mut fault = contradiction;
        fault["operation"] = json!("*");
        assert_eq!(control("fault", fault).await.0, 400);
    }
    assert_eq!(control("fault", json!({ "operation": "download", "repeated_page": true })).await.0, 400);

    let webhook = json!({ "name": "self", "url": format!("{root}/forget_received"), "events": ["meeting.started"] });
    post("webhooks", webhook).await;
    let meeting = post("meetings", json!({})).await["data"]["id"].clone();
    let person = json!({ "custom_participant_id": "a", "name": "Ada", "preset_name": "group_call_host" });
    let person = post(&format!("meetings/{}/participants", meeting.as_str().unwrap()), person).await;
    control("join", json!({ "meeting_id": meeting, "participant_id": person["data"]["id"] })).await;
    let delivered = look("delivered?event=meeting.started").await;
    assert_eq!((&delivered["state"], &delivered["attempts"][0]["status"]), (&json!("Delivered"), &json!(200)));
    assert_eq!(http.get(format!("{root}/delivered?event=meeting.ended&seconds=0")).send().await.unwrap().status(), 404);
    assert_eq!(look("executed?operation=meetings_create").await["executed"], 1);
    stop(&mut program);
}

#[tokio::test]
async fn flags_set_what_the_builder_sets() {
    let (mut program, mut out) = start(&[
        "--json",
        "--public-host=localhost",
        "--fixed-clock=2026-03-01T09:00:00Z",
        "--rate-limit=1/300",
        "--webhook-attempts=1",
        "--transcript-delay=5",
        "--keep-requests=1",
    ]);
    let at: Value = serde_json::from_str(&first_line(&mut out)).unwrap();
    let text = |name: &str| at[name].as_str().unwrap().to_owned();
    assert!(text("base_url").starts_with("http://localhost:") && text("files_url").starts_with("http://localhost:"));
    let here = |name: &str| text(name).replace("localhost", "127.0.0.1");
    let apps = format!("{}/accounts/{}/realtime/kit/apps", here("base_url"), text("account_id"));
    let get = async || reqwest::Client::new().get(&apps).bearer_auth(text("api_token")).send().await.unwrap();
    assert_eq!(get().await.headers()["ratelimit"], "\"default\";r=0;t=300");
    assert_eq!(get().await.status(), 429);
    let look = async |what: &str| {
        let url = format!("{}/_emulator/{what}", here("root_url"));
        reqwest::get(url).await.unwrap().json::<Value>().await.unwrap()["data"].clone()
    };
    assert_eq!(look("help").await["now"], "2026-03-01T09:00:00.000Z");
    assert_eq!(look("received").await.as_array().unwrap().len(), 1);
    stop(&mut program);
}

/// Asks the program to end, as a shell does, and waits until it has.
fn stop(program: &mut Program) {
    let id = program.0.id().to_string();
    assert!(Command::new("kill").args(["-TERM", &id]).status().unwrap().success());
    assert!(program.0.wait().unwrap().success());
}

#[test]
fn the_binary_prints_an_example_request() {
    let (mut program, mut out) = start(&["--observed"]);
    assert_eq!(first_line(&mut out), "The RealtimeKit emulator is running.\n");
    let text: String = (0..8).map(|_| first_line(&mut out)).collect();
    assert!(text.contains("curl -H 'Authorization: Bearer emulator-token-"), "{text}");
    stop(&mut program);
}

#[test]
fn an_address_in_use_is_explained() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let output =
        Command::new(env!("CARGO_BIN_EXE_realtimekit-emulator")).args(["--listen", &address]).output().unwrap();
    let message = String::from_utf8(output.stderr).unwrap();
    assert!(!output.status.success() && message.contains(&format!("cannot listen at {address}")), "{message}");
    let files = ["--listen", "127.0.0.1:0", "--files-listen", &address];
    let output = Command::new(env!("CARGO_BIN_EXE_realtimekit-emulator")).args(files).output().unwrap();
    let message = String::from_utf8(output.stderr).unwrap();
    assert!(message.contains(&format!("cannot listen at {address}")), "{message}");
}

#[test]
fn the_environment_chooses_the_fidelity() {
    let variable = "REALTIMEKIT_EMULATOR_FIDELITY";
    let output = Command::new(env!("CARGO_BIN_EXE_realtimekit-emulator"))
        .args(["--listen", "127.0.0.1:0"])
        .env(variable, "wrong")
        .output()
        .unwrap();
    let message = String::from_utf8(output.stderr).unwrap();
    let rule = format!("{variable} is \"wrong\", but documented or observed is expected");
    assert!(!output.status.success() && message.contains(&rule), "{message}");
    for (value, status) in [("observed", 404), ("documented", 200), ("", 200)] {
        let (_program, mut out) = start_in(&["--json"], &[(variable, value)]);
        let at: Value = serde_json::from_str(&first_line(&mut out)).unwrap();
        let text = |name: &str| at[name].as_str().unwrap();
        let path = format!("/accounts/{}/realtime/kit/{}/webhooks", text("account_id"), text("app_id"));
        assert_eq!(status_of(text("base_url"), &path, text("api_token")), status, "{value:?}");
    }
}

/// The status of a GET.
fn status_of(base_url: &str, path: &str, token: &str) -> u16 {
    let (host, prefix) = base_url.trim_start_matches("http://").split_once('/').unwrap();
    let mut stream = std::net::TcpStream::connect(host).unwrap();
    let head = format!(
        "GET /{prefix}{path} HTTP/1.1\r\nhost: {host}\r\nauthorization: Bearer {token}\r\nconnection: close\r\n\r\n"
    );
    std::io::Write::write_all(&mut stream, head.as_bytes()).unwrap();
    let mut response = String::new();
    stream.read_to_string(&mut response).unwrap();
    response.split(' ').nth(1).unwrap().parse().unwrap()
}

#[test]
fn settings_that_cannot_work_are_refused() {
    for (option, value, rule) in [
        ("--public-host", "http://x/y", "without scheme and path"),
        ("--account", "../x", "letters, digits and hyphens"),
        ("--account", "0123456789012345678901234567890123", "1 to 32"),
        ("--token", "", "visible ASCII"),
        ("--token", "a b", "visible ASCII"),
        ("--seed", "-1", "invalid digit"),
        ("--without", "rain", "a deviation is expected"),
        ("--transcript-delay", "-1", "invalid digit"),
        ("--rate-limit", "5", "such as 1200/300"),
    ] {
        let output = Command::new(env!("CARGO_BIN_EXE_realtimekit-emulator")).args([option, value]).output().unwrap();
        let text = String::from_utf8_lossy(&output.stderr);
        assert!(!output.status.success() && text.contains(option) && text.contains(rule), "{option} {value}: {text}");
    }
}
