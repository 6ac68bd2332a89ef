//! How a secret is written at a place: the escapes that the tools at that place apply.

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};

/// A secret, and two parts of it that are letters and digits alone.
#[derive(Clone, Debug)]
pub struct Planted {
    pub secret: String,
    pub parts: [String; 2],
}

/// Fills in the secret at each `⟦how⟧` of a template, `+` between escapes that are applied one after the other.
pub fn fill(template: &str, planted: &Planted) -> String {
    let mut filled = String::new();
    for (at, piece) in template.split('⟦').enumerate() {
        if at == 0 {
            filled.push_str(piece);
            continue;
        }
        let (how, rest) = piece.split_once('⟧').expect("a template");
        let mut value = planted.secret.clone();
        for step in how.split('+') {
            value = step_of(step, &value);
        }
        filled.push_str(&value);
        filled.push_str(rest);
    }
    filled
}

/// The secret without what cannot stand at a place.
pub fn as_it_can_stand(template: &str, planted: &Planted) -> Planted {
    let steps = ["word", "line"].into_iter().filter(|step| template.contains(step));
    let secret = steps.fold(planted.secret.clone(), |secret, step| step_of(step, &secret));
    Planted { secret, parts: planted.parts.clone() }
}

fn step_of(step: &str, value: &str) -> String {
    match step {
        "raw" => value.to_owned(),
        // What can't stand there at all.
        "line" => value.replace('\n', "").trim().to_owned(),
        "word" => value
            .chars()
            .filter(|it| !it.is_whitespace() && !"\"'`&,;<>(){}|".contains(*it))
            .collect(),
        "pair" => ["client-7:", value].concat(),
        "form" => percent(value, true),
        "percent" => percent(value, false),
        "json" => json(value),
        "posix" => value.replace('\'', r"'\''"),
        "double" => escaped(value, r#"\"$`!"#, "\\"),
        "ansi-c" => escaped(&value.replace('\\', "\\\\").replace('\n', "\\n"), "'", "\\"),
        "cmd" => cmd(value),
        "power" => value.replace('\'', "''"),
        "html" => entities(value),
        "base64" => STANDARD.encode(value),
        "base64url" => URL_SAFE_NO_PAD.encode(value),
        "hex" => hexadecimal(value.as_bytes(), ""),
        "claims" => json_claims(value),
        "wrapped" => lines(
            &STANDARD
                .encode(["client-7-of-a-long-name-that-makes-the-line-break:", value].concat()),
            64,
        ),
        "soap" => STANDARD.encode(["<saml:Assertion>", value, "</saml:Assertion>"].concat()),
        "traced" => traced(
            &[
                "grant_type=client_credentials&client_id=client-7&client_secret=",
                &percent(value, true),
            ]
            .concat(),
        ),
        "dumped" => dumped(
            &["grant_type=client_credentials&client_secret=", &percent(value, true)].concat(),
        ),
        _ => panic!("no such escape: {step}"),
    }
}

fn percent(value: &str, form: bool) -> String {
    let mut written = String::new();
    for byte in value.bytes() {
        match byte {
            b' ' if form => written.push('+'),
            byte if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) => {
                written.push(char::from(byte));
            }
            byte => written.push_str(&["%", &hexadecimal(&[byte], "").to_uppercase()].concat()),
        }
    }
    written
}

fn json(value: &str) -> String {
    let quoted = serde_json::to_string(value).expect("a string");
    quoted[1..quoted.len() - 1].to_owned()
}

fn escaped(value: &str, signs: &str, by: &str) -> String {
    let mut written = String::new();
    for letter in value.chars() {
        if signs.contains(letter) {
            written.push_str(by);
        }
        written.push(letter);
    }
    written
}

fn hexadecimal(bytes: &[u8], behind: &str) -> String {
    let digits = bytes.iter().map(|byte| format!("{byte:02x}{behind}"));
    digits.collect::<Vec<_>>().concat()
}

/// "Copy as cURL (cmd)": backslashes for the program, then a caret before every sign.
fn cmd(value: &str) -> String {
    let mut written = String::new();
    for letter in value.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "").chars() {
        if letter.is_ascii_punctuation() && !"-._~".contains(letter) {
            written.push('^');
        }
        written.push(letter);
    }
    written
}

fn entities(value: &str) -> String {
    value
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
        .replace('\'', "&#39;")
}

fn json_claims(value: &str) -> String {
    let part = |json: &str| URL_SAFE_NO_PAD.encode(json);
    let claims = format!("{{\"iss\":\"client-7\",\"jti\":\"{}\",\"exp\":1700000000}}", json(value));
    [part("{\"alg\":\"HS256\"}"), part(&claims), "c2lnbmF0dXJlLW9mLXRoZS10b2tlbg".to_owned()]
        .join(".")
}

fn lines(text: &str, width: usize) -> String {
    let bytes = text.as_bytes().chunks(width);
    bytes.map(|line| String::from_utf8_lossy(line)).collect::<Vec<_>>().join("\n")
}

/// `curl --trace-ascii`: 64 characters a line, each behind its offset.
fn traced(text: &str) -> String {
    let lines = text.as_bytes().chunks(64).enumerate();
    lines
        .map(|(at, line)| format!("{:04x}: {}", at * 64, String::from_utf8_lossy(line)))
        .collect::<Vec<_>>()
        .join("\n")
}

/// `curl --trace`: 16 bytes a line, in hexadecimal and as text.
fn dumped(text: &str) -> String {
    let line = |(at, line): (usize, &[u8])| {
        let hex = hexadecimal(line, " ");
        format!("{:04x}: {hex:<48}{}", at * 16, String::from_utf8_lossy(line))
    };
    text.as_bytes().chunks(16).enumerate().map(line).collect::<Vec<_>>().join("\n")
}
