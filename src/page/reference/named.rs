//! Providers by name, with what is said of each.

use yew::prelude::*;

use crate::knowledge::Provider;
use crate::page::prose::{link, part};

/// So many have room for what is said of them; the others are named.
const TOLD: usize = 40;

/// A heading over the providers of which something is said; nothing if there are none.
pub fn providers(heading: &'static str, told: &[(&Provider, Html)]) -> Html {
    if told.is_empty() {
        return html! {};
    }
    let name = |provider: &Provider| link(&provider.name, &["#/provider/", &provider.id].concat());
    let (with_words, by_name) = told.split_at(told.len().min(TOLD));
    let items = with_words
        .iter()
        .map(|(provider, said)| html! { <li>{ name(provider) }{ ":" }{ said.clone() }</li> });
    let others = by_name.iter().enumerate().map(|(number, (provider, _))| {
        let blank = if number > 0 { ", " } else { " " };
        html! { <>{ blank }{ name(provider) }</> }
    });
    let others =
        (!by_name.is_empty()).then(|| html! { <li>{ "And" }{ others.collect::<Html>() }</li> });
    part(heading, html! { <ul>{ items.collect::<Html>() }{ for others }</ul> })
}
