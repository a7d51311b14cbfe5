//! The operation table: what retries, tracing, the emulator's routes and the coverage table know about each operation.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use serde_json::Value;

use super::rust::{doc, parsed};
use crate::api::{Api, Operation, reference_name};
use crate::document::Problem;

/// The items of `operations.rs`.
pub fn table(api: &Api) -> Result<Vec<syn::Item>, Problem> {
    let entries = api.operations.iter().map(|operation| entry(operation, api));
    let names = api.operations.iter().map(|operation| format_ident!("{}", operation.id.to_uppercase()));
    let count = api.operations.len();
    let all = doc("Every operation of the API, in the order of the paths.");
    let tokens = quote! {
        use crate::operation::{Operation, Pagination, ResultForm};
        #(#entries)*
        #all
        pub static ALL: [&Operation; #count] = [#(&#names),*];
    };
    parsed(tokens, "the operations")
}

fn entry(operation: &Operation, api: &Api) -> TokenStream {
    let Operation { id, method, path, tag, summary, idempotent, upstream, status, .. } = operation;
    let name = format_ident!("{}", id.to_uppercase());
    let text = doc(&format!("{summary}: `{method} {path}`."));
    let pagination = match &operation.pagination {
        None => quote!(None),
        Some(pagination) => {
            let (page, size, items, paging) =
                (&pagination.page, &pagination.size, &pagination.items, &pagination.paging);
            quote!(Some(Pagination { page: #page, size: #size, items: #items, paging: #paging }))
        }
    };
    let wrapped_in = &operation.result.wrapped_in;
    let list = operation.result.list;
    let beside = &operation.result.beside;
    let (items_in, from_path) = (items_in(operation, api), from_path(operation, api));
    quote! {
        #text
        pub static #name: Operation = Operation {
            id: #id,
            method: #method,
            path: #path,
            tag: #tag,
            summary: #summary,
            idempotent: #idempotent,
            upstream: #upstream,
            status: #status,
            pagination: #pagination,
            result: ResultForm { wrapped_in: &[#(#wrapped_in),*], list: #list, beside: &[#(#beside),*], items_in: &[#(#items_in),*], from_path: &[#(#from_path),*] },
        };
    }
}

/// The properties of the result, if it is an object.
fn properties<'a>(operation: &'a Operation, api: &'a Api) -> Option<&'a serde_json::Map<String, Value>> {
    let schema = &operation.result.schema;
    let target = reference_name(schema).and_then(|name| api.schemas.get(name)).unwrap_or(schema);
    target["properties"].as_object()
}

/// All spellings of the key that holds the items, where the result of a paged list holds other things too.
fn items_in<'a>(operation: &'a Operation, api: &'a Api) -> Vec<&'a str> {
    let Some(pagination) = operation.pagination.as_ref().filter(|_| !operation.result.list) else { return Vec::new() };
    let key = pagination.items.rsplit('.').next().unwrap_or_default();
    let list = properties(operation, api).and_then(|properties| properties.get(key));
    let aliases = list.and_then(|list| list["x-aliases"].as_array()).into_iter().flatten().filter_map(Value::as_str);
    std::iter::once(key).chain(aliases).collect()
}

/// The fields of the result that are the same as a parameter in the path, with that parameter.
fn from_path(operation: &Operation, api: &Api) -> Vec<TokenStream> {
    let properties = properties(operation, api).into_iter().flatten();
    let named = properties.filter_map(|(name, property)| Some((name, property["x-from-path"].as_str()?)));
    named
        .filter(|(_, parameter)| operation.path.split('/').any(|segment| segment == format!("{{{parameter}}}")))
        .map(|(name, parameter)| quote!((#name, #parameter)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::tests::small;
    use crate::codegen::rust::unparse;

    #[test]
    fn every_operation_has_an_entry() {
        let api = Api::read(&small()).unwrap();
        let text = unparse(table(&api).unwrap());
        assert!(text.contains("pub static ROOMS_CREATE: Operation"), "{text}");
        assert!(text.contains("pub static ALL: [&Operation; 4usize]"), "{text}");
        assert!(text.contains(r#"page: "page_no""#), "{text}");
        assert!(text.contains(r#"wrapped_in: &["room"]"#), "{text}");
    }
}
