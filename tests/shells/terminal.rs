//! Commands that ask for secrets, pasted into a shell in a pseudo-terminal and answered as by a person.

use std::fs;

use token_triage::basic::{Form, encode};
use token_triage::command::{Authentication, SecretPlace, TokenRequest, curl};
use token_triage::exchange::{Parameter, Place};
use token_triage::knowledge::source;
use token_triage::secret::Secret;
use token_triage::span::{Span, Spanned};
use token_triage::state::builder::{Builder, Edit};

use crate::intent::{Pairs, Sent, asked, intended, sorted};
use crate::pty::{Terminal, interactive, is_asked};
use crate::request;
use crate::server::Server;
use crate::unix::{Folder, shell};

/// No control characters; everything else that a shell, a form or a configuration could trip over.
const SECRET: &str = r#" -s3c'r"e\t $HOME `id` +%41&é!! "#;
/// Another one, for a person.
const PASSWORD: &str = r#"@p4ss: "w\\o'rd\" #€ = ?"#;

fn token(address: &str, authentication: Authentication, form: Option<Form>) -> TokenRequest {
    let parameters =
        vec![parameter("grant_type", "client_credentials"), parameter("scope", "it's a \\ \"b\"")];
    TokenRequest {
        request: request(address, "/token", parameters, Vec::new()),
        authentication,
        client_id: "it's; a+client/7!x".to_owned(),
        client_secret: Secret::new(SECRET.to_owned()),
        form,
        secrets: Vec::new(),
    }
}

/// A parameter of the body.
fn parameter(name: &str, value: &str) -> Parameter {
    Parameter { name: name.into(), value: value.into(), place: Place::Body, span: Span::NONE }
}

/// Pastes the command, waits for each question, types its answer and leaves, as a person does. Returns what
/// the server got, after looking for the answers everywhere else.
fn session(
    program: &str,
    options: &[&str],
    command: &str,
    answers: &Pairs,
    server: &Server,
) -> Sent {
    let port = server.address.rsplit(':').next().expect("a port");
    let folder = Folder::new(&format!("{program}-terminal-{port}"));
    let history = folder.path().join("history");
    let mut shell = shell(program, folder.path());
    shell
        .env("PS1", "READY> ")
        .env("HISTFILE", &history)
        .env("HISTSIZE", "99")
        .env("SAVEHIST", "99");
    let mut terminal = Terminal::start(&shell, options);
    terminal.wait("prompt", |shown| shown.contains("READY> "));
    terminal.type_line(command);
    for (name, answer) in answers {
        terminal.wait(name, |shown| is_asked(shown, name));
        if name.starts_with("Enter host password") {
            // The terminal edits lines again: what is typed amiss can be taken back.
            terminal.type_line(&format!("x\u{7f}{answer}"));
        } else {
            terminal.type_line(answer);
        }
    }
    let (sent, processes) = server.next();
    terminal.type_line("stty -a");
    terminal.wait("settings", |shown| shown.contains("iexten"));
    terminal.type_line("exit");
    let shown = terminal.end();
    let (_, after) = shown.split_once("HTTP/1.1 200 OK").expect("the answer is shown");
    for setting in [" icanon", " echo "] {
        assert!(after.contains(setting), "{program}: the terminal is as before: {after:?}");
    }
    let seen = |text: &str| {
        let plain = answers.iter().map(|(_, answer)| answer.trim());
        let holds =
            |plain| text.contains(plain) || text.contains(encode(plain, Form::Minimal).expose());
        plain.into_iter().any(holds)
    };
    assert!(!seen(command), "the command holds a secret");
    assert!(!seen(&shown), "{program} shows a secret: {shown:?}");
    assert!(processes.iter().any(|line| line.starts_with("curl -sS -i")), "curl was running");
    assert!(!processes.iter().any(|line| seen(line)), "the list of processes holds a secret");
    let saved = fs::read_dir(folder.path()).expect("a folder").flatten().map(|entry| entry.path());
    assert!(
        program != "bash" || fs::read_to_string(&history).is_ok_and(|saved| saved.contains("curl"))
    );
    // fish keeps its history where XDG_DATA_HOME says.
    let saved = saved.chain([folder.path().join("fish/fish_history")]);
    for file in saved.filter(|path| path.is_file()) {
        assert!(!seen(&fs::read_to_string(file).expect("text")), "the history holds a secret");
    }
    sent
}

