//! Ten thousand credentials and parameters made up by chance: what every shell hands to curl is what was meant. With
//! `cargo xtask verify` they are a hundred thousand: `MADE_UP_REQUESTS` says how many.
//!
//! A third of the values is printable ASCII, a third any Unicode, a third put together from what has broken quoting
//! before. Many commands stand in one script, where a function takes curl's place and prints its arguments, a line
//! each: no value holds a line end. All POSIX shells get the same text, so what the first of them makes of it is looked
//! at, and the others have to make the same of it. PowerShell and cmd.exe are modelled.

use std::fs::{self, File};
use std::process::Stdio;

use token_triage::basic::Form;
use token_triage::command::{Authentication, SecretPlace, Shell, Style, TokenRequest, curl_as};
use token_triage::exchange::{Header, Parameter, Place};
use token_triage::secret::Secret;
use token_triage::span::Span;

use crate::intent::{intended, sorted};
use crate::server::Server;
use crate::unix::{Folder, shell};
use crate::{ADVERSARIAL, cmd, curl as manual, request, windows};

/// How many where nothing else is said.
const COUNT: &str = "10000";
/// One of so many is sent by curl itself.
const SENT: usize = 50;
const SEED: u64 = 6749;

/// The POSIX shells, and what takes curl's place in each: mksh has no printf of its own.
const PRINTS: &str = "curl() { printf '%s\\n' \"$#\" \"$@\"; }\n";
const SAYS: &str = "curl() { print -r -- \"$#\"; for word; do print -r -- \"$word\"; done; }\n";
const POSIX: [(&str, &[&str], &str); 6] = [
    ("bash", &["--norc", "--noprofile"], PRINTS),
    ("dash", &[], PRINTS),
    ("zsh", &["-f"], PRINTS),
    ("ksh93", &[], PRINTS),
    ("mksh", &[], SAYS),
    ("busybox", &["sh"], PRINTS),
];
const FISH: (&str, &[&str], &str) =
    ("fish", &["--no-config"], "function curl; printf '%s\\n' (count $argv) $argv; end\n");

/// SplitMix64: the same numbers everywhere.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(bound).expect("small")).expect("smaller")
    }

    fn one_of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())]
    }

    fn ascii(&mut self) -> String {
        (0..self.below(24))
            .map(|_| char::from(b' ' + u8::try_from(self.below(95)).expect("<95")))
            .collect()
    }

    /// Any scalar value but a control character, half of them from where people write.
    fn unicode(&mut self) -> String {
        let mut text = String::new();
        for _ in 0..self.below(10) {
            let bound = self.one_of(&[0x3000, 0x11_0000]);
            let char = u32::try_from(self.below(bound)).ok().and_then(char::from_u32);
            text.extend(char.filter(|char| !char.is_control()));
        }
        text
    }

    fn adversarial(&mut self) -> String {
        (0..=self.below(3)).map(|_| self.one_of(ADVERSARIAL)).collect()
    }

    fn value(&mut self, kind: usize) -> String {
        match kind % 3 {
            0 => self.ascii(),
            1 => self.unicode(),
            _ => self.adversarial(),
        }
    }

    fn parameter(&mut self, kind: usize) -> Parameter {
        let name = match self.below(4) {
            0 => self.value(kind),
            _ => {
                self.one_of(&["scope", "audience", "resource", "username", "code", "x"]).to_owned()
            }
        };
        let place = self.one_of(&[Place::Body, Place::Body, Place::Query]);
        let own = name.starts_with("client_");
        let name = if own { "own".to_owned() } else { name };
        Parameter { name, value: self.value(kind), place, span: Span::NONE }
    }

    fn request(&mut self, address: &str, kind: usize) -> TokenRequest {
        use Authentication::{Basic, None, Post};
        let parameters = (0..self.below(3)).map(|_| self.parameter(kind)).collect();
        let header = |value: String| Header {
            name: "X-Test".to_owned(),
            value: value.trim().to_owned(),
            span: Span::NONE,
        };
        let headers = (0..self.below(2)).map(|_| header(self.value(kind))).collect();
        let path = self.one_of(&["/token", "/a b/[x]{y}", "/t?tenant=a%20b"]);
        TokenRequest {
            request: request(address, path, parameters, headers),
            authentication: self.one_of(&[Basic, Post, None]),
            client_id: self.value(kind),
            client_secret: Secret::new(self.value(kind)),
            form: self.one_of(&[
                Option::None,
                Some(Form::Raw),
                Some(Form::Minimal),
                Some(Form::Strict),
            ]),
            secrets: Vec::new(),
        }
    }
}

