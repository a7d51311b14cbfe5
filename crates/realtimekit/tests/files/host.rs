//! A storage host that a test scripts: one thread, one response for each connection.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

/// What the client sent.
#[derive(Clone, Debug)]
pub struct Request {
    /// Counted from 0.
    pub number: usize,
    pub path: String,
    /// All header lines as they were sent.
    pub text: String,
}

impl Request {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.text.lines().find_map(|line| {
            let (key, value) = line.split_once(':')?;
            key.eq_ignore_ascii_case(name).then(|| value.trim())
        })
    }

    /// The range that was requested.
    pub fn range(&self) -> Option<(u64, Option<u64>)> {
        let (start, last) = self.header("range")?.strip_prefix("bytes=")?.split_once('-')?;
        Some((start.parse().ok()?, last.parse::<u64>().ok().map(|last| last + 1)))
    }
}

/// What the host sends.
#[derive(Clone, Debug, Default)]
pub struct Reply {
    pub status: u16,
    pub headers: Vec<(&'static str, String)>,
    pub body: Vec<u8>,
    /// Bytes of the body after which the connection is closed.
    pub cut: Option<usize>,
    /// Sent in chunks, without a length.
    pub chunked: bool,
    /// Sent without length and chunks.
    pub bare: bool,
    /// How often the body is sent again.
    pub repeated: usize,
}

impl Reply {
    pub fn status(status: u16) -> Self {
        Self { status, ..Self::default() }
    }

    pub fn redirect(to: &str) -> Self {
        Self::status(302).with("Location", to)
    }

    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.retain(|(key, _)| *key != name);
        self.headers.push((name, value.into()));
        self
    }

    pub fn without(mut self, name: &str) -> Self {
        self.headers.retain(|(key, _)| *key != name);
        self
    }

    pub fn cut(mut self, bytes: usize) -> Self {
        self.cut = Some(bytes);
        self
    }

    fn send(&self, stream: &mut impl Write) -> std::io::Result<()> {
        let mut head = format!("HTTP/1.1 {} Status\r\nConnection: close\r\n", self.status);
        for (name, value) in &self.headers {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        let has_length = self.headers.iter().any(|(name, _)| *name == "Content-Length");
        match (self.chunked, self.bare || has_length) {
            (true, _) => head.push_str("Transfer-Encoding: chunked\r\n"),
            (_, true) => {}
            _ => head.push_str(&format!("Content-Length: {}\r\n", self.body.len())),
        }
        stream.write_all(format!("{head}\r\n").as_bytes())?;
        let sent = &self.body[..self.cut.unwrap_or(self.body.len()).min(self.body.len())];
        if !self.chunked {
            return (0..=self.repeated).try_for_each(|_| stream.write_all(sent));
        }
        for chunk in (0..=self.repeated).flat_map(|_| sent.chunks(1000)) {
            stream.write_all(format!("{:x}\r\n", chunk.len()).as_bytes())?;
            stream.write_all(chunk)?;
            stream.write_all(b"\r\n")?;
        }
        if self.cut.is_none() { stream.write_all(b"0\r\n\r\n") } else { Ok(()) }
    }
}

/// The response of a host that does everything right.
pub fn serve(file: &[u8], etag: &str, request: &Request) -> Reply {
    let length = file.len() as u64;
    let wanted = request.range().filter(|_| request.header("if-range").is_none_or(|wanted| wanted == etag));
    let reply = match wanted {
        Some((start, _)) if start >= length => Reply::status(416).with("Content-Range", format!("bytes */{length}")),
        Some((start, end)) => {
            let end = end.unwrap_or(length).min(length);
            let body = file[start as usize..end as usize].to_vec();
            Reply { status: 206, body, ..Reply::default() }
                .with("Content-Range", format!("bytes {start}-{}/{length}", end - 1))
        }
        None => Reply { status: 200, body: file.to_vec(), ..Reply::default() },
    };
    reply.with("ETag", etag).with("Accept-Ranges", "bytes")
}

/// A running host. It stops with the process.
pub struct Host {
    pub port: u16,
    requests: Arc<Mutex<Vec<Request>>>,
}

impl Host {
    pub fn start(script: impl Fn(&Request) -> Reply + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let requests = Arc::new(Mutex::new(Vec::new()));
        let (log, script) = (requests.clone(), Arc::new(script));
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (log, script) = (log.clone(), script.clone());
                // A client that goes away is a part of the tests.
                std::thread::spawn(move || drop(response(stream, &log, script.as_ref())));
            }
        });
        Self { port, requests }
    }

    /// A link with something secret in it.
    pub fn link(&self) -> String {
        format!("http://127.0.0.1:{}/s3cr3t/file.mp4?signature=s3cr3t", self.port)
    }

    pub fn requests(&self) -> Vec<Request> {
        self.requests.lock().unwrap().clone()
    }
}

fn response(
    mut stream: TcpStream,
    log: &Mutex<Vec<Request>>,
    script: &dyn Fn(&Request) -> Reply,
) -> std::io::Result<()> {
    let mut reader = BufReader::new(stream.try_clone()?);
    let mut text = String::new();
    while reader.read_line(&mut text)? > 2 {}
    let path = text.split(' ').nth(1).unwrap_or_default().to_owned();
    let request = {
        let mut log = log.lock().unwrap();
        let request = Request { number: log.len(), path, text };
        log.push(request.clone());
        request
    };
    script(&request).send(&mut stream)?;
    stream.shutdown(std::net::Shutdown::Write)?;
    // Until the client has seen it; a reset could take bytes away that were sent.
    stream.set_read_timeout(Some(std::time::Duration::from_secs(5)))?;
    reader.read_to_end(&mut Vec::new()).map(drop)
}
