//! Chats of sessions.

use std::io::{BufReader, Read};

use realtimekit_api::{Exposed, Secret, Timestamp};
use serde_json::{Value, json};

use super::content::{Content, refuse_markup};
use super::json_items::{JsonItems, field, text};
use super::parse_error::{ParseError, keep, quoted};

/// The columns in the order of the service, for files without a header line.
const COLUMNS: [&str; 10] = [
    "id",
    "participantId",
    "sessionId",
    "meetingId",
    "displayName",
    "pinned",
    "isEdited",
    "payloadType",
    "payload",
    "createdAt",
];

/// The chat of a session.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Chat {
    /// The messages in the order of the file.
    pub messages: Vec<ChatMessage>,
    /// The first 1,000 lines or items that could not be read.
    pub errors: Vec<ParseError>,
    /// How many more could not be read.
    pub more_errors: u64,
}

/// A message of the chat of a session. Personal data.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ChatMessage {
    /// Identifier of the message.
    pub id: String,
    /// Identifier of the participant who sent it.
    pub participant_id: Option<String>,
    /// Identifier of the session.
    pub session_id: Option<String>,
    /// Identifier of the meeting.
    pub meeting_id: Option<String>,
    /// Name under which the sender joined.
    pub display_name: Option<String>,
    /// Whether the message was pinned.
    pub pinned: bool,
    /// Whether the message was changed after it was sent.
    pub edited: bool,
    /// The content.
    pub content: ChatContent,
    /// When the message was sent.
    pub created_at: Option<Timestamp>,
}

/// The content of a chat message.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum ChatContent {
    /// `TEXT_MESSAGE`: the text.
    Text(String),
    /// `IMAGE_MESSAGE`: the link to the image.
    Image(Secret),
    /// `FILE_MESSAGE`: the link to the file, and what is known about it.
    File {
        /// The link.
        link: Secret,
        /// Name of the file. It was chosen by the sender: do not use it as a path.
        name: Option<String>,
        /// Size in bytes.
        size: Option<u64>,
    },
    /// Content of a kind that this version does not know.
    Other {
        /// The kind as the service writes it.
        kind: String,
        /// The content, which may be or contain a link.
        payload: Secret,
    },
}

/// The messages of a chat, one at a time: see [`Chat::read`].
pub struct ChatMessages<'r>(Box<dyn Iterator<Item = Result<ChatMessage, ParseError>> + Send + 'r>);

impl Chat {
    /// Reads a chat in CSV or JSON. The columns of CSV are found by the header line; without one they have the order of
    /// the service.
    ///
    /// A line or item that cannot be read is kept in [`errors`](Self::errors), or counted if there are more than 1,000.
    ///
    /// # Errors
    ///
    /// Fails if the content is a web page or the error of a storage host.
    pub fn parse(content: &[u8]) -> Result<Self, ParseError> {
        Self::read(content).map(Self::collect)
    }

    /// Reads a chat message by message, so that only the current message is in memory.
    ///
    /// # Errors
    ///
    /// As [`parse`](Self::parse), and if the beginning cannot be read.
    pub fn read<'r>(reader: impl Read + Send + 'r) -> Result<ChatMessages<'r>, ParseError> {
        let content = Content::open(reader).map_err(|error| ParseError::io(1, "line", &error))?;
        refuse_markup(content.beginning(), "a chat")?;
        let is_json = content.beginning().starts_with(b"[") || content.beginning().starts_with(b"{");
        let reader = BufReader::with_capacity(64 * 1024, content.into_reader());
        Ok(ChatMessages(if is_json {
            Box::new(JsonItems::new(reader).map(|item| item.and_then(|(number, item)| from_json(number, &item))))
        } else {
            Box::new(from_csv(reader))
        }))
    }

    /// Collects what a reader yields.
    pub(crate) fn collect(messages: ChatMessages<'_>) -> Self {
        let mut chat = Self::default();
        for message in messages {
            match message {
                Ok(message) => chat.messages.push(message),
                Err(error) => keep(&mut chat.errors, &mut chat.more_errors, error),
            }
        }
        chat
    }

    /// Whether there is no message.
    pub fn is_empty(&self) -> bool {
        self.messages.is_empty()
    }

    /// CSV as the service writes it, with the links of images and files in it.
    pub fn to_csv(&self) -> String {
        let mut lines = csv::Writer::from_writer(Vec::new());
        // A writer into memory does not fail.
        let _ = lines.write_record(COLUMNS);
        for message in &self.messages {
            let value = message.to_json();
            let fields = COLUMNS.map(|column| match field(&value, &[column]).unwrap_or(&Value::Null) {
                Value::String(text) => text.clone(),
                Value::Null => String::new(),
                other => other.to_string(),
            });
            let _ = lines.write_record(fields);
        }
        lines.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
    }

    /// A JSON list with the fields of the CSV file, and with the links of images and files in it.
    pub fn to_json(&self) -> Value {
        self.messages.iter().map(ChatMessage::to_json).collect()
    }
}

