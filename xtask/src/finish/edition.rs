//! index.html is written for two editions, the site and the one file. A line that is for one of them begins with its mark.

use crate::failure::{Failure, Outcome};

/// The mark of the edition that is many files.
pub const SITE: &str = "<!--site-->";
/// The mark of the edition that is one.
pub const ONE_FILE: &str = "<!--one-file-->";

/// The lines of an edition, without marks, and without the element that told trunk what to compile: it stays where
/// trunk writes no script in its place.
pub fn lines(html: &str, mark: &str) -> String {
    html.split_inclusive('\n')
        .map(|line| line.strip_prefix(mark).unwrap_or(line))
        .filter(|line| ![SITE, ONE_FILE, "<link data-trunk "].iter().any(|no| line.starts_with(no)))
        .collect()
}

/// A script without the lines that are comments, which everyone would load.
pub fn without_comments(script: &str) -> String {
    let code: Vec<&str> =
        script.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
    code.join("\n")
}

/// The text with the place that stands in it once.
///
/// # Errors
/// If it stands there twice or not at all.
pub fn replaced(text: &str, place: &str, content: &str) -> Outcome<String> {
    if text.matches(place).count() != 1 {
        return Err(Failure::new(format!(
            "A page, or the script that goes into it, must hold {place} once."
        )));
    }
    Ok(text.replace(place, content))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_edition_has_its_lines_and_the_common_ones() {
        let html = "<p>\n<!--site--><a>\n<!--one-file--><b>\n<link data-trunk rel=\"rust\">\n<!--site--><link rel=\"x\">\n</p>";
        assert_eq!(lines(html, SITE), "<p>\n<a>\n<link rel=\"x\">\n</p>");
        assert_eq!(lines(html, ONE_FILE), "<p>\n<b>\n</p>");
    }
}
