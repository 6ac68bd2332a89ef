//! Whatever is pasted: what the readers call secret is masked, in the redacted text, in the report for support and in
//! the comparison of its requests.

#![no_main]

use libfuzzer_sys::fuzz_target;
use token_triage::compare::{compare, masked};
use token_triage::diagnose::diagnose;
use token_triage::knowledge::Knowledge;
use token_triage::read::{Paste, cut, read};
use token_triage::redact::{MASK, Redacted, Secrets, redact};
use token_triage::report::report;
use token_triage::span::Span;

fuzz_target!(|text: &str| {
    let paste = read(text);
    let redacted = redact(text);
    replaced(cut(text), &redacted);
    for secret in &paste.secrets {
        let masked = redacted.masked.iter().any(|masked| masked.span.holds(*secret));
        assert!(masked || is_readable(secret.of(text)), "{:?}", secret.of(text));
    }
    let values: Vec<&str> = redacted
        .masked
        .iter()
        .map(|masked| masked.span.of(text))
        .filter(|value| is_telling(value))
        .collect();
    absent(&values, &redacted.text);
    let knowledge = Knowledge::default();
    absent(&values, &report(text, &diagnose(text, &knowledge), None, &knowledge));
    compared(text, &paste, &values);
});

/// The text is as it was but for masks, which stand in order where the list says.
fn replaced(text: &str, redacted: &Redacted) {
    let mut expected = String::new();
    let mut at = 0;
    for masked in &redacted.masked {
        expected.push_str(text.get(at..masked.span.start).expect("in order, on boundaries"));
        assert_eq!(masked.mask, Span::new(expected.len(), expected.len() + MASK.len()));
        expected.push_str(MASK);
        at = masked.span.end;
    }
    expected.push_str(text.get(at..).expect("on a boundary"));
    assert_eq!(redacted.text, expected);
}

/// What says that there is no value, or stands for one, may be shown.
fn is_readable(value: &str) -> bool {
    !is_telling(value) || value.contains(['$', '{', '<', '[', '%', '_', '*', '.', '•'])
}

/// What can be nothing but a secret, wherever it is met: long, of letters and digits.
fn is_telling(value: &str) -> bool {
    let digits = value.bytes().filter(u8::is_ascii_digit).count();
    value.len() >= 12
        && digits >= 3
        && digits < value.len()
        && value.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

fn absent(values: &[&str], shown: &str) {
    for value in values {
        assert!(!shown.contains(value), "{value:?} in {shown:?}");
    }
}

fn compared(text: &str, paste: &Paste, values: &[&str]) {
    let known = Secrets::of(text);
    for pair in paste.requests.windows(2) {
        let [first, second] = pair else { continue };
        for one in masked(compare(first, second), &known) {
            for shown in [&one.first.value, &one.second.value].into_iter().flatten() {
                absent(values, shown);
            }
            absent(values, &one.note);
        }
        assert_eq!(compare(first, first), []);
    }
}
