//! Finds files of a crate that import each other, and hand-written files that are too long.
//!
//! Reads tokens instead of syntax: a path is a run of names between `::`, in `use`, in code and in macros alike. Items
//! under `#[cfg(test)]` and generated files do not count.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::fs;
use std::path::Path;

use proc_macro2::{LexError, TokenStream, TokenTree};
use walkdir::WalkDir;

/// The most lines of a hand-written file.
const LINES: usize = 600;

type Names = Vec<String>;

/// The modules of a crate that have a file: each with its paths, and the names under which `use` imports them.
type Modules = BTreeMap<Names, Vec<(Names, Option<String>)>>;

/// Collects the paths in `tokens`. Those in the braces of a `use` continue `prefix`.
fn paths(tokens: TokenStream, prefix: &[String], mut import: bool, found: &mut Vec<(Names, Option<String>)>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let text = |at: usize| tokens.get(at).map(ToString::to_string).unwrap_or_default();
    let name = |at: usize| matches!(tokens.get(at), Some(TokenTree::Ident(_))).then(|| text(at));
    let mut at = 0;
    while at < tokens.len() {
        if text(at) == "[cfg (test)]" {
            while at < tokens.len() && text(at) != ";" && !text(at).starts_with('{') {
                at += 1;
            }
        } else if text(at).ends_with("quote") && text(at + 1) == "!" {
            at += 2; // generated code
        } else if let TokenTree::Group(group) = &tokens[at] {
            paths(group.stream(), prefix, import, found);
        } else if let Some(first) = name(at).filter(|name| name != "use") {
            let mut path = [prefix, &[first]].concat();
            while let (":", ":", Some(next)) = (text(at + 1).as_str(), text(at + 2).as_str(), name(at + 3)) {
                path.push(next);
                at += 3;
            }
            match tokens.get(at + 3).filter(|_| import && text(at + 1) == ":") {
                Some(TokenTree::Group(group)) => {
                    paths(group.stream(), &path, true, found);
                    at += 3;
                }
                _ => {
                    path.pop_if(|last| last == "self" && !prefix.is_empty());
                    let alias = if text(at + 1) == "as" { name(at + 2) } else { path.last().cloned() };
                    found.push((path, alias.filter(|_| import)));
                }
            }
        } else {
            import &= text(at) != ";";
        }
        import |= text(at) == "use";
        at += 1;
    }
}

/// The module whose file defines what a path names. A name that a module imports is looked up where it is defined.
fn resolve<'a>(modules: &'a Modules, module: &[String], path: &[String], depth: usize) -> Option<&'a Names> {
    let up = path.iter().take_while(|name| *name == "super").count();
    let path = match path.first()?.as_str() {
        "crate" => path[1..].to_vec(),
        "self" => [module, &path[1..]].concat(),
        _ => [&module[..module.len().saturating_sub(up)], &path[up..]].concat(),
    };
    let known = (0..=path.len()).rev().find(|length| modules.contains_key(&path[..*length]))?;
    let (owner, imports) = modules.get_key_value(&path[..known])?;
    let import = imports.iter().find(|(_, alias)| depth < 8 && alias.is_some() && alias.as_ref() == path.get(known));
    let target = import.and_then(|(target, _)| {
        resolve(modules, owner, &[target, &path[known + 1..]].concat(), depth + 1).filter(|target| *target != owner)
    });
    target.or(Some(owner))
}

/// The shortest circle through each module that has one and is not part of a circle before it.
fn circles(modules: &Modules) -> Vec<String> {
    let edges = modules.iter().map(|(module, paths)| {
        let paths = paths.iter().filter(|(path, alias)| alias.is_some() || path.len() > 1);
        let targets = paths.filter_map(|(path, _)| resolve(modules, module, path, 0));
        (module, targets.filter(|target| *target != module && !target.contains(&"generated".to_owned())).collect())
    });
    let edges: BTreeMap<&Names, BTreeSet<&Names>> = edges.collect();
    let (mut circles, mut reported) = (Vec::new(), BTreeSet::new());
    for start in edges.keys() {
        let (mut chains, mut seen) = (VecDeque::from([vec![*start]]), BTreeSet::new());
        while let Some(chain) = chains.pop_front().filter(|_| !reported.contains(start)) {
            for next in &edges[chain[chain.len() - 1]] {
                if next == start {
                    reported.extend(chain.iter().copied());
                    let name = |module: &&Names| [&["crate".to_owned()], module.as_slice()].concat().join("::");
                    circles.push(chain.iter().chain([next]).map(name).collect::<Vec<_>>().join(" -> "));
                } else if seen.insert(*next) {
                    chains.push_back([chain.as_slice(), &[*next]].concat());
                }
            }
        }
    }
    circles
}

