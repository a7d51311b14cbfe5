//! Transcripts and chats: the forms of the service, properties, and the size of a day.

use std::time::Duration;

use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use realtimekit::Timestamp;
use realtimekit::files::{Chat, Moment, Sentence, Speaker, Transcript};
use realtimekit::types::TranscriptFormat;

fn offset(millis: u64) -> Moment {
    Moment::Offset(Duration::from_millis(millis))
}

fn parse(content: &str) -> Transcript {
    let transcript = Transcript::parse(content.as_bytes()).unwrap();
    assert!(transcript.errors.is_empty(), "{:?}", transcript.errors);
    transcript
}

fn errors(content: &str) -> Vec<String> {
    Transcript::parse(content.as_bytes()).unwrap().errors.iter().map(ToString::to_string).collect()
}

#[test]
fn errors_beyond_the_first_thousand_are_counted() {
    let lines = "x\n".repeat(2500);
    let transcript = Transcript::parse(format!("0,p,u,c,Mary,Hello\n{lines}").as_bytes()).unwrap();
    assert_eq!((transcript.sentences.len(), transcript.errors.len(), transcript.more_errors), (1, 1000, 1500));
    assert_eq!(transcript.errors[999].number, 1001);
    let chat = realtimekit::files::Chat::parse(lines.as_bytes()).unwrap();
    assert_eq!((chat.errors.len(), chat.more_errors), (1000, 1500));
    let few = Transcript::parse(b"0,p,u,c,Mary,Hello\nx\n").unwrap();
    assert_eq!((few.errors.len(), few.more_errors), (1, 0));
}

#[test]
fn csv_of_the_service_is_read() {
    let transcript =
        parse("1500,peer-1,user-1,cust-1,Mary,\"Hello,\n\"\"all\"\"\"\n2500,peer-2,user-2,,Speaker,Hi, you\n");
    assert_eq!(transcript.format, Some(TranscriptFormat::Csv));
    let [first, second] = &transcript.sentences[..] else { panic!("{transcript:?}") };
    assert_eq!((first.start, first.end, first.text.as_str()), (offset(1500), None, "Hello,\n\"all\""));
    assert_eq!(first.speaker.name.as_deref(), Some("Mary"));
    assert_eq!(first.speaker.peer_id.as_deref(), Some("peer-1"));
    assert_eq!(first.speaker.participant_id.as_deref(), Some("user-1"));
    assert_eq!(first.speaker.custom_participant_id.as_deref(), Some("cust-1"));
    assert_eq!((second.text.as_str(), second.speaker.custom_participant_id.as_deref()), ("Hi, you", None));
    // A fraction means seconds, but not one in a text.
    assert_eq!(parse("1500,p,u,c,Mary,\"version\n1.5,beta\"\n").sentences[0].start, offset(1500));
    assert_eq!(parse("0,p,u,c,Mary,a\n1.5,p,u,c,Mary,b\n").sentences[1].start, offset(1500));
}

#[test]
fn the_header_and_the_dates_of_the_official_example_are_read() {
    let transcript = parse(
        "Timestamp,Participant ID,User ID,Custom Participant ID,Participant Name,Transcript\n\
         2024-08-07T10:15:30.000Z,peer-123,user-456,cust-789,Alice,Hello everyone\n\
         2024-08-07 10:15:35Z,peer-234,user-567,cust-890,Bob,Hi Alice\n",
    );
    let starts: Vec<_> = transcript.sentences.iter().map(|sentence| sentence.start).collect();
    let at = |text: &str| Moment::At(text.parse::<Timestamp>().unwrap());
    assert_eq!(starts, [at("2024-08-07T10:15:30Z"), at("2024-08-07T10:15:35Z")]);
    assert_eq!(parse("1723025730000,p,u,c,A,Hi\n").sentences[0].start, starts[0]);
    assert_eq!(
        transcript.to_srt(),
        "1\n00:00:00,000 --> 00:00:05,000\nAlice: Hello everyone\n\n2\n00:00:05,000 --> 00:00:12,000\nBob: Hi Alice\n\n"
    );
    assert_eq!(transcript.to_text(), "Alice: Hello everyone\nBob: Hi Alice\n");
}

