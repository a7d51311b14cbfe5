// Made from openapi/realtimekit.yaml by `cargo xtask codegen`. Do not edit: change the document or
// the step in xtask/src/codegen/ that writes this, and run the command again.

//! Types of `apps`.

#[allow(unused_imports)]
use super::*;

/// An app: the container of meetings, presets, recordings and webhooks. Older responses call it an
/// organization and name its id `organization_id`.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct App {
    /// When the app was created.
    pub created_at: Option<crate::Timestamp>,
    /// Identifier of the app, a UUID of 36 characters. It is part of the path of every other operation.
    pub id: String,
    /// Name of the app as shown in the dashboard.
    pub name: Option<String>,
}

crate::record! {
    App { "created_at" => created_at : optional, "id" => id : required, "name" => name :
    optional }
}

/// What is needed to create an app.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct AppCreate {
    /// Name of the new app. It need not be unique.
    pub name: String,
}

crate::record! {
    AppCreate { "name" => name : required }
}

impl AppCreate {
    /// A `AppCreate` with everything that is required.
    pub fn new(name: impl Into<String>) -> Self {
        Self { name: name.into() }
    }
}
