//! Whatever is pasted: it is read and diagnosed, and every span lies in it on character boundaries.

#![no_main]

use std::path::Path;
use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use token_triage::diagnose::{Diagnosis, RankedCause, diagnose};
use token_triage::exchange::{Request, Response};
use token_triage::knowledge::{Knowledge, source};
use token_triage::read::{Paste, read};
use token_triage::repair::repair;
use token_triage::span::Span;

static KNOWLEDGE: LazyLock<Knowledge> = LazyLock::new(|| {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../knowledge");
    source::knowledge(&root).expect("the knowledge base")
});

fuzz_target!(|text: &str| {
    check(text, &of_paste(&read(text)));
    let diagnosis = diagnose(text, &KNOWLEDGE);
    check(text, &of_diagnosis(&diagnosis));
    for cause in &diagnosis.causes {
        assert!(cause.confidence <= 100);
        assert!(KNOWLEDGE.cause(&cause.id).is_some(), "{}", cause.id);
    }
    if let Some(repair) = repair(text, &diagnosis, &KNOWLEDGE) {
        check(repair.text.expose(), &repair.changes);
        check(repair.text.expose(), &repair.secrets);
    }
});

fn check(text: &str, spans: &[Span]) {
    for span in spans {
        assert!(text.get(span.start..span.end).is_some(), "{span:?}");
    }
}

fn of_paste(paste: &Paste) -> Vec<Span> {
    let mut all = paste.secrets.clone();
    all.extend(paste.addresses.iter().chain(&paste.codes).map(|it| it.span));
    all.extend(paste.failures.iter().map(|it| it.span));
    all.extend(paste.tokens.iter().map(|it| it.span));
    all.extend(paste.requests.iter().flat_map(of_request));
    all.extend(paste.responses.iter().flat_map(of_response));
    all
}

fn of_request(request: &Request) -> Vec<Span> {
    let named = [&request.method, &request.url, &request.user].into_iter().flatten();
    let mut all: Vec<Span> = named.map(|it| it.span).collect();
    all.extend(request.headers.iter().map(|it| it.span));
    all.extend(request.parameters.iter().map(|it| it.span));
    all.extend(&request.expansions);
    all.push(request.span);
    all
}

fn of_response(response: &Response) -> Vec<Span> {
    let named = [&response.error, &response.description].into_iter().flatten();
    let mut all: Vec<Span> = named.map(|it| it.span).collect();
    all.extend(response.headers.iter().map(|it| it.span));
    all.extend(response.fields.iter().map(|it| it.span));
    for challenge in &response.challenges {
        all.extend(challenge.parameters.iter().map(|it| it.span));
        all.push(challenge.span);
    }
    all.extend([response.span, response.status_span]);
    all
}

fn of_diagnosis(diagnosis: &Diagnosis) -> Vec<Span> {
    let mut all = diagnosis.secrets.clone();
    for who in [&diagnosis.provider, &diagnosis.client].into_iter().flatten() {
        all.extend(&who.evidence);
    }
    all.extend(diagnosis.causes.iter().flat_map(of_cause));
    for listed in &diagnosis.listed {
        all.push(listed.span);
        all.extend(listed.causes.iter().flat_map(of_cause));
    }
    all
}

fn of_cause(cause: &RankedCause) -> impl Iterator<Item = Span> {
    cause.evidence.iter().flat_map(|evidence| evidence.spans.iter().copied())
}
