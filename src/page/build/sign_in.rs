//! The sign-in before an authorization code: its fields, its address, and what came back.

use yew::prelude::*;

use super::extra;
use super::inputs::one;
use crate::browser::crypto;
use crate::endpoint;
use crate::knowledge::{Input, Knowledge, Profile};
use crate::page::On;
use crate::page::copy::Copy;
use crate::page::field::{Field, field, warnings};
use crate::page::parts::{block, button, code, pre, text};
use crate::page::prose::{paragraph, prose};
use crate::secret::Secret;
use crate::state::Action;
use crate::state::builder::{Builder, Edit, Kind, SignInEdit};

/// The authorization endpoint, where it is not known.
pub fn endpoint(
    builder: &Builder,
    knowledge: Option<&Knowledge>,
    profile: &Profile,
    on: &On,
) -> Html {
    if builder.authorization_endpoint(profile, knowledge).is_some() {
        return html! {};
    }
    let shown = Field {
        id: "authorization-endpoint",
        label: "Authorization endpoint",
        value: &builder.sign_in.endpoint,
        example: "https://login.example.org/oauth/authorize",
        hint: "The page where the person signs in.",
        optional: true,
        ..Field::default()
    };
    let edit = |url: String| Edit::SignIn(SignInEdit::Endpoint(url));
    let found = endpoint::authorization_warnings(&builder.sign_in.endpoint);
    let mend = move |mend: crate::credential::Mend| edit(mend.value.expose().to_owned());
    field(shown, edit, on, warnings(found, mend, on))
}

/// What the sign-in needs, and what it brings.
pub fn fields(
    builder: &Builder,
    knowledge: Option<&Knowledge>,
    profile: &Profile,
    on: &On,
) -> Html {
    let separator = builder.separator(knowledge);
    let shared = |name: &str, label: &str, hint: &str, example: &str| {
        let own = profile.parameters.iter().find(|input| input.name == name).cloned();
        let input = own.unwrap_or_else(|| Input {
            name: name.to_owned(),
            label: label.to_owned(),
            hint: hint.to_owned(),
            example: example.to_owned(),
            ..Input::default()
        });
        one(builder, &input, separator, on)
    };
    let scope_hint = "What the person is asked to allow; it goes into the sign-in's address.";
    let returned = Field {
        id: "returned",
        label: "Paste the address that you were sent back to",
        value: builder.sign_in.returned.expose(),
        example: "https://app.example.org/callback?code=…&state=…",
        hint: "The code is taken out of it.",
        optional: true,
        secret: Some(builder.show),
        ..Field::default()
    };
    let edit = |text: String| Edit::SignIn(SignInEdit::Returned(Secret::new(text)));
    let mend = move |mend: crate::credential::Mend| Edit::SignIn(SignInEdit::Returned(mend.value));
    let below = warnings(builder.returned_warnings(profile, knowledge), mend, on);
    html! {
        <>
            { shared("redirect_uri", "Redirect URI", "As it is registered.", "https://app.example.org/callback") }
            { shared("scope", "Scope", scope_hint, "openid profile") }
            { extra::rows(builder, profile, &[Kind::SignIn], on) }
            if builder.has_sign_in() { { field(returned, edit, on, below) } }
        </>
    }
}

/// The sign-in's address.
pub fn panel(builder: &Builder, knowledge: Option<&Knowledge>, profile: &Profile, on: &On) -> Html {
    let on = on.clone();
    let make = Callback::from(move |_: MouseEvent| {
        if let Some(made) = crypto::random_texts() {
            on.emit(Action::Build(Edit::SignIn(SignInEdit::Make(made))));
        }
    });
    let body = match builder.sign_in_address(profile, knowledge) {
        Some(address) => made(builder, profile, address, make),
        None if builder.has_sign_in() => paragraph("blank", NO_ENDPOINT),
        None => html! {
            <>
                { paragraph("", START) }
                { block("row", button("", text("Make the sign-in's address"), make)) }
            </>
        },
    };
    html! { <section class="part"><h2>{ "First, the sign-in" }</h2>{ body }</section> }
}

fn made(builder: &Builder, profile: &Profile, address: String, make: Callback<MouseEvent>) -> Html {
    let verifier = builder.named("code_verifier", profile);
    let shown = address.clone();
    html! {
        <>
            { pre("Address of the sign-in", text(&shown)) }
            <div class="row">
                <Copy label="Copy the address" done="Copied." text={Secret::new(address)} main={builder.named("code", profile).is_empty()} />
                { button("", text("Make a new one"), make) }
            </div>
            if verifier.is_empty() {
                { paragraph("aside", NO_VERIFIER) }
            } else {
                <p class="aside">{ prose(VERIFIER) }</p>
                <div class="row"><Copy label="Copy the verifier" done="Copied the verifier." text={Secret::new(verifier.to_owned())} /></div>
            }
            <p class="aside">{ "State: " }{ code(builder.sign_in.state.expose().to_owned()) }</p>
        </>
    }
}

const START: &str = "If you have a code already, fill it in and leave this out. If not: here is the address where the person signs in, \
with a fresh verifier for PKCE, `state` and `nonce`.";
const NO_ENDPOINT: &str =
    "The address stands here as soon as the authorization endpoint is filled in.";
const VERIFIER: &str = "Open it in a browser, sign in, and paste the address that you are sent back to beside this. It need not load. The \
address holds the verifier's hash; the token request sends the verifier itself.";
const NO_VERIFIER: &str = "Without a code verifier the sign-in goes out without PKCE, and whoever sees the code can use it. Make a new one to have it back.";
