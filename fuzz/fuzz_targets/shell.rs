//! Whatever words a command holds: quoted by somebody else for a POSIX shell, or written in any mixture of its quotes,
//! our reader sees the words that shlex sees.

#![no_main]

use arbitrary::Arbitrary;
use libfuzzer_sys::fuzz_target;
use token_triage::exchange::Place;
use token_triage::read::read;

/// Values that somebody else quotes, and a value in quotes of its own.
#[derive(Arbitrary, Debug)]
struct Given {
    values: Vec<String>,
    written: Vec<u8>,
}

fuzz_target!(|given: Given| {
    let quotable = |value: &&String| !value.contains(['\0', '\n', '\r']);
    let values: Vec<&str> = given.values.iter().filter(quotable).map(String::as_str).collect();
    let mut command = "curl https://as.example/token".to_owned();
    for (at, value) in values.iter().enumerate() {
        let word = format!("p{at}={value}");
        command += " --data-urlencode ";
        command += &shlex::try_quote(&word).expect("no NUL");
    }
    sent(&command, &values);
    mixed(&given.written);
});

/// A word of blanks, letters, signs and quotes, in whatever order.
fn mixed(written: &[u8]) {
    const SIGNS: &[u8] = b"ab1 '\"\\-=:/,.@%+_";
    let letter = |byte: &u8| char::from(SIGNS[usize::from(*byte) % SIGNS.len()]);
    let word: String = written.iter().map(letter).collect();
    let command = format!("curl https://as.example/token --data-urlencode p0={word}");
    let Some(words) = shlex::split(&command) else { return };
    // What stands apart are words of their own, options among them.
    if let [_, _, _, word] = words.as_slice() {
        sent(&command, &[word.strip_prefix("p0=").expect("the name")]);
    }
}

/// What curl would send: of `--data-urlencode name=content` the content (curl's manual).
fn sent(command: &str, values: &[&str]) {
    let paste = read(command);
    let [request] = paste.requests.as_slice() else { panic!("no request, or more: {command}") };
    let found = request.parameters.iter().filter(|one| one.place == Place::Body);
    let found: Vec<_> = found.map(|one| (one.name.as_str(), one.value.as_str())).collect();
    let names: Vec<_> = (0..values.len()).map(|at| format!("p{at}")).collect();
    let meant: Vec<_> = names.iter().map(String::as_str).zip(values.iter().copied()).collect();
    assert_eq!(found, meant, "{command}");
}
