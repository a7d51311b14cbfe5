//! The program, and the control handle over HTTP.

#![cfg(feature = "cli")]

use std::io::{BufRead, BufReader, Read};
use std::process::{Child, Command, Stdio};

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
    let mut program = Command::new(env!("CARGO_BIN_EXE_realtimekit-emulator"))
        .args(["--listen", "127.0.0.1:0"])
        .args(arguments)
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
async fn it_says_where_it_is_and_can_be_controlled() {
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

    stop(&mut program);
    let mut log = String::new();
    program.0.stderr.take().unwrap().read_to_string(&mut log).unwrap();
    assert!(log.contains("presets_list -> 429"), "{log}");
}

/// Asks the program to end, as a shell does, and waits until it has.
fn stop(program: &mut Program) {
    let id = program.0.id().to_string();
    assert!(Command::new("kill").args(["-TERM", &id]).status().unwrap().success());
    assert!(program.0.wait().unwrap().success());
}

#[test]
fn it_greets_people_with_something_to_try() {
    let (mut program, mut out) = start(&["--wild"]);
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
}
