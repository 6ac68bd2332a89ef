//! Reading is done soon, whatever stands in the text.

use std::time::{Duration, Instant};

use token_triage::read::{LIMIT, read};

/// What each reader of requests has to search furthest for.
const UNITS: &[&str] = &[
    "curl x://;",
    "curl -d \"$(",
    "curl -u '",
    "curl -K - <<E\n",
    "curl -d @f ",
    "curl ^\"\\^",
    "curl -d \"${",
    "curl -d {{",
    "curl `",
    "curl -d a=$b&",
    " --next -d a=b x://y",
    "fetch(a, {b:",
    "fetch(`${",
    "fetch('",
    "fetch(a + ",
    "requests.post(a, b=c)\n",
    "irm @{a=",
    "irm \"$(",
    "a=fetch(a)",
    "wget x://;",
    "wget --post-data \"$(",
    "http -a x ",
    "http -f a.b/c=d ",
    "http :1 a\\:b;",
    "$ https x://y a\\",
];

/// The same for the readers of files.
const FILES: &[&str] = &[
    "{\"url\":{\"raw\":\"a\",",
    "{\"url\":\"a\",\"headers\":[{\"name\":\"b\"},",
    "{\"request\":{\"url\":\"a\",\"headers\":[{\"name\":\"b\"}]}}",
    "{\"item\":[{\"auth\":{\"type\":1},\"request\":{\"url\":",
    "{\"type\":\"secret\",\"value\":[",
    "POST x://y\n",
    "POST x://y\n\n{\"a\":",
    "@a=b\n",
    "@a={{a}}{{a}}c\n",
    "@a=bcd\n###\nPOST {{a}}://y\n\nb={{a}}&\n",
    "GET {{a}}\n?{{",
];

fn time(text: &str) -> Duration {
    let start = Instant::now();
    std::hint::black_box(read(text));
    start.elapsed()
}

/// A bound for a busy machine and a build without optimisation. What reads to the end again for each call takes minutes.
const LONGEST: Duration = Duration::from_secs(20);

#[test]
fn no_text_takes_long() {
    for unit in UNITS {
        short(unit, &["curl ", &unit.repeat(LIMIT / unit.len())].concat());
    }
    for unit in FILES {
        short(unit, &unit.repeat(LIMIT / unit.len()));
    }
}

fn short(unit: &str, text: &str) {
    let taken = time(text);
    println!("{unit:?}: {taken:?}");
    assert!(taken < LONGEST, "{unit:?}: {taken:?}");
}