/// Checks all crates of the workspace and returns the number of files.
///
/// # Errors
///
/// Fails with one line for each circle and each file that is too long, or when a file cannot be read.
pub fn check(root: &Path) -> Result<usize, String> {
    let unreadable = |path: &Path, error: &dyn std::fmt::Display| format!("{} cannot be read: {error}", path.display());
    let (mut problems, mut count) = (Vec::new(), 0);
    let crates = fs::read_dir(root.join("crates")).map_err(|error| unreadable(&root.join("crates"), &error))?;
    let sources = crates.flatten().map(|entry| entry.path().join("src"));
    for source in sources.chain([root.join("xtask/src"), root.join("tests")]) {
        let mut modules = Modules::new();
        let files: Result<Vec<_>, _> = WalkDir::new(&source).sort_by_file_name().into_iter().collect();
        let files = files.map_err(|error| unreadable(&source, &error))?;
        let files = files.iter().map(walkdir::DirEntry::path);
        for path in files.filter(|path| path.extension().is_some_and(|extension| extension == "rs")) {
            let inside = path.strip_prefix(&source).unwrap_or(path).with_extension("");
            let mut module: Names = inside.iter().map(|name| name.to_string_lossy().into_owned()).collect();
            let root_file = if source.join("lib.rs").exists() { "lib" } else { "main" };
            module.pop_if(|last| last == "mod" || inside.as_os_str() == root_file);
            if module.contains(&"generated".to_owned()) {
                modules.insert(module, Vec::new());
                continue;
            }
            let text = fs::read_to_string(path).map_err(|error| unreadable(path, &error))?;
            let lines = text.lines().count();
            let name = path.strip_prefix(root).unwrap_or(path).display();
            problems.extend((lines > LINES).then(|| format!("{name}: {lines} lines, at most {LINES}")));
            let tokens = text.parse().map_err(|error: LexError| unreadable(path, &error))?;
            paths(tokens, &[], false, modules.entry(module).or_default());
            count += 1;
        }
        let name = source.strip_prefix(root).unwrap_or(&source).display().to_string();
        problems.extend(circles(&modules).iter().map(|circle| format!("{name}: files import each other: {circle}")));
    }
    if problems.is_empty() { Ok(count) } else { Err(problems.join("\n")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn circles_of(files: &[(&str, &str)]) -> Vec<String> {
        let mut modules = Modules::new();
        for (module, text) in files {
            let module: Names = module.split('/').filter(|name| !name.is_empty()).map(str::to_owned).collect();
            paths(text.parse().unwrap(), &[], false, modules.entry(module).or_default());
        }
        circles(&modules)
    }

    #[test]
    fn circles_are_found_in_imports_paths_macros_and_re_exports() {
        for back in [
            "use crate::a::A;",
            "use super::{a::{self as other}};",
            "fn f() -> crate::a::A {}",
            "fn f() { println!(\"{}\", crate::a::A) }",
            "use crate::A;",
        ] {
            let files = [
                ("", "mod a; mod b; pub use a::A; mod c;"),
                ("a", "use crate::b; pub struct A; pub(crate) fn f() { self.x() }"),
                ("b", back),
                ("c", "use crate::A;"),
            ];
            assert_eq!(circles_of(&files), ["crate::a -> crate::b -> crate::a"], "{back}");
        }
    }

    #[test]
    fn tests_and_declarations_are_no_imports() {
        let b = "#[cfg(test)] mod tests { use crate::a::A; } #[cfg(test)] use crate::a::A; fn f() { quote!(crate::a) } use std::a::A;";
        assert_eq!(circles_of(&[("", "mod a; mod b;"), ("a", "use crate::b::B;"), ("b", b)]), Vec::<String>::new());
        let child = [("", "mod a;"), ("a", "mod b; fn f() {}"), ("a/b", "use super::f;")];
        assert_eq!(circles_of(&child), Vec::<String>::new());
        let parent = [("", "mod a;"), ("a", "mod b; pub use b::B; fn f() {}"), ("a/b", "use super::f;")];
        assert_eq!(circles_of(&parent), ["crate::a -> crate::a::b -> crate::a"]);
    }
}
