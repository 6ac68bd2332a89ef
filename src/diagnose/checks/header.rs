//! What is wrong with the Authorization header of a token request.

use super::{CLIENT, explains, fact};
use crate::basic::{Decoded, Finding as Flaw, decode};
use crate::credential::is_placeholder;
use crate::diagnose::rank::{Finding, Level};
use crate::diagnose::scene::{Scene, is_token_request};
use crate::exchange::{Header, Request};
use crate::knowledge::{Decodes, Provider, Strength};

/// Checks of a token request's Authorization header.
pub fn check(scene: &Scene, request: &Request, provider: Option<&Provider>) -> Vec<Finding> {
    if !is_token_request(request) || !explains(scene, CLIENT) {
        return Vec::new();
    }
    if let Some(finding) = misnamed(request) {
        return vec![finding];
    }
    let Some(header) = request.header("authorization") else { return Vec::new() };
    let (_, credentials) = header.value.split_once(' ').unwrap_or(("", &header.value));
    if is_placeholder(credentials.trim()) {
        // It may have been put there for the paste, so it comes behind all that the answer says.
        let note = "A placeholder stands where the credentials belong.";
        let (by, cause) = ("header-placeholder", "malformed-authorization-header");
        let found = fact(by, cause, Strength::Possible, vec![header.span], note);
        return vec![Finding { level: Level::Code, order: usize::MAX, ..found }];
    }
    if is_masked(credentials) {
        return Vec::new();
    }
    let decoded = decode(&header.value);
    let flaws = decoded.findings.iter();
    flaws
        .filter_map(|flaw| of_flaw(*flaw, header, &decoded))
        .chain(encoding(header, &decoded, provider))
        .collect()
}

/// `Authentication:` or `Authorisation:` in place of `Authorization:`.
fn misnamed(request: &Request) -> Option<Finding> {
    let wrong = ["authentication", "authorisation", "authorization-header", "auth"];
    let named = |header: &&Header| wrong.iter().any(|name| header.name.eq_ignore_ascii_case(name));
    let header = request.headers.iter().find(named)?;
    let note = "The header is called `Authorization`. Under this name the server does not see it.";
    Some(fact("header-name", "client-auth-missing", Strength::Certain, vec![header.span], note))
}

/// Whether the value was made unreadable for the paste, or is a variable: then it says nothing about what was sent.
fn is_masked(credentials: &str) -> bool {
    let credentials = credentials.trim();
    let template =
        credentials.contains(['$', '{', '<', '>', '*', '•', '…']) || credentials.contains("...");
    let filler = credentials.bytes().all(|byte| matches!(byte, b'x' | b'X' | b'.' | b'-'));
    let halves = credentials.contains(':');
    (template && !halves) || filler
}

/// The cause that a flaw stands for.
fn of_flaw(flaw: Flaw, header: &Header, decoded: &Decoded) -> Option<Finding> {
    let empty = |half: &str| half.trim().is_empty();
    let strength = if flaw.certain() { Strength::Certain } else { Strength::Likely };
    let (by, cause) = match flaw {
        Flaw::Empty | Flaw::EmptyId => ("header-empty", "client-auth-missing"),
        Flaw::Undefined => ("header-undefined", "client-auth-missing"),
        Flaw::EmptySecret => {
            let both = decoded.plain.as_ref().is_some_and(|pair| empty(&pair.id));
            return (!both).then(|| {
                let note = flaw.message();
                fact(
                    "header-empty-secret",
                    "client-auth-missing",
                    Strength::Likely,
                    vec![header.span],
                    note,
                )
            });
        }
        Flaw::OtherScheme => ("header-scheme", "malformed-authorization-header"),
        Flaw::SchemeColon
        | Flaw::Quoted
        | Flaw::Wrapped
        | Flaw::CertificateLines
        | Flaw::UrlSafe
        | Flaw::PaddingLost
        | Flaw::NotEncoded
        | Flaw::NotBase64
        | Flaw::NotText
        | Flaw::Utf16
        | Flaw::ByteOrderMark
        | Flaw::Twice
        | Flaw::NoColon
        | Flaw::CarriageReturn
        | Flaw::LineEnd
        | Flaw::Control
        | Flaw::QuotesInside
        | Flaw::BlankAround => ("header-unreadable", "malformed-authorization-header"),
        // What the header is called is looked at above; the rest depends on the server.
        Flaw::HeaderName
        | Flaw::Latin1
        | Flaw::Placeholder
        | Flaw::PercentEscapes
        | Flaw::MalformedEscape
        | Flaw::Plus
        | Flaw::NonAscii
        | Flaw::SecondColon => return None,
    };
    let steps = steps(flaw).iter().map(|&step| step.to_owned()).collect();
    let found = fact(by, cause, strength, vec![header.span], flaw.message());
    Some(Finding { title: title(flaw).to_owned(), steps, ..found })
}

