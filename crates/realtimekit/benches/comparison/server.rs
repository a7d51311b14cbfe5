//! A local server that responds from memory and does as little as a server can, so that what is measured is the client.
//!
//! It reads the head of a request, looks at its path and writes bytes that were made before. The app id in the path of a
//! list says how many items the list has.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use crate::responses::{self, PAGE};

/// A server that runs as long as the process.
pub struct Server {
    address: SocketAddr,
}

/// What is responded to.
struct Responses {
    meeting: String,
    /// The items of a page of meetings. All pages hold the same: the client has to read them all the same.
    items: String,
}

impl Server {
    /// Starts a server that waits `latency` before each response.
    pub fn start(latency: Duration) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = listener.local_addr().expect("a bound socket has an address");
        let responses =
            Arc::new(Responses { meeting: responses::one_meeting(), items: responses::items(responses::meeting) });
        thread::spawn(move || {
            for connection in listener.incoming().flatten() {
                let responses = Arc::clone(&responses);
                // A client that went away ends its thread.
                thread::spawn(move || serve(&connection, latency, &responses));
            }
        });
        Self { address }
    }

    /// Base URL for the clients.
    pub fn base_url(&self) -> String {
        format!("http://{}", self.address)
    }
}

fn serve(connection: &TcpStream, latency: Duration, responses: &Responses) -> std::io::Result<()> {
    connection.set_nodelay(true)?;
    let mut reader = BufReader::new(connection);
    let mut writer = connection;
    let (mut line, mut response) = (String::new(), Vec::new());
    loop {
        line.clear();
        if reader.read_line(&mut line)? == 0 {
            return Ok(());
        }
        let body = body(responses, line.split(' ').nth(1).unwrap_or_default());
        let mut length = 0;
        loop {
            line.clear();
            reader.read_line(&mut line)?;
            if line.len() <= 2 {
                break;
            }
            if let Some((name, value)) = line.split_once(':')
                && name.eq_ignore_ascii_case("content-length")
            {
                length = value.trim().parse().unwrap_or(0);
            }
        }
        std::io::copy(&mut reader.by_ref().take(length), &mut std::io::sink())?;
        if !latency.is_zero() {
            thread::sleep(latency);
        }
        response.clear();
        let size: usize = body.iter().map(|part| part.len()).sum();
        write!(
            response,
            "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncf-ray: 9a1b2c3d4e5f6789-FRA\r\n\
             ratelimit: \"default\";r=1199;t=300\r\nratelimit-policy: \"default\";q=1200;w=300\r\n\
             date: Fri, 20 Nov 2026 09:30:00 GMT\r\ncontent-length: {size}\r\n\r\n"
        )?;
        body.iter().for_each(|part| response.extend_from_slice(part.as_bytes()));
        writer.write_all(&response)?;
    }
}

/// The parts of the body of the response for a path.
fn body<'a>(responses: &'a Responses, path: &str) -> [std::borrow::Cow<'a, str>; 3] {
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    if !path.ends_with("/meetings") {
        return [responses.meeting.as_str().into(), "".into(), "".into()];
    }
    let total: u64 = path.rsplit('/').nth(1).and_then(|app| app.parse().ok()).unwrap_or(PAGE);
    let parameter = query.split('&').find_map(|pair| pair.strip_prefix("page_no="));
    let page: u64 = parameter.and_then(|page| page.parse().ok()).unwrap_or(1);
    let start = (page - 1) * PAGE;
    let paging = format!(
        "],\"paging\":{{\"total_count\":{total},\"start_offset\":{},\"end_offset\":{}}}}}",
        start + 1,
        start + PAGE
    );
    // Each page has other meetings: the client refuses a list that repeats them.
    let items = responses.items.replace("bbb97a34-", &format!("{page:08x}-"));
    [r#"{"success":true,"data":["#.into(), items.into(), paging.into()]
}
