//! Requests and jobs run when they are awaited.

/// Implements `IntoFuture` by a method that consumes the value. `$life` bounds what the value borrows.
macro_rules! awaited {
    ([$($generics:tt)*] $awaited:ty, $life:lifetime, $run:ident -> $output:ty) => {
        impl<$($generics)*> std::future::IntoFuture for $awaited {
            type Output = $output;
            type IntoFuture = std::pin::Pin<Box<dyn std::future::Future<Output = Self::Output> + Send + $life>>;

            fn into_future(self) -> Self::IntoFuture {
                Box::pin(self.$run())
            }
        }
    };
}

pub(crate) use awaited;
