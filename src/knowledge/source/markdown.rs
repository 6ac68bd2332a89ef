//! An entry in Markdown: TOML between two lines `+++`, then fixed headings with paragraphs or steps.

/// The parts of a file.
#[derive(Debug, PartialEq)]
pub(super) struct Document<'t> {
    /// The TOML between the marks, with empty lines before it so that line numbers are those of the file.
    pub front: String,
    /// The headings in their order.
    pub sections: Vec<Section<'t>>,
}

/// A heading and what stands under it.
#[derive(Debug, PartialEq)]
pub(super) struct Section<'t> {
    /// The words of the heading.
    pub heading: &'t str,
    /// Paragraphs and list items, each as one line.
    pub blocks: Vec<String>,
}

/// Something that the form does not allow, and its line, counted from 1.
#[derive(Debug, PartialEq)]
pub(super) struct Fault {
    pub line: usize,
    pub message: &'static str,
}

/// Takes a file apart.
///
/// # Errors
/// Where the marks are missing, text stands before the first heading, or a block is of another kind.
pub(super) fn parse(text: &str) -> Result<Document<'_>, Fault> {
    let mut lines = text.lines().enumerate();
    if lines.next().map(|(_, line)| line.trim_end()) != Some("+++") {
        return Err(Fault {
            line: 1,
            message: "begin the file with a line `+++`, then TOML, then `+++` again",
        });
    }
    let mut front = String::from("\n");
    loop {
        match lines.next() {
            Some((_, line)) if line.trim_end() == "+++" => break,
            Some((_, line)) => {
                front.push_str(line);
                front.push('\n');
            }
            None => {
                return Err(Fault { line: 1, message: "close the TOML with a second line `+++`" });
            }
        }
    }
    Ok(Document { front, sections: sections(lines)? })
}

fn sections<'t>(lines: impl Iterator<Item = (usize, &'t str)>) -> Result<Vec<Section<'t>>, Fault> {
    let mut sections: Vec<Section<'t>> = Vec::new();
    let mut joins = false;
    for (index, line) in lines {
        let line_number = index + 1;
        let fault = |message| Err(Fault { line: line_number, message });
        let words = line.trim();
        if let Some(heading) = line.strip_prefix("# ") {
            sections.push(Section { heading: heading.trim(), blocks: Vec::new() });
            joins = false;
        } else if words.is_empty() {
            joins = false;
        } else if words.starts_with("```") || words.starts_with('#') || words.starts_with('|') {
            return fault(
                "only headings `# …`, paragraphs and lists stand here; write a command between backticks",
            );
        } else if let Some(section) = sections.last_mut() {
            let item = item(words);
            match section.blocks.last_mut() {
                Some(block) if joins && item.is_none() => {
                    block.push(' ');
                    block.push_str(words);
                }
                _ => section.blocks.push(item.unwrap_or(words).to_owned()),
            }
            joins = true;
        } else {
            return fault("put this text under a heading");
        }
    }
    Ok(sections)
}

/// The text of a list item without its bullet or number.
fn item(line: &str) -> Option<&str> {
    if let Some(text) = line.strip_prefix("- ").or_else(|| line.strip_prefix("* ")) {
        return Some(text.trim_start());
    }
    let text = line.trim_start_matches(|letter: char| letter.is_ascii_digit());
    (text.len() < line.len()).then(|| text.strip_prefix(". ").map(str::trim_start)).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn front_matter_keeps_its_line_numbers() {
        let document = parse("+++\ntitle = 1\n+++\n# A\nb\n").unwrap();
        assert_eq!(document.front, "\ntitle = 1\n");
    }

    #[test]
    fn blocks_are_joined_to_one_line() {
        let text =
            "+++\n+++\n# Steps\n1. one\n   goes on\n2. two\n\npara\ngraph\n\n- bullet\n# Next\n";
        let document = parse(text).unwrap();
        let steps = Section {
            heading: "Steps",
            blocks: ["one goes on", "two", "para graph", "bullet"].map(str::to_owned).to_vec(),
        };
        assert_eq!(document.sections, [steps, Section { heading: "Next", blocks: vec![] }]);
    }

    #[test]
    fn a_number_in_a_sentence_is_no_list() {
        assert_eq!(item("401 is the status"), None);
        assert_eq!(item("10. ten"), Some("ten"));
        assert_eq!(item("2.5 is a number"), None);
    }

    #[test]
    fn faults_name_their_line() {
        for (text, line) in [
            ("# no front matter", 1),
            ("+++\ntitle = 1\n", 1),
            ("+++\n+++\nloose text", 3),
            ("+++\n+++\n# A\n```sh\n", 4),
            ("+++\n+++\n# A\n\n## B\n", 5),
        ] {
            assert_eq!(parse(text).unwrap_err().line, line, "{text}");
        }
    }
}
