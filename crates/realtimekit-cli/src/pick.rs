//! Names instead of identifiers, for lists that are short.

use crate::failure::Failure;

/// Shortest prefix of an identifier that is accepted.
const PREFIX: usize = 6;

/// Finds one item by its identifier, by a name that only it has, or by a prefix of its identifier.
pub fn pick<'a, T>(
    noun: &str,
    wanted: &str,
    items: &'a [T],
    id: impl Fn(&T) -> &str,
    names: impl Fn(&T) -> Vec<&str>,
) -> Result<&'a T, Failure> {
    let named = |item: &&T| names(item).contains(&wanted);
    let begins = |item: &&T| wanted.len() >= PREFIX && id(item).starts_with(wanted);
    let exact = items.iter().find(|item| id(item) == wanted);
    let found: Vec<&T> = match (exact, items.iter().filter(named).collect::<Vec<_>>()) {
        (Some(exact), _) => vec![exact],
        (None, named) if !named.is_empty() => named,
        _ => items.iter().filter(begins).collect(),
    };
    match found.as_slice() {
        [one] => Ok(one),
        [] => {
            let hint = format!("write its name, its id, or the first {PREFIX} or more characters of the id");
            Err(Failure::not_found(format!("there is no {noun} {wanted:?}")).hint(hint))
        }
        several => {
            let ids: Vec<&str> = several.iter().map(|item| id(item)).collect();
            let hint = format!("write one of the ids {}", ids.join(", "));
            Err(Failure::usage(format!("{} {noun}s match {wanted:?}", several.len())).hint(hint))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_names_and_prefixes_are_found() {
        let items = [("abcdef01", "one"), ("abcdef02", "two"), ("99999999", "two"), ("two", "three")];
        let find = |wanted| pick("thing", wanted, &items, |item| item.0, |item| vec![item.1]).map(|item| item.0);
        assert_eq!(find("abcdef01").unwrap(), "abcdef01");
        assert_eq!(find("one").unwrap(), "abcdef01");
        assert_eq!(find("999999").unwrap(), "99999999");
        assert_eq!(find("two").unwrap(), "two", "an identifier goes before names");
        assert!(find("99999").unwrap_err().to_string().starts_with("there is no thing \"99999\""));
        let ambiguous = find("abcdef").unwrap_err().to_string();
        assert_eq!(ambiguous, "2 things match \"abcdef\": write one of the ids abcdef01, abcdef02");
    }
}
