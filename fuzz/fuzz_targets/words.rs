//! Whatever a text holds: its words stand in it in order, and are the same in whatever case and wherever it stands.

#![no_main]

use libfuzzer_sys::fuzz_target;
use token_triage::words::{Word, plain_word, words};

fuzz_target!(|texts: (&str, &str)| {
    let (text, other) = texts;
    let found = words(text);
    in_order(text, &found);
    of_plain_letters(text, &found);
    if !text.contains(['\\', '&']) {
        // Escapes aside, which have a case of their own.
        assert_eq!(hashes(&words(&text.to_ascii_uppercase())), hashes(&found));
        assert_eq!(hashes(&words(&text.to_ascii_lowercase())), hashes(&found));
    }
    beside(text, other, &found);
});

fn in_order(text: &str, found: &[Word]) {
    let mut end = 0;
    for word in found {
        assert!(word.span.start >= end && !word.span.is_empty(), "{word:?}");
        assert!(text.get(word.span.start..word.span.end).is_some(), "{word:?}");
        end = word.span.end;
    }
}

/// A word of nothing but ASCII letters and digits has the hash that the index of the rules knows it by.
fn of_plain_letters(text: &str, found: &[Word]) {
    for word in found {
        let written = word.span.of(text);
        if written.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            assert_eq!((word.hash, written.len()), plain_word(written.as_bytes(), 0));
        }
    }
}

/// A text says the same behind another one.
fn beside(text: &str, other: &str, found: &[Word]) {
    let before = [text, " . "].concat();
    let both = words(&[&before, other].concat());
    let mut apart = hashes(found);
    apart.extend(hashes(&words(other)));
    assert_eq!(hashes(&both), apart);
}

fn hashes(words: &[Word]) -> Vec<(u64, u64)> {
    words.iter().map(|word| (word.hash, word.shape)).collect()
}
