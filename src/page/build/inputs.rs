//! The fields that a token request asks for: those that it needs, the others to open.

use yew::prelude::*;

use super::extra;
use crate::credential::{self, Mend, Warning};
use crate::knowledge::{Input, Knowledge, Profile};
use crate::page::On;
use crate::page::field::{Field, field, warnings};
use crate::page::parts::{openable_if, text};
use crate::pkce;
use crate::secret::Secret;
use crate::state::builder::{Builder, Edit, Kind, label, scope_warning};

/// What the address leaves open.
pub fn variables(builder: &Builder, profile: &Profile, on: &On) -> Html {
    profile.variables.iter().map(|input| one(builder, input, " ", on)).collect()
}

/// The parameters that have no place of their own on the page, and what is added to them.
pub fn parameters(
    builder: &Builder,
    knowledge: Option<&Knowledge>,
    profile: &Profile,
    on: &On,
) -> Html {
    let signs_in = Builder::signs_in(profile);
    let assertion = builder.assertion_name(profile);
    let placed = |input: &&Input| {
        let name = input.name.as_str();
        assertion != Some(name) && !(signs_in && ["redirect_uri", "scope"].contains(&name))
    };
    let inputs = profile.parameters.iter().filter(placed);
    let (shown, more): (Vec<_>, Vec<_>) = inputs.partition(|input| is_shown(input));
    let separator = builder.separator(knowledge);
    let draw = |inputs: Vec<&Input>| {
        inputs.into_iter().map(|input| one(builder, input, separator, on)).collect::<Html>()
    };
    // Once something was typed there it stays open, emptied or not.
    let open = more.iter().any(|input| builder.has(&input.name));
    html! {
        <>
            { draw(shown) }
            if !more.is_empty() { <div class="field" key={profile.id.clone()}>{ openable_if(open, text("More parameters"), draw(more)) }</div> }
            { extra::rows(builder, profile, &[Kind::Parameter, Kind::Header], on) }
        </>
    }
}

/// Whether a field stands there from the start.
fn is_shown(input: &Input) -> bool {
    let common = ["scope", "code_verifier"].contains(&input.name.as_str());
    let fixed = input.name == "client_assertion_type";
    (input.required || common || !input.value.is_empty()) && !fixed
}

/// A field with what is wrong with its value.
pub fn one(builder: &Builder, input: &Input, separator: &str, on: &On) -> Html {
    let name = input.name.clone();
    let shown = Field {
        id: &input.name,
        label: label(input),
        value: builder.value(input),
        example: &input.example,
        hint: &input.hint,
        optional: !input.required,
        secret: input.secret.then_some(builder.show),
        ..Field::default()
    };
    let mended = input.name.clone();
    let mend = move |mend: Mend| Edit::Value(mended.clone(), mend.value);
    let mut found: Vec<Warning> = credential::refused(shown.value).into_iter().collect();
    if input.name == "code_verifier" && !shown.value.is_empty() {
        let flaw = pkce::flaw(shown.value).filter(|_| found.is_empty());
        found.extend(flaw.map(|flaw| Warning::certain("verifier", flaw)));
    }
    if input.name == "scope" {
        found.extend(scope_warning(shown.value, separator));
    }
    let below = warnings(found, mend, on);
    let edit = move |value| Edit::Value(name.clone(), Secret::new(value));
    html! { <div key={input.name.clone()}>{ field(shown, edit, on, below) }</div> }
}
