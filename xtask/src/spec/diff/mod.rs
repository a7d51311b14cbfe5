//! What is new in a document of upstream since the one that was last reviewed, and what of it our document has.

mod record;
mod report;
mod surface;

use std::path::{Path, PathBuf};

use crate::document::Document;
use report::Change;
use surface::Surface;

/// The surface of the document of upstream that was last reviewed, names only.
const RECORD: &str = "openapi/upstream.tsv";

#[derive(clap::Args)]
pub struct Diff {
    /// The document of upstream, YAML or JSON, OpenAPI 3.0 or 3.1.
    file: PathBuf,
    /// Record the document as reviewed, after the report.
    #[arg(long)]
    accept: bool,
    /// Print Markdown, for a pull request.
    #[arg(long)]
    markdown: bool,
}

/// The report, and whether something in it needs a decision.
pub fn run(options: &Diff, root: &Path, document: &Document) -> Result<(String, bool), String> {
    let Diff { file, accept, markdown } = options;
    let theirs = Document::load(file, file)?;
    let theirs = surface::read(&theirs.json);
    if theirs.is_empty() {
        return Err(format!("{} describes no operation of this API: give its OpenAPI document", file.display()));
    }
    let reviewed = record::load(&root.join(RECORD))?;
    let changes = changes(&reviewed, &theirs, &surface::read(&document.json));
    let mut text = if *markdown { report::markdown(&changes) } else { report::text(&changes) };
    if *accept {
        record::save(&root.join(RECORD), &theirs)?;
        text.push_str(&format!("recorded in {RECORD}\n"));
    }
    Ok((text, changes.iter().any(|change| !change.settled)))
}

/// The differences between what was reviewed and what upstream has now.
fn changes(reviewed: &Surface, theirs: &Surface, ours: &Surface) -> Vec<Change> {
    report::grouped(report::compare(reviewed, theirs, ours))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::document::tests::{SMALL, small};

    fn parse(text: &str) -> Value {
        Document::parse(Path::new("theirs.yaml"), text).unwrap().json
    }

    /// The report about a changed copy of the small document, which was reviewed before, as ours is.
    fn after(edits: &[(&str, &str)]) -> String {
        let mut text = SMALL.to_owned();
        for (from, to) in edits {
            assert!(text.contains(from), "{from}");
            text = text.replace(from, to);
        }
        let ours = surface::read(&small().json);
        report::text(&changes(&ours, &surface::read(&parse(&text)), &ours))
    }

    #[test]
    fn only_what_is_new_upstream_is_reported_and_each_thing_once() {
        let text = after(&[
            ("    patch:\n", "    put: { responses: {} }\n    patch:\n"),
            ("        load: { type: number, description: Share in use. }\n", ""),
            ("enum: [OPEN, half open]", "enum: [OPEN, half open, SHUT]"),
            ("wide: { type: number", "wide: { type: string"),
        ]);
        assert_eq!(
            text,
            "to decide\n\
             \x20 + PUT /apps/{}/rooms/{}\n\
             \x20 - GET /apps/{}/rooms response data.rooms.load (and in 5 more places)\n\
             \x20 ~ GET /apps/{}/doors/{} response data.wide: was number, is string (and in 6 more places)\n\
             \x20 ~ GET /apps/{}/rooms query state: new value SHUT (and in 8 more places)\n\
             \n4 differences: 4 to decide, 0 settled in our document\n"
        );
    }

    #[test]
    fn changes_already_in_our_document_are_settled() {
        let old = SMALL.replace("        load: { type: number, description: Share in use. }\n", "");
        let old = old.replace("enum: [OPEN, half open]", "enum: [OPEN]").replace("    patch:\n", "    trace:\n");
        let ours = surface::read(&small().json);
        let found = changes(&surface::read(&parse(&old)), &ours, &ours);
        assert!(found.iter().all(|change| change.settled), "{found:#?}");
        let text = report::text(&found);
        assert!(
            text.starts_with("settled in our document\n  + GET /apps/{}/rooms response data.rooms.load (and in "),
            "{text}"
        );
        assert!(report::markdown(&found).contains("- [x] `- TRACE /apps/{}/rooms/{}`"), "{}", report::markdown(&found));
    }

    #[test]
    fn fields_with_others_below_and_promises_are_one_line() {
        let text = after(&[
            ("        rooms: { type: array, description: The", "        halls: { type: array, description: The"),
            ("required: [name]", "required: [size]"),
        ]);
        assert!(text.contains("  + GET /apps/{}/rooms response data.halls (with 16 below)\n"), "{text}");
        assert_eq!(text.matches("response data.rooms").count(), 1, "{text}");
        assert!(text.contains("  ~ POST /apps/{}/rooms request size: was optional, is required\n"), "{text}");
    }

    #[test]
    fn other_styles_and_known_variations_are_no_differences() {
        let text = after(&[
            ("openapi: 3.0.3", "openapi: 3.1.0"),
            ("'200':", "200:"),
            ("type: string, nullable: true", "type: [string, 'null']"),
            (
                "data: { $ref: '#/components/schemas/RoomData' }",
                "data: { anyOf: [{ $ref: '#/components/schemas/RoomData' }, { type: 'null' }] }",
            ),
        ]);
        assert_eq!(text, "nothing is new upstream\n");
        let ours = surface::read(&small().json);
        let mut theirs = parse(&SMALL.replace("link: {", "href: {").replace(", x-aliases: [href]", ""));
        let room = json!({ "properties": { "room": { "$ref": "#/components/schemas/Room" } } });
        theirs["components"]["schemas"]["RoomResponse"]["properties"]["data"] = room;
        theirs["paths"]["/apps/{app_id}/rooms"]["get"]["parameters"][0]["name"] = "page".into();
        let unsettled: Vec<Change> = changes(&Surface::new(), &surface::read(&theirs), &ours)
            .into_iter()
            .filter(|change| !change.settled)
            .collect();
        let wanted =
            "to decide\n  + GET /apps/{}/rooms query page\n\n1 difference: 1 to decide, 0 settled in our document\n";
        assert_eq!(report::text(&unsettled), wanted);
    }

    #[test]
    fn the_record_is_written_and_read() {
        let folder = tempfile::tempdir().unwrap();
        let surface = surface::read(&small().json);
        let file = folder.path().join("a.tsv");
        record::save(&file, &surface).unwrap();
        assert_eq!(record::load(&file).unwrap(), surface);
        assert_eq!(record::load(&folder.path().join("none.tsv")).unwrap(), Surface::new());
        std::fs::write(&file, "# x\nGET /a\n").unwrap();
        assert!(record::load(&file).unwrap_err().ends_with("a.tsv:2: four columns are expected"));
    }
}
