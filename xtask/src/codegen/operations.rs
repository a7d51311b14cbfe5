//! The operation table: what retries, tracing, the emulator's routes and the coverage table know about each operation.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::rust::{doc, parsed};
use super::shapes;
use crate::api::{Api, Operation};
use crate::document::Problem;

/// The items of `operations.rs`.
pub fn table(api: &Api) -> Result<Vec<syn::Item>, Problem> {
    let entries = api.operations.iter().map(|operation| entry(operation, api));
    let names = api.operations.iter().map(|operation| format_ident!("{}", operation.id.to_uppercase()));
    let count = api.operations.len();
    let all = doc("Every operation of the API, in the order of the paths.");
    let tokens = quote! {
        use super::shapes;
        use crate::operation::{Operation, Pagination, ResultForm};
        use crate::shape::Shape;
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
    let shape = shapes::expression(&operation.result.schema, api);
    let wrapped_in = &operation.result.wrapped_in;
    let list = operation.result.list;
    let beside = &operation.result.beside;
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
            result: ResultForm { shape: &#shape, wrapped_in: &[#(#wrapped_in),*], list: #list, beside: &[#(#beside),*] },
        };
    }
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
