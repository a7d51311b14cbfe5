//! A program that receives deliveries.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::sync::mpsc;
use std::time::Duration;

/// A request that it received.
#[derive(Debug)]
pub struct Received {
    pub headers: Vec<(String, String)>,
    pub body: String,
}

impl Received {
    pub fn header(&self, name: &str) -> &str {
        let found = self.headers.iter().find(|(other, _)| other == name);
        found.map_or_else(|| panic!("no header {name} in {:?}", self.headers), |(_, value)| value)
    }
}

pub struct Hook {
    pub url: String,
    received: mpsc::Receiver<Received>,
}

impl Hook {
    /// Responds with these statuses, and then with 204.
    pub fn new(statuses: impl IntoIterator<Item = u16, IntoIter: Send + 'static>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}/hooks?key=k", listener.local_addr().unwrap());
        let (sender, received) = mpsc::channel();
        let mut statuses = statuses.into_iter();
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let mut stream = BufReader::new(stream.unwrap());
                let mut line = || {
                    let mut line = String::new();
                    stream.read_line(&mut line).unwrap();
                    line.trim_end().to_owned()
                };
                assert_eq!(line(), "POST /hooks?key=k HTTP/1.1");
                let headers = std::iter::repeat_with(line).take_while(|line| !line.is_empty());
                let header =
                    |line: String| line.split_once(": ").map(|(name, value)| (name.to_owned(), value.to_owned()));
                let headers: Vec<_> = headers.map(|line| header(line).unwrap()).collect();
                let length = headers.iter().find(|(name, _)| name == "content-length").unwrap().1.parse().unwrap();
                let mut body = vec![0; length];
                stream.read_exact(&mut body).unwrap();
                let status = statuses.next().unwrap_or(204);
                write!(stream.get_mut(), "HTTP/1.1 {status} X\r\ncontent-length: 0\r\nconnection: close\r\n\r\n")
                    .unwrap();
                // The test may have ended.
                let _ = sender.send(Received { headers, body: String::from_utf8(body).unwrap() });
            }
        });
        Self { url, received }
    }

    pub fn next(&self) -> Received {
        self.received.recv_timeout(Duration::from_secs(60)).expect("a request is received")
    }

    pub fn is_idle(&self) -> bool {
        self.received.try_recv().is_err()
    }
}