/// Runs the command that asks for everything secret in this request in each shell. The request's own
/// values are the answers; curl asks for the secret of a Basic header itself, last of all.
fn in_each_shell(token: impl Fn(&str) -> TokenRequest) {
    for (program, shell, options) in interactive() {
        let server = Server::start();
        let mut token = token(&server.address);
        let command = curl(&token, shell, SecretPlace::Prompt).expect("a command");
        let mut answers = asked(&token, SecretPlace::Prompt);
        if token.authentication == Authentication::Basic {
            // For an id that begins with a semicolon curl asks only if it is encoded.
            let form =
                if token.client_id.starts_with(';') { Some(Form::Minimal) } else { token.form };
            token.form = form;
            let written = |text| encode(text, form.unwrap_or_default()).expose().to_owned();
            // curl's question leaves out what stands behind a semicolon.
            let id = written(&token.client_id);
            let id = id.split(';').next().unwrap_or_default();
            let question = format!("Enter host password for user '{id}'");
            answers.push((question, written(token.client_secret.expose())));
        }
        let sent = session(program, &options, command.text.expose(), &answers, &server);
        assert_eq!(sorted(sent), sorted(intended(&token, SecretPlace::Inline)), "{program}");
    }
}

#[test]
fn the_shell_asks_for_a_secret_that_goes_into_the_form() {
    in_each_shell(|address| token(address, Authentication::Post, None));
}

#[test]
fn curl_asks_for_a_secret_that_goes_into_the_header() {
    for form in [Form::Raw, Form::Minimal] {
        in_each_shell(|address| token(address, Authentication::Basic, Some(form)));
    }
}

#[test]
fn curl_asks_after_the_shell() {
    in_each_shell(|address| {
        let mut token = token(address, Authentication::Basic, Some(Form::Raw));
        token.request.parameters.push(parameter("password", PASSWORD));
        token.request.parameters.push(parameter("code_verifier", "a\\\"b"));
        token
    });
}

#[test]
fn curl_asks_for_an_id_that_begins_with_a_semicolon() {
    in_each_shell(|address| {
        let mut token = token(address, Authentication::Basic, None);
        token.client_id = ";app".to_owned();
        token
    });
}

/// Longer than a line that a terminal lets a person edit: 4096 bytes on Linux.
#[test]
fn a_long_token_arrives_whole() {
    let long = (10_000..11_000).map(|number: u32| number.to_string()).collect::<Vec<_>>().concat();
    in_each_shell(|address| {
        let mut token = token(address, Authentication::None, None);
        token.request.parameters.push(parameter("refresh_token", &long));
        token
    });
}

/// The builder's request, with the server on loopback in the place of ScopeStack's.
#[test]
fn scopestacks_password_grant_asks_for_both_secrets() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let knowledge = source::knowledge(&root.join("knowledge")).expect("the knowledge base");
    let mut builder = Builder::default();
    for edit in [
        Edit::Provider("scopestack".into()),
        Edit::Profile("password".into()),
        Edit::ClientId("my-client".into()),
        Edit::ClientSecret(Secret::new(SECRET.into())),
        Edit::Value("username".into(), Secret::new("ann+1@example.com".into())),
        Edit::Value("password".into(), Secret::new(PASSWORD.into())),
    ] {
        builder.edit(edit, Some(&knowledge));
    }
    let fields = ["grant_type", "username", "password", "client_id", "client_secret"];
    in_each_shell(|address| {
        let mut token = builder.request(SecretPlace::Inline, Some(&knowledge));
        token.request.url = Some(Spanned::new(format!("{address}/oauth/token"), Span::NONE));
        let sent = intended(&token, SecretPlace::Inline).body.expect("a body");
        assert!(fields.iter().all(|field| sent.iter().any(|(name, _)| name == field)));
        assert_eq!(asked(&token, SecretPlace::Prompt).len(), 2);
        token
    });
}
