//! Lists: the exact requests that are made, the end, and everything that can go wrong on the way.

use std::time::Duration;

use crate::clients::client;
use crate::spans::listen;
use futures::StreamExt;
use realtimekit::types::Meeting;
use realtimekit::{Error, ErrorKind, Request, requests::MeetingsList, resources::AppHandle};
use realtimekit_emulator::{Emulator, Fidelity};
use serde_json::{Value, json};

/// An emulator whose app has meetings titled 0, 1, 2, … The requests for a list depend on the documented paging block.
async fn with_meetings(count: usize) -> (Emulator, AppHandle) {
    let emulator = Emulator::builder().fidelity(Fidelity::Documented).start().await.unwrap();
    let app = client(&emulator).app(emulator.app_id());
    let create = |number: usize| {
        let app = app.clone();
        async move { app.meetings().create().title(number.to_string()).send().await.unwrap() }
    };
    // A few in order, many concurrently.
    futures::stream::iter(0..count).map(create).buffered(if count > 10 { 50 } else { 1 }).collect::<Vec<_>>().await;
    emulator.forget_received();
    (emulator, app)
}

/// An emulator that responds to `meetings_list` with these bodies, in their order.
async fn with_pages(pages: impl IntoIterator<Item = Value>) -> (Emulator, AppHandle) {
    let emulator = Emulator::start().await.unwrap();
    for page in pages {
        emulator.fault("meetings_list").status(200).body(page.to_string()).times(1);
    }
    let app = client(&emulator).app(emulator.app_id());
    (emulator, app)
}

fn meeting(id: &str) -> Value {
    json!({ "id": id, "created_at": "2026-11-20T09:30:00Z", "updated_at": "2026-11-20T09:30:00Z" })
}

fn page(ids: &[&str], paging: Option<(u64, u64, u64)>) -> Value {
    let mut page = json!({ "success": true, "data": ids.iter().map(|id| meeting(id)).collect::<Vec<_>>() });
    if let Some((total, start, end)) = paging {
        page["paging"] = json!({ "total_count": total, "start_offset": start, "end_offset": end });
    }
    page
}

/// Page numbers and sizes that were asked for, in the order of arrival.
fn asked(emulator: &Emulator) -> Vec<(u64, u64)> {
    let number = |query: &[(String, String)], name: &str| {
        query.iter().find(|(key, _)| key == name).map(|(_, value)| value.parse().unwrap()).unwrap()
    };
    let received = emulator.received("meetings_list");
    received.iter().map(|request| (number(&request.query, "page_no"), number(&request.query, "per_page"))).collect()
}

async fn ids(request: Request<MeetingsList>) -> (Vec<String>, Option<Error>) {
    let mut stream = request.stream();
    let mut ids = Vec::new();
    loop {
        match stream.try_next().await {
            Ok(Some(meeting)) => ids.push(meeting.id),
            Ok(None) => return (ids, None),
            Err(error) => {
                assert!(stream.try_next().await.unwrap().is_none(), "an error is the last item");
                return (ids, Some(error));
            }
        }
    }
}

fn titles(meetings: &[Meeting]) -> Vec<usize> {
    meetings.iter().map(|meeting| meeting.title.as_deref().unwrap().parse().unwrap()).collect()
}

#[tokio::test]
async fn one_page_by_default_and_the_size_is_always_sent() {
    let (emulator, app) = with_meetings(3).await;
    assert_eq!(app.meetings().list().send().await.unwrap().len(), 3);
    assert_eq!(asked(&emulator), [(1, 100)]);
}

#[tokio::test]
async fn pages_follow_each_other_until_the_paging_block_says_so() {
    let (emulator, app) = with_meetings(6).await;
    let all = app.meetings().list().per_page(2).all().await.unwrap();
    let mut numbers = titles(&all);
    numbers.sort_unstable();
    assert_eq!(numbers, [0, 1, 2, 3, 4, 5]);
    assert_eq!(asked(&emulator), [(1, 2), (2, 2), (3, 2)]);
}

#[tokio::test]
async fn pages_report_number_and_offsets() {
    let (_emulator, app) = with_meetings(5).await;
    let mut pages = app.meetings().list().per_page(2).start_page(2).pages();
    let mut seen = Vec::new();
    while let Some(page) = pages.try_next().await.unwrap() {
        seen.push((page.number, page.items.len(), page.paging.unwrap().end_offset));
    }
    assert_eq!(seen, [(2, 2, Some(4)), (3, 1, Some(5))]);
}

