//! The report for support: what it says, and that a pasted text stays text in it.

use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use token_triage::diagnose::{Diagnosis, Evidence, Listed, Outcome, RankedCause, Recognised};
use token_triage::exchange::{Request, RequestForm, Response};
use token_triage::knowledge::{Cause, Conditions, Knowledge, Provider, Rule, Strength};
use token_triage::repair::{Repair, repair};
use token_triage::report::report;
use token_triage::secret::Secret;
use token_triage::span::{Span, Spanned};

fn text(text: &str) -> String {
    text.to_owned()
}

/// One server that says one sentence.
fn knowledge() -> Knowledge {
    let rule = Rule {
        id: text("mismatch"),
        when: Conditions { says: vec![text("secret mismatch")], ..Conditions::default() },
        cause: text("wrong-client-secret"),
        strength: Strength::Certain,
        note: text("The server compared the **secret**."),
        ..Rule::default()
    };
    let cause = Cause {
        id: text("wrong-client-secret"),
        title: text("The client_secret is not the one on record."),
        check: vec![
            text("Count its characters: `printf %s \"$SECRET\" | wc -c`."),
            text("Compare [the console](https://console.example/app) with [the page](#/cause/x)."),
        ],
        fix: vec![text("Copy it again from A & B > Secrets.")],
        rules: vec![rule.into()],
        ..Cause::default()
    };
    let provider = Provider {
        id: text("acme"),
        name: text("Acme"),
        hosts: vec![text("as.acme.example")],
        ..Provider::default()
    };
    Knowledge { causes: vec![cause], providers: vec![provider], ..Knowledge::default() }
}

fn reported(paste: &str) -> String {
    let knowledge = knowledge();
    let diagnosis = token_triage::diagnose(paste, &knowledge);
    let repair = repair(paste, &diagnosis, &knowledge);
    report(paste, &diagnosis, repair.as_ref(), &knowledge)
}

const REFUSED: &str = "\
$ curl -i -u 'client-7:s3cr3t ' -d grant_type=client_credentials https://as.acme.example/token
HTTP/2 401
content-type: application/json

