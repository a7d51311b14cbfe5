//! The requests of the ergonomic crate: for each operation its inputs as a struct, and the setters of the builder.
//!
//! The setters follow from the document, with its descriptions; writing them by hand would describe the API a second
//! time. How requests are reached (handles), sent, paged and retried is hand-written.

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::{FnArg, Ident, Item, ItemFn, Pat, Type, parse_quote};

use super::checks::{self, Rules};
use super::methods::{documentation, query_names};
use super::names;
use super::rust::{compact, doc, generic_argument, parsed};
use super::types::{FieldInfo, Input, StructInfo, input, setter, short};
use crate::api::{Api, Operation, Parameter, reference_name};
use crate::document::Problem;

/// Items of the requests module of one resource.
pub fn items(
    operations: &[&Operation],
    methods: &BTreeMap<String, ItemFn>,
    structs: &[StructInfo],
    api: &Api,
    rules: &Rules<'_>,
) -> Result<Vec<Item>, Problem> {
    let paged = operations.iter().any(|operation| operation.pagination.is_some());
    let lists = operations.iter().any(|operation| operation.pagination.is_some() && operation.result.list);
    let paged = paged.then(|| {
        quote!(
            use crate::operation::Paged;
        )
    });
    let page = lists.then(|| {
        quote!(
            use crate::page::Page;
        )
    });
    let mut tokens = quote! {
        use realtimekit_api::decode::Decoded;
        use realtimekit_api::{self as api, Call, operations, types};
        use crate::operation::{Operation, sealed::Sealed};
        #paged
        #page
        use crate::request::Request;
    };
    for operation in operations {
        let method = methods.get(&operation.id).ok_or_else(|| operation.problem("", "there is no method for it"))?;
        tokens.extend(request(operation, method, structs, api, rules)?);
    }
    let items = parsed(tokens, "the requests")?;
    names::check(&items, RESERVED, |owner| {
        let name = owner.trim_start_matches("Request<").trim_end_matches('>');
        let operation = operations.iter().find(|operation| operation.request_name() == name);
        operation.map(|operation| operation.place.clone()).unwrap_or_default()
    })?;
    Ok(items)
}

/// Methods that every request has. A setter of the same name would be a second one, or hide it.
const RESERVED: &[&str] = &[
    "all",
    "at_page",
    "build",
    "clone",
    "concurrency",
    "deadline",
    "dry_run",
    "execute",
    "extra_field",
    "extra_query",
    "fetch",
    "header",
    "idempotent",
    "lenient",
    "limit",
    "list",
    "new",
    "pages",
    "per_page",
    "prepare",
    "retry_policy",
    "send",
    "send_raw",
    "send_with_response",
    "start_page",
    "stream",
    "timeout",
];

