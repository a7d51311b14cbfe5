//! Transcripts, chats, summaries and file names from any bytes: no panic, and what was written is read back.
#![no_main]

use libfuzzer_sys::fuzz_target;
use realtimekit::files::{Chat, Summary, Track, Transcript, safe_file_name};

fuzz_target!(|bytes: &[u8]| {
    if let Ok(transcript) = Transcript::parse(bytes) {
        let _ = (transcript.to_text(), transcript.is_empty());
        let csv = Transcript::parse(transcript.to_csv().as_bytes()).map(|read| read.sentences.len());
        assert_eq!(csv.ok(), Some(transcript.sentences.len()));
        for written in [transcript.to_json().to_string(), transcript.to_srt(), transcript.to_vtt()] {
            let read = Transcript::parse(written.as_bytes()).expect("a transcript");
            assert_eq!(read.sentences.len(), transcript.sentences.len());
        }
    }
    if let Ok(chat) = Chat::parse(bytes) {
        let read = Chat::parse(chat.to_json().to_string().as_bytes()).expect("a chat");
        assert_eq!(read.messages.len(), chat.messages.len());
        let read = Chat::parse(chat.to_csv().as_bytes()).expect("a chat");
        assert_eq!(read.messages.len(), chat.messages.len());
    }
    let _ = Summary::parse(bytes);
    let name = String::from_utf8_lossy(bytes);
    let _ = Track::from_file_name(&name);
    let safe = safe_file_name(&name);
    assert_eq!(safe, safe_file_name(&safe));
    assert!(!safe.is_empty() && safe.len() <= 200 && !safe.contains(['/', '\\', '\0']) && !safe.starts_with('.'));
});
