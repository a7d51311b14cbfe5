//! The plugins of a preset, in three forms.

use std::collections::BTreeMap;
use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, Error, MapAccess, Visitor};

use crate::types::{PluginAccess, PluginConfig};

impl<'de> Deserialize<'de> for PluginConfig {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Forms;

        impl<'de> Visitor<'de> for Forms {
            type Value = PluginConfig;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object with the access to each plugin, one access, or the id of a plugin")
            }

            fn visit_str<E>(self, id: &str) -> Result<Self::Value, E> {
                Ok(PluginConfig::String(id.to_owned()))
            }

            fn visit_u64<E>(self, id: u64) -> Result<Self::Value, E> {
                Ok(PluginConfig::String(id.to_string()))
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let (mut access_control, mut handles_view_only) = (None, None);
                let mut plugins = BTreeMap::new();
                while let Some(key) = map.next_key::<String>()? {
                    match key.as_str() {
                        "access_control" => access_control = map.next_value()?,
                        "handles_view_only" => handles_view_only = map.next_value()?,
                        _ => plugins.extend(map.next_value::<Option<_>>()?.map(|access| (key, access))),
                    }
                }
                match (access_control, handles_view_only) {
                    (None, None) => Ok(PluginConfig::PluginAccessMap(plugins.into())),
                    (Some(access_control), Some(handles_view_only)) => {
                        Ok(PluginConfig::PluginAccess(PluginAccess { access_control, handles_view_only }))
                    }
                    (None, _) => Err(A::Error::missing_field("access_control")),
                    (_, None) => Err(A::Error::missing_field("handles_view_only")),
                }
            }
        }

        deserializer.deserialize_any(Forms)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::types::PluginAccessControl;

    fn read(value: &Value) -> Result<PluginConfig, serde_json::Error> {
        PluginConfig::deserialize(value)
    }

    #[test]
    fn all_three_forms_are_read() {
        assert_eq!(read(&json!("p")).unwrap(), PluginConfig::String("p".to_owned()));
        assert_eq!(read(&json!(7)).unwrap(), PluginConfig::String("7".to_owned()));
        let PluginConfig::PluginAccessMap(plugins) =
            read(&json!({ "p": { "access_control": "VIEW_ONLY" }, "q": null })).unwrap()
        else {
            panic!("not the map")
        };
        assert_eq!((plugins.len(), plugins["p"].access_control.as_ref()), (1, Some(&PluginAccessControl::ViewOnly)));
        let access = json!({ "access_control": "FULL_ACCESS", "handles_view_only": true });
        assert!(matches!(read(&access).unwrap(), PluginConfig::PluginAccess(access) if access.handles_view_only));
        assert!(
            read(&json!({ "access_control": "FULL_ACCESS" })).unwrap_err().to_string().contains("handles_view_only")
        );
    }
}
