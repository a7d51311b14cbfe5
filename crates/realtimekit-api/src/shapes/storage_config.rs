//! Custom storage: one constructor for each kind, with what that kind requires.

use crate::types::{StorageAuthMethod, StorageConfig, StorageType};
use crate::values::Secret;

/// One constructor for each kind of storage, with the required fields as arguments. Optional fields, such as
/// [`path`](Self::path), are set afterwards.
///
/// ```
/// # use realtimekit_api::types::StorageConfig;
/// let storage = StorageConfig::aws("my-bucket", "eu-central-1", "access key", "secret").path("meetings");
/// ```
impl StorageConfig {
    /// Amazon S3.
    pub fn aws(
        bucket: impl Into<String>,
        region: impl Into<String>,
        access_key: impl Into<Secret>,
        secret: impl Into<Secret>,
    ) -> Self {
        Self::bucket_with_keys(StorageType::Aws, bucket, region, access_key, secret)
    }

    /// Azure Blob Storage.
    pub fn azure(
        bucket: impl Into<String>,
        region: impl Into<String>,
        access_key: impl Into<Secret>,
        secret: impl Into<Secret>,
    ) -> Self {
        Self::bucket_with_keys(StorageType::Azure, bucket, region, access_key, secret)
    }

    /// DigitalOcean Spaces.
    pub fn digital_ocean(
        bucket: impl Into<String>,
        region: impl Into<String>,
        access_key: impl Into<Secret>,
        secret: impl Into<Secret>,
    ) -> Self {
        Self::bucket_with_keys(StorageType::Digitalocean, bucket, region, access_key, secret)
    }

    /// Google Cloud Storage, which takes no access key.
    pub fn gcs(bucket: impl Into<String>, secret: impl Into<Secret>) -> Self {
        Self::new(StorageType::Gcs).bucket(bucket).secret(secret)
    }

    /// A server reached by SFTP, with a private key. [`password`](Self::password) is the passphrase of the key.
    pub fn sftp_with_key(host: impl Into<String>, username: impl Into<String>, private_key: impl Into<Secret>) -> Self {
        let storage = Self::new(StorageType::Sftp).auth_method(StorageAuthMethod::Key);
        storage.host(host).username(username).private_key(private_key)
    }

    /// A server reached by SFTP, with a password.
    pub fn sftp_with_password(
        host: impl Into<String>,
        username: impl Into<String>,
        password: impl Into<Secret>,
    ) -> Self {
        let storage = Self::new(StorageType::Sftp).auth_method(StorageAuthMethod::Password);
        storage.host(host).username(username).password(password)
    }

    fn bucket_with_keys(
        kind: StorageType,
        bucket: impl Into<String>,
        region: impl Into<String>,
        access_key: impl Into<Secret>,
        secret: impl Into<Secret>,
    ) -> Self {
        Self::new(kind).bucket(bucket).region(region).access_key(access_key).secret(secret)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::values::Exposed;

    fn sent(storage: &StorageConfig) -> serde_json::Value {
        serde_json::to_value(Exposed(storage)).unwrap()
    }

    #[test]
    fn each_kind_sends_what_it_needs() {
        let aws = StorageConfig::aws("b", "r", "ak", "sk").path("p");
        let expected =
            json!({ "type": "aws", "bucket": "b", "region": "r", "access_key": "ak", "secret": "sk", "path": "p" });
        assert_eq!(sent(&aws), expected);
        assert_eq!(sent(&StorageConfig::gcs("b", "sk")), json!({ "type": "gcs", "bucket": "b", "secret": "sk" }));
        assert_eq!(
            sent(&StorageConfig::sftp_with_key("h", "u", "pk").port(22)),
            json!({ "type": "sftp", "auth_method": "KEY", "host": "h", "username": "u", "private_key": "pk", "port": 22 })
        );
        assert_eq!(
            sent(&StorageConfig::sftp_with_password("h", "u", "pw")),
            json!({ "type": "sftp", "auth_method": "PASSWORD", "host": "h", "username": "u", "password": "pw" })
        );
        assert!(!format!("{aws:?}").contains("sk\""), "{aws:?}");
    }
}
