//! Every case: the right cause, the expected request, and nothing of the flaw left.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use token_triage::diagnose::{RankedCause, diagnose};
use token_triage::exchange::{Place, Request};
use token_triage::knowledge::Strength;

use crate::cases::{ANSWERS, Case, FORMS, NONE, cases};
use crate::{KNOWLEDGE, mend};

/// A request in the words of the table: the method and address, then each part of it.
pub fn told(request: &Request) -> Vec<String> {
    let method = request.method.as_ref().map_or("", |method| method.value.as_str());
    let url = request.url.as_ref().map_or("", |url| url.value.as_str());
    let mut told = vec![format!("{method} {url}").trim().to_owned()];
    told.retain(|line| !line.is_empty());
    told.extend(request.user.as_ref().map(|user| format!("user {}", user.value)));
    for header in &request.headers {
        let value = header.value.as_str();
        let pair = value.strip_prefix("Basic ").and_then(|it| STANDARD.decode(it).ok());
        told.push(match pair.and_then(|pair| String::from_utf8(pair).ok()) {
            Some(pair) => format!("{}: Basic ({pair})", header.name),
            None => format!("{}: {value}", header.name),
        });
    }
    for item in &request.parameters {
        let mark = if item.place == Place::Query { "?" } else { "" };
        told.push(format!("{mark}{}={}", item.name, item.value));
    }
    told
}

/// The request of a case with its base64 made, and the answer.
pub fn paste(case: &Case) -> (String, String) {
    let named = ANSWERS.iter().find(|(name, _)| *name == case.answer);
    let answer = named.map_or(case.answer, |(_, answer)| answer);
    let encoded = |text: &str| {
        let mut out = String::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once("b64(") {
            let (pair, behind) = after.split_once(")b64").expect("a closing )b64");
            out.push_str(before);
            out.push_str(&STANDARD.encode(pair));
            rest = behind;
        }
        out + rest
    };
    (encoded(case.request), answer.to_owned())
}

#[test]
fn every_flaw_is_mended() {
    let mut failures = Vec::new();
    for case in cases() {
        if let Err(failure) = check(case) {
            failures.push(format!("== {}\n{failure}", case.name));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

fn check(case: &Case) -> Result<(), String> {
    let (request, answer) = paste(case);
    let (diagnosis, repair) = mend(&format!("{request}\n{answer}"));
    let causes = || diagnosis.causes.iter().map(|cause| format!("{} by {}", cause.id, cause.by));
    let found = || causes().collect::<Vec<_>>().join(", ");
    let repair = repair.ok_or_else(|| format!("no repair; causes: {}", found()))?;
    if repair.cause != case.cause {
        return Err(format!("mends {}, not {}; causes: {}", repair.cause, case.cause, found()));
    }
    let text = repair.text.expose();
    let second = diagnose(&format!("{text}\n{answer}"), &KNOWLEDGE);
    let read = second.exchange.request.as_ref().map(told).unwrap_or_default();
    if read != case.expected {
        return Err(format!("{text}\nread as {read:?}\nexpected {:?}", case.expected));
    }
    // What the request showed is gone. What the answer says stays, since it is the same answer. Where curl asks for
    // the secret, the command alone does not show that somebody answered: that stays possible.
    let shown = |by: &str| diagnosis.causes.iter().any(|cause| cause.by == by);
    let still = |cause: &&RankedCause| {
        cause.id == case.cause
            && cause.by.starts_with("check:")
            && (cause.strength > Strength::Possible || shown(&cause.by))
    };
    if let Some(cause) = second.causes.iter().find(still) {
        return Err(format!("{text}\nstill shows {}", cause.by));
    }
    if repair.why.is_empty() || repair.changes.is_empty() && !case.removes {
        return Err(format!("{text}\nnothing is marked or explained: {:?}", repair.why));
    }
    for span in repair.changes.iter().chain(&repair.secrets) {
        if span.of(text).is_empty() {
            return Err(format!("{text}\n{span:?} does not lie in it"));
        }
    }
    let shown = repair.secrets.iter().rev().fold(text.to_owned(), |mut shown, span| {
        shown.replace_range(span.start..span.end, "…");
        shown
    });
    if case.secret.is_some_and(|secret| shown.contains(secret)) {
        return Err(format!("{shown}\na secret is left unmasked"));
    }
    Ok(())
}

#[test]
fn what_is_not_known_is_not_made_up() {
    for (why, paste) in NONE {
        let (_, repair) = mend(paste);
        let text = repair.as_ref().map(|repair| repair.text.expose());
        assert_eq!(text, None, "{why}");
    }
}

#[test]
fn what_is_written_in_another_form_says_so() {
    for (request, begins, told) in FORMS {
        let (_, repair) = mend(&format!("{request}\n{{\"error\":\"unsupported_grant_type\"}}"));
        let repair = repair.unwrap_or_else(|| panic!("no repair of {request}"));
        assert!(repair.text.expose().starts_with(begins), "{}", repair.text.expose());
        let last = repair.why.last().map_or("", String::as_str);
        assert_eq!(last.starts_with("It is written "), *told, "{request}: {last}");
    }
}
