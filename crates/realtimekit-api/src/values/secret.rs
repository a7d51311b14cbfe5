//! Values that must not be printed.

use std::borrow::Cow;
use std::cell::Cell;
use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de, ser};

use crate::decode::{Decode, Fault, Reader};
use crate::encode::{Encode, Json, to_value};

/// The text that is printed in place of a secret.
const REDACTED: &str = "[redacted]";

/// A token, key, password or signed link.
///
/// `Debug` prints `[redacted]`. Serialising fails, so that neither the secret nor a placeholder for it is sent or stored
/// by accident: wrap the whole structure in [`Exposed`] to write its secrets, or in [`Redacted`] to write `[redacted]` in
/// their places. [`expose`](Self::expose) returns the value.
///
/// Deserialising refuses the text `[redacted]`, which is what a redacted copy holds.
#[derive(Clone, Default, PartialEq, Eq, Hash)]
pub struct Secret(String);

impl Secret {
    /// Wraps a value.
    pub fn new(value: impl Into<String>) -> Self {
        Self(value.into())
    }

    /// Returns the value. Keep it out of logs.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// Returns the value, owned.
    pub fn into_exposed(self) -> String {
        self.0
    }

    /// Whether the value is empty, as the service sends it if there is no value.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(REDACTED)
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

impl Secret {
    /// The text to write at the moment.
    fn written(&self) -> Result<&str, &'static str> {
        match SECRETS.get() {
            Secrets::Refused => Err("a secret is not serialised by default: wrap the value in `Exposed` to write its \
                                     secrets, or in `Redacted` to leave them out"),
            Secrets::Exposed => Ok(&self.0),
            Secrets::Redacted => Ok(REDACTED),
        }
    }
}

impl Serialize for Secret {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.written().map_err(ser::Error::custom)?)
    }
}

impl Encode for Secret {
    fn encode(&self, json: &mut Json) -> Result<(), serde_json::Error> {
        json.scalar(self.written().map_err(ser::Error::custom)?)
    }
}

impl<'de> Deserialize<'de> for Secret {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = String::deserialize(deserializer)?;
        if value == REDACTED {
            return Err(de::Error::custom(
                "the secret was redacted when the value was written: wrap the value in `Exposed` to write its secrets",
            ));
        }
        Ok(Self(value))
    }
}

impl Decode for Secret {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, Fault> {
        let at = reader.position();
        let text = reader.text()?;
        Self::read(text, at)
    }
}

impl Secret {
    /// The secret in the text at this offset.
    pub(crate) fn read(text: Cow<'_, str>, at: usize) -> Result<Self, Fault> {
        match text {
            text if text == REDACTED => Err(Fault::refused("a secret that is not redacted", at)),
            text => Ok(Self(text.into_owned())),
        }
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

/// How secrets are serialised at the moment. serde hands no context down to the fields of a structure.
#[derive(Clone, Copy, PartialEq)]
enum Secrets {
    Refused,
    Exposed,
    Redacted,
}

thread_local! {
    static SECRETS: Cell<Secrets> = const { Cell::new(Secrets::Refused) };
}

/// Runs `build`; secrets are serialised as `secrets` until it returns or panics.
fn with<R>(secrets: Secrets, build: impl FnOnce() -> R) -> R {
    struct Restore(Secrets);
    impl Drop for Restore {
        fn drop(&mut self) {
            SECRETS.set(self.0);
        }
    }
    let _restore = Restore(SECRETS.replace(secrets));
    build()
}

/// Runs `build` with secrets redacted, also those inside [`Exposed`].
pub fn redacted<R>(build: impl FnOnce() -> R) -> R {
    with(Secrets::Redacted, build)
}

/// Serialises a structure with its secrets.
///
/// ```
/// # use realtimekit_api::{Exposed, Redacted, Secret};
/// let key = Secret::new("s3cr3t");
/// assert!(serde_json::to_string(&key).is_err());
/// assert_eq!(serde_json::to_string(&Exposed(&key)).unwrap(), r#""s3cr3t""#);
/// assert_eq!(serde_json::to_string(&Redacted(&key)).unwrap(), r#""[redacted]""#);
/// ```
pub struct Exposed<T>(
    /// The structure.
    pub T,
);

/// Runs `build` with secrets exposed. A value that is redacted as a whole stays redacted.
pub(crate) fn exposed<R>(build: impl FnOnce() -> R) -> R {
    with(if SECRETS.get() == Secrets::Redacted { Secrets::Redacted } else { Secrets::Exposed }, build)
}

impl<T: Encode> Exposed<T> {
    /// The structure as JSON, with its secrets.
    ///
    /// # Errors
    ///
    /// Fails as serialising does.
    pub fn to_value(&self) -> Result<serde_json::Value, serde_json::Error> {
        exposed(|| to_value(&self.0))
    }
}

impl<T: Serialize> Serialize for Exposed<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        exposed(|| self.0.serialize(serializer))
    }
}

impl<T> fmt::Debug for Exposed<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Exposed").field(&format_args!("{REDACTED}")).finish()
    }
}

/// Serialises a structure with `[redacted]` in place of each secret, for logs and screens.
#[derive(Debug)]
pub struct Redacted<T>(
    /// The structure.
    pub T,
);

impl<T: Serialize> Serialize for Redacted<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        redacted(|| self.0.serialize(serializer))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn json(value: impl Serialize) -> Result<String, String> {
        serde_json::to_string(&value).map_err(|error| error.to_string())
    }

    #[test]
    fn a_secret_is_not_printed() {
        let secret = Secret::new("s3cr3t");
        assert_eq!(format!("{secret:?}"), "[redacted]");
        assert_eq!(format!("{:?}", Exposed(&secret)), "Exposed([redacted])");
        assert_eq!(secret.expose(), "s3cr3t");
    }

    #[test]
    fn serialising_a_bare_secret_fails_and_names_the_fix() {
        let error = json(Some([Secret::new("s3cr3t")])).unwrap_err();
        assert!(error.contains("wrap the value in `Exposed`") && !error.contains("s3cr3t"), "{error}");
    }

    #[test]
    fn a_redacted_copy_is_refused_when_it_is_read() {
        let stored = json(Redacted(Secret::new("s3cr3t"))).unwrap();
        let error = serde_json::from_str::<Secret>(&stored).unwrap_err().to_string();
        assert!(error.contains("redacted when the value was written: wrap the value in `Exposed`"), "{error}");
        let stored = json(Exposed(Secret::new("s3cr3t"))).unwrap();
        assert_eq!(serde_json::from_str::<Secret>(&stored).unwrap().expose(), "s3cr3t");
    }

    #[test]
    fn redaction_is_stronger_than_exposure() {
        let secret = || Secret::new("a");
        assert_eq!(redacted(|| json(Exposed(secret()))).unwrap(), r#""[redacted]""#);
        assert_eq!(json(Redacted(Exposed(secret()))).unwrap(), r#""[redacted]""#);
        assert_eq!(json(Exposed(Redacted(secret()))).unwrap(), r#""[redacted]""#);
        assert_eq!(json(Exposed((Redacted(secret()), secret()))).unwrap(), r#"["[redacted]","a"]"#);
    }

    #[test]
    fn exposure_ends_with_the_structure() {
        assert!(json((Exposed(Secret::new("a")), Secret::new("b"))).is_err());
        assert!(json(Secret::new("a")).is_err());
    }
}
