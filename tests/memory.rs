//! Peak memory of reading hostile responses and large files. A separate binary, because its allocator counts every
//! thread.

use std::io::Write as _;
use std::time::{Duration, Instant};

use flate2::Compression;
use flate2::write::GzEncoder;
use peak_alloc::PeakAlloc;
use realtimekit::files::{Chat, Moment, Sentence, Speaker, Transcript};
use realtimekit::{Client, ErrorKind, RetryPolicy};
use realtimekit_emulator::Emulator;
use tokio::sync::Mutex;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

const MIB: usize = 1 << 20;

/// Size of a body after decompression.
const BODY: usize = 16 * MIB;

/// What reading a result may take: four times the body, and buffers.
const RESULT: usize = 4 * BODY + 8 * MIB;

/// What reading an error may take, whatever the size of the body: 1 MiB of it is parsed.
const ERROR: usize = 8 * MIB;

/// The tests take turns.
static TURN: Mutex<()> = Mutex::const_new(());

/// A gzip stream of `before`, as many times `unit` as fit, and `after`.
fn bomb(before: &str, unit: &str, after: &str) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(before.as_bytes()).unwrap();
    let block = unit.repeat(MIB / unit.len());
    let count = (BODY - before.len() - after.len()) / block.len();
    (0..count).for_each(|_| encoder.write_all(block.as_bytes()).unwrap());
    encoder.write_all(after.as_bytes()).unwrap();
    encoder.finish().unwrap()
}

#[derive(Clone, Copy, Debug)]
enum Call {
    Get,
    List,
    LenientList,
}

/// Makes a call whose response is the bomb; returns the number of items or the kind of failure, and the peak in bytes.
async fn peak(status: u16, body: Vec<u8>, call: Call) -> (Result<usize, ErrorKind>, usize) {
    let emulator = Emulator::start().await.unwrap();
    emulator.fault("*").status(status).raw_body(body).header("content-encoding", "gzip");
    let builder = Client::builder().base_url(emulator.base_url()).account_id("a").api_token("token");
    let app = builder.retry_policy(RetryPolicy::never()).build().unwrap().app("app");
    let before = MEMORY.current_usage();
    MEMORY.reset_peak_usage();
    let result = match call {
        Call::Get => app.meeting("m").get().send().await.map(|_| 1),
        Call::List => app.meetings().list().send().await.map(|page| page.len()),
        Call::LenientList => {
            let (mut stream, mut items) = (app.meetings().list().lenient().stream(), 0);
            // Errors of items do not end the stream.
            while stream.try_next().await.transpose().is_some() {
                items += 1;
            }
            Ok(items)
        }
    };
    (result.map_err(|error| error.kind()), MEMORY.peak_usage() - before)
}

