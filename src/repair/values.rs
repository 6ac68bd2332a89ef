//! Mends of the values of parameters: what was copied along, how they are written.

use crate::basic::form_decoded;
use crate::exchange::RequestForm;

use super::Known;
use super::draft::{Draft, Item, Mark};
use super::header::cleaned;
use super::parameters::folded;

/// Scopes are parted by blanks (RFC 6749, section 3.3), or by what the provider wants.
pub(super) fn scope(draft: &mut Draft, known: &Known) -> bool {
    let Some(item) = draft.parameter("scope").filter(|item| !item.is_open()) else {
        return false;
    };
    if !draft.is_form() {
        return false;
    }
    let separator = known.scope_separator();
    let quotes = ['"', '\'', '“', '”', '‘', '’'];
    let mut plain = item.value.replace("%20", " ").replace(quotes, "");
    if !plain.contains(' ') {
        plain = plain.replace('+', " ");
    }
    let scopes = plain.split([' ', ',', ';', '|']).filter(|scope| !scope.is_empty());
    let joined = scopes.collect::<Vec<_>>().join(separator);
    if joined == item.value || joined.is_empty() {
        return false;
    }
    let had_quotes = item.value.contains(quotes);
    for item in draft.parameters.iter_mut().filter(|item| item.name == "scope") {
        item.set(joined.clone());
    }
    draft.because(match (had_quotes, separator) {
        (true, _) => "The quotes around the scopes are gone: they were sent along.",
        (_, " ") => "The scopes are parted by blanks, and encoded once.",
        _ => "This provider wants commas between the scopes.",
    })
}

/// The challenge and its method as RFC 7636, section 4.3 writes them.
pub(super) fn challenge(draft: &mut Draft, _: &Known) -> bool {
    let mut changed = false;
    let method = |item: &&mut Item| item.name == "code_challenge_method" && !item.is_open();
    for item in draft.parameters.iter_mut().filter(method) {
        let meant = match folded(&item.value).as_str() {
            "s256" | "sha256" => "S256",
            "plain" => "plain",
            _ => continue,
        };
        changed |= item.value != meant;
        item.set(meant.to_owned());
    }
    let hashed = draft.value("code_challenge_method") == "S256";
    let padded = |item: &&mut Item| item.name == "code_challenge" && item.value.len() == 44;
    for item in draft.parameters.iter_mut().filter(padded).filter(|_| hashed) {
        if let Some(bare) = item.value.strip_suffix('=').map(str::to_owned) {
            item.set(bare);
            changed = true;
        }
    }
    changed
        && draft.because(
            "PKCE is written as RFC 7636 has it: `S256` with a capital S, and no `=` behind the challenge.",
        )
}

/// Codes, tokens and verifiers with what was copied along, or with the escapes of the address they were copied from.
pub(super) fn copied(draft: &mut Draft, _: &Known) -> bool {
    if !draft.is_form() {
        return false;
    }
    for name in ["code", "refresh_token", "code_verifier", "device_code", "redirect_uri"] {
        let Some(item) = draft.parameter(name).filter(|item| !item.is_open()) else {
            continue;
        };
        let clean = cleaned(&item.value);
        // What follows in the redirect's address is not part of the code.
        let cut = if name == "code" { clean.split(['&', '#']).next() } else { None };
        let clean = cut.unwrap_or(clean);
        let escaped = clean.contains('%') && !clean.contains('+');
        let clean = form_decoded(clean).filter(|_| escaped).unwrap_or_else(|| clean.to_owned());
        if clean.is_empty() || clean == item.value {
            continue;
        }
        for item in draft.parameters.iter_mut().filter(|item| item.name == name) {
            item.set(clean.clone());
        }
        let why = ["`", name, "` is sent as it was given: encoded once, nothing else around it."];
        draft.because(&why.concat());
    }
    draft.mended
}

/// Typographic quotes around the words of a command are plain ones.
pub(super) fn quotes(draft: &mut Draft, known: &Known) -> bool {
    if !matches!(draft.pasted, RequestForm::CurlPosix | RequestForm::CurlCmd) {
        return false;
    }
    let quoted = |item: &Item| {
        let before = known.text.get(..item.span.start).unwrap_or("");
        before.trim_end_matches(|letter: char| letter.is_ascii_graphic()).ends_with(['“', '”', '„'])
    };
    let mut found = false;
    let items = draft.parameters.iter_mut().chain(&mut draft.headers).chain(&mut draft.user);
    for item in items.filter(|item| !item.span.is_empty() && quoted(item)) {
        item.mark = Mark::All;
        found = true;
    }
    found && draft.because(QUOTES)
}

const QUOTES: &str =
    "The quotes are plain ones: the shell takes typographic ones for letters of the value.";
