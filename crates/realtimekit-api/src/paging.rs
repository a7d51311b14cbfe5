//! The paging block of a list.

use crate::values::record;

/// The position of a page in the whole list.
///
/// There are more pages while `end_offset` is smaller than `total_count`. Some lists have no paging block.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Paging {
    /// Number of items in the whole list at the time of the request.
    pub total_count: Option<u64>,
    /// Position of the first item of the page, counted from 1.
    pub start_offset: Option<u64>,
    /// Position of the last item of the page, counted from 1, itself included.
    pub end_offset: Option<u64>,
}

record! {
    Paging {
        "total_count" => total_count: optional,
        "start_offset" => start_offset: optional,
        "end_offset" => end_offset: optional,
    }
}

impl Paging {
    /// Whether there are more pages; `None` if the block does not say so.
    pub fn has_more(&self) -> Option<bool> {
        Some(self.end_offset? < self.total_count?)
    }
}