{\"error\":\"invalid_client\",\"error_description\":\"secret mismatch\"}
";

const REFUSED_REPORT: &str = "\
## The client_secret is not the one on record

- **Error:** `invalid_client`
- **Description:** `secret mismatch`
- **Status:** 401
- **Provider:** Acme
- **Request:** `POST https://as.acme.example/token`, grant `client_credentials`

### Causes, the likeliest first

1. **The client_secret is not the one on record.** (certain, `wrong-client-secret`)
   - The server compared the **secret**. `secret mismatch`

### To try

- [ ] Count its characters: `printf %s \"$SECRET\" | wc -c`.
- [ ] Compare [the console](https://console.example/app) with the page.
- [ ] Copy it again from A & B > Secrets.

### The exchange

```text
$ curl -i -u 'client-7:••••••' -d grant_type=client_credentials https://as.acme.example/token
HTTP/2 401
content-type: application/json

{\"error\":\"invalid_client\",\"error_description\":\"secret mismatch\"}
```

Masked as ••••••:

- client_secret, 7 characters, ends in a blank

### The corrected request

- Blanks, quotes and line ends around id and secret are gone: they were sent along.

```sh
curl -sS -i 'https://as.acme.example/token' \\
  -u 'client-7:••••••' \\
  -d 'grant_type=client_credentials'
```

---
Made by Token Triage in the browser; secrets were masked before this was copied.
";

#[test]
fn what_support_needs_comes_first() {
    assert_eq!(reported(REFUSED), REFUSED_REPORT);
}

#[test]
fn without_a_cause_it_says_so() {
    for (paste, headline) in [
        ("it does not work", "## Nothing here says what went wrong\n"),
        (
            "{\"error\":\"unheard_of\"}",
            "## Nothing here says what went wrong\n\n- **Error:** `unheard_of`\n",
        ),
    ] {
        let report = reported(paste);
        assert!(report.starts_with(headline), "{report}");
        assert!(report.contains(&["```text\n", paste, "\n```\n"].concat()), "{report}");
        assert!(!report.contains("### Causes") && !report.contains("### To try"), "{report}");
    }
}

#[test]
fn of_evidence_that_is_masked_it_tells_what_it_is() {
    let paste = "curl -u client-7:s3cr3t-abc https://as.acme.example/token\n";
    let secret = paste.find("s3cr3t").unwrap_or_default();
    let diagnosis = found(vec![cause("", "It ends too early.", Span::new(secret + 2, secret + 4))]);
    let report = report(paste, &diagnosis, None, &knowledge());
    assert!(report.contains("   - It ends too early. (in the masked client_secret)\n"), "{report}");
}

#[test]
fn a_long_exchange_keeps_its_beginning_and_its_end() {
    let lines: Vec<String> = (0..2000).map(|line| format!("line {line}")).collect();
    let report = reported(&lines.join("\n"));
    assert!(report.contains("line 0\n") && report.contains("line 1999\n"));
    assert!(report.contains("some of it is left out"));
    assert!(report.len() < 10 * 1024, "{}", report.len());
}

fn cause(title: &str, note: &str, span: Span) -> RankedCause {
    RankedCause {
        id: text("wrong-client-secret"),
        title: text(title),
        evidence: vec![Evidence { spans: vec![span], note: text(note) }],
        ..RankedCause::default()
    }
}

fn found(causes: Vec<RankedCause>) -> Diagnosis {
    Diagnosis { outcome: Outcome::Causes, causes, ..Diagnosis::default() }
}

/// A report in which these words stand wherever words of a paste can: and the diagnosis' own besides.
fn full_of(words: &str) -> String {
    let spanned = || Spanned::new(words, Span::NONE);
    let who = || Some(Recognised { name: text(words), ..Recognised::default() });
    let mut diagnosis = found(vec![cause("", "", Span::new(0, words.len()))]);
    diagnosis.error = Some(spanned());
    (diagnosis.provider, diagnosis.client) = (who(), who());
    diagnosis.listed = vec![Listed { error: Some(spanned()), ..Listed::default() }];
    diagnosis.exchange.request =
        Some(Request { method: Some(spanned()), url: Some(spanned()), ..Request::default() });
    diagnosis.exchange.response =
        Some(Response { description: Some(spanned()), ..Response::default() });
    let repair = Repair {
        cause: text("wrong-client-secret"),
        text: Secret::new(text(words)),
        form: RequestForm::CurlPosix,
        changes: Vec::new(),
        secrets: Vec::new(),
        why: Vec::new(),
    };
    report(words, &diagnosis, Some(&repair), &knowledge())
}

/// What a reader of Markdown makes of it: its blocks and marks without their words, then the words in code and blocks
/// of code, then those outside.
fn rendered(markdown: &str) -> (Vec<String>, Vec<String>, String) {
    let (mut form, mut code, mut plain) = (Vec::new(), Vec::new(), String::new());
    let mut block = None;
    let github = Options::ENABLE_GFM
        | Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_FOOTNOTES;
    for event in Parser::new_ext(markdown, github) {
        match event {
            Event::Start(Tag::CodeBlock(_)) => block = Some(String::new()),
            Event::End(TagEnd::CodeBlock) => {
                form.push(text("code block"));
                code.extend(block.take());
            }
            Event::Text(words) => block.as_mut().unwrap_or(&mut plain).push_str(&words),
            Event::Code(words) => {
                form.push(text("code"));
                code.push(words.into_string());
            }
            Event::SoftBreak => plain.push('\n'),
            other => form.push(format!("{other:?}")),
        }
    }
    (form, code, plain)
}

/// Tries to leave the place where it stands.
const HOSTILE: &[&str] = &[
    "```\n# out\n```",
    "\n````\n<script>alert(1)</script>\n",
    "~~~\nout\n~~~",
    "`` ` ``` ` `",
    "`",
    "a`b",
    "</code></pre><img src=x onerror=alert(1)>",
    "<!-- hidden",
    "[words](https://evil.example) ![x](https://evil.example/x.png)",
    "<https://evil.example>",
    "**bold** __bold__ *it* _it_ ~~gone~~ $x$",
    "| a | b |\n| - | - |\n| c | d |",
    "\n\n# heading\n\n> quotation\n\n- list\n\n1. list\n\n---\n",
    "setext\n===\n",
    "[^1]\n\n[^1]: note",
    "[ref]\n\n[ref]: https://evil.example",
    "&lt;b&gt; &amp;#96;",
    "\\",
    "\\`",
    "a\r\rb\u{b}c\u{85}d\u{2028}e",
    "---\ntitle: x\n---\n",
    "- [x] done",
    "#1 @team",
];

#[test]
fn a_pasted_text_stays_text() {
    let (form, code, _) = rendered(&full_of("plain"));
    assert!(form.len() > 30 && code.iter().any(|code| code == "plain\n"), "{form:?}\n{code:?}");
    for words in HOSTILE {
        stays_text(words, &form);
    }
}

fn stays_text(words: &str, expected: &[String]) {
    let report = full_of(words);
    let (form, code, _) = rendered(&report);
    assert_eq!(form, expected, "{words:?}\n{report}");
    // The blocks hold all of it, line for line; lines that end in a carriage return count as lines.
    let lines = |text: &str| {
        text.replace("\r\n", "\n").replace('\r', "\n").trim_end_matches('\n').to_owned()
    };
    let whole = code.iter().filter(|code| lines(code) == lines(words)).count();
    assert!(whole >= 2, "{words:?}\n{code:?}");
}

proptest! {
    // The same words each time; with `PROPTEST_RNG_SEED` and `PROPTEST_CASES` in the environment others are tried.
    #![proptest_config(ProptestConfig {
        rng_seed: RngSeed::Fixed(1),
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn whatever_was_pasted_stays_text(words in "[`~<>#*_!\\[\\]()|&;:=+ \\-\\\\\\nab1.@$^{}/\"]{1,40}") {
        // Blanks alone are shown as nothing, a secret as its mask.
        let shown = token_triage::redact::redact(&words);
        prop_assume!(!words.trim().is_empty() && shown.masked.is_empty());
        let (form, ..) = rendered(&full_of("plain"));
        stays_text(&words, &form);
    }

    #[test]
    fn words_of_the_knowledge_base_read_as_they_are_written(title in "[~<>#_!\\]()|&;:=+ \\-ab1.@$^{}/\"]{1,40}") {
        prop_assume!(title.trim() == title && !title.ends_with('.'));
        let diagnosis = found(vec![cause(&title, "", Span::NONE)]);
        let report = report("paste", &diagnosis, None, &knowledge());
        let (.., plain) = rendered(&report);
        prop_assert!(plain.starts_with(&title), "{report}");
    }
}
