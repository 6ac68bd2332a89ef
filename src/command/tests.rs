//! Commands as they are read by people. That shells read them right is shown in tests/shells.

mod texts;

use super::*;
use crate::exchange::{Header, Parameter, Place};
use crate::span::{Span, Spanned};

fn parameter(name: &str, value: &str, place: Place) -> Parameter {
    Parameter { name: name.to_owned(), value: value.to_owned(), place, span: Span::NONE }
}

fn token(url: &str, parameters: Vec<Parameter>, authentication: Authentication) -> TokenRequest {
    TokenRequest {
        request: Request {
            url: Some(Spanned::new(url, Span::NONE)),
            parameters,
            ..Request::default()
        },
        authentication,
        client_id: "my-client".to_owned(),
        client_secret: Secret::new("s3cr/t+%".to_owned()),
        form: None,
        secrets: Vec::new(),
    }
}

fn grant(place: Place) -> Vec<Parameter> {
    vec![parameter("grant_type", "client_credentials", place)]
}

fn text(token: &TokenRequest, shell: Shell, place: SecretPlace) -> String {
    curl(token, shell, place).expect("a command").text.expose().to_owned()
}

const URL: &str = "https://as.example/token";

#[test]
fn every_secret_parameter_is_asked_for() {
    let parameters = vec![
        parameter("grant_type", "password", Place::Body),
        parameter("username", "ann", Place::Body),
        parameter("password", "p4ss", Place::Body),
        parameter("otp", "4711", Place::Query),
    ];
    let mut token = token(URL, parameters, Authentication::Post);
    token.secrets = vec!["otp".to_owned()];
    let text = |shell| text(&token, shell, SecretPlace::Prompt);
    assert_eq!(
        text(Shell::Sh),
        r#"(
  tty=$(stty -g); trap 'stty "$tty"' EXIT; trap 'exit 130' INT
  stty -echo -icanon min 1
  config=$(for name in 'client_secret' 'password'; do
    printf '%s: ' "$name" >&2; IFS= read -r secret; echo >&2
    printf '%s\n' "$secret" | LC_ALL=C sed -e 's/[\\"]/\\&/g' -e "s/.*/data-urlencode = \"$name=&\"/"
  done
  for name in 'otp'; do
    printf '%s: ' "$name" >&2; IFS= read -r secret; echo >&2
    printf '%s\n' "$secret" | LC_ALL=C sed -e 's/[\\"]/\\&/g' -e "s/.*/url-query = \"$name=&\"/"
  done)
  stty "$tty"
  printf '%s\n' "$config" | curl -sS -i -K - 'https://as.example/token' \
    -H 'Accept: application/json' \
    -d 'grant_type=password' \
    -d 'username=ann' \
    -d 'client_id=my-client'
)"#
    );
    let fish = text(Shell::Fish);
    assert!(fish.starts_with("begin\n  set -l config\n  for name in 'client_secret' 'password'\n"));
    let powershell = text(Shell::PowerShell);
    for line in ["data = client_secret=", "data = password=", "url-query = +otp="] {
        assert!(powershell.contains(&["('", line, "' + (& $ask '"].concat()), "{powershell}");
    }
    for shell in Shell::ALL {
        assert!(!["p4ss", "4711", "s3cr"].iter().any(|secret| text(shell).contains(secret)));
    }
}

#[test]
fn nothing_secret_is_the_same_command_with_and_without() {
    let token = token(URL, grant(Place::Body), Authentication::None);
    for shell in Shell::ALL {
        let command = |place| curl(&token, shell, place);
        assert_eq!(command(SecretPlace::Prompt), command(SecretPlace::Inline), "{shell:?}");
    }
}

