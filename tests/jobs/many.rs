//! Bulk jobs, against one service.

use std::collections::HashSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use realtimekit::jobs::{CustomParticipantId, FromStream, ParticipantId, ParticipantKey};
use realtimekit::resources::{AppHandle, MeetingHandle};
use realtimekit::types::ParticipantCreate;
use realtimekit::{ErrorKind, RetryPolicy};
use realtimekit_emulator::Emulator;

use crate::clients::{builder, client, steady};

async fn meeting(app: &AppHandle) -> MeetingHandle {
    app.meeting(app.meetings().create().title("Algebra").send().await.unwrap().id)
}

async fn world() -> (Emulator, MeetingHandle) {
    let emulator = steady().await;
    let meeting = meeting(&client(&emulator).app(emulator.app_id())).await;
    emulator.forget_received();
    (emulator, meeting)
}

fn pupil(number: usize) -> ParticipantCreate {
    ParticipantCreate::new(format!("user-{number}"), "group_call_guest").name("Pupil")
}

/// The custom ids of the participants, which must be unique.
async fn custom_ids(meeting: &MeetingHandle) -> HashSet<String> {
    let participants = meeting.participants().list().all().await.unwrap();
    let ids: HashSet<_> = participants.iter().filter_map(|one| one.custom_participant_id.clone()).collect();
    assert_eq!(ids.len(), participants.len(), "{participants:?}");
    ids
}

#[tokio::test]
async fn people_are_added_once_and_skipped_afterwards() {
    let (emulator, meeting) = world().await;
    let mut reports = Vec::new();
    let job = meeting.participants().add_all((0..30).map(pupil)).on_progress(|progress| reports.push(*progress));
    let first = job.keep_results(true).send().await.unwrap();
    assert_eq!((first.progress.done, first.progress.total, first.failed.len()), (30, Some(30), 0));
    let tokens: HashSet<&str> = first.results.iter().map(|(_, added)| added.token.expose()).collect();
    assert_eq!(tokens.len(), 30);
    assert_eq!(reports.iter().map(|progress| progress.finished()).collect::<Vec<_>>(), (1..=30).collect::<Vec<_>>());
    assert_eq!(emulator.received_all().len(), 1 + 30, "one page of the list, and one request for each person");

    emulator.forget_received();
    let second = meeting.participants().add_all((0..32).map(pupil)).send().await.unwrap();
    assert_eq!((second.progress.done, second.progress.skipped, second.results.len()), (2, 30, 0));
    assert_eq!(emulator.received_all().len(), 1 + 2);

    let third = meeting.participants().add_all((31..33).map(pupil)).refresh_existing(true).keep_results(true);
    let third = third.send().await.unwrap();
    let is_new: HashSet<_> =
        third.results.iter().map(|(person, added)| (person.custom_participant_id.as_str(), added.is_new)).collect();
    assert_eq!(is_new, HashSet::from([("user-31", false), ("user-32", true)]));
    assert_eq!(custom_ids(&meeting).await.len(), 33);
}

#[tokio::test]
async fn a_dropped_run_is_completed_by_the_next() {
    let (emulator, meeting) = world().await;
    for finished in [1, 13, 40] {
        let mut people = meeting.participants().add_all((0..100).map(pupil)).stream();
        for _ in 0..finished {
            people.try_next().await.unwrap().unwrap();
        }
        assert_eq!(people.progress().finished(), finished);
    }
    emulator.forget_received();
    let last = meeting.participants().add_all((0..100).map(pupil)).send().await.unwrap();
    assert_eq!(last.progress.done + last.progress.skipped, 100);
    // A request that was under way when its run was dropped may be received after the others were forgotten.
    let (sent, done) = (emulator.received("participants_add").len() as u64, last.progress.done);
    assert!((done..=done + 8).contains(&sent), "{sent} requests for {done} people");
    assert_eq!(custom_ids(&meeting).await.len(), 100);
}

