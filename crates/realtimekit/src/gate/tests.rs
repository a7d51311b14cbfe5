use std::sync::Arc;

use super::*;

const MINUTE: Duration = Duration::from_secs(60);
const SECOND: Duration = Duration::from_secs(1);

fn none(_: u32) -> Duration {
    panic!("the service names the wait")
}

fn quota() -> Option<Quota> {
    Some(Quota { requests: 20, window: SECOND })
}

/// Times of the admissions of attempts that all arrive now.
async fn admissions(gate: &Arc<Gate>, count: usize) -> Vec<Duration> {
    let begin = Instant::now();
    let tasks: Vec<_> = (0..count)
        .map(|_| {
            let gate = Arc::clone(gate);
            tokio::spawn(async move {
                gate.admit(MINUTE, MINUTE).await.unwrap().received_response();
                Instant::now()
            })
        })
        .collect();
    let mut times = Vec::new();
    for task in tasks {
        times.push(task.await.unwrap().duration_since(begin));
    }
    times.sort();
    times
}

#[tokio::test(start_paused = true)]
async fn an_open_gate_admits_all_attempts_immediately() {
    let gate = Arc::new(Gate::default());
    assert_eq!(admissions(&gate, 100).await.last(), Some(&Duration::ZERO));
}

#[tokio::test(start_paused = true)]
async fn a_refusal_pauses_all_attempts_and_spreads_them_afterwards() {
    let gate = Arc::new(Gate::default());
    let pass = gate.admit(MINUTE, MINUTE).await.unwrap();
    assert_eq!(gate.refused(&pass, Some(5 * SECOND), quota(), none), 5 * SECOND);
    drop(pass);
    let times = admissions(&gate, 20).await;
    assert!(times[0] >= 5 * SECOND, "{times:?}");
    assert!(times.windows(2).all(|pair| pair[1] - pair[0] >= Duration::from_millis(2)), "{times:?}");
    assert!(times[19] <= Duration::from_millis(5060), "{times:?}");
}

