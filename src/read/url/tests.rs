use super::*;

#[test]
fn addresses_end_where_the_sentence_goes_on() {
    let table: &[(&str, &[&str])] = &[
        ("see https://a.example/x.", &["https://a.example/x"]),
        ("(https://a.example/x_(y))", &["https://a.example/x_(y)"]),
        (
            "[a](https://a.example/b) <https://c.example>",
            &["https://a.example/b", "https://c.example"],
        ),
        ("com.example.app://cb?error=x", &["com.example.app://cb?error=x"]),
        (r#""u":"https:\/\/a.example\/b""#, &[r"https:\/\/a.example\/b"]),
        ("Tokenhttps://a.example/token", &["https://a.example/token"]),
        ("https://{tenant}.example/{id}/token, then", &["https://{tenant}.example/{id}/token"]),
        ("://x a:// http://", &[]),
    ];
    for (text, expected) in table {
        let layer = Layer::root(text);
        let found: Vec<_> =
            addresses(&layer, layer.all()).into_iter().map(|it| layer.of(it)).collect();
        assert_eq!(found, *expected, "{text}");
    }
}

#[test]
fn redirects_carry_errors() {
    // RFC 6749, sections 4.1.2.1 and 4.2.2.1; OpenID Connect Core, section 3.1.2.6.
    let table = [
        (
            "https://client.example.com/cb?error=access_denied&state=xyz",
            Some("access_denied"),
            None,
        ),
        (
            "https://client.example.org/cb?error=invalid_request&error_description=Unsupported%20response_type%20value&state=a",
            Some("invalid_request"),
            Some("Unsupported%20response_type%20value"),
        ),
        ("https://a.example/#error=login_required", Some("login_required"), None),
        ("https://a.example/?code=SplxlOBeZQQYbYS6WxSbIA&state=xyz", None, None),
    ];
    for (text, error, description) in table {
        let layer = Layer::root(text);
        let response = Address::new(&layer, layer.all()).response().unwrap_or_default();
        assert_eq!(response.error.map(|it| it.value).as_deref(), error, "{text}");
        assert_eq!(
            response.description.map(|it| it.span.of(text).to_owned()).as_deref(),
            description
        );
    }
}

#[test]
fn forms_are_found_in_words_and_lines() {
    let table: &[(&str, &[&str])] = &[
        ("grant_type=client_credentials", &["grant_type=client_credentials"]),
        ("use grant_type=password here", &[]),
        ("body: 'a=b&grant_type=password', x", &["a=b&grant_type=password"]),
        ("grant_type=a\n&code=b\n\n&c=d", &["grant_type=a\n&code=b"]),
        ("a=b&c=d", &[]),
        (
            "error=invalid_scope&error_description=x+y",
            &["error=invalid_scope&error_description=x+y"],
        ),
    ];
    for (text, expected) in table {
        let layer = Layer::root(text);
        let found: Vec<_> = forms(&layer, layer.all()).into_iter().map(|it| layer.of(it)).collect();
        assert_eq!(found, *expected, "{text}");
    }
}
