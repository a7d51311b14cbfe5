//! Tables that fit the terminal.

use comfy_table::{Attribute, Cell, ColumnConstraint, ContentArrangement, Row, Table, Width, presets};
use serde_json::Value;

use super::cell::{Column, Unit};

/// Spaces between two columns.
const GAP: usize = 2;

/// The width to which a column of text is shortened where the width of the output is not known.
const MOST: usize = 100;

/// The least width to which a column of text is shortened.
const LEAST: usize = 12;

/// A row for each item. Where even shortened columns do not fit, a block of lines for each.
pub fn table(items: &[Value], columns: &[Column<'_>], width: Option<usize>, colours: bool) -> String {
    // A column that is empty throughout says nothing.
    let filled = |column: &&Column<'_>| items.is_empty() || items.iter().any(|item| !column.text(item).is_empty());
    let columns: Vec<Column<'_>> = columns.iter().filter(filled).copied().collect();
    let mut table = new_table(colours);
    table.set_header(columns.iter().map(|column| Cell::new(column.name.to_uppercase()).add_attribute(Attribute::Dim)));
    for item in items {
        let mut row = Row::from(columns.iter().map(|column| cell(column, item, Some(MOST))));
        row.max_height(1);
        table.add_row(row);
    }
    pad(&mut table);
    let natural: Vec<usize> = table.column_max_content_widths().into_iter().map(usize::from).collect();
    let fixed = |column: &Column<'_>| matches!(column.unit, Unit::Id | Unit::Time | Unit::Status);
    let gaps = GAP * columns.len().saturating_sub(1);
    let least = |(column, natural): (&Column<'_>, &usize)| if fixed(column) { *natural } else { LEAST.min(*natural) };
    let smallest = columns.iter().zip(&natural).map(least).sum::<usize>() + gaps;
    if let Some(width) = width.filter(|width| natural.iter().sum::<usize>() + gaps > *width) {
        if smallest > width {
            return items.iter().map(|item| block(item, &columns, colours)).collect::<Vec<_>>().join("\n");
        }
        shorten(&mut table, &columns, &natural, width - gaps);
    }
    render(&table)
}

/// Takes from the widest columns of text what is too much.
fn shorten(table: &mut Table, columns: &[Column<'_>], natural: &[usize], space: usize) {
    let mut widths = natural.to_vec();
    while widths.iter().sum::<usize>() > space {
        let texts = columns.iter().zip(&mut widths);
        let texts = texts.filter(|(column, _)| !matches!(column.unit, Unit::Id | Unit::Time | Unit::Status));
        match texts.map(|(_, width)| width).max() {
            Some(widest) if *widest > 1 => *widest -= 1,
            _ => break,
        }
    }
    table.set_content_arrangement(ContentArrangement::Dynamic);
    for (column, width) in table.column_iter_mut().zip(widths) {
        let padding = usize::from(column.padding_width());
        column.set_constraint(ColumnConstraint::Absolute(Width::Fixed((width + padding) as u16)));
    }
}

/// A line for each field that has a value.
pub fn block(item: &Value, columns: &[Column<'_>], colours: bool) -> String {
    let mut table = new_table(colours);
    for column in columns {
        if !column.text(item).is_empty() {
            table.add_row([Cell::new(column.name).add_attribute(Attribute::Dim), cell(column, item, None)]);
        }
    }
    pad(&mut table);
    render(&table)
}

fn new_table(colours: bool) -> Table {
    let mut table = Table::new();
    table.load_preset(presets::NOTHING).set_content_arrangement(ContentArrangement::Disabled);
    table.set_truncation_indicator("...");
    match colours {
        true => table.enforce_styling(),
        false => table.force_no_tty(),
    };
    table
}

fn cell(column: &Column<'_>, item: &Value, most: Option<usize>) -> Cell {
    let mut text = column.text(item);
    let colour = column.colour(&text);
    let is_fixed = matches!(column.unit, Unit::Id | Unit::Time | Unit::Status);
    if let Some((end, _)) = most.filter(|_| !is_fixed).and_then(|most| text.char_indices().nth(most)) {
        text.truncate(end);
        text.push_str("...");
    }
    let cell = Cell::new(text);
    colour.into_iter().fold(cell, Cell::fg)
}

/// Leaves a gap between columns, and none at the end of a line.
fn pad(table: &mut Table) {
    let last = table.column_count().saturating_sub(1);
    for (index, column) in table.column_iter_mut().enumerate() {
        let gap = if index < last { GAP } else { 0 };
        column.set_padding((0, gap as u16));
    }
}

fn render(table: &Table) -> String {
    match table.row_count() + usize::from(table.header().is_some()) {
        0 => String::new(),
        _ => format!("{}\n", table.trim_fmt()),
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

    #[test]
    fn columns_are_aligned_and_empty_ones_are_left_out() {
        let text = table(&items(), &COLUMNS, None, false);
        assert_eq!(text, "ID        TITLE\n4f2a9c11  A weekly synchronisation of everything\nb         Ö\n");
    }

    #[test]
    fn text_is_shortened_to_the_width_and_identifiers_are_not() {
        let text = table(&items(), &COLUMNS, Some(30), false);
        assert!(text.lines().all(|line| line.chars().count() <= 30), "{text}");
        assert!(text.contains("4f2a9c11  A weekly") && text.contains("..."), "{text}");
        assert_eq!(text.lines().count(), 3);
    }

    #[test]
    fn a_long_text_does_not_widen_a_table() {
        let long = "Ö".repeat(5000);
        let items = [json!({ "id": "a", "title": long }), json!({ "id": "b", "title": "B" })];
        let text = table(&items, &COLUMNS, None, false);
        let widest = text.lines().map(|line| line.chars().count()).max();
        assert_eq!((widest, text.lines().last()), (Some(MOST + 3 + 4), Some("b   B")), "{text}");
        assert!(block(&items[0], &COLUMNS, false).contains(&long), "an object is shown whole");
    }

    #[test]
    fn a_narrow_terminal_gets_blocks() {
        let text = table(&items(), &COLUMNS, Some(15), false);
        assert_eq!(text, "id     4f2a9c11\ntitle  A weekly synchronisation of everything\n\nid     b\ntitle  Ö\n");
    }

    #[test]
    fn colours_are_only_written_where_they_are_shown() {
        assert!(table(&items(), &COLUMNS, None, true).contains('\u{1b}'));
        assert!(!table(&items(), &COLUMNS, None, false).contains('\u{1b}'));
    }
}
