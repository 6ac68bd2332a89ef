//! What a rule asks for, in the form in which a person meets it in an answer.

use yew::prelude::*;

use crate::knowledge::Conditions;

/// So many of the phrases of which one has to be there are shown.
const ALTERNATIVES: usize = 3;

/// A piece of what a server prints.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sign {
    /// Words of a sentence: `client secret supplied … is invalid`.
    Words(String),
    /// A code, field or header: `AADSTS7000215`.
    Code(String),
    /// What is told about it: "in a request with".
    Between(&'static str),
}

/// The signs of a rule, as a line to read; empty if it asks for nothing that can be seen.
pub fn signs(when: &Conditions) -> Vec<Sign> {
    let mut found = Vec::new();
    for (number, code) in when.error.iter().enumerate() {
        if number > 0 {
            found.push(Sign::Between("or"));
        }
        found.push(Sign::Code(code.clone()));
    }
    found.extend(phrases(&when.says));
    for (number, phrase) in when.any.iter().take(ALTERNATIVES).enumerate() {
        if number > 0 {
            found.push(Sign::Between("or"));
        }
        found.push(phrase_sign(phrase));
    }
    if when.any.len() > ALTERNATIVES {
        found.push(Sign::Between("or the like"));
    }
    for field in &when.field {
        let (names, value) = field.split_once('=').unwrap_or((field, ""));
        let name = names.split('|').next().unwrap_or_default();
        found.push(Sign::Code(if value.is_empty() {
            name.to_owned()
        } else {
            [name, "=", value].concat()
        }));
    }
    for status in &when.status {
        found.push(Sign::Between("status"));
        found.push(Sign::Code(status.to_string()));
    }
    found.extend(when.header.iter().map(|header| Sign::Code(header.clone())));
    for host in when.host.iter().take(1) {
        found.push(Sign::Between("at"));
        found.push(Sign::Code(host.clone()));
    }
    asked(&when.request, &mut found);
    found
}

/// What the request has to hold, then what it must not.
fn asked(request: &[String], found: &mut Vec<Sign>) {
    if request.is_empty() {
        return;
    }
    if found.is_empty() {
        found.push(Sign::Between("any answer"));
    }
    found.push(Sign::Between("to a request"));
    let (without, with): (Vec<&String>, Vec<&String>) =
        request.iter().partition(|one| one.starts_with('!'));
    for (how, ones) in [("with", with), ("without", without)] {
        for (number, one) in ones.into_iter().enumerate() {
            found.push(Sign::Between(if number == 0 { how } else { "and" }));
            let one = one.trim_start_matches('!');
            let told =
                ASKED.iter().find_map(|(mark, words)| Some((*words, one.strip_prefix(mark)?)));
            found.extend(told.map(|(words, _)| Sign::Between(words)));
            found.push(Sign::Code(told.map_or(one, |(_, rest)| rest).to_owned()));
        }
    }
}

/// Signs of a request that are no parameters, and what they are called.
const ASKED: [(&str, &str); 6] = [
    ("authentication=", "client authentication by"),
    ("encoding=", "a body of kind"),
    ("header:", "the header"),
    ("method=", "the method"),
    ("path=", "the path"),
    ("query:", "the address's parameter"),
];

/// Phrases that all have to be there: codes by themselves, words with a sign for what stands between them.
fn phrases(says: &[String]) -> Vec<Sign> {
    let mut found: Vec<Sign> = Vec::new();
    for phrase in says {
        match (found.last_mut(), phrase_sign(phrase)) {
            (Some(Sign::Words(before)), Sign::Words(words)) => {
                before.push_str(" … ");
                before.push_str(&words);
            }
            (_, sign) => found.push(sign),
        }
    }
    found
}

fn phrase_sign(phrase: &str) -> Sign {
    let is_code = !phrase.contains(' ')
        && phrase.contains(|one: char| one.is_ascii_digit() || one == '#' || one == '_');
    if is_code { Sign::Code(phrase.to_owned()) } else { Sign::Words(phrase.replace('*', "…")) }
}

/// The line, drawn.
pub fn line(signs: &[Sign]) -> Html {
    let draw = |(number, sign): (usize, &Sign)| {
        let blank = if number > 0 { " " } else { "" };
        match sign {
            Sign::Words(words) => html! { <>{ blank }{ "“" }{ words.clone() }{ "”" }</> },
            Sign::Code(code) => html! { <>{ blank }<code>{ code.clone() }</code></> },
            Sign::Between(words) => html! { <>{ blank }{ *words }</> },
        }
    };
    signs.iter().enumerate().map(draw).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(when: &Conditions) -> String {
        let words = |sign: &Sign| match sign {
            Sign::Words(words) => ["“", words, "”"].concat(),
            Sign::Code(code) => ["`", code, "`"].concat(),
            Sign::Between(words) => (*words).to_owned(),
        };
        signs(when).iter().map(words).collect::<Vec<_>>().join(" ")
    }

    fn list(texts: &[&str]) -> Vec<String> {
        texts.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn signs_read_as_a_line() {
        let says = |says: &[&str]| Conditions { says: list(says), ..Conditions::default() };
        for (when, line) in [
            (
                says(&["client secret supplied", "is invalid"]),
                "“client secret supplied … is invalid”",
            ),
            (says(&["AADSTS7000215"]), "`AADSTS7000215`"),
            (says(&["AADSTS#####", "not * found"]), "`AADSTS#####` “not … found”"),
            (
                Conditions {
                    error: list(&["invalid_client", "invalid_request"]),
                    any: list(&["one a", "two b", "three c", "four d"]),
                    ..Conditions::default()
                },
                "`invalid_client` or `invalid_request` “one a” or “two b” or “three c” or the like",
            ),
            (
                Conditions {
                    field: list(&["errorCode|code=E0000011", "suberror"]),
                    status: vec![401],
                    host: list(&["*.okta.com", "*.oktapreview.com"]),
                    request: list(&["grant_type=password", "!scope"]),
                    ..Conditions::default()
                },
                "`errorCode=E0000011` `suberror` status `401` at `*.okta.com` to a request with \
                 `grant_type=password` without `scope`",
            ),
            (
                Conditions {
                    request: list(&["!scope", "grant_type=password", "username"]),
                    ..Conditions::default()
                },
                "any answer to a request with `grant_type=password` and `username` without `scope`",
            ),
            (
                Conditions {
                    request: list(&["query:client_secret", "method=GET", "!header:accept"]),
                    ..Conditions::default()
                },
                "any answer to a request with the address's parameter `client_secret` and the method `GET` \
                 without the header `accept`",
            ),
        ] {
            assert_eq!(told(&when), line);
        }
    }
}
