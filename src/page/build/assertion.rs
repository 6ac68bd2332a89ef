//! The assertion: the key that signs it, its claims, and what the browser made of them.

use yew::prelude::*;

use super::inputs::one;
use crate::assertion::{Algorithm, Flaw, KeyKind, Signed, claims_flaw, thumbprint};
use crate::credential::{Mend, Warning};
use crate::knowledge::{Input, Knowledge, Profile};
use crate::page::On;
use crate::page::copy::Copy;
use crate::page::field::{Field, field, radio, warnings};
use crate::page::parts::{block, button, openable_if, pre, text};
use crate::page::prose::{paragraph, prose};
use crate::secret::Secret;
use crate::state::Action;
use crate::state::builder::{Builder, ClaimPart, Edit, SignerEdit};
use crate::time;

/// The fields: where the profile wants an assertion that a key signs.
pub fn fields(
    builder: &Builder,
    knowledge: Option<&Knowledge>,
    profile: &Profile,
    can_sign: bool,
    on: &On,
) -> Html {
    let Some(name) = builder.assertion_name(profile) else { return html! {} };
    let input = profile.parameters.iter().find(|input| input.name == name);
    let hint = input.map_or("", |input| &input.hint);
    let elsewhere = builder.signer.elsewhere || !can_sign;
    let way = |made_elsewhere: bool, label: &'static str| {
        let edit = Edit::Signer(SignerEdit::Elsewhere(made_elsewhere));
        let onchange = on.reform(move |_: Event| Action::Build(edit.clone()));
        radio("assertion", elsewhere == made_elsewhere, onchange, text(label))
    };
    html! {
        <fieldset class="field">
            <legend>{ "The assertion" }</legend>
            if !hint.is_empty() { <p class="why">{ prose(hint) }</p> }
            if can_sign {
                { way(false, "Signed here, with your private key") }
                { way(true, "Made elsewhere") }
            } else {
                { paragraph("notice", INSECURE) }
            }
            if elsewhere {
                { for input.map(|input| one(builder, &Input { hint: String::new(), ..input.clone() }, " ", on)) }
            } else {
                { key(builder, on) }
                { claims(builder, knowledge, profile, on) }
            }
        </fieldset>
    }
}

/// The private key, and what it is.
fn key(builder: &Builder, on: &On) -> Html {
    let signer = &builder.signer;
    let shown = Field {
        id: "private-key",
        label: "Private key",
        value: signer.key.expose(),
        example: "-----BEGIN PRIVATE KEY-----",
        hint: "PEM, JWK, or a service account's JSON. It stays in this page and is in no command.",
        secret: Some(builder.show),
        lines: true,
        ..Field::default()
    };
    let edit = |key: Secret| Edit::Signer(SignerEdit::Key(key));
    let mend = move |mend: Mend| edit(mend.value);
    let (found, kind) = match signer.read() {
        None => (Vec::new(), None),
        Some(Err(problem)) => (vec![Warning::certain("key", problem.message())], None),
        Some(Ok(key)) => (key.notes, Some(key.kind)),
    };
    let clear = on.reform(move |_: MouseEvent| Action::Build(edit(Secret::default())));
    let below = html! {
        <>
            { warnings(found, mend, on) }
            if !signer.key.is_empty() {
                <div class="row">
                    if let Some(kind) = kind { <span>{ what(kind) }</span> }
                    { button("plain", text("Clear the key"), clear) }
                </div>
            }
        </>
    };
    let algorithms = matches!(kind, Some(KeyKind::Rsa(_))).then(|| {
        let chosen = kind.map(|kind| signer.algorithm(kind));
        let option = |algorithm: Algorithm| {
            let edit = Edit::Signer(SignerEdit::Algorithm(algorithm));
            let onchange = on.reform(move |_: Event| Action::Build(edit.clone()));
            radio("algorithm", chosen == Some(algorithm), onchange, text(algorithm.name()))
        };
        html! {
            <fieldset class="places">
                <legend>{ "Signed by" }</legend>
                { option(Algorithm::Rs256) }
                { option(Algorithm::Ps256) }
            </fieldset>
        }
    });
    html! {
        <>
            { field(shown, move |text| edit(Secret::new(text)), on, below) }
            { for algorithms }
        </>
    }
}

