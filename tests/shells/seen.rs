//! Who can read the secret: for each of the four ways it is looked for in the list of processes while the command runs,
//! and in the shell's history afterwards, and it is found exactly where the command's notes say so.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use token_triage::basic::{Form, header};
use token_triage::command::{Authentication, SecretPlace, Shell, TokenRequest, curl};
use token_triage::exchange::{Parameter, Place};
use token_triage::secret::Secret;
use token_triage::span::Span;

use crate::intent::{intended, sorted};
use crate::pty::{FISH_PROMPT, Terminal, is_asked};
use crate::request;
use crate::server::{Server, command_lines};
use crate::unix::{Folder, shell};

const ID: &str = "my-client";

/// Letters and digits alone, so that no quoting hides it; another one for each session, so that none finds another's.
fn token(address: &str, authentication: Authentication, secret: &str) -> TokenRequest {
    let grant = Parameter {
        name: "grant_type".to_owned(),
        value: "client_credentials".to_owned(),
        place: Place::Body,
        span: Span::NONE,
    };
    TokenRequest {
        request: request(address, "/token", vec![grant], Vec::new()),
        authentication,
        client_id: ID.to_owned(),
        client_secret: Secret::new(secret.to_owned()),
        form: Some(Form::Raw),
        secrets: Vec::new(),
    }
}

/// What was seen of a secret, and what the notes say of it.
#[derive(Debug, PartialEq)]
struct Seen {
    processes: bool,
    history: bool,
}

/// Pastes a command into a shell as a person does.
fn session(
    (program, dialect, options): (&str, Shell, &[&str]),
    authentication: Authentication,
    place: SecretPlace,
) {
    let server = Server::start();
    let port = server.address.rsplit(':').next().expect("a port").to_owned();
    let secret = format!("pl4ntedS3CRET{port}");
    let token = token(&server.address, authentication, &secret);
    let command = curl(&token, dialect, place).expect("a command");
    let folder = Folder::new(&format!("{program}-seen-{port}"));
    let history = folder.path().join("history");
    let of_zsh = format!("HISTFILE='{}' HISTSIZE=99 SAVEHIST=99\n", history.display());
    fs::write(folder.path().join(".zshrc"), of_zsh).expect("written");
    let mut shell = shell(program, folder.path());
    shell.env("PS1", "READY> ").env("HISTFILE", &history).env("HISTSIZE", "99");
    if place == SecretPlace::Environment {
        shell.env("CLIENT_SECRET", &secret);
    }
    let mut terminal = Terminal::start(&shell, options);
    terminal.wait("prompt", |shown| shown.contains("READY> "));
    terminal.type_line(command.text.expose());
    match (place, authentication) {
        (SecretPlace::Prompt, Authentication::Basic) => {
            let question = format!("Enter host password for user '{ID}'");
            terminal.wait("question", |shown| is_asked(shown, &question));
            terminal.type_line(&secret);
        }
        (SecretPlace::Prompt, _) => {
            terminal.wait("question", |shown| is_asked(shown, "client_secret"));
            terminal.type_line(&secret);
        }
        (SecretPlace::Input, _) => {
            // curl says nothing while it waits; what is typed before it runs would be the shell's.
            let runs = |line: &String| line.starts_with("curl") && line.contains(&port);
            let begin = Instant::now();
            while !command_lines().iter().any(runs) {
                assert!(begin.elapsed() < Duration::from_secs(30), "{program} runs no curl");
                std::thread::yield_now();
            }
            terminal.type_line(command.input.as_ref().expect("lines").expose().trim_end());
            terminal.type_end();
        }
        _ => {}
    }
    let (sent, processes) = server.next();
    terminal.wait("answer", |shown| shown.contains("HTTP/1.1 200 OK"));
    terminal.type_line("exit");
    terminal.end();
    assert_eq!(sorted(sent), sorted(intended(&token, SecretPlace::Inline)), "{program}");
    assert!(processes.iter().any(|line| line.contains(&port)), "curl was running");
    let basic = header(ID, &secret, Form::Raw);
    let holds = |text: &str| text.contains(&secret) || text.contains(basic.expose());
    let says = command.notes.iter().any(|note| note.starts_with("The secret is in this command"));
    let found = Seen {
        processes: processes.iter().any(|line| holds(line)),
        history: holds(&kept(folder.path(), &history)),
    };
    assert_eq!(found, Seen { processes: says, history: says }, "{program} {place:?}");
    assert_eq!(says, place == SecretPlace::Inline, "the notes say so in one way alone");
}

/// What a shell has kept of what was typed: the command at least. fish keeps it where XDG_DATA_HOME says.
fn kept(home: &Path, history: &Path) -> String {
    let files = [history.to_owned(), home.join("fish/fish_history")];
    let kept: String = files.iter().filter_map(|file| fs::read_to_string(file).ok()).collect();
    assert!(kept.contains("curl -sS -i"), "the history holds the command: {kept}");
    kept
}

/// A shell with settings that are the person's own, so that it keeps a history.
fn in_each_way(program: &str, dialect: Shell, options: &[&str]) {
    for authentication in [Authentication::Basic, Authentication::Post] {
        for place in
            [SecretPlace::Prompt, SecretPlace::Environment, SecretPlace::Input, SecretPlace::Inline]
        {
            session((program, dialect, options), authentication, place);
        }
    }
}

#[test]
fn bash_shows_the_secret_where_the_notes_say_so() {
    in_each_way("bash", Shell::Sh, &["--norc", "--noprofile", "-i"]);
}

#[test]
fn zsh_shows_the_secret_where_the_notes_say_so() {
    in_each_way("zsh", Shell::Sh, &["--no-globalrcs", "-i"]);
}

#[test]
fn fish_shows_the_secret_where_the_notes_say_so() {
    in_each_way("fish", Shell::Fish, &[FISH_PROMPT, "-i"]);
}
