//! PowerShell by its documentation, 5.1 and 7.3. It was not run.
//!
//! Written from about_Quoting_Rules, about_Parsing and about_Preference_Variables of PowerShell. What commands have
//! no use for fails the test instead of being modelled.

use token_triage::command::{SecretPlace, Shell, curl_as};

use crate::argv::{through_5_1, through_7_3};
use crate::curl::reading;
use crate::expression;
use crate::handed::{environment, with_header};
use crate::intent::{Pairs, Sent, asked, intended, sorted};
use crate::{cases, requests, styles};

pub const SHELLS: [Shell; 2] = [Shell::PowerShell, Shell::Pwsh];

/// What PowerShell makes of a command: the arguments of the program, what is piped to it, and what it
/// asked for.
pub struct Pipeline {
    pub program: String,
    pub arguments: Vec<String>,
    pub input: Option<String>,
    pub asked: Vec<String>,
}

/// Asks for a text without showing it: `-MaskInput` came with 7.1.
fn ask(shell: Shell) -> &'static str {
    if shell == Shell::Pwsh {
        "$ask = { [uri]::EscapeDataString((Read-Host $args[0] -MaskInput)) }"
    } else {
        "$ask = { [uri]::EscapeDataString([Net.NetworkCredential]::new('', (Read-Host $args[0] -AsSecureString)).Password) }"
    }
}

/// With questions, `answers` are what a person types; without, what the environment holds.
pub fn powershell(text: &str, shell: Shell, answers: &Pairs) -> Pipeline {
    let mut can_ask = false;
    let mut asked = Vec::new();
    let mut statements = statements(text);
    let last = statements.pop().expect("a statement");
    for statement in &statements {
        match statement.as_str() {
            "$OutputEncoding = [Text.UTF8Encoding]::new($false)" => {}
            other if other == ask(shell) => can_ask = true,
            other => panic!("a statement that the model doesn't know: {other}"),
        }
    }
    let mut tokens = tokens(&last, answers);
    let pipe = tokens.iter().position(|token| *token == Token::Bare("|".to_owned()));
    let input = pipe.map(|at| {
        let lines: Vec<Token> =
            tokens.drain(..=at).filter(|token| !matches!(token, Token::Bare(_))).collect();
        let mut line = |token| match token {
            Token::Quoted(text) => text,
            Token::Asked(text, name) => {
                assert!(can_ask);
                let (_, answer) = &answers[asked.len()];
                asked.push(name);
                text + &answer
                    .bytes()
                    .map(|byte| format!("%{byte:02X}"))
                    .collect::<Vec<_>>()
                    .concat()
            }
            Token::Bare(_) => String::new(),
        };
        lines.into_iter().map(|token| line(token) + "\n").collect()
    });
    let mut words = tokens.into_iter().map(|token| match token {
        Token::Bare(text) | Token::Quoted(text) => text,
        Token::Asked(..) => panic!("a secret is an argument"),
    });
    Pipeline { program: words.next().expect("a program"), arguments: words.collect(), input, asked }
}

/// The statements of a block `& { … }`, or the one that stands alone. Continued lines are one; a line goes
/// on behind a comma, too.
fn statements(text: &str) -> Vec<String> {
    let text = text.replace(" `\n", " ").replace(",\n", ", ");
    let inner = text.strip_prefix("& {").and_then(|rest| rest.strip_suffix('}'));
    let inner = inner.map_or(text.as_str(), |inner| inner.trim().trim_end_matches(';'));
    let mut statements = vec![String::new()];
    let mut quoted = false;
    for char in inner.chars() {
        let last = statements.last_mut().expect("one at least");
        match char {
            '\n' | ';' if !quoted => statements.push(String::new()),
            _ => {
                // Single quotes only: a double-quoted header holds neither of the two separators.
                quoted ^= is_single_quote(char);
                last.push(char);
            }
        }
    }
    assert!(!quoted, "a quote is left open: {text}");
    statements.into_iter().map(|statement| statement.trim().to_owned()).collect()
}

#[derive(PartialEq)]
enum Token {
    Bare(String),
    Quoted(String),
    /// `('text' + (& $ask 'name'))`
    Asked(String, String),
}

fn is_single_quote(char: char) -> bool {
    matches!(char, '\'' | '‘' | '’' | '‚' | '‛')
}

/// The text in single quotes that a text begins with, and what comes behind it.
pub fn quoted(rest: &str) -> (String, &str) {
    let mut text = String::new();
    let mut chars = rest.chars();
    assert!(chars.next().is_some_and(is_single_quote), "a quote: {rest}");
    loop {
        let char = chars.next().expect("a closing quote");
        if is_single_quote(char) {
            match chars.clone().next() {
                Some(next) if is_single_quote(next) => _ = chars.next(),
                _ => return (text, chars.as_str()),
            }
        }
        text.push(char);
    }
}

