//! The expressions of PowerShell that texts are made with, by its documentation: quoted texts and environment
//! variables, joined, escaped, in base64. Anything else fails the test.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::intent::Pairs;
use crate::windows::quoted;

/// The value of the expression that a text begins with, and what comes behind it. Terms are joined by ` + `.
pub fn value<'t>(rest: &'t str, variables: &Pairs) -> (String, &'t str) {
    let (mut text, mut rest) = term(rest, variables);
    while let Some(behind) = rest.strip_prefix(" + ").or_else(|| rest.strip_prefix(" +\n    ")) {
        let (more, behind) = term(behind, variables);
        text.push_str(&more);
        rest = behind;
    }
    (text, rest)
}

fn term<'t>(rest: &'t str, variables: &Pairs) -> (String, &'t str) {
    const BASE64: &str = "[Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes(";
    if let Some(inner) = rest.strip_prefix("[uri]::EscapeDataString(") {
        let (text, behind) = value(inner, variables);
        (escaped(&text), behind.strip_prefix(')').expect("a closing parenthesis"))
    } else if let Some(inner) = rest.strip_prefix(BASE64) {
        let (text, behind) = value(inner, variables);
        (STANDARD.encode(text), behind.strip_prefix("))").expect("two closing parentheses"))
    } else if let Some(inner) = rest.strip_prefix('(') {
        let (text, behind) = value(inner, variables);
        (text, behind.strip_prefix(')').expect("a closing parenthesis"))
    } else if let Some(named) = rest.strip_prefix("$env:") {
        let end = named.find(|char: char| !(char.is_ascii_alphanumeric() || char == '_'));
        let (name, behind) = named.split_at(end.unwrap_or(named.len()));
        let held = variables.iter().find(|(variable, _)| variable == name);
        (held.unwrap_or_else(|| panic!("nothing sets {name}")).1.clone(), behind)
    } else {
        quoted(rest)
    }
}

/// .NET's Uri.EscapeDataString: everything but letters, digits and `-._~` (RFC 3986), as UTF-8.
fn escaped(text: &str) -> String {
    let byte = |byte: u8| {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            char::from(byte).to_string()
        } else {
            format!("%{byte:02X}")
        }
    };
    text.bytes().map(byte).collect()
}
