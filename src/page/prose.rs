//! The knowledge base's prose as text nodes. Nothing is ever parsed as HTML.

use yew::prelude::*;

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
pub fn paragraphs<'t>(texts: impl IntoIterator<Item = &'t str>) -> Html {
    texts.into_iter().map(|text| html! { <p>{ prose(text) }</p> }).collect()
}

/// A heading with numbered steps; nothing if there are none.
pub fn steps(heading: &'static str, texts: &[String]) -> Html {
    section(heading, texts, true)
}

/// A heading with a list; nothing if it is empty.
pub fn list(heading: &'static str, texts: &[String]) -> Html {
    section(heading, texts, false)
}

fn section(heading: &'static str, texts: &[String], ordered: bool) -> Html {
    if texts.is_empty() {
        return html! {};
    }
    let items: Html = texts.iter().map(|text| html! { <li>{ prose(text) }</li> }).collect();
    html! {
        <section class="part">
            <h2>{ heading }</h2>
            if ordered { <ol>{ items }</ol> } else { <ul>{ items }</ul> }
        </section>
    }
}

/// Where it is written, under a heading; nothing if nowhere.
pub fn references(references: &[Reference]) -> Html {
    if references.is_empty() {
        return html! {};
    }
    html! { <section class="part sources"><h2>{ "Where it is written" }</h2>{ sources(references) }</section> }
}

/// Where it is written, and when that was read.
pub fn sources(references: &[Reference]) -> Html {
    let items = references.iter().map(|one| {
        let title = if one.title.is_empty() { &one.url } else { &one.title };
        html! { <li>{ link(title, &one.url) }{ " " }<small>{ "read on " }{ one.seen.clone() }</small></li> }
    });
    html! { <ul class="sources">{ items.collect::<Html>() }</ul> }
}
