//! The parts that every page is made of. Each is drawn in one place: an element written out in `html!`
//! costs some 400 bytes of wasm, a call of these a tenth of that.

use yew::prelude::*;

use super::prose::prose;
use crate::credential::Cell;

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
    openable_if(false, title, body)
}

/// Something to open, open from the start if it matters.
pub fn openable_if(open: bool, title: Html, body: Html) -> Html {
    html! { <details class="cause" {open}><summary>{ title }</summary><div>{ body }</div></details> }
}

/// A text as it is, that the keyboard can scroll.
pub fn pre(label: &'static str, body: Html) -> Html {
    html! { <pre class="command" tabindex="0" aria-label={label}>{ body }</pre> }
}

/// Characters, a cell each.
pub fn cells(cells: Vec<Cell>) -> Html {
    let cell = |cell: Cell| {
        let class = match (cell.suspicious, &cell.name) {
            (true, _) => Some("bad"),
            (false, Some(_)) if !cell.shown.starts_with('•') => Some("odd"),
            _ => None,
        };
        // Heard as its words, in place of a sign that many voices leave out.
        html! { <li {class}><span role="img" aria-label={cell.spoken}>{ cell.shown }{ for cell.name.map(small) }</span></li> }
    };
    html! { <ol class="cells">{ cells.into_iter().map(cell).collect::<Html>() }</ol> }
}

/// Terms, each with what is said of it.
pub fn terms(terms: impl IntoIterator<Item = (Html, Html)>) -> Html {
    let terms =
        terms.into_iter().map(|(term, said)| html! { <><dt>{ term }</dt><dd>{ said }</dd></> });
    html! { <dl>{ terms.collect::<Html>() }</dl> }
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

/// A numbered finding: a button that shows its words in the paste, and what is said of it.
pub fn finding(number: usize, lit: usize, said: Html) -> Html {
    let class = mark_class(number, number == lit);
    let sign = number.to_string();
    let name = [&sign, ": show it in the paste"].concat();
    html! {
        <li {class} data-n={sign.clone()}>
            if number > 0 { <button type="button" class="n" aria-label={name}>{ sign }</button> } else { <span /> }
            <div>{ said }</div>
        </li>
    }
}

/// The class of what is marked with a number: one of four colours, each with a line of its own, in turn.
pub fn mark_class(number: usize, lit: bool) -> Classes {
    let colour = match number % 4 {
        1 => "m1",
        2 => "m2",
        3 => "m3",
        _ => "m4",
    };
    classes!((number > 0).then_some(colour), (lit && number > 0).then_some("lit"))
}
