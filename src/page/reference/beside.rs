//! Pages beside an entry's own, for what would make that one too long.

use yew::prelude::*;

use super::document::Page;
use super::{summary, write};
use crate::page::parts::headline;
use crate::page::prose::{button_link, paragraph, part};

/// Bytes of an entry's page before they are compressed. Prose and markup shrink to a quarter or less: with the head and
/// the style sheet that stays below 14 KiB.
const BODY: usize = 24_000;

/// The entry that the pages belong to.
pub struct Owner<'k> {
    /// Its folder.
    pub folder: &'static str,
    /// Its id.
    pub id: &'k str,
    /// What it is called, on the way to the page and in its title.
    pub name: &'k str,
    /// The newest day on which a source of it was read.
    pub seen: String,
    /// The way into the app.
    pub open: (String, String),
}

/// What the pages are about.
pub struct Matter {
    /// The end of their names: `messages`, behind the entry's id.
    pub name: &'static str,
    /// The heading that it stands under, there and here.
    pub heading: &'static str,
    /// How it is read; may be empty.
    pub lead: &'static str,
    /// On the way to the page.
    pub crumb: &'static str,
}

/// A piece of it that is not parted.
pub struct Item {
    /// The id by which a link points to it.
    pub id: String,
    /// What it is called in lists.
    pub title: String,
    /// What it says.
    pub body: Html,
}

/// How much room an entry's own page has.
pub struct Room(usize);

impl Room {
    /// What a view leaves of it.
    pub fn beside(view: &Html) -> Self {
        Room(BODY.saturating_sub(weight(view)))
    }

    /// Whether there is room for these, which is then taken.
    pub fn take(&mut self, items: &[Item]) -> bool {
        let left = self.0.checked_sub(items.iter().map(|item| weight(&item.body)).sum());
        self.0 = left.unwrap_or(self.0);
        left.is_some()
    }
}

impl Matter {
    /// The part of the entry's own page that holds all of it; nothing if there is nothing.
    pub fn section(&self, items: &[Item]) -> Html {
        if items.is_empty() {
            return html! {};
        }
        let bodies: Html = items.iter().map(|item| item.body.clone()).collect();
        html! { <div id={self.name}>{ part(self.heading, bodies) }</div> }
    }

    /// The part of the entry's own page that leads to the pages beside it: a list of what is where.
    pub fn way(&self, owner: &Owner<'_>, items: &[Item]) -> Html {
        let shares = shares(items).into_iter().enumerate();
        let links = shares.flat_map(|(number, items)| {
            let file = self.file(owner, number);
            let link = move |item: &Item| {
                let address = [&file, ".html#", &item.id].concat();
                html! { <li><a href={address}>{ item.title.clone() }</a></li> }
            };
            items.iter().map(link)
        });
        let list = html! { <ul class="ways">{ links.collect::<Html>() }</ul> };
        html! { <div id={self.name}>{ part(self.heading, list) }</div> }
    }

    /// The pages beside it, each as long as it may be.
    pub fn pages(&self, owner: &Owner<'_>, items: &[Item]) -> Vec<Page> {
        let shares = shares(items);
        let count = shares.len();
        let page = |(number, items): (usize, &[Item])| {
            let part = if count > 1 {
                [", part ", &(number + 1).to_string(), " of ", &count.to_string()].concat()
            } else {
                String::new()
            };
            let crumb = [self.crumb, &part].concat();
            let about = [&crumb, ": ", owner.name].concat();
            let titles: Vec<String> = items.iter().map(|item| item.title.clone()).collect();
            let next = (number + 1 < count).then(|| {
                button_link(
                    [&self.file(owner, number + 1), ".html"].concat(),
                    "Next part".to_owned(),
                )
            });
            Page {
                folder: owner.folder,
                name: self.file(owner, number),
                title: summary::title(&about),
                description: summary::description(&[&about, "."].concat(), &titles),
                crumb,
                parent: Some(([owner.id, ".html"].concat(), owner.name.to_owned())),
                seen: owner.seen.clone(),
                open: owner.open.clone(),
                body: html! {
                    <>
                        { headline(about) }
                        if !self.lead.is_empty() { { paragraph("lead", self.lead) } }
                        { self.section(items) }
                        { for next }
                    </>
                },
            }
        };
        shares.into_iter().enumerate().map(page).collect()
    }

    /// The name of a page's file, without its ending; the first has the bare name.
    fn file(&self, owner: &Owner<'_>, number: usize) -> String {
        let first = [owner.id, "-", self.name].concat();
        if number == 0 { first } else { [&first, "-", &(number + 1).to_string()].concat() }
    }
}

/// Items page by page.
fn shares(items: &[Item]) -> Vec<&[Item]> {
    let mut shares = Vec::new();
    let (mut start, mut filled) = (0, 0);
    for (at, item) in items.iter().enumerate() {
        let more = weight(&item.body);
        if at > start && filled + more > BODY {
            shares.extend(items.get(start..at));
            (start, filled) = (at, 0);
        }
        filled += more;
    }
    shares.extend(items.get(start..).filter(|rest| !rest.is_empty()));
    shares
}

/// The bytes of a view as it is written.
fn weight(view: &Html) -> usize {
    let mut out = String::new();
    // What can't be written fails where the page is.
    let _ = write::html(view, &mut out);
    out.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::parts::text;

    #[test]
    fn what_does_not_fit_begins_a_page() {
        let item = |bytes: usize| Item {
            id: String::new(),
            title: String::new(),
            body: text(&"x".repeat(bytes)),
        };
        let sizes = |items: Vec<usize>| -> Vec<usize> {
            let items: Vec<Item> = items.into_iter().map(item).collect();
            shares(&items).iter().map(|share| share.len()).collect()
        };
        assert_eq!(sizes(vec![]), Vec::<usize>::new());
        assert_eq!(sizes(vec![BODY / 2, BODY / 2, 1]), [2, 1]);
        assert_eq!(sizes(vec![1, BODY, 1]), [1, 1, 1]);
        assert_eq!(
            sizes(vec![2 * BODY, 1]),
            [1, 1],
            "one that is too long by itself is not parted"
        );
    }
}
