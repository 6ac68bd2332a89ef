//! What is written for each shell, to the letter.

use super::*;

#[test]
fn the_form_with_a_prompt_in_each_shell() {
    let mut parameters = grant(Place::Body);
    parameters.push(parameter("scope", "read write", Place::Body));
    let token = token(URL, parameters, Authentication::Post);
    let text = |shell| text(&token, shell, SecretPlace::Prompt);
    assert_eq!(
        text(Shell::Sh),
        r#"(
  tty=$(stty -g); trap 'stty "$tty"' EXIT; trap 'exit 130' INT
  stty -echo
  printf %s 'client_secret: ' >&2; IFS= read -r secret; echo >&2
  stty "$tty"
  printf %s "$secret" | curl -sS -i 'https://as.example/token' \
    -H 'Accept: application/json' \
    -d 'grant_type=client_credentials' \
    --data-urlencode 'scope=read write' \
    -d 'client_id=my-client' \
    --data-urlencode 'client_secret@-'
)"#
    );
    assert_eq!(
        text(Shell::Fish),
        r#"begin
  read -s -l -P 'client_secret: ' secret
  printf %s "$secret" | curl -sS -i 'https://as.example/token' \
    -H 'Accept: application/json' \
    -d 'grant_type=client_credentials' \
    --data-urlencode 'scope=read write' \
    -d 'client_id=my-client' \
    --data-urlencode 'client_secret@-'
end"#
    );
    assert_eq!(
        text(Shell::PowerShell),
        r"& {
  $OutputEncoding = [Text.UTF8Encoding]::new($false)
  $ask = { [uri]::EscapeDataString([Net.NetworkCredential]::new('', (Read-Host $args[0] -AsSecureString)).Password) }
  ('data = client_secret=' + (& $ask 'client_secret')) | curl.exe -sS -i -K - 'https://as.example/token' `
    -H 'Accept: application/json' `
    -d 'grant_type=client_credentials' `
    --data-urlencode 'scope=read write' `
    -d 'client_id=my-client'
}"
    );
    assert_eq!(
        text(Shell::Cmd),
        "powershell -NoProfile -Command \"$OutputEncoding = [Text.UTF8Encoding]::new($false); \
         $ask = { [uri]::EscapeDataString([Net.NetworkCredential]::new('', (Read-Host $args[0] -AsSecureString)).Password) }; \
         ('data = client_secret=' + (& $ask 'client_secret')) | curl.exe -sS -i -K - 'https://as.example/token' \
         -H 'Accept: application/json' -d 'grant_type=client_credentials' \
         --data-urlencode 'scope=read write' -d 'client_id=my-client'\""
    );
}

