//! The page: components and views that draw a [`State`] and send [`Action`]s.
//!
//! A view is a plain function from a part of the state to [`Html`]; it is a component only where it keeps
//! something of its own (an element, a timer, "copied"). Nothing here touches the browser: see `browser`.

mod answer;
mod api;
mod basic;
mod build;
mod command;
mod compared;
mod copy;
mod corrected;
mod decoded;
mod diagnose;
mod entries;
mod field;
mod header;
mod hits;
mod hosted;
mod look;
mod lookup;
mod offline;
mod parts;
mod paste;
mod privacy;
mod prose;
#[cfg(feature = "pages")]
pub mod reference;
mod returned;
mod states;
mod support;
mod target;

use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::browser;
use crate::browser::place::Place;
use crate::secret::overwrite_stack;
use crate::state::address::{Address, Tab};
use crate::state::builder::{Edit, SignerEdit};
use crate::state::clearing::LONGEST;
use crate::state::leak::Leak;
use crate::state::{Action, Context, Loading, Lock, Side, State};

/// Where every view sends what the person did.
pub type On = Callback<Action>;

impl Reducible for State {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        match State::reduce(&self, action) {
            Some(next) => Rc::new(next),
            None => self,
        }
    }
}

/// What the page starts with.
#[derive(Properties, PartialEq)]
pub struct AppProps {
    /// Where it is drawn, and stands once it is.
    pub place: Place,
    /// What was secret in the address.
    pub leak: Leak,
}

/// The whole page.
#[component]
pub fn App(AppProps { place, leak }: &AppProps) -> Html {
    let state = use_reducer(|| {
        let state = State::at(Address::parse(&browser::address::fragment()), String::new());
        let can_sign = browser::crypto::can_sign();
        let mut state = State {
            leak: leak.clone(),
            embedded: browser::address::is_embedded(),
            context: if can_sign { Context::Secure } else { Context::Insecure },
            ..state
        };
        state.builder.signer.elsewhere = !can_sign;
        state
    });
    let on = use_memo((), |()| {
        let dispatcher = state.dispatcher();
        On::from(move |action| dispatcher.dispatch(action))
    });
    use_effect_with((), {
        let (place, on) = (place.clone(), on.clone());
        move |()| {
            let text = place.show();
            if !text.is_empty() {
                on.emit(Action::Paste(text));
            }
        }
    });
    use_knowledge(&state, &on);
    use_address(&state, &on);
    use_signature(&state, &on);
    use_clearing(&state, &on);
    use_effect_with(state.turns, {
        let chosen = match (state.tab, &state.side) {
            (Tab::Diagnose, Side::Compare(found)) if !found.is_within() => "other",
            (Tab::Diagnose, _) => "diagnosis",
            _ => "main",
        };
        // What was clicked may be gone: the focus goes to what came instead.
        move |turns| {
            if *turns > 0 {
                browser::focus(chosen);
            }
        }
    });

    let panel = match state.tab {
        Tab::Diagnose => html! {},
        Tab::Build => build::panel(&state, &on),
        Tab::LookUp => lookup::panel(&state, &on),
        Tab::Privacy => privacy::panel(&state, &on),
    };
    html! {
        <>
            if !state.embedded { { header::header(&state, &on) } }
            <p class="said" role="status">{ state.clearing.said }</p>
            // Once everything was cleared all of it is made anew: a text area remembers what can be undone in it.
            <main key={state.clearing.turns.to_string()} id="main" tabindex="-1" class={state.embedded.then_some("embed")}>
                { leaked(&state.leak, &on) }
                // Kept while another tab is open: the box keeps its text and what can be undone there.
                { diagnose::panel(&state, &on, state.tab == Tab::Diagnose) }
                { panel }
            </main>
            { hosted::footer(&state) }
        </>
    }
}

/// What was secret in the address, until it was read.
fn leaked(leak: &Leak, on: &On) -> Html {
    if leak.is_empty() {
        return html! {};
    }
    let seen = on.reform(|_: MouseEvent| Action::Leak(Leak::default()));
    html! {
        <div class="leak" role="alert">
            { prose::paragraphs(leak.in_words()) }
            { parts::button("", parts::text("I have read it"), seen) }
        </div>
    }
}