#[tokio::test]
async fn a_dropped_future_of_the_next_item_loses_nothing() {
    let (_emulator, meeting) = world().await;
    let mut people = meeting.participants().add_all((0..40).map(pupil)).stream();
    let mut finished = 0;
    loop {
        tokio::select! {
            biased;
            item = people.try_next() => match item.unwrap() {
                Some(item) => finished += usize::from(item.result.is_ok()),
                None => break,
            },
            () = tokio::task::yield_now() => {}
        }
    }
    assert_eq!((finished, custom_ids(&meeting).await.len()), (40, 40));
}

#[tokio::test]
async fn failures_are_collected_with_their_inputs() {
    let (_emulator, meeting) = world().await;
    let person = |number| match number {
        3 => ParticipantCreate::new("user-3", "no such preset"),
        5 => ParticipantCreate::new("", "group_call_guest"),
        number => pupil(number),
    };
    let summary = meeting.participants().add_all((0..9).map(person)).send().await.unwrap();
    assert_eq!((summary.progress.done, summary.progress.failed), (7, 2));
    for (person, error) in &summary.failed {
        match person.custom_participant_id.as_str() {
            "user-3" => assert!(error.is_preset_not_found(), "{error}"),
            _ => assert!(error.is_invalid_request() || error.is_invalid_input(), "{error}"),
        }
    }
    let failed = summary.failed.into_iter().map(|(mut person, _)| {
        person.preset_name = "group_call_host".to_owned();
        person
    });
    let failed = failed.filter(|person| !person.custom_participant_id.is_empty());
    assert_eq!(meeting.participants().add_all(failed).send().await.unwrap().progress.done, 1);
}

#[tokio::test]
async fn no_more_inputs_are_read_than_are_processed() {
    let (_emulator, meeting) = world().await;
    for concurrency in [1, 3, 64] {
        let read = Arc::new(AtomicUsize::new(0));
        let counter = Arc::clone(&read);
        let people = (0..100).map(move |number| {
            counter.fetch_add(1, Ordering::Relaxed);
            pupil(1000 * concurrency + number)
        });
        let mut people = meeting.participants().add_all(people).concurrency(concurrency).stream();
        let mut finished = 0;
        while let Some(item) = people.try_next().await.unwrap() {
            finished += 1;
            assert!(item.result.is_ok());
            assert!(read.load(Ordering::Relaxed) <= finished + concurrency);
        }
        assert_eq!(finished, 100);
    }
    for concurrency in [0, 65] {
        let job = meeting.participants().add_all([pupil(1)]).concurrency(concurrency);
        let error = job.send().await.unwrap_err();
        assert!(error.source.is_invalid_input() && error.to_string().contains("between 1 and 64"), "{error}");
    }
}

#[tokio::test]
async fn a_run_ends_where_all_others_would_fail() {
    let (emulator, meeting) = world().await;
    let fault = emulator.fault("participants_add").status(401).after(5);
    let error = meeting.participants().add_all((0..1000).map(pupil)).send().await.unwrap_err();
    assert!(error.source.is_unauthorized() && error.to_string().contains("the other inputs would fail too"), "{error}");
    assert_eq!(error.summary.progress.done, 5);
    assert!(error.summary.failed.len() <= 8 && emulator.received("participants_add").len() <= 13);
    fault.remove();
    let missing = client(&emulator).app(emulator.app_id()).meeting("no-such-meeting");
    let error = missing.participants().add_all((0..1000).map(pupil)).send().await.unwrap_err();
    assert!(error.source.is_not_found() && error.summary.progress.finished() == 0, "{error}");
    let strangers = (0..1000).map(|number| ParticipantCreate::new(format!("{number}"), "no such preset"));
    let error = meeting.participants().add_all(strangers).max_failures(20).send().await.unwrap_err();
    assert!(error.source.is_not_found() && (20..28).contains(&error.summary.failed.len()), "{error}");
    emulator.fault("participants_add").rate_limited().retry_after(240);
    let job = meeting.participants().add_all((1000..2000).map(pupil)).rate_limit_wait(Duration::from_secs(60));
    let error = job.send().await.unwrap_err();
    assert_eq!((error.source.kind(), error.summary.progress.done), (ErrorKind::RateLimited, 0));
    assert!(error.source.retry_after() > Some(Duration::from_secs(200)), "{error}");
}

