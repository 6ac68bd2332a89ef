//! A server on loopback that keeps what it was sent, and curl itself against it.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use token_triage::command::{Authentication, SecretPlace, Shell, TokenRequest, curl};

use crate::intent::{Sent, asked, intended, pairs, sorted};
use crate::unix::{Folder, SHELLS, shell};
use crate::{samples, windows};

/// Answers each request with an empty object.
pub struct Server {
    pub address: String,
    requests: Receiver<(Sent, Vec<String>)>,
}

impl Server {
    pub fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port on loopback");
        let address = format!("http://{}", listener.local_addr().expect("an address"));
        let (sender, requests) = channel();
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let mut stream = stream.expect("a connection");
                let sent = receive(&stream);
                // While curl waits for the answer, the list of processes shows what others can see of it.
                let seen = (sent, command_lines());
                let answer = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}";
                stream.write_all(answer.as_bytes()).expect("an answer");
                if sender.send(seen).is_err() {
                    break;
                }
            }
        });
        Server { address, requests }
    }

    /// The next request, and the command lines of all processes while it was open.
    pub fn next(&self) -> (Sent, Vec<String>) {
        self.requests.recv_timeout(Duration::from_secs(30)).expect("a request within 30 seconds")
    }
}

fn command_lines() -> Vec<String> {
    let processes = fs::read_dir("/proc").expect("a list of processes");
    processes
        .filter_map(|process| fs::read(process.ok()?.path().join("cmdline")).ok())
        .map(|line| String::from_utf8_lossy(&line).replace('\0', " "))
        .collect()
}

/// Reads one request: RFC 9112 as far as curl makes use of it.
fn receive(stream: &TcpStream) -> Sent {
    let mut reader = BufReader::new(stream);
    let mut line = || {
        let mut line = String::new();
        reader.read_line(&mut line).expect("a line");
        line.trim_end_matches("\r\n").to_owned()
    };
    let start = line();
    let mut headers: Vec<(String, String)> = Vec::new();
    loop {
        let header = line();
        let Some((name, value)) = header.split_once(':') else { break };
        headers.push((name.to_lowercase(), value.trim().to_owned()));
    }
    let value =
        |name: &str| headers.iter().find(|header| header.0 == name).map(|header| header.1.as_str());
    let length = value("content-length").map(|length| length.parse().expect("a length"));
    if length.is_some() {
        assert_eq!(value("content-type"), Some("application/x-www-form-urlencoded"));
    }
    let body = length.map(|length| {
        let mut body = vec![0; length];
        reader.read_exact(&mut body).expect("the body");
        pairs(&String::from_utf8(body).expect("ASCII"))
    });
    let [method, target, "HTTP/1.1"] = start.split(' ').collect::<Vec<_>>()[..] else {
        panic!("not a request line: {start}");
    };
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let looked_at =
        |name: &str| name.starts_with("x-") || matches!(name, "accept" | "authorization");
    headers.retain(|(name, _)| looked_at(name));
    headers.sort();
    Sent {
        method: method.to_owned(),
        path: path.to_owned(),
        query: pairs(query),
        headers,
        user: None,
        body,
    }
}

fn wire(token: &TokenRequest) -> Sent {
    sorted(intended(token, SecretPlace::Inline))
}

#[test]
fn curl_sends_what_was_meant() {
    let server = Server::start();
    for (program, dialect, options) in SHELLS {
        let folder = Folder::new(&format!("{program}-server"));
        for token in samples(&server.address) {
            let command = curl(&token, dialect, SecretPlace::Inline).expect("a command");
            let script = folder.path().join("script");
            fs::write(&script, command.text.expose()).expect("written");
            let output = shell(program, folder.path())
                .args(options)
                .arg(&script)
                .stdin(Stdio::null())
                .output()
                .expect("the shell runs");
            let printed = String::from_utf8_lossy(&output.stdout);
            let errors = String::from_utf8_lossy(&output.stderr);
            assert!(printed.starts_with("HTTP/1.1 200 OK"), "{program} {printed} {errors}");
            assert!(printed.ends_with("{}"), "only the answer is printed");
            assert_eq!(
                sorted(server.next().0),
                wire(&token),
                "{program}\n{}",
                command.text.expose()
            );
        }
    }
}

/// What PowerShell would hand on, by the model, to curl itself.
#[test]
fn curl_sends_what_powershell_would_hand_on() {
    let server = Server::start();
    for token in samples(&server.address) {
        for place in [SecretPlace::Inline, SecretPlace::Prompt] {
            let answers = asked(&token, place);
            // Nobody is there to answer what curl itself asks.
            if place == SecretPlace::Prompt && token.authentication == Authentication::Basic {
                continue;
            }
            let command = curl(&token, Shell::PowerShell, place).expect("a command");
            let shell = Shell::PowerShell;
            let pipeline = windows::powershell(command.text.expose(), shell, &answers);
            let mut child = Command::new("curl")
                .args(&pipeline.arguments)
                .env("HOME", "/nowhere")
                .stdin(Stdio::piped())
                .stdout(Stdio::null())
                .spawn()
                .expect("curl is installed");
            let mut stdin = child.stdin.take().expect("a pipe");
            // curl reads nothing where nothing is piped, and may be gone already.
            if let Some(input) = &pipeline.input {
                stdin.write_all(input.as_bytes()).expect("curl reads its configuration");
            }
            drop(stdin);
            assert!(child.wait().expect("curl runs").success(), "{}", command.text.expose());
            assert_eq!(sorted(server.next().0), wire(&token), "{}", command.text.expose());
        }
    }
}
