//! Tables as CSV (RFC 4180).

use super::attendee::Attendee;
use super::record::Attendance;

const HEADER: [&str; 7] =
    ["custom_participant_id", "name", "first_joined_at", "last_left_at", "minutes", "connections", "intervals"];

impl Attendance {
    /// The attendance as CSV (RFC 4180), one line for each person of [`people`](Self::people): custom id, name, first
    /// entry, last exit, minutes in the session, number of connections, and the intervals as ISO 8601 separated by spaces.
    /// An end that is not known, because the person is still in the session, is empty.
    ///
    /// People choose their names: a spreadsheet may take one that begins with `=` for a formula.
    pub fn to_csv(&self) -> String {
        csv(&HEADER, self.people().iter().map(line))
    }
}

fn line(attendee: &Attendee) -> [String; 7] {
    let text = |value: Option<String>| value.unwrap_or_default();
    let intervals = attendee.intervals.iter().map(|interval| {
        format!("{}/{}", interval.joined_at, text(interval.left_at.map(|left_at| left_at.to_string())))
    });
    [
        text(attendee.custom_id.as_ref().map(ToString::to_string)),
        text(attendee.name.clone()),
        text(attendee.first_joined_at().map(|time| time.to_string())),
        text(attendee.last_left_at().map(|time| time.to_string())),
        format!("{:.2}", attendee.total.as_secs_f64() / 60.0),
        attendee.peers.len().to_string(),
        intervals.collect::<Vec<_>>().join(" "),
    ]
}

/// A table as CSV.
pub(crate) fn csv<const N: usize>(header: &[&str; N], lines: impl Iterator<Item = [String; N]>) -> String {
    let mut table = header.join(",") + "\r\n";
    for line in lines {
        let fields = line.map(|field| match field.contains(['"', ',', '\r', '\n']) {
            true => format!("\"{}\"", field.replace('"', "\"\"")),
            false => field,
        });
        table += &(fields.join(",") + "\r\n");
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_quoted_where_needed() {
        let lines = [["a, b", "say \"x\""], ["two\nlines", ""]].map(|line| line.map(str::to_owned));
        let expected = "one,two\r\n\"a, b\",\"say \"\"x\"\"\"\r\n\"two\nlines\",\r\n";
        assert_eq!(csv(&["one", "two"], lines.into_iter()), expected);
    }
}
