//! Reads the files: their form, not their sense.

use std::fs;
use std::path::Path;

use serde::de::DeserializeOwned;

use super::markdown::{self, Section};
use super::near::did_you_mean;
use super::problem::Problem;
use super::shape::{CauseSource, Entry, ErrorSource, Quiet, Sources, WordsSource};

const WORDS: &str = "words.toml";
/// What editors read, written from the types.
const SCHEMAS: &str = "schema";
const FOLDERS: [&str; 6] = ["causes", "checks", "clients", "errors", "providers", "quiet"];
const CAUSE_HEADINGS: [&str; 4] =
    ["What happened", "How to check", "How to fix", "When it is something else"];
const ERROR_HEADINGS: [&str; 2] = ["What the specification says", "What servers use it for"];

/// Reads the folder `root` with its six folders; one that is not there holds nothing.
///
/// # Errors
/// One problem a file that can't be read or has not the form of knowledge/FIELDS.md.
pub fn load(root: &Path) -> Result<Sources, Vec<Problem>> {
    let mut problems = Vec::new();
    stray_folders(root, &mut problems);
    let sources = Sources {
        causes: folder(root, "causes", "md", cause, &mut problems),
        errors: folder(root, "errors", "md", error, &mut problems),
        providers: folder(root, "providers", "toml", toml_file, &mut problems),
        clients: folder(root, "clients", "toml", toml_file, &mut problems),
        checks: folder(root, "checks", "toml", toml_file, &mut problems),
        words: words(root, &mut problems),
        quiet: folder(root, "quiet", "txt", quiet, &mut problems)
            .into_iter()
            .flat_map(|entry| entry.source)
            .collect(),
    };
    if problems.is_empty() { Ok(sources) } else { Err(problems) }
}

/// The words for sentences; none where there is no such file.
fn words(root: &Path, problems: &mut Vec<Problem>) -> WordsSource {
    let Ok(text) = fs::read_to_string(root.join(WORDS)) else { return WordsSource::default() };
    toml_file(WORDS, &text).unwrap_or_else(|problem| {
        problems.push(problem);
        WordsSource::default()
    })
}

fn stray_folders(root: &Path, problems: &mut Vec<Problem>) {
    let Ok(children) = fs::read_dir(root) else {
        let message = "there is no such folder; run this in the project's folder";
        problems.push(Problem::new(root.display().to_string(), "folder", message));
        return;
    };
    for child in children.flatten().filter(|child| child.path().is_dir()) {
        let name = child.file_name().to_string_lossy().into_owned();
        if name != SCHEMAS && !FOLDERS.contains(&name.as_str()) {
            let near = did_you_mean(&name, FOLDERS);
            problems.push(Problem::new(
                name,
                "folder",
                format!("only causes, checks, errors, providers, clients and quiet are read{near}"),
            ));
        }
    }
}

/// Reads every file of a folder, sorted by name.
fn folder<T>(
    root: &Path,
    name: &str,
    ending: &str,
    parse: fn(&str, &str) -> Result<T, Problem>,
    problems: &mut Vec<Problem>,
) -> Vec<Entry<T>> {
    let mut names: Vec<String> = fs::read_dir(root.join(name))
        .into_iter()
        .flatten()
        .flatten()
        .map(|file| file.file_name().to_string_lossy().into_owned())
        .filter(|file| !file.starts_with('.'))
        .collect();
    names.sort();
    let mut entries = Vec::new();
    for file_name in names {
        let file = format!("{name}/{file_name}");
        let Some(id) = file_name.strip_suffix(ending).and_then(|id| id.strip_suffix('.')) else {
            let message = format!("files here end in .{ending}; rename it or move it elsewhere");
            problems.push(Problem::new(file, "file name", message));
            continue;
        };
        let read = fs::read_to_string(root.join(name).join(&file_name))
            .map_err(|_| Problem::new(&file, "file", "it can't be read as UTF-8 text"))
            .and_then(|text| parse(&file, &text));
        match read {
            Ok(source) => entries.push(Entry { file, id: id.to_owned(), source }),
            Err(problem) => problems.push(problem),
        }
    }
    entries.sort_by(|a, b| a.id.cmp(&b.id));
    entries
}

fn cause(file: &str, text: &str) -> Result<CauseSource, Problem> {
    let (front, [what, check, fix, otherwise]) = markdown_file(file, text, CAUSE_HEADINGS)?;
    Ok(CauseSource { what, check, fix, otherwise, ..front })
}

fn error(file: &str, text: &str) -> Result<ErrorSource, Problem> {
    let (front, [meaning, practice]) = markdown_file(file, text, ERROR_HEADINGS)?;
    Ok(ErrorSource { meaning, practice, ..front })
}

