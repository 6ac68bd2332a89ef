//! Pages beside a provider's own, for what would make that one too long.

use yew::prelude::*;

use super::document::Page;
use super::{newest, summary};
use crate::knowledge::Provider;
use crate::page::parts::headline;
use crate::page::prose::button_link;

/// What the pages are about.
pub struct Matter {
    /// The end of their names: `messages`, behind the provider's slug.
    pub name: &'static str,
    /// The headline, without the provider's name that stands in it at `{}`: "What {} says".
    pub headline: [&'static str; 2],
    /// What the title says behind it.
    pub remark: &'static str,
    /// In the way to the page.
    pub crumb: &'static str,
}

/// One page's share: what the description lists, and the body.
pub struct Share {
    /// Titles of what stands on it.
    pub titles: Vec<String>,
    /// What it says.
    pub body: Html,
}

impl Matter {
    /// The name of a page's file, without its ending; the first has the bare name.
    pub fn file(&self, provider: &Provider, number: usize) -> String {
        let first = [&provider.id, "-", self.name].concat();
        if number == 0 { first } else { [&first, "-", &(number + 1).to_string()].concat() }
    }

    /// The link to the first page.
    pub fn button(&self, provider: &Provider, words: &str) -> Html {
        button_link([&self.file(provider, 0), ".html"].concat(), words.to_owned())
    }

    /// A page for each share.
    pub fn pages(&self, provider: &Provider, shares: Vec<Share>) -> Vec<Page> {
        let count = shares.len();
        let page = |(number, share): (usize, Share)| {
            let part = if count > 1 {
                [", part ", &(number + 1).to_string(), " of ", &count.to_string()].concat()
            } else {
                String::new()
            };
            let [before, behind] = self.headline;
            let about = [before, &provider.name, behind, &part].concat();
            let next = (number + 1 < count).then(|| {
                button_link(
                    [&self.file(provider, number + 1), ".html"].concat(),
                    "Next part".to_owned(),
                )
            });
            Page {
                folder: "provider",
                name: self.file(provider, number),
                title: summary::title(&[&about, self.remark].concat()),
                description: summary::description(
                    &[&about, self.remark, ":"].concat(),
                    &share.titles,
                ),
                crumb: [self.crumb, &part].concat(),
                parent: Some(([&provider.id, ".html"].concat(), provider.name.clone())),
                seen: newest(&provider.references),
                body: html! { <>{ headline(about.clone()) }{ share.body }{ for next }</> },
            }
        };
        shares.into_iter().enumerate().map(page).collect()
    }
}
