//! The static pages of the site: one for each cause, error code and provider, and their three lists.
//!
//! They are written natively while the site is built, from the same views as the look-up's, and need no script to be
//! read. Their addresses are public: `cause/<id>.html`, `error/<code>.html`, `provider/<slug>.html`.

mod advice;
mod beside;
mod cause;
mod document;
mod error;
mod link;
mod lists;
mod messages;
mod named;
mod printed;
mod provider;
mod sitemap;
mod summary;
mod write;

pub use document::{Page, Site};
pub use sitemap::sitemap;
pub use summary::{DESCRIPTION, TITLE};
pub use write::NotStatic;

use crate::knowledge::{Knowledge, Reference};

/// Every page of the site but the app, lists first, each kind by id.
pub fn pages(knowledge: &Knowledge) -> Vec<Page> {
    let mut pages =
        vec![lists::causes(knowledge), lists::errors(knowledge), lists::providers(knowledge)];
    pages.extend(knowledge.causes.iter().flat_map(|one| cause::pages(one, knowledge)));
    pages.extend(knowledge.errors.iter().map(|one| error::page(one, knowledge)));
    pages.extend(knowledge.providers.iter().flat_map(|one| provider::pages(one, knowledge)));
    pages
}

/// The newest day on which one of these was read; empty if there is none.
fn newest<'r>(references: impl IntoIterator<Item = &'r Reference>) -> String {
    references.into_iter().map(|one| one.seen.as_str()).max().unwrap_or_default().to_owned()
}
