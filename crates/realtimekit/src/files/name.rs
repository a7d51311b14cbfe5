//! File names that are safe on every platform.

/// Longest name in bytes. File systems allow 255; the rest is for the suffixes of a download that is not complete.
const LONGEST: usize = 200;

/// Longest extension that is kept when a name is cut.
const LONGEST_EXTENSION: usize = 16;

/// Makes a file name of any text: one path segment that is valid on Linux, macOS and Windows, not hidden, not empty, at
/// most 200 bytes long.
///
/// Separators, characters that Windows forbids and control characters become `_`; invisible and bidirectional controls
/// are removed; names of Windows devices get a `_` in front. A name that had to be cut keeps its extension and ends in a
/// hash of the whole, so that two long names with the same beginning stay different.
///
/// ```
/// use realtimekit::files::safe_file_name;
///
/// assert_eq!(safe_file_name("weekly_1760000000000.mp4"), "weekly_1760000000000.mp4");
/// assert_eq!(safe_file_name("../../etc/passwd"), "_._.._etc_passwd");
/// assert_eq!(safe_file_name("aux.mp4"), "_aux.mp4");
/// ```
pub fn safe_file_name(name: &str) -> String {
    let clean: String = name.chars().filter(|letter| !is_invisible(*letter)).map(safe_letter).collect();
    let mut clean = clean.trim().trim_end_matches(['.', ' ']).to_owned();
    if clean.len() > LONGEST {
        clean = shortened(&clean, name);
    }
    // A dot hides a file, a hyphen reads as an option of a command.
    if let Some(rest) = clean.strip_prefix(['.', '-', '~']) {
        clean = format!("_{rest}");
    }
    if clean.is_empty() {
        return "file".to_owned();
    }
    if is_device(&clean) { format!("_{clean}") } else { clean }
}

fn safe_letter(letter: char) -> char {
    match letter {
        '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|' | '\u{fffd}' => '_',
        // Letters that look like a separator, or that some file systems fold into one.
        '\u{2044}' | '\u{2215}' | '\u{29f8}' | '\u{ff0f}' | '\u{ff3c}' | '\u{ff0e}' | '\u{2024}' => '_',
        letter if letter.is_control() || ('\u{e000}'..='\u{f8ff}').contains(&letter) => '_',
        letter if letter.is_whitespace() => ' ',
        letter => letter,
    }
}

/// Zero-width letters, bidirectional controls, and tags.
fn is_invisible(letter: char) -> bool {
    matches!(letter, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}

/// Whether Windows takes the name for a device, with or without an extension.
fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end().to_uppercase();
    let numbered = |device: &str| {
        stem.strip_prefix(device).is_some_and(|number| {
            let mut letters = number.chars();
            matches!((letters.next(), letters.next()), (Some('0'..='9' | '¹' | '²' | '³'), None))
        })
    };
    matches!(stem.as_str(), "CON" | "PRN" | "AUX" | "NUL" | "CONIN$" | "CONOUT$" | "CLOCK$")
        || numbered("COM")
        || numbered("LPT")
}

fn shortened(clean: &str, whole: &str) -> String {
    // FNV-1a: nothing secret depends on it.
    let hash = whole
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3));
    let (stem, extension) = split_extension(clean);
    let room = LONGEST - 17 - extension.len();
    let end = (0..=room).rev().find(|end| stem.is_char_boundary(*end)).unwrap_or(0);
    let stem = stem.get(..end).unwrap_or_default().trim_end_matches(['.', ' ']);
    format!("{stem}-{hash:016x}{extension}")
}

/// The name before the extension, and the extension with its dot; the latter is empty if there is none of usual form.
pub(crate) fn split_extension(name: &str) -> (&str, &str) {
    let dot = name.rfind('.').filter(|dot| *dot > 0);
    let (stem, extension) = name.split_at(dot.unwrap_or(name.len()));
    let usual =
        extension.len() <= LONGEST_EXTENSION && extension.bytes().skip(1).all(|byte| byte.is_ascii_alphanumeric());
    if usual { (stem, extension) } else { (name, "") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_names_become_harmless() {
        for (name, expected) in [
            ("", "file"),
            (".", "file"),
            ("..", "file"),
            ("/", "_"),
            ("a/b\\c", "a_b_c"),
            ("a\0b", "a_b"),
            ("con", "_con"),
            ("COM1.tar.gz", "_COM1.tar.gz"),
            ("lpt9 .txt", "_lpt9 .txt"),
            ("COM\u{b9}", "_COM\u{b9}"),
            ("console.mp4", "console.mp4"),
            ("C:\\a", "C__a"),
            ("name.mp4. . ", "name.mp4"),
            (".bashrc", "_bashrc"),
            ("-rf", "_rf"),
            ("\u{202e}4pm.exe", "4pm.exe"),
            ("a\u{200b}b\u{feff}", "ab"),
            ("Sitzung äöü 会議.mp4", "Sitzung äöü 会議.mp4"),
            ("nu\u{200b}l", "_nul"),
        ] {
            assert_eq!(safe_file_name(name), expected, "{name:?}");
        }
    }

    #[test]
    fn a_long_name_is_cut_and_stays_different() {
        let name = |last: char| format!("{}{last}.webm", "ä".repeat(400));
        let [first, second] = ['a', 'b'].map(|last| safe_file_name(&name(last)));
        assert!(first.len() <= LONGEST && first.ends_with(".webm"), "{first}");
        assert_ne!(first, second);
        assert!(safe_file_name(&"x".repeat(400)).len() <= LONGEST);
        assert!(safe_file_name(&format!("a.{}", "x".repeat(400))).len() <= LONGEST);
    }
}