/// Loads the knowledge base, again when asked to, and locks the page when it is here.
#[hook]
fn use_knowledge(state: &State, on: &On) {
    use_effect_with(state.knowledge == Loading::Under, {
        let on = on.clone();
        move |under| {
            if *under {
                spawn_local(async move {
                    match browser::knowledge::load().await {
                        Ok((knowledge, hosted)) => {
                            on.emit(Action::Hosted(Rc::new(hosted)));
                            on.emit(Action::Loaded(Rc::new(knowledge)));
                        }
                        Err(_) => on.emit(Action::LoadFailed),
                    }
                });
            }
        }
    });
    use_effect_with(state.knowledge().is_some() && state.lock == Lock::Open, {
        let on = on.clone();
        move |ready| {
            if *ready {
                let lock = if browser::lock::set() { Lock::Locked } else { Lock::Failed };
                on.emit(Action::Lock(lock));
            }
        }
    });
    use_effect_with((state.knowledge().is_some(), state.lock), |(ready, lock)| {
        browser::mark_ready(match (ready, lock) {
            (false, _) | (true, Lock::Open) => "no",
            (true, Lock::Locked) => "locked",
            (true, Lock::Failed) => "unlocked",
        });
    });
}

/// A new assertion is made so long after the last, in milliseconds: half a minute before that one ends.
const RENEWED: u32 = 270_000;

/// Has the browser sign what the builder's fields make, whenever they make something else, and again before it ends.
#[hook]
fn use_signature(state: &State, on: &On) {
    let wanted = state.context == Context::Secure && state.tab == Tab::Build;
    let draft = wanted.then(|| state.builder.draft(state.knowledge().map(Rc::as_ref))).flatten();
    use_effect_with((draft, state.builder.signer.turn), {
        let on = on.clone();
        move |(draft, _)| {
            let again = draft.clone().map(|draft| {
                let signer = on.clone();
                spawn_local(async move {
                    let signed = browser::crypto::sign(&draft).await.map(Rc::new);
                    let edit = signed.map_or(SignerEdit::Failed, SignerEdit::Signed);
                    signer.emit(Action::Build(Edit::Signer(edit)));
                });
                browser::timer::later(RENEWED, move || {
                    on.emit(Action::Build(Edit::Signer(SignerEdit::Again)));
                })
            });
            move || drop(again)
        }
    });
}

/// Clears a tab that was hidden for long, where that was asked for, and overwrites what was left of what was cleared.
#[hook]
fn use_clearing(state: &State, on: &On) {
    use_effect_with((), {
        let on = on.clone();
        move |()| {
            browser::visibility::on_change(move |hidden, now| {
                on.emit(if hidden { Action::Hide(now) } else { Action::Show(now) });
            });
        }
    });
    use_effect_with((state.clearing.when_hidden, state.clearing.hidden), {
        let on = on.clone();
        move |(asked, since)| {
            let is_waiting = *asked && since.is_some();
            let end = is_waiting
                .then(|| browser::timer::later(LONGEST, move || on.emit(Action::HiddenLong)));
            move || drop(end)
        }
    });
    use_effect_with(state.clearing.turns, |turns| {
        // A timer begins with an empty stack, so that all of it is within reach.
        let scrub = (*turns > 0).then(|| browser::timer::later(0, overwrite_stack));
        move || drop(scrub)
    });
}

/// Keeps the address bar and the state together.
#[hook]
fn use_address(state: &State, on: &On) {
    use_effect_with((), {
        let on = on.clone();
        move |()| {
            browser::address::on_change(move |fragment, leak| {
                if !leak.is_empty() {
                    on.emit(Action::Leak(leak));
                }
                on.emit(Action::Go(Address::parse(&fragment)));
            });
        }
    });
    use_effect_with(state.address(), |address| {
        browser::address::replace(&address.fragment());
    });
    use_effect_with((state.tab, state.entry.clone()), |_| browser::address::scroll_to_top());
    use_effect_with((state.tab, state.hosted.clone()), |(tab, hosted)| {
        let name = hosted.site.title();
        browser::set_title(&match tab {
            Tab::Diagnose => [name, ": why was the token request refused?"].concat(),
            Tab::Build => ["Build a token request · ", name].concat(),
            Tab::LookUp => ["Look up causes, errors and providers · ", name].concat(),
            Tab::Privacy => ["What happens to what you type · ", name].concat(),
        });
    });
}
