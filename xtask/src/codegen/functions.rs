//! Functions that build a call without sending it, from progenitor's asynchronous methods.
//!
//! Progenitor's own method sends and decodes; retries, raw access, dry runs, size limits and lenient decoding would each
//! have to be squeezed into its hooks, sixty state machines would be compiled, and ids would reach the path unchecked.
//! A built call is data: the layer above decides how to send it. Sending and decoding happen in one place.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::visit_mut::{self, VisitMut};
use syn::{Block, Expr, ExprMethodCall, Local, Pat, Stmt, parse_quote};

use super::rust::doc;
use crate::document::Problem;
use crate::model::{Operation, Scope};

/// The function of an operation, with the request of progenitor's method.
pub fn function(operation: &Operation, method: Option<&Block>) -> Result<TokenStream, Problem> {
    let failure = |what: &str| operation.problem("", format!("{what}: progenitor's layout has changed"));
    let method = method.ok_or_else(|| failure("progenitor wrote no method"))?;
    let request = local(method, "request").ok_or_else(|| failure("there is no `let request`"))?;
    let mut request = without_tail(request).ok_or_else(|| failure("the request does not end in `.build()?`"))?.clone();
    let mut adapted = Adapted { operation, starts: 0, parameters: 0, bodies: 0 };
    adapted.visit_expr_mut(&mut request);
    let expected = (1, operation.query.len(), usize::from(operation.body.is_some()));
    if (adapted.starts, adapted.parameters, adapted.bodies) != expected {
        return Err(failure("URL, query parameters or body are not where they are expected"));
    }
    let id = format_ident!("{}", operation.id);
    let table = operation.table_name();
    let result = operation.result.ty.tokens(Scope::Crate);
    let text = doc(&documentation(operation));
    let segments: Vec<_> = operation.path_parameters.iter().map(|name| format_ident!("{name}")).collect();
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
            let request = #request;
            Ok(Call::new(self, &operations::#table, request))
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

/// Adapts the request to the client of the crate. The start of the request becomes `Client::request`, which checks and
/// encodes the identifiers: progenitor's own URL lets `.` and `..` through. The body is exposed: secrets serialise only
/// inside `Exposed`, and a request has to carry them. `query` with `QueryParam::new` becomes `parameter`, or `repeated` for
/// a list: that is all of `progenitor-client` that would be needed at run time.
struct Adapted<'a> {
    operation: &'a Operation,
    starts: usize,
    parameters: usize,
    bodies: usize,
}

impl VisitMut for Adapted<'_> {
    fn visit_expr_mut(&mut self, node: &mut Expr) {
        visit_mut::visit_expr_mut(self, node);
        if let Expr::MethodCall(json) = &*node
            && json.method == "json"
        {
            let request = &json.receiver;
            *node = parse_quote!(#request.json(body)?);
            self.bodies += 1;
            return;
        }
        if let Expr::MethodCall(header) = &*node
            && header.method == "header"
            && let Expr::MethodCall(start) = &*header.receiver
            && let Some(Expr::Path(url)) = start.args.first()
            && url.path.is_ident("url")
        {
            let method = format_ident!("{}", self.operation.method);
            let table = self.operation.table_name();
            let identifiers = self.operation.path_parameters.iter().map(|name| format_ident!("{name}"));
            *node = parse_quote!(self.request(Method::#method, &operations::#table, &[#(#identifiers),*])?);
            self.starts += 1;
        }
    }

    fn visit_expr_method_call_mut(&mut self, node: &mut ExprMethodCall) {
        visit_mut::visit_expr_method_call_mut(self, node);
        if node.method == "query"
            && let Some(Expr::Reference(argument)) = node.args.first()
            && let Expr::Call(pair) = &*argument.expr
            && let (Some(Expr::Lit(name)), Some(Expr::Reference(value))) = (pair.args.first(), pair.args.last())
            && let syn::Lit::Str(wire) = &name.lit
            && let Some(field) = self.operation.query_named(&wire.value())
        {
            let value = &value.expr;
            let list = field.schema["type"] == "array";
            node.method = format_ident!("{}", if list { "repeated" } else { "parameter" });
            node.args = parse_quote!(#name, #value);
            self.parameters += 1;
        }
    }
}
