//! The query of a request, the filters it asks for, and pages.

use realtimekit_api::Timestamp;
use serde_json::{Value, json};

/// Items per page unless the request sets a number. Undocumented; another service of the provider uses 25.
const PER_PAGE: usize = 25;

/// The parameters of a query, in the order of the request.
///
/// The values were validated before a handler sees them, so a value that cannot be read counts as absent.
#[derive(Clone, Debug, Default)]
pub(crate) struct Query(pub(crate) Vec<(String, String)>);

impl Query {
    pub(crate) fn parse(text: &str) -> Self {
        Self(form_urlencoded::parse(text.as_bytes()).into_owned().collect())
    }

    /// All values of a parameter.
    pub(crate) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// The value of a parameter; an empty one counts as absent.
    pub(crate) fn text(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(key, value)| key == name && !value.is_empty()).map(|(_, value)| value.as_str())
    }

    pub(crate) fn flag(&self, name: &str) -> Option<bool> {
        self.text(name)?.parse().ok()
    }

    pub(crate) fn integer(&self, name: &str) -> Option<i64> {
        self.text(name)?.parse().ok()
    }

    pub(crate) fn time(&self, name: &str) -> Option<Timestamp> {
        self.text(name)?.parse().ok()
    }

    /// Whether the parameter is absent or has this value.
    pub(crate) fn allows(&self, name: &str, value: &str) -> bool {
        self.text(name).is_none_or(|wanted| wanted == value)
    }

    /// Whether `search`, or another parameter, occurs in one of the texts, ignoring case.
    pub(crate) fn finds(&self, name: &str, texts: &[&str]) -> bool {
        self.text(name).is_none_or(|wanted| {
            let wanted = wanted.to_lowercase();
            texts.iter().any(|text| text.to_lowercase().contains(&wanted))
        })
    }

    /// Whether a time lies between `start_time` and `end_time`, the ends included.
    pub(crate) fn spans(&self, time: Timestamp) -> bool {
        self.time("start_time").is_none_or(|start| start <= time) && self.time("end_time").is_none_or(|end| time <= end)
    }

    /// Whether the order is to be turned around. Livestreams spell it `DSC`.
    pub(crate) fn descending(&self) -> bool {
        matches!(self.text("sort_order"), Some("DESC" | "DSC"))
    }

    /// The items of the wanted page, and the paging block.
    pub(crate) fn page<T>(&self, items: Vec<T>) -> Page<T> {
        let number = |name| self.text(name).and_then(|text| text.parse::<usize>().ok());
        let (page, size) = (number("page_no").unwrap_or(1).max(1), number("per_page").unwrap_or(PER_PAGE).max(1));
        let total = items.len();
        let before = (page - 1).saturating_mul(size);
        let items: Vec<T> = items.into_iter().skip(before).take(size).collect();
        let (start, end) = if total == 0 { (0, 0) } else { (before.min(total) + 1, (before + items.len()).min(total)) };
        // Past the end the service's response is not known; the block then reports that nothing follows.
        let (start, end) = if items.is_empty() { (total, total) } else { (start, end) };
        Page { items, paging: json!({ "total_count": total, "start_offset": start, "end_offset": end }) }
    }
}

/// One page of a list.
#[derive(Debug)]
pub(crate) struct Page<T> {
    pub(crate) items: Vec<T>,
    pub(crate) paging: Value,
}

impl<T> Page<T> {
    /// The items as JSON.
    pub(crate) fn render(&self, item: impl FnMut(&T) -> Value) -> Value {
        self.items.iter().map(item).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(query: &str, items: usize) -> (Vec<usize>, Value) {
        let page = Query::parse(query).page((1..=items).collect());
        (page.items, page.paging)
    }

    #[test]
    fn offsets_count_from_one_and_include_both_ends() {
        let (items, paging) = page("page_no=2&per_page=3", 7);
        assert_eq!(items, [4, 5, 6]);
        assert_eq!(paging, json!({ "total_count": 7, "start_offset": 4, "end_offset": 6 }));
        assert_eq!(page("", 0), (vec![], json!({ "total_count": 0, "start_offset": 0, "end_offset": 0 })));
    }

    #[test]
    fn a_page_past_the_end_is_empty() {
        let (items, paging) = page("page_no=18446744073709551615&per_page=2", 3);
        assert!(items.is_empty());
        assert_eq!(paging["end_offset"], 3);
    }

    #[test]
    fn search_ignores_case() {
        assert!(Query::parse("search=SYNC").finds("search", &["Weekly sync"]));
        assert!(!Query::parse("search=SYNC").finds("search", &["Retro"]));
    }
}
