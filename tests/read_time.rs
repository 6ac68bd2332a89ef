//! Reading takes time in proportion to the text, whatever stands in it.

use std::time::Duration;

use token_triage::read::{LIMIT, read};

#[path = "support/processor.rs"]
mod processor;

use processor::now;

/// What each reader has to search furthest for, over and over.
const UNITS: &[&str] = &[
    "curl ",
    "curl x://;",
    "curl -d \"$(",
    "curl -u '",
    "curl ^\"\\^",
    "curl -d \"${",
    "curl -d {{",
    "curl `",
    " --next -d a=b x://y",
    "fetch(a, {b:",
    "fetch(`${",
    "fetch('",
    "fetch(a + ",
    "requests.post(a, b=c)\n",
    "irm @{a=",
    "irm @a ",
    "irm \"$(",
    "a=fetch(a)",
    "wget --a ",
    "xh ",
    "http -a x ",
    "http :1 a\\:b;",
    "{\"a\":",
    "{\"a\":\"b",
    "<a>",
    "a\n",
    "Bearer a=\"",
    "error=\"",
    "https://a?b=",
    "%41&amp;\\u0041",
];

/// The same for the readers of files.
const FILES: &[&str] = &[
    "{\"url\":{\"raw\":\"a\",",
    "{\"url\":\"a\",\"headers\":[{\"name\":\"b\"},",
    "{\"request\":{\"url\":\"a\",\"headers\":[{\"name\":\"b\"}]}}",
    "{\"item\":[{\"auth\":{\"type\":1},\"request\":{\"url\":",
    "{\"type\":\"secret\",\"value\":[",
    "get {\n url:a\n",
    "get {\nurl:a\n}\nauth:basic {\n  {{a\n",
    "POST x://y\n",
    "POST x://y\n\n{\"a\":",
    "@a=b\n",
    "@a={{a}}{{a}}c\n",
    "@a=bcd\n###\nPOST {{a}}://y\n\nb={{a}}&\n",
    "GET {{a}}\n?{{",
];

/// What a text may begin with, so that all that follows belongs to it.
const BEGINNINGS: &[&str] = &["", "curl -K - <<E\n", "{\"a\":\""];

/// A text four times as long takes about four times as long; with a part that grows by the square, up to sixteen times.
const MOST: u32 = 8;
/// Nothing to look into, and finer than some systems measure.
const SOON: Duration = Duration::from_millis(40);
/// Not measured a second time.
const LONG: Duration = Duration::from_secs(8);

fn taken(text: &str) -> Duration {
    let start = now();
    std::hint::black_box(read(text));
    now().saturating_sub(start)
}

#[test]
fn time_grows_with_the_text() {
    let mut failures = Vec::new();
    for beginning in BEGINNINGS {
        for unit in UNITS.iter().chain(FILES) {
            let text = |bytes: usize| format!("{beginning}{}", unit.repeat(bytes / unit.len()));
            let (short, long) = (text(LIMIT / 8), text(LIMIT / 2));
            // The shortest of some measurements is the one that was disturbed least.
            let (mut quick, mut slow) = (Duration::MAX, Duration::MAX);
            for _ in 0..4 {
                quick = quick.min(taken(&short));
                slow = slow.min(taken(&long));
                if slow < SOON.max(quick * MOST) || slow > LONG {
                    break;
                }
            }
            if slow >= SOON.max(quick * MOST) {
                failures.push(format!("{beginning:?} {unit:?}: {quick:?}, {slow:?}"));
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}
