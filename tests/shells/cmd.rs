//! cmd.exe by its documentation, at the prompt and in a batch file; tests/shells/wine.rs runs it.
//!
//! Written from the notes on `%` and `^` in `help cmd`, `help set` and `help call`. What commands have no use for
//! fails the test instead of being modelled.

use token_triage::command::{Command, SecretPlace, Shell, curl_as};
use token_triage::secret::Secret;

use crate::argv::split;
use crate::curl::reading;
use crate::handed::with_header;
use crate::intent::{Pairs, Sent, intended, sorted};
use crate::windows::{assert_powershell, assert_variables, each_case, each_with_variables};
use crate::{requests, styles};

pub const SHELLS: [Shell; 2] = [Shell::Cmd, Shell::Batch];

/// What a program gets of a command: a line at the prompt, or the last of a batch file.
pub fn words(text: &str, shell: Shell) -> Vec<String> {
    if shell == Shell::Cmd {
        return split(&line(&at_the_prompt(text)));
    }
    let rest = text.strip_prefix("@echo off\nsetlocal DisableDelayedExpansion\n");
    let rest = rest.expect("nothing is shown, and exclamation marks mean nothing");
    let command = rest.strip_prefix("chcp 65001 >nul\n");
    assert_eq!(command.is_none(), text.is_ascii(), "the code page where it matters: {text}");
    split(&line(&in_a_file(command.unwrap_or(rest))))
}

/// The command line that the program gets: cmd has taken its carets off.
fn line(text: &str) -> String {
    let mut line = String::new();
    let mut quoted = false;
    let mut rest = text.chars();
    while let Some(char) = rest.next() {
        match char {
            '"' => {
                quoted = !quoted;
                line.push(char);
            }
            '^' if !quoted => match rest.next() {
                // The line goes on, and its first character has no meaning of its own.
                Some('\n') => line.extend(rest.next()),
                Some(other) => line.push(other),
                None => panic!("a caret at the end"),
            },
            '&' | '|' | '<' | '>' | '(' | ')' if !quoted => panic!("cmd acts on {char} in {text}"),
            '\n' => panic!("the line ends within {text}"),
            other => line.push(other),
        }
    }
    line
}

/// Variables are expanded first of all, in quotes and out of them. Every name counts as defined here but those
/// that begin with a caret; `%NAME:…%` looks for what stands before the colon.
fn at_the_prompt(text: &str) -> String {
    let mut expanded = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('%') {
        expanded.push_str(before);
        match after.split_once('%') {
            Some((name, behind)) if !name.is_empty() && !name.starts_with('^') => {
                expanded.push_str("EXPANDED");
                rest = behind;
            }
            _ => {
                expanded.push('%');
                rest = after;
            }
        }
    }
    expanded + rest
}

/// In a file two percent signs are one, and one alone begins a variable or an argument of the file, or is lost.
fn in_a_file(text: &str) -> String {
    let mut pieces = text.split("%%");
    assert!(pieces.all(|piece| !piece.contains('%')), "cmd acts on a percent sign in {text}");
    text.replace("%%", "%")
}

/// What is asked for by PowerShell, or sent by curl.
pub fn assert_cmd(text: &str, shell: Shell, answers: &Pairs, expected: &Sent) {
    let words = words(text, shell);
    if words[0] == "curl" {
        assert!(answers.is_empty(), "{text}");
        assert_eq!(sorted(reading(&words[1..], None)), *expected, "{text}");
    } else {
        assert_powershell(script(&words), Shell::PowerShell, answers, expected);
    }
}

/// What is handed to Windows PowerShell.
fn script(words: &[String]) -> &str {
    assert_eq!(words[..3], ["powershell", "-NoProfile", "-Command"]);
    assert_eq!(words.len(), 4);
    &words[3]
}

#[test]
fn cmd_hands_curl_what_was_meant() {
    each_case(SHELLS, assert_cmd);
}

/// From environment variables: cmd hands everything to PowerShell.
#[test]
fn variables_reach_curl_as_they_are() {
    each_with_variables(SHELLS, |text, shell, variables, expected| {
        let words = words(text, shell);
        if words[0] == "curl" {
            assert_eq!(sorted(reading(&words[1..], None)), *expected, "{text}");
        } else {
            assert_variables(script(&words), Shell::PowerShell, variables, expected);
        }
    });
}

/// With what is pasted on its standard input.
#[test]
fn cmd_hands_curl_what_is_pasted() {
    for (token, style) in requests().into_iter().zip(styles()) {
        // What a terminal's code page does to letters outside ASCII, no command can mend.
        let headers = token.request.headers.iter().all(|header| header.value.is_ascii());
        if !headers || !token.client_id.is_ascii() || !token.client_secret.expose().is_ascii() {
            continue;
        }
        for shell in SHELLS {
            let command = curl_as(&token, shell, SecretPlace::Input, style).expect("a command");
            let Command { text, input, .. } = &command;
            let words = words(text.expose(), shell);
            assert_eq!(words[0], "curl");
            let sent = reading(&words[1..], input.as_ref().map(Secret::expose));
            let expected = sorted(intended(&token, SecretPlace::Input));
            assert_eq!(with_header(sent), expected, "{}", text.expose());
        }
    }
}

/// Examples of the documentation: `help set`, and curl's FAQ on percent signs in a batch file.
#[test]
fn the_model_agrees_with_its_documentation() {
    assert_eq!(words(r#"curl "%PATH%""#, Shell::Cmd), ["curl", "EXPANDED"]);
    assert_eq!(words(r#"curl ^"%^PATH%^""#, Shell::Cmd), ["curl", "%PATH%"]);
    let file = "@echo off\nsetlocal DisableDelayedExpansion\ncurl \"a%%20b\" ^\n  ^\"c\\^\"^&^\"";
    assert_eq!(words(file, Shell::Batch), ["curl", "a%20b", "c\"&"]);
}
