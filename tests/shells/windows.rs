//! PowerShell and cmd.exe by their documentation. Neither was run.
//!
//! Written from about_Quoting_Rules, about_Parsing and about_Preference_Variables of PowerShell, the notes
//! on `%` and `^` in `help cmd` and `help set`, and the page on CommandLineToArgvW. What commands have no use
//! for fails the test instead of being modelled.

use token_triage::command::{SecretPlace, Shell, curl};

use crate::curl::reading;
use crate::expression;
use crate::handed::{environment, with_header};
use crate::intent::{Pairs, Sent, asked, intended, sorted};
use crate::{cases, requests};

/// A command line as a program of the C runtime splits it.
fn split(line: &str) -> Vec<String> {
    let mut arguments = Vec::new();
    let mut current: Option<String> = None;
    let mut quoted = false;
    let mut rest = line.chars().peekable();
    while let Some(char) = rest.next() {
        match char {
            ' ' | '\t' if !quoted => arguments.extend(current.take()),
            '\\' => {
                let mut count = 1;
                while rest.next_if_eq(&'\\').is_some() {
                    count += 1;
                }
                let text = current.get_or_insert_default();
                if rest.peek() == Some(&'"') {
                    text.extend(std::iter::repeat_n('\\', count / 2));
                    if count % 2 == 1 {
                        text.extend(rest.next());
                    }
                } else {
                    text.extend(std::iter::repeat_n('\\', count));
                }
            }
            '"' => {
                let text = current.get_or_insert_default();
                if quoted && rest.next_if_eq(&'"').is_some() {
                    text.push('"');
                } else {
                    quoted = !quoted;
                }
            }
            other => current.get_or_insert_default().push(other),
        }
    }
    assert!(!quoted, "a quote is left open: {line}");
    arguments.extend(current);
    arguments
}

/// A line at cmd's prompt up to the command line that the program gets.
fn cmd(text: &str) -> Vec<String> {
    let mut line = String::new();
    let mut quoted = false;
    let expanded = expand(text);
    let mut rest = expanded.chars();
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
    split(&line)
}

/// Variables are expanded first of all, in quotes and out of them. Every name counts as defined here but those
/// that begin with a caret; `%NAME:…%` looks for what stands before the colon.
fn expand(text: &str) -> String {
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

/// What PowerShell makes of a command: the arguments of the program, what is piped to it, and what it
/// asked for.
pub struct Pipeline {
    pub program: String,
    pub arguments: Vec<String>,
    pub input: Option<String>,
    pub asked: Vec<String>,
}

const ASK: &str = "$ask = { [uri]::EscapeDataString([Net.NetworkCredential]::new('', (Read-Host $args[0] -AsSecureString)).Password) }";

/// With questions, `answers` are what a person types; without, what the environment holds.
pub fn powershell(text: &str, answers: &Pairs) -> Pipeline {
    let mut can_ask = false;
    let mut asked = Vec::new();
    let mut statements = statements(text);
    let last = statements.pop().expect("a statement");
    for statement in &statements {
        match statement.as_str() {
            "$OutputEncoding = [Text.UTF8Encoding]::new($false)" => {}
            ASK => can_ask = true,
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
    let inner =
        text.strip_prefix("& {\n").and_then(|rest| rest.strip_suffix("\n}")).unwrap_or(&text);
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

/// Windows PowerShell 5.1 leaves empty arguments out and puts quotes around those with blanks, nothing more.
fn through_5_1(arguments: &[String]) -> Vec<String> {
    let word = |argument: &String| {
        if argument.contains(char::is_whitespace) {
            format!("\"{argument}\"")
        } else {
            argument.clone()
        }
    };
    let words: Vec<String> = arguments.iter().map(word).collect();
    split(&words.join(" "))
}

/// PowerShell 7.3 and newer hand each argument on as it is.
fn assert_powershell(text: &str, answers: &Pairs, expected: &Sent) {
    let pipeline = powershell(text, answers);
    assert_eq!(pipeline.program, "curl.exe");
    let names: Vec<&String> = answers.iter().map(|(name, _)| name).collect();
    assert_eq!(pipeline.asked.iter().collect::<Vec<_>>(), names, "{text}");
    let input = pipeline.input.as_deref();
    for arguments in [through_5_1(&pipeline.arguments), pipeline.arguments.clone()] {
        assert!(
            arguments.iter().all(|argument| argument.is_ascii()),
            "no code page matters: {text}"
        );
        assert_eq!(sorted(reading(&arguments, input)), *expected, "{text}");
    }
}

#[test]
fn powershell_hands_curl_what_was_meant() {
    for (token, place) in cases() {
        let command = curl(&token, Shell::PowerShell, place).expect("a command");
        let expected = sorted(intended(&token, place));
        assert_powershell(command.text.expose(), &asked(&token, place), &expected);
    }
}

#[test]
fn cmd_hands_curl_what_was_meant() {
    for (token, place) in cases() {
        let command = curl(&token, Shell::Cmd, place).expect("a command");
        let text = command.text.expose();
        let answers = asked(&token, place);
        let expected = sorted(intended(&token, place));
        let words = cmd(text);
        if answers.is_empty() {
            assert_eq!(words[0], "curl");
            assert_eq!(sorted(reading(&words[1..], None)), expected, "{text}");
        } else {
            assert_eq!(words[..3], ["powershell", "-NoProfile", "-Command"]);
            assert_eq!(words.len(), 4, "{text}");
            assert_powershell(&words[3], &answers, &expected);
        }
    }
}

/// From environment variables: of PowerShell's own, and of cmd, which hands everything to PowerShell.
#[test]
fn variables_reach_curl_as_they_are() {
    for token in requests() {
        let Some(variables) = environment(&token) else { continue };
        let expected = sorted(intended(&token, SecretPlace::Environment));
        for shell in [Shell::PowerShell, Shell::Cmd] {
            let command = curl(&token, shell, SecretPlace::Environment).expect("a command");
            let mut text = command.text.expose().to_owned();
            if shell == Shell::Cmd {
                let words = cmd(&text);
                if words[0] == "curl" {
                    assert_eq!(sorted(reading(&words[1..], None)), expected, "{text}");
                    continue;
                }
                assert_eq!(words[..3], ["powershell", "-NoProfile", "-Command"]);
                text.clone_from(&words[3]);
            }
            let pipeline = powershell(&text, &variables);
            let input = pipeline.input.as_deref();
            for arguments in [through_5_1(&pipeline.arguments), pipeline.arguments.clone()] {
                assert_eq!(with_header(reading(&arguments, input)), expected, "{text}");
            }
        }
    }
}

/// Examples of the page on CommandLineToArgvW.
#[test]
fn the_model_of_the_c_runtime_agrees_with_its_documentation() {
    assert_eq!(split(r#""a b c" d e"#), ["a b c", "d", "e"]);
    assert_eq!(split(r#""ab\"c" "\\" d"#), ["ab\"c", "\\", "d"]);
    assert_eq!(split(r#"a\\\b d"e f"g h"#), ["a\\\\\\b", "de fg", "h"]);
    assert_eq!(split(r#"a\\\"b c d"#), ["a\\\"b", "c", "d"]);
    assert_eq!(split(r#"a\\\\"b c" d e"#), ["a\\\\b c", "d", "e"]);
    assert_eq!(split(r#""a""b" c"#), ["a\"b", "c"]);
}
