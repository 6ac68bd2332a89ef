//! sitemap.xml: every page with its whole address (sitemaps.org, protocol 0.9).

use super::document::{Page, Site};
use super::write;

/// The sitemap, if the site's own address is known: the format takes whole addresses only.
pub fn sitemap(pages: &[Page], site: &Site) -> Option<String> {
    let address = site.address.as_ref()?;
    let mut out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n".to_owned();
    let newest = pages.iter().map(|page| page.seen.as_str()).max().unwrap_or_default();
    url(address, newest, &mut out);
    for page in pages {
        // A list changes when one of its entries does.
        let seen = if page.name == "index" { newest_of(pages, page.folder) } else { &page.seen };
        url(&page.canonical(site), seen, &mut out);
    }
    out.push_str("</urlset>\n");
    Some(out)
}

fn newest_of<'p>(pages: &'p [Page], folder: &str) -> &'p str {
    let days = pages.iter().filter(|page| page.folder == folder).map(|page| page.seen.as_str());
    days.max().unwrap_or_default()
}

fn url(address: &str, seen: &str, out: &mut String) {
    out.push_str("<url><loc>");
    write::text(address, out);
    out.push_str("</loc>");
    if !seen.is_empty() {
        out.push_str("<lastmod>");
        write::text(seen, out);
        out.push_str("</lastmod>");
    }
    out.push_str("</url>\n");
}
