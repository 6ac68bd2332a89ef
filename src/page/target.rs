//! What the request is written for, and how the secret gets into it.

use yew::prelude::*;

use super::On;
use super::field::{choice, radio, select};
use super::parts::text;
use crate::browser::field::choice_of;
use crate::command::program::Program;
use crate::command::{SecretPlace, Shell, Style};
use crate::knowledge::Profile;
use crate::state::Action;
use crate::state::builder::{Builder, Edit};
use crate::state::written::name_of;

/// The shells, the other programs, and for a shell's command the ways of the secret.
pub fn panel(builder: &Builder, profile: &Profile, on: &On) -> Html {
    let sends_secret = builder.authentication(profile).sends_secret()
        || profile.parameters.iter().any(|input| input.secret);
    html! {
        <>
            <div class="targets">{ shells(builder, on) }{ programs(builder, on) }</div>
            if builder.program.is_none() {
                if sends_secret { { places(builder.place, on) } }
                { style(builder.style, on) }
            }
        </>
    }
}

fn shells(builder: &Builder, on: &On) -> Html {
    let option = |shell: Shell| {
        let name = match shell {
            Shell::Sh => "bash, zsh, sh",
            Shell::Fish => "fish",
            Shell::Pwsh => "PowerShell 7",
            Shell::PowerShell => "Windows PowerShell 5.1",
            Shell::Cmd => "cmd",
            Shell::Batch => "batch file",
        };
        let chosen = builder.program.is_none() && shell == builder.shell;
        let onchange = on.reform(move |_: Event| Action::Build(Edit::Shell(shell)));
        radio("shell", chosen, onchange, text(name))
    };
    html! {
        <fieldset class="shells">
            <legend class="heard">{ "Shell" }</legend>
            { Shell::ALL.into_iter().map(option).collect::<Html>() }
        </fieldset>
    }
}

/// curl has no name in the list: choosing a shell goes back to it.
fn programs(builder: &Builder, on: &On) -> Html {
    let options =
        Program::ALL.into_iter().map(|one| (name_of(one).to_owned(), name_of(one).to_owned()));
    let options = [(String::new(), "curl".to_owned())].into_iter().chain(options).collect();
    let onchange = on.reform(|event: Event| {
        let name = choice_of(&event);
        Action::Build(Edit::Program(Program::ALL.into_iter().find(|one| name_of(*one) == name)))
    });
    html! {
        <div class="program">
            <label for="program">{ "Written for" }</label>
            { select("program", options, builder.program.map_or("", name_of), onchange) }
        </div>
    }
}

/// How the command is spelled and laid out.
fn style(style: Style, on: &On) -> Html {
    let one = |chosen: bool, changed: Style, name| {
        let onchange = on.reform(move |_: Event| Action::Build(Edit::Style(changed)));
        choice("checkbox", "style", chosen, onchange, text(name))
    };
    html! {
        <fieldset class="places">
            <legend>{ "The command" }</legend>
            { one(style.long, Style { long: !style.long, ..style }, "has long options") }
            { one(style.one_line, Style { one_line: !style.one_line, ..style }, "is on one line") }
        </fieldset>
    }
}

fn places(chosen: SecretPlace, on: &On) -> Html {
    let option = |(place, name): (SecretPlace, &'static str)| {
        let onchange = on.reform(move |_: Event| Action::Build(Edit::Place(place)));
        radio("place", place == chosen, onchange, text(name))
    };
    html! {
        <fieldset class="places">
            <legend>{ "The secret" }</legend>
            { PLACES.into_iter().map(option).collect::<Html>() }
        </fieldset>
    }
}

const PLACES: [(SecretPlace, &str); 3] = [
    (SecretPlace::Prompt, "is asked for"),
    (SecretPlace::Environment, "is in the environment"),
    (SecretPlace::Input, "is pasted on standard input"),
];
