//! Nothing that the program says of itself repeats what was typed: no error, no panic of ours, no line in the console.

#![allow(clippy::unwrap_used, reason = "a test that can't read the sources fails")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use token_triage::{assertion, command, knowledge};

/// What writes a value where it does not belong.
const LOUD: [&str; 9] = [
    "console::",
    "dbg!",
    "print!",
    "println!",
    "eprint!",
    "eprintln!",
    "panic!",
    "todo!",
    "tracing::",
];

/// A file of the page's own code, without its tests, comments and texts.
struct Code {
    file: String,
    lines: Vec<String>,
}

/// All code that the page is built from; not what runs while the site is built.
fn page() -> Vec<Code> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    walk(&root.join("src"), &mut files);
    assert!(files.len() > 200, "{} files", files.len());
    let code = |path: PathBuf| {
        let file = path.strip_prefix(root).unwrap().display().to_string();
        Code { file, lines: lines(&fs::read_to_string(&path).unwrap()) }
    };
    files.into_iter().map(code).collect()
}

fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap();
        if path.is_dir() {
            if !["tests", "bin", "reference", "source"].contains(&name) {
                walk(&path, found);
            }
        } else if name != "tests.rs" {
            found.push(path);
        }
    }
}

fn lines(text: &str) -> Vec<String> {
    let own = text.split("#[cfg(test)]\nmod tests {").next().unwrap();
    let code = own.lines().map(|line| line.split("//").next().unwrap());
    // Of the parts between quotes every other one is text.
    code.map(|line| line.split('"').step_by(2).collect::<Vec<_>>().join("\"")).collect()
}

/// The lines that hold one of the words.
fn holding<'c>(code: &'c [Code], words: &[&str]) -> Vec<(&'c str, &'c str)> {
    let found = code.iter().flat_map(|code| {
        let loud = code.lines.iter().filter(|line| words.iter().any(|word| line.contains(word)));
        loud.map(|line| (code.file.as_str(), line.trim()))
    });
    found.collect()
}

#[test]
fn nothing_writes_to_the_console_but_the_fixed_line_of_a_crash() {
    let code = page();
    let loud = holding(&code, &LOUD);
    assert_eq!(
        loud,
        [("src/browser/crash.rs", "web_sys::console::warn_1(&\".into());")],
        "a value of the person's could go there"
    );
}

#[test]
fn the_browser_is_told_no_text_that_was_put_together() {
    let mut code = page();
    code.retain(|code| code.file.starts_with("src/browser/"));
    assert!(code.len() > 10, "{} files", code.len());
    assert_eq!(holding(&code, &["format!", "write!", "JsError", "throw_"]), []);
}

/// No error can hold a text that was read: what is `Copy` holds numbers and the program's own sentences.
#[test]
fn errors_hold_nothing_of_the_input() {
    fn holds_no_text<E: Copy + 'static>() {}
    holds_no_text::<assertion::Problem>();
    holds_no_text::<assertion::Flaw>();
    holds_no_text::<command::Refusal>();
    holds_no_text::<knowledge::json::Malformed>();
    // Those of one file each, and those of the files that whoever hosts the page has written: nobody types these.
    let known = [
        "Problem",
        "Refusal",
        "Malformed",
        "LoadError",
        "Misfit",
        "Fault",
        "Vec<Fault>",
        "S::Error",
        "D::Error",
        "_",
    ];
    let unknown: BTreeSet<String> = page().iter().flat_map(errors).collect();
    let unknown: Vec<_> = unknown.iter().filter(|error| !known.contains(&error.as_str())).collect();
    assert!(unknown.is_empty(), "{unknown:?}: add it above if it holds nothing that was typed");
}

/// The error of every `Result` that is written out.
fn errors(code: &Code) -> Vec<String> {
    let text = code.lines.join(" ");
    let inside = |text: &str| {
        let mut depth = 0;
        let mut comma = None;
        for (at, char) in text.char_indices() {
            match char {
                '<' | '(' => depth += 1,
                '>' if depth == 0 => return comma.map(|comma: usize| text[comma..at].to_owned()),
                '>' | ')' => depth -= 1,
                ',' if depth == 0 => comma = Some(at + 1),
                _ => {}
            }
        }
        None
    };
    let results = text.split("Result<").skip(1).filter_map(inside);
    results.map(|error| error.trim().to_owned()).filter(|error| !error.is_empty()).collect()
}