impl Iterator for ChatMessages<'_> {
    type Item = Result<ChatMessage, ParseError>;

    fn next(&mut self) -> Option<Self::Item> {
        self.0.next()
    }
}

impl std::fmt::Debug for ChatMessages<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ChatMessages").finish_non_exhaustive()
    }
}

impl ChatMessage {
    fn to_json(&self) -> Value {
        let (kind, payload) = match &self.content {
            ChatContent::Text(text) => ("TEXT_MESSAGE", json!(text)),
            ChatContent::Image(link) => ("IMAGE_MESSAGE", json!(Exposed(link))),
            ChatContent::File { link, name: None, size: None } => ("FILE_MESSAGE", json!(Exposed(link))),
            ChatContent::File { link, name, size } => {
                let file = json!({ "link": Exposed(link), "name": name, "size": size });
                ("FILE_MESSAGE", json!(file.to_string()))
            }
            ChatContent::Other { kind, payload } => (kind.as_str(), json!(Exposed(payload))),
        };
        json!({
            "id": self.id,
            "participantId": self.participant_id,
            "sessionId": self.session_id,
            "meetingId": self.meeting_id,
            "displayName": self.display_name,
            "pinned": self.pinned,
            "isEdited": self.edited,
            "payloadType": kind,
            "payload": payload,
            "createdAt": self.created_at,
        })
    }
}

fn from_csv(reader: impl Read) -> impl Iterator<Item = Result<ChatMessage, ParseError>> {
    let lines = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(reader);
    let mut columns: Vec<Option<&'static str>> = COLUMNS.map(Some).to_vec();
    lines.into_byte_records().enumerate().filter_map(move |(index, record)| {
        let record = match record {
            Ok(record) => record,
            Err(error) => {
                let line = error.position().map_or(index as u64 + 1, csv::Position::line);
                return Some(Err(ParseError::line(line, format!("the rest could not be read: {error}"))));
            }
        };
        let line = record.position().map_or(0, csv::Position::line);
        let header = record.iter().map(|name| COLUMNS.into_iter().find(|column| same_name(column, name)));
        if index == 0 && header.clone().flatten().count() >= 2 {
            columns = header.collect();
            return None;
        }
        if record.len() < columns.len() {
            let reason = format!("{} fields found, {} expected", record.len(), columns.len());
            return Some(Err(ParseError::line(line, reason)));
        }
        let fields = columns.iter().zip(record.iter()).filter_map(|(column, field)| {
            Some(((*column)?.to_owned(), Value::String(String::from_utf8_lossy(field).into_owned())))
        });
        let fields = Value::Object(fields.collect());
        Some(message(&fields).map_err(|reason| ParseError::line(line, reason)))
    })
}

/// Whether a column is meant, in whichever spelling of `participantId` and `participant_id`.
fn same_name(column: &str, name: &[u8]) -> bool {
    let letters = name.iter().filter(|byte| **byte != b'_' && !byte.is_ascii_whitespace());
    letters.map(u8::to_ascii_lowercase).eq(column.bytes().map(|byte| byte.to_ascii_lowercase()))
}

fn from_json(number: u64, item: &Value) -> Result<ChatMessage, ParseError> {
    message(item).map_err(|reason| ParseError::item(number, reason))
}

fn message(item: &Value) -> Result<ChatMessage, String> {
    let id = text(item, &["id"]).ok_or("id is missing")?;
    let created_at = match text(item, &["createdAt", "created_at"]) {
        Some(time) => Some(time.parse().map_err(|_| format!("createdAt {} is not a time in ISO 8601", quoted(&time)))?),
        None => None,
    };
    let flag = |names: &[&str]| match field(item, names) {
        Some(Value::Bool(flag)) => *flag,
        Some(Value::String(text)) => text.eq_ignore_ascii_case("true") || text == "1",
        _ => false,
    };
    let kind = text(item, &["payloadType", "payload_type"]).unwrap_or_else(|| "TEXT_MESSAGE".to_owned());
    let payload = field(item, &["payload"]).unwrap_or(&Value::Null);
    Ok(ChatMessage {
        id,
        participant_id: text(item, &["participantId", "participant_id"]),
        session_id: text(item, &["sessionId", "session_id"]),
        meeting_id: text(item, &["meetingId", "meeting_id"]),
        display_name: text(item, &["displayName", "display_name"]),
        pinned: flag(&["pinned"]),
        edited: flag(&["isEdited", "is_edited"]),
        content: content(kind, payload),
        created_at,
    })
}

