//! `rtk who`, `rtk join`, `rtk kick`: the people in meetings.

use clap::Args;
use clap::builder::NonEmptyStringValueParser;
use realtimekit::jobs::{People, Person, PersonId};
use realtimekit::types::MeetingStatus;
use serde_json::{Value, json};

use super::meetings::Meeting;
use crate::context::{Change, Context, Destroy};
use crate::failure::Failure;
use crate::names;
use crate::output::Column;
use crate::printable::printable;
use crate::progress::Progress;
use crate::step::without_curl;

const COLUMNS: &[Column<'static>] = &[
    Column::plain("meeting", "meeting"),
    Column::plain("name", "name"),
    Column::plain("person", "custom_participant_id"),
    Column::plain("preset", "preset_name"),
    Column::time("since", "joined_at"),
    Column::id("participant", "participant_id"),
];

/// Show who is in the live sessions now
#[derive(Args, Debug)]
pub struct Who {
    /// Only this meeting: id, whole title, or the first 6 or more characters of the id
    #[arg(add = crate::recent::completer("meetings"))]
    meeting: Option<String>,
    /// Ask each active meeting, one request for each: the list of live sessions may lack some
    #[arg(long, conflicts_with = "meeting")]
    every_meeting: bool,
}

/// Let a person in: add or find them, and print the token with which the browser joins
#[derive(Args, Debug)]
pub struct Join {
    #[command(flatten)]
    meeting: Meeting,
    /// Your identifier of the person
    #[arg(value_parser = NonEmptyStringValueParser::new())]
    user: String,
    /// Name of the preset, such as group_call_host
    #[arg(long, short, value_parser = NonEmptyStringValueParser::new())]
    preset: String,
    /// Name that others see
    #[arg(long)]
    name: Option<String>,
    /// URL of a picture that others see
    #[arg(long, value_name = "URL")]
    picture: Option<String>,
    /// Print a link to hand out instead of the token: {token} and {meeting} are replaced in it
    #[arg(long, value_name = "TEMPLATE", value_parser = template)]
    url: Option<String>,
    #[command(flatten)]
    change: Change,
}

/// Remove people from a live session
#[derive(Args, Debug)]
pub struct Kick {
    #[command(flatten)]
    meeting: Meeting,
    /// People: your identifier, the name that others see, the participant, or the connection
    #[arg(required_unless_present = "everybody", value_parser = NonEmptyStringValueParser::new())]
    people: Vec<String>,
    /// Remove everybody; the session ends
    #[arg(long, conflicts_with = "people")]
    everybody: bool,
    #[command(flatten)]
    destroy: Destroy,
}

impl Who {
    pub async fn run(self, context: &Context) -> Result<(), Failure> {
        let mut paths: Vec<&str> = COLUMNS.iter().map(|column| column.path).collect();
        paths.extend(["meeting_id", "peer_id"]);
        context.output.expect_fields(&paths)?;
        without_curl(
            context,
            "`rtk api sessions list --status LIVE --curl` and `rtk api active-session get MEETING --curl` print the first ones",
        )?;
        let rows = match &self.meeting {
            Some(name) => {
                let meeting = names::meeting(context, name).await?;
                let people = meeting.people().await?;
                people.iter().flat_map(|people| rows(people, meeting.id(), None)).collect()
            }
            None => everywhere(context, self.every_meeting).await?,
        };
        if rows.is_empty() {
            context.note(match (&self.meeting, self.every_meeting) {
                (None, false) => {
                    "No live session is listed. `--every-meeting` also finds sessions that are not listed."
                }
                _ => "Nobody is there.",
            });
        }
        context.output.list(&rows, COLUMNS)
    }
}

/// The people in all live sessions.
async fn everywhere(context: &Context, every_meeting: bool) -> Result<Vec<Value>, Failure> {
    let app = context.app()?;
    let _spinner = Progress::spinner("Asking who is there");
    let live = app.people().every_meeting(every_meeting).send().await?;
    let rows = live.iter().flat_map(|meeting| {
        rows(&meeting.people, &meeting.meeting_id, Some(meeting.title.as_deref().unwrap_or(&meeting.meeting_id)))
    });
    Ok(rows.collect())
}

fn rows(people: &People, meeting_id: &str, title: Option<&str>) -> Vec<Value> {
    let row = |person: &Person| {
        json!({
            "meeting": title,
            "meeting_id": meeting_id,
            "name": person.name,
            "custom_participant_id": person.custom_id.as_ref().map(|id| id.as_str()),
            "preset_name": person.preset,
            "joined_at": person.since,
            "participant_id": person.participant_id.as_ref().map(|id| id.as_str()),
            "peer_id": person.peer_id.as_str(),
        })
    };
    people.iter().map(row).collect()
}

