//! Whatever the values of a paste hold: bash hands curl exactly what was meant, and runs nothing else.
//!
//! The repairs are run by bash with a stand-in for curl that records its arguments.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Stdio};

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

use crate::cases::cases;
use crate::mend;
use crate::mended::paste;

/// What shells, curl and form encoding give a meaning to.
const ADVERSARIAL: &[&str] = &[
    "'; touch run #",
    "$(touch run)",
    "`touch run`",
    "${HOME}",
    "$SECRET",
    "%PATH%",
    "100%",
    "%41",
    "!x",
    "^&calc",
    "a\"b",
    "\\",
    "a\\\\\"b",
    "'\\''",
    "\"\"",
    "@/etc/hostname",
    "<file",
    ">run",
    "{{x}}",
    "{a,b}[1-3]",
    "‘smart’ “quotes”",
    "-oX",
    "a=b&c=d+e",
    "a;b|c>d<e",
    "two\nlines",
    "tab\tand\r\n",
    "~ * ? #",
    "pässword€",
    "\u{200b}\u{1f511}",
];

fn text() -> impl Strategy<Value = String> {
    let adversarial = || proptest::sample::select(ADVERSARIAL).prop_map(str::to_owned);
    prop_oneof![
        3 => adversarial(),
        2 => "[ -~]{1,24}",
        1 => "\\PC{1,12}",
        1 => (adversarial(), adversarial()).prop_map(|(one, two)| one + &two),
    ]
    .prop_filter("a value that says something", |text| !text.trim().is_empty())
}

/// The same made-up texts in each run.
fn texts(count: usize) -> Vec<String> {
    let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    let random = (0..count).map(|_| text().new_tree(&mut runner).expect("a text").current());
    ADVERSARIAL.iter().map(|text| (*text).to_owned()).chain(random).collect()
}

/// A text as a word of a POSIX shell (single quotes), as a person would paste it.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}

/// What `--data-urlencode` and `-d` send for a field, decoded as a server does.
fn field(option: &str, value: &str) -> (String, String) {
    match option {
        "--data-urlencode" => {
            let (name, value) = value.split_once('=').expect("a name and a value");
            (name.to_owned(), value.to_owned())
        }
        "-d" => form_urlencoded::parse(value.as_bytes()).into_owned().next().expect("a field"),
        _ => panic!("{option} sends no field"),
    }
}

/// Runs the commands in one script and gives the arguments of each call of curl. Fails if anything else was done.
fn run(name: &str, commands: &[String]) -> Vec<Vec<String>> {
    let home = std::env::temp_dir().join(format!("token-triage-{name}-{}", std::process::id()));
    let bin = home.join("bin");
    fs::create_dir_all(&bin).expect("a folder");
    let curl = bin.join("curl");
    fs::write(&curl, "#!/bin/sh\nprintf '%s\\0' \"$#\" \"$@\" >> \"$RECORD\"\n").expect("written");
    fs::set_permissions(&curl, fs::Permissions::from_mode(0o755)).expect("made executable");
    let path = format!("{}:{}", bin.display(), std::env::var("PATH").expect("PATH"));
    let work = home.join("work");
    fs::create_dir_all(&work).expect("a folder");
    fs::write(home.join("script"), commands.join("\n") + "\n").expect("written");
    let output = Command::new("bash")
        .args(["--norc", "--noprofile"])
        .arg(home.join("script"))
        .env_clear()
        .envs([("PATH", path.as_str()), ("LC_ALL", "C.UTF-8"), ("SECRET", "expanded")])
        .env("RECORD", home.join("record"))
        .env("HOME", &work)
        .current_dir(&work)
        .stdin(Stdio::null())
        .output()
        .expect("bash runs");
    assert_eq!(String::from_utf8_lossy(&output.stderr), "", "bash has nothing to complain of");
    assert_eq!(files(&work), Vec::<String>::new(), "nothing but curl was run");
    let record = String::from_utf8(fs::read(home.join("record")).expect("calls")).expect("UTF-8");
    fs::remove_dir_all(&home).expect("removed");
    let mut words = record.split_terminator('\0').map(str::to_owned);
    let mut calls = Vec::new();
    while let Some(count) = words.next() {
        calls.push(words.by_ref().take(count.parse().expect("a count")).collect());
    }
    calls
}

fn files(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a folder");
    entries
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .collect()
}

/// Mends each paste, runs the repairs, and gives the options and values of each call.
fn mended(name: &str, pastes: &[String]) -> Vec<Vec<(String, String)>> {
    let command = |paste: &String| {
        let (diagnosis, repair) = mend(paste);
        let repair = repair.unwrap_or_else(|| panic!("{paste}\n{:?}", diagnosis.causes));
        repair.text.expose().to_owned()
    };
    let commands: Vec<String> = pastes.iter().map(command).collect();
    let calls = run(name, &commands);
    assert_eq!(calls.len(), pastes.len(), "each command calls curl once");
    let pairs = |call: Vec<String>| {
        let mut words =
            call.into_iter().filter(|word| !matches!(word.as_str(), "-sS" | "-i" | "-g"));
        let mut pairs = Vec::new();
        while let Some(word) = words.next() {
            let option = word.starts_with('-');
            let value = if option { words.next().expect("a value") } else { word.clone() };
            pairs.push((if option { word } else { String::new() }, value));
        }
        pairs
    };
    calls.into_iter().map(pairs).collect()
}

