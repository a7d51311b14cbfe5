//! Jobs: tasks of several requests that most programs have. Feature `jobs`.
//!
//! Each is a method of the handle it belongs to, and uses only requests that a program could send itself. A job runs when
//! it is awaited. Where it has settings, set them before; `send()` is the same as awaiting it, and `plan()`, where a job
//! has it, only reads and reports what the job would do.
//!
//! ```
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let emulator = realtimekit_emulator::Emulator::start().await?;
//! # let client: realtimekit::Client = emulator.client()?;
//! # let app = client.default_app()?;
//! let meeting = app.meetings().ensure("course-7").title("Algebra").await?.value;
//! let meeting = app.meeting(meeting.id);
//! let mary = meeting.join("user-42", "group_call_host").name("Mary Sue").await?;
//! println!("{:?}", meeting.people().await?);
//! meeting.end().await?;
//! # Ok(())
//! # }
//! ```
//!
//! | job | method |
//! |---|---|
//! | create or update what a program needs | [`Presets::ensure`](crate::resources::Presets::ensure), [`Webhooks::ensure`](crate::resources::Webhooks::ensure), [`Apps::ensure`](crate::resources::Apps::ensure), [`Meetings::ensure`](crate::resources::Meetings::ensure) |
//! | change part of an object | [`PresetHandle::modify`](crate::resources::PresetHandle::modify), [`MeetingHandle::modify`](crate::resources::MeetingHandle::modify) |
//! | let a person in, again and again | [`MeetingHandle::join`](crate::resources::MeetingHandle::join) |
//! | add, refresh, remove many people, invite to several meetings | [`Participants::add_all`](crate::resources::Participants::add_all), [`refresh_all`](crate::resources::Participants::refresh_all), [`remove_all`](crate::resources::Participants::remove_all), [`Meetings::invite_all`](crate::resources::Meetings::invite_all) |
//! | list and remove the people in a meeting | [`MeetingHandle::people`](crate::resources::MeetingHandle::people) |
//! | list the people in all live meetings | [`AppHandle::people`](crate::resources::AppHandle::people) |
//! | end a meeting for everybody | [`MeetingHandle::end`](crate::resources::MeetingHandle::end), [`MeetingHandle::reopen`](crate::resources::MeetingHandle::reopen) |
//! | list who was in a session, and for how long | [`SessionHandle::attendance`](crate::resources::SessionHandle::attendance), [`Attendance`] |
//! | wait for the upload of a recording, the end of a session | [`RecordingHandle::wait_until_uploaded`](crate::resources::RecordingHandle::wait_until_uploaded), [`SessionHandle::wait_until_ended`](crate::resources::SessionHandle::wait_until_ended) |
//! | wait for transcript, summary, chat (feature `download`) | `SessionHandle::wait_for_transcript`, `wait_for_summary`, `wait_for_chat` |
//! | end unused sessions | [`AppHandle::sweep`](crate::resources::AppHandle::sweep) |
//! | check the configuration at start-up | [`Client::check`](crate::Client::check) |

mod attempts;
pub(crate) mod attendance;
mod changes;
mod check;
mod end;
mod ensure_app;
mod ensure_meeting;
mod ensure_preset;
mod ensure_webhook;
mod ensured;
mod join;
mod live;
mod many;
mod modify;
mod people;
mod sweep;
mod token;
pub(crate) mod wait;

pub use attendance::{Attendance, Attendee, Interval};
pub use changes::Change;
pub use check::{Check, Finding, Subject, Verdict};
pub use end::{EndError, EndMeeting, EndStep, Ended};
pub use ensure_app::EnsureApp;
pub use ensure_meeting::EnsureMeeting;
pub use ensure_preset::EnsurePreset;
pub use ensure_webhook::EnsureWebhook;
pub use ensured::{Ensured, Outcome, Plan};
pub use join::{Join, Joined};
pub use live::{AppPeople, LiveMeeting};
pub use many::{
    AddAll, Added, Bulk, BulkError, BulkItem, BulkProgress, BulkStream, BulkSummary, FromStream, Inputs, Invitation,
    InviteAll, ParticipantKey, RefreshAll, RemoveAll, Work,
};
pub use people::{CustomParticipantId, Kicked, ParticipantId, PeerId, People, Person, PersonId};
pub use sweep::{FailedSweep, Spared, SparedSession, StaleReason, StaleSession, Sweep, SweepPlan, Swept};
pub use token::token_expires_at;
pub use wait::{Wait, WaitError, WaitErrorKind};
