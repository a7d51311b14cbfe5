//! Decoding by the id of an operation: tests and fuzz targets go through all operations without naming sixty types.

use std::collections::BTreeMap;

use quote::{format_ident, quote};
use syn::{ItemFn, ReturnType};

use super::rust::{generic_argument, parsed};
use crate::api::Api;
use crate::document::Problem;

/// The items of `by_id.rs`.
pub fn table(api: &Api, methods: &BTreeMap<String, ItemFn>) -> Result<Vec<syn::Item>, Problem> {
    let mut arms = Vec::new();
    for operation in &api.operations {
        let id = &operation.id;
        let result = methods.get(id).and_then(|method| match &method.sig.output {
            ReturnType::Type(_, ty) => generic_argument(ty, "Result").and_then(|ty| generic_argument(&ty, "Call")),
            ReturnType::Default => None,
        });
        let result = result.ok_or_else(|| operation.problem("", "the function does not return a call"))?;
        let entry = format_ident!("{}", id.to_uppercase());
        arms.push(quote!(#id => read::<#result>(&operations::#entry, body),));
    }
    let tokens = quote! {
        use super::{operations, types};
        use crate::decode::{DecodeError, Decoded};
        use crate::test_support::{AnyResult, read};

        /// Reads the answer to the operation with this id; `None` when there is no such operation.
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

#[cfg(test)]
mod tests {
    use crate::api::tests::small;
    use crate::codegen::generate;

    #[test]
    fn every_operation_is_decoded_into_its_type() {
        let files = generate(&small()).unwrap();
        let (_, text) = files.iter().find(|(path, _)| path.ends_with("by_id.rs")).unwrap();
        assert!(text.contains(r#""rooms_list" => read::<Vec<types::Room>>(&operations::ROOMS_LIST, body),"#), "{text}");
        assert_eq!(text.matches("=> read::<").count(), 4, "{text}");
    }
}
