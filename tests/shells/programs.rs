//! Commands and programs besides curl, each run for real against a server on loopback.
//!
//! Python needs the library requests; Debian's python3-requests belongs to Debian's own python3, so that one is
//! taken where it is there.

use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use token_triage::command::program::{Program, write};
use token_triage::command::{Refusal, SecretPlace, TokenRequest};

use crate::handed::environment;
use crate::intent::{Pairs, Sent, intended, sorted};
use crate::samples;
use crate::server::Server;
use crate::unix::{Folder, alone};

/// Runs texts one after the other in one process, each with its variables: an interpreter takes longer to start
/// than to send a request.
pub fn run(program: Program, texts: &[(String, Pairs)], home: &Path) -> Output {
    let (interpreter, name) = match program {
        Program::Python => (python(), "ask.py"),
        Program::JavaScript => ("node", "ask.mjs"),
        _ => ("bash", "ask.sh"),
    };
    let file = home.join(name);
    let text = |(at, (text, set)): (usize, &(String, Pairs))| match program {
        Program::Hurl => hurl(&home.join(format!("{at}.hurl")), text, set),
        _ => with(program, text, set),
    };
    let all: Vec<String> = texts.iter().enumerate().map(text).collect();
    fs::write(&file, all.join("\n")).expect("written");
    alone(interpreter, home).arg(&file).stdin(Stdio::null()).output().expect("it runs")
}

/// The call of Hurl for a file, which finds its variables in the environment.
fn hurl(file: &Path, text: &str, variables: &Pairs) -> String {
    fs::write(file, text).expect("written");
    let set = |(name, value): &(String, String)| {
        // An empty secret is none for Hurl.
        let kind = if value.is_empty() { "VARIABLE" } else { "SECRET" };
        format!("HURL_{kind}_{name}='{}' ", value.replace('\'', "'\\''"))
    };
    let variables: String = variables.iter().map(set).collect();
    format!("env {variables} hurl --include {}", file.display())
}

/// A text behind what sets its variables, in the language of the text.
fn with(program: Program, text: &str, variables: &Pairs) -> String {
    let set = |(name, value): &(String, String)| {
        let value = serde_json::to_string(value).expect("a text in JSON");
        match program {
            Program::Python => format!("import os; os.environ[\"{name}\"] = {value}\n"),
            Program::JavaScript => format!("process.env.{name} = {value};\n"),
            _ => unreachable!("a shell's own words"),
        }
    };
    let quoted = |(name, value): &(String, String)| {
        format!("export {name}='{}'\n", value.replace('\'', "'\\''"))
    };
    match program {
        Program::JavaScript => {
            format!("{}{{\n{text}\n}}", variables.iter().map(set).collect::<String>())
        }
        Program::Python => variables.iter().map(set).collect::<String>() + text,
        _ => variables.iter().map(quoted).collect::<String>() + text,
    }
}

fn python() -> &'static str {
    if Path::new("/usr/bin/python3").exists() { "/usr/bin/python3" } else { "python3" }
}

/// What differs without a meaning: libraries write an address in their own way, and a header without a value is
/// left out by some.
pub fn folded(mut sent: Sent) -> Sent {
    sent.path = decoded(&sent.path);
    sent.headers.retain(|(_, value)| !value.is_empty());
    sent.body = sent.body.filter(|body| !body.is_empty());
    sorted(sent)
}

fn decoded(path: &str) -> String {
    form_urlencoded::parse(path.replace('+', "%2B").as_bytes()).map(|(name, _)| name).collect()
}

/// Whether a program can be handed this request at all.
fn is_sayable(program: Program, token: &TokenRequest) -> bool {
    let refused = matches!(write(token, program, SecretPlace::Inline), Err(Refusal::Inexpressible));
    // HTTPie's items lose a backslash before a separator, and Hurl's have a name; nothing else is refused by any.
    let may_refuse = matches!(program, Program::Httpie | Program::Hurl);
    assert!(!refused || may_refuse, "{program:?} refuses");
    !refused
}

