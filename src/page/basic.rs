//! The Basic header in every form that differs, which of them to send, and how that is known.

use yew::prelude::*;

use super::On;
use super::copy::Copy;
use super::field::radio;
use super::parts::{block, button, code, pre, text};
use super::prose::{paragraph, prose, sources};
use crate::basic::{Form, Variant, latin1};
use crate::command::Authentication;
use crate::knowledge::{BasicDecoding, Decodes, Knowledge, Profile};
use crate::secret::Secret;
use crate::state::Action;
use crate::state::builder::{Builder, Edit, offered};
use crate::state::mask::MASK;

/// The header in every encoding that differs, and which one to send.
pub fn panel(builder: &Builder, knowledge: Option<&Knowledge>, profile: &Profile, on: &On) -> Html {
    let (variants, advice) = builder.basic(knowledge);
    // What the command sends: as it is, where no form is better than the others.
    let chosen = builder.form.or(advice.form).or(Some(Form::Raw));
    let body = if builder.client_id.is_empty() || builder.client_secret.is_empty() {
        paragraph("blank", "It stands here as soon as client id and client secret are filled in.")
    } else {
        let several = variants.len() > 1;
        let characters = spaced(&advice.characters);
        // Where it is not known that the server decodes, no form is sure to arrive.
        let unsure = !advice.works_everywhere && builder.decodes(knowledge) != Decodes::Yes;
        html! {
            <>
                if several && !characters.is_empty() {
                    <p>{ "The encodings differ because of " }<code>{ characters }</code>{ "." }</p>
                }
                <p>{ prose(advice.reason) }</p>
                if unsure && offered(profile).contains(&Authentication::Post) {
                    { way_out(on) }
                }
                { variants.iter().map(|one| variant(one, several, chosen, advice.form, builder.show, on)).collect::<Html>() }
                if let Some(header) = latin1(&builder.client_id, builder.client_secret.expose()) {
                    <p>{ prose(LATIN_1) }</p>
                    { value("as they are, in Latin-1", &header, builder.show) }
                }
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
    // An encoded id has no colon, and an id with one can't be sent as it is.
    let (id, secret) = one.pair.expose().split_once(':').unwrap_or_default();
    let pair = [id, ":", if show { secret } else { MASK }].concat();
    html! {
        <div class="variant">
            if several { { radio("form", is(chosen), onchange, html! { <>{ names.join("; ") }{ for tag }</> }) } }
            <p class="pair"><small>{ "Before base64 " }</small>{ code(pair) }</p>
            { value("Basic header", &one.header, show) }
        </div>
    }
}

/// A header, masked or not, and the button that copies it.
fn value(label: &'static str, header: &Secret, show: bool) -> Html {
    let whole = Secret::new(["Authorization: ", header.expose()].concat());
    let shown =
        if show { whole.expose().to_owned() } else { ["Authorization: Basic ", MASK].concat() };
    html! {
        <>
            { pre(label, text(&shown)) }
            <div class="row">
                <Copy label="Copy the header" done="Copied the header; the secret is in it." text={whole} />
            </div>
        </>
    }
}

const LATIN_1: &str = "The headers above are in UTF-8, what curl and browsers send. Python's requests and other \
libraries send Latin-1: other bytes, and a server that expects UTF-8 refuses them.";

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
pub fn decodes(basic: &BasicDecoding) -> Html {
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
