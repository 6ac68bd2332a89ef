//! The knowledge base's prose as text nodes. Nothing is ever parsed as HTML.

use yew::prelude::*;

use super::parts::{openable, text};
use crate::knowledge::Reference;
use crate::state::prose::{Piece, pieces};

/// A sentence or a paragraph with its marks.
pub fn prose(text: &str) -> Html {
    pieces(text).into_iter().map(piece).collect()
}

fn piece(piece: Piece<'_>) -> Html {
    match piece {
        Piece::Plain(words) => html! { { words.to_owned() } },
        Piece::Code(code) => html! { <code>{ code.to_owned() }</code> },
        Piece::Strong(words) => html! { <strong>{ words.to_owned() }</strong> },
        Piece::Link(words, address) => link(words, address),
    }
}

/// A link; one that leaves the page tells the other site nothing of where it came from.
pub fn link(words: &str, address: &str) -> Html {
    let words = words.to_owned();
    let href = address.to_owned();
    if href.starts_with('#') {
        return html! { <a {href}>{ words }</a> };
    }
    html! { <a {href} target="_blank" rel="noreferrer noopener">{ words }</a> }
}

/// Paragraphs.
pub fn paragraphs<T: AsRef<str>>(texts: impl IntoIterator<Item = T>) -> Html {
    texts.into_iter().map(|text| paragraph("", text.as_ref())).collect()
}

/// A paragraph of a class.
pub fn paragraph(class: &'static str, text: &str) -> Html {
    html! { <p class={(!class.is_empty()).then_some(class)}>{ prose(text) }</p> }
}

/// An item of a list.
pub fn item(body: Html) -> Html {
    html! { <li>{ body }</li> }
}

/// A heading over its part of the page.
pub fn part(heading: &'static str, body: Html) -> Html {
    html! { <section class="part"><h2>{ heading }</h2>{ body }</section> }
}

/// A link to another place of this page that looks like a button.
pub fn button_link(href: String, words: String) -> Html {
    html! { <p class="row"><a class="button" {href}>{ words }</a></p> }
}

/// A heading with numbered steps; nothing if there are none.
pub fn steps(heading: &'static str, texts: &[String]) -> Html {
    section(heading, texts, true)
}

/// So many steps are shown at once.
const STEPS: usize = 3;

/// A heading with the first of many steps, the rest to open; nothing if there are none.
pub fn first_steps(heading: &'static str, texts: &[String]) -> Html {
    match texts.split_at_checked(STEPS) {
        // One more is sooner read than opened.
        Some((first, rest)) if rest.len() > 1 => {
            let more = [&rest.len().to_string(), " more steps"].concat();
            let rest = html! { <ol start={(STEPS + 1).to_string()}>{ items(rest) }</ol> };
            part(heading, html! { <><ol>{ items(first) }</ol>{ openable(text(&more), rest) }</> })
        }
        _ => steps(heading, texts),
    }
}

/// A heading with a list; nothing if it is empty.
pub fn list(heading: &'static str, texts: &[String]) -> Html {
    section(heading, texts, false)
}

fn section(heading: &'static str, texts: &[String], ordered: bool) -> Html {
    if texts.is_empty() {
        return html! {};
    }
    let items = items(texts);
    part(
        heading,
        if ordered {
            html! { <ol>{ items }</ol> }
        } else {
            html! { <ul>{ items }</ul> }
        },
    )
}

fn items(texts: &[String]) -> Html {
    texts.iter().map(|text| item(prose(text))).collect()
}

/// Where it is written, under a heading; nothing if nowhere.
pub fn references(references: &[Reference]) -> Html {
    if references.is_empty() {
        html! {}
    } else {
        part("Where it is written", sources(references))
    }
}

/// Where it is written, and when that was read.
pub fn sources(references: &[Reference]) -> Html {
    let items = references.iter().map(|one| {
        let title = if one.title.is_empty() { &one.url } else { &one.title };
        let seen = [" read on ", &one.seen].concat();
        html! { <li>{ link(title, &one.url) }<small>{ seen }</small></li> }
    });
    html! { <ul class="sources">{ items.collect::<Html>() }</ul> }
}