fn content(kind: String, payload: &Value) -> ChatContent {
    let plain = match payload {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        other => other.to_string(),
    };
    // The content of an image or file is its link, or an object with the link in it.
    let object = match payload {
        Value::Object(_) => Some(payload.clone()),
        _ => serde_json::from_str(&plain).ok().filter(Value::is_object),
    };
    let object = object.unwrap_or_default();
    let link = || Secret::new(text(&object, &["link", "url", "imageUrl", "fileUrl"]).unwrap_or_else(|| plain.clone()));
    match kind.as_str() {
        "TEXT_MESSAGE" => ChatContent::Text(plain),
        "IMAGE_MESSAGE" => ChatContent::Image(link()),
        "FILE_MESSAGE" => ChatContent::File {
            link: link(),
            name: text(&object, &["name", "fileName", "file_name"]),
            size: text(&object, &["size", "fileSize", "file_size"]).and_then(|size| size.parse().ok()),
        },
        _ => ChatContent::Other { kind, payload: plain.into() },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADER: &str =
        "id,participantId,sessionId,meetingId,displayName,pinned,isEdited,payloadType,payload,createdAt\n";

    #[test]
    fn the_form_of_the_service_is_read() {
        let lines = format!(
            "{HEADER}m1,p1,s,m,Mary,false,true,TEXT_MESSAGE,\"Hello,\n\"\"all\"\"\",2026-06-10T10:30:00.000Z\n\
             m2,p1,s,m,Mary,true,false,IMAGE_MESSAGE,https://example.com/a.png?sig=s3cr3t,2026-06-10 10:31:00Z\n\
             m3,p1,s,m,Mary,false,false,FILE_MESSAGE,\"{{\"\"link\"\":\"\"https://example.com/b?sig=s3cr3t\"\",\"\"name\"\":\"\"../b.pdf\"\",\"\"size\"\":7}}\",\n\
             m4,p1,s,m,,false,false,POLL,s3cr3t,\n"
        );
        let chat = Chat::parse(lines.as_bytes()).unwrap();
        assert!(chat.errors.is_empty(), "{:?}", chat.errors);
        let contents: Vec<_> = chat.messages.iter().map(|message| &message.content).collect();
        assert_eq!(contents[0], &ChatContent::Text("Hello,\n\"all\"".into()));
        assert_eq!(contents[1], &ChatContent::Image("https://example.com/a.png?sig=s3cr3t".into()));
        let file = ChatContent::File {
            link: "https://example.com/b?sig=s3cr3t".into(),
            name: Some("../b.pdf".into()),
            size: Some(7),
        };
        assert_eq!(contents[2], &file);
        assert_eq!(contents[3], &ChatContent::Other { kind: "POLL".into(), payload: "s3cr3t".into() });
        assert!(!format!("{chat:?}").contains("s3cr3t"), "{chat:?}");
        let first = &chat.messages[0];
        assert_eq!((first.edited, first.pinned, first.display_name.as_deref()), (true, false, Some("Mary")));
        assert_eq!(chat.messages[1].created_at.unwrap().to_string(), "2026-06-10T10:31:00.000Z");
        assert_eq!(chat.messages[3].display_name, None);
        assert_eq!(Chat::parse(chat.to_csv().as_bytes()).unwrap(), chat);
        assert_eq!(Chat::parse(chat.to_json().to_string().as_bytes()).unwrap(), chat);
    }

    #[test]
    fn columns_are_found_by_name() {
        let chat = Chat::parse(b"payload,ID,display_name,new\nHi,m1,Mary,x\n").unwrap();
        let message = &chat.messages[0];
        assert_eq!((message.id.as_str(), message.display_name.as_deref()), ("m1", Some("Mary")));
        assert_eq!(message.content, ChatContent::Text("Hi".into()));
        let chat = Chat::parse(b"m1,p,s,m,Mary,false,false,TEXT_MESSAGE,Hi,\n").unwrap();
        assert_eq!(chat.messages[0].id, "m1");
    }

    #[test]
    fn a_bad_line_is_not_the_end() {
        let lines = format!(
            "{HEADER}m1,p\nm2,p,s,m,Mary,false,false,TEXT_MESSAGE,Hi,yesterday\n,p,s,m,M,,,,,\nm4,p,s,m,M,,,,,\n"
        );
        let chat = Chat::parse(lines.as_bytes()).unwrap();
        let errors: Vec<_> = chat.errors.iter().map(ToString::to_string).collect();
        let expected = [
            "line 2: 2 fields found, 10 expected",
            "line 3: createdAt \"yesterday\" is not a time in ISO 8601",
            "line 4: id is missing",
        ];
        assert_eq!(errors, expected);
        assert_eq!(chat.messages.len(), 1);
        let chat = Chat::parse(br#"[{"id":"m1"},{"payload":"x"},{"id":"m2","pinned":true}]"#).unwrap();
        assert_eq!(chat.errors[0].to_string(), "item 2: id is missing");
        assert!(chat.messages[1].pinned && chat.messages.len() == 2);
    }

    #[test]
    fn a_page_is_not_a_chat() {
        for page in ["<html>", "<!DOCTYPE html>", "<?xml version=\"1.0\"?>", "\u{feff} <Error>"] {
            assert!(Chat::parse(page.as_bytes()).unwrap_err().to_string().contains("not a chat"), "{page}");
        }
        assert!(Chat::parse(b"").unwrap().is_empty());
        assert!(Chat::parse(HEADER.as_bytes()).unwrap().is_empty());
    }
}