fn tokens(statement: &str, variables: &Pairs) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut rest = statement;
    while let Some(first) = rest.chars().next() {
        if let Some(behind) = rest.strip_prefix('(') {
            if !rest.contains("(& $ask ") {
                let (text, behind) = expression::value(behind, variables);
                tokens.push(Token::Quoted(text));
                rest = behind.strip_prefix(')').expect("the end of the expression");
                continue;
            }
            let (text, behind) = quoted(behind);
            let (name, behind) = quoted(behind.strip_prefix(" + (& $ask ").expect("a question"));
            tokens.push(Token::Asked(text, name));
            rest = behind.strip_prefix("))").expect("the end of the expression");
        } else if is_single_quote(first) {
            let (text, behind) = quoted(rest);
            tokens.push(Token::Quoted(text));
            rest = behind;
            assert!(
                rest.is_empty() || rest.starts_with([' ', ',']),
                "a word ends at its quote: {statement}"
            );
        } else if first == '"' {
            let (text, behind) = rest[1..].split_once('"').expect("a closing quote");
            assert!(!text.contains(['$', '`', '“', '”', '„']), "PowerShell acts on it: {text}");
            tokens.push(Token::Quoted(text.to_owned()));
            rest = behind;
        } else if matches!(first, ' ' | ',') {
            rest = &rest[1..];
        } else {
            let end = rest.find([' ', ',']).unwrap_or(rest.len());
            let plain = |char: char| char.is_ascii_alphanumeric() || matches!(char, '-' | '.');
            assert!(
                &rest[..end] == "|" || rest[..end].chars().all(plain),
                "not quoted: {}",
                &rest[..end]
            );
            tokens.push(Token::Bare(rest[..end].to_owned()));
            rest = &rest[end..];
        }
    }
    tokens
}

/// The arguments that curl gets: of what is written for 5.1 on any version, of what is written for 7.3 on that.
pub fn assert_arguments(pipeline: &Pipeline, shell: Shell) -> Vec<Vec<String>> {
    let words = &pipeline.arguments;
    assert!(words.iter().all(|word| word.is_ascii()), "no code page matters: {words:?}");
    if shell == Shell::Pwsh {
        assert_eq!(pipeline.program, "curl");
        return vec![through_7_3(words)];
    }
    // An alias of another command, without its ending.
    assert_eq!(pipeline.program, "curl.exe");
    vec![through_5_1(words), through_7_3(words)]
}

pub fn assert_powershell(text: &str, shell: Shell, answers: &Pairs, expected: &Sent) {
    let pipeline = powershell(text, shell, answers);
    let names: Vec<&String> = answers.iter().map(|(name, _)| name).collect();
    assert_eq!(pipeline.asked.iter().collect::<Vec<_>>(), names, "{text}");
    for arguments in assert_arguments(&pipeline, shell) {
        let sent = reading(&arguments, pipeline.input.as_deref());
        assert_eq!(sorted(sent), *expected, "{text}");
    }
}

/// Gives every case's command for these shells to a check: its text, what is typed when it asks, what is to be sent.
pub fn each_case(shells: [Shell; 2], check: impl Fn(&str, Shell, &Pairs, &Sent)) {
    for ((token, place), style) in cases().into_iter().zip(styles()) {
        let expected = sorted(intended(&token, place));
        for shell in shells {
            let command = curl_as(&token, shell, place, style).expect("a command");
            check(command.text.expose(), shell, &asked(&token, place), &expected);
        }
    }
}

/// The same for commands that take their secrets from these variables.
pub fn each_with_variables(shells: [Shell; 2], check: impl Fn(&str, Shell, &Pairs, &Sent)) {
    for (token, style) in requests().into_iter().zip(styles()) {
        let Some(variables) = environment(&token) else { continue };
        let expected = sorted(intended(&token, SecretPlace::Environment));
        for shell in shells {
            let command = curl_as(&token, shell, SecretPlace::Environment, style);
            check(command.expect("a command").text.expose(), shell, &variables, &expected);
        }
    }
}

/// What PowerShell hands curl where these variables are set.
pub fn assert_variables(text: &str, shell: Shell, variables: &Pairs, expected: &Sent) {
    let pipeline = powershell(text, shell, variables);
    for arguments in assert_arguments(&pipeline, shell) {
        let sent = reading(&arguments, pipeline.input.as_deref());
        assert_eq!(with_header(sent), *expected, "{text}");
    }
}

#[test]
fn powershell_hands_curl_what_was_meant() {
    each_case(SHELLS, assert_powershell);
}

#[test]
fn variables_reach_curl_as_they_are() {
    each_with_variables(SHELLS, assert_variables);
}
