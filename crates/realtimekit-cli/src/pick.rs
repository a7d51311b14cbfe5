//! Names instead of identifiers.

use crate::failure::Failure;

/// Shortest prefix of an identifier that is accepted.
const PREFIX: usize = 6;

/// How many candidates an error lists.
const LISTED: usize = 5;

/// Finds one item by its identifier, by a name that only it has, or by a prefix of its identifier.
pub fn pick<'a, T>(
    noun: &str,
    wanted: &str,
    items: &'a [T],
    id: impl Fn(&T) -> &str,
    names: impl Fn(&T) -> Vec<&str>,
) -> Result<&'a T, Failure> {
    if wanted.trim().is_empty() {
        return Err(Failure::usage(format!("the {noun} is empty")).hint("write its name or its id"));
    }
    match matching(wanted, items, &id, &names).as_slice() {
        [one] => Ok(one),
        [] => {
            let hint = format!("write its name, its id, or the first {PREFIX} or more characters of the id");
            Err(Failure::not_found(format!("there is no {noun} {wanted:?}")).hint(hint))
        }
        several => {
            let candidate = |item: &&T| match names(item).first() {
                Some(name) => format!("{} ({name})", id(item)),
                None => id(item).to_owned(),
            };
            let mut listed: Vec<String> = several.iter().take(LISTED).map(candidate).collect();
            listed.extend((several.len() > LISTED).then(|| format!("and {} more", several.len() - LISTED)));
            Err(Failure::usage(format!("{} {noun}s match {wanted:?}", several.len()))
                .hint(format!("write one of the ids {}", listed.join(", "))))
        }
    }
}

/// The item with this identifier; else those with this name; else those with this name in other letter cases; else those
/// whose identifiers begin so.
pub fn matching<'a, T>(
    wanted: &str,
    items: &'a [T],
    id: impl Fn(&T) -> &str,
    names: impl Fn(&T) -> Vec<&str>,
) -> Vec<&'a T> {
    let lower = wanted.to_lowercase();
    let rules: [&dyn Fn(&T) -> bool; 4] = [
        &|item| id(item) == wanted,
        &|item| names(item).contains(&wanted),
        &|item| names(item).iter().any(|name| name.to_lowercase() == lower),
        &|item| wanted.len() >= PREFIX && id(item).to_lowercase().starts_with(&lower),
    ];
    let found = |rule: &&dyn Fn(&T) -> bool| items.iter().filter(|item| rule(item)).collect::<Vec<_>>();
    rules.iter().map(found).find(|found| !found.is_empty()).unwrap_or_default()
}

/// The items that several texts name, each once.
pub fn distinct<'a, T>(found: impl Iterator<Item = Result<&'a T, Failure>>) -> Result<Vec<&'a T>, Failure> {
    let mut all: Vec<&T> = Vec::new();
    for item in found {
        let item = item?;
        if !all.iter().any(|other| std::ptr::eq(*other, item)) {
            all.push(item);
        }
    }
    Ok(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_names_and_prefixes_are_found() {
        let items =
            [("abcdef01", "one"), ("abcdef02", "two"), ("99999999", "two"), ("two", "three"), ("88888888", "Three")];
        let find = |wanted| pick("thing", wanted, &items, |item| item.0, |item| vec![item.1]).map(|item| item.0);
        assert_eq!(find("abcdef01").unwrap(), "abcdef01");
        assert_eq!(find("one").unwrap(), "abcdef01");
        assert_eq!(find("999999").unwrap(), "99999999");
        assert_eq!(find("two").unwrap(), "two", "an identifier goes before names");
        assert!(find("99999").unwrap_err().to_string().starts_with("there is no thing \"99999\""));
        let twice = distinct([&items[0], &items[1], &items[0]].into_iter().map(Ok)).unwrap();
        assert_eq!(twice, [&items[0], &items[1]]);
        let ambiguous = find("abcdef").unwrap_err().to_string();
        assert_eq!(ambiguous, "2 things match \"abcdef\": write one of the ids abcdef01 (one), abcdef02 (two)");
        assert_eq!(find("ONE").unwrap(), "abcdef01");
        assert_eq!(find("Three").unwrap(), "88888888", "names of presets differ by letter case");
    }
}
