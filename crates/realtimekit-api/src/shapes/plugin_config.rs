//! The plugins of a preset, in three forms.

use std::collections::BTreeMap;

use crate::decode::{Decode, Fault, Field, Form, Number, Reader};
use crate::encode::{Encode, Json};
use crate::types::{PluginAccess, PluginAccessEntry, PluginAccessMap, PluginConfig};
use crate::values::serde;

impl Decode for PluginConfig {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, Fault> {
        let at = reader.position();
        let object = match reader.form()? {
            Form::Text(id) => return Ok(Self::String(id.into_owned())),
            Form::Number(Number::Natural(id)) => return Ok(Self::String(id.to_string())),
            Form::Object(object) => object,
            _ => {
                let expected = "an object with the access to each plugin, one access, or the id of a plugin";
                return Err(Fault::refused(expected, at));
            }
        };
        let mut object = object.with_entries(size_of::<PluginAccessEntry>());
        let (mut access_control, mut handles_view_only) = (None, None);
        let mut plugins = BTreeMap::new();
        reader.fields(&mut object, &mut |key, reader| {
            match key {
                "access_control" => access_control = Option::decode(reader)?,
                "handles_view_only" => handles_view_only = Option::decode(reader)?,
                _ => plugins.extend(Option::decode(reader)?.map(|access| (key.to_owned(), access))),
            }
            Ok(Field::Read)
        })?;
        match (access_control, handles_view_only) {
            (None, None) => Ok(Self::PluginAccessMap(plugins.into())),
            (Some(access_control), Some(handles_view_only)) => {
                Ok(Self::PluginAccess(PluginAccess { access_control, handles_view_only }))
            }
            (None, _) => Err(object.lacks("access_control")),
            (_, None) => Err(object.lacks("handles_view_only")),
        }
    }
}

impl Encode for PluginConfig {
    fn encode(&self, json: &mut Json) -> Result<(), serde_json::Error> {
        match self {
            Self::String(id) => id.encode(json),
            Self::PluginAccess(access) => access.encode(json),
            Self::PluginAccessMap(plugins) => plugins.encode(json),
        }
    }
}

serde! { PluginConfig }

impl Decode for PluginAccessMap {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, Fault> {
        BTreeMap::decode(reader).map(Self)
    }
}

impl Encode for PluginAccessMap {
    fn encode(&self, json: &mut Json) -> Result<(), serde_json::Error> {
        self.0.encode(json)
    }
}

serde! { PluginAccessMap }

#[cfg(test)]
mod tests {
    use serde::Deserialize;
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
