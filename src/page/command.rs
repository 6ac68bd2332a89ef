//! What the builder's fields make: the command, and the Basic header.

use yew::prelude::*;

use super::On;
use super::copy::Copy;
use super::field::radio;
use super::parts::{block, button, facts, headline, pre, text};
use super::prose::{list, paragraph, prose, sources};
use super::target;
use crate::basic::{Form, Variant};
use crate::command::{Authentication, Refusal};
use crate::knowledge::{Decodes, Knowledge, Profile};
use crate::secret::Secret;
use crate::state::Action;
use crate::state::builder::{Builder, Edit, offered};
use crate::state::mask::MASK;
use crate::state::written::{Written, written};

/// The command and the header.
pub fn panel(builder: &Builder, knowledge: Option<&Knowledge>, profile: &Profile, on: &On) -> Html {
    let name = builder.known(knowledge).map(|provider| provider.name.as_str());
    html! {
        <>
            { headline(["A token from ", name.unwrap_or("your server")].concat()) }
            { still_missing(builder, knowledge, profile) }
            { command(builder, knowledge, profile, on) }
            if builder.authentication(profile) == Authentication::Basic {
                { basic(builder, knowledge, profile, on) }
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

fn command(builder: &Builder, knowledge: Option<&Knowledge>, profile: &Profile, on: &On) -> Html {
    let body = match written(builder, profile, knowledge) {
        Err(Refusal::NoAddress) => paragraph(
            "blank",
            "The command stands here as soon as the token endpoint is filled in.",
        ),
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
            <h2>{ "The command" }</h2>
            { target::panel(builder, profile, on) }
            { body }
        </section>
    }
}

/// The text without the secret, and what to know; the one with it only to copy.
fn copied(written: &Written, builder: &Builder, profile: &Profile) -> Html {
    let has_secret = written.with.is_some()
        || builder.authentication(profile) != Authentication::None
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

/// The header in every encoding that differs, and which one to send.
fn basic(builder: &Builder, knowledge: Option<&Knowledge>, profile: &Profile, on: &On) -> Html {
    let (variants, advice) = builder.basic(knowledge);
    // What the command sends: as it is, where no form is better than the others.
    let chosen = builder.form.or(advice.form).or(Some(Form::Raw));
    let body = if builder.client_id.is_empty() || builder.client_secret.is_empty() {
        paragraph("blank", "It stands here as soon as client id and client secret are filled in.")
    } else {
        let several = variants.len() > 1;
        let characters = spaced(&advice.characters);
        html! {
            <>
                if several && !characters.is_empty() {
                    <p>{ "The encodings differ because of " }<code>{ characters }</code>{ "." }</p>
                }
                <p>{ prose(advice.reason) }</p>
                if advice.form.is_none() && offered(profile).contains(&Authentication::Post) {
                    { way_out(on) }
                }
                { variants.iter().map(|one| variant(one, several, chosen, advice.form, builder.show, on)).collect::<Html>() }
            </>
        }
    };
    html! {
        <section class="part">
            <h2>{ "The Basic header" }</h2>
            { body }
            { decoding(builder, knowledge) }
        </section>
    }
}

/// Where no header is right for sure, the parameters are: at a click.
fn way_out(on: &On) -> Html {
    let post = Edit::Authentication(Authentication::Post);
    let onclick = on.reform(move |_: MouseEvent| Action::Build(post.clone()));
    block("row", button("", text("Send them as parameters"), onclick))
}

fn variant(
    one: &Variant,
    several: bool,
    chosen: Option<Form>,
    advised: Option<Form>,
    show: bool,
    on: &On,
) -> Html {
    let form = one.forms.first().copied();
    let is = |form: Option<Form>| form.is_some_and(|form| one.forms.contains(&form));
    let onchange = on.reform(move |_: Event| Action::Build(Edit::Form(form.unwrap_or(Form::Raw))));
    let names: Vec<&str> = one.forms.iter().map(|form| form_name(*form)).collect();
    let tag = is(advised).then(|| html! { <b class="tag">{ "recommended" }</b> });
    let hidden = ["Basic ", MASK].concat();
    let value = if show { one.header.expose() } else { &hidden };
    html! {
        <div class="variant">
            if several {
                { radio("form", is(chosen), onchange, html! { <>{ names.join("; ") }{ for tag }</> }) }
                if show { <p class="pair"><code>{ one.pair.expose().to_owned() }</code></p> }
            }
            { pre("Basic header", text(&["Authorization: ", value].concat())) }
            <div class="row">
                <Copy label="Copy the header" done="Copied the header; the secret is in it." text={Secret::new(["Authorization: ", one.header.expose()].concat())} />
            </div>
        </div>
    }
}

/// Characters with a blank between them.
fn spaced(characters: &[char]) -> String {
    let mut spaced = String::new();
    for (number, character) in characters.iter().enumerate() {
        if number > 0 {
            spaced.push(' ');
        }
        spaced.push(*character);
    }
    spaced
}

fn form_name(form: Form) -> &'static str {
    match form {
        Form::Raw => "as they are (RFC 7617)",
        Form::Minimal => "form-encoded (RFC 6749)",
        Form::Strict => "form-encoded, every sign",
    }
}

/// What is known of how this server reads the header.
fn decoding(builder: &Builder, knowledge: Option<&Knowledge>) -> Html {
    let lineage = knowledge.map(|all| all.lineage(&builder.provider)).unwrap_or_default();
    let Some(basic) = lineage.into_iter().find_map(|provider| provider.basic.as_ref()) else {
        return html! {};
    };
    block("aside", decodes(basic))
}

/// Whether a server decodes, and how that is known.
pub fn decodes(basic: &crate::knowledge::BasicDecoding) -> Html {
    let said = match basic.decodes {
        Decodes::Yes => "This server percent-decodes id and secret after base64.",
        Decodes::No => "This server takes id and secret as they are after base64.",
        Decodes::Unknown => {
            "Whether this server decodes id and secret after base64 is not established."
        }
    };
    html! {
        <>
            <p>{ said }{ " " }{ prose(&basic.evidence) }</p>
            if !basic.references.is_empty() { { sources(&basic.references) } }
        </>
    }
}
