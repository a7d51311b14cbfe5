//! Links of Markdown files: files, headings, and pages of the rendered documentation exist.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::folder::texts;

/// Pages of this workspace on docs.rs; the rendered documentation has the same paths.
const DOCS_RS: &str = "https://docs.rs/";

/// Checks all links, and returns what was checked. Links to other hosts are not followed.
pub fn check(root: &Path) -> Result<String, String> {
    let root = &root.canonicalize().map_err(|error| format!("{} cannot be read: {error}", root.display()))?;
    let texts = texts(root, "", ".md")?;
    let rendered = root.join("target/doc");
    let (mut count, mut broken, mut pages) = (0, Vec::new(), 0);
    for (file, text) in &texts {
        for (line, link) in links(text) {
            let reason = if let Some(page) = link.strip_prefix(DOCS_RS) {
                pages += 1;
                missing_page(root, &rendered, page)
            } else if link.contains("://") || link.starts_with("crate::") {
                continue; // another host, or a link of rustdoc, which checks it
            } else {
                missing_target(root, &texts, file, link)
            };
            count += 1;
            if let Some(reason) = reason {
                broken.push(format!("{}:{line}: {link}: {reason}", file.display()));
            }
        }
    }
    if !broken.is_empty() {
        return Err(broken.join("\n"));
    }
    let unchecked = if rendered.is_dir() { "" } else { "; run `cargo doc` first to check those to docs.rs" };
    Ok(format!("{count} links in {} files, {pages} of them to docs.rs{unchecked}", texts.len()))
}

/// Targets of inline links and of definitions, with the number of the line, outside of code.
fn links(text: &str) -> Vec<(usize, &str)> {
    let (mut found, mut in_code) = (Vec::new(), false);
    for (number, line) in text.lines().enumerate() {
        if line.trim_start().starts_with("```") {
            in_code = !in_code;
            continue;
        }
        if in_code {
            continue;
        }
        if let Some((_, target)) = line.strip_prefix('[').and_then(|line| line.split_once("]: ")) {
            found.push((number + 1, target.trim()));
        }
        let inline = line.split("](").skip(1).filter_map(|rest| rest.split(')').next());
        found.extend(inline.map(|target| (number + 1, target)));
    }
    found
}

/// Why a link to a file or a heading leads nowhere.
fn missing_target(root: &Path, texts: &BTreeMap<PathBuf, String>, file: &Path, link: &str) -> Option<String> {
    let (path, heading) = link.split_once('#').map_or((link, None), |(path, heading)| (path, Some(heading)));
    let folder = file.parent().unwrap_or(file);
    let target = if path.is_empty() { root.join(file) } else { root.join(folder).join(path) };
    let Ok(target) = target.canonicalize() else { return Some("there is no such file".to_owned()) };
    let text = target.strip_prefix(root).ok().and_then(|target| texts.get(target));
    let (Some(heading), Some(text)) = (heading, text) else { return None };
    let headings =
        text.lines().filter_map(|line| line.strip_prefix('#')).map(|line| anchor(line.trim_start_matches('#')));
    headings.into_iter().all(|present| present != heading).then(|| "there is no such heading".to_owned())
}

/// Why a page of docs.rs is not in the rendered documentation, or a file not in its crate.
fn missing_page(root: &Path, rendered: &Path, page: &str) -> Option<String> {
    let (page, _) = page.split_once('#').unwrap_or((page, ""));
    if let Some(source) = page.strip_prefix("crate/") {
        let (name, file) = source.split_once("/latest/source/")?;
        let file = root.join("crates").join(name).join(file);
        return (!file.is_file()).then(|| "the crate has no such file".to_owned());
    }
    let mut parts = page.splitn(3, '/');
    let (name, _version, path) = (parts.next()?, parts.next(), parts.next());
    if !name.starts_with("realtimekit") || !rendered.is_dir() {
        return None;
    }
    let path = path.map_or_else(|| format!("{}/index.html", name.replace('-', "_")), str::to_owned);
    (!rendered.join(path).is_file()).then(|| "the rendered documentation has no such page".to_owned())
}

/// The anchor that GitHub gives a heading.
fn anchor(heading: &str) -> String {
    let kept = heading.trim().chars().filter(|letter| letter.is_alphanumeric() || matches!(letter, ' ' | '-' | '_'));
    kept.collect::<String>().to_lowercase().replace(' ', "-")
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn links_outside_of_code_are_found() {
        let text = "[a](b.md) and [c](d.md#e)\n```\n[x](y)\n```\n[f]: https://docs.rs/realtimekit\n";
        assert_eq!(links(text), [(1, "b.md"), (1, "d.md#e"), (5, "https://docs.rs/realtimekit")]);
    }

    #[test]
    fn a_broken_link_is_named_with_its_line() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("a.md"), "# One, two\n[a](#one-two)\n[b](#three)\n[c](../c.md)\n").unwrap();
        let report = check(folder.path()).unwrap_err();
        assert_eq!(report, "a.md:3: #three: there is no such heading\na.md:4: ../c.md: there is no such file");
        fs::write(folder.path().join("a.md"), "# One, two\n[a](#one-two)\n").unwrap();
        assert!(check(folder.path()).unwrap().starts_with("1 links in 1 files"));
    }
}
