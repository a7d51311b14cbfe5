//! `rtk` end to end against the emulator.

mod emulator;
mod faults;
mod help;
mod hook;
#[cfg(unix)] // Ctrl-C is sent to the listener
mod listen;
mod settled;
mod world;