fn what(kind: KeyKind) -> String {
    match kind {
        KeyKind::Rsa(bits) => ["An RSA key of ", &bits.to_string(), " bits."].concat(),
        KeyKind::P256 => "A key on P-256; it signs by ES256.".to_owned(),
    }
}

/// The texts that go into header and claims, the usual ones first.
fn claims(builder: &Builder, knowledge: Option<&Knowledge>, profile: &Profile, on: &On) -> Html {
    let is_grant = builder.assertion_name(profile) == Some("assertion");
    let draw = |part: ClaimPart, id: &str, label: &str, hint: &str, optional: bool| {
        let value = builder.part(part, profile, knowledge);
        let found = match part {
            ClaimPart::More => claims_flaw(&value).map(Flaw::message),
            ClaimPart::Thumbprint => {
                (!value.is_empty() && thumbprint(&value).is_none()).then_some(THUMBPRINT)
            }
            _ => None,
        };
        let found = found.map(|message| Warning::certain("claim", message)).into_iter().collect();
        let edit = move |text: String| Edit::Signer(SignerEdit::Text(part, text));
        let mend = move |mend: Mend| edit(mend.value.expose().to_owned());
        let shown = Field { id, label, value: &value, hint, optional, ..Field::default() };
        html! { <div key={id.to_owned()}>{ field(shown, edit, on, warnings(found, mend, on)) }</div> }
    };
    let filled = [ClaimPart::Thumbprint, ClaimPart::More]
        .iter()
        .any(|part| builder.signer.text(*part).is_some());
    let further = || draw(ClaimPart::More, "claims", "Further claims", MORE, true);
    html! {
        <>
            if is_grant {
                { draw(ClaimPart::Issuer, "issuer", "Issuer (iss)", "Who signs: the client id, or the service account.", false) }
                { draw(ClaimPart::Subject, "subject", "Subject (sub)", "Whom the token is for, where it acts for someone.", true) }
            }
            { draw(ClaimPart::Audience, "audience-claim", "Audience of the assertion (aud)", AUDIENCE, false) }
            { draw(ClaimPart::KeyId, "key-id", "Key id (kid)", "The name that the key has where you registered it.", true) }
            if is_grant { { further() } }
            { openable_if(filled, text("More of the assertion"), html! {
                <>
                    { draw(ClaimPart::Thumbprint, "thumbprint", "Certificate's thumbprint (x5t)", "In hexadecimal, as consoles show it; Entra ID wants it.", true) }
                    if !is_grant { { further() } }
                </>
            }) }
        </>
    }
}

/// What was signed.
pub fn panel(builder: &Builder, profile: &Profile, on: &On) -> Html {
    if builder.signs(profile).is_none() {
        return html! {};
    }
    let body = match &builder.signer.signed {
        Some(signed) => made(signed, on),
        None if builder.signer.failed => paragraph("blank", FAILED),
        None => {
            paragraph("blank", "It stands here as soon as there is a private key that can be read.")
        }
    };
    html! { <section class="part"><h2>{ "The assertion" }</h2>{ body }</section> }
}

fn made(signed: &Signed, on: &On) -> Html {
    let until = time::text(signed.until).unwrap_or_default();
    // Of the moment the day is known.
    let until = until.split_once(' ').map_or("", |(_, clock)| clock);
    let said =
        ["Good until ", until, ". A new one is made before that; use each one once."].concat();
    let again = on.reform(|_: MouseEvent| Action::Build(Edit::Signer(SignerEdit::Again)));
    html! {
        <>
            { pre("What is signed", text(&[&signed.header, "\n", &signed.claims].concat())) }
            { paragraph("why", &said) }
            { block("row", html! {
                <>
                    <Copy label="Copy the assertion" done="Copied the assertion." text={signed.token.clone()} />
                    { button("", text("Sign it again"), again) }
                </>
            }) }
        </>
    }
}

const INSECURE: &str = "A browser signs only for pages that came by https or from this machine, and this page came otherwise. Make the \
assertion elsewhere, or open the page by https.";
const FAILED: &str =
    "The browser does not take this key. If it works elsewhere, export it once more, as PKCS #8.";
const THUMBPRINT: &str =
    "A thumbprint has 40 hexadecimal digits (SHA-1) or 64 (SHA-256). This is left out.";
const AUDIENCE: &str = "The token endpoint; some servers want their issuer in its place.";
const MORE: &str =
    "A JSON object, such as `{\"scope\": \"https://www.googleapis.com/auth/drive\"}`.";