#[test]
fn json_is_read_in_seconds_and_in_milliseconds() {
    let json = |times: &str| {
        format!(
            "[{{{times},\"sentence\":\"Hello everyone\",\"peerData\":{{\"id\":\"p\",\"userId\":\"u\",\"displayName\":\"Alice\",\"cpi\":7,\"joinedAt\":\"x\"}}}}]"
        )
    };
    for times in ["\"startTime\":1,\"endTime\":2.5", "\"startTime\":\"1.0\",\"endTime\":\"2.5\""] {
        let transcript = parse(&json(times));
        let sentence = &transcript.sentences[0];
        assert_eq!((sentence.start, sentence.end), (offset(1000), Some(offset(2500))), "{times}");
        assert_eq!(sentence.speaker.custom_participant_id.as_deref(), Some("7"));
        assert_eq!(transcript.format, Some(TranscriptFormat::Json));
    }
    assert_eq!(parse(&json("\"startTime\":1,\"endTime\":3")).sentences[0].start, offset(1000));
    assert_eq!(parse(&json("\"startTime\":1000,\"endTime\":3000")).sentences[0].start, offset(1000));
    assert_eq!(parse(&json("\"startTime\":1000,\"endTime\":null")).sentences[0].end, None);
}

#[test]
fn subtitles_are_read() {
    let srt = parse(
        "1\r\n00:00:01,000 --> 00:00:02,500\r\nMary: Hello\r\nall\r\n\r\n\r\n2\r\n01:00:00,5 --> 01:00:01,000\r\nnobody\r\n",
    );
    assert_eq!(srt.format, Some(TranscriptFormat::Srt));
    let [first, second] = &srt.sentences[..] else { panic!("{srt:?}") };
    assert_eq!((first.start, first.end), (offset(1000), Some(offset(2500))));
    assert_eq!((first.speaker.clone(), first.text.as_str()), (Speaker::named("Mary"), "Hello\nall"));
    assert_eq!((second.start, second.speaker.clone()), (offset(3_600_500), Speaker::default()));

    let vtt = parse(
        "\u{feff}WEBVTT - title\nKind: captions\n\nNOTE\nnothing\n\nSTYLE\n::cue {}\n\nintro\n00:01.000 --> 00:02.000 align:start\n\
         <v.loud Mary Sue>a &lt;b&gt; <i>c</i> & d</v>\n\n00:03.000 --> 00:04.000\nBob: Hi",
    );
    assert_eq!(vtt.format, Some(TranscriptFormat::Vtt));
    let [first, second] = &vtt.sentences[..] else { panic!("{vtt:?}") };
    assert_eq!((first.start, first.speaker.name.as_deref()), (offset(1000), Some("Mary Sue")));
    assert_eq!(first.text, "a <b> c & d");
    assert_eq!((second.speaker.name.as_deref(), second.text.as_str()), (Some("Bob"), "Hi"));
}

#[test]
fn a_transcript_without_content_is_empty() {
    for content in
        ["", " \n", "[]", "WEBVTT\n\n", "\u{feff}", "[{\"startTime\":0,\"sentence\":\" \"}]", "0,p,u,c,n, \n"]
    {
        assert!(parse(content).is_empty(), "{content:?}");
    }
    assert!(!parse("0,p,u,c,n,Hi\n").is_empty());
    let error = Transcript::parse(b"<?xml version=\"1.0\"?><Error><Code>AccessDenied</Code></Error>").unwrap_err();
    assert!(error.to_string().contains("not a transcript"), "{error}");
}

#[test]
fn a_bad_line_is_reported_with_its_number_and_is_not_the_end() {
    let content = "0,p,u,c,Mary,\"two\nlines\"\nsoon,p,u,c,Mary,Hi\n1,2\n7,p,u,c,Mary,Bye\n";
    let expected = [
        "line 3: start \"soon\" is not a time: a number or a time in ISO 8601 is expected",
        "line 4: 2 fields found, at least 6 expected",
    ];
    assert_eq!(errors(content), expected);
    assert_eq!(Transcript::parse(content.as_bytes()).unwrap().sentences.len(), 2);
    assert_eq!(
        errors("[{\"startTime\":{},\"sentence\":\"a\"},{\"startTime\":0},{\"startTime\":0,\"sentence\":\"b\"}"),
        [
            "item 1: startTime \"{}\" is not a time: a number or a time in ISO 8601 is expected",
            "item 2: sentence is missing or not a text",
            "item 4: the list has no end: the file is cut off",
        ]
    );
    assert_eq!(
        errors("1\n00:00:01,000 --> 00:00:02,000\na\n\nfour\n\n5\n00:00:xx --> 1\nb\n"),
        [
            "line 5: \"four\" found, the times of a cue expected",
            "line 8: \"00:00:xx --> 1\" are not the times of a cue, such as 00:00:01,000 --> 00:00:02,500",
        ]
    );
}

/// Names that subtitles can carry: no colon in front of a space, no line breaks.
fn name() -> impl Strategy<Value = Option<String>> {
    proptest::option::of("[A-Z][a-zé<>&\",]{1,12}( [A-Z][a-z]{1,9})?")
}