#[tokio::test]
#[allow(clippy::print_stdout)] // the figures of the run
async fn reading_a_response_takes_a_small_multiple_of_its_body() {
    let _turn = TURN.lock().await;
    let bad = r#",{"id":"a","title":[1]}"#;
    let rows = [
        ("error: empty lists", 400, bomb(r#"{"errors":[[]"#, ",[]", "]}"), Call::Get, ERROR),
        ("error: empty objects", 400, bomb(r#"{"errors":[{}"#, ",{}", "]}"), Call::Get, ERROR),
        ("error: messages", 400, bomb(r#"{"errors":["a""#, r#","a""#, "]}"), Call::Get, ERROR),
        ("error: objects", 400, bomb(r#"{"errors":[{"message":""}"#, r#",{"message":""}"#, "]}"), Call::Get, ERROR),
        (
            "error: messages under 200",
            200,
            bomb(r#"{"success":false,"errors":["a""#, r#","a""#, "]}"),
            Call::Get,
            RESULT,
        ),
        ("result: unknown lists", 200, bomb(r#"{"data":{"id":"m","x":[[]"#, ",[]", "]}}"), Call::Get, RESULT),
        ("result: unknown keys", 200, bomb(r#"{"data":{"id":"m""#, r#","a":1"#, "}}"), Call::Get, RESULT),
        ("result: a list of small lists", 200, bomb(r#"{"data":[[]"#, ",[]", "]}"), Call::List, RESULT),
        ("result: small items", 200, bomb(r#"{"data":[{"id":"a"}"#, r#",{"id":"a"}"#, "]}"), Call::List, RESULT),
        ("result: null items", 200, bomb(r#"{"data":[null"#, ",null", "]}"), Call::List, RESULT),
        ("result: unreadable values", 200, bomb(r#"{"data":[{"id":"a"}"#, bad, "]}"), Call::List, RESULT),
        ("result: unreadable items", 200, bomb(r#"{"data":[{"id":"a"}"#, ",{}", "]}"), Call::LenientList, RESULT),
        ("result: escapes", 200, bomb(r#"{"data":{"id":""#, "\\u0041", r#""}}"#), Call::Get, RESULT),
    ];
    let mut failures = Vec::new();
    for (what, status, body, call, allowed) in rows {
        let packed = body.len();
        let (result, peak) = peak(status, body, call).await;
        println!(
            "{what}: {packed} bytes of gzip, {} MiB: {result:?}, peak {:.1} MiB",
            BODY / MIB,
            peak as f64 / MIB as f64
        );
        if peak > allowed {
            failures.push(what);
        }
    }
    assert!(failures.is_empty(), "more than allowed: {failures:?}");
}

/// Sentences of a day of speech, a tenth of them in a debug build.
const SENTENCES: usize = if cfg!(debug_assertions) { 20_000 } else { 200_000 };

fn day() -> Transcript {
    let mut day = Transcript::default();
    day.sentences = (0..SENTENCES as u64)
        .map(|number| {
            let offset = |millis| Moment::Offset(Duration::from_millis(millis));
            let text = format!("Sentence {number}, of a rather usual length, more or less.");
            let mut sentence = Sentence::new(offset(number * 432), text);
            sentence.end = Some(offset(number * 432 + 400));
            sentence.speaker = Speaker::named("Mary Sue");
            sentence.speaker.peer_id = Some(format!("6a7e7a3d-0000-4000-8000-{number:012}"));
            sentence
        })
        .collect();
    day
}

#[tokio::test]
#[allow(clippy::print_stdout)] // the figures of the run
async fn a_day_of_speech_is_streamed_in_constant_memory() {
    let _turn = TURN.lock().await;
    let day = day();
    for (format, content) in
        [("CSV", day.to_csv()), ("JSON", day.to_json().to_string()), ("SRT", day.to_srt()), ("VTT", day.to_vtt())]
    {
        let (before, start) = (MEMORY.current_usage(), Instant::now());
        MEMORY.reset_peak_usage();
        let read = Transcript::read(content.as_bytes()).unwrap();
        assert_eq!(read.filter(Result::is_ok).count(), SENTENCES, "{format}");
        let (streamed, time) = (MEMORY.peak_usage() - before, start.elapsed());
        MEMORY.reset_peak_usage();
        let collected = Transcript::parse(content.as_bytes()).unwrap();
        assert_eq!(collected.sentences.len(), SENTENCES, "{format}");
        let whole = MEMORY.peak_usage() - before;
        let mib = |bytes: usize| bytes as f64 / MIB as f64;
        println!(
            "{format}: {:.1} MiB, streamed in {time:.1?} with {:.2} MiB, collected with {:.1} MiB",
            mib(content.len()),
            mib(streamed),
            mib(whole)
        );
        assert!(streamed < MIB, "{format}: {streamed} bytes");
    }
}

#[tokio::test]
#[allow(clippy::print_stdout)] // the figures of the run
async fn the_errors_of_a_file_take_no_more_memory_than_a_thousand_lines() {
    let _turn = TURN.lock().await;
    let content = format!("0,p,u,c,Mary,Hello\n{}", "x\n".repeat(MIB));
    let before = MEMORY.current_usage();
    MEMORY.reset_peak_usage();
    let transcript = Transcript::parse(content.as_bytes()).unwrap();
    let chat = Chat::parse(content.as_bytes()).unwrap();
    let peak = MEMORY.peak_usage() - before;
    println!("{} and {} errors in {:.2} MiB", transcript.errors.len(), chat.errors.len(), peak as f64 / MIB as f64);
    assert_eq!(transcript.errors.len() as u64 + transcript.more_errors, MIB as u64);
    assert_eq!(chat.errors.len() as u64 + chat.more_errors, MIB as u64 + 1);
    assert!(peak < MIB, "{peak} bytes");
}
