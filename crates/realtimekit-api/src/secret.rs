//! Values that must not be printed.

use std::cell::Cell;
use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// Stands where a secret is not shown.
const CENSORED: &str = "[censored]";

/// A token, key, password or signed link.
///
/// `Debug` prints `[censored]`, and so does serialising, so that a secret reaches neither logs nor stored copies by
/// accident. [`expose`](Self::expose) gives the value; [`Exposed`] serialises a whole structure with its secrets. A copy
/// that was stored without them is refused when it is read: `[censored]` is nobody's password.
#[derive(Clone, Default, PartialEq, Eq, Hash)]
pub struct Secret(String);

impl Secret {
    /// Wraps a value.
    pub fn new(value: impl Into<String>) -> Self {
        Self(value.into())
    }

    /// The value itself. Keep it out of logs.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// The value itself, owned.
    pub fn into_exposed(self) -> String {
        self.0
    }

    /// Whether the value is empty, which the service sends in place of none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(CENSORED)
    }
}

impl From<String> for Secret {
    fn from(value: String) -> Self {
        Self(value)
    }
}

impl From<&str> for Secret {
    fn from(value: &str) -> Self {
        Self(value.to_owned())
    }
}

impl Serialize for Secret {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(if EXPOSED.get() && !CENSORING.get() { &self.0 } else { CENSORED })
    }
}

impl<'de> Deserialize<'de> for Secret {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = String::deserialize(deserializer)?;
        if value == CENSORED {
            let mend = "this secret was left out when it was written; wrap the value in `Exposed` to write secrets too";
            return Err(de::Error::custom(mend));
        }
        Ok(Self(value))
    }
}

#[cfg(feature = "schemars")]
impl schemars::JsonSchema for Secret {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Secret".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "x-sensitive": true })
    }
}

thread_local! {
    static EXPOSED: Cell<bool> = const { Cell::new(false) };
    static CENSORING: Cell<bool> = const { Cell::new(false) };
}

/// Runs `build` with [`Exposed`] out of force, so that what it builds can be shown to people.
pub fn censored<R>(build: impl FnOnce() -> R) -> R {
    let _restore = Restore(&CENSORING, CENSORING.replace(true));
    build()
}

/// Sets a flag back on every way out, also when a serialiser panics.
struct Restore(&'static std::thread::LocalKey<Cell<bool>>, bool);

impl Drop for Restore {
    fn drop(&mut self) {
        self.0.set(self.1);
    }
}

/// Serialises a structure with the secrets in it.
///
/// ```
/// use realtimekit_api::{Exposed, Secret};
///
/// let key = Secret::new("s3cr3t");
/// assert_eq!(serde_json::to_string(&key).unwrap(), r#""[censored]""#);
/// assert_eq!(serde_json::to_string(&Exposed(&key)).unwrap(), r#""s3cr3t""#);
/// ```
pub struct Exposed<T>(
    /// What is serialised.
    pub T,
);

impl<T: Serialize> Serialize for Exposed<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let _restore = Restore(&EXPOSED, EXPOSED.replace(true));
        self.0.serialize(serializer)
    }
}

impl<T> fmt::Debug for Exposed<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Exposed").field(&format_args!("{CENSORED}")).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_not_printed() {
        let secret = Secret::new("s3cr3t");
        assert_eq!(format!("{secret:?}"), "[censored]");
        assert_eq!(format!("{:?}", Exposed(&secret)), "Exposed([censored])");
        assert_eq!(secret.expose(), "s3cr3t");
    }

    #[test]
    fn a_copy_without_its_secrets_is_refused() {
        let stored = serde_json::to_string(&Secret::new("s3cr3t")).unwrap();
        let error = serde_json::from_str::<Secret>(&stored).unwrap_err().to_string();
        assert!(error.contains("left out when it was written; wrap the value in `Exposed`"), "{error}");
        let stored = serde_json::to_string(&Exposed(Secret::new("s3cr3t"))).unwrap();
        assert_eq!(serde_json::from_str::<Secret>(&stored).unwrap().expose(), "s3cr3t");
    }

    #[test]
    fn censoring_is_stronger_than_exposure() {
        let text = censored(|| serde_json::to_string(&Exposed(Secret::new("a"))).unwrap());
        assert_eq!(text, r#""[censored]""#);
        assert_eq!(serde_json::to_string(&Exposed(Secret::new("a"))).unwrap(), r#""a""#);
    }

    #[test]
    fn exposure_ends_with_the_structure() {
        let pair = (Exposed(Secret::new("a")), Secret::new("b"));
        assert_eq!(serde_json::to_string(&pair).unwrap(), r#"["a","[censored]"]"#);
    }
}
