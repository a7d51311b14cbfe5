//! Turns progenitor's asynchronous methods into functions that build a call without sending it.
//!
//! Progenitor's own method sends and decodes; retries, raw access, dry runs, size limits and lenient decoding would each
//! have to be squeezed into its hooks, sixty state machines would be compiled, and ids would reach the path unchecked.
//! A built call is data: the layer above decides how to send it. Sending and decoding happen in one place.

use std::collections::BTreeMap;

use quote::{format_ident, quote};
use syn::visit::{self, Visit};
use syn::visit_mut::{self, VisitMut};
use syn::{Expr, ExprCall, ItemFn, Local, Pat, Stmt, parse_quote};

use super::rust::{compact, doc, generic_argument};
use super::types::short;
use crate::api::Operation;
use crate::document::Problem;

/// Rewrites the method of one operation.
pub fn rewrite(method: &ItemFn, operation: &Operation) -> Result<ItemFn, Problem> {
    let failure = |what: &str| operation.problem("", format!("{what}; progenitor's layout has changed"));
    let url = local(method, "url").ok_or_else(|| failure("no `let url`"))?;
    let request = local(method, "request").ok_or_else(|| failure("no `let request`"))?;
    let mut url = url.clone();
    let mut segments = PathSegments { found: Vec::new() };
    segments.visit_expr_mut(&mut url);
    if segments.found.len() != operation.path_parameters.len() {
        return Err(failure("the path parameters are not where they are expected"));
    }
    let chain = without_tail(request.clone()).ok_or_else(|| failure("the request does not end in `.build()?`"))?;
    let mut chain = chain;
    let mut bodies = ExposeBody { found: false };
    bodies.visit_expr_mut(&mut chain);
    PlainQuery(operation).visit_expr_mut(&mut chain);
    if bodies.found != operation.body.is_some() {
        return Err(failure("the body is not where it is expected"));
    }
    let result = match &method.sig.output {
        syn::ReturnType::Type(_, ty) => {
            generic_argument(ty, "Result").and_then(|ty| generic_argument(&ty, "ResponseValue"))
        }
        syn::ReturnType::Default => None,
    };
    let result = short(result.ok_or_else(|| failure("the result is not a ResponseValue"))?);
    let mut signature = method.sig.clone();
    signature.asyncness = None;
    signature.generics = Default::default();
    signature.output = parse_quote!(-> Result<Call<#result>, Error>);
    for argument in &mut signature.inputs {
        RemoveLifetimes.visit_fn_arg_mut(argument);
        if let syn::FnArg::Typed(argument) = argument {
            *argument.ty = short((*argument.ty).clone());
            // typify's enums are Copy and passed by value; ours may hold a text.
            if let Some(inner) = generic_argument(&argument.ty, "Option")
                && compact(&inner).starts_with("types::")
            {
                *argument.ty = parse_quote!(Option<&#inner>);
            }
        }
    }
    let many = (signature.inputs.len() > 7).then(|| quote!(#[allow(clippy::too_many_arguments)]));
    let table = format_ident!("{}", operation.id.to_uppercase());
    let text = doc(&documentation(operation));
    let names = &segments.found;
    let texts = names.iter().map(ToString::to_string);
    Ok(parse_quote! {
        #text
        #many
        pub #signature {
            #(let #names = path_segment(#texts, #names)?;)*
            let url = #url;
            let request = #chain;
            Call::new(self, &operations::#table, request)
        }
    })
}

/// The documentation of an operation, shared by the low-level method and the request of the ergonomic crate.
pub fn documentation(operation: &Operation) -> String {
    let mut text =
        format!("{}.\n\n{}\n\n`{} {}`", operation.summary, operation.description, operation.method, operation.path);
    if let Some(docs) = &operation.docs {
        text.push_str(&format!("\n\nOfficial reference: [{}]({})", docs.heading, docs.url));
    }
    text
}

/// Names of the query parameters on the wire, by the argument that holds them.
pub fn query_names(method: &ItemFn) -> BTreeMap<String, String> {
    struct Queries(BTreeMap<String, String>);
    impl<'ast> Visit<'ast> for Queries {
        fn visit_expr_call(&mut self, node: &'ast ExprCall) {
            visit::visit_expr_call(self, node);
            if compact(&node.func).ends_with("repeated") {
                self.insert(&node.args);
            }
        }

        fn visit_expr_tuple(&mut self, node: &'ast syn::ExprTuple) {
            self.insert(&node.elems);
        }
    }
    impl Queries {
        fn insert(&mut self, pair: &syn::punctuated::Punctuated<Expr, syn::Token![,]>) {
            if let (Some(Expr::Lit(name)), Some(argument)) = (pair.first(), pair.last())
                && let syn::Lit::Str(name) = &name.lit
            {
                self.0.insert(compact(argument), name.value());
            }
        }
    }
    let mut queries = Queries(BTreeMap::new());
    queries.visit_item_fn(method);
    queries.0
}

fn local<'a>(method: &'a ItemFn, name: &str) -> Option<&'a Expr> {
    method.block.stmts.iter().find_map(|statement| match statement {
        Stmt::Local(Local { pat: Pat::Ident(pat), init: Some(init), .. }) if pat.ident == name => Some(&*init.expr),
        _ => None,
    })
}

/// Removes `.headers(header_map).build()?`: the version header names the document, which is of no use to the service.
fn without_tail(expr: Expr) -> Option<Expr> {
    let Expr::Try(expr) = expr else { return None };
    let Expr::MethodCall(build) = *expr.expr else { return None };
    let Expr::MethodCall(headers) = *build.receiver else { return None };
    (build.method == "build" && headers.method == "headers").then_some(*headers.receiver)
}

/// `encode_path(&id.to_string())` becomes the id, which is checked and encoded before: `encode_path` lets `.` and `..`
/// through.
struct PathSegments {
    found: Vec<syn::Ident>,
}

impl VisitMut for PathSegments {
    fn visit_macro_mut(&mut self, node: &mut syn::Macro) {
        let parser = syn::punctuated::Punctuated::<Expr, syn::Token![,]>::parse_terminated;
        if let Ok(mut arguments) = node.parse_body_with(parser) {
            arguments.iter_mut().for_each(|argument| self.visit_expr_mut(argument));
            node.tokens = quote!(#arguments);
        }
    }

    fn visit_expr_mut(&mut self, node: &mut Expr) {
        visit_mut::visit_expr_mut(self, node);
        if let Expr::Call(ExprCall { func, args, .. }) = node
            && compact(func) == "encode_path"
            && let Some(name) = args.first().map(compact)
            && let Some(name) = name.strip_prefix('&').and_then(|name| name.strip_suffix(".to_string()"))
        {
            let ident = format_ident!("{name}");
            *node = parse_quote!(#ident);
            self.found.push(ident);
        }
    }
}

/// Secrets serialise only inside `Exposed`; a request has to carry them.
struct ExposeBody {
    found: bool,
}

impl VisitMut for ExposeBody {
    fn visit_expr_method_call_mut(&mut self, node: &mut syn::ExprMethodCall) {
        visit_mut::visit_expr_method_call_mut(self, node);
        if node.method == "json" {
            node.args = parse_quote!(&Exposed(body));
            self.found = true;
        }
    }
}

/// Progenitor's `QueryParam` becomes what it does: a pair, or one pair for each value of a list.
struct PlainQuery<'a>(&'a Operation);

impl VisitMut for PlainQuery<'_> {
    fn visit_expr_mut(&mut self, node: &mut Expr) {
        visit_mut::visit_expr_mut(self, node);
        if let Expr::Call(ExprCall { func, args, .. }) = node
            && compact(func).ends_with("QueryParam::new")
            && let (Some(Expr::Lit(name)), Some(Expr::Reference(argument))) = (args.first(), args.last())
        {
            let argument = &argument.expr;
            let list = self.0.query_parameters.iter().any(|parameter| {
                compact(name) == format!("{:?}", parameter.name) && parameter.schema["type"] == "array"
            });
            *node = if list {
                parse_quote!(crate::path::repeated(#name, #argument))
            } else {
                parse_quote!([(#name, #argument)])
            };
        }
    }
}

struct RemoveLifetimes;

impl VisitMut for RemoveLifetimes {
    fn visit_type_reference_mut(&mut self, node: &mut syn::TypeReference) {
        node.lifetime = None;
        visit_mut::visit_type_reference_mut(self, node);
    }

    fn visit_receiver_mut(&mut self, node: &mut syn::Receiver) {
        *node = parse_quote!(&self);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::{Api, tests::small};
    use crate::codegen::{client, prepare, rust::unparse};

    fn rewritten(id: &str) -> String {
        let document = small();
        let api = Api::read(&document).unwrap();
        let methods = client::generate(&prepare::prepare(&document, &api)).unwrap().methods;
        let operation = api.operations.iter().find(|op| op.id == id).unwrap();
        unparse(vec![syn::Item::Fn(rewrite(&methods[id], operation).unwrap())])
    }

    #[test]
    fn a_method_builds_a_call() {
        let text = rewritten("rooms_list");
        assert!(text.contains("pub fn rooms_list("), "{text}");
        assert!(text.contains("-> Result<Call<Vec<types::Room>>, Error>"), "{text}");
        assert!(text.contains(r#"let app_id = path_segment("app_id", app_id)?;"#), "{text}");
        assert!(text.contains("Call::new(self, &operations::ROOMS_LIST, request)"), "{text}");
        assert!(!text.contains("api-version") && !text.contains("async") && !text.contains("'a"), "{text}");
    }

    #[test]
    fn a_body_may_carry_secrets() {
        assert!(rewritten("rooms_create").contains(".json(&Exposed(body))"));
    }

    #[test]
    fn a_changed_layout_is_reported() {
        let api = Api::read(&small()).unwrap();
        let method: ItemFn = parse_quote!(
            async fn rooms_get(&self) {}
        );
        let operation = api.operations.iter().find(|op| op.id == "rooms_get").unwrap();
        let error = rewrite(&method, operation).unwrap_err().to_string();
        assert!(error.ends_with("/get: no `let url`; progenitor's layout has changed"), "{error}");
    }
}
