//! `rtk` as a program: what is printed, what is sent, and the exit codes.

mod api;
mod commands;
mod habits;
mod help;
mod login;
mod program;
