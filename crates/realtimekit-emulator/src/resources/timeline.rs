//! Changes that happen when time passes.

use std::time::Duration;

use crate::world::context::Context;
use crate::world::model::app::App;
use crate::world::state::World;
use crate::world::timers::Timer;

/// Brings the world up to the present: what has come due happens, each at its own time. To be called before each use.
pub(crate) fn wake(world: &mut World) {
    let now = world.clock.now();
    while let Some((at, app, timer)) = world.context.timers.due(now) {
        world.context.now = at;
        if let Some(app) = world.apps.get_mut(&app) {
            come_due(app, &mut world.context, &timer);
        }
    }
    world.context.now = now;
}

/// Moves the clock forward.
pub(crate) fn advance(world: &mut World, by: Duration) {
    world.clock.advance(by);
    wake(world);
}

fn come_due(app: &mut App, context: &mut Context, timer: &Timer) {
    match timer {
        Timer::EmptyRoom(session) => app.close_if_empty(context, session),
        Timer::RecordingBegins(recording) => app.begin_recording(context, recording),
        Timer::RecordingLimit(recording) => app.limit_recording(context, recording),
        Timer::LivestreamBegins(livestream) => app.begin_livestream(context, livestream),
        Timer::TranscriptReady(session) => app.announce_transcript(context, session),
        Timer::ParticipantLeft(session, peer) => app.report_left(context, session, peer),
        Timer::MeetingEnded(session, reason) => app.report_end(context, session, *reason),
    }
}
