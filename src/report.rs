//! The summary for a support ticket, redacted: who answered what, why, what to try, and the exchange itself.
//!
//! Nothing of the paste gets in but masked, and outside of a fence nothing of it is read as Markdown or HTML.

use crate::diagnose::{Diagnosis, Evidence, Outcome, explain};
use crate::exchange::RequestForm;
use crate::knowledge::{Knowledge, Strength};
use crate::redact::{MASK, Redacted, Secrets};
use crate::repair::Repair;
use crate::span::Span;
use crate::state::prose::{Piece, pieces};
use crate::state::reading::headline;

/// So many causes are told: those further down help nobody.
const CAUSES: usize = 3;
/// So many findings of a cause, and quotations of a finding.
const FINDINGS: usize = 4;
/// So many steps.
const STEPS: usize = 6;
/// So many entries of a list of errors.
const LISTED: usize = 20;
/// Characters of a quotation.
const QUOTED: usize = 160;
/// Characters of the server's sentence: it is what support looks for first.
const DESCRIBED: usize = 480;
/// Bytes of the exchange: its beginning, and its end where it is longer.
const HEAD: usize = 5 * 1024;
/// See [`HEAD`].
const TAIL: usize = 3 * 1024;

/// The report as Markdown: provider, error, causes with their evidence, the redacted exchange, what was tried.
pub fn report(
    text: &str,
    diagnosis: &Diagnosis,
    repair: Option<&Repair>,
    knowledge: &Knowledge,
) -> String {
    let mut report = Report { text, secrets: Secrets::of(text), out: String::new() };
    report.facts(diagnosis, knowledge);
    report.causes(diagnosis, knowledge);
    report.listed(diagnosis, knowledge);
    report.steps(diagnosis, knowledge);
    report.exchange();
    if let Some(repair) = repair {
        report.repair(repair);
    }
    report.out.push_str("\n---\n");
    report.out.push_str(MADE_BY);
    report.out
}

const MADE_BY: &str =
    "Made by Token Triage in the browser; secrets were masked before this was copied.\n";

struct Report<'t> {
    text: &'t str,
    secrets: Secrets,
    out: String,
}

