//! The three marks of prose: `` `code` ``, `**strong**`, `[words](https://address)`.

use super::report::is_https;

/// What is wrong with the marks of a text, and the mend.
pub fn fault(text: &str) -> Option<&'static str> {
    let pieces: Vec<&str> = text.split('`').collect();
    if pieces.len().is_multiple_of(2) {
        return Some("a backtick is not closed; code stands between two");
    }
    if pieces.iter().skip(1).step_by(2).any(|code| code.is_empty()) {
        return Some("two backticks hold nothing; code stands between single ones");
    }
    // Code is taken out: what looks like a mark there is none.
    let words = pieces.iter().step_by(2).copied().collect::<Vec<_>>().join("x");
    if words.matches("**").count() % 2 == 1 {
        return Some("`**` is not closed; strong words stand between two");
    }
    link_fault(&words)
}

fn link_fault(words: &str) -> Option<&'static str> {
    let mut rest = words;
    while let Some((_, opened)) = rest.split_once('[') {
        let Some((label, target)) = opened.split_once("](") else {
            return Some(
                "`[` begins no link; write `[words](https://…)`, or brackets between backticks",
            );
        };
        let Some((url, after)) = target.split_once(')') else {
            return Some("a link is not closed; write `[words](https://…)`");
        };
        if label.trim().is_empty() || label.contains(['[', ']']) || !is_https(url) {
            return Some("a link needs words and an https address: `[words](https://…)`");
        }
        rest = after;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::fault;

    #[test]
    fn well_formed() {
        for text in [
            "",
            "plain words, a_b and 2 * 3",
            "`code [x] **` and **strong**",
            "see [the page](https://example.org/a_b), [another](https://example.org)",
            "**`code` in strong**",
        ] {
            assert_eq!(fault(text), None, "{text}");
        }
    }

    #[test]
    fn faults() {
        for text in [
            "an `open tick",
            "``double``",
            "**open",
            "[words] alone",
            "[words](http://example.org)",
            "[words](https://example.org",
            "[](https://example.org)",
        ] {
            assert!(fault(text).is_some(), "{text}");
        }
    }
}
