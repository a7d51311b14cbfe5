//! Text of other people that a terminal prints, and does not execute.

/// Text without control characters, and without marks that change the direction of what follows.
pub fn printable(text: &str) -> String {
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return text.to_owned(); // most texts
    }
    let turns = |letter| matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    text.chars().map(|letter| if letter.is_control() || turns(letter) { ' ' } else { letter }).collect()
}

/// Lines of such text.
pub fn printable_lines(text: &str) -> String {
    text.split('\n').map(printable).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_and_marks_of_direction_become_spaces() {
        assert_eq!(printable("N\u{1b}[31m \u{202e}bob\u{7}\n"), "N [31m  bob  ");
        assert_eq!(printable_lines("Ada: hi\u{1b}]0;x\nBob: ho"), "Ada: hi ]0;x\nBob: ho");
    }
}
