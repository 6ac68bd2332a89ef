//! Reading takes time in proportion to the text, whatever stands in it.

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
];

fn time(text: &str) -> Duration {
    let start = Instant::now();
    std::hint::black_box(read(text));
    start.elapsed()
}

/// The shortest of three: the machine may be busy with something else.
fn least(text: &str) -> Duration {
    (0..3).map(|_| time(text)).min().unwrap_or_default()
}

#[test]
fn eight_times_the_text_takes_no_more_than_sixteen_times_as_long() {
    for unit in UNITS {
        let text = |length: usize| format!("curl {}", unit.repeat(length / unit.len()));
        let (short, long) = (least(&text(LIMIT / 8)), least(&text(LIMIT)));
        println!("{unit:?}: {short:?}, {long:?}");
        assert!(long < 16 * short + Duration::from_millis(20), "{unit:?}: {short:?}, {long:?}");
    }
}
