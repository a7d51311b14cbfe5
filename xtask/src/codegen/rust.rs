//! Rust syntax that several steps share.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Attribute, Item, Lit, Type};

use crate::document::Problem;

/// Formats items as a source file.
pub fn unparse(items: Vec<Item>) -> String {
    prettyplease::unparse(&syn::File { shebang: None, frontmatter: None, attrs: Vec::new(), items })
}

/// Parses what a step wrote.
pub fn parsed(tokens: TokenStream, what: &str) -> Result<Vec<Item>, Problem> {
    let file = syn::parse2::<syn::File>(tokens);
    file.map(|file| file.items).map_err(|error| Problem::at("", format!("{what} are not Rust: {error}")))
}

/// A documentation comment, wrapped to a readable width; line breaks in the text stay.
pub fn doc(text: &str) -> TokenStream {
    let lines = text.trim().split('\n').flat_map(wrap).map(|line| {
        let line = if line.is_empty() { line } else { format!(" {line}") };
        quote! { #[doc = #line] }
    });
    quote! { #(#lines)* }
}

/// A documentation comment of lines as they are.
pub fn raw_doc(lines: &[String]) -> TokenStream {
    let lines = lines.iter().map(|line| if line.is_empty() { line.clone() } else { format!(" {line}") });
    quote! { #(#[doc = #lines])* }
}

/// Breaks a paragraph into lines of at most 100 characters. A path or a link stays in one piece.
pub fn wrap(paragraph: &str) -> Vec<String> {
    if paragraph.starts_with('`') || paragraph.contains("](http") {
        return vec![paragraph.to_owned()];
    }
    let mut words = paragraph.split_whitespace();
    let mut lines = vec![words.next().unwrap_or_default().to_owned()];
    for word in words {
        match lines.last_mut().filter(|line| line.chars().count() + 1 + word.chars().count() <= 100) {
            Some(line) => line.extend([" ", word]),
            None => lines.push(word.to_owned()),
        }
    }
    lines
}

/// Whether one of the attributes has this name.
pub fn has_attribute(attributes: &[Attribute], name: &str) -> bool {
    attributes.iter().any(|attribute| attribute.path().is_ident(name))
}

/// Value of `#[serde(rename = "…")]`.
pub fn serde_rename(attributes: &[Attribute]) -> Option<String> {
    attributes.iter().filter(|attribute| attribute.path().is_ident("serde")).find_map(|attribute| {
        let mut name = None;
        let _ = attribute.parse_nested_meta(|meta| {
            if let (true, Lit::Str(text)) = (meta.path.is_ident("rename"), meta.value()?.parse()?) {
                name = Some(text.value());
            }
            Ok(())
        });
        name
    })
}

/// Last segment of a type's path.
pub fn type_name(ty: &Type) -> Option<String> {
    match ty {
        Type::Path(path) => path.path.segments.last().map(|segment| segment.ident.to_string()),
        _ => None,
    }
}

/// Whether a type is called `name`, in any module.
pub fn is_type(ty: &Type, name: &str) -> bool {
    type_name(ty).is_some_and(|last| last == name)
}
