//! 500 hostile file names: none leaves the folder.

use realtimekit::files::{RecordingFiles, safe_file_name};
use serde_json::json;

use crate::folder::Folder;
use crate::host::{Host, serve};

fn hostile() -> Vec<String> {
    let parts = [
        "..",
        ".",
        "",
        "/",
        "\\",
        "../..",
        "a/../../b",
        "C:\\Windows",
        "\\\\server\\share",
        "file:///etc",
        "\0",
        "a\0b",
        "\u{202e}4pm.exe",
        "\u{2066}x\u{2069}",
        "\u{200b}",
        "CON",
        "nul.mp4",
        "com1",
        "LPT9.txt",
        "aux ",
        "AUX.",
        "CONIN$",
        "a:b",
        "a:$DATA",
        "~root",
        "-rf",
        "*",
        "?",
        "|",
        "<x>",
        "\"",
        "\n",
        "\r\n",
        "\u{1b}[2J",
        "\u{7f}",
        "\u{85}",
        "\u{2028}",
        "\u{feff}",
        "\u{ff0e}\u{ff0e}\u{ff0f}x",
        "%2e%2e%2f",
    ];
    let long = ["x".repeat(400), "ä".repeat(400), "会".repeat(400), format!("{}.mp4", "y".repeat(400))];
    let ends = [
        "",
        ".mp4",
        "/",
        "/etc/passwd",
        ".",
        " ",
        "\\x",
        "\0.mp4",
        ".mp4.part",
        "\u{202e}",
        "/../../../../tmp/x",
        ".lnk",
        ":stream",
    ];
    let parts = parts.iter().map(|part| (*part).to_owned()).chain(long);
    let names = parts.flat_map(|part| ends.map(|end| format!("{part}{end}")));
    names.take(550).collect()
}

#[tokio::test]
async fn no_file_name_leaves_the_folder() {
    let names = hostile();
    assert!(names.len() >= 500, "{}", names.len());
    let host = Host::start(|request| serve(b"content", "\"v1\"", request));
    let http = reqwest::Client::builder().no_proxy().build().unwrap();
    for name in names {
        let safe = safe_file_name(&name);
        let segments: Vec<_> = std::path::Path::new(&safe).components().collect();
        assert!(matches!(segments[..], [std::path::Component::Normal(_)]), "{name:?} became {safe:?}");
        assert!(safe.len() <= 200 && !safe.ends_with(['.', ' ']) && !safe.starts_with(['.', '-', ' ']), "{safe:?}");
        assert!(
            !safe.contains(['/', '\\', ':', '*', '?', '"', '<', '>', '|']) && !safe.chars().any(char::is_control),
            "{safe:?}"
        );
        assert_eq!(safe_file_name(&safe), safe, "{name:?}");
        // As the name of a recording and as that of a track.
        let link = format!("http://127.0.0.1:{}/x", host.port);
        let tracks = json!([{ "layer_name": name, "download_urls": { name.clone(): { "download_url": link } } }]);
        for recording in [
            json!({ "id": "r", "output_file_name": name, "download_url": link }),
            json!({ "id": name, "download_url": tracks }),
        ] {
            let outer = Folder::new();
            let inner = outer.path("inner");
            let files = serde_json::from_value::<realtimekit::types::Recording>(recording).unwrap().files();
            let done = realtimekit::files::Download::new(&files[0])
                .http_client(http.clone())
                .into_folder(&inner)
                .await
                .unwrap();
            assert_eq!(done.path.parent(), Some(inner.as_path()), "{name:?}");
            assert_eq!(outer.names(), ["inner"]);
            assert_eq!(std::fs::read_dir(&inner).unwrap().count(), 1);
        }
    }
}
