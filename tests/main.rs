//! Tests of the workspace as a whole, against the emulator: what the client sends, reads and reports.

mod behaviour;
mod clients;
mod deviations;
mod document;
mod faults;
mod fields;
mod holes;
mod inputs;
mod jobs;
mod json;
mod limits;
mod observed;
mod paging;
mod pressure;
mod public_api;
mod requests;
mod responses;
mod samples;
mod schemas;
mod secrets;
mod spans;
mod webhooks;
mod wire;
