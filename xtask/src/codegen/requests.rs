//! The requests of the ergonomic crate: for each operation its inputs as a struct, and the setters of the builder.
//!
//! The setters follow from the document, with its descriptions; writing them manually would describe the API a second
//! time. How requests are reached (handles), sent, paged and retried is hand-written.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::Item;

use super::checks::{self, Rules};
use super::handles::Handles;
use super::request_docs;
use super::rust::{doc, parsed};
use super::setters::{Input, maybe_setter, setter};
use crate::document::{Document, Problem};
use crate::model::{Api, Operation, Scope, Ty, reference_name};

/// Items of the requests module of one resource.
pub fn items(
    operations: &[&Operation],
    api: &Api,
    document: &Document,
    handles: &Handles,
    rules: &Rules<'_>,
) -> Result<Vec<Item>, Problem> {
    let paged = operations.iter().any(|operation| operation.pagination.is_some());
    let lists = operations.iter().any(|operation| operation.pagination.is_some() && operation.result.list);
    let paged = paged.then(|| quote!(Paged,));
    let page = lists.then(|| {
        quote!(
            use crate::page::Page;
        )
    });
    let requests = operations.iter().map(|operation| {
        let attributes = request_docs::attributes(operation, api, document, handles);
        request(operation, api, rules, &attributes)
    });
    let requests = requests.collect::<Result<Vec<_>, _>>()?;
    let tokens = quote! {
        use realtimekit_api::decode::Decoded;
        use realtimekit_api::{self as api, Call, operations, types};
        use crate::operation::{Operation, #paged sealed::Sealed};
        #page
        use crate::request::Request;
        #(#requests)*
    };
    parsed(tokens, "the requests")
}

fn request(
    operation: &Operation,
    api: &Api,
    rules: &Rules<'_>,
    attributes: &TokenStream,
) -> Result<TokenStream, Problem> {
    let name = operation.request_name();
    let function = format_ident!("{}", operation.id);
    let table = operation.table_name();
    let data = operation.result.ty.tokens(Scope::Ergonomic);
    let (output, finish) = finish(operation, &data);

    let (mut fields, mut path_arguments, mut values, mut call) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for parameter in &operation.path_parameters {
        let ident = format_ident!("{parameter}");
        if parameter == "account_id" {
            call.push(quote!(account_id));
            continue;
        }
        fields.push(quote!(pub(crate) #ident: String));
        path_arguments.push(quote!(#ident: &str));
        values.push(quote!(#ident: #ident.to_owned()));
        call.push(quote!(&self.#ident));
    }
    let mut setters = Vec::new();
    for field in &operation.query {
        let ident = &field.ident;
        let ty = field.ty.tokens(Scope::Ergonomic);
        fields.push(quote!(pub(crate) #ident: #ty));
        values.push(quote!(#ident: None));
        call.push(field.ty.borrowed(&quote!(self.#ident)).1);
        if !operation.pages_by(&field.wire) {
            setters.push(setter(field, &quote!(self.operation.#ident), &quote!(), Scope::Ergonomic));
            setters.push(maybe_setter(field));
        }
    }
    let mut arguments = Vec::new();
    let mut body_value = None;
    let mut with_body = None;
    if let Some(body) = &operation.body {
        let ty = format_ident!("{body}");
        fields.push(quote!(pub(crate) body: types::#ty));
        call.push(quote!(&self.body));
        let (required, optional): (Vec<_>, Vec<_>) =
            api.body_fields(operation).iter().partition(|field| field.required);
        for field in &required {
            let ident = &field.ident;
            let Input { argument, .. } = field.ty.input(ident, Scope::Ergonomic);
            arguments.push(quote!(#ident: #argument));
        }
        let required = required.iter().map(|field| &field.ident);
        body_value = Some(quote!(body: types::#ty::new(#(#required),*)));
        with_body = Some(quote! {
            #[allow(dead_code)] // which of the two constructors a handle uses is its choice
            pub(crate) fn with_body(#(#path_arguments,)* body: types::#ty) -> Self {
                Self { #(#values,)* body }
            }
        });
        for field in optional {
            let ident = &field.ident;
            setters.push(setter(field, &quote!(self.operation.body.#ident), &quote!(), Scope::Ergonomic));
            setters.push(maybe_setter(field));
        }
    }
    let check = checks::request(operation, rules);
    let paged = paged(operation, api)?;
    // Described in the documentation of the operation; here those of all operations would stand in one list.
    let setters = (!setters.is_empty()).then(|| quote!(#[doc(hidden)] impl Request<#name> { #(#setters)* }));
    let many = (path_arguments.len() + arguments.len() > 7).then(|| quote!(#[allow(clippy::too_many_arguments)]));
    Ok(quote! {
        #attributes
        #[derive(Clone, Debug)]
        pub struct #name { #(#fields),* }

        impl #name {
            #many
            #[allow(dead_code)]
            pub(crate) fn new(#(#path_arguments,)* #(#arguments),*) -> Self {
                Self { #(#values,)* #body_value }
            }
            #with_body
        }

        impl Sealed for #name {}

        impl Operation for #name {
            type Data = #data;
            type Output = #output;

            fn operation() -> &'static operations::Operation {
                &operations::#table
            }

            fn call(&self, api: &api::Client, account_id: &str) -> Result<Call<Self::Data>, api::Error> {
                api.#function(#(#call),*)
            }

            #finish

            #check
        }
        #paged
        #setters
    })
}

/// What the caller gets, made of what the service sent: its type, and the functions that make it.
fn finish(operation: &Operation, data: &TokenStream) -> (TokenStream, TokenStream) {
    let page = operation.pagination.as_ref().filter(|_| operation.result.list);
    if let (Some(pagination), Ty::List(item)) = (page, &operation.result.ty) {
        let item = item.tokens(Scope::Ergonomic);
        let page = operation.query_named(&pagination.page).map(|field| &field.ident);
        let finish = quote! {
            fn output(&self, response: Decoded<Self::Data>) -> Self::Output {
                Page::new(response.data, self.#page.unwrap_or(1), response.paging)
            }
        };
        return (quote!(Page<#item>), finish);
    }
    let plain = quote! {
        fn output(&self, response: Decoded<Self::Data>) -> Self::Output {
            response.data
        }
    };
    let Some(absent) = &operation.absent else { return (data.clone(), plain) };
    let message = absent.message.as_deref().unwrap_or_default();
    let text = doc("A 404 that reports that there is none is a result, not an error.");
    let (output, finish, nothing) = match absent.empty {
        true => (data.clone(), plain, quote!(then(Vec::new))),
        false => {
            let some = quote! {
                fn output(&self, response: Decoded<Self::Data>) -> Self::Output {
                    Some(response.data)
                }
            };
            (quote!(Option<#data>), some, quote!(then_some(None)))
        }
    };
    let finish = quote! {
        #finish
        #text
        fn absent(error: &crate::error::Error) -> Option<Self::Output> {
            error.reports_absence(#message).#nothing
        }
    };
    (output, finish)
}

fn paged(operation: &Operation, api: &Api) -> Result<Option<TokenStream>, Problem> {
    let Some(pagination) = &operation.pagination else { return Ok(None) };
    let name = operation.request_name();
    let query = |wire: &str| operation.query_named(wire).map(|field| &field.ident);
    let (page, size) = (query(&pagination.page), query(&pagination.size));
    let (list, split) = if operation.result.list {
        (&operation.result.schema, quote!((Some(data), None)))
    } else {
        let key = pagination.items.rsplit('.').next().unwrap_or_default();
        let fields = reference_name(&operation.result.schema).and_then(|name| api.objects.get(name));
        let field = |wire: &str| fields?.iter().find(|field| field.wire == wire);
        let list = field(key).ok_or_else(|| operation.problem("/x-pagination/items", "the result is no component"))?;
        let paging = field("paging").map_or(quote!(None), |field| {
            let ident = &field.ident;
            quote!(data.#ident)
        });
        let ident = &list.ident;
        (&list.schema, quote!((data.#ident, #paging)))
    };
    let component = reference_name(&list["items"]).unwrap_or_default();
    let item = format_ident!("{component}");
    let id = api.objects.get(component).and_then(|fields| fields.iter().find(|field| field.wire == "id"));
    let id = match id.is_some_and(|id| id.ty.value().1 == 0) {
        true => quote!(Some(&item.id)),
        false => quote!(item.id.as_deref()),
    };
    Ok(Some(quote! {
        impl Paged for #name {
            type Item = types::#item;

            fn set_page(&mut self, page_no: u64, per_page: u64) {
                self.#page = Some(page_no);
                self.#size = Some(per_page);
            }

            fn split(data: Self::Data) -> (Option<Vec<Self::Item>>, Option<api::Paging>) {
                #split
            }

            fn id(item: &Self::Item) -> Option<&str> {
                #id
            }
        }
    }))
}
