//! Functions that build a call without sending it, from progenitor's asynchronous methods.
//!
//! Progenitor's own method sends and decodes; retries, raw access, dry runs, size limits and lenient decoding would each
//! have to be squeezed into its hooks, sixty state machines would be compiled, and ids would reach the path unchecked.
//! A built call is data: the layer above decides how to send it. Sending and decoding happen in one place.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::punctuated::Punctuated;
use syn::visit_mut::{self, VisitMut};
use syn::{Block, Expr, ExprMethodCall, Local, Pat, Stmt, Token, parse_quote};

use super::rust::doc;
use crate::document::Problem;
use crate::model::{Operation, Scope};

/// The function of an operation, with the URL and the request of progenitor's method.
pub fn function(operation: &Operation, method: Option<&Block>) -> Result<TokenStream, Problem> {
    let failure = |what: &str| operation.problem("", format!("{what}: progenitor's layout has changed"));
    let method = method.ok_or_else(|| failure("progenitor wrote no method"))?;
    let mut url = local(method, "url").ok_or_else(|| failure("there is no `let url`"))?.clone();
    let request = local(method, "request").ok_or_else(|| failure("there is no `let request`"))?;
    let mut request = without_tail(request).ok_or_else(|| failure("the request does not end in `.build()?`"))?.clone();
    let mut adapted = Adapted { operation, segments: 0, bodies: 0 };
    adapted.visit_expr_mut(&mut url);
    adapted.visit_expr_mut(&mut request);
    if adapted.segments != operation.path_parameters.len() || adapted.bodies != usize::from(operation.body.is_some()) {
        return Err(failure("path parameters or body are not where they are expected"));
    }
    let id = format_ident!("{}", operation.id);
    let table = operation.table_name();
    let result = operation.result.ty.tokens(Scope::Crate);
    let text = doc(&documentation(operation));
    let segments: Vec<_> = operation.path_parameters.iter().map(|name| format_ident!("{name}")).collect();
    let names = &operation.path_parameters;
    let queries = operation.query.iter().map(|field| {
        let ident = &field.ident;
        let (ty, _) = field.ty.borrowed(&quote!());
        quote!(#ident: #ty,)
    });
    let body = operation.body.as_ref().map(|body| {
        let body = format_ident!("{body}");
        quote!(body: &types::#body,)
    });
    let arguments = segments.len() + operation.query.len() + usize::from(body.is_some());
    let many = (arguments > 6).then(|| quote!(#[allow(clippy::too_many_arguments)]));
    Ok(quote! {
        #text
        #many
        pub fn #id(&self, #(#segments: &str,)* #(#queries)* #body) -> Result<Call<#result>, Error> {
            #(let #segments = path_segment(#names, #segments)?;)*
            let url = #url;
            let request = #request;
            Call::new(self, &operations::#table, request)
        }
    })
}

/// What the document says about an operation, and its path.
pub fn facts(operation: &Operation) -> String {
    format!("{}\n\n`{} {}`", operation.description, operation.method, operation.path)
}

/// The documentation of an operation, shared by the low-level function and the request of the ergonomic crate.
pub fn documentation(operation: &Operation) -> String {
    let mut text = format!("{}.\n\n{}", operation.summary, facts(operation));
    if let Some((heading, url)) = &operation.docs {
        text.push_str(&format!("\n\nOfficial reference: [{heading}]({url})"));
    }
    text
}

fn local<'a>(method: &'a Block, name: &str) -> Option<&'a Expr> {
    method.stmts.iter().find_map(|statement| match statement {
        Stmt::Local(Local { pat: Pat::Ident(pat), init: Some(init), .. }) if pat.ident == name => Some(&*init.expr),
        _ => None,
    })
}

/// Removes `.headers(header_map).build()?`: the version header names the document, which is of no use to the service.
fn without_tail(expr: &Expr) -> Option<&Expr> {
    let Expr::Try(expr) = expr else { return None };
    let Expr::MethodCall(build) = &*expr.expr else { return None };
    let Expr::MethodCall(headers) = &*build.receiver else { return None };
    (build.method == "build" && headers.method == "headers").then_some(&*headers.receiver)
}

/// `encode_path(&id.to_string())` becomes the id, which is checked and encoded before: `encode_path` lets `.` and `..`
/// through. The body is exposed: secrets serialise only inside `Exposed`, and a request has to carry them.
/// `QueryParam::new` becomes a pair, or a pair for each value of a list: that is all of `progenitor-client` that would be
/// needed at run time.
struct Adapted<'a> {
    operation: &'a Operation,
    segments: usize,
    bodies: usize,
}

impl VisitMut for Adapted<'_> {
    fn visit_macro_mut(&mut self, node: &mut syn::Macro) {
        if let Ok(mut arguments) = node.parse_body_with(Punctuated::<Expr, Token![,]>::parse_terminated) {
            arguments.iter_mut().for_each(|argument| self.visit_expr_mut(argument));
            node.tokens = quote!(#arguments);
        }
    }

    fn visit_expr_mut(&mut self, node: &mut Expr) {
        visit_mut::visit_expr_mut(self, node);
        let Expr::Call(call) = node else { return };
        let (Expr::Path(function), Some(Expr::Reference(last))) = (&*call.func, call.args.last()) else { return };
        let value = &last.expr;
        if let (true, Expr::MethodCall(text)) = (function.path.is_ident("encode_path"), &**value) {
            *node = (*text.receiver).clone();
            self.segments += 1;
        } else if let (2, Some(Expr::Lit(name))) = (call.args.len(), call.args.first()) {
            let list = self.operation.query.iter().any(|field| {
                matches!(&name.lit, syn::Lit::Str(text) if text.value() == field.wire)
                    && field.schema["type"] == "array"
            });
            *node =
                if list { parse_quote!(crate::path::repeated(#name, #value)) } else { parse_quote!([(#name, #value)]) };
        }
    }

    fn visit_expr_method_call_mut(&mut self, node: &mut ExprMethodCall) {
        visit_mut::visit_expr_method_call_mut(self, node);
        if node.method == "json" {
            node.args = parse_quote!(&Exposed(body));
            self.bodies += 1;
        }
    }
}