#[tokio::test(start_paused = true)]
async fn no_window_after_a_pause_exceeds_a_reported_quota() {
    let gate = Arc::new(Gate::default());
    gate.exhausted(SECOND, quota());
    let times = admissions(&gate, 100).await;
    for second in 1..6 {
        // The first window begins up to 2.5 ms after the pause, and timers are exact to a millisecond.
        let window = second * SECOND..(second + 1) * SECOND - Duration::from_millis(5);
        assert_eq!(times.iter().filter(|time| window.contains(*time)).count(), 20, "{times:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_quota_that_only_refusals_report_holds_for_a_while() {
    let gate = Arc::new(Gate::default());
    gate.exhausted(SECOND, quota());
    assert!(admissions(&gate, 30).await.last() >= Some(&(2 * SECOND)));
    tokio::time::sleep(MINUTE).await;
    assert_eq!(admissions(&gate, 30).await.last(), Some(&Duration::ZERO));
}

#[tokio::test(start_paused = true)]
async fn without_a_reported_quota_the_measured_rate_is_used() {
    let gate = Arc::new(Gate::default());
    let pass = gate.admit(MINUTE, MINUTE).await.unwrap();
    (0..20).for_each(|_| assert!(gate.success(&pass)));
    gate.refused(&pass, Some(SECOND), None, none);
    drop(pass);
    let times = admissions(&gate, 21).await;
    let seconds = (times[20] - times[0]).as_secs_f64();
    assert!((1.0..1.2).contains(&seconds), "20 attempts in {seconds} s instead of 20/18 s");
}

#[tokio::test(start_paused = true)]
async fn one_refusal_of_a_client_that_sent_little_delays_only_its_pause() {
    // A client that had sent nothing, one that had sent a request a minute, and one that was busy an hour ago.
    for (earlier, pause, idle) in [(0, MINUTE, SECOND), (5, MINUTE, SECOND), (50, SECOND / 50, 60 * MINUTE)] {
        let gate = Arc::new(Gate::default());
        for _ in 0..earlier {
            gate.success(&gate.admit(MINUTE, MINUTE).await.unwrap());
            tokio::time::sleep(pause).await;
        }
        tokio::time::sleep(idle).await;
        let pass = gate.admit(MINUTE, MINUTE).await.unwrap();
        gate.refused(&pass, Some(10 * SECOND), None, none);
        drop(pass);
        let times = admissions(&gate, 200).await;
        assert!(times[0] < 10 * SECOND + SECOND / 9 && times[199] < 12 * SECOND, "{times:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn the_rate_of_a_quiet_client_is_learned_over_several_pauses() {
    let gate = Arc::new(Gate::default());
    for _ in 0..10 {
        gate.success(&gate.admit(MINUTE, MINUTE).await.unwrap());
        gate.refused(&gate.admit(MINUTE, MINUTE).await.unwrap(), Some(SECOND / 4), None, none);
    }
    let times = admissions(&gate, 11).await;
    let seconds = (times[10] - times[0]).as_secs_f64();
    assert!((2.0..6.0).contains(&seconds), "10 attempts in {seconds} s, of at most 4 a second");
}

#[tokio::test(start_paused = true)]
async fn attempts_are_spread_out_until_none_waits() {
    let gate = Gate::default();
    let pass = gate.admit(MINUTE, MINUTE).await.unwrap();
    (0..20).for_each(|_| assert!(gate.success(&pass)));
    gate.refused(&pass, Some(10 * SECOND), None, none);
    drop(pass);
    tokio::time::sleep(10 * SECOND).await;
    let reserve = || match gate.step(Instant::now(), Instant::now() + 60 * MINUTE, MINUTE).unwrap() {
        Step::Admitted(at, _) => at,
        _ => panic!("there is neither a pause nor a quota"),
    };
    let waiting: Vec<Instant> = (0..250).map(|_| reserve()).collect();
    let last = *waiting.last().unwrap();
    assert!(waiting[0] + MINUTE < last);
    tokio::time::sleep(MINUTE + SECOND).await;
    assert!(reserve() > last, "it was called later");
    tokio::time::sleep_until(last + 2 * SECOND).await;
    assert_eq!([reserve(), reserve()], [Instant::now(); 2]);
}

#[tokio::test(start_paused = true)]
async fn a_pause_that_is_too_long_is_an_error_immediately() {
    let gate = Gate::default();
    gate.exhausted(MINUTE, None);
    let begin = Instant::now();
    assert_eq!(gate.admit(2 * MINUTE, SECOND).await.unwrap_err(), Closed::TooLong(MINUTE));
    assert_eq!(gate.admit(SECOND, MINUTE).await.unwrap_err(), Closed::PastDeadline(MINUTE));
    assert_eq!(begin.elapsed(), Duration::ZERO);
    gate.admit(2 * MINUTE, MINUTE).await.unwrap();
    assert!(begin.elapsed() >= MINUTE);
}

#[tokio::test(start_paused = true)]
async fn a_pause_that_begins_during_the_spread_stops_the_waiting_attempts() {
    let gate = Arc::new(Gate::default());
    gate.exhausted(SECOND, Some(Quota { requests: 100, window: 10 * SECOND }));
    let waiting = tokio::spawn({
        let gate = Arc::clone(&gate);
        async move { admissions(&gate, 50).await }
    });
    tokio::time::sleep(Duration::from_millis(1100)).await;
    gate.exhausted(SECOND, None);
    let times = waiting.await.unwrap();
    let during = |time: &&Duration| (Duration::from_millis(1101)..Duration::from_millis(2100)).contains(*time);
    assert_eq!(times.iter().filter(during).count(), 0, "{times:?}");
    assert!(times.iter().filter(|time| **time <= Duration::from_millis(1100)).count() >= 19, "{times:?}");
}

#[tokio::test(start_paused = true)]
async fn refusals_in_a_row_double_the_backoff_and_a_success_resets_it() {
    let gate = Gate::default();
    let backoff = |count: u32| SECOND * 2u32.pow(count - 1);
    for expected in [1, 2, 4] {
        let (first, second) = (gate.admit(MINUTE, MINUTE).await.unwrap(), gate.admit(MINUTE, MINUTE).await.unwrap());
        assert_eq!(gate.refused(&first, None, None, backoff), expected * SECOND);
        assert_eq!(gate.refused(&second, None, None, none), expected * SECOND, "the same refusal again");
    }
    let pass = gate.admit(MINUTE, MINUTE).await.unwrap();
    let named = Some(Duration::ZERO);
    assert_eq!(gate.refused(&pass, named, None, backoff), 8 * SECOND, "zero does not say when to come back");
    let pass = gate.admit(MINUTE, MINUTE).await.unwrap();
    gate.success(&pass);
    assert_eq!(gate.refused(&pass, None, None, backoff), SECOND);
}

/// A gate to which one response has reported what is left of a quota, and the remaining attempts under way.
async fn reported(gate: &Gate, under_way: usize, left: u64) -> Vec<Pass<'_>> {
    let mut passes = Vec::new();
    for _ in 0..under_way {
        passes.push(gate.admit(MINUTE, MINUTE).await.unwrap());
    }
    respond(gate, passes.remove(0), left);
    passes
}

fn respond(gate: &Gate, mut pass: Pass<'_>, left: u64) {
    pass.received_response();
    gate.success(&pass);
    gate.reported(&pass, left, SECOND, quota());
}

#[tokio::test(start_paused = true)]
async fn no_more_attempts_are_under_way_than_are_left_of_the_quota() {
    let gate = Arc::new(Gate::default());
    reported(&gate, 1, 19).await;
    let times = admissions(&gate, 64).await;
    assert_eq!(times.iter().filter(|time| time.is_zero()).count(), 19, "{times:?}");
    let second = times.iter().filter(|time| (SECOND..SECOND + Duration::from_millis(60)).contains(*time)).count();
    assert_eq!(second, 20, "{times:?}");
    // The first burst of a client that knows nothing counts too.
    let gate = Gate::default();
    let passes = reported(&gate, 20, 5).await;
    let waiting = tokio::time::timeout(SECOND / 2, gate.admit(MINUTE, MINUTE)).await;
    assert!(waiting.is_err(), "{} under way, and 5 are left", passes.len());
}

#[tokio::test(start_paused = true)]
async fn a_response_that_reports_more_admits_those_that_wait() {
    let gate = Gate::default();
    let mut passes = reported(&gate, 3, 2).await;
    let begin = Instant::now();
    let waiting = gate.admit(MINUTE, MINUTE);
    let other = async { respond(&gate, passes.remove(0), 2) };
    let (admitted, ()) = tokio::join!(waiting, other);
    assert!(admitted.is_ok());
    assert_eq!(begin.elapsed(), Duration::ZERO);
}

#[tokio::test(start_paused = true)]
async fn failed_attempts_and_reordered_responses_block_no_admission() {
    let gate = Gate::default();
    let begin = Instant::now();
    let passes = reported(&gate, 3, 2).await;
    drop(passes);
    drop(gate.admit(MINUTE, MINUTE).await.unwrap());
    // The later of two attempts is counted first, and its response is received last.
    let gate = Gate::default();
    let mut passes = reported(&gate, 3, 4).await;
    respond(&gate, passes.remove(0), 2);
    respond(&gate, passes.remove(0), 3);
    let passes = [gate.admit(MINUTE, MINUTE).await.unwrap(), gate.admit(MINUTE, MINUTE).await.unwrap()];
    assert_eq!(begin.elapsed(), Duration::ZERO);
    assert!(tokio::time::timeout(SECOND / 2, gate.admit(MINUTE, MINUTE)).await.is_err());
    drop(passes);
}

#[tokio::test(start_paused = true)]
async fn a_pause_and_a_deadline_end_the_wait_for_responses() {
    let gate = Gate::default();
    let passes = reported(&gate, 2, 1).await;
    let begin = Instant::now();
    let (closed, ()) = tokio::join!(gate.admit(SECOND / 2, MINUTE), async {});
    assert!(matches!(closed, Err(Closed::PastDeadline(_))), "{closed:?}");
    assert_eq!(begin.elapsed(), SECOND / 2);
    let waiting = gate.admit(MINUTE, SECOND);
    let (closed, _) = tokio::join!(waiting, async { gate.exhausted(5 * SECOND, None) });
    assert_eq!(closed.unwrap_err(), Closed::TooLong(5 * SECOND));
    drop(passes);
}
