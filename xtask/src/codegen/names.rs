//! No two things of one name: what the other steps wrote is looked through before the compiler would refuse it.

use std::collections::BTreeSet;

use syn::{Fields, ImplItem, Item};

use super::rust::compact;
use crate::document::Problem;

/// Refuses items, fields, variants and methods that have the same name as others beside them, and setters of requests
/// with one of the `reserved` names. `place` finds in the document what a type was made from.
pub fn check(items: &[Item], reserved: &[&str], place: impl Fn(&str) -> String) -> Result<(), Problem> {
    let mut types = BTreeSet::new();
    let mut methods = BTreeSet::new();
    for item in items {
        let (owner, what, names) = match item {
            Item::Struct(item) => (item.ident.to_string(), "fields", fields(&item.fields)),
            Item::Enum(item) => {
                let variants = item.variants.iter().map(|variant| variant.ident.to_string());
                (item.ident.to_string(), "variants", variants.collect())
            }
            Item::Impl(item) if item.trait_.is_none() => {
                let owner = compact(&item.self_ty);
                for method in &item.items {
                    let ImplItem::Fn(method) = method else { continue };
                    let name = method.sig.ident.to_string();
                    if owner.starts_with("Request<") && reserved.contains(&name.as_str()) {
                        let message = format!(
                            "an input called `{name}` would hide the method that all requests have: rename that method in \
                             crates/realtimekit/src/ and in the list in xtask/src/codegen/requests.rs, or leave the input out"
                        );
                        return Err(Problem::at(place(&owner), message));
                    }
                    if !methods.insert((owner.clone(), name.clone())) {
                        return Err(twice(&place(&owner), "methods", &name));
                    }
                }
                continue;
            }
            _ => continue,
        };
        if !types.insert(owner.clone()) {
            return Err(twice(&place(&owner), "types", &owner));
        }
        let mut seen = BTreeSet::new();
        if let Some(name) = names.into_iter().find(|name| !seen.insert(name.clone())) {
            return Err(twice(&place(&owner), what, &name));
        }
    }
    Ok(())
}

fn fields(fields: &Fields) -> Vec<String> {
    fields.iter().filter_map(|field| field.ident.as_ref().map(ToString::to_string)).collect()
}

fn twice(place: &str, what: &str, name: &str) -> Problem {
    let message = format!(
        "two {what} are called `{name}` in Rust, where spelling differs less than in the document: describe one of them, \
         and name the other in its `x-aliases` if the service sends both"
    );
    Problem::at(place, message)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> String {
        let items = syn::parse_file(text).unwrap().items;
        let problem = check(&items, &["limit"], |owner| format!("/{owner}"));
        problem.map_or_else(|problem| problem.to_string(), |()| String::new())
    }

    #[test]
    fn names_that_are_taken_are_found() {
        assert_eq!(found("struct A { a: u8, b: u8 } enum B { A } impl A { fn a() {} } impl B { fn a() {} }"), "");
        assert_eq!(found("trait T { fn a(); } impl T for A { fn a() {} } impl A { fn a() {} }"), "");
        assert!(found("struct A; enum A { B }").starts_with("/A: two types are called `A`"));
        assert!(found("struct A { b: u8, b: u8 }").starts_with("/A: two fields are called `b`"));
        assert!(found("enum A { B, B(u8) }").starts_with("/A: two variants are called `B`"));
        assert!(found("impl A { fn b() {} } impl A { fn b() {} }").starts_with("/A: two methods are called `b`"));
        let text = found("impl Request<A> { fn limit() {} }");
        assert!(text.starts_with("/Request<A>: an input called `limit` would hide the method"), "{text}");
    }
}