#[test]
fn values_of_a_json_body_reach_curl_as_they_are() {
    let texts = texts(150);
    let paste = |text: &String| {
        let body = serde_json::json!({
            "grant_type": "password", "client_id": "web", "username": text, "password": text,
        });
        let body = quoted(&body.to_string());
        format!(
            "curl https://as.example/token -H 'Content-Type: application/json' -d {body}\n{{\"error\":\"invalid_request\"}}"
        )
    };
    let pastes: Vec<String> = texts.iter().map(paste).collect();
    for (text, call) in texts.iter().zip(mended("body", &pastes)) {
        let sent: Vec<_> = call
            .iter()
            .filter(|(option, _)| !matches!(option.as_str(), "" | "-H"))
            .map(|(option, value)| field(option, value))
            .collect();
        // The order of the JSON's names.
        let expected = [
            ("client_id", "web"),
            ("grant_type", "password"),
            ("password", text),
            ("username", text),
        ];
        let expected: Vec<_> =
            expected.map(|(name, value)| (name.to_owned(), value.to_owned())).into();
        assert_eq!(sent, expected);
    }
}

#[test]
fn headers_names_and_pairs_reach_curl_as_they_are() {
    let mut texts = texts(150);
    // A header ends with its line, an id with a colon.
    texts.retain(|text| !text.contains(|char: char| char.is_control() || char == ':'));
    let texts: Vec<String> = texts.iter().map(|text| text.trim().to_owned()).collect();
    let paste = |text: &String| {
        let (header, user, name) = (
            quoted(&format!("X-Test: {text}")),
            quoted(&format!("web:{text}")),
            quoted(&format!("{}=1", encoded(text))),
        );
        format!(
            "curl https://as.example/token -H {header} -u {user} -d {name} -d grant_type=client_credential\n{{\"error\":\"unsupported_grant_type\"}}"
        )
    };
    let pastes: Vec<String> = texts.iter().map(paste).collect();
    for (text, call) in texts.iter().zip(mended("header", &pastes)) {
        let value = |wanted: &str| {
            call.iter().find(|(option, _)| option == wanted).map(|(_, value)| value.as_str())
        };
        assert_eq!(value(""), Some("https://as.example/token"));
        assert_eq!(value("-H"), Some(format!("X-Test: {text}").as_str()));
        assert_eq!(value("-u"), Some(format!("web:{text}").as_str()));
        assert_eq!(value("-d").map(|it| field("-d", it)), Some((text.clone(), "1".to_owned())));
    }
}

fn encoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect::<Vec<_>>().concat()
}

#[test]
fn a_variable_stays_one_and_nothing_else_is_expanded() {
    let mut texts = texts(60);
    // The variable's own letters twice: `two_alike` has them.
    texts.retain(|text| !text.contains("$SECRET"));
    let paste = |text: &String| {
        let body = serde_json::json!({
            "grant_type": "client_credentials", "audience": text, "client_secret": format!("{text}SPLIT"),
        });
        let body = quoted(&body.to_string()).replace("SPLIT", "'\"$SECRET\"'");
        format!("curl https://as.example/token --json {body}\n{{\"error\":\"invalid_request\"}}")
    };
    let pastes: Vec<String> = texts.iter().map(paste).collect();
    for (text, call) in texts.iter().zip(mended("variable", &pastes)) {
        let sent: Vec<_> = call
            .iter()
            .filter(|(option, _)| option.starts_with("-d") || option.starts_with("--data"))
            .map(|(option, value)| field(option, value))
            .collect();
        let secret = format!("{text}expanded");
        let expected = [
            ("audience", text.as_str()),
            ("client_secret", secret.as_str()),
            ("grant_type", "client_credentials"),
        ];
        let expected: Vec<_> =
            expected.map(|(name, value)| (name.to_owned(), value.to_owned())).into();
        assert_eq!(sent, expected);
    }
}

#[test]
fn two_alike_of_which_one_is_a_variable_are_left_alone() {
    let paste = "curl https://as.example/token --json '{\"grant_type\":\"password\",\"client_id\":\"$SECRET'\"$SECRET\"'\"}'\n{\"error\":\"invalid_request\"}";
    assert_eq!(mend(paste).1.map(|repair| repair.text.expose().to_owned()), None);
}

#[test]
fn torn_pastes_are_mended_or_left_alone() {
    let torn = |text: &str, from: usize, length: usize| {
        let start = text.floor_char_boundary(from % (text.len() + 1));
        let end = text.floor_char_boundary((start + length).min(text.len()));
        format!("{}{}", &text[..start], &text[end..])
    };
    for case in cases() {
        let (request, answer) = paste(case);
        let whole = format!("{request}\n{answer}");
        for step in 0..40 {
            let text = torn(&whole, step * 7919, 1 + step % 9);
            let Some(repair) = mend(&text).1 else { continue };
            let mended = repair.text.expose();
            for span in repair.changes.iter().chain(&repair.secrets) {
                assert!(!span.of(mended).is_empty(), "{text}\n{mended}\n{span:?}");
            }
        }
    }
}
