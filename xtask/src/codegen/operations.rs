//! The operation table: what retries, tracing, the emulator's routes and the coverage table know about each operation.

use proc_macro2::TokenStream;
use quote::quote;

use super::rust::{doc, parsed};
use super::shapes;
use crate::document::Problem;
use crate::model::{Api, Operation, Pagination, ResultForm};

/// The items of `operations.rs`.
pub fn table(api: &Api) -> Result<Vec<syn::Item>, Problem> {
    let entries = api.operations.iter().map(|operation| entry(operation, api));
    let names = api.operations.iter().map(Operation::table_name);
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
    let name = operation.table_name();
    let text = doc(&format!("{summary}: `{method} {path}`."));
    let pagination = match &operation.pagination {
        None => quote!(None),
        Some(Pagination { page, size, items, paging }) => {
            quote!(Some(Pagination { page: #page, size: #size, items: #items, paging: #paging }))
        }
    };
    let ResultForm { schema, wrapped_in, list, beside, .. } = &operation.result;
    let shape = shapes::expression(schema, api, true);
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
