//! Secrets that the command does not ask for: from environment variables, and on curl's standard input.

use std::fs::{self, File};
use std::io::Write;
use std::process::Stdio;

use token_triage::basic::{Form, encode};
use token_triage::command::{Authentication, SecretPlace, Shell, TokenRequest, curl, curl_as};
use token_triage::secret::Secret;

use crate::intent::{Pairs, SECRETS, Sent, basic, intended, sorted};
use crate::unix::{Folder, SHELLS, recorded, recorder};
use crate::{curl as manual, requests, styles};

/// The environment variables that hold the secrets of a request. A Basic header's secret is there in the form that
/// the header carries. `None` where two parameters of one name, and so of one variable, have different values.
pub fn environment(token: &TokenRequest) -> Option<Pairs> {
    let form = if token.client_id.contains(':') && token.form.unwrap_or_default() == Form::Raw {
        Form::Minimal
    } else {
        token.form.unwrap_or_default()
    };
    let secret = match token.authentication {
        Authentication::Basic => encode(token.client_secret.expose(), form),
        _ => token.client_secret.clone(),
    };
    let mut variables = vec![("CLIENT_SECRET".to_owned(), secret.expose().to_owned())];
    for one in &token.request.parameters {
        if SECRETS.contains(&one.name.as_str()) {
            let variable = (one.name.to_uppercase(), one.value.clone());
            if variables.iter().any(|known| known.0 == variable.0 && *known != variable) {
                return None;
            }
            variables.push(variable);
        }
    }
    Some(variables)
}

/// curl makes the header of `user` in its configuration by itself.
pub fn with_header(mut sent: Sent) -> Sent {
    if let Some(user) = sent.user.take() {
        let (id, secret) = user.split_once(':').expect("a colon");
        sent.headers.push(("authorization".to_owned(), basic(id, secret, Form::Raw)));
        sent.headers.sort();
    }
    sorted(sent)
}

#[test]
fn every_shell_hands_curl_what_its_variables_hold() {
    for (program, dialect, options) in SHELLS {
        for (token, style) in requests().into_iter().zip(styles()) {
            let Some(variables) = environment(&token) else { continue };
            let command = curl_as(&token, dialect, SecretPlace::Environment, style);
            let command = command.expect("a command");
            let text = command.text.expose();
            let folder = Folder::new(&format!("{program}-environment"));
            let output = recorder(program, options, folder.path(), text)
                .envs(variables)
                .stdin(Stdio::null())
                .output()
                .expect("the shell runs");
            let errors = String::from_utf8_lossy(&output.stderr);
            assert!(output.status.success() && errors.is_empty(), "{program}: {errors}\n{text}");
            let [call] = <[_; 1]>::try_from(recorded(folder.path())).expect("one call");
            let input = fs::read_to_string(folder.path().join("record.input")).expect("an input");
            let reads = call
                .iter()
                .any(|word| ["-K", "--config"].contains(&word.as_str()) || word.ends_with("@-"));
            let sent = with_header(manual::reading(&call, reads.then_some(&input)));
            assert_eq!(
                sent,
                sorted(intended(&token, SecretPlace::Environment)),
                "{program}\n{text}"
            );
        }
    }
}

/// Nothing is sent where a variable is missing, and the person is told which.
#[test]
fn a_missing_variable_is_named_and_nothing_is_sent() {
    let token = TokenRequest { authentication: Authentication::Post, ..requests().remove(1) };
    for (program, dialect, options) in SHELLS {
        let command = curl(&token, dialect, SecretPlace::Environment).expect("a command");
        let folder = Folder::new(&format!("{program}-missing"));
        let output = recorder(program, options, folder.path(), command.text.expose())
            .stdin(Stdio::null())
            .output()
            .expect("the shell runs");
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(errors.contains("CLIENT_SECRET"), "{program}: {errors}");
        assert!(!folder.path().join("record").exists(), "{program} calls curl");
    }
}

#[test]
fn curl_reads_what_is_pasted_on_its_standard_input() {
    for (program, dialect, options) in SHELLS {
        for (token, style) in requests().into_iter().zip(styles()) {
            let command = curl_as(&token, dialect, SecretPlace::Input, style).expect("a command");
            let folder = Folder::new(&format!("{program}-input"));
            let lines = command.input.as_ref().map_or("", |lines| lines.expose());
            let pasted = folder.path().join("pasted");
            File::create(&pasted).expect("a file").write_all(lines.as_bytes()).expect("written");
            let text = command.text.expose();
            let output = recorder(program, options, folder.path(), text)
                .stdin(File::open(&pasted).expect("the lines"))
                .output()
                .expect("the shell runs");
            assert!(output.status.success(), "{program}\n{text}");
            let [call] = <[_; 1]>::try_from(recorded(folder.path())).expect("one call");
            let sent =
                with_header(manual::reading(&call, command.input.as_ref().map(Secret::expose)));
            assert_eq!(
                sent,
                sorted(intended(&token, SecretPlace::Input)),
                "{program}\n{text}\n{lines}"
            );
            assert!(!text.contains(token.client_secret.expose()) || is_common(&token), "{text}");
        }
    }
}

/// A secret that stands in the command for another reason: it is short, or another value holds it.
fn is_common(token: &TokenRequest) -> bool {
    let secret = token.client_secret.expose();
    let others = token.request.parameters.iter().flat_map(|one| [&one.name, &one.value]);
    let headers = token.request.headers.iter().map(|one| &one.value);
    let url = token.request.url.as_ref().map(|url| &url.value);
    secret.len() < 4
        || others
            .chain(headers)
            .chain(url)
            .chain([&token.client_id])
            .any(|text| text.contains(secret))
}

/// What a person sees who asks for PowerShell: the same lines, and the options that its versions hand on differently.
#[test]
fn the_lines_are_the_same_for_every_shell() {
    for token in requests() {
        let of = |shell| curl(&token, shell, SecretPlace::Input).expect("a command").input;
        assert_eq!(of(Shell::Sh), of(Shell::Cmd));
        assert_eq!(of(Shell::Sh), of(Shell::Fish));
    }
}
