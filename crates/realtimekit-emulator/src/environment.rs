//! Defaults from the environment, with which a test suite runs in another fidelity or with another seed.

use std::env::{self, VarError};
use std::io;

use crate::world::fidelity::Fidelity;

const FIDELITY: &str = "REALTIMEKIT_EMULATOR_FIDELITY";

const SEED: &str = "REALTIMEKIT_EMULATOR_SEED";

pub(crate) fn fidelity() -> io::Result<Fidelity> {
    read(FIDELITY, env::var(FIDELITY), "documented or observed", |text| match text {
        "documented" => Some(Fidelity::Documented),
        "observed" => Some(Fidelity::Observed),
        _ => None,
    })
}

pub(crate) fn seed() -> io::Result<u64> {
    read(SEED, env::var(SEED), "an integer from 0", |text| text.parse().ok())
}

/// The value of a variable; the default if it is not set or empty.
fn read<T: Default>(
    name: &str,
    value: Result<String, VarError>,
    expected: &str,
    parse: impl FnOnce(&str) -> Option<T>,
) -> io::Result<T> {
    let problem = |value: String| {
        let message = format!("the environment variable {name} is {value:?}, but {expected} is expected");
        io::Error::new(io::ErrorKind::InvalidInput, message)
    };
    match value {
        Err(VarError::NotPresent) => Ok(T::default()),
        Err(VarError::NotUnicode(value)) => Err(problem(value.to_string_lossy().into_owned())),
        Ok(text) if text.is_empty() => Ok(T::default()),
        Ok(text) => parse(&text).ok_or_else(|| problem(text)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_value_than_expected_is_named() {
        let seed = |value| read(SEED, value, "an integer from 0", |text| text.parse::<u64>().ok());
        assert_eq!(seed(Err(VarError::NotPresent)).unwrap(), 0);
        assert_eq!(seed(Ok(String::new())).unwrap(), 0);
        assert_eq!(seed(Ok("7".to_owned())).unwrap(), 7);
        let error = seed(Ok("-1".to_owned())).unwrap_err().to_string();
        let expected =
            "the environment variable REALTIMEKIT_EMULATOR_SEED is \"-1\", but an integer from 0 is expected";
        assert_eq!(error, expected);
    }
}
