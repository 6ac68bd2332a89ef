//! Commands that ask for the secret, pasted into a shell in a pseudo-terminal and answered as by a person.

use std::fs;
use std::io::{Read, Write};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use token_triage::basic::{Form, encode};
use token_triage::command::{Authentication, SecretPlace, Shell, TokenRequest, curl};
use token_triage::exchange::{Parameter, Place};
use token_triage::secret::Secret;
use token_triage::span::Span;

use crate::intent::{Sent, intended};
use crate::request;
use crate::server::Server;
use crate::unix::{Folder, SHELLS, shell};

/// No control characters; everything else that a shell, a form or a configuration could trip over.
const SECRET: &str = r#" -s3c'r"e\t $HOME `id` +%41&é!! "#;

/// A program in a pseudo-terminal of its own; util-linux' `script` makes it.
struct Terminal {
    child: Child,
    chunks: Receiver<String>,
    shown: String,
}

impl Terminal {
    fn start(shell: &Command, options: &[&str]) -> Self {
        let line = format!("exec {} {}", shell.get_program().display(), options.join(" "));
        let environment = shell.get_envs().filter_map(|(name, value)| Some((name, value?)));
        let mut child = Command::new("script")
            .args(["-qefc", &line, "/dev/null"])
            .env_clear()
            .envs(environment)
            .env("SHELL", "/bin/sh")
            .current_dir(shell.get_current_dir().expect("a folder"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("`script` of util-linux is installed");
        let mut output = child.stdout.take().expect("a pipe");
        let (sender, chunks) = channel();
        std::thread::spawn(move || {
            let mut bytes = [0; 4096];
            while let Ok(count @ 1..) = output.read(&mut bytes) {
                if sender.send(String::from_utf8_lossy(&bytes[..count]).into_owned()).is_err() {
                    break;
                }
            }
        });
        Terminal { child, chunks, shown: String::new() }
    }

    /// Waits until the end of what is shown passes; 30 seconds at most.
    fn wait(&mut self, what: &str, passes: impl Fn(&str) -> bool) {
        while !passes(&self.shown) {
            let chunk = self.chunks.recv_timeout(Duration::from_secs(30));
            let chunk =
                chunk.unwrap_or_else(|_| panic!("no {what}; shown so far: {:?}", self.shown));
            self.shown.push_str(&chunk);
        }
    }

    fn type_line(&mut self, text: &str) {
        let stdin = self.child.stdin.as_mut().expect("a keyboard");
        writeln!(stdin, "{text}").expect("typed");
        stdin.flush().expect("typed");
    }

    /// All that was shown, once the program has ended.
    fn end(mut self) -> String {
        while let Ok(chunk) = self.chunks.recv_timeout(Duration::from_secs(30)) {
            self.shown.push_str(&chunk);
        }
        std::mem::take(&mut self.shown)
    }
}

impl Drop for Terminal {
    /// Whatever happened, nothing goes on running in it.
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn token(address: &str, authentication: Authentication, form: Option<Form>) -> TokenRequest {
    let parameter = |name: &str, value: &str| Parameter {
        name: name.to_owned(),
        value: value.to_owned(),
        place: Place::Body,
        span: Span::NONE,
    };
    let parameters =
        vec![parameter("grant_type", "client_credentials"), parameter("scope", "it's a \\ \"b\"")];
    TokenRequest {
        request: request(address, "/token", parameters, Vec::new()),
        authentication,
        client_id: "it's; a+client/7!x".to_owned(),
        client_secret: Secret::default(),
        form,
    }
}

/// Pastes the command, waits for the question, types the answer and leaves, as a person does. Returns what
/// the server got, after looking for the answer everywhere else.
fn session(program: &str, options: &[&str], command: &str, answer: &str, server: &Server) -> Sent {
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
    // The shell echoes the command, which holds the question too, in quotes.
    terminal.wait("question", |shown| {
        let line = shown.trim_end().rsplit(['\n', '\r']).next().unwrap_or_default();
        let question = line.ends_with("Client secret:") && !line.contains("'Client");
        question || (line.contains("Enter host password for user") && line.ends_with("':"))
    });
    terminal.type_line(answer);
    let (sent, processes) = server.next();
    terminal.type_line("exit");
    let shown = terminal.end();
    let seen = |text: &str| text.contains(answer.trim());
    assert!(!seen(command), "the command holds the secret");
    assert!(!seen(&shown), "{program} shows the secret: {shown:?}");
    assert!(shown.contains("HTTP/1.1 200 OK"), "{program} shows the answer: {shown:?}");
    assert!(processes.iter().any(|line| line.starts_with("curl -sS -i")), "curl was running");
    assert!(!processes.iter().any(|line| seen(line)), "the list of processes holds the secret");
    let saved = fs::read_dir(folder.path()).expect("a folder").flatten().map(|entry| entry.path());
    assert!(
        program != "bash" || fs::read_to_string(&history).is_ok_and(|saved| saved.contains("curl"))
    );
    // fish keeps its history where XDG_DATA_HOME says.
    let saved = saved.chain([folder.path().join("fish/fish_history")]);
    for file in saved.filter(|path| path.is_file()) {
        assert!(!seen(&fs::read_to_string(file).expect("text")), "the history holds the secret");
    }
    sent
}

/// The interactive shells, each with a prompt to wait for.
fn interactive() -> Vec<(&'static str, Shell, Vec<&'static str>)> {
    let prompt = "-C 'function fish_prompt; echo -n \"READY> \"; end'";
    SHELLS
        .into_iter()
        .map(|(program, shell, options)| {
            let prompt = (shell == Shell::Fish).then_some(prompt);
            (program, shell, options.iter().copied().chain(prompt).chain(["-i"]).collect())
        })
        .collect()
}

#[test]
fn the_shell_asks_for_a_secret_that_goes_into_the_form() {
    for (program, shell, options) in interactive() {
        let server = Server::start();
        let mut token = token(&server.address, Authentication::Post, None);
        let command = curl(&token, shell, SecretPlace::Prompt).expect("a command");
        let sent = session(program, &options, command.text.expose(), SECRET, &server);
        token.client_secret = Secret::new(SECRET.to_owned());
        assert_eq!(sent, intended(&token, SecretPlace::Inline), "{program}");
    }
}

#[test]
fn curl_asks_for_a_secret_that_goes_into_the_header() {
    for (program, shell, options) in interactive() {
        for form in [Form::Raw, Form::Minimal] {
            let server = Server::start();
            let mut token = token(&server.address, Authentication::Basic, Some(form));
            let command = curl(&token, shell, SecretPlace::Prompt).expect("a command");
            let answer = encode(SECRET, form);
            let sent = session(program, &options, command.text.expose(), answer.expose(), &server);
            token.client_secret = Secret::new(SECRET.to_owned());
            assert_eq!(sent, intended(&token, SecretPlace::Inline), "{program} {form:?}");
        }
    }
}