impl Report<'_> {
    fn push(&mut self, pieces: &[&str]) {
        for piece in pieces {
            self.out.push_str(piece);
        }
    }

    /// What support needs first: the headline, who answered, what was answered, what was asked.
    fn facts(&mut self, diagnosis: &Diagnosis, knowledge: &Knowledge) {
        let headline = self.prose(&headline(diagnosis, knowledge));
        self.push(&["## ", headline.trim_end_matches('.'), "\n"]);
        let before = self.out.len();
        if let Some(error) = &diagnosis.error {
            let code = self.value(&error.value);
            let beside = if diagnosis.given_error { " (not in the text)" } else { "" };
            self.push(&["- **Error:** ", &code, beside, "\n"]);
        }
        let response = diagnosis.exchange.response.as_ref();
        if let Some(description) = response.and_then(|response| response.description.as_ref()) {
            let words = span_of_code(&self.secrets.other(&description.value).text, DESCRIBED);
            self.push(&["- **Description:** ", &words, "\n"]);
        }
        if let Some(status) = response.and_then(|response| response.status) {
            self.push(&["- **Status:** ", &status.to_string(), "\n"]);
        }
        for (label, who) in [("Provider", &diagnosis.provider), ("Reported by", &diagnosis.client)]
        {
            if let Some(who) = who {
                let name = escaped(&who.name);
                // Support must not take what a link said for what the server showed.
                let given = diagnosis.given_provider && label == "Provider";
                let beside = if given { " (not named in the text)" } else { "" };
                self.push(&["- **", label, ":** ", &name, beside, "\n"]);
            }
        }
        self.request(diagnosis);
        if self.out.len() > before {
            self.out.insert(before, '\n');
        }
    }

    fn request(&mut self, diagnosis: &Diagnosis) {
        let Some(request) = &diagnosis.exchange.request else { return };
        let Some(url) = &request.url else { return };
        let method = request.method.as_ref().map_or("", |method| method.value.as_str());
        let line = self.value([method, " ", &url.value].concat().trim());
        self.push(&["- **Request:** ", &line]);
        if let Some(grant) = request.value("grant_type") {
            let grant = self.value(grant);
            self.push(&[", grant ", &grant]);
        }
        self.out.push('\n');
    }

    fn causes(&mut self, diagnosis: &Diagnosis, knowledge: &Knowledge) {
        if diagnosis.outcome != Outcome::Causes {
            return;
        }
        self.out.push_str("\n### Causes, the likeliest first\n\n");
        for (at, cause) in diagnosis.causes.iter().take(CAUSES).enumerate() {
            let title = self.prose(cause.headline(knowledge));
            let sure = match cause.strength {
                Strength::Certain => "certain",
                Strength::Likely => "likely",
                Strength::Possible => "possible",
            };
            let number = (at + 1).to_string();
            self.push(&[&number, ". **", &title, "** (", sure, ", `", &cause.id, "`)\n"]);
            for evidence in cause.evidence.iter().take(FINDINGS) {
                self.evidence(evidence);
            }
        }
    }

    fn evidence(&mut self, evidence: &Evidence) {
        let note = self.prose(&evidence.note);
        let shown = evidence.spans.iter().filter(|span| !span.is_empty()).take(FINDINGS);
        let quotes: Vec<String> = shown.map(|span| self.quote(*span)).collect();
        if note.is_empty() && quotes.is_empty() {
            return;
        }
        let gap = if note.is_empty() || quotes.is_empty() { "" } else { " " };
        self.push(&["   - ", &note, gap, &quotes.join(", "), "\n"]);
    }

    fn listed(&mut self, diagnosis: &Diagnosis, knowledge: &Knowledge) {
        if diagnosis.listed.is_empty() {
            return;
        }
        self.out.push_str("\n### The errors\n\n");
        for listed in diagnosis.listed.iter().take(LISTED) {
            let code = listed.error.as_ref().map_or("no code", |error| &error.value);
            let code = self.value(code);
            let cause = listed.causes.first().map_or("", |cause| cause.headline(knowledge));
            let cause = self.prose(cause);
            self.push(&["- ", &code, if cause.is_empty() { "" } else { ": " }, &cause, "\n"]);
        }
    }

    /// What settles and mends the likeliest cause.
    fn steps(&mut self, diagnosis: &Diagnosis, knowledge: &Knowledge) {
        let Some(cause) = diagnosis.causes.first() else { return };
        let provider = diagnosis.provider.as_ref().map(|provider| provider.id.as_str());
        let Some(explained) = explain(cause, provider, knowledge) else { return };
        let steps: Vec<String> = steps(&explained.check, &explained.fix)
            .into_iter()
            .map(|step| self.prose(step))
            .collect();
        if steps.is_empty() {
            return;
        }
        self.out.push_str("\n### To try\n\n");
        // Boxes to tick: support asks what was tried.
        for step in steps {
            self.push(&["- [ ] ", &step, "\n"]);
        }
    }

    fn exchange(&mut self) {
        let redacted = self.secrets.redact(self.text);
        self.out.push_str("\n### The exchange\n\n");
        let shown = shortened(&redacted.text);
        self.fenced("text", &shown);
        self.masked(&redacted);
    }

    fn masked(&mut self, redacted: &Redacted) {
        let lines = redacted.in_words();
        if lines.is_empty() {
            return;
        }
        self.push(&["\nMasked as ", MASK, ":\n\n"]);
        for line in lines {
            self.push(&["- ", &line, "\n"]);
        }
    }

    fn repair(&mut self, repair: &Repair) {
        self.out.push_str("\n### The corrected request\n\n");
        for why in &repair.why {
            let why = self.prose(why);
            self.push(&["- ", &why, "\n"]);
        }
        if !repair.why.is_empty() {
            self.out.push('\n');
        }
        let mut text = String::new();
        let mut at = 0;
        for secret in &repair.secrets {
            text.push_str(Span::new(at, secret.start).of(repair.text.expose()));
            text.push_str(MASK);
            at = secret.end;
        }
        text.push_str(repair.text.expose().get(at..).unwrap_or(""));
        let shown = self.secrets.other(&text).text;
        self.fenced(language(repair.form), &shown);
    }

    /// A text between lines of backticks, more of them than it holds in a row.
    fn fenced(&mut self, language: &str, text: &str) {
        let fence = "`".repeat(longest_run(text).max(2) + 1);
        let end = if text.ends_with('\n') { "" } else { "\n" };
        self.push(&[&fence, language, "\n", text, end, &fence, "\n"]);
    }

    /// Words of the knowledge base or about the paste: masked, their own marks kept, everything else plain.
    fn prose(&self, text: &str) -> String {
        let masked = self.secrets.sentence(text);
        let mut prose = String::new();
        for piece in pieces(&masked) {
            match piece {
                Piece::Code(code) => prose.push_str(&span_of_code(code, QUOTED)),
                Piece::Strong(words) => prose.push_str(&["**", &escaped(words), "**"].concat()),
                // A link within the page leads nowhere in a ticket.
                Piece::Link(words, address) if address.starts_with("https://") => {
                    prose.push_str(&["[", &escaped(words), "](", address, ")"].concat());
                }
                Piece::Plain(words) | Piece::Link(words, _) => prose.push_str(&escaped(words)),
            }
        }
        prose
    }

    /// A value from the paste.
    fn value(&self, value: &str) -> String {
        span_of_code(&self.secrets.other(value).text, QUOTED)
    }

    /// Words of the paste; of a secret what it is.
    fn quote(&self, span: Span) -> String {
        match self.secrets.kind_around(span) {
            Some(kind) => ["(in the masked ", &escaped(kind), ")"].concat(),
            None => {
                span_of_code(&self.secrets.sentence(&self.secrets.quote(self.text, span)), QUOTED)
            }
        }
    }
}

