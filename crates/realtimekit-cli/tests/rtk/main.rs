//! `rtk` end to end against the emulator.

mod api;
mod commands;
mod configuration;
#[cfg(target_os = "linux")] // a terminal is simulated
mod editing;
mod emulator;
mod faults;
mod files;
mod habits;
mod help;
mod hook;
mod input;
#[cfg(unix)] // Ctrl-C is sent to the listener
mod listen;
mod login;
#[cfg(target_os = "linux")] // `script` has other options elsewhere
mod prompt;
mod world;
