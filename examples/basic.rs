//! Basic headers of many pairs: JSON Lines in, JSON Lines out.
//!
//! A line in: `{"id", "secret"}`. A line out: the header in each form, which of them to send to a server that decodes,
//! to one that doesn't and to one of which that is not known, and whether the form works with all of them.

use std::io::{self, BufRead, BufWriter, Write};

use serde::{Deserialize, Serialize};
use token_triage::basic::{Form, header, recommend};
use token_triage::knowledge::Decodes;

#[derive(Deserialize)]
struct Question {
    id: String,
    secret: String,
}

#[derive(Serialize)]
struct Answer {
    raw: String,
    minimal: String,
    strict: String,
    decodes: Option<&'static str>,
    keeps: Option<&'static str>,
    unknown: Option<&'static str>,
    everywhere: bool,
}

fn main() -> io::Result<()> {
    let mut output = BufWriter::new(io::stdout().lock());
    for line in io::stdin().lock().lines() {
        let Question { id, secret } = serde_json::from_str(&line?)?;
        let made = |form| header(&id, &secret, form).expose().to_owned();
        let advice = |decodes| recommend(&id, &secret, decodes);
        let form = |decodes| advice(decodes).form.map(name);
        let answer = Answer {
            raw: made(Form::Raw),
            minimal: made(Form::Minimal),
            strict: made(Form::Strict),
            decodes: form(Decodes::Yes),
            keeps: form(Decodes::No),
            unknown: form(Decodes::Unknown),
            everywhere: advice(Decodes::Unknown).works_everywhere,
        };
        serde_json::to_writer(&mut output, &answer)?;
        output.write_all(b"\n")?;
    }
    Ok(())
}

fn name(form: Form) -> &'static str {
    match form {
        Form::Raw => "raw",
        Form::Minimal => "minimal",
        Form::Strict => "strict",
    }
}