#[test]
fn the_header_ready_made_in_each_shell() {
    let mut token = token(URL, grant(Place::Body), Authentication::Basic);
    token.client_secret = Secret::new("s3cret".to_owned());
    let text = |shell| text(&token, shell, SecretPlace::Inline);
    // printf %s my-client:s3cret | base64
    let header = r#"-H "Authorization: Basic bXktY2xpZW50OnMzY3JldA==""#;
    assert_eq!(
        text(Shell::Sh),
        format!(
            "curl -sS -i 'https://as.example/token' \\\n  {header} \\\n  -H 'Accept: application/json' \\\n  \
             -d 'grant_type=client_credentials'"
        )
    );
    for shell in Shell::ALL {
        assert!(text(shell).contains(header), "{shell:?}");
    }
}

#[test]
fn parameters_in_the_query_leave_an_empty_body() {
    let token = token(URL, grant(Place::Query), Authentication::Basic);
    let text = |shell| text(&token, shell, SecretPlace::Prompt);
    let address = "https://as.example/token?grant_type=client_credentials";
    assert!(text(Shell::Sh).contains(address) && text(Shell::Sh).ends_with("-d ''"));
    assert!(text(Shell::Cmd).contains(address) && text(Shell::Cmd).ends_with("-d \"\""));
    assert!(text(Shell::PowerShell).ends_with("--data-urlencode '='"));
}

#[test]
fn a_prompt_needs_no_secret_and_shows_none() {
    for authentication in [Authentication::Basic, Authentication::Post] {
        for shell in Shell::ALL {
            let token = token(URL, grant(Place::Body), authentication);
            let mut blank = token.clone();
            blank.client_secret = Secret::default();
            let command = text(&token, shell, SecretPlace::Prompt);
            assert!(!command.contains("s3cr"));
            assert_eq!(command, text(&blank, shell, SecretPlace::Prompt));
        }
    }
}

#[test]
fn headers_that_curl_writes_and_credentials_of_the_request_are_left_out() {
    let mut parameters = grant(Place::Body);
    parameters.push(parameter("client_id", "other", Place::Body));
    parameters.push(parameter("client_secret", "other", Place::Body));
    let mut token = token(URL, parameters, Authentication::Basic);
    let header = |name: &str, value: &str| Header {
        name: name.to_owned(),
        value: value.to_owned(),
        span: Span::NONE,
    };
    token.request.headers = vec![
        header("Authorization", "Basic b3RoZXI6b3RoZXI="),
        header("content-type", "application/json"),
        header("Host", "elsewhere.example"),
        header("@/etc/passwd", "x"),
        header("accept", "*/*"),
        header("X-Empty", ""),
    ];
    assert_eq!(
        text(&token, Shell::Sh, SecretPlace::Prompt),
        "curl -sS -i 'https://as.example/token' \\
  -u 'my-client' \\
  -H 'accept: */*' \\
  -H 'X-Empty;' \\
  -d 'grant_type=client_credentials' \\
  -d 'client_id=other'"
    );
    token.authentication = Authentication::Post;
    assert!(!text(&token, Shell::Sh, SecretPlace::Inline).contains("other"));
}

#[test]
fn an_id_with_a_colon_travels_encoded() {
    let mut token = token(URL, grant(Place::Body), Authentication::Basic);
    token.client_id = "urn:app".to_owned();
    token.form = Some(Form::Raw);
    let command = curl(&token, Shell::Sh, SecretPlace::Prompt).expect("a command");
    assert!(command.text.expose().contains("-u 'urn%3Aapp'"));
    assert_eq!(command.notes, [notes::CURL_ASKS_ENCODED, notes::COLON]);
}

/// `curl -u ';id'` asks for no password and sends an empty one.
#[test]
fn an_id_that_curl_asks_no_password_for_travels_encoded() {
    let mut token = token(URL, grant(Place::Body), Authentication::Basic);
    token.client_id = ";app".to_owned();
    let command = |place| curl(&token, Shell::Sh, place).expect("a command");
    let prompt = command(SecretPlace::Prompt);
    assert!(prompt.text.expose().contains("-u '%3Bapp'"));
    assert_eq!(prompt.notes, [notes::CURL_ASKS_ENCODED, notes::SEMICOLON]);
    assert_eq!(command(SecretPlace::Inline).notes, [notes::BASE64_IS_READABLE]);
}

