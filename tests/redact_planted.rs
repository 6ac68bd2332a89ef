//! A secret planted at every place of every kind of paste is nowhere in what may be shown.
//!
//! `KINDS` is the table of places, `ECHOES` that of encodings in which a server or a log repeats the secret.

#![expect(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod planted {
    pub mod decoded;
    pub mod kinds;
    pub mod written;
}

use planted::decoded::readings;
use planted::kinds::{ECHOES, KINDS};
use planted::written::{Planted, as_it_can_stand, fill};
use proptest::prelude::*;
use token_triage::redact::redact;

/// Secrets of all that people and generators make them of; two parts of letters and digits tell a leak of half of it.
fn planted() -> impl Strategy<Value = Planted> {
    let signs = "[-._~+/=%:\"'\\\\ $!&#@*(){};,<>|?^`\\n\u{e9}\u{20ac}\u{5b57}a-zA-Z0-9]{0,5}";
    let part = "[A-Z][a-z0-9]{3}[A-Z][a-z]{2}[0-9]";
    (signs, part, signs, part, signs).prop_map(|(a, first, b, second, c)| Planted {
        secret: [&a, &*first, &b, &*second, &c].concat(),
        parts: [first, second],
    })
}

fn leak(shown: &str, planted: &Planted) -> Option<String> {
    let part_in = |text: &String| planted.parts.iter().any(|part| text.contains(part.as_str()));
    readings(shown).into_iter().find(part_in)
}

/// The first places of a list that leak, each with what was pasted and shown.
fn leaks(pastes: impl Iterator<Item = (String, String)>, planted: &Planted) -> Vec<String> {
    let shown = pastes.map(|(name, paste)| (name, redact(&paste).text, paste));
    let leaking = shown.filter(|(_, shown, _)| leak(shown, planted).is_some());
    leaking.map(|(name, shown, paste)| format!("{name}\n  {paste:?}\n  {shown:?}\n")).collect()
}

#[test]
fn a_leak_is_seen_in_every_encoding() {
    let planted = Planted {
        secret: "Abcd1Xy2 +Qrst3Zw4".into(),
        parts: ["Abcd1Xy2".into(), "Qrst3Zw4".into()],
    };
    for (name, echo) in ECHOES {
        let shown = fill(echo, &planted);
        assert!(leak(&shown, &planted).is_some(), "{name}: {shown}");
    }
    for (name, kind) in KINDS {
        let shown = fill(kind, &planted);
        assert!(leak(&shown, &planted).is_some(), "{name}: {shown}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_secret_is_masked_where_it_stands(planted in planted()) {
        let all = KINDS.iter().map(|(name, kind)| ((*name).to_owned(), fill(kind, &planted)));
        let leaks = leaks(all, &planted);
        prop_assert!(leaks.is_empty(), "{}", leaks.concat());
    }

    #[test]
    fn a_secret_is_masked_where_it_is_repeated(
        planted in planted(),
        (name, kind) in prop::sample::select(KINDS),
    ) {
        // What is wrapped once more is masked as a whole: the text inside is nobody's secret.
        let opaque = ["⟦claims", "⟦soap", "⟦base64", "⟦dumped"].iter().any(|it| kind.contains(it));
        prop_assume!(!opaque);
        let planted = as_it_can_stand(kind, &planted);
        let repeated = |(echo, repeated): &(&str, &str)| {
            let paste = [kind, "\n\n", repeated, "\n"].concat();
            ([name, ", ", echo].concat(), fill(&paste, &planted))
        };
        let leaks = leaks(ECHOES.iter().map(repeated), &planted);
        prop_assert!(leaks.is_empty(), "{}", leaks.concat());
    }
}