#[tokio::test]
async fn people_who_are_added_meanwhile_are_recognised() {
    for status in [409, 422] {
        let (emulator, meeting) = world().await;
        meeting.participants().add("user-1", "group_call_guest").name("Pupil").send().await.unwrap();
        // The list was read before.
        let empty = || emulator.fault("participants_list").status(200).body(r#"{"success":true,"data":[]}"#).times(1);
        empty();
        let known = emulator.fault("participants_add").status(status).message("Participant already exists");
        let summary = meeting.participants().add_all([pupil(1)]).send().await.unwrap();
        assert_eq!((summary.progress.skipped, summary.failed.len()), (1, 0), "{status}");
        empty();
        let job = meeting.participants().add_all([pupil(1)]).refresh_existing(true).keep_results(true);
        let summary = job.send().await.unwrap();
        assert!(!summary.results[0].1.is_new && !summary.results[0].1.token.is_empty());
        known.remove();
        // The response to the first addition was lost, and the second is refused: the token is not.
        empty();
        emulator.fault("participants_add").reset_after().times(1);
        emulator.fault("participants_add").status(status).message("Participant already exists").after(1);
        let summary = meeting.participants().add_all([pupil(2)]).keep_results(true).send().await.unwrap();
        assert!(summary.results[0].1.is_new && !summary.results[0].1.token.is_empty());
        assert_eq!(custom_ids(&meeting).await.len(), 2);
    }
}

#[tokio::test]
async fn a_person_is_not_added_twice_at_the_same_time() {
    let (emulator, meeting) = world().await;
    emulator.fault("participants_add").delay(Duration::from_millis(20));
    let people = (0..40).map(|number| pupil(number % 4).name(format!("{number}")));
    let mut job = meeting.participants().add_all(people).stream();
    let mut order = Vec::new();
    while let Some(item) = job.try_next().await.unwrap() {
        order.push(item.input.name.unwrap().parse::<usize>().unwrap());
    }
    for person in 0..4 {
        let own: Vec<_> = order.iter().filter(|number| *number % 4 == person).collect();
        assert!(own.is_sorted(), "{order:?}");
    }
    assert_eq!(custom_ids(&meeting).await.len(), 4);
}

#[tokio::test]
async fn people_come_from_a_stream() {
    let (_emulator, meeting) = world().await;
    let rows = futures::stream::unfold(0, |number| async move {
        tokio::task::yield_now().await;
        (number < 20).then(|| (pupil(number), number + 1))
    });
    let summary = meeting.participants().add_all(FromStream(rows)).total(20).send().await.unwrap();
    assert_eq!((summary.progress.done, summary.progress.total), (20, Some(20)));
}

#[tokio::test]
async fn several_meetings_get_the_same_people() {
    let (emulator, first) = world().await;
    let app = client(&emulator).app(emulator.app_id());
    let second = meeting(&app).await;
    second.participants().add("user-1", "group_call_host").name("Host").send().await.unwrap();
    emulator.forget_received();
    let meetings = [first.id(), "no-such-meeting", second.id()];
    let summary = app.meetings().invite_all(meetings, (0..10).map(pupil)).keep_results(true).send().await.unwrap();
    let progress = summary.progress;
    assert_eq!((progress.done, progress.skipped, progress.failed, progress.total), (19, 1, 10, Some(30)));
    assert!(summary.failed.iter().all(|(invitation, error)| {
        &*invitation.meeting_id == "no-such-meeting"
            && error.is_not_found()
            && error.to_string().contains("no-such-meeting")
    }));
    assert_eq!((emulator.received("participants_list").len(), emulator.received("participants_add").len()), (3, 19));
    assert_eq!((custom_ids(&first).await.len(), custom_ids(&second).await.len()), (10, 10));
    let job = app.meetings().invite_all([second.id()], [pupil(1)]).refresh_existing(true).keep_results(true);
    assert!(!job.send().await.unwrap().results[0].1.is_new);
    emulator.fault("participants_list").status(403);
    let error = app.meetings().invite_all(meetings, [pupil(1)]).send().await.unwrap_err();
    assert!(error.source.is_forbidden(), "{error}");
}

#[tokio::test]
async fn tokens_are_refreshed_by_either_identifier() {
    let (emulator, meeting) = world().await;
    let participants = meeting.participants();
    let added = participants.add_all((0..3).map(pupil)).keep_results(true).send().await.unwrap().results;
    emulator.forget_received();
    let keys: Vec<ParticipantKey> = vec![
        added[0].1.participant_id.clone().into(),
        CustomParticipantId::from(added[1].0.custom_participant_id.as_str()).into(),
        CustomParticipantId::from("nobody").into(),
        ParticipantId::from("nobody").into(),
    ];
    let summary = participants.refresh_all(keys).keep_results(true).send().await.unwrap();
    let fresh: HashSet<&str> = summary.results.iter().map(|(_, token)| token.expose()).collect();
    assert_eq!((fresh.len(), summary.failed.len()), (2, 2));
    assert!(added.iter().all(|(_, added)| !fresh.contains(added.token.expose())));
    assert!(
        summary
            .failed
            .iter()
            .all(|(_, error)| error.is_not_found() && error.to_string().contains("nobody") || error.status().is_some())
    );
    assert_eq!(emulator.received("participants_list").len(), 1);
}

#[tokio::test]
async fn participants_are_removed_by_either_identifier() {
    let (emulator, meeting) = world().await;
    let participants = meeting.participants();
    let added = participants.add_all((0..4).map(pupil)).keep_results(true).send().await.unwrap().results;
    let by_id = |index: usize| ParticipantKey::from(added[index].1.participant_id.clone());
    let by_custom_id = |id: &str| ParticipantKey::from(CustomParticipantId::from(id));
    let keys = [by_id(0), by_custom_id(&added[1].0.custom_participant_id), by_id(0), by_custom_id("nobody")];
    let summary = participants.remove_all(keys).send().await.unwrap();
    assert_eq!((summary.progress.done, summary.progress.skipped, summary.failed.len()), (2, 2, 0));
    assert_eq!(custom_ids(&meeting).await.len(), 2);
    // Again, with ids alone: the participant and the list are read to distinguish an absent person from an absent meeting.
    emulator.forget_received();
    let again = participants.remove_all([by_id(0), by_id(2)]).concurrency(1).send().await.unwrap();
    assert_eq!((again.progress.done, again.progress.skipped), (1, 1));
    assert_eq!(emulator.received_all().len(), 4);
    let missing = client(&emulator).app(emulator.app_id()).meeting("no-such-meeting").participants();
    let summary = missing.remove_all([by_id(3)]).send().await.unwrap();
    assert!(summary.failed[0].1.is_not_found());
}

#[tokio::test]
async fn a_rate_limit_delays_people_and_fails_none() {
    let emulator = Emulator::builder().rate_limit(30, Duration::from_secs(1)).start().await.unwrap();
    // Each refusal is more than the policy accepts, so that the job itself has to wait.
    let impatient = RetryPolicy::default().max_retry_after(Duration::ZERO);
    let client = builder(&emulator).retry_policy(impatient).build().unwrap();
    let meeting = meeting(&client.app(emulator.app_id())).await;
    let summary = meeting.participants().add_all((0..90).map(pupil)).send().await.unwrap();
    assert_eq!((summary.progress.done, summary.failed.len()), (90, 0));
    assert!(emulator.received("participants_add").len() <= 90 + 3 * 8);
}