fn sentence() -> impl Strategy<Value = Sentence> {
    let id = || proptest::option::of("[a-z0-9,\"-]{1,12}");
    // At least 60 ms for each letter, as people speak.
    (name(), id(), id(), id(), "[^\\x00-\\x1f ]([^\\x00]{0,40}[^\\x00-\\x1f ])?", 0u64..86_400_000, 0u64..3000)
        .prop_map(|(name, peer_id, participant_id, custom_participant_id, text, start, more)| {
            let mut sentence = Sentence::new(offset(start), text);
            sentence.end = Some(offset(start + 60 * sentence.text.len() as u64 + more));
            sentence.speaker.name = name;
            sentence.speaker.peer_id = peer_id;
            sentence.speaker.participant_id = participant_id;
            sentence.speaker.custom_participant_id = custom_participant_id;
            sentence
        })
}

fn transcript() -> impl Strategy<Value = Transcript> {
    proptest::collection::vec(sentence(), 0..12).prop_map(|sentences| {
        let mut transcript = Transcript::default();
        transcript.sentences = sentences;
        transcript
    })
}

/// Without spaces at the ends of lines and without empty lines, which subtitles cannot carry.
fn lines(text: &str) -> String {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

proptest! {
    // The same cases in every run; PROPTEST_CASES adds more.
    #![proptest_config(ProptestConfig { rng_seed: RngSeed::Fixed(0x5eed), ..ProptestConfig::default() })]

    #[test]
    fn csv_that_was_written_is_read_back(transcript in transcript()) {
        let read = parse(&transcript.to_csv());
        let without_end = transcript.sentences.into_iter().map(|sentence| { let mut s = sentence; s.end = None; s });
        prop_assert_eq!(read.sentences, without_end.collect::<Vec<_>>());
    }

    #[test]
    fn json_that_was_written_is_read_back(transcript in transcript()) {
        let read = parse(&transcript.to_json().to_string());
        prop_assert_eq!(read.sentences, transcript.sentences);
    }

    #[test]
    fn subtitles_that_were_written_are_read_back(transcript in transcript()) {
        let expected: Vec<_> = transcript.sentences.iter().map(|sentence| {
            (sentence.start, sentence.end, sentence.speaker.label().map(str::to_owned), lines(&sentence.text))
        }).collect();
        for content in [transcript.to_vtt(), transcript.to_srt()] {
            let read = Transcript::parse(content.as_bytes()).unwrap();
            let read: Vec<_> = read.sentences.into_iter().map(|s| (s.start, s.end, s.speaker.name, s.text)).collect();
            // Without a name, a text with a colon reads as if a person of that name had said the rest.
            let clear = transcript.sentences.iter().all(|s| s.speaker.label().is_some() || !s.text.contains(": "));
            if clear {
                prop_assert_eq!(&read, &expected);
            } else {
                prop_assert_eq!(read.len(), expected.len());
            }
        }
    }

    #[test]
    fn any_bytes_are_read_without_a_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400), head in 0usize..5) {
        let heads = ["", "[", "WEBVTT\n\n", "1\n00:00:01,000 --> 00:00:02,000\n", "0,1,2,3,4,"];
        let content = [heads[head].as_bytes(), &bytes].concat();
        let _ = Transcript::parse(&content);
        let _ = Chat::parse(&content);
    }
}

/// 200,000 sentences in a release build; `--nocapture` prints the figures.
#[test]
#[allow(clippy::print_stderr)] // the figures
fn a_day_of_speech_is_read_sentence_by_sentence() {
    const SENTENCES: usize = if cfg!(debug_assertions) { 2_000 } else { 200_000 };
    let mut day = Transcript::default();
    day.sentences = (0..SENTENCES as u64)
        .map(|number| {
            let mut sentence = Sentence::new(
                offset(number * 432),
                format!("Sentence {number}, of a rather usual length, more or less."),
            );
            sentence.end = Some(offset(number * 432 + 4000));
            sentence.speaker = Speaker::named("Mary Sue");
            sentence.speaker.peer_id = Some(format!("6a7e7a3d-0000-4000-8000-{number:012}"));
            sentence
        })
        .collect();
    for (name, content) in
        [("CSV", day.to_csv()), ("JSON", day.to_json().to_string()), ("SRT", day.to_srt()), ("VTT", day.to_vtt())]
    {
        let started = std::time::Instant::now();
        let read = Transcript::read(content.as_bytes()).unwrap();
        assert_eq!(read.filter(Result::is_ok).count(), SENTENCES, "{name}");
        let streamed = started.elapsed();
        let started = std::time::Instant::now();
        let transcript = parse(&content);
        assert_eq!(transcript.sentences.len(), SENTENCES);
        eprintln!("{name}: {} bytes, {streamed:?} streamed, {:?} collected", content.len(), started.elapsed());
    }
}
