//! One page of a list.

use std::ops::Deref;

use realtimekit_api::Paging;

/// One page of a list: some of its items, not the whole list.
///
/// It iterates over its items and dereferences to a slice of them.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Page<T> {
    /// The items, in the order of the list.
    pub items: Vec<T>,
    /// Number of the page, counted from 1.
    pub number: u64,
    /// Position of the page in the whole list, if the service reports it.
    pub paging: Option<Paging>,
}

impl<T> Page<T> {
    pub(crate) fn new(items: Vec<T>, number: u64, paging: Option<Paging>) -> Self {
        Self { items, number, paging }
    }
}

impl<T> Deref for Page<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.items
    }
}

impl<T> IntoIterator for Page<T> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.items.into_iter()
    }
}

impl<'a, T> IntoIterator for &'a Page<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.items.iter()
    }
}
