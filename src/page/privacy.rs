//! What happens to what is typed: each promise, what holds it, how to see that for oneself, and what no page can promise.

use yew::prelude::*;

use super::On;
use super::field::choice;
use super::offline::Copy;
use super::parts::{block, button, headline, text};
use super::prose::{item, paragraph, part, prose};
use crate::browser;
use crate::state::{Action, State};

/// A promise, what holds it, how to see it.
type Promise = (&'static str, &'static str, &'static str);

/// The whole view.
pub fn panel(state: &State, on: &On) -> Html {
    let edition = browser::noted("one-file");
    let is_site = edition.is_some();
    let own = if is_site { SITE } else { FILE };
    let hash = edition.filter(|hash| hash.len() == 64);
    let promises = own.iter().chain(&PROMISES).map(row);
    html! {
        <article class="privacy">
            { headline("What happens to what you type".to_owned()) }
            { paragraph("lead", LEAD) }
            { clearing(state, on) }
            <table>
                <thead><tr><th scope="col">{ "Promise" }</th><th scope="col">{ "What holds it" }</th><th scope="col">{ "See it for yourself" }</th></tr></thead>
                <tbody>{ promises.collect::<Html>() }</tbody>
            </table>
            { paragraph("aside", TOOLS) }
            // The edition in one file is a copy already, and names no other.
            if is_site && !state.embedded { <Copy hidden={state.clearing.hidden.is_some()} /> }
            { for hash.map(|hash| one_file(&hash)) }
            { part("What no page can promise", html! {
                <ul>{ LIMITS.iter().map(|limit| item(prose(limit))).collect::<Html>() }</ul>
            }) }
        </article>
    }
}

fn row((promise, held, seen): &Promise) -> Html {
    html! {
        <tr>
            <th scope="row">{ prose(promise) }</th>
            <td data-l="What holds it: ">{ prose(held) }</td>
            <td data-l="See it: ">{ prose(seen) }</td>
        </tr>
    }
}

/// Empties the page at a click.
pub fn clear_button(on: &On) -> Html {
    button("", text("Clear everything"), on.reform(|_: MouseEvent| Action::ClearAll))
}

fn clearing(state: &State, on: &On) -> Html {
    let checked = state.clearing.when_hidden;
    let onchange = on.reform(move |_: Event| Action::WhenHidden(!checked));
    let label = text("Clear everything when this tab has been hidden for 60 seconds");
    html! {
        <>
            { block("row", clear_button(on)) }
            { choice("checkbox", "when-hidden", checked, onchange, label) }
        </>
    }
}

/// The edition that needs no site, and how to know that it is the right one.
fn one_file(hash: &str) -> Html {
    part(
        "The page as one file",
        html! {
            <>
                <p>
                    { prose("All of this page is also one file, ") }
                    <a href="token-triage.html" download="token-triage.html">{ "token-triage.html" }</a>
                    { prose(ONE_FILE) }
                </p>
                <pre class="command" tabindex="0" aria-label="SHA-256 of token-triage.html">{ hash.to_owned() }</pre>
                { paragraph("aside", CHECK) }
            </>
        },
    )
}

const LEAD: &str = "It stays in this tab. You need not take our word for it: your browser enforces most of what is promised \
    here, and each line says how you can see that.";

/// Those that the site and the edition in one file keep each in its own way: first the site's.
const SITE: [Promise; 2] = [
    (
        "Nothing you type is sent.",
        "Before it is ready the page may load files of its own address, nothing else. Then it adds the policy `connect-src 'none'`: \
         your browser refuses every request that code here could make, until the page is loaded again.",
        "In the developer tools, tab **Network**, empty the list, then paste, type, click: it stays empty. In the **Console**, \
         `fetch('index.html')` is refused. Or pull the network cable: everything goes on working.",
    ),
    (
        "What runs is what was built.",
        "Program, style and knowledge come with their hashes: your browser refuses one that was changed by as much as a byte, and the \
         page says so. Only the letters and what the host writes of itself, `site.json`, have none; neither can run anything.",
        "`SHA256SUMS` beside this page lists all files. Download them and run `sha256sum -c SHA256SUMS`. Whoever builds the same \
         version gets the same hashes.",
    ),
];

const FILE: [Promise; 2] = [
    (
        "Nothing you type is sent.",
        "This file holds all that it needs. The policy in its first lines has `connect-src 'none'`: your browser refuses every \
         request that code here could make.",
        "In the developer tools, tab **Network**, empty the list, then paste, type, click: it stays empty. Or pull the network cable: \
         everything goes on working.",
    ),
    (
        "What runs is what was built.",
        "The file holds the hashes of its own parts, and starts none that was damaged.",
        "The page on the web shows this file's SHA-256. Compare it with what `sha256sum token-triage.html` prints.",
    ),
];

const PROMISES: [Promise; 4] = [
    (
        "No code of anyone else runs here.",
        "A content security policy allows the page's own code and nothing of another address, no `eval`, no text that becomes HTML; \
         once the page is ready, no further script at all. There is no analytics and no third party.",
        "Show the page's source: `Content-Security-Policy` stands in its first lines.",
    ),
    (
        "Nothing is stored.",
        "The page uses no cookie, no local storage, no database. Only if you ask for it does your browser keep a copy of the site's \
         own files. The address holds names of tabs, providers and causes, nothing \
         you type. A link to another site opens only when you click it, and does not tell that site where you came from.",
        "Look at the address bar while you type, and in the developer tools under **Application** (Firefox and Safari: **Storage**).",
    ),
    (
        "What is cleared is gone.",
        "The program overwrites all memory that it gives back, and its stack when everything is cleared. Fields and answers are made \
         anew, so that no undo brings them back.",
        "Press **Clear everything**, then undo in any field. The tests of the project search the program's whole memory for secrets, \
         before and after.",
    ),
    (
        "Errors repeat nothing.",
        "Messages, the console and the screen of a crash are fixed sentences. Secrets are masked until you ask to see them.",
        "Keep the **Console** open: nothing you type appears in it.",
    ),
];

const TOOLS: &str = "The developer tools open with F12 in Chrome, Edge and Firefox (on a Mac with ⌥⌘I). In Safari, first tick \
    **Show features for web developers** in the settings under **Advanced**; then ⌥⌘I opens them.";

const ONE_FILE: &str = ". Save it, pull the network cable if you like, and open it from your disk. Its policy forbids every \
    connection from the first byte. This is its SHA-256:";

const CHECK: &str = "Compare it with what `sha256sum token-triage.html` prints (on a Mac `shasum -a 256 token-triage.html`, in PowerShell \
    `Get-FileHash token-triage.html`).";

const LIMITS: [&str; 7] = [
    "**Browser extensions** read whatever you let them read, in this page as in any other. A private window usually runs without them.",
    "**A changed copy.** Whoever hosts this page can put another one in its place, hashes and all. Compare with the hashes of the \
     project, or keep the page as one file.",
    "**The clipboard.** What you copy can be read by other programs, and your system may keep it. The first button under a command copies it \
     without the secret.",
    "**Your screen.** Whoever sees it, or a recording of it, sees what you have unmasked.",
    "**Navigation and WebRTC.** The policy does not govern where a page navigates to, nor WebRTC. This page does neither with what \
     you type; code of someone else could, which is why none may run.",
    "**The browser's own copies.** The text of a field and what passes between browser and program lie in memory that no page can \
     overwrite. They go when the browser needs the room, at the latest when you close the tab.",
    "**Your system.** A memory image, a swap file or a debugger shows what any program holds, this browser too.",
];
