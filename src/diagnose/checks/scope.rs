//! How scopes are written in a request (RFC 6749, section 3.3).

use super::{Case, Hit, hit, part};

/// Checks of `scope`: what parts them, quotes, escapes.
pub fn check(case: &Case, hits: &mut Vec<Hit>) {
    let scope = case.request.parameter("scope");
    let Some(scope) = scope.filter(|scope| !case.request.expands(scope.span)) else { return };
    let value = scope.value.as_str();
    let mut own = case.lineage.iter().map(|provider| provider.scope_separator.as_str());
    let separator = own.find(|separator| !separator.is_empty()).unwrap_or(" ");
    // Where the provider's own examples hold commas, they are a part of its scopes.
    let has_commas = case.lineage.iter().flat_map(|provider| &provider.profiles).any(|profile| {
        let scope = profile.parameters.iter().find(|input| input.name == "scope");
        scope.is_some_and(|input| input.example.contains(',') || input.value.contains(','))
    });
    let quotes = ['"', '\'', '“', '”', '‘', '’'];
    let (name, at) = if let Some(at) = value.find("%2") {
        // Escapes that are left when the form was decoded were written twice.
        ("scope-escaped-twice", at)
    } else if let Some(at) = value.find(quotes) {
        ("scope-quoted", at)
    } else if separator == " " {
        let (commas, plus) = (value.find([',', ';']).filter(|_| !has_commas), value.find('+'));
        match (commas, plus.filter(|_| !value.contains(' '))) {
            (Some(at), _) => ("scope-commas", at),
            (_, Some(at)) => ("scope-plus", at),
            _ => return,
        }
    } else {
        match value.trim().find(' ').filter(|_| !value.contains(separator)) {
            Some(at) => ("scope-blanks", at),
            None => return,
        }
    };
    let end =
        value.get(at..).and_then(|rest| rest.chars().next()).map_or(at, |it| at + it.len_utf8());
    hits.push(hit(name, part(value, scope.span, at..end)));
}
