//! The three marks of the knowledge base's prose: `` `code` ``, `**strong**` and `[words](address)`.

/// A piece of prose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece<'t> {
    /// Words.
    Plain(&'t str),
    /// Something to type or to look for.
    Code(&'t str),
    /// What matters most.
    Strong(&'t str),
    /// A link: its words and its address, which is `https:` or a fragment of this page.
    Link(&'t str, &'t str),
}

/// Cuts prose at its marks. A mark without its end is taken as it stands.
pub fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut plain = 0;
    let mut at = 0;
    while let Some(rest) = text.get(at..) {
        let Some(next) = rest.find(['`', '*', '[']) else { break };
        at += next;
        let Some((piece, length)) = text.get(at..).and_then(marked) else {
            at += 1;
            continue;
        };
        if let Some(words) = text.get(plain..at).filter(|words| !words.is_empty()) {
            pieces.push(Piece::Plain(words));
        }
        pieces.push(piece);
        at += length;
        plain = at;
    }
    if let Some(words) = text.get(plain..).filter(|words| !words.is_empty()) {
        pieces.push(Piece::Plain(words));
    }
    pieces
}

/// The mark that the text begins with and its length in bytes.
fn marked(text: &str) -> Option<(Piece<'_>, usize)> {
    if let Some(rest) = text.strip_prefix('`') {
        let (code, _) = rest.split_once('`')?;
        return (!code.is_empty()).then_some((Piece::Code(code), code.len() + 2));
    }
    if let Some(rest) = text.strip_prefix("**") {
        let (strong, _) = rest.split_once("**")?;
        return (!strong.is_empty()).then_some((Piece::Strong(strong), strong.len() + 4));
    }
    let (words, rest) = text.strip_prefix('[')?.split_once("](")?;
    let (address, _) = rest.split_once(')')?;
    let safe = address.starts_with("https://") || address.starts_with("#/");
    (safe && !words.contains(['[', ']']))
        .then_some((Piece::Link(words, address), words.len() + address.len() + 4))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_three_marks() {
        assert_eq!(
            pieces("Send `a=b` **now**, see [the page](https://example.org/x)."),
            [
                Piece::Plain("Send "),
                Piece::Code("a=b"),
                Piece::Plain(" "),
                Piece::Strong("now"),
                Piece::Plain(", see "),
                Piece::Link("the page", "https://example.org/x"),
                Piece::Plain("."),
            ]
        );
    }

    #[test]
    fn marks_without_end_are_words() {
        for text in ["a ` b", "2 * 3 ** 4", "[x", "[x](y", "[x](javascript:alert(1))", "``", "****"]
        {
            assert_eq!(pieces(text), [Piece::Plain(text)], "{text}");
        }
        assert_eq!(pieces(""), []);
    }
}
