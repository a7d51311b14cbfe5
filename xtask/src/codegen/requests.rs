//! The requests of the ergonomic crate: for each operation its inputs as a struct, and the setters of the builder.
//!
//! The setters follow from the document, with its descriptions; writing them by hand would describe the API a second
//! time. How requests are reached (handles), sent, paged and retried is hand-written.

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::{FnArg, Ident, Item, ItemFn, Pat, Type, parse_quote};

use super::checks;
use super::methods::documentation;
use super::rust::{compact, doc, generic_argument};
use super::types::{FieldInfo, Input, StructInfo, input, setter, short};
use crate::api::{Api, Operation, Parameter, reference_name};

/// Items of the requests module of one resource.
pub fn items(
    operations: &[&Operation],
    methods: &BTreeMap<String, ItemFn>,
    structs: &[StructInfo],
    api: &Api,
) -> Result<Vec<Item>, String> {
    let mut tokens = quote! {
        use realtimekit_api::{self as api, Call, operations, types};
        use crate::request::{Operation, Paged, Request};
    };
    if !operations.iter().any(|operation| operation.pagination.is_some()) {
        tokens = quote! {
            use realtimekit_api::{self as api, Call, operations, types};
            use crate::request::{Operation, Request};
        };
    }
    for operation in operations {
        let method = methods.get(&operation.id).ok_or_else(|| format!("no method for {}", operation.id))?;
        tokens.extend(request(operation, method, structs, api)?);
    }
    let file: syn::File = syn::parse2(tokens).map_err(|error| format!("the requests are not Rust: {error}"))?;
    Ok(file.items)
}

/// Name of the request struct: `meetings_list` becomes `MeetingsList`.
pub fn struct_name(operation_id: &str) -> Ident {
    let mut name = String::new();
    for part in operation_id.split('_') {
        let mut letters = part.chars();
        name.extend(letters.next().map(|letter| letter.to_ascii_uppercase()));
        name.extend(letters);
    }
    format_ident!("{name}")
}

