//! The jobs of the client: alone, with many concurrent callers, and with a fault at each of their steps.

mod callers;
mod ensure;
mod faults;
mod many;
mod people;
mod sweep;
mod waits;
