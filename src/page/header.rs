//! The head of the page: its name, the three tabs, and the word that nothing leaves it.

use yew::prelude::*;

use super::prose::{item, paragraphs, prose};
use crate::state::address::Tab;
use crate::state::{Loading, Lock, State};

/// Name, tabs, lock.
pub fn header(state: &State) -> Html {
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
        </header>
    }
}

fn lock(state: &State) -> Html {
    let (class, sign, words) = match (state.lock, &state.knowledge) {
        (Lock::Locked, _) => ("lock locked", CLOSED, "Locked: this page can't send anything."),
        (Lock::Failed, _) => {
            ("lock", OPEN, "Your browser did not take the lock. The page still sends nothing.")
        }
        (Lock::Open, Loading::Failed) => {
            ("lock", OPEN, "Not locked yet: its knowledge did not load.")
        }
        (Lock::Open, _) => ("lock", OPEN, "Loading, then locking itself."),
    };
    html! {
        <div class={class}>
            <svg width="14" height="16" viewBox="0 0 14 16" fill="none" stroke="currentColor" stroke-width="1.6" aria-hidden="true">
                <rect x="1" y="7" width="12" height="8" rx="1.5" /><path d={sign} />
            </svg>
            <details>
                <summary><span>{ words }</span>{ " " }<span class="more">{ "See for yourself" }</span></summary>
                <div class="proof">{ proof() }</div>
            </details>
        </div>
    }
}

const CLOSED: &str = "M4 7V4.5a3 3 0 0 1 6 0V7";
const OPEN: &str = "M4 7V4.5a3 3 0 0 1 5.8-1";

fn proof() -> Html {
    let steps = PROOF.iter().map(|step| item(prose(step)));
    html! {
        <>
            { paragraphs([WHAT]) }
            <ol>{ steps.collect::<Html>() }</ol>
            { paragraphs([STORED]) }
        </>
    }
}

const WHAT: &str = "This page is a few files from one place. Once they are here it adds a content security \
    policy, `connect-src 'none'`: from then on your browser itself refuses every request that code here could \
    make, and nothing can lift it but loading the page again.";

const PROOF: [&str; 4] = [
    "Open your browser's developer tools, tab **Network**, and empty the list.",
    "Paste, type, click: the list stays empty.",
    "In the **Console**, try `fetch('index.html')`: it is refused.",
    "Or pull the network cable first: everything here goes on working.",
];

const STORED: &str = "Nothing is stored either: no cookie, no local storage. The address holds names of tabs, \
    providers and causes, nothing you type. Links to other sites open only when you click them, and tell them \
    nothing.";