#[test]
fn notes_say_what_sees_the_secret() {
    let mut parameters = grant(Place::Body);
    let mut basic = token(URL, parameters.clone(), Authentication::Basic);
    let notes =
        |token: &TokenRequest, shell, place| curl(token, shell, place).expect("a command").notes;
    assert_eq!(notes(&basic, Shell::Sh, SecretPlace::Prompt), [notes::CURL_ASKS]);
    assert_eq!(notes(&basic, Shell::Fish, SecretPlace::Inline), [notes::BASE64_IS_READABLE]);
    basic.form = Some(Form::Strict);
    assert_eq!(notes(&basic, Shell::Sh, SecretPlace::Prompt), [notes::CURL_ASKS_ENCODED]);
    parameters.push(parameter("password", "p", Place::Body));
    let post = token(URL, parameters, Authentication::Post);
    assert_eq!(notes(&post, Shell::Sh, SecretPlace::Prompt), [notes::SHELL_ASKS]);
    let (asks, through) = (notes::SHELL_ASKS, notes::CMD_ASKS);
    assert_eq!(notes(&post, Shell::Cmd, SecretPlace::Prompt), [asks, through]);
    let basic = TokenRequest { authentication: Authentication::Basic, ..post.clone() };
    assert_eq!(notes(&basic, Shell::Fish, SecretPlace::Prompt), [asks, notes::CURL_ASKS]);
    let mut public = TokenRequest { authentication: Authentication::None, ..post.clone() };
    assert_eq!(notes(&public, Shell::Sh, SecretPlace::Inline), [notes::OTHER_SECRETS]);
    public.request.parameters.push(parameter("code", "c", Place::Query));
    assert_eq!(notes(&public, Shell::Sh, SecretPlace::Prompt), [asks, notes::NEW_CURL]);
    assert_eq!(
        notes(&post, Shell::Cmd, SecretPlace::Inline),
        [notes::SECRET_IS_READABLE, notes::OTHER_SECRETS, notes::BATCH]
    );
}

#[test]
fn what_is_no_address_is_refused() {
    for url in [
        "",
        "as.example/token",
        "ftp://as.example",
        "https://",
        "https://a b/",
        "https://{domain}/t",
        "https:///t",
    ] {
        let token = token(url, grant(Place::Body), Authentication::Basic);
        assert_eq!(curl(&token, Shell::Sh, SecretPlace::Prompt), Err(Refusal::NoAddress), "{url}");
    }
    let none = TokenRequest::default();
    assert_eq!(curl(&none, Shell::Cmd, SecretPlace::Inline), Err(Refusal::NoAddress));
}

#[test]
fn control_characters_are_refused_wherever_they_stand() {
    let good = || token(URL, grant(Place::Body), Authentication::Post);
    let mut bad: Vec<TokenRequest> = (0..5).map(|_| good()).collect();
    bad[0].client_id.push('\n');
    bad[1].client_secret = Secret::new("a\0b".to_owned());
    bad[2].request.parameters[0].value.push('\r');
    bad[3].request.parameters[0].name.push('\u{7f}');
    bad[4].request.url = Some(Spanned::new("https://as.example/\u{1b}[", Span::NONE));
    for (at, token) in bad.iter().enumerate() {
        let refused = curl(token, Shell::Sh, SecretPlace::Inline);
        assert_eq!(refused, Err(Refusal::ControlCharacter), "{at}");
    }
    bad[2].secrets = vec!["grant_type".to_owned()];
    for at in [1, 2] {
        let prompt = curl(&bad[at], Shell::Sh, SecretPlace::Prompt);
        assert!(prompt.is_ok(), "a prompt has no secret in it");
    }
}
