//! What this browser keeps of the site for use without network, and how to be rid of it.

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::parts::{button, text};
use super::prose::{link, paragraph, part};
use crate::browser::offline::{self, Kept};

/// What a [`Copy`] needs.
#[derive(Properties, PartialEq)]
pub struct CopyProps {
    /// Whether the tab is hidden: another one may change what is kept meanwhile.
    pub hidden: bool,
}

/// The copy in this browser, as it is.
#[component]
pub fn Copy(CopyProps { hidden }: &CopyProps) -> Html {
    let kept = use_state(|| None::<Kept>);
    use_effect_with(*hidden, {
        let kept = kept.setter();
        move |_| spawn_local(async move { kept.set(Some(offline::look().await)) })
    });
    let remove = {
        let kept = kept.setter();
        Callback::from(move |_: MouseEvent| {
            let kept = kept.clone();
            spawn_local(async move {
                offline::remove().await;
                kept.set(Some(offline::look().await));
            });
        })
    };
    let (said, files) = match &*kept {
        None => return html! {},
        Some(Kept::Unable) => (UNABLE.to_owned(), false),
        Some(Kept::Nothing) => (NOTHING.to_owned(), false),
        Some(Kept::Copy(files)) => ([KEPT, files, FILES].concat(), true),
        Some(Kept::Newer(files)) => ([KEPT, files, FILES, NEWER].concat(), true),
    };
    part(
        "Without network",
        html! {
            <>
                <div role="status">{ paragraph("", &said) }</div>
                <p class="row">
                    if files { { button("", text("Remove the offline copy"), remove) } }
                    { link("Use it without network", "offline.html") }
                </p>
            </>
        },
    )
}

const UNABLE: &str = "This browser keeps no copy of this page here: that takes https, and a window that is not private.";

const NOTHING: &str = "This browser keeps no copy of this page. On a page of its own you can have one kept; this one, which you type \
    into, can't start anything in the background.";

const KEPT: &str = "This browser keeps a copy of this page for use without network: ";

const FILES: &str = " files of the site, nothing of yours.";

const NEWER: &str =
    " A newer version is ready: it opens the next time, once every tab of this page was closed.";
