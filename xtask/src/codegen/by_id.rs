//! Decoding by the id of an operation: tests and fuzz targets go through all operations without naming sixty types.

use quote::quote;

use super::rust::parsed;
use crate::document::Problem;
use crate::model::{Api, Scope};

/// The items of `by_id.rs`.
pub fn table(api: &Api) -> Result<Vec<syn::Item>, Problem> {
    let arms = api.operations.iter().map(|operation| {
        let (id, entry) = (&operation.id, operation.table_name());
        let result = operation.result.ty.tokens(Scope::Crate);
        quote!(#id => read::<#result>(&operations::#entry, body),)
    });
    let tokens = quote! {
        use super::{operations, types};
        use crate::decode::{DecodeError, Decoded};
        use crate::test_support::{AnyResult, read};

        /// Decodes the response to the operation with this id; `None` if there is no such operation.
        #[allow(clippy::too_many_lines)]
        pub fn decode(id: &str, body: &[u8]) -> Option<Result<Decoded<Box<dyn AnyResult>>, DecodeError>> {
            Some(match id {
                #(#arms)*
                _ => return None,
            })
        }
    };
    parsed(tokens, "the decoders")
}
