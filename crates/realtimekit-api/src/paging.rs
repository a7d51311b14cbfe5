//! The paging block of a list.

use serde::{Deserialize, Serialize};

/// The position of a page in the whole list.
///
/// There are more pages while `end_offset` is smaller than `total_count`. Some lists have no paging block.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Paging {
    /// Number of items in the whole list at the time of the request.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub total_count: Option<u64>,
    /// Position of the first item of the page, counted from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start_offset: Option<u64>,
    /// Position of the last item of the page, counted from 1, itself included.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end_offset: Option<u64>,
}

impl Paging {
    /// Whether there are more pages; `None` if the block does not say so.
    pub fn has_more(&self) -> Option<bool> {
        Some(self.end_offset? < self.total_count?)
    }
}
