//! The operation table: facts about operations.

/// An entry of the operation table.
#[derive(Debug)]
#[non_exhaustive]
pub struct Operation {
    /// Name of the operation, `resource_verb`; also the name of its function.
    pub id: &'static str,
    /// HTTP method in capitals.
    pub method: &'static str,
    /// Path below the base URL, with parameters in braces.
    pub path: &'static str,
    /// Resource the operation belongs to.
    pub tag: &'static str,
    /// The operation in a few words.
    pub summary: &'static str,
    /// Whether sending the request twice has the same effect as sending it once.
    pub idempotent: bool,
    /// Whether the operation is in upstream's OpenAPI document but in none of its SDKs.
    pub upstream: bool,
    /// HTTP status of success according to the document; every other 2xx is accepted too.
    pub status: u16,
    /// How to page through the result, where it is a paged list.
    pub pagination: Option<Pagination>,
    pub(crate) result: ResultForm,
}

/// How a list is paged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Pagination {
    /// Query parameter with the number of the page, counted from 1.
    pub page: &'static str,
    /// Query parameter with the number of items on a page.
    pub size: &'static str,
    /// Path of the items in the response body, as keys joined by dots.
    pub items: &'static str,
    /// Path of the paging block in the response body, as keys joined by dots.
    pub paging: &'static str,
}

/// The location of the result in a response.
#[derive(Debug)]
pub(crate) struct ResultForm {
    /// Keys below `data` under which the result may be.
    pub(crate) wrapped_in: &'static [&'static str],
    /// Whether the result is the list of items alone.
    pub(crate) list: bool,
    /// Fields of the result that may also be next to `data`.
    pub(crate) beside: &'static [&'static str],
    /// Keys of the result that hold the items, where the result of a paged list holds other things too.
    pub(crate) items_in: &'static [&'static str],
    /// Fields of the result that are the same as a parameter in the path of the request: all names of the field, and the
    /// parameter.
    pub(crate) from_path: &'static [(&'static [&'static str], &'static str)],
    /// How to find what the request created if its response cannot be read; empty if it creates nothing.
    pub(crate) find: &'static str,
}
