//! What search engines and link previews show: a title and a description, in plain text of bounded length.

use crate::state::prose::{Piece, pieces};

/// Search engines cut what is longer, in characters.
pub const TITLE: usize = 70;
/// The same for descriptions.
pub const DESCRIPTION: usize = 160;

/// A title with the name of the site, if there is room for it.
pub fn title(words: &str) -> String {
    let words = words.trim_end_matches('.');
    let full = [words, " · Token Triage"].concat();
    if full.chars().count() <= TITLE { full } else { cut(words, TITLE) }
}

/// As many sentences as fit, behind what they are about; the first one cut at a word if even that is too long.
pub fn description(about: &str, paragraphs: &[String]) -> String {
    let mut said = about.to_owned();
    for sentence in paragraphs.iter().flat_map(|text| sentences(&plain(text))) {
        let room = said.chars().count() + 1 + sentence.chars().count() <= DESCRIPTION;
        if !room && said.len() > about.len() {
            break;
        }
        if !said.is_empty() {
            said.push(' ');
        }
        said.push_str(&sentence);
        if !room {
            break;
        }
    }
    cut(&said, DESCRIPTION)
}

/// The first sentence, cut at a word if it is longer than so many characters.
pub fn first_sentence(text: &str, most: usize) -> String {
    sentences(text).first().map(|sentence| cut(sentence, most)).unwrap_or_default()
}

/// Prose without its marks.
pub fn plain(text: &str) -> String {
    let words = |piece| match piece {
        Piece::Plain(words) | Piece::Code(words) | Piece::Strong(words) | Piece::Link(words, _) => {
            words
        }
    };
    pieces(text).into_iter().map(words).collect()
}

/// A text's sentences: what ends in a full stop before a blank and a capital.
fn sentences(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = text;
    let ends = |(at, _): &(usize, &str)| {
        let next = text.get(at + 2..).and_then(|rest| rest.chars().next());
        next.is_some_and(char::is_uppercase)
    };
    let mut start = 0;
    for (at, _) in text.match_indices(". ").filter(ends) {
        found.extend(text.get(start..=at).map(str::to_owned));
        start = at + 2;
        rest = text.get(start..).unwrap_or_default();
    }
    found.push(rest.to_owned());
    found
}

/// The text, or what of it fits before a blank, with a sign that there is more.
fn cut(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let end = text.char_indices().nth(most - 1).map_or(text.len(), |(end, _)| end);
    let fits = text.get(..end).unwrap_or_default();
    let whole = fits.rsplit_once(' ').map_or(fits, |(before, _)| before);
    [whole.trim_end_matches([',', ';', ':', '.']), "…"].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_keeps_within_its_length() {
        assert_eq!(title("The server failed."), "The server failed · Token Triage");
        let long = "x".repeat(TITLE - 5);
        assert_eq!(title(&long), long);
        let longer = ["word "; 20].concat();
        assert!(title(&longer).chars().count() <= TITLE, "{}", title(&longer));
    }

    #[test]
    fn sentences_that_fit_are_whole() {
        let text = ["The **secret** is `wrong`. Copy it again, e.g. from the console. ".to_owned()
            + &"And on ".repeat(40)];
        assert_eq!(
            description("", &text),
            "The secret is wrong. Copy it again, e.g. from the console."
        );
        let endless = ["and on ".repeat(40)];
        let cut = description("Okta:", &endless);
        assert!(
            cut.starts_with("Okta: and on") && cut.ends_with(" on…") || cut.ends_with(" and…"),
            "{cut}"
        );
        assert!(cut.chars().count() <= DESCRIPTION, "{cut}");
    }
}
