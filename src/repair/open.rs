//! Mends of credentials that the paste does not show: variables, and commands that make a header.

use crate::command::{Shell, is_variable};
use crate::exchange::RequestForm;

use super::Known;
use super::client::braced;
use super::draft::{Draft, Item, Mark};
use super::header::{cleaned, literal_pair};

/// A header that the command itself makes with `echo` and `base64`: curl makes a better one of the pair.
pub(super) fn substitution(draft: &mut Draft, _: &Known) -> bool {
    let made =
        draft.header("authorization").filter(|header| header.is_open() && draft.is_command());
    let Some((pair, adds_line_end)) = made.and_then(|header| substituted(&header.value)) else {
        return false;
    };
    draft.headers.retain(|header| !header.is("authorization"));
    draft.user = Some(pair);
    draft.because(if adds_line_end {
        "`echo` adds a line end, which became a part of the secret. With `-u` curl makes the header by itself, without one."
    } else {
        "With `-u` curl makes the header by itself: `base64` breaks a long one into lines."
    })
}

/// The pair that a command in a header encodes, and whether it adds a line end.
fn substituted(header: &str) -> Option<(Item, bool)> {
    let (scheme, inner) = header.split_once("$(")?;
    let (printed, piped) = inner.strip_suffix(')')?.split_once('|')?;
    let encodes = piped.trim_start().starts_with("base64") || piped.contains("openssl");
    let (program, words) = printed.trim().split_once(' ')?;
    let bare = words.trim_start_matches([' ', '-', 'n', 'e', 'E']);
    let options = words.get(..words.len() - bare.len())?;
    let adds_line_end = program == "echo" && !options.contains('n');
    let formats = ["'%s'", "\"%s\"", "%s"];
    let words = formats.iter().find_map(|form| bare.strip_prefix(form)).unwrap_or(bare);
    let literal = words.trim().starts_with('\'');
    let pair = cleaned(words);
    let plain =
        !pair.contains([' ', '"', '\'', '\\', '`']) && !pair.contains("$(") && pair.contains(':');
    if !matches!(program, "echo" | "printf")
        || !scheme.trim().eq_ignore_ascii_case("basic")
        || !encodes
        || !plain
    {
        return None;
    }
    let expansions = if literal { Vec::new() } else { shell_variables(pair) };
    Some((Item { expansions, ..Item::new("", pair.to_owned()) }, adds_line_end))
}

/// A header that was made of the names of variables: the shell fills them in, and curl makes the header.
pub(super) fn unfilled(draft: &mut Draft, _: &Known) -> bool {
    let Some((id, secret)) = literal_pair(draft).filter(|_| draft.user.is_none()) else {
        return false;
    };
    let named = |half: &&String| is_variable(half, Shell::Sh);
    let expansions: Vec<String> =
        [braced(&id), secret.clone()].into_iter().filter(|half| named(&half)).collect();
    if draft.pasted != RequestForm::CurlPosix || expansions.is_empty() {
        return false;
    }
    draft.headers.retain(|header| !header.is("authorization"));
    let pair = [braced(&id).as_str(), ":", &secret].concat();
    draft.user = Some(Item { expansions, ..Item::new("", pair) });
    draft.because("The name of a variable was encoded. With `-u` and double quotes the shell fills it in, and curl makes the header.")
}

/// A variable between single quotes, which the shell doesn't fill in, between double quotes.
///
/// Only where it was found: a text between single quotes may be meant as it is.
pub(super) fn expanded(draft: &mut Draft, known: &Known) -> bool {
    if !known.by.ends_with("variable") || draft.pasted != RequestForm::CurlPosix || !draft.is_form()
    {
        return false;
    }
    let mut changed = false;
    let headers = draft.headers.iter_mut().filter(|header| header.is("authorization"));
    for item in headers.chain(&mut draft.user).chain(&mut draft.parameters) {
        let scheme = if item.name.is_empty() { None } else { item.value.split_once(' ') };
        let value = scheme.map_or(item.value.as_str(), |(_, rest)| rest);
        let named = value.split(':').filter(|part| is_variable(part, Shell::Sh));
        let named: Vec<String> = named.map(str::to_owned).collect();
        if named.is_empty() || item.is_open() {
            continue;
        }
        item.expansions = named;
        item.raw = false;
        item.mark = Mark::Value;
        changed = true;
    }
    changed
        && draft.because(
            "The variable stands between double quotes: between single ones the shell sends its name.",
        )
}

/// The variables in a text that holds nothing else that a shell would expand.
fn shell_variables(text: &str) -> Vec<String> {
    let name = |char: char| char.is_ascii_alphanumeric() || matches!(char, '_' | '{' | '}');
    let signs = text.match_indices('$').filter_map(|(at, _)| text.get(at..));
    let ends = |rest: &str| rest.get(1..).and_then(|it| it.find(|char| !name(char)));
    signs
        .map(|rest| {
            rest.get(..ends(rest).map_or(rest.len(), |end| end + 1)).unwrap_or(rest).to_owned()
        })
        .collect()
}

/// What stands around a variable in the header: the blank behind the scheme, and a pair that is not encoded, which curl
/// makes a header of.
pub(super) fn around(draft: &mut Draft, _: &Known) -> bool {
    let Some(header) = draft.header("authorization").filter(|header| header.is_open()) else {
        return false;
    };
    let schemes = ["Basic", "Bearer"];
    let found = schemes.into_iter().find_map(|scheme| {
        let (own, rest) = header.value.split_at_checked(scheme.len())?;
        own.eq_ignore_ascii_case(scheme).then(|| (scheme, rest.trim_start_matches([':', ' '])))
    });
    let Some((scheme, credentials)) = found else { return false };
    let expansions = header.expansions.clone();
    if expansions.iter().any(|it| it.starts_with("$(") || it.starts_with('`')) {
        return false;
    }
    if let Some((id, secret)) = credentials.split_once(':')
        && scheme == "Basic"
        && draft.is_command()
    {
        let value = [braced(id).as_str(), ":", secret].concat();
        let in_id = |it: String| if it == id { braced(&it) } else { it };
        let expansions = expansions.into_iter().map(in_id).collect();
        draft.headers.retain(|header| !header.is("authorization"));
        draft.user = Some(Item { expansions, ..Item::new("", value) });
        return draft.because(
            "Behind `Basic` belongs base64 of id and secret: with `-u` curl makes that header by itself.",
        );
    }
    let value = [scheme, " ", credentials].concat();
    if value == header.value {
        return false;
    }
    if let Some(header) = draft.header_mut("authorization") {
        header.set(value);
    }
    draft.because(if scheme == "Basic" {
        "Behind `Basic` stands one blank, and nothing else."
    } else {
        "Behind `Bearer` stands one blank, and nothing else."
    })
}
