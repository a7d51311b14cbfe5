//! `rtk` end to end against the emulator.

mod configuration;
#[cfg(feature = "emulator")]
mod emulator;
mod faults;
mod help;
mod hook;
#[cfg(unix)] // Ctrl-C is sent to the listener
mod listen;
mod world;
