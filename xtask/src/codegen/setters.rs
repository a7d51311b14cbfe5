//! How values are taken as arguments: by `Into` and from iterators.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::rust::doc;
use crate::model::{Field, Scope, Ty};

/// An argument and the expression that converts it.
pub struct Input {
    pub argument: TokenStream,
    pub convert: TokenStream,
}

impl Ty {
    /// Whether a value is taken as it is.
    pub fn is_plain(&self) -> bool {
        matches!(self, Self::Bool | Self::U64 | Self::I64 | Self::JsonObject)
    }

    /// Numbers and booleans as they are, lists and maps from iterators, everything else by `Into`.
    pub fn input(&self, name: &Ident, scope: Scope) -> Input {
        let tokens = self.tokens(scope);
        match self {
            Self::List(item) => {
                let item = item.tokens(scope);
                Input {
                    argument: quote!(impl IntoIterator<Item = impl Into<#item>>),
                    convert: quote!(#name.into_iter().map(Into::into).collect()),
                }
            }
            Self::Map(item) => {
                let item = item.tokens(scope);
                Input {
                    argument: quote!(impl IntoIterator<Item = (impl Into<String>, #item)>),
                    convert: quote!(#name.into_iter().map(|(key, value)| (key.into(), value)).collect()),
                }
            }
            plain if plain.is_plain() => Input { argument: tokens, convert: quote!(#name) },
            _ => Input { argument: quote!(impl Into<#tokens>), convert: quote!(#name.into()) },
        }
    }
}

/// A chained setter for an optional field that lies at `target`; a field that can be cleared gets a second one.
pub fn setter(field: &Field, target: &TokenStream, attributes: &TokenStream, scope: Scope) -> TokenStream {
    let ident = &field.ident;
    let text = doc(&field.description);
    let (value, depth) = field.ty.value();
    let Input { argument, convert } = value.input(&format_ident!("value"), scope);
    let stored = match depth {
        0 => convert,
        1 => quote!(Some(#convert)),
        _ => quote!(Some(Some(#convert))),
    };
    let clear = (depth > 1).then(|| {
        let name = format_ident!("clear_{}", ident.to_string().trim_end_matches('_'));
        let text = doc(&format!(
            "Sets `{}` to `null`, which clears it; leaving it out keeps the value it has.",
            ident.to_string().trim_end_matches('_')
        ));
        quote! {
            #text
            #attributes
            pub fn #name(mut self) -> Self {
                #target = Some(None);
                self
            }
        }
    });
    quote! {
        #text
        #attributes
        pub fn #ident(mut self, value: #argument) -> Self {
            #target = #stored;
            self
        }
        #clear
    }
}

/// The twin of the setter of a request's input that takes an `Option`.
pub fn maybe_setter(field: &Field) -> TokenStream {
    let ident = &field.ident;
    let name = format_ident!("maybe_{}", ident.to_string().trim_end_matches('_'));
    let text = doc(&format!("As [`{ident}`](Self::{ident}) if there is a value; `None` changes nothing."));
    let Input { argument, .. } = field.ty.value().0.input(ident, Scope::Ergonomic);
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
