//! The operation table: what retries, tracing, the emulator's routes and the coverage table know about each operation.

use proc_macro2::TokenStream;
use quote::quote;
use serde_json::Value;

use super::rust::{doc, parsed};
use crate::document::{Problem, strings};
use crate::model::{Api, Operation, Pagination, ResultForm};

/// The items of `operations.rs`.
pub fn table(api: &Api) -> Result<Vec<syn::Item>, Problem> {
    let entries = api.operations.iter().map(|operation| entry(operation, api));
    let names = api.operations.iter().map(Operation::table_name);
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
    let name = operation.table_name();
    let text = doc(&format!("{summary}: `{method} {path}`."));
    let pagination = match &operation.pagination {
        None => quote!(None),
        Some(Pagination { page, size, items, paging }) => {
            quote!(Some(Pagination { page: #page, size: #size, items: #items, paging: #paging }))
        }
    };
    let ResultForm { wrapped_in, list, beside, .. } = &operation.result;
    let find = operation.find_created.as_deref().unwrap_or_default();
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
            result: ResultForm {
                wrapped_in: &[#(#wrapped_in),*],
                list: #list,
                beside: &[#(#beside),*],
                items_in: &[#(#items_in),*],
                from_path: &[#(#from_path),*],
                find: #find,
            },
        };
    }
}

/// All spellings of the key that holds the items, where the result of a paged list holds other things too.
fn items_in<'a>(operation: &'a Operation, api: &'a Api) -> Vec<&'a str> {
    let Some(pagination) = operation.pagination.as_ref().filter(|_| !operation.result.list) else { return Vec::new() };
    let key = pagination.items.rsplit('.').next().unwrap_or_default();
    names(key, &api.resolved(&operation.result.schema)["properties"][key]).collect()
}

/// All spellings of the key of a property.
fn names<'a>(key: &'a str, property: &'a Value) -> impl Iterator<Item = &'a str> {
    std::iter::once(key).chain(strings(&property["x-aliases"]))
}

/// The fields of the result that are the same as a parameter in the path: all spellings, and that parameter.
fn from_path(operation: &Operation, api: &Api) -> Vec<TokenStream> {
    let properties = api.resolved(&operation.result.schema)["properties"].as_object().into_iter().flatten();
    let from_path = properties.filter_map(|(name, property)| {
        let parameter = property["x-from-path"].as_str()?;
        let names = names(name, property);
        operation.path_parameters.iter().any(|known| known == parameter).then(|| quote!((&[#(#names),*], #parameter)))
    });
    from_path.collect()
}
