//! A shell in a pseudo-terminal, as a person has it before them.

use std::io::{Read, Write};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use token_triage::command::Shell;

use crate::unix::SHELLS;

/// A program in a pseudo-terminal of its own; util-linux' `script` makes it.
pub struct Terminal {
    child: Child,
    chunks: Receiver<String>,
    shown: String,
}

impl Terminal {
    pub fn start(shell: &Command, options: &[&str]) -> Self {
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
    pub fn wait(&mut self, what: &str, passes: impl Fn(&str) -> bool) {
        while !passes(&self.shown) {
            let chunk = self.chunks.recv_timeout(Duration::from_secs(30));
            let chunk =
                chunk.unwrap_or_else(|_| panic!("no {what}; shown so far: {:?}", self.shown));
            self.shown.push_str(&chunk);
        }
    }

    pub fn type_line(&mut self, text: &str) {
        let stdin = self.child.stdin.as_mut().expect("a keyboard");
        writeln!(stdin, "{text}").expect("typed");
        stdin.flush().expect("typed");
    }

    /// Ends what is typed: Ctrl+D.
    pub fn type_end(&mut self) {
        let stdin = self.child.stdin.as_mut().expect("a keyboard");
        stdin.write_all(b"\x04").expect("typed");
        stdin.flush().expect("typed");
    }

    /// All that was shown, once the program has ended.
    pub fn end(mut self) -> String {
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

/// What is on the last line, once the shell or curl asks for this.
pub fn is_asked(shown: &str, name: &str) -> bool {
    let line = shown.trim_end().rsplit(['\n', '\r']).next().unwrap_or_default();
    // The shell echoes the command, which holds the names too, in quotes.
    line.ends_with(&format!("{name}:")) && !line.contains(&format!("'{name}"))
}

/// The option that gives fish a prompt to wait for.
pub const FISH_PROMPT: &str = "-C 'function fish_prompt; echo -n \"READY> \"; end'";

/// The interactive shells, each with a prompt to wait for.
pub fn interactive() -> Vec<(&'static str, Shell, Vec<&'static str>)> {
    SHELLS
        .into_iter()
        .map(|(program, shell, options)| {
            let prompt = (shell == Shell::Fish).then_some(FISH_PROMPT);
            (program, shell, options.iter().copied().chain(prompt).chain(["-i"]).collect())
        })
        .collect()
}