/// PowerShell 7 has a question that shows nothing, and no alias in curl's way.
#[test]
fn each_powershell_asks_in_its_own_way() {
    let token = token(URL, grant(Place::Body), Authentication::Post);
    assert_eq!(
        text(&token, Shell::Pwsh, SecretPlace::Prompt),
        r"& {
  $OutputEncoding = [Text.UTF8Encoding]::new($false)
  $ask = { [uri]::EscapeDataString((Read-Host $args[0] -MaskInput)) }
  ('data = client_secret=' + (& $ask 'client_secret')) | curl -sS -i -K - 'https://as.example/token' `
    -H 'Accept: application/json' `
    -d 'grant_type=client_credentials' `
    -d 'client_id=my-client'
}"
    );
}

/// `%` doubled in a file, a caret behind it at the prompt; quotes the same in both.
#[test]
fn a_batch_file_is_not_the_prompt() {
    let mut parameters = grant(Place::Body);
    parameters.push(parameter("scope", "%PATH% \"x\" !y", Place::Body));
    let token = token(URL, parameters, Authentication::None);
    let text = |shell| text(&token, shell, SecretPlace::Inline);
    assert!(text(Shell::Cmd).contains(r#"--data-urlencode ^"scope=%^PATH%^ \^"x\^" ^!y^""#));
    assert_eq!(
        text(Shell::Batch),
        r#"@echo off
setlocal DisableDelayedExpansion
curl -sS -i "https://as.example/token" ^
  -H "Accept: application/json" ^
  -d "grant_type=client_credentials" ^
  --data-urlencode ^"scope=%%PATH%% \^"x\^" ^!y^" ^
  -d "client_id=my-client""#
    );
}

/// What PowerShell 5.1 loses, 7.3 hands on: an empty word, a quote.
#[test]
fn only_the_old_powershell_needs_a_way_round() {
    let mut token = token(URL, grant(Place::Query), Authentication::None);
    token.client_id.clear();
    token.request.headers =
        vec![Header { name: "X-Test".to_owned(), value: "a\"b".to_owned(), span: Span::NONE }];
    let text = |shell| text(&token, shell, SecretPlace::Inline);
    assert!(text(Shell::Pwsh).contains("-H 'X-Test: a\"b'") && !text(Shell::Pwsh).contains("-K"));
    assert!(text(Shell::PowerShell).contains(r#"'header = "X-Test: a\"b"'"#));
}

#[test]
fn long_options_and_one_line_are_the_same_command() {
    let mut token = token(URL, grant(Place::Body), Authentication::Basic);
    token.request.parameters.push(parameter("code", "c", Place::Body));
    let text = |shell, long, one_line| {
        let style = Style { long, one_line };
        let command = curl_as(&token, shell, SecretPlace::Prompt, style).expect("a command");
        command.text.expose().to_owned()
    };
    assert_eq!(
        text(Shell::Sh, true, false),
        r#"(
  tty=$(stty -g); trap 'stty "$tty"' EXIT; trap 'exit 130' INT
  stty -echo -icanon min 1
  printf %s 'code: ' >&2; IFS= read -r secret; echo >&2
  stty "$tty"
  printf %s "$secret" | curl --silent --show-error --include 'https://as.example/token' \
    --user 'my-client' \
    --header 'Accept: application/json' \
    --data 'grant_type=client_credentials' \
    --data-urlencode 'code@-'
)"#
    );
    assert_eq!(
        text(Shell::Sh, false, true),
        r#"( tty=$(stty -g); trap 'stty "$tty"' EXIT; trap 'exit 130' INT; stty -echo -icanon min 1; printf %s 'code: ' >&2; IFS= read -r secret; echo >&2; stty "$tty"; printf %s "$secret" | curl -sS -i 'https://as.example/token' -u 'my-client' -H 'Accept: application/json' -d 'grant_type=client_credentials' --data-urlencode 'code@-'; )"#
    );
    for shell in Shell::ALL {
        for place in [SecretPlace::Environment, SecretPlace::Input, SecretPlace::Inline] {
            for long in [false, true] {
                let style = Style { long, one_line: true };
                let command = curl_as(&token, shell, place, style).expect("a command");
                let lines = command.text.expose().lines().count();
                assert_eq!(lines, if shell == Shell::Batch { 3 } else { 1 }, "{shell:?}");
            }
        }
    }
}

#[test]
fn an_access_token_reaches_the_api_through_a_pipe() {
    let mut request = Request {
        url: Some(Spanned::new("https://api.example/me?x=1", Span::NONE)),
        ..Request::default()
    };
    request.headers = vec![Header {
        name: "api-version".to_owned(),
        value: "2020-01-31".to_owned(),
        span: Span::NONE,
    }];
    let text = |shell| {
        let command = bearer(&request, shell, Style::default()).expect("a command");
        command.text.expose().to_owned()
    };
    assert_eq!(
        text(Shell::Sh),
        r#"(
  : "${ACCESS_TOKEN?}"
  printf 'Authorization: Bearer %s\n' "$ACCESS_TOKEN" | curl -sS -i 'https://api.example/me?x=1' \
    -H '@-' \
    -H 'Accept: application/json' \
    -H 'api-version: 2020-01-31'
)"#
    );
    assert_eq!(
        text(Shell::Fish),
        r#"if set -q ACCESS_TOKEN
  printf 'Authorization: Bearer %s\n' "$ACCESS_TOKEN" | curl -sS -i 'https://api.example/me?x=1' \
    -H '@-' \
    -H 'Accept: application/json' \
    -H 'api-version: 2020-01-31'
else
  echo 'set first: ACCESS_TOKEN' >&2
end"#
    );
    assert_eq!(
        text(Shell::Pwsh),
        r"& {
  $OutputEncoding = [Text.UTF8Encoding]::new($false)
  ('Authorization: Bearer ' + $env:ACCESS_TOKEN) | curl -sS -i 'https://api.example/me?x=1' `
    -H '@-' `
    -H 'Accept: application/json' `
    -H 'api-version: 2020-01-31'
}"
    );
    assert!(text(Shell::Batch).contains("powershell -NoProfile -Command"));
    assert_eq!(bearer(&Request::default(), Shell::Sh, Style::default()), Err(Refusal::NoAddress));
}
