//! A button that copies a text and says that it did.

use std::rc::Rc;

use yew::prelude::*;

use crate::browser::{clipboard, timer};
use crate::secret::Secret;

/// What is copied, and what it is called.
#[derive(Properties, PartialEq)]
pub struct CopyProps {
    /// What stands on the button.
    pub label: AttrValue,
    /// What is said when it is done: "Copied the command, without the secret."
    pub done: AttrValue,
    /// What is copied.
    pub text: Secret,
    /// Whether it is the main thing to do.
    #[prop_or_default]
    pub main: bool,
}

/// How long it says so, in milliseconds.
const SAID: u32 = 4000;

/// The button and, beside it, the word that it was copied.
#[component]
pub fn Copy(CopyProps { label, done, text, main }: &CopyProps) -> Html {
    let said = use_state(|| None::<bool>);
    let clear = use_mut_ref(|| None::<timer::Later>);
    let onclick = {
        let (said, text) = (said.setter(), Rc::new(text.clone()));
        Callback::from(move |_: MouseEvent| {
            let (said, clear) = (said.clone(), clear.clone());
            clipboard::copy(text.expose(), move |copied| {
                said.set(Some(copied));
                *clear.borrow_mut() = Some(timer::later(SAID, move || said.set(None)));
            });
        })
    };
    let words = match *said {
        None => AttrValue::default(),
        Some(true) => done.clone(),
        Some(false) => {
            "This browser does not let the page copy. Select the text and copy it by hand.".into()
        }
    };
    html! {
        <span class="copy">
            <button type="button" class={main.then_some("main")} {onclick}>{ label }</button>
            <small role="status">{ words }</small>
        </span>
    }
}