/// Texts, each under a line that begins with three signs of equality and names it.
fn quiet(file: &str, text: &str) -> Result<Vec<Quiet>, Problem> {
    const LINE: &str = "=== ";
    let mut texts: Vec<Quiet> = Vec::new();
    for (number, line) in (1..).zip(text.split_inclusive('\n')) {
        if let Some(name) = line.strip_prefix(LINE) {
            let name = name.trim().to_owned();
            texts.push(Quiet { file: file.to_owned(), name, text: String::new() });
        } else if let Some(last) = texts.last_mut() {
            last.text.push_str(line);
        } else {
            let message = "a text begins with a line `=== ` and its name; write one above this";
            return Err(Problem::new(file, format!("line {number}"), message));
        }
    }
    Ok(texts)
}

/// The front matter, and what stands under each of the fixed headings.
fn markdown_file<T: DeserializeOwned, const N: usize>(
    file: &str,
    text: &str,
    headings: [&str; N],
) -> Result<(T, [Vec<String>; N]), Problem> {
    let document = markdown::parse(text)
        .map_err(|fault| Problem::new(file, format!("line {}", fault.line), fault.message))?;
    let front = toml_file(file, &document.front)?;
    let found: Vec<&str> = document.sections.iter().map(|section| section.heading).collect();
    if let Some(wrong) = found.iter().find(|heading| !headings.contains(heading)) {
        let near = did_you_mean(wrong, headings);
        let message = format!("no heading has these words{near} They are: {}", headings.join(", "));
        return Err(Problem::new(file, format!("# {wrong}"), message));
    }
    if let Some(missing) = headings.iter().find(|heading| !found.contains(heading)) {
        let message = "this heading is missing; add it and write what belongs under it";
        return Err(Problem::new(file, format!("# {missing}"), message));
    }
    if found != headings {
        let message = format!("each heading stands once, in this order: {}", headings.join(", "));
        return Err(Problem::new(file, "headings", message));
    }
    Ok((front, blocks(document.sections)))
}

/// The blocks of exactly these sections, whose number was compared before.
fn blocks<const N: usize>(sections: Vec<Section<'_>>) -> [Vec<String>; N] {
    let mut sections = sections.into_iter();
    std::array::from_fn(|_| sections.next().map(|section| section.blocks).unwrap_or_default())
}

/// Reads TOML; a problem names the line and the table.
pub(super) fn toml_file<T: DeserializeOwned>(file: &str, text: &str) -> Result<T, Problem> {
    toml::from_str(text).map_err(|error| {
        let start = error.span().map_or(0, |span| span.start);
        Problem::new(file, place(text, start), mend(error.message()))
    })
}

/// The line of an offset, with the table that it stands in: `rule okta-secret-invalid, line 31`.
fn place(text: &str, offset: usize) -> String {
    let before = text.get(..offset).unwrap_or(text);
    let line = format!("line {}", before.matches('\n').count() + 1);
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let first_line = text.get(start..).and_then(|rest| rest.lines().next()).unwrap_or("");
    let header =
        |line: &str| line.starts_with('[').then(|| line.trim().trim_matches(['[', ']']).to_owned());
    let table = header(first_line).map(|name| (start, name)).or_else(|| {
        before.rmatch_indices("\n[").find_map(|(at, _)| {
            let line = text.get(at + 1..)?.lines().next()?;
            header(line).map(|name| (at + 1, name))
        })
    });
    let Some((at, name)) = table else { return line };
    let rest = text.get(at..).unwrap_or("");
    let body = rest.find("\n[").and_then(|end| rest.get(..end)).unwrap_or(rest);
    let id = body.lines().find_map(|line| line.strip_prefix("id = \"")?.split('"').next());
    match id {
        Some(id) => format!("{name} {id}, {line}"),
        None => format!("{name}, {line}"),
    }
}

/// What the TOML reader says, with the way out where it is known.
fn mend(message: &str) -> String {
    let mut names = message.split('`').skip(1).step_by(2);
    if let Some(rest) = message.strip_prefix("unknown ")
        && let Some(wrong) = names.next()
    {
        let known: Vec<&str> = names.collect();
        let kind = if rest.starts_with("field") { "key" } else { "value" };
        let near = did_you_mean(wrong, known.iter().copied());
        if near.is_empty() {
            return format!("there is no {kind} `{wrong}` here; there is {}", known.join(", "));
        }
        return format!("there is no {kind} `{wrong}` here{near}");
    }
    let message = message.lines().next().unwrap_or(message);
    if message.contains("atetime") {
        return "write the day without quotes: `seen = 2026-11-21`".to_owned();
    }
    if message.contains("expected a sequence") {
        return format!("{message}: write a list, `[\"…\"]`, even of one");
    }
    message.to_owned()
}
