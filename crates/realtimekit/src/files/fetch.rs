//! Transcript, chat and summary of a session as values.

use std::io::{self, Read};

use bytes::{Buf as _, Bytes};
use tokio::sync::mpsc;

use super::chat::Chat;
use super::download::{ByteStream, Deadline, Download, within};
use super::parse_error::ParseError;
use super::summary::Summary;
use super::transcript::Transcript;
use crate::core::Core;
use crate::error::{Error, ErrorKind};
use crate::request::Request;
use crate::requests::{SessionsGetChat, SessionsGetSummary, SessionsGetTranscript};

/// Largest summary.
const LARGEST_SUMMARY: usize = 16 * 1024 * 1024;

/// Largest transcript or chat. A day of speech takes 50 MB.
const LARGEST: u64 = 1024 * 1024 * 1024;

/// Fetches what a request for a link leads to.
macro_rules! fetch {
    ($operation:ty, $output:ty, $what:literal, $link:ident, $read:path) => {
        impl Request<$operation> {
            #[doc = concat!("Fetches the link and reads the ", $what, " behind it, all within the deadline of the call.")]
            ///
            /// # Errors
            ///
            /// As [`send`](Self::send); as [`Download::to`](crate::files::Download::to); and
            #[doc = concat!("[`ErrorKind::Decode`] if the file is not a ", $what, ".")]
            pub async fn fetch(self) -> Result<$output, Error> {
                let core = self.core.clone();
                // Of zero, the request says that it is not valid.
                let allowed = Some(self.options.deadline.unwrap_or(core.deadline)).filter(|limit| !limit.is_zero());
                let deadline = Deadline::begin(allowed);
                // Without a link the download says so.
                let link = self.send().await?.$link.unwrap_or_default();
                within(deadline, $read(core.download(link).until(deadline))).await
            }
        }
    };
}

fetch!(SessionsGetTranscript, Transcript, "transcript", transcript_download_url, read_transcript);
fetch!(SessionsGetChat, Chat, "chat", chat_download_url, read_chat);
fetch!(SessionsGetSummary, Summary, "summary", summary_download_url, read_summary);

impl Core {
    /// A download with the settings of the client, of a link that was fetched just now.
    fn download(&self, link: realtimekit_api::Secret) -> Download {
        super::remote::configured(self, Download::from_link(link))
    }
}

async fn read_transcript(download: Download) -> Result<Transcript, Error> {
    parse(download.stream().await?, |reader| Transcript::read(reader).map(Transcript::collect)).await
}

async fn read_chat(download: Download) -> Result<Chat, Error> {
    parse(download.stream().await?, |reader| Chat::read(reader).map(Chat::collect)).await
}

async fn read_summary(download: Download) -> Result<Summary, Error> {
    Summary::parse(&download.bytes(LARGEST_SUMMARY).await?).map_err(unreadable)
}

fn unreadable(error: ParseError) -> Error {
    Error::new(ErrorKind::Decode, error.to_string()).with_source(error)
}

/// Parses bytes while they arrive, on a thread for blocking work: only what is parsed stays in memory.
async fn parse<T: Send + 'static>(
    mut stream: ByteStream,
    read: impl FnOnce(Arriving) -> Result<T, ParseError> + Send + 'static,
) -> Result<T, Error> {
    let (sender, receiver) = mpsc::channel(4);
    let parsing = tokio::task::spawn_blocking(move || read(Arriving { receiver, chunk: Bytes::new() }));
    let mut size = 0;
    while let Some(chunk) = stream.try_next().await? {
        size += chunk.len() as u64;
        if size > LARGEST {
            return Err(Error::new(ErrorKind::TooLarge, format!("the file is larger than {LARGEST} bytes")));
        }
        if sender.send(chunk).await.is_err() {
            // The parser refused the file.
            break;
        }
    }
    drop(sender);
    let parsed = parsing
        .await
        .map_err(|error| Error::new(ErrorKind::Other, "the file could not be parsed").with_source(error))?;
    parsed.map_err(unreadable)
}

/// Reads bytes that arrive from a stream.
struct Arriving {
    receiver: mpsc::Receiver<Bytes>,
    chunk: Bytes,
}

impl Read for Arriving {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.chunk.is_empty() {
            match self.receiver.blocking_recv() {
                Some(chunk) => self.chunk = chunk,
                None => return Ok(0),
            }
        }
        let length = buffer.len().min(self.chunk.len());
        self.chunk.copy_to_slice(buffer.get_mut(..length).unwrap_or_default());
        Ok(length)
    }
}
