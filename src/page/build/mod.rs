//! The tab that builds the request: the fields on one side, what they make on the other.

mod assertion;
mod device;
mod extra;
mod inputs;
mod sign_in;

use yew::prelude::*;

use super::On;
use super::command;
use super::field::{Field, field, labelled, radio, select, select_grouped, warnings};
use super::look::look;
use super::prose::{paragraph, paragraphs};
use super::returned;
use crate::browser::field::choice_of;
use crate::command::Authentication;
use crate::credential::{self, Mend, Part};
use crate::endpoint;
use crate::knowledge::{Knowledge, Profile};
use crate::secret::Secret;
use crate::state::builder::{Builder, Edit, offered};
use crate::state::generic;
use crate::state::{Action, Context, State};

/// Fields and request.
pub fn panel(state: &State, on: &On) -> Html {
    let knowledge = state.knowledge().map(AsRef::as_ref);
    let builder = &state.builder;
    let profile = builder.chosen(knowledge);
    let can_sign = state.context == Context::Secure;
    html! {
        <div class="build">
            <section class="fields" aria-label="Request">
                { server(builder, state, &profile, on) }
                { inputs::variables(builder, &profile, on) }
                if Builder::signs_in(&profile) { { sign_in::endpoint(builder, knowledge, &profile, on) } }
                if Builder::is_device(&profile) { { device::endpoint(builder, knowledge, &profile, on) } }
                { credentials(builder, knowledge, &profile, on) }
                { authentication(builder, &profile, on) }
                { assertion::fields(builder, knowledge, &profile, can_sign, on) }
                if Builder::signs_in(&profile) { { sign_in::fields(builder, knowledge, &profile, on) } }
                if Builder::is_device(&profile) { { device::fields(builder, &profile, on) } }
                { inputs::parameters(builder, knowledge, &profile, on) }
            </section>
            <section class="answer" aria-label="Command">
                { command::headline(builder, knowledge, &profile) }
                if Builder::signs_in(&profile) { { sign_in::panel(builder, knowledge, &profile, on) } }
                if can_sign { { assertion::panel(builder, &profile, on) } }
                { command::panel(builder, knowledge, &profile, on) }
                { returned::panel(state, on) }
            </section>
        </div>
    }
}

/// Which server, and which of its token requests.
fn server(builder: &Builder, state: &State, profile: &Profile, on: &On) -> Html {
    let knowledge = state.knowledge().map(AsRef::as_ref);
    let providers = knowledge.map(|all| state.hosted.site.providers(all)).unwrap_or_default();
    let offered = providers.into_iter().filter(|one| !one.profiles.is_empty());
    let servers = std::iter::once((String::new(), "Any other server".to_owned()))
        .chain(offered.map(|one| (one.id.clone(), one.name.clone())))
        .collect();
    let retired = |one: &Profile| if one.retired { " (retired)" } else { "" };
    let requests = builder.profiles(knowledge).into_iter();
    let (others, requests): (Vec<_>, Vec<_>) = requests
        .map(|one| (one.id.clone(), [&one.title, retired(&one)].concat()))
        .partition(|(id, _)| id.starts_with(generic::OTHER));
    let choose_provider =
        on.reform(|event: Event| Action::Build(Edit::Provider(choice_of(&event))));
    let choose_profile = on.reform(|event: Event| Action::Build(Edit::Profile(choice_of(&event))));
    let endpoint = Field {
        id: "endpoint",
        label: "Token endpoint",
        value: &builder.endpoint,
        example: "https://login.example.org/oauth/token",
        ..Field::default()
    };
    let mend_endpoint = |mend: Mend| Edit::Endpoint(mend.value.expose().to_owned());
    html! {
        <>
            { labelled("field-provider".into(), "Server".into(), html! {}, select("field-provider", servers, &builder.provider, choose_provider)) }
            { labelled("field-profile".into(), "Token request".into(), html! {}, html! {
                <>
                    { select_grouped("field-profile", requests, OTHERS, others, &profile.id, choose_profile) }
                    <div class="why">
                        if profile.retired { { paragraph("notice", "This way is retired: take another one where you can.") } }
                        if profile.id.starts_with(generic::OTHER) { { paragraph("notice", UNDOCUMENTED) } }
                        { paragraphs(&profile.notes) }
                    </div>
                </>
            }) }
            if builder.known(knowledge).is_none() {
                { field(endpoint, Edit::Endpoint, on, warnings(endpoint::warnings(&builder.endpoint), mend_endpoint, on)) }
            }
        </>
    }
}

const OTHERS: &str = "Not in its documentation";
const UNDOCUMENTED: &str = "The provider documents no such request, as far as this page knows. This is how the specification has it.";

/// Client id and secret, with what is wrong with them.
fn credentials(
    builder: &Builder,
    knowledge: Option<&Knowledge>,
    profile: &Profile,
    on: &On,
) -> Html {
    let provider = builder.known(knowledge);
    let (id, secret) = (builder.client_id.as_str(), builder.client_secret.expose());
    let id_field = Field { id: "id", label: "Client id", value: id, ..Field::default() };
    let secret_field = Field {
        id: "key",
        label: "Client secret",
        value: secret,
        secret: Some(builder.show),
        ..Field::default()
    };
    let below = |part, field: &Field<'_>| {
        let found = credential::warnings(part, id, secret, provider);
        let looked = look(part, field.label, field.value, builder.look, on);
        html! { <>{ warnings(found, move |mend| Edit::Mend(part, mend), on) }{ looked }</> }
    };
    let below_id = below(Part::Id, &id_field);
    let below_secret = below(Part::Secret, &secret_field);
    html! {
        <>
            { field(id_field, Edit::ClientId, on, below_id) }
            if builder.authentication(profile).sends_secret() {
                { field(secret_field, |value| Edit::ClientSecret(Secret::new(value)), on, below_secret) }
            }
        </>
    }
}

/// How the client authenticates, where there is a choice.
fn authentication(builder: &Builder, profile: &Profile, on: &On) -> Html {
    let offered = offered(profile);
    if offered.len() < 2 {
        return html! {};
    }
    let chosen = builder.authentication(profile);
    let option = |one: &Authentication| {
        let one = *one;
        let (name, about) = match one {
            Authentication::Basic => ("Basic header", "client_secret_basic"),
            Authentication::Post => ("Parameters of the request", "client_secret_post"),
            Authentication::None => ("No secret: a public client", "none"),
            Authentication::Assertion => ("A signed assertion", "private_key_jwt"),
        };
        let onchange = on.reform(move |_: Event| Action::Build(Edit::Authentication(one)));
        radio(
            "authentication",
            one == chosen,
            onchange,
            html! { <>{ name }{ " " }<small><code>{ about }</code></small></> },
        )
    };
    html! {
        <fieldset class="field">
            <legend>{ "Client authentication" }</legend>
            { offered.iter().map(option).collect::<Html>() }
        </fieldset>
    }
}
