//! The operations as types: the parameter of [`Request`](crate::Request).

pub use crate::generated::active_session::*;
pub use crate::generated::analytics::*;
pub use crate::generated::apps::*;
pub use crate::generated::livestreams::*;
pub use crate::generated::meetings::*;
pub use crate::generated::participants::*;
pub use crate::generated::presets::*;
pub use crate::generated::recordings::*;
pub use crate::generated::sessions::*;
pub use crate::generated::webhooks::*;
pub use crate::operation::{Operation, Paged};
