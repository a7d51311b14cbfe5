//! How closely the emulator follows the documents.

/// How an emulator responds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Fidelity {
    /// As the OpenAPI document describes.
    #[default]
    Documented,
    /// As the real service has been seen to: other shapes, other statuses, numbers as text, and so on.
    Observed,
}
