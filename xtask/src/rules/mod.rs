//! The rules about the document that a JSON Schema cannot say.

mod examples;
mod names;
mod operations;
mod schemas;
#[cfg(test)]
mod tests;

use crate::document::{Document, Problem};
use crate::model::Api;

#[cfg(test)]
pub use names::RESERVED;

/// Reads the model of a document that the generator supports, or lists everything that is wrong.
pub fn read(document: &Document) -> Result<Api, Vec<Problem>> {
    let api = Api::read(document)?;
    let mut problems = names::problems(&api);
    problems.extend(schemas::problems(&api));
    problems.extend(operations::problems(&api, document));
    if problems.is_empty() { Ok(api) } else { Err(problems) }
}

/// What a document that breaks no rule holds, or everything that is wrong with it. What the generator needs comes first:
/// other findings would only follow from it.
pub fn check(document: &Document) -> Result<String, Vec<Problem>> {
    let api = read(document)?;
    let examples = examples::all(document);
    let mut problems = operations::editorial(&api, document);
    problems.extend(examples::problems(document, &examples));
    if !problems.is_empty() {
        return Err(problems);
    }
    Ok(format!(
        "{} breaks no rule: {} operations, {} events, {} components, {} examples",
        document.file.display(),
        api.operations.len(),
        api.webhooks.len(),
        api.schemas.len(),
        examples.len(),
    ))
}
