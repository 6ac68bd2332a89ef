//! What the builder's fields make: the command.

use yew::prelude::*;

use super::On;
use super::basic;
use super::copy::Copy;
use super::field::radio;
use super::parts::{facts, headline, pre, text};
use super::prose::{list, paragraph};
use crate::command::{Authentication, Command, Refusal, SecretPlace, Shell, curl};
use crate::knowledge::{Knowledge, Profile};
use crate::state::Action;
use crate::state::address::SHELLS;
use crate::state::builder::{Builder, Edit};

/// The command and the header.
pub fn panel(builder: &Builder, knowledge: Option<&Knowledge>, profile: &Profile, on: &On) -> Html {
    let name = builder.known(knowledge).map(|provider| provider.name.as_str());
    html! {
        <>
            { headline(["A token from ", name.unwrap_or("your server")].concat()) }
            { still_missing(builder, knowledge, profile) }
            { command(builder, knowledge, profile, on) }
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

fn command(builder: &Builder, knowledge: Option<&Knowledge>, profile: &Profile, on: &On) -> Html {
    let write = |place| curl(&builder.request(place, knowledge), builder.shell, place);
    let body = match write(SecretPlace::Prompt) {
        Err(Refusal::NoAddress) => paragraph(
            "blank",
            "The command stands here as soon as the token endpoint is filled in.",
        ),
        Err(Refusal::ControlCharacter) => paragraph(
            "blank",
            "A field holds a character that no command can carry: a line end or another control character. Take it out, and the command is written.",
        ),
        Ok(without) => {
            let with =
                builder.has_secrets(profile).then(|| write(SecretPlace::Inline).ok()).flatten();
            written(&without, with.as_ref(), builder, profile)
        }
    };
    html! {
        <section class="part">
            <h2>{ "The command" }</h2>
            { shells(builder.shell, on) }
            { body }
        </section>
    }
}

/// Which shell it is for.
fn shells(chosen: Shell, on: &On) -> Html {
    let option = |shell: Shell| {
        let name = match shell {
            Shell::Sh => "bash, zsh, sh",
            Shell::Fish => "fish",
            Shell::PowerShell => "PowerShell",
            Shell::Cmd => "cmd",
        };
        let onchange = on.reform(move |_: Event| Action::Build(Edit::Shell(shell)));
        radio("shell", shell == chosen, onchange, html! { { name } })
    };
    html! {
        <fieldset class="shells">
            <legend class="heard">{ "Shell" }</legend>
            { SHELLS.into_iter().map(option).collect::<Html>() }
        </fieldset>
    }
}

/// The command without the secret, and what to know; the one with it only to copy.
fn written(
    without: &Command,
    with: Option<&Command>,
    builder: &Builder,
    profile: &Profile,
) -> Html {
    let has_secret = with.is_some()
        || builder.authentication(profile) != Authentication::None
        || profile.parameters.iter().any(|input| input.secret && input.required);
    let (label_without, said) = if has_secret {
        ("Copy without the secret", "Copied, without the secret.")
    } else {
        ("Copy the command", "Copied.")
    };
    let notes: Vec<String> = without.notes.iter().map(|note| (*note).to_owned()).collect();
    let notes_with: Vec<String> = with
        .iter()
        .flat_map(|command| &command.notes)
        .filter(|note| !without.notes.contains(note))
        .map(|note| (*note).to_owned())
        .collect();
    html! {
        <>
            { pre("Command without the secret", text(without.text.expose())) }
            <div class="row">
                <Copy label={label_without} done={said} text={without.text.clone()} main=true />
                if let Some(with) = with {
                    <Copy label="Copy with the secret" done="Copied, with the secret in it." text={with.text.clone()} />
                }
            </div>
            { list("Before you run it", &notes) }
            { list("If you copy it with the secret", &notes_with) }
        </>
    }
}
