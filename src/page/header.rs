//! The head of the page: its name, the three tabs, whether it is locked, and the way to empty it.

use yew::prelude::*;

use super::On;
use super::privacy::clear_button;
use crate::state::address::Tab;
use crate::state::{Loading, Lock, State};

/// Name, tabs, lock.
pub fn header(state: &State, on: &On) -> Html {
    let tab = |tab: Tab, href: &'static str, name: &'static str| {
        let current = (state.tab == tab).then_some("page");
        html! { <li><a {href} aria-current={current}>{ name }</a></li> }
    };
    html! {
        <header>
            <a class="brand" href="#/">{ state.hosted.site.title().to_owned() }</a>
            <nav aria-label="Token Triage">
                <ul>
                    { tab(Tab::Diagnose, "#/", "Diagnose") }
                    { tab(Tab::Build, "#/build", "Build") }
                    { tab(Tab::LookUp, "#/lookup", "Look up") }
                </ul>
            </nav>
            { lock(state) }
            <div class="quiet">{ clear_button(on) }</div>
        </header>
    }
}

fn lock(state: &State) -> Html {
    let (is_locked, words) = match (state.lock, &state.knowledge) {
        (Lock::Locked, _) => (true, "Locked"),
        (Lock::Failed, _) => {
            (false, "Your browser did not take the lock. The page still sends nothing.")
        }
        (Lock::Open, Loading::Failed) => (false, "Not locked yet: its knowledge did not load."),
        (Lock::Open, _) => (false, "Loading, then locking itself."),
    };
    let sign = if is_locked { CLOSED } else { OPEN };
    html! {
        <div class={classes!("lock", is_locked.then_some("locked"))}>
            <svg width="14" height="16" viewBox="0 0 14 16" fill="none" stroke="currentColor" stroke-width="1.6" aria-hidden="true">
                <rect x="1" y="7" width="12" height="8" rx="1.5" /><path d={sign} />
            </svg>
            <span>
                { words }
                // Left out where there is no room: the link says it all.
                if is_locked { <span class="wide">{ ": this page can't send anything." }</span> }
                { " " }<a href="#/privacy">{ "See for yourself" }</a>
            </span>
        </div>
    }
}

const CLOSED: &str = "M4 7V4.5a3 3 0 0 1 6 0V7";
const OPEN: &str = "M4 7V4.5a3 3 0 0 1 5.8-1";
