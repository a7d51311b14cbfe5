//! The differences between two surfaces, each said once, with a word on whether our document has it.

use std::collections::{BTreeMap, BTreeSet};

use super::surface::{Fact, Surface};

/// One difference between what was reviewed and what upstream has now.
#[derive(Clone, Debug)]
pub struct Change {
    /// `+` is new, `-` is gone, `~` differs.
    mark: char,
    /// Where, then what.
    key: String,
    what: String,
    /// Whether our document agrees with upstream on it.
    pub settled: bool,
}

/// All differences, one for each key.
pub fn compare(reviewed: &Surface, theirs: &Surface, ours: &Surface) -> Vec<Change> {
    let mut changes = Vec::new();
    for key in reviewed.keys().chain(theirs.keys()).collect::<BTreeSet<_>>() {
        let mut add = |mark: char, what: String, settled: bool| {
            changes.push(Change { mark, key: key.clone(), what, settled });
        };
        match (reviewed.get(key), theirs.get(key)) {
            (None, Some(_)) if !below_another(key, theirs, reviewed) => {
                add('+', count(key, theirs), ours.contains_key(key));
                // Of what lies below, only what our document lacks is worth a line.
                let below = theirs.range(key.clone()..).take_while(|(other, _)| is_below(other, key)).skip(1);
                for (other, _) in below.filter(|_| ours.contains_key(key)) {
                    if !ours.contains_key(other) && !below_another(other, theirs, ours) {
                        changes.push(Change {
                            mark: '+',
                            key: other.clone(),
                            what: count(other, theirs),
                            settled: false,
                        });
                    }
                }
            }
            (Some(_), None) if !below_another(key, reviewed, theirs) => {
                add('-', count(key, reviewed), !ours.contains_key(key));
            }
            (Some(before), Some(now)) => {
                for (what, settled) in differences(before, now, ours.get(key)) {
                    add('~', format!(": {what}"), settled);
                }
            }
            _ => {}
        }
    }
    changes
}

/// Whether a key is `other` or lies below it.
fn is_below(key: &str, other: &str) -> bool {
    key.strip_prefix(other).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', ' ']))
}

/// Whether something that a key lies below is missing on the other side too, and so is reported in its place.
fn below_another(key: &str, have: &Surface, lack: &Surface) -> bool {
    key.match_indices(['.', ' '])
        .map(|(at, _)| &key[..at])
        .any(|above| have.contains_key(above) && !lack.contains_key(above))
}

fn count(key: &str, surface: &Surface) -> String {
    match surface.range(key.to_owned()..).take_while(|(other, _)| is_below(other, key)).count() {
        0 | 1 => String::new(),
        count => format!(" (with {} below)", count - 1),
    }
}

fn differences(before: &Fact, now: &Fact, ours: Option<&Fact>) -> Vec<(String, bool)> {
    let mut found = Vec::new();
    if before.kinds != now.kinds && !before.kinds.is_empty() && !now.kinds.is_empty() {
        let words = |fact: &Fact| fact.kinds.iter().cloned().collect::<Vec<_>>().join(" or ");
        let settled = ours.is_some_and(|ours| now.kinds.is_subset(&ours.kinds));
        found.push((format!("was {}, is {}", words(before), words(now)), settled));
    }
    if before.required != now.required {
        let word = |required: bool| if required { "required" } else { "optional" };
        let settled = ours.is_some_and(|ours| ours.required == now.required);
        found.push((format!("was {}, is {}", word(before.required), word(now.required)), settled));
    }
    for value in now.values.difference(&before.values) {
        found.push((format!("new value {value}"), ours.is_some_and(|ours| ours.values.contains(value))));
    }
    for value in before.values.difference(&now.values) {
        found.push((format!("value {value} is gone"), ours.is_some_and(|ours| !ours.values.contains(value))));
    }
    found
}

/// The same difference of a field of the same name is said once: one change of a component shows in many operations.
pub fn grouped(changes: Vec<Change>) -> Vec<Change> {
    let mut groups: BTreeMap<(bool, char, String, String), Vec<String>> = BTreeMap::new();
    for Change { mark, key, what, settled } in changes {
        // An operation is no field of another.
        let name = if key.matches(' ').count() < 2 { key.clone() } else { last_name(&key).to_owned() };
        groups.entry((settled, mark, what, name)).or_default().push(key);
    }
    let mut changes: Vec<Change> = groups
        .into_iter()
        .map(|((settled, mark, what, _), keys)| {
            let more = if keys.len() > 1 { format!(" (and in {} more places)", keys.len() - 1) } else { String::new() };
            let key = keys.into_iter().next().unwrap_or_default();
            Change { mark, key, what: what + &more, settled }
        })
        .collect();
    changes.sort_by_key(|change| (change.settled, change.mark, change.key.clone()));
    changes
}

fn last_name(key: &str) -> &str {
    key.rsplit(['.', ' ']).next().unwrap_or_default()
}

/// One line for each difference, and a summary.
pub fn text(changes: &[Change]) -> String {
    report(changes, ["to decide\n", "settled in our document\n"], |Change { mark, key, what, .. }| {
        format!("  {mark} {key}{what}\n")
    })
}

/// The same as Markdown, with boxes to tick.
pub fn markdown(changes: &[Change]) -> String {
    report(
        changes,
        ["### To decide\n\n", "\n### Settled in our document\n\n"],
        |Change { mark, key, what, settled }| {
            format!("- [{}] `{mark} {key}`{what}\n", if *settled { 'x' } else { ' ' })
        },
    )
}

fn report(changes: &[Change], titles: [&str; 2], line: impl Fn(&Change) -> String) -> String {
    if changes.is_empty() {
        return "nothing is new upstream\n".to_owned();
    }
    let (settled, open): (Vec<&Change>, Vec<&Change>) = changes.iter().partition(|change| change.settled);
    let mut text = String::new();
    for (title, changes) in titles.into_iter().zip([&open, &settled]) {
        if !changes.is_empty() {
            text.push_str(title);
            text.extend(changes.iter().map(|change| line(change)));
        }
    }
    let (all, open, settled) = (changes.len(), open.len(), settled.len());
    let word = if all == 1 { "difference" } else { "differences" };
    text + &format!("\n{all} {word}: {open} to decide, {settled} settled in our document\n")
}