#[tokio::test]
async fn an_empty_list_has_no_pages_and_costs_one_request() {
    let (emulator, app) = with_meetings(0).await;
    assert!(app.meetings().list().pages().try_next().await.unwrap().is_none());
    assert_eq!(asked(&emulator), [(1, 100)]);
}

#[tokio::test]
async fn a_limit_ends_the_list_and_shrinks_the_page() {
    let (emulator, app) = with_meetings(6).await;
    assert_eq!(ids(app.meetings().list().limit(3)).await.0.len(), 3);
    assert_eq!(asked(&emulator), [(1, 3)]);
    emulator.forget_received();
    assert_eq!(ids(app.meetings().list().per_page(2).limit(3)).await.0.len(), 3);
    assert_eq!(asked(&emulator), [(1, 2), (2, 2)]);
    emulator.forget_received();
    assert_eq!(ids(app.meetings().list().per_page(2).limit(4).concurrency(8)).await.0.len(), 4);
    assert_eq!(asked(&emulator), [(1, 2), (2, 2)]);
}

#[tokio::test]
async fn a_limit_does_not_move_the_page_that_is_begun_with() {
    let (emulator, app) = with_meetings(8).await;
    let all = app.meetings().list().all().await.unwrap();
    emulator.forget_received();
    let two = app.meetings().list().per_page(3).start_page(2).limit(2).all().await.unwrap();
    assert_eq!(titles(&two), titles(&all[3..5]));
    assert_eq!(asked(&emulator), [(2, 3)]);
}

#[tokio::test]
async fn a_page_that_the_service_left_empty_is_not_the_end() {
    let pages = [page(&["a"], Some((3, 1, 1))), page(&[], Some((3, 2, 2))), page(&["c"], Some((3, 3, 3)))];
    let (emulator, app) = with_pages(pages).await;
    let (ids_, error) = ids(app.meetings().list().per_page(1)).await;
    assert_eq!((ids_, error.is_none()), (vec!["a".to_owned(), "c".to_owned()], true));
    assert_eq!(asked(&emulator), [(1, 1), (2, 1), (3, 1)]);
    // Where the place does not move on, nothing will come.
    let pages = [page(&["a"], Some((3, 1, 1))), page(&[], Some((3, 1, 1)))];
    let (emulator, app) = with_pages(pages).await;
    let (ids_, error) = ids(app.meetings().list().per_page(1)).await;
    assert_eq!((ids_, error.is_none()), (vec!["a".to_owned()], true));
    assert_eq!(asked(&emulator), [(1, 1), (2, 1)]);
}

#[tokio::test]
async fn large_pages_that_the_service_does_not_give_lose_nothing() {
    let pages = [page(&["a", "b"], None), page(&["c", "d"], None), page(&["e"], None)];
    let (emulator, app) = with_pages(pages).await;
    assert_eq!(ids(app.meetings().list().per_page(500)).await.0, ["a", "b", "c", "d", "e"]);
    assert_eq!(asked(&emulator), [(1, 500), (2, 500), (3, 500)]);
}

#[tokio::test]
async fn nulls_among_the_items_do_not_make_a_page_short() {
    let lists = [json!(["a", null]), json!([null, null]), json!(["b", "c"]), json!(["d"])];
    let pages = lists.map(|ids| {
        let item = |id: &Value| if id.is_null() { Value::Null } else { json!({ "id": id }) };
        json!({ "success": true, "data": ids.as_array().unwrap().iter().map(item).collect::<Vec<_>>() })
    });
    for lenient in [false, true] {
        let (emulator, app) = with_pages(pages.clone()).await;
        let list = app.meetings().list().per_page(2);
        assert_eq!(ids(if lenient { list.lenient() } else { list }).await.0, ["a", "b", "c", "d"]);
        assert_eq!(asked(&emulator), [(1, 2), (2, 2), (3, 2), (4, 2)]);
    }
}

#[tokio::test]
async fn a_list_of_items_of_earlier_pages_ends_with_an_error() {
    // No two pages have the same of the twelve items.
    let triples = (0..12).flat_map(|a| (a + 1..12).flat_map(move |b| (b + 1..12).map(move |c| [a, b, c])));
    let pages = triples.map(|ids| page(&ids.map(|id: u32| id.to_string()).each_ref().map(String::as_str), None));
    let (emulator, app) = with_pages(pages).await;
    let (_, error) = ids(app.meetings().list().per_page(3)).await;
    assert_eq!(error.map(|error| error.kind()), Some(ErrorKind::Pagination));
    assert_eq!(asked(&emulator).len(), 10 + 17, "ten pages had a new one, and then one more than 16 had none");
}

