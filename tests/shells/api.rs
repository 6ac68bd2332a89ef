//! The call of the API, with the access token from its variable: every shell and program, run for real or by its model.

use std::process::Stdio;

use token_triage::command::program::{self, Program};
use token_triage::command::{Shell, Style, bearer};
use token_triage::exchange::{Header, Request};
use token_triage::span::{Span, Spanned};

use crate::cmd::words;
use crate::curl::reading;
use crate::intent::Sent;
use crate::server::Server;
use crate::unix::{Folder, SHELLS, shell};
use crate::windows::{assert_arguments, powershell};
use crate::{ADVERSARIAL, programs, styles};

/// All that RFC 6750, section 2.1, allows, and what a shell, a format and curl's options could trip over.
const TOKENS: [&str; 4] = ["AZaz09-._~+/==", "@file", "%s%d\\n\"'", "$(id)`id`\\"];

fn request(address: &str, value: &str) -> Request {
    let header = Header { name: "X-Test".into(), value: value.trim().into(), span: Span::NONE };
    Request {
        url: Some(Spanned::new(format!("{address}/me?tenant=a%20b&x='$(id)'"), Span::NONE)),
        headers: vec![header],
        ..Request::default()
    }
}

fn meant(value: &str, token: &str) -> Sent {
    let header = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    Sent {
        method: "GET".to_owned(),
        path: "/me".to_owned(),
        query: vec![header("tenant", "a b"), header("x", "'$(id)'")],
        headers: vec![
            header("accept", "application/json"),
            header("authorization", &format!("Bearer {token}")),
            header("x-test", value.trim()),
        ],
        user: None,
        body: None,
    }
}

#[test]
fn every_shell_sends_the_token_through_a_pipe() {
    let server = Server::start();
    let values = ADVERSARIAL.iter().cycle().zip(styles());
    for (program, dialect, options) in SHELLS {
        let folder = Folder::new(&format!("{program}-api"));
        for ((value, style), token) in values.clone().take(60).zip(TOKENS.iter().cycle()) {
            let command = bearer(&request(&server.address, value), dialect, style);
            let command = command.expect("a command");
            let script = folder.path().join("script");
            std::fs::write(&script, command.text.expose()).expect("written");
            let mut shell = shell(program, folder.path());
            shell.args(options).arg(&script).env("ACCESS_TOKEN", token).stdin(Stdio::null());
            let output = shell.output().expect("the shell runs");
            assert!(output.status.success(), "{program}: {output:?}");
            let (sent, processes) = server.next();
            assert_eq!(sent, meant(value, token), "{program}\n{}", command.text.expose());
            let seen = |line: &String| line.contains("Bearer AZaz");
            assert!(!processes.iter().any(seen), "{program}: the list of processes holds it");
        }
    }
}

/// Nothing is sent where the token is missing, and the person is told so.
#[test]
fn without_a_token_nothing_is_sent() {
    for (program, dialect, options) in SHELLS {
        let folder = Folder::new(&format!("{program}-api-missing"));
        let command = bearer(&request("http://127.0.0.1:9", ""), dialect, Style::default());
        let script = folder.path().join("script");
        std::fs::write(&script, command.expect("a command").text.expose()).expect("written");
        let mut shell = shell(program, folder.path());
        let output = shell.args(options).arg(&script).output().expect("the shell runs");
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(errors.contains("ACCESS_TOKEN") && !errors.contains("curl:"), "{program} {errors}");
    }
}

#[test]
fn windows_hands_curl_the_token_through_a_pipe() {
    for (value, style) in ADVERSARIAL.iter().zip(styles()) {
        for (token, shell) in TOKENS.iter().zip(Shell::ALL.into_iter().skip(2)) {
            let command = bearer(&request("https://api.example", value), shell, style);
            let command = command.expect("a command");
            let text = command.text.expose();
            let of_cmd = matches!(shell, Shell::Cmd | Shell::Batch);
            let script = if of_cmd { words(text, shell).remove(3) } else { text.to_owned() };
            let shell = if of_cmd { Shell::PowerShell } else { shell };
            let variables = vec![("ACCESS_TOKEN".to_owned(), (*token).to_owned())];
            let pipeline = powershell(&script, shell, &variables);
            for arguments in assert_arguments(&pipeline, shell) {
                let sent = reading(&arguments, pipeline.input.as_deref());
                assert_eq!(sent, meant(value, token), "{text}");
            }
        }
    }
}

/// A token of its own: some programs show it in the list of processes, which another test looks through.
const OTHER: &str = "programs-._~+/9==";

#[test]
fn every_program_sends_the_token() {
    let server = Server::start();
    let runs = [
        (Program::Python, 1),
        (Program::JavaScript, 1),
        (Program::Wget, 1),
        (Program::Hurl, 1),
        (Program::Httpie, 4),
    ];
    for (program, step) in runs {
        let folder = Folder::new(&format!("{program:?}-api"));
        let (mut texts, mut expected) = (Vec::new(), Vec::new());
        for value in ADVERSARIAL.iter().step_by(step) {
            let Ok(command) = program::bearer(&request(&server.address, value), program) else {
                assert_eq!(program, Program::Httpie, "it alone can't say every header");
                continue;
            };
            let variable = ("ACCESS_TOKEN".to_owned(), OTHER.to_owned());
            texts.push((command.text.expose().to_owned(), vec![variable]));
            expected.push(programs::folded(meant(value, OTHER)));
        }
        let output = programs::run(program, &texts, folder.path());
        assert!(output.status.success(), "{program:?}: {output:?}");
        for ((text, _), expected) in texts.iter().zip(expected) {
            assert_eq!(programs::folded(server.next().0), expected, "{program:?}\n{text}");
        }
    }
}

/// What takes no variable of the environment has a place for the token, and its name in it.
#[test]
fn every_other_text_has_a_place_for_the_token() {
    for (program, place) in [
        (Program::InvokeRestMethod, "'Bearer ' + $env:ACCESS_TOKEN"),
        (Program::HttpFile, "Authorization: Bearer {{ACCESS_TOKEN}}\n"),
        (Program::Http, "Authorization: Bearer ACCESS_TOKEN\r\n"),
        (Program::Postman, "{{ACCESS_TOKEN}}"),
    ] {
        let command = program::bearer(&request("https://api.example", "x"), program);
        let text = command.expect("a text").text;
        assert!(text.expose().contains(place), "{}", text.expose());
        assert!(!text.expose().contains("Content-"), "it has no body");
    }
}