/// Sends every `step`th of the samples, with both places of the secret.
fn arrives(program: Program, step: usize) {
    let server = Server::start();
    let folder = Folder::new(&format!("{program:?}"));
    let (mut texts, mut meant) = (Vec::new(), Vec::new());
    let all = samples(&server.address).into_iter().step_by(step);
    for token in all.filter(|token| is_sayable(program, token)) {
        for place in [SecretPlace::Inline, SecretPlace::Environment] {
            let variables = environment(&token).expect("one value for each name");
            let text = write(&token, program, place).expect("a text").text;
            texts.push((text.expose().to_owned(), as_held(program, &token, variables)));
            meant.push(folded(intended(&token, place)));
        }
    }
    assert!(meant.len() >= 30, "{program:?}: {}", meant.len());
    let output = run(program, &texts, folder.path());
    let printed = String::from_utf8_lossy(&output.stdout);
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{program:?}: {printed}{errors}");
    assert_eq!(printed.matches("{}").count(), meant.len(), "each prints the answer: {printed}");
    for ((text, _), meant) in texts.iter().zip(meant) {
        assert_eq!(folded(server.next().0), meant, "{text}");
    }
}

/// Python and Node encode the secret of a Basic header by themselves.
fn as_held(program: Program, token: &TokenRequest, mut variables: Pairs) -> Pairs {
    if matches!(program, Program::Python | Program::JavaScript) {
        for (name, value) in &mut variables {
            if name == "CLIENT_SECRET" {
                token.client_secret.expose().clone_into(value);
            }
        }
    }
    variables
}

#[test]
fn python_sends_what_was_meant() {
    arrives(Program::Python, 1);
}

#[test]
fn node_sends_what_was_meant() {
    arrives(Program::JavaScript, 1);
}

#[test]
fn httpie_sends_what_was_meant() {
    arrives(Program::Httpie, 3);
}

#[test]
fn wget_sends_what_was_meant() {
    arrives(Program::Wget, 1);
}

#[test]
fn hurl_sends_what_was_meant() {
    arrives(Program::Hurl, 1);
}

#[test]
fn the_message_is_what_a_server_reads() {
    let server = Server::start();
    for token in samples(&server.address) {
        let text = write(&token, Program::Http, SecretPlace::Inline).expect("a text").text;
        let host = server.address.trim_start_matches("http://");
        let mut stream = TcpStream::connect(host).expect("the server listens");
        stream.write_all(text.expose().as_bytes()).expect("sent");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("an answer");
        assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
        let intended = folded(intended(&token, SecretPlace::Inline));
        assert_eq!(folded(server.next().0), intended, "{}", text.expose());
    }
}

/// By the variables alone: the secret is in no text that takes it from one.
#[test]
fn a_text_that_takes_variables_holds_no_secret() {
    for mut token in samples("https://as.example") {
        token.client_secret = token_triage::secret::Secret::new("pl4nted-S3CRET".to_owned());
        for parameter in &mut token.request.parameters {
            if crate::intent::SECRETS.contains(&parameter.name.as_str()) {
                parameter.value = "pl4nted-S3CRET".to_owned();
            }
        }
        for program in Program::ALL.into_iter().filter(|one| one.takes_variables()) {
            if let Ok(command) = write(&token, program, SecretPlace::Environment) {
                let text = command.text.expose();
                assert!(!text.contains("pl4nted"), "{program:?}: {text}");
            }
        }
    }
}

/// Programs are installed by `cargo xtask test`; what is not there fails by name.
#[test]
fn the_programs_are_there() {
    for program in [python(), "node", "http", "wget", "hurl"] {
        let found = Command::new(program).arg("--version").stdout(Stdio::null()).status();
        assert!(found.is_ok_and(|status| status.success()), "{program} is not installed");
    }
}