fn request(
    operation: &Operation,
    method: &ItemFn,
    structs: &[StructInfo],
    api: &Api,
    rules: &Rules<'_>,
) -> Result<TokenStream, Problem> {
    let name = format_ident!("{}", operation.request_name());
    let method_name = &method.sig.ident;
    let table = format_ident!("{}", operation.id.to_uppercase());
    let data = types_path(result_type(method, operation)?);
    let arguments = argument_types(method);
    let body = operation.body.as_ref().map(|body| {
        structs
            .iter()
            .find(|info| info.name == body.as_str())
            .ok_or_else(|| operation.problem("/requestBody", format!("the body {body} became no object")))
    });
    let body = body.transpose()?;

    let mut fields = Vec::new();
    let mut new_arguments = Vec::new();
    let mut new_values = Vec::new();
    let mut path_arguments = Vec::new();
    let mut path_values = Vec::new();
    let mut call = Vec::new();
    let mut setters = Vec::new();
    let mut queries = Vec::new();
    let query_names = query_names(method);
    for argument in &arguments {
        let ident = &argument.name;
        if ident == "account_id" {
            call.push(quote!(account_id));
        } else if ident == "body" {
            call.push(quote!(&self.body));
        } else if operation.path_parameters.iter().any(|parameter| *ident == parameter.name) {
            fields.push(quote!(pub(crate) #ident: String));
            path_arguments.push(quote!(#ident: &str));
            path_values.push(quote!(#ident: #ident.to_owned()));
            call.push(quote!(&self.#ident));
        } else {
            let wire = query_names.get(&ident.to_string());
            let parameter = operation.query_parameters.iter().find(|parameter| wire == Some(&parameter.name));
            let parameter =
                parameter.ok_or_else(|| operation.problem("/parameters", format!("there is none for {ident}")))?;
            let owned = types_path(owned(&argument.ty));
            fields.push(quote!(pub(crate) #ident: #owned));
            queries.push(Query { ident: ident.clone(), ty: owned.clone(), parameter });
            path_values.push(quote!(#ident: None));
            let by_reference = compact(&argument.ty).contains('&');
            call.push(match (by_reference, compact(&argument.ty).as_str()) {
                (true, "Option<&str>") => quote!(self.#ident.as_deref()),
                (true, _) => quote!(self.#ident.as_ref()),
                (false, _) => quote!(self.#ident),
            });
            if !operation.pages_by(&parameter.name) {
                let field = FieldInfo {
                    ident: ident.clone(),
                    wire: parameter.name.clone(),
                    ty: owned,
                    required: false,
                    doc: parameter.description.clone(),
                };
                setters.push(setter(&field, &quote!(self.operation.#ident), &quote!()));
                setters.push(maybe(&field));
            }
        }
    }
    let mut with_body = None;
    if let Some(body) = body {
        let ty = &body.name;
        fields.push(quote!(pub(crate) body: types::#ty));
        let required: Vec<_> = body.fields.iter().filter(|field| field.required).collect();
        let mut body_arguments = Vec::new();
        for field in required {
            let ident = &field.ident;
            let Input { argument, .. } = input(&types_path(field.ty.clone()), ident);
            new_arguments.push(quote!(#ident: #argument));
            body_arguments.push(quote!(#ident));
        }
        new_values.push(quote!(body: types::#ty::new(#(#body_arguments),*)));
        with_body = Some(quote! {
            #[allow(dead_code)] // which of the two constructors a handle uses is its choice
            pub(crate) fn with_body(#(#path_arguments,)* body: types::#ty) -> Self {
                Self { #(#path_values,)* body }
            }
        });
        for field in body.fields.iter().filter(|field| !field.required) {
            let ident = &field.ident;
            let field = FieldInfo { ty: types_path(field.ty.clone()), ..field.clone() };
            setters.push(setter(&field, &quote!(self.operation.body.#ident), &quote!()));
            setters.push(maybe(&field));
        }
    }
    let Finish { output, finish } = finish(operation, &data, &queries);
    let check = checks::request(operation, &queries, rules);
    let text = doc(&documentation(operation));
    let paged = paged(operation, &name, &queries, structs, api)?;
    let setters = (!setters.is_empty()).then(|| quote!(impl Request<#name> { #(#setters)* }));
    let many = (path_arguments.len() + new_arguments.len() > 7).then(|| quote!(#[allow(clippy::too_many_arguments)]));
    let fields = if fields.is_empty() { quote!({}) } else { quote!({ #(#fields),* }) };
    Ok(quote! {
        #text
        #[derive(Clone, Debug)]
        pub struct #name #fields

        impl #name {
            #many
            #[allow(dead_code)]
            pub(crate) fn new(#(#path_arguments,)* #(#new_arguments),*) -> Self {
                Self { #(#path_values,)* #(#new_values),* }
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
                api.#method_name(#(#call),*)
            }

            #finish

            #check
        }
        #paged
        #setters
    })
}

/// The output of an operation and how it is made.
struct Finish {
    output: TokenStream,
    finish: TokenStream,
}

fn finish(operation: &Operation, data: &Type, queries: &[Query<'_>]) -> Finish {
    let pagination = operation.pagination.as_ref().filter(|_| operation.result.list);
    let page = pagination.and_then(|pages| queries.iter().find(|query| query.parameter.name == pages.page));
    if let Some(Query { ident: page, .. }) = page {
        let item = generic_argument(data, "Vec");
        let finish = quote! {
            fn output(&self, response: Decoded<Self::Data>) -> Self::Output {
                Page::new(response.data, self.#page.unwrap_or(1), response.paging)
            }
        };
        return Finish { output: quote!(Page<#item>), finish };
    }
    let plain = quote! {
        fn output(&self, response: Decoded<Self::Data>) -> Self::Output {
            response.data
        }
    };
    let Some(absent) = &operation.absent else { return Finish { output: quote!(#data), finish: plain } };
    let message = absent.message.as_deref().unwrap_or_default();
    let text = doc("A 404 that reports that there is none is a result, not an error.");
    if absent.empty {
        let finish = quote! {
            #plain
            #text
            fn absent(error: &crate::error::Error) -> Option<Self::Output> {
                error.reports_absence(#message).then(Vec::new)
            }
        };
        return Finish { output: quote!(#data), finish };
    }
    let finish = quote! {
        fn output(&self, response: Decoded<Self::Data>) -> Self::Output {
            Some(response.data)
        }
        #text
        fn absent(error: &crate::error::Error) -> Option<Self::Output> {
            error.reports_absence(#message).then_some(None)
        }
    };
    Finish { output: quote!(Option<#data>), finish }
}

fn paged(
    operation: &Operation,
    name: &Ident,
    queries: &[Query<'_>],
    structs: &[StructInfo],
    api: &Api,
) -> Result<Option<TokenStream>, Problem> {
    let Some(pagination) = &operation.pagination else { return Ok(None) };
    let query = |key: &str, name: &str| {
        let query = queries
            .iter()
            .find(|query| query.parameter.name == name)
            .filter(|query| compact(&query.ty) == "Option<u64>");
        query.map(|query| &query.ident).ok_or_else(|| {
            operation.problem(
                &format!("/x-pagination/{key}"),
                format!(
                    "{name:?} is no query parameter of type integer with a minimum of 0 or more: correct it or the name"
                ),
            )
        })
    };
    let (page, size) = (query("page", &pagination.page)?, query("size", &pagination.size)?);
    let problem = |message: &str| operation.problem("/x-pagination/items", message);
    let key = pagination.items.rsplit('.').next().unwrap_or_default();
    let (items, split) = if operation.result.list {
        (&operation.result.schema["items"], quote!((data, None)))
    } else {
        let result =
            reference_name(&operation.result.schema).and_then(|name| structs.iter().find(|info| info.name == name));
        let result = result.ok_or_else(|| problem("the result is not a component: make it one"))?;
        let field = |wire: &str| result.fields.iter().find(|field| field.wire == wire).map(|field| &field.ident);
        let list = field(key).ok_or_else(|| problem("the result has no such property: correct the name"))?;
        let paging = field("paging").map_or(quote!(None), |paging| quote!(data.#paging));
        (&api.schemas[&result.name.to_string()]["properties"][key]["items"], quote!((data.#list, #paging)))
    };
    let component = reference_name(items).ok_or_else(|| problem("the items are not a component: make them one"))?;
    let item = format_ident!("{component}");
    let schema = &api.schemas[component];
    let required = schema["required"].as_array().is_some_and(|required| required.contains(&"id".into()));
    let id = if required && schema["properties"]["id"]["nullable"] != true {
        quote!(Some(&item.id))
    } else {
        quote!(item.id.as_deref())
    };
    Ok(Some(quote! {
        impl Paged for #name {
            type Item = types::#item;

            fn set_page(&mut self, page_no: u64, per_page: u64) {
                self.#page = Some(page_no);
                self.#size = Some(per_page);
            }

            fn split(data: Self::Data) -> (Vec<Self::Item>, Option<api::Paging>) {
                #split
            }

            fn id(item: &Self::Item) -> Option<&str> {
                #id
            }
        }
    }))
}

/// The twin of a setter that takes an `Option`.
fn maybe(field: &FieldInfo) -> TokenStream {
    let ident = &field.ident;
    let plain = ident.to_string();
    let plain = plain.trim_end_matches('_');
    let name = format_ident!("maybe_{plain}");
    let text = doc(&format!("As [`{ident}`](Self::{ident}) if there is a value; `None` changes nothing."));
    let inner = generic_argument(&field.ty, "Option").unwrap_or_else(|| field.ty.clone());
    let inner = generic_argument(&inner, "Option").unwrap_or(inner);
    let Input { argument, .. } = input(&inner, ident);
    quote! {
        #text
        pub fn #name(self, value: Option<#argument>) -> Self {
            match value {
                Some(value) => self.#ident(value),
                None => self,
            }
        }
    }
}

/// A query parameter and the argument that holds it.
pub struct Query<'a> {
    pub ident: Ident,
    pub ty: Type,
    pub parameter: &'a Parameter,
}

struct Argument {
    name: Ident,
    ty: Type,
}

fn argument_types(method: &ItemFn) -> Vec<Argument> {
    let typed = method.sig.inputs.iter().filter_map(|argument| match argument {
        FnArg::Typed(argument) => match &*argument.pat {
            Pat::Ident(pat) => Some(Argument { name: pat.ident.clone(), ty: short((*argument.ty).clone()) }),
            _ => None,
        },
        FnArg::Receiver(_) => None,
    });
    typed.collect()
}

fn result_type(method: &ItemFn, operation: &Operation) -> Result<Type, Problem> {
    match &method.sig.output {
        syn::ReturnType::Type(_, ty) => generic_argument(ty, "Result").and_then(|ty| generic_argument(&ty, "Call")),
        syn::ReturnType::Default => None,
    }
    .map(short)
    .ok_or_else(|| operation.problem("", "its function does not return a call"))
}

/// `Option<&str>` becomes `Option<String>`, `Option<&T>` becomes `Option<T>`.
fn owned(ty: &Type) -> Type {
    if let Some(inner) = generic_argument(ty, "Option") {
        let inner = owned(&inner);
        return parse_quote!(Option<#inner>);
    }
    match ty {
        Type::Reference(reference) if compact(&reference.elem) == "str" => parse_quote!(String),
        Type::Reference(reference) => owned(&reference.elem),
        other => other.clone(),
    }
}

/// Types of the API crate get their path as seen from the ergonomic crate.
fn types_path(ty: Type) -> Type {
    use syn::visit_mut::{self, VisitMut};
    struct Qualify;
    impl VisitMut for Qualify {
        fn visit_type_path_mut(&mut self, node: &mut syn::TypePath) {
            visit_mut::visit_type_path_mut(self, node);
            let path = &node.path;
            let first = path.segments.first().map(|segment| segment.ident.to_string()).unwrap_or_default();
            if first == "crate" {
                let rest = path.segments.iter().skip(1);
                node.path = parse_quote!(api::#(#rest)::*);
            } else if path.segments.len() == 1
                && !matches!(first.as_str(), "Option" | "Vec" | "String" | "bool" | "u64" | "i64" | "f64" | "Box")
            {
                node.path = parse_quote!(types::#path);
            }
        }
    }
    let mut ty = ty;
    Qualify.visit_type_mut(&mut ty);
    ty
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::tests::small;
    use crate::codegen::{client, enums, methods, prepare, rust::unparse, types};

    fn text() -> String {
        text_of(&small())
    }

    fn text_of(document: &crate::document::Document) -> String {
        let api = Api::read(document).unwrap();
        let generated = client::generate(&prepare::prepare(document, &api)).unwrap();
        let opened = enums::open(generated.types, &api).unwrap();
        let (_, structs) = types::patch(opened, &api, &types::Usage::of(&api)).unwrap();
        let rewritten = api
            .operations
            .iter()
            .map(|op| (op.id.clone(), methods::rewrite(&generated.methods[&op.id], op).unwrap()))
            .collect();
        let operations: Vec<_> = api.operations.iter().collect();
        unparse(items(&operations, &rewritten, &structs, &api, &Rules::of(&api)).unwrap())
    }

    #[test]
    fn required_inputs_are_arguments_and_optional_ones_setters() {
        let text = text();
        assert!(text.contains("pub(crate) fn new(app_id: &str, name: impl Into<String>) -> Self"), "{text}");
        assert!(text.contains("pub(crate) fn with_body(app_id: &str, body: types::RoomCreate) -> Self"), "{text}");
        assert!(text.contains("impl Request<RoomsCreate> {"), "{text}");
        assert!(text.contains("pub fn size(mut self, value: u64) -> Self"), "{text}");
        assert!(text.contains("pub fn secret(mut self, value: impl Into<api::Secret>)"), "{text}");
        assert!(text.contains("value: impl Into<types::State>"), "{text}");
        assert!(text.contains("impl IntoIterator<Item = impl Into<types::State>>"), "{text}");
    }

    #[test]
    fn paged_lists_can_be_moved_to_a_page() {
        let text = text();
        assert!(text.contains("impl Paged for RoomsList"), "{text}");
        assert!(!text.contains("pub fn page_no("), "{text}");
    }

    #[test]
    fn query_parameters_are_known_by_their_names_on_the_wire() {
        let text = crate::api::tests::SMALL.replace("- name: state\n", "- name: type\n").replace("page_no", "pageNo");
        let document = crate::document::Document::parse(std::path::Path::new("small.yaml"), &text).unwrap();
        let text = text_of(&document);
        assert!(text.contains("pub fn type_("), "{text}");
        assert!(text.contains("self.page_no = Some(page_no);") && !text.contains("pub fn page_no("), "{text}");
    }

    #[test]
    fn a_paging_block_is_taken_from_where_it_stands() {
        let with = |property: &str| {
            let rooms = "        rooms: { type: array, description: The rooms.";
            let text = crate::api::tests::SMALL.replace(rooms, &format!("{property}{rooms}"));
            text_of(&crate::document::Document::parse(std::path::Path::new("small.yaml"), &text).unwrap())
        };
        let count = "        count: { type: integer, description: Their number. }\n";
        assert!(with(count).contains("(data.rooms, None)"));
        let paging = "        paging: { $ref: '#/components/schemas/Paging' }\n";
        assert!(with(&format!("{count}{paging}")).contains("(data.rooms, data.paging)"));
    }

    #[test]
    fn the_methods_of_all_requests_are_reserved() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates/realtimekit/src");
        for file in ["request.rs", "paging/mod.rs", "paging/fetch.rs"] {
            let file = syn::parse_file(&std::fs::read_to_string(folder.join(file)).unwrap()).unwrap();
            let impls = file.items.iter().filter_map(|item| match item {
                Item::Impl(item) if item.trait_.is_none() && compact(&item.self_ty) == "Request<O>" => Some(item),
                _ => None,
            });
            for item in impls.flat_map(|item| &item.items) {
                let syn::ImplItem::Fn(method) = item else { continue };
                let name = method.sig.ident.to_string();
                assert!(RESERVED.contains(&name.as_str()), "add {name} to RESERVED");
            }
        }
    }

    #[test]
    fn a_patch_can_clear_a_field() {
        assert!(text().contains("self.operation.body.name = Some(None);"));
    }
}
