//! Masking is done soon, whatever stands in the text.

use std::time::{Duration, Instant};

use token_triage::read::LIMIT;
use token_triage::redact::redact;

/// What each part has to search furthest for, or finds most often.
const UNITS: &[&str] = &[
    "client_secret=",
    "client_secret='",
    "client_secret: \\\"",
    "secret '\\'' ",
    "password ",
    "cookie: a=b; ",
    "a=secret_1&",
    "{\"token\":{",
    "name=\"client_secret\"\n",
    "<client_secret>",
    "| secret | ",
    "secret: x | ",
    "Basic YTpi ",
    "Authorization: Basic ",
    "eyJhbGciOiJIUzI1NiJ9.",
    "YWFhYWFhYWE6 ",
    "dG9rZW49YWJjZGVmZ2g5 ",
    "41414141414141413a",
    "aB3x9Zq7Lm2Pw8Rt5 ",
    "aB3x9/",
    "%2525",
    "\\\\\\\"",
    "&amp;quot;",
    "^&`\"",
    "-----BEGIN x-----",
    "0000: 41 41 41 41\n",
    "://a:b",
    "a@b.co",
    "btoa('a:",
    "ghp_sk_live_",
    "Q~Q~",
];

/// A bound for a busy machine and a build without optimisation. What goes to the end again for each finding takes
/// half a minute.
const LONGEST: Duration = Duration::from_secs(10);

#[test]
fn no_text_takes_long() {
    for unit in UNITS {
        let text = ["client_secret=aB3x9Zq7Lm2Pw8Rt5\n", &unit.repeat(LIMIT / 4 / unit.len())];
        let text = text.concat();
        let start = Instant::now();
        std::hint::black_box(redact(&text));
        let taken = start.elapsed();
        println!("{unit:?}: {taken:?}");
        assert!(taken < LONGEST, "{unit:?}: {taken:?}");
    }
}