/// Steps that settle a cause, then those that mend it; of both some.
fn steps<'k>(check: &[&'k str], fix: &[&'k str]) -> Vec<&'k str> {
    let checks = STEPS.saturating_sub(fix.len()).max(STEPS / 2);
    check.iter().take(checks).chain(fix).take(STEPS).copied().collect()
}

/// On one line and not too long, between backticks that it does not hold.
fn span_of_code(text: &str, longest: usize) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut shown: String = line.chars().take(longest).collect();
    if shown.len() < line.len() {
        shown.push('…');
    }
    if shown.is_empty() {
        return shown;
    }
    let ticks = "`".repeat(longest_run(&shown) + 1);
    let gap = if shown.starts_with('`') || shown.ends_with('`') { " " } else { "" };
    [&ticks, gap, &shown, gap, &ticks].concat()
}

/// Plain words: nothing in them is Markdown or HTML. What needs no backslash gets none, as the report is read as text
/// where a ticket system knows no Markdown.
fn escaped(text: &str) -> String {
    let mut plain = String::new();
    let mut before = '\n';
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        let behind = letters.peek().copied().unwrap_or(' ');
        let special = match letter {
            '\\' | '`' | '*' | '[' | ']' | '<' | '~' => true,
            '_' => !(before.is_alphanumeric() && behind.is_alphanumeric()),
            '&' => behind == '#' || behind.is_alphanumeric(),
            // The start of a list, a quotation, a table, a line under a heading; a heading's start and end.
            '>' | '+' | '-' | '=' | '|' => before == '\n',
            '#' => before.is_whitespace(),
            '.' | ')' => before.is_ascii_digit() && behind.is_whitespace(),
            _ => false,
        };
        if special {
            plain.push('\\');
        }
        plain.push(if letter.is_control() { ' ' } else { letter });
        before = letter;
    }
    plain
}

/// How many backticks follow one another at most.
fn longest_run(text: &str) -> usize {
    text.split(|letter| letter != '`').map(str::len).max().unwrap_or(0)
}

/// The beginning and the end of a long text.
fn shortened(text: &str) -> String {
    if text.len() <= HEAD + TAIL {
        return text.to_owned();
    }
    let head = text.get(..text.floor_char_boundary(HEAD)).unwrap_or("");
    let tail = text.get(text.ceil_char_boundary(text.len() - TAIL)..).unwrap_or("");
    [head, "\n[… some of it is left out here …]\n", tail].concat()
}

fn language(form: RequestForm) -> &'static str {
    match form {
        RequestForm::CurlPosix | RequestForm::Wget | RequestForm::Httpie => "sh",
        RequestForm::CurlPowerShell | RequestForm::PowerShell => "powershell",
        RequestForm::CurlCmd => "bat",
        RequestForm::Fetch => "js",
        RequestForm::Http => "http",
        _ => "text",
    }
}
