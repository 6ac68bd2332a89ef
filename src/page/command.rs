//! What the builder's fields make: the command.

use yew::prelude::*;

use super::On;
use super::basic;
use super::copy::Copy;
use super::parts::{self, facts, pre, text};
use super::prose::{list, paragraph};
use super::target;
use crate::command::{Authentication, Refusal};
use crate::knowledge::{Knowledge, Profile};
use crate::state::builder::Builder;
use crate::state::written::{self, Written};

/// What it is all about, and what is still missing.
pub fn headline(builder: &Builder, knowledge: Option<&Knowledge>, profile: &Profile) -> Html {
    let name = builder.known(knowledge).map(|provider| provider.name.as_str());
    html! {
        <>
            { parts::headline(["A token from ", name.unwrap_or("your server")].concat()) }
            { still_missing(builder, knowledge, profile) }
        </>
    }
}

/// The command and the header.
pub fn panel(builder: &Builder, knowledge: Option<&Knowledge>, profile: &Profile, on: &On) -> Html {
    let requests = if Builder::is_device(profile) {
        let first = written::device(builder, knowledge);
        let second = written::written(builder, knowledge);
        html! {
            <>
                { command("First, a device code", first, true, builder, profile, on) }
                { command("Then, the token", second, false, builder, profile, on) }
            </>
        }
    } else {
        let heading = if Builder::signs_in(profile) { "Then, the command" } else { "The command" };
        command(heading, written::written(builder, knowledge), true, builder, profile, on)
    };
    html! {
        <>
            { requests }
            if builder.authentication(profile) == Authentication::Basic {
                { basic::panel(builder, knowledge, profile, on) }
            }
        </>
    }
}

fn still_missing(builder: &Builder, knowledge: Option<&Knowledge>, profile: &Profile) -> Html {
    let missing = builder.missing(profile, knowledge);
    if missing.is_empty() {
        return html! {};
    }
    facts(&[["Still to fill in: **", &missing.join(", "), "**"].concat()])
}

/// A request, as far as it can be written; the first one of the page has the choice of its shell above it.
fn command(
    heading: &'static str,
    written: Result<Written, Refusal>,
    first: bool,
    builder: &Builder,
    profile: &Profile,
    on: &On,
) -> Html {
    let body = match written {
        Err(Refusal::NoAddress) => {
            paragraph("blank", "The command stands here as soon as its endpoint is filled in.")
        }
        Err(Refusal::ControlCharacter) => paragraph(
            "blank",
            "A field holds a character that no command can carry: a line end or another control character. Take it out, and the command is written.",
        ),
        Err(Refusal::Inexpressible) => paragraph(
            "blank",
            "This program has no way to write one of the values. Choose another one.",
        ),
        Ok(written) => copied(&written, builder, profile),
    };
    html! {
        <section class="part">
            <h2>{ heading }</h2>
            if first { { target::panel(builder, profile, on) } }
            { body }
        </section>
    }
}

/// The text without the secret, and what to know; the one with it only to copy.
fn copied(written: &Written, builder: &Builder, profile: &Profile) -> Html {
    let has_secret = written.with.is_some()
        || builder.authentication(profile).sends_secret()
        || profile.parameters.iter().any(|input| input.secret && input.required);
    let (label, said) = if has_secret {
        ("Copy without the secret", "Copied, without the secret.")
    } else {
        ("Copy the command", "Copied.")
    };
    let owned = |notes: &[&str]| notes.iter().map(|note| (*note).to_owned()).collect::<Vec<_>>();
    html! {
        <>
            { pre("Command without the secret", text(&written.shown)) }
            <div class="row">
                if let Some(without) = &written.without {
                    <Copy {label} done={said} text={without.clone()} main=true />
                }
                if let Some(lines) = &written.lines {
                    <Copy label="Copy the lines for its input" done="Copied, with the secret in them." text={lines.clone()} />
                }
                if let Some(with) = &written.with {
                    <Copy label="Copy with the secret" done="Copied, with the secret in it." text={with.clone()} />
                }
            </div>
            { list("Before you run it", &owned(&written.notes)) }
            { list("If you copy it with the secret", &owned(&written.notes_with)) }
        </>
    }
}
