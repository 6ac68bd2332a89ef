//! The parts that every page is made of. Each is drawn in one place: an element written out in `html!`
//! costs some 400 bytes of wasm, a call of these a tenth of that.

use yew::prelude::*;

use super::prose::prose;

/// The headline of a page or an answer.
pub fn headline(words: String) -> Html {
    html! { <h1>{ words }</h1> }
}

/// Something to type or to look for.
pub fn code(text: String) -> Html {
    html! { <code>{ text }</code> }
}

/// Words that can wait.
pub fn small(words: String) -> Html {
    html! { <small>{ words }</small> }
}

/// The line under a headline: short statements in prose, side by side.
pub fn facts(facts: &[String]) -> Html {
    let facts = facts.iter().map(|fact| html! { <span>{ prose(fact) }</span> });
    html! { <p class="facts">{ facts.collect::<Html>() }</p> }
}

/// Something to open.
pub fn openable(title: Html, body: Html) -> Html {
    html! { <details class="cause"><summary>{ title }</summary><div>{ body }</div></details> }
}

/// A part of the page of a class.
pub fn block(class: &'static str, body: Html) -> Html {
    html! { <div {class}>{ body }</div> }
}

/// A button of a class, or of none.
pub fn button(class: &'static str, name: Html, onclick: Callback<MouseEvent>) -> Html {
    html! { <button type="button" {class} {onclick}>{ name }</button> }
}

/// Words without marks.
pub fn text(words: &str) -> Html {
    html! { { words.to_owned() } }
}

/// A numbered finding: its sign and what is said of it.
pub fn finding(number: usize, colour: &'static str, said: Html) -> Html {
    let sign = if number == 0 { String::new() } else { number.to_string() };
    html! { <li><span class={classes!("n", colour)}>{ sign }</span><div>{ said }</div></li> }
}