#[tokio::test]
async fn pages_given_up_too_early_are_fetched_all_the_same() {
    // The second page says that the list ends with it, the third, already under way, that it does not.
    let of = |number: u64, total: u64| page(&[&number.to_string()], Some((total, number, number)));
    let emulator = Emulator::start().await.unwrap();
    let totals = [9, 3, 9, 9, 9, 9, 9, 9, 9];
    for (number, total) in (1..).zip(totals) {
        emulator.fault("meetings_list").status(200).body(of(number, total).to_string()).times(1);
    }
    let app = client(&emulator).app(emulator.app_id());
    let mut seen = ids(app.meetings().list().per_page(1).concurrency(2)).await.0;
    seen.sort_unstable();
    seen.dedup();
    assert_eq!(seen, ["1", "2", "3", "4", "5", "6", "7", "8", "9"]);
}

#[tokio::test]
async fn prefetched_pages_do_not_time_out_while_the_caller_works() {
    let (emulator, app) = with_meetings(6).await;
    let timeout = Duration::from_secs(60);
    let (seen, _guard) = listen();
    let mut stream = app.meetings().list().per_page(1).concurrency(6).timeout(timeout).stream();
    stream.try_next().await.unwrap().unwrap();
    while seen.ended_calls() < 6 {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    tokio::time::pause();
    tokio::time::advance(2 * timeout).await;
    tokio::time::resume();
    assert_eq!(stream.try_collect().await.unwrap().len(), 5);
    assert_eq!(asked(&emulator).len(), 6, "no page was fetched twice");
}

#[tokio::test]
async fn numbers_that_no_list_has_end_it_and_nothing_else() {
    let pages = [page(&["a"], Some((u64::MAX, 1, 1))), page(&["b"], Some((u64::MAX, 2, 1))), page(&[], None)];
    let (_emulator, app) = with_pages(pages).await;
    assert_eq!(ids(app.meetings().list().per_page(1)).await.0, ["a", "b"]);
    let (_emulator, app) = with_pages([page(&["a"], Some((9, 1, 1))), page(&[], None)]).await;
    assert_eq!(ids(app.meetings().list().per_page(1).start_page(1_000_000_000)).await.0, ["a"]);
}

#[tokio::test]
async fn without_a_paging_block_a_short_or_empty_page_ends_the_list() {
    let (emulator, app) = with_pages([page(&["a", "b"], None), page(&["c"], None)]).await;
    assert_eq!(ids(app.meetings().list().per_page(2)).await.0, ["a", "b", "c"]);
    assert_eq!(asked(&emulator), [(1, 2), (2, 2)]);
    let (emulator, app) = with_pages([page(&["a", "b"], None), page(&[], None)]).await;
    assert_eq!(ids(app.meetings().list().per_page(2)).await.0, ["a", "b"]);
    assert_eq!(asked(&emulator), [(1, 2), (2, 2)]);
}

#[tokio::test]
async fn a_service_that_puts_fewer_on_a_page_loses_nothing() {
    let pages = [page(&["a", "b"], Some((5, 1, 2))), page(&["c", "d"], Some((5, 3, 4))), page(&["e"], Some((5, 5, 5)))];
    let (emulator, app) = with_pages(pages).await;
    assert_eq!(ids(app.meetings().list().per_page(100)).await.0, ["a", "b", "c", "d", "e"]);
    assert_eq!(asked(&emulator), [(1, 100), (2, 100), (3, 100)]);
}

#[tokio::test]
async fn a_repeated_page_is_an_error_and_not_an_endless_list() {
    for paging in [None, Some((9, 1, 2))] {
        let (emulator, app) = with_pages(vec![page(&["a", "b"], paging); 9]).await;
        let (ids, error) = ids(app.meetings().list().per_page(2)).await;
        let error = error.expect("the repetition must be an error");
        assert_eq!((error.kind(), error.page()), (ErrorKind::Pagination, Some(2)), "{error}");
        assert_eq!(ids, ["a", "b"], "what was delivered stays delivered");
        assert_eq!(asked(&emulator), [(1, 2), (2, 2)]);
    }
}

#[tokio::test]
async fn a_list_that_grows_while_it_is_read_is_read_to_its_new_end() {
    // A new first item moved everything by one, so one item is received twice.
    let pages = [page(&["a"], Some((2, 1, 1))), page(&["a"], Some((3, 2, 2))), page(&["b"], Some((3, 3, 3)))];
    let (emulator, app) = with_pages(pages).await;
    let (ids, error) = ids(app.meetings().list().per_page(1)).await;
    assert_eq!((ids, error.is_none()), (vec!["a".to_owned(), "a".to_owned(), "b".to_owned()], true));
    assert_eq!(asked(&emulator).len(), 3);
}

#[tokio::test]
async fn a_list_that_shrinks_while_it_is_read_ends_early() {
    let (emulator, app) = with_pages([page(&["a", "b"], Some((6, 1, 2))), page(&["c"], Some((3, 3, 3)))]).await;
    assert_eq!(ids(app.meetings().list().per_page(2)).await.0, ["a", "b", "c"]);
    assert_eq!(asked(&emulator), [(1, 2), (2, 2)]);
    let (emulator, app) = with_pages([page(&["a", "b"], Some((6, 1, 2))), page(&[], Some((2, 3, 2)))]).await;
    assert_eq!(ids(app.meetings().list().per_page(2)).await.0, ["a", "b"]);
    assert_eq!(asked(&emulator).len(), 2);
}

#[tokio::test]
async fn an_error_is_last_and_names_its_page() {
    let (emulator, app) = with_meetings(6).await;
    emulator.fault("meetings_list").status(404).after(1).times(1);
    let (ids, error) = ids(app.meetings().list().per_page(2)).await;
    let error = error.unwrap();
    assert_eq!((ids.len(), error.page(), error.is_not_found()), (2, Some(2), true));
    assert!(error.to_string().contains("page 2"), "{error}");
}

#[tokio::test]
async fn pages_ahead_keep_the_order_and_ask_for_no_page_past_the_end() {
    let (emulator, app) = with_meetings(10).await;
    let one = app.meetings().list().per_page(2).all().await.unwrap();
    emulator.forget_received();
    // The first of the pages ahead is the slowest.
    emulator.fault("meetings_list").delay(Duration::from_millis(150)).after(1).times(1);
    let eight = app.meetings().list().per_page(2).concurrency(8).all().await.unwrap();
    assert_eq!(titles(&one), titles(&eight));
    let mut asked = asked(&emulator);
    assert_eq!(asked[0], (1, 2), "the first page is requested alone");
    asked.sort_unstable();
    assert_eq!(asked, [(1, 2), (2, 2), (3, 2), (4, 2), (5, 2)]);
}

#[tokio::test]
async fn an_error_ahead_waits_for_its_turn() {
    let (emulator, app) = with_meetings(10).await;
    emulator.fault("meetings_list").delay(Duration::from_millis(100)).after(1).times(1);
    emulator.fault("meetings_list").status(403).after(2).times(1);
    let (ids, error) = ids(app.meetings().list().per_page(2).concurrency(2)).await;
    let error = error.unwrap();
    assert!(error.is_forbidden(), "{error}");
    assert_eq!(ids.len() as u64, 2 * (error.page().unwrap() - 1), "everything before the error is delivered");
}

#[tokio::test]
async fn concurrency_does_not_change_the_items() {
    let (_emulator, app) = with_meetings(500).await;
    let one = ids(app.meetings().list().per_page(10)).await.0;
    let eight = ids(app.meetings().list().per_page(10).concurrency(8)).await.0;
    assert_eq!(one.len(), 500);
    assert_eq!(one, eight);
}

#[tokio::test]
async fn lists_implement_stream() {
    let (_emulator, app) = with_meetings(4).await;
    let items: Vec<_> = app.meetings().list().per_page(3).stream().collect().await;
    assert!(items.len() == 4 && items.iter().all(Result::is_ok));
    let pages: Vec<_> = app.meetings().list().per_page(3).pages().map(|page| page.unwrap().items.len()).collect().await;
    assert_eq!(pages, [3, 1]);
}

#[tokio::test]
async fn a_lenient_stream_continues_after_an_unreadable_item() {
    let mut body = page(&["a", "b", "c"], None);
    body["data"][1]["id"] = json!(["b"]);
    let (_emulator, app) = with_pages([body.clone(), body]).await;
    let (ids, error) = ids(app.meetings().list().per_page(5)).await;
    let error = error.unwrap();
    assert_eq!((ids.len(), error.json_path()), (0, Some("data[1].id")), "{error}");
    let mut stream = app.meetings().list().per_page(5).lenient().stream();
    assert_eq!(stream.try_next().await.unwrap().unwrap().id, "a");
    let error = stream.try_next().await.unwrap_err();
    assert_eq!((error.kind(), error.page(), error.json_path()), (ErrorKind::Decode, Some(1), Some("data[1].id")));
    let item: Value = serde_json::from_slice(error.body()).unwrap();
    assert_eq!(item["id"], json!(["b"]), "the body is the item");
    assert_eq!(stream.try_next().await.unwrap().unwrap().id, "c");
    assert!(stream.try_next().await.unwrap().is_none());
}
