//! Finds files of a crate that import each other.
//!
//! Reads tokens instead of syntax: a path is a run of names between `::`, in `use`, in code and in macros alike. Items
//! under `#[cfg(test)]`, quoted code and generated files do not count.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use petgraph::{algo::astar, prelude::DiGraphMap};
use proc_macro2::{LexError, Punct, Spacing, TokenStream, TokenTree};

/// The files by the path of their module, each with the paths in it: `a::B`, or `use a::B` of an import.
type Modules = BTreeMap<String, Vec<String>>;

/// Collects the paths in `tokens`. Those in the braces of a `use` continue `prefix`.
fn paths(tokens: TokenStream, prefix: &str, found: &mut Vec<String>) {
    let mut path = prefix.to_owned();
    let mut tokens = tokens.into_iter().chain([Punct::new(';', Spacing::Alone).into()]);
    while let Some(token) = tokens.next() {
        let text = token.to_string();
        let open = path == prefix || path.ends_with("::") || path == "use ";
        match token {
            TokenTree::Group(_) if text == "[cfg (test)]" => {
                tokens.find(|token| token.to_string().starts_with([';', '{']));
            }
            TokenTree::Group(_) if path.ends_with("quote!") => path.clear(),
            TokenTree::Group(group) if path.starts_with("use ") => {
                paths(group.stream(), &path, found);
                prefix.clone_into(&mut path);
            }
            TokenTree::Ident(_) if open && text != "use" => path += &text,
            TokenTree::Punct(_) if [":", "!"].contains(&text.as_str()) && path != prefix => path += &text,
            end => {
                found.push(std::mem::replace(&mut path, prefix.to_owned()));
                match end {
                    TokenTree::Ident(_) => path = if text == "use" { "use ".to_owned() } else { text },
                    TokenTree::Group(group) => paths(group.stream(), "", found),
                    _ => {}
                }
            }
        }
    }
}

/// The module whose file defines what a path names. A name that a module imports is looked up where it is defined.
fn resolve<'a>(modules: &'a Modules, module: &str, path: &str, depth: usize) -> Option<&'a str> {
    let path = path.trim_start_matches("use ").trim_start_matches("self::");
    let root = module.split("::").next()?;
    let (mut base, mut rest) = path.strip_prefix("crate::").map_or((module, path), |rest| (root, rest));
    while let Some(outer) = rest.strip_prefix("super::") {
        (base, rest) = (base.rsplit_once("::")?.0, outer);
    }
    let full = format!("{base}::{rest}");
    let mut known = full.as_str();
    while !modules.contains_key(known) {
        known = known.rsplit_once("::")?.0;
    }
    let (owner, paths) = modules.get_key_value(known)?;
    let name = full[known.len()..].trim_start_matches("::");
    let (name, rest) = name.split_once("::").unwrap_or((name, ""));
    let import = paths.iter().find(|path| path.starts_with("use ") && path.ends_with(&format!("::{name}")));
    let import = import.filter(|_| depth < 8 && !name.is_empty());
    let target = import.and_then(|import| resolve(modules, owner, &format!("{import}::{rest}"), depth + 1));
    target.filter(|target| target != owner).or(Some(owner))
}

/// The shortest circles of imports, with the path of each import. A file is in one of them at most.
fn circles(modules: &Modules) -> Vec<String> {
    let edges = modules.iter().flat_map(|(module, paths)| {
        let paths = paths.iter().filter(|path| path.contains("::"));
        paths.filter_map(move |path| Some((module.as_str(), resolve(modules, module, path, 0)?, path.as_str())))
    });
    let graph = DiGraphMap::<&str, &str>::from_edges(edges.filter(|(from, to, _)| from != to));
    let back = graph.all_edges().filter_map(|(from, to, _)| astar(&graph, to, |file| file == from, |_| 1, |_| 0));
    let mut circles: Vec<Vec<&str>> = back.map(|(_, files)| files).collect();
    circles.sort_by_key(Vec::len);
    let mut reported = BTreeSet::new();
    circles.retain(|files| files.iter().all(|file| reported.insert(*file)));
    let imports = circles.iter().map(|files| files.iter().zip(files.iter().cycle().skip(1)));
    let line = |(from, to): (&&str, &&str)| format!("\n  {from} imports {to}: {}", graph[(*from, *to)]);
    imports.map(|imports| "files import each other:".to_owned() + &imports.map(line).collect::<String>()).collect()
}

/// Reports the circles of all crates of a workspace.
pub fn check(texts: &BTreeMap<PathBuf, String>) -> Result<Vec<String>, String> {
    let mut modules = Modules::new();
    for (path, text) in texts {
        let file = path.display().to_string();
        let (source, module) = file.split_once("/src/").or_else(|| file.split_once('/')).unwrap_or_default();
        let module = format!("{source}::{}", module.replace('/', "::"));
        let name = ["::mod.rs", "::lib.rs", "::main.rs", ".rs"].iter().find_map(|end| module.strip_suffix(end));
        let found = modules.entry(name.unwrap_or(&module).to_owned()).or_default();
        if !file.contains("/generated/") {
            let tokens = text.parse().map_err(|error: LexError| format!("{file} cannot be read: {error}"))?;
            paths(tokens, "", found);
        }
    }
    Ok(circles(&modules))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn circles_of(files: &[(&str, &str)]) -> Vec<String> {
        let mut modules = Modules::new();
        for (module, text) in files {
            paths(text.parse().unwrap(), "", modules.entry((*module).to_owned()).or_default());
        }
        circles(&modules)
    }

    #[test]
    fn circles_are_found_in_imports_paths_macros_and_re_exports() {
        for (back, path) in [
            ("use crate::a::A;", "use crate::a::A"),
            ("use super::{c::C, a::{self as other}};", "use super::a::self"),
            ("fn f() -> crate::a::A {}", "crate::a::A"),
            ("fn f() { println!(\"{}\", crate::a::A) }", "crate::a::A"),
            ("use crate::A;", "use crate::A"),
            ("use super::c; fn f(x: c::A) {}", "c::A"),
        ] {
            let files = [
                ("crate", "mod a; mod b; pub use a::A; mod c;"),
                ("crate::a", "use crate::b; pub struct A; pub(crate) fn f() { self.x() }"),
                ("crate::b", back),
                ("crate::c", "pub use crate::A;"),
            ];
            let circle = format!(
                "files import each other:\n  crate::b imports crate::a: {path}\n  crate::a imports crate::b: use crate::b"
            );
            assert_eq!(circles_of(&files), [circle], "{back}");
        }
    }

    #[test]
    fn tests_and_declarations_are_no_imports() {
        let b = "#[cfg(test)] mod tests { use crate::a::A; } #[cfg(test)] use crate::a::A; fn f() { quote!(crate::a) } use std::a::A;";
        let files = [("crate", "mod a; mod b;"), ("crate::a", "use crate::b::B;"), ("crate::b", b)];
        assert_eq!(circles_of(&files), Vec::<String>::new());
        let child = [("crate", "mod a;"), ("crate::a", "mod b; fn f() {}"), ("crate::a::b", "use super::f;")];
        assert_eq!(circles_of(&child), Vec::<String>::new());
        let parent =
            [("crate", "mod a;"), ("crate::a", "mod b; pub use b::B; fn f() {}"), ("crate::a::b", "use super::f;")];
        assert_eq!(
            circles_of(&parent),
            [
                "files import each other:\n  crate::a::b imports crate::a: use super::f\n  crate::a imports crate::a::b: use b::B"
            ]
        );
    }
}