/// The flaw as a headline; empty where the cause's own title is as telling.
fn title(flaw: Flaw) -> &'static str {
    match flaw {
        Flaw::Empty => "The Authorization header holds no credentials.",
        Flaw::OtherScheme => "The Authorization header is not Basic.",
        Flaw::NotEncoded => "Id and secret in the Basic header were never encoded.",
        Flaw::Twice => "The Basic header was encoded twice.",
        Flaw::NoColon => "The Basic header has no colon between id and secret.",
        Flaw::LineEnd | Flaw::CarriageReturn => {
            "There is a line break in the credentials of your Basic header."
        }
        Flaw::Wrapped => "The base64 of the Basic header is broken over lines.",
        Flaw::QuotesInside | Flaw::Quoted => "Quotes were copied into the Basic header.",
        Flaw::Undefined => "The program had no id or secret when it built the header.",
        Flaw::Utf16 => "The Basic header was built from UTF-16.",
        _ => "",
    }
}

/// What mends exactly this flaw.
fn steps(flaw: Flaw) -> &'static [&'static str] {
    match flaw {
        Flaw::LineEnd | Flaw::CarriageReturn => &[
            "Make the header with `printf %s 'id:secret' | base64 -w0`, not with `echo`.",
            "If the secret comes from a file or a variable, strip the line end where it is read.",
        ],
        Flaw::Wrapped => &["Encode without line breaks: `base64 -w0`, or `openssl base64 -A`."],
        Flaw::Twice => &["Give the library id and secret as they are; it encodes them itself."],
        Flaw::NoColon | Flaw::NotText => {
            &["Encode id, colon and secret together: `printf %s 'id:secret' | base64 -w0`."]
        }
        Flaw::NotEncoded => &[
            "Encode the pair: `printf %s 'id:secret' | base64 -w0`, and send the result behind `Basic`.",
        ],
        _ => &[],
    }
}

/// A `+` or `%` that this server reads in another way than it was meant.
fn encoding(header: &Header, decoded: &Decoded, provider: Option<&Provider>) -> Option<Finding> {
    let told_apart = [Flaw::Plus, Flaw::MalformedEscape, Flaw::PercentEscapes];
    let flaw = decoded.findings.iter().find(|flaw| told_apart.contains(flaw))?;
    let practice = provider.and_then(|provider| provider.basic.as_ref()).map(|basic| basic.decodes);
    let escaped = *flaw == Flaw::PercentEscapes;
    let (strength, note) = match (practice.unwrap_or_default(), escaped) {
        (Decodes::Yes, false) => (
            Strength::Likely,
            "This server percent-decodes id and secret, so the character that you sent does not arrive. Encode both before base64, or send them as form fields.",
        ),
        (Decodes::No, true) => (
            Strength::Likely,
            "This server does not percent-decode id and secret, so it compares the escapes themselves. Send both as they are.",
        ),
        (Decodes::Unknown, _) => (
            Strength::Possible,
            "The credentials hold a character that servers read in two ways, with and without percent-decoding. Try the other form, or send them as form fields.",
        ),
        _ => return None,
    };
    Some(fact(
        "header-encoding",
        "malformed-authorization-header",
        strength,
        vec![header.span],
        note,
    ))
}
