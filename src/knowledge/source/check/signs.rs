//! The signs of rules and marks: each must be able to hold of some paste.

use super::super::near::did_you_mean;
use super::super::shape::MarkSource;
use super::report::Report;
use crate::knowledge::Conditions;

const ENCODINGS: [&str; 4] = ["form", "json", "multipart", "none"];
const AUTHENTICATIONS: [&str; 5] = ["basic", "post", "assertion", "none", "bearer"];

pub fn marks(marks: &[MarkSource], report: &mut Report) {
    for (at, mark) in marks.iter().enumerate() {
        let label = format!("mark {}", at + 1);
        signs(&mark.when(), &label, report);
        if mark.strength.is_none() {
            report.add(&label, "`strength` is missing; write `certain` or `likely`");
        }
    }
}

pub fn signs(when: &Conditions, label: &str, report: &mut Report) {
    let negative = Conditions { unless: when.unless.clone(), ..Conditions::default() };
    if *when == negative {
        let message =
            "it has no sign; write one of error, says, any, status, header, field, host, request";
        report.add(label, message);
    }
    let phrases = || when.says.iter().chain(&when.any).chain(&when.unless);
    for phrase in phrases() {
        if !phrase.contains(char::is_alphanumeric) {
            report.add(label, format!("the phrase `{phrase}` has no word; remove it"));
        }
    }
    for word in
        phrases().flat_map(|phrase| phrase.split(|c: char| !c.is_alphanumeric() && c != '#'))
    {
        if word.contains('#') && word.contains(|c: char| c.is_ascii_digit()) {
            let message = format!("`{word}`: beside a `#` a digit counts as one; write `#` for it");
            report.add(label, message);
        }
    }
    for phrase in when.says.iter().chain(&when.any).filter(|phrase| when.unless.contains(phrase)) {
        report.add(label, format!("the phrase `{phrase}` is both wanted and excluded; remove one"));
    }
    for error in
        when.error.iter().filter(|code| code.is_empty() || code.contains(char::is_whitespace))
    {
        report.add(label, format!("`error`: `{error}` is no code; a sentence belongs into `says`"));
    }
    for status in when.status.iter().filter(|status| !(100..=599).contains(*status)) {
        report.add(label, format!("`status`: {status} is no HTTP status; they go from 100 to 599"));
    }
    for header in when.header.iter().filter(|header| !is_token(header.split(':').next())) {
        report.add(label, format!("`header`: write `{header}` as `name` or `name: words`"));
    }
    for field in when.field.iter().filter(|field| field.split('=').next().is_none_or(str::is_empty))
    {
        report.add(label, format!("`field`: write `{field}` as `name` or `name=value`"));
    }
    for host in &when.host {
        self::host(host, "host", label, report);
    }
    for sign in &when.request {
        if let Some(mend) = request_fault(sign) {
            report.add(label, format!("`request`: `{sign}`: {mend}"));
        }
    }
}

/// A host name in lower case, or `*.` and one.
pub fn host(pattern: &str, key: &str, label: &str, report: &mut Report) {
    if pattern.contains("TODO") {
        report.add(label, format!("`{key}` still says TODO; fill it in"));
        return;
    }
    let name = pattern.strip_prefix("*.").unwrap_or(pattern);
    let allowed =
        |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-.".contains(&byte);
    let whole = name.split('.').all(|part| !part.is_empty());
    if !whole || !name.bytes().all(allowed) {
        let message = format!(
            "`{key}`: `{pattern}` is no host name; write it in lower case without scheme, port and path, any subdomain as `*.`"
        );
        report.add(label, message);
    }
}

/// How to mend a sign of the request, if it can't be one.
fn request_fault(sign: &str) -> Option<String> {
    let sign = sign.strip_prefix('!').unwrap_or(sign);
    let (name, value) =
        sign.split_once('=').map_or((sign, None), |(name, value)| (name, Some(value)));
    if let Some((kind, name)) = name.split_once(':') {
        if !["header", "query"].contains(&kind) {
            let near = did_you_mean(kind, ["header", "query"]);
            return Some(format!("only `header:` and `query:` stand before a colon{near}"));
        }
        return (!is_token(Some(name))).then(|| format!("a name belongs behind `{kind}:`"));
    }
    let one_of = |known: &[&str], value: &str| {
        let near = did_you_mean(value, known.iter().copied());
        (!known.contains(&value)).then(|| format!("it is one of {}{near}", known.join(", ")))
    };
    match (name, value) {
        ("encoding", Some(value)) => one_of(&ENCODINGS, value),
        ("authentication", Some(value)) => one_of(&AUTHENTICATIONS, value),
        ("method", Some(value)) => {
            let upper = !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_uppercase());
            (!upper).then(|| "write the method in upper case".to_owned())
        }
        ("path", Some(value)) => {
            (!value.starts_with('/')).then(|| "a path begins with a slash".to_owned())
        }
        ("encoding" | "authentication" | "method" | "path", None) => {
            Some(format!("write what it has to be: `{name}=…`"))
        }
        _ => {
            let whole = !name.is_empty() && !name.contains(char::is_whitespace);
            (!whole).then(|| "write it as `name`, `name=value` or `!name`".to_owned())
        }
    }
}

/// A header's name: no blanks, no signs that would belong to a value.
fn is_token(name: Option<&str>) -> bool {
    name.is_some_and(|name| {
        !name.is_empty()
            && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte))
    })
}