impl Join {
    pub async fn run(self, context: &Context) -> Result<(), Failure> {
        context.output.expect_fields(&["participant_id", "token", "expires_at", "is_new", "url"])?;
        let meeting = names::meeting(context, &self.meeting.meeting).await?;
        let add = meeting.participants().add(&self.user, &self.preset).maybe_name(self.name.as_deref());
        context.preview(self.change, [&add.maybe_picture(self.picture.as_deref())])?;
        let mut join = meeting.join(&self.user, &self.preset);
        if let Some(name) = self.name {
            join = join.name(name);
        }
        if let Some(picture) = self.picture {
            join = join.picture(picture);
        }
        let (joined, meeting_data) = {
            let _spinner = Progress::spinner("Adding the participant");
            tokio::join!(join.send(), meeting.get().send())
        };
        let joined = joined?;
        // If the meeting cannot be fetched, there is nothing to warn of.
        if meeting_data.is_ok_and(|meeting| meeting.status == Some(MeetingStatus::Inactive)) {
            let open = format!("`rtk meetings open {}` admits people again", meeting.id());
            context.warn(&format!("The meeting is INACTIVE, so no one can enter with the token: {open}"));
        }
        let token = joined.token.expose();
        let link = self.url.map(|url| url.replace("{token}", token).replace("{meeting}", meeting.id()));
        let result = json!({
            "participant_id": joined.participant.id,
            "token": token,
            "expires_at": joined.expires_at,
            "is_new": joined.is_new,
            "url": link,
        });
        context.output.done(link.as_deref().unwrap_or(token), &result)
    }
}

/// A link needs a place for the token.
fn template(text: &str) -> Result<String, String> {
    match text.contains("{token}") {
        true => Ok(text.to_owned()),
        false => Err("the template has no {token}, such as https://example.com/join?token={token}".to_owned()),
    }
}

impl Kick {
    pub async fn run(self, context: &Context) -> Result<(), Failure> {
        context.output.expect_fields(&["removed"])?;
        let meeting = names::meeting(context, &self.meeting.meeting).await?;
        let empty = || Failure::not_found("the meeting is empty").hint("see `rtk who`");
        if self.everybody {
            let request = meeting.active_session().kick_all();
            context.preview(self.destroy.change, [&request])?;
            context.confirm(self.destroy, "Remove everybody?").await?;
            let removed = context.send(request).await.map_err(|failure| match failure.is_not_found() {
                true => failure.hint("nobody is in the meeting, or there is no such meeting: see `rtk who`"),
                false => failure,
            })?;
            let removed = removed.kicked_participants_count.unwrap_or_default();
            return context.output.done(&format!("Removed {removed} people"), &json!({ "removed": removed }));
        }
        let people = meeting.people().await?.ok_or_else(empty)?;
        let mut ids: Vec<PersonId> = Vec::new();
        for text in &self.people {
            let id = person(&people, text)?;
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
        let known = |person: &&Person| ids.iter().any(|id| *id == PersonId::from(*person));
        let participants = people.iter().filter(known).map(|person| match &person.participant_id {
            Some(id) => id.as_str(),
            None => person.peer_id.as_str(),
        });
        context.preview(self.destroy.change, [&meeting.active_session().kick(participants)])?;
        context.confirm(self.destroy, &format!("Remove {}?", self.people.join(", "))).await?;
        let kicked = people.kick(ids).await?;
        let removed: Vec<&str> = kicked.removed.iter().map(label).collect();
        if !kicked.missed.is_empty() {
            let message = format!("{} of {} people are still there", kicked.missed.len(), self.people.len());
            return Err(Failure::other(message).hint("repeat the command"));
        }
        context.output.done(&format!("Removed {}", printable(&removed.join(", "))), &json!({ "removed": removed }))
    }
}

/// The person that a text names, by any of the identifiers or a unique name.
fn person(people: &People, text: &str) -> Result<PersonId, Failure> {
    let by_id = people.iter().find(|person| {
        let custom = person.custom_id.as_ref().map(|id| id.as_str());
        let participant = person.participant_id.as_ref().map(|id| id.as_str());
        [custom, participant, Some(person.peer_id.as_str())].contains(&Some(text))
    });
    let mut by_name = people.iter().filter(|person| person.name.as_deref() == Some(text));
    match (by_id, by_name.next(), by_name.next()) {
        (Some(person), ..) | (None, Some(person), None) => Ok(person.into()),
        (None, Some(_), Some(_)) => {
            Err(Failure::usage(format!("{text:?} names several people"))
                .hint("write the identifier of one: see `rtk who`"))
        }
        (None, None, _) => Err(Failure::not_found(format!("{text:?} is not in the meeting")).hint("see `rtk who`")),
    }
}

fn label(person: &Person) -> &str {
    let custom = person.custom_id.as_ref().map(|id| id.as_str());
    person.name.as_deref().filter(|name| !name.is_empty()).or(custom).unwrap_or(person.peer_id.as_str())
}