fn request(operation: &Operation, method: &ItemFn, structs: &[StructInfo], api: &Api) -> Result<TokenStream, String> {
    let name = struct_name(&operation.id);
    let method_name = &method.sig.ident;
    let table = format_ident!("{}", operation.id.to_uppercase());
    let data = result_type(method)?;
    let Finish { output, finish } = finish(operation, &data);
    let arguments = argument_types(method);
    let body = operation.body.as_ref().map(|body| {
        structs
            .iter()
            .find(|info| info.name == body.as_str())
            .ok_or_else(|| format!("{}: the body {body} is not an object", operation.id))
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
            let parameter = query_parameter(operation, ident)?;
            let owned = owned(&argument.ty);
            fields.push(quote!(pub(crate) #ident: #owned));
            queries.push((ident.clone(), owned.clone()));
            if generic_argument(&owned, "Option").is_none() {
                return Err(format!("{}: a required query parameter is not supported yet", operation.id));
            }
            path_values.push(quote!(#ident: None));
            let by_reference = compact(&argument.ty).contains('&');
            call.push(match (by_reference, compact(&argument.ty).as_str()) {
                (true, "Option<&str>") => quote!(self.#ident.as_deref()),
                (true, _) => quote!(self.#ident.as_ref()),
                (false, _) => quote!(self.#ident),
            });
            let paging =
                operation.pagination.as_ref().is_some_and(|paging| *ident == paging.page || *ident == paging.size);
            if !paging {
                let field = FieldInfo {
                    ident: ident.clone(),
                    wire: ident.to_string(),
                    ty: types_path(owned),
                    required: false,
                    doc: parameter.description.clone(),
                };
                setters.push(setter(&field, &quote!(self.operation.#ident), &quote!()));
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
        }
    }
    let check = checks::request(operation, &queries, api);
    let text = doc(&documentation(operation, api));
    let paged = paged(operation, &name, api)?;
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

/// What the caller gets, made of what the service sent.
struct Finish {
    output: TokenStream,
    finish: TokenStream,
}

fn finish(operation: &Operation, data: &Type) -> Finish {
    let plain = quote! {
        fn output(data: Self::Data) -> Self::Output {
            data
        }
    };
    let Some(absent) = &operation.absent else { return Finish { output: quote!(#data), finish: plain } };
    let message = absent.message.as_deref().unwrap_or_default();
    let text = doc("A 404 that says there is none is a result, not an error.");
    if absent.empty {
        let finish = quote! {
            #plain
            #text
            fn absent(error: &crate::Error) -> Option<Self::Output> {
                error.says_absent(#message).then(Vec::new)
            }
        };
        return Finish { output: quote!(#data), finish };
    }
    let finish = quote! {
        fn output(data: Self::Data) -> Self::Output {
            Some(data)
        }
        #text
        fn absent(error: &crate::Error) -> Option<Self::Output> {
            error.says_absent(#message).then_some(None)
        }
    };
    Finish { output: quote!(Option<#data>), finish }
}

fn paged(operation: &Operation, name: &Ident, api: &Api) -> Result<Option<TokenStream>, String> {
    let Some(pagination) = &operation.pagination else { return Ok(None) };
    let (page, size) = (format_ident!("{}", pagination.page), format_ident!("{}", pagination.size));
    let key = pagination.items.rsplit('.').next().unwrap_or_default();
    let (items, split) = if operation.result.list {
        (&operation.result.schema["items"], quote!((output, None)))
    } else {
        let result = reference_name(&operation.result.schema).and_then(|name| api.schemas.get(name));
        let field = format_ident!("{key}");
        let items =
            &result.ok_or_else(|| format!("{}: the result is not a component", operation.id))?["properties"][key];
        (&items["items"], quote!((output.#field, output.paging)))
    };
    let component = reference_name(items).ok_or_else(|| format!("{}: the items are not a component", operation.id))?;
    let item = format_ident!("{component}");
    let required =
        api.schemas[component]["required"].as_array().is_some_and(|required| required.contains(&"id".into()));
    let id = if required { quote!(Some(&item.id)) } else { quote!(item.id.as_deref()) };
    Ok(Some(quote! {
        impl Paged for #name {
            type Item = types::#item;

            fn set_page(&mut self, page_no: u64, per_page: u64) {
                self.#page = Some(page_no);
                self.#size = Some(per_page);
            }

            fn split(output: Self::Data) -> (Vec<Self::Item>, Option<api::Paging>) {
                #split
            }

            fn id(item: &Self::Item) -> Option<&str> {
                #id
            }
        }
    }))
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

fn result_type(method: &ItemFn) -> Result<Type, String> {
    match &method.sig.output {
        syn::ReturnType::Type(_, ty) => generic_argument(ty, "Result").and_then(|ty| generic_argument(&ty, "Call")),
        syn::ReturnType::Default => None,
    }
    .map(short)
    .ok_or_else(|| format!("{} does not return a call", method.sig.ident))
}

fn query_parameter<'a>(operation: &'a Operation, ident: &Ident) -> Result<&'a Parameter, String> {
    let found = operation.query_parameters.iter().find(|parameter| *ident == parameter.name);
    found.ok_or_else(|| format!("{}: {ident} is not a parameter of the document", operation.id))
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
        let document = small();
        let api = Api::read(&document).unwrap();
        let generated = client::generate(&prepare::prepare(&document, &api)).unwrap();
        let opened = enums::open(generated.types, &api).unwrap();
        let (_, structs) = types::patch(opened, &api, &types::Usage::of(&api)).unwrap();
        let rewritten = api
            .operations
            .iter()
            .map(|op| (op.id.clone(), methods::rewrite(&generated.methods[&op.id], op, &api).unwrap()))
            .collect();
        let operations: Vec<_> = api.operations.iter().collect();
        unparse(items(&operations, &rewritten, &structs, &api).unwrap())
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
    fn a_patch_can_clear_a_field() {
        assert!(text().contains("self.operation.body.name = Some(None);"));
    }
}