/// The same requests in each run; of a longer one, the first are those of a shorter one.
fn requests(address: &str) -> impl Iterator<Item = (TokenRequest, Style)> {
    let count = std::env::var("MADE_UP_REQUESTS").unwrap_or_else(|_| COUNT.to_owned());
    let count: usize = count.parse().expect("MADE_UP_REQUESTS is a number");
    println!("{count} requests of seed {SEED}");
    let mut chance = Chance(SEED);
    (0..count).map(move |at| {
        let style = Style { long: chance.below(2) == 0, one_line: chance.below(2) == 0 };
        (chance.request(address, at), style)
    })
}

fn written(token: &TokenRequest, shell: Shell, style: Style) -> String {
    let command = curl_as(token, shell, SecretPlace::Inline, style).expect("a command");
    command.text.expose().to_owned()
}

/// The script with all commands.
fn script(dialect: Shell) -> String {
    let commands = requests("https://as.example");
    commands.map(|(token, style)| written(&token, dialect, style) + "\n").collect()
}

/// What stands in curl's place prints.
fn printed((program, options, stand_in): (&str, &[&str], &str), script: &str) -> String {
    let folder = Folder::new(&format!("{program}-pairs"));
    let (file, output) = (folder.path().join("script"), folder.path().join("printed"));
    fs::write(&file, [stand_in, script].concat()).expect("written");
    let mut shell = shell(program, folder.path());
    shell.args(options).arg(&file).stdin(Stdio::null());
    shell.stdout(File::create(&output).expect("a file"));
    let ended = shell.output().expect("the shell runs");
    let errors = String::from_utf8_lossy(&ended.stderr);
    assert!(ended.status.success() && errors.is_empty(), "{program}: {errors}");
    fs::read_to_string(&output).expect("UTF-8")
}

/// Each call, as curl reads it, is the request that was meant.
fn assert_meant(program: &str, printed: &str) {
    let mut lines = printed.split_terminator('\n');
    for (at, (token, _)) in requests("https://as.example").enumerate() {
        let count = lines.next().unwrap_or_else(|| panic!("{program} calls curl {at} times"));
        let count = count.parse().unwrap_or_else(|_| panic!("{program}, {at}: a word too many"));
        let words: Vec<String> = lines.by_ref().take(count).map(str::to_owned).collect();
        let meant = intended(&token, SecretPlace::Inline);
        assert_eq!(manual::reading(&words, None), meant, "{program}, request {at} of seed {SEED}");
    }
    assert_eq!(lines.next(), None, "{program} calls curl once for each command");
}

#[test]
fn every_posix_shell_hands_curl_requests_made_up_by_chance() {
    let script = script(Shell::Sh);
    let [first, others @ ..] = POSIX;
    let words = printed(first, &script);
    assert_meant(first.0, &words);
    for other in others {
        let same = printed(other, &script) == words;
        assert!(same, "{} makes other words of it than {}", other.0, first.0);
    }
}

#[test]
fn fish_hands_curl_requests_made_up_by_chance() {
    assert_meant(FISH.0, &printed(FISH, &script(Shell::Fish)));
}

#[test]
fn windows_hands_curl_requests_made_up_by_chance() {
    for (token, style) in requests("https://as.example") {
        let meant = sorted(intended(&token, SecretPlace::Inline));
        for shell in windows::SHELLS {
            let text = written(&token, shell, style);
            windows::assert_powershell(&text, shell, &Vec::new(), &meant);
        }
        for shell in cmd::SHELLS {
            cmd::assert_cmd(&written(&token, shell, style), shell, &Vec::new(), &meant);
        }
    }
}

/// They arrive at a server as they were meant.
#[test]
fn curl_sends_every_fiftieth_of_them() {
    let server = Server::start();
    let sample = || requests(&server.address).step_by(SENT);
    let script: String =
        sample().map(|(token, style)| written(&token, Shell::Sh, style) + "\n").collect();
    let folder = Folder::new("pairs-sent");
    let file = folder.path().join("script");
    fs::write(&file, script).expect("written");
    let mut dash = shell("dash", folder.path());
    dash.arg(&file).stdin(Stdio::null()).stdout(Stdio::null());
    let mut running = dash.spawn().expect("the shell runs");
    for (at, (token, _)) in sample().enumerate() {
        let meant = sorted(intended(&token, SecretPlace::Inline));
        assert_eq!(sorted(server.next().0), meant, "request {at} of those of seed {SEED} sent");
    }
    assert!(running.wait().expect("it ends").success());
}
