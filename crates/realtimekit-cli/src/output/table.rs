//! Tables that fit the terminal.

use std::fmt::Write;

use anstyle::Style;
use serde_json::Value;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::cell::Column;

/// Spaces between two columns.
const GAP: usize = 2;

/// The width to which a column of text is shortened where the width of the output is not known.
const MOST: usize = 100;

/// The least width to which a column of text is shortened.
const LEAST: usize = 12;

/// The end of a text that was shortened.
const CUT: &str = "...";

/// How tables are written.
#[derive(Clone, Copy, Debug)]
pub struct Layout {
    /// Width of the output, if it is known.
    pub width: Option<usize>,
    pub colours: bool,
    /// Whether columns without any value are shown, because they were asked for.
    pub keeps_empty: bool,
}

/// Cells below each other.
struct Shown {
    cells: Vec<Cell>,
    width: usize,
    /// Identifiers, times and states are never shortened.
    is_fixed: bool,
}

struct Cell {
    text: String,
    width: usize,
    style: Style,
}

/// A row for each item. Where even shortened columns do not fit, a block of lines for each.
pub fn table(items: &[Value], columns: &[Column<'_>], layout: Layout) -> String {
    let mut shown: Vec<Shown> = columns.iter().filter_map(|column| Shown::new(column, items, layout)).collect();
    let gaps = GAP * shown.len().saturating_sub(1);
    if let Some(width) = layout.width {
        let least = |column: &Shown| if column.is_fixed { column.width } else { LEAST.min(column.width) };
        let natural: usize = shown.iter().map(|column| column.width).sum();
        if natural + gaps > width {
            if shown.iter().map(least).sum::<usize>() + gaps > width {
                let blocks: Vec<String> = items.iter().map(|item| block(item, columns, layout)).collect();
                return blocks.join("\n");
            }
            shorten(&mut shown, natural + gaps - width);
        }
    }
    render(&shown, layout.colours)
}

/// A line for each field.
pub fn block(item: &Value, columns: &[Column<'_>], layout: Layout) -> String {
    let mut names = Shown { cells: Vec::new(), width: 0, is_fixed: true };
    let mut values = Shown { cells: Vec::new(), width: 0, is_fixed: true };
    for column in columns {
        let value = Cell::of(column, item);
        if layout.keeps_empty || !value.text.is_empty() {
            names.add(Cell::new(column.name.to_owned(), Style::new().dimmed()));
            values.add(value);
        }
    }
    render(&[names, values], layout.colours)
}

impl Shown {
    /// A name, and the values of all items. `None` if there are only empty ones, which say nothing.
    fn new(column: &Column<'_>, items: &[Value], layout: Layout) -> Option<Self> {
        let mut shown = Self { cells: Vec::with_capacity(items.len() + 1), width: 0, is_fixed: column.is_fixed() };
        shown.add(Cell::new(column.name.to_uppercase(), Style::new().dimmed()));
        let mut is_empty = !items.is_empty() && !layout.keeps_empty;
        for item in items {
            let mut cell = Cell::of(column, item);
            is_empty &= cell.text.is_empty();
            if !shown.is_fixed && cell.width > MOST + CUT.len() {
                cell.shorten(MOST + CUT.len());
            }
            shown.add(cell);
        }
        (!is_empty).then_some(shown)
    }

    fn add(&mut self, cell: Cell) {
        self.width = self.width.max(cell.width);
        self.cells.push(cell);
    }
}

/// Takes from the widest columns of text what is too much.
fn shorten(columns: &mut [Shown], excess: usize) {
    for _ in 0..excess {
        let texts = columns.iter_mut().filter(|column| !column.is_fixed);
        match texts.max_by_key(|column| column.width) {
            Some(widest) if widest.width > 1 => widest.width -= 1,
            _ => break,
        }
    }
    for column in columns {
        let width = column.width;
        column.cells.iter_mut().filter(|cell| cell.width > width).for_each(|cell| cell.shorten(width));
    }
}

impl Cell {
    fn new(text: String, style: Style) -> Self {
        let width = text.width();
        Self { text, width, style }
    }

    fn of(column: &Column<'_>, item: &Value) -> Self {
        let text = column.text(item);
        let style = Style::new().fg_color(column.colour(&text).map(Into::into));
        Self::new(text, style)
    }

    /// Cuts the text, so that it is this wide together with what shows that it was cut.
    fn shorten(&mut self, width: usize) {
        let mut room = width.saturating_sub(CUT.len());
        let end = self.text.char_indices().find(|(_, letter)| {
            let needed = letter.width().unwrap_or(0);
            let fits = needed <= room;
            room = room.saturating_sub(needed);
            !fits
        });
        self.text.truncate(end.map_or(self.text.len(), |(end, _)| end));
        self.text.extend(CUT.chars().take(width));
        self.width = self.text.width();
    }
}

/// The lines, without spaces at their ends.
fn render(columns: &[Shown], colours: bool) -> String {
    let mut text = String::new();
    let mut columns: Vec<_> = columns.iter().map(|column| (column.width, column.cells.iter())).collect();
    loop {
        let mut gap = 0;
        let mut is_end = true;
        for (width, cells) in &mut columns {
            let Some(cell) = cells.next() else { continue };
            is_end = false;
            if !cell.text.is_empty() {
                text.extend(std::iter::repeat_n(' ', gap));
                let _ = match colours {
                    true => write!(text, "{}{}{:#}", cell.style, cell.text, cell.style),
                    false => text.write_str(&cell.text),
                };
                gap = 0;
            }
            gap += (*width + GAP).saturating_sub(cell.width);
        }
        if is_end {
            return text;
        }
        text.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const COLUMNS: [Column<'static>; 3] =
        [Column::id("id", "id"), Column::plain("title", "title"), Column::plain("empty", "empty")];

    fn items() -> Vec<Value> {
        vec![
            json!({ "id": "4f2a9c11", "title": "A weekly synchronisation of everything" }),
            json!({ "id": "b", "title": "Ö" }),
        ]
    }

    fn layout(width: Option<usize>, colours: bool) -> Layout {
        Layout { width, colours, keeps_empty: false }
    }

    #[test]
    fn columns_that_were_asked_for_are_shown_even_if_they_are_empty() {
        let layout = Layout { keeps_empty: true, ..layout(None, false) };
        assert_eq!(table(&[json!({ "id": "a" })], &COLUMNS[..2], layout), "ID  TITLE\na\n");
        assert_eq!(block(&json!({ "id": "a" }), &COLUMNS[..2], layout), "id     a\ntitle\n");
        assert_eq!(block(&json!({ "id": "a" }), &COLUMNS[..2], Layout { keeps_empty: false, ..layout }), "id  a\n");
    }

    #[test]
    fn columns_are_aligned_and_empty_ones_are_left_out() {
        let text = table(&items(), &COLUMNS, layout(None, false));
        assert_eq!(text, "ID        TITLE\n4f2a9c11  A weekly synchronisation of everything\nb         Ö\n");
    }

    #[test]
    fn text_is_shortened_to_the_width_and_identifiers_are_not() {
        let text = table(&items(), &COLUMNS, layout(Some(30), false));
        assert!(text.lines().all(|line| line.chars().count() <= 30), "{text}");
        assert!(text.contains("4f2a9c11  A weekly") && text.contains("..."), "{text}");
        assert_eq!(text.lines().count(), 3);
    }

    #[test]
    fn a_long_text_does_not_widen_a_table() {
        let long = "Ö".repeat(5000);
        let items = [json!({ "id": "a", "title": long }), json!({ "id": "b", "title": "B" })];
        let text = table(&items, &COLUMNS, layout(None, false));
        let widest = text.lines().map(|line| line.chars().count()).max();
        assert_eq!((widest, text.lines().last()), (Some(MOST + 3 + 4), Some("b   B")), "{text}");
        assert!(block(&items[0], &COLUMNS, layout(None, false)).contains(&long), "an object is shown whole");
    }

    #[test]
    fn a_narrow_terminal_gets_blocks() {
        let text = table(&items(), &COLUMNS, layout(Some(15), false));
        assert_eq!(text, "id     4f2a9c11\ntitle  A weekly synchronisation of everything\n\nid     b\ntitle  Ö\n");
    }

    #[test]
    fn colours_are_only_written_where_they_are_shown() {
        assert!(table(&items(), &COLUMNS, layout(None, true)).contains('\u{1b}'));
        assert!(!table(&items(), &COLUMNS, layout(None, false)).contains('\u{1b}'));
    }
}
