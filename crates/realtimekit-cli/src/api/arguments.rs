//! The commands of `rtk api`, made from the table.

use clap::{Arg, ArgAction, Command};

use super::input::{BodyParser, Parser};
use super::table::{Input, Kind, Operation, TABLE};

/// Adds a subcommand for each resource, and one below it for each operation.
pub fn augment(mut command: Command) -> Command {
    let mut tags: Vec<&'static str> = TABLE.operations.iter().map(|operation| operation.tag.as_str()).collect();
    tags.dedup();
    tags.sort_unstable();
    tags.dedup();
    for tag in tags {
        let operations = TABLE.operations.iter().filter(|operation| operation.tag == tag);
        let operations = operations.map(operation);
        let about = format!("Operations of {tag}");
        command = command.subcommand(
            Command::new(tag)
                .about(about)
                .subcommand_required(true)
                .arg_required_else_help(true)
                .subcommands(operations),
        );
    }
    command.subcommand_required(true).arg_required_else_help(true)
}

fn operation(operation: &'static Operation) -> Command {
    let Operation { verb, summary, description, query, body, nullable, paging, method, .. } = operation;
    let mut command = Command::new(verb.as_str())
        .about(summary.as_str())
        .long_about(format!("{summary}.\n\n{description}"))
        .next_display_order(None);
    for name in operation.path_arguments() {
        command = command.arg(Arg::new(name.to_owned()).value_name(name.to_uppercase()).required(true));
    }
    for input in query {
        command = command.arg(flag(format!("query {}", input.name), input.flag.clone(), input));
    }
    if let Some(body) = body {
        for leaf in TABLE.leaves(body) {
            let id = format!("body {}", leaf.path.join("."));
            let arg = match leaf.is_positional() {
                true => Arg::new(id)
                    .value_name(leaf.input.name.to_uppercase())
                    .help(leaf.input.help.as_str())
                    .value_parser(Parser(leaf.input))
                    .required_unless_present("body"),
                false => flag(id, leaf.flag, leaf.input),
            };
            command = command.arg(arg);
        }
        let help = "The body as JSON, @FILE, or - for standard input; flags replace what they name";
        let body = Arg::new("body").long("body").value_name("JSON|@FILE|-").help(help);
        command = command.arg(body.value_parser(BodyParser));
    }
    if !nullable.is_empty() {
        let names: Vec<&'static str> = nullable.iter().map(String::as_str).collect();
        let null = Arg::new("null").long("null").value_name("FIELD").action(ArgAction::Append);
        command = command.arg(null.value_parser(names).help("Clear a field; leaving it out keeps its value"));
    }
    if paging.is_some() {
        let all = Arg::new("all").long("all").action(ArgAction::SetTrue);
        command = command.arg(all.help("Follow all pages, and print the items as one list"));
    }
    if method != "GET" {
        let dry_run = Arg::new("dry-run").long("dry-run").action(ArgAction::SetTrue);
        command = command.arg(dry_run.help("Print the request and do not send it"));
    }
    command
}

fn flag(id: String, name: String, input: &'static Input) -> Arg {
    let arg = Arg::new(id).long(name).help(input.help.as_str()).value_parser(Parser(input));
    let arg = if input.list { arg.action(ArgAction::Append).value_delimiter(',') } else { arg };
    match input.kind {
        Kind::Boolean => {
            arg.value_name("true|false").num_args(0..=1).require_equals(true).default_missing_value("true")
        }
        Kind::Integer | Kind::Number => arg.value_name("NUMBER").allow_negative_numbers(true),
        Kind::Timestamp => arg.value_name("TIME"),
        Kind::Secret => arg.value_name("@FILE|-"),
        Kind::Json | Kind::Object => arg.value_name("JSON|@FILE|-"),
        Kind::Text => arg.value_name("TEXT"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_are_consistent() {
        assert!(TABLE.operations.len() > 50, "the table cannot be read");
        augment(Command::new("api")).debug_assert();
    }
}
