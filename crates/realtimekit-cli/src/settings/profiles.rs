//! Profiles in the configuration folder of the platform, readable by their owner only.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Write;
use std::path::PathBuf;
use std::time::Duration;
use std::{env, fmt, fs, io};

use realtimekit::{Client, Error};
use serde::{Deserialize, Serialize};

use crate::failure::Failure;

/// The name of the profile if none is named.
pub const DEFAULT_PROFILE: &str = "default";

/// Settings under a name.
#[derive(Clone, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Profile {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub account_id: Option<String>,
    pub api_token: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub app_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub base_url: Option<String>,
}

impl Profile {
    /// Creates a client with these settings.
    pub fn client(&self, deadline: Duration) -> Result<Client, Error> {
        let builder = Client::builder().api_token(self.api_token.as_str()).deadline(deadline);
        let mut builder = builder.user_agent(concat!("rtk/", env!("CARGO_PKG_VERSION")));
        if let Some(account_id) = &self.account_id {
            builder = builder.account_id(account_id);
        }
        if let Some(app_id) = &self.app_id {
            builder = builder.app_id(app_id);
        }
        if let Some(base_url) = &self.base_url {
            builder = builder.base_url(base_url);
        }
        builder.build()
    }
}

impl fmt::Debug for Profile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Profile").field("account_id", &self.account_id).finish_non_exhaustive()
    }
}

/// All profiles: the file `profiles.toml`.
#[derive(Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Profiles {
    /// Name of the profile that is used if none is named.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub default: Option<String>,
    #[serde(default)]
    pub profiles: BTreeMap<String, Profile>,
}

impl Profiles {
    /// The file: `RTK_CONFIG_DIR`, or the folder `realtimekit` in the configuration folder of the platform.
    pub fn path() -> Result<PathBuf, Failure> {
        let folder = env::var_os("RTK_CONFIG_DIR").filter(|folder| !folder.is_empty()).map(PathBuf::from);
        let folder = folder.or_else(|| dirs::config_dir().map(|folder| folder.join("realtimekit")));
        let missing = || Failure::other("no configuration folder is known").hint("set RTK_CONFIG_DIR");
        Ok(folder.ok_or_else(missing)?.join("profiles.toml"))
    }

    /// Reads the file; there are no profiles if it does not exist.
    pub fn read() -> Result<Self, Failure> {
        let path = Self::path()?;
        let failed = |reason: String| Failure::other(format!("{} {reason}", path.display()));
        let text = match fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Self::default()),
            Err(error) => return Err(failed(format!("cannot be read: {error}"))),
        };
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = fs::metadata(&path)?.permissions().mode() & 0o777;
            if mode & 0o077 != 0 {
                let hint = format!("chmod 600 {}", path.display());
                return Err(failed(format!("has file mode {mode:o}, so that others can read its tokens")).hint(hint));
            }
        }
        // The error of the parser quotes the line, which may be that of a token.
        toml::from_str(&text).map_err(|error| {
            let line = error.span().and_then(|span| text.get(..span.start)).map_or(1, |text| text.lines().count());
            failed(format!("line {line}: {}", error.message()))
        })
    }

    /// Changes the file while other commands wait: none of their changes is lost. Returns its path.
    pub fn change(change: impl FnOnce(&mut Self) -> Result<(), Failure>) -> Result<PathBuf, Failure> {
        let path = Self::path()?.with_extension("lock");
        let lock = || {
            fs::create_dir_all(path.parent().unwrap_or(&path))?;
            let file = File::options().create(true).truncate(false).write(true).open(&path)?;
            fs4::FileExt::lock(&file)?;
            Ok(file) // locked until it is closed
        };
        let failed = |error: io::Error| Failure::other(format!("{} cannot be locked: {error}", path.display()));
        let _lock = lock().map_err(failed)?;
        let mut profiles = Self::read()?;
        change(&mut profiles)?;
        profiles.write()
    }

    /// Writes the file with mode 0600, replacing the old one as a whole.
    fn write(&self) -> Result<PathBuf, Failure> {
        let path = Self::path()?;
        let failed = |error: io::Error| Failure::other(format!("{} cannot be written: {error}", path.display()));
        let text = toml::to_string(self).map_err(|error| Failure::other(error.to_string()))?;
        let folder = path.parent().unwrap_or(&path);
        fs::create_dir_all(folder).map_err(failed)?;
        // A temporary file is readable by its owner only.
        let mut file = tempfile::NamedTempFile::new_in(folder).map_err(failed)?;
        file.write_all(text.as_bytes()).map_err(failed)?;
        file.persist(&path).map_err(|error| failed(error.error))?;
        Ok(path)
    }

    /// Name of the profile that is used if none is named.
    pub fn default_name(&self) -> &str {
        self.default.as_deref().unwrap_or(DEFAULT_PROFILE)
    }
}
