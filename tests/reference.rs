//! The static pages of the whole knowledge base: their addresses, heads and what may be missing from none.

#![allow(clippy::unwrap_used, reason = "a test that can't read the knowledge base fails")]

use std::collections::BTreeSet;
use std::path::Path;

use token_triage::knowledge::{Knowledge, source};
use token_triage::page::reference::{DESCRIPTION, Page, Site, TITLE, pages, sitemap};

fn knowledge() -> Knowledge {
    source::knowledge(&Path::new(env!("CARGO_MANIFEST_DIR")).join("knowledge")).unwrap()
}

fn site(address: Option<&str>) -> Site {
    let index = "<head><link rel=\"icon\" href=\"data:,\"><link rel=\"stylesheet\" href=\"./app-0123.css\"></head>";
    Site::of(index, address.map(str::to_owned)).unwrap()
}

fn page<'p>(pages: &'p [Page], path: &str) -> &'p Page {
    pages.iter().find(|page| page.path() == path).unwrap()
}

#[test]
fn every_entry_has_its_page_and_no_two_share_an_address() {
    let knowledge = knowledge();
    let pages = pages(&knowledge);
    let paths: BTreeSet<String> = pages.iter().map(Page::path).collect();
    assert_eq!(paths.len(), pages.len(), "two pages share an address");
    let causes = knowledge.causes.iter().map(|one| format!("cause/{}.html", one.id));
    let errors = knowledge.errors.iter().map(|one| format!("error/{}.html", one.id));
    let providers = knowledge.providers.iter().map(|one| format!("provider/{}.html", one.id));
    let lists = ["cause", "error", "provider"].map(|folder| format!("{folder}/index.html"));
    let missing: Vec<String> = causes
        .chain(errors)
        .chain(providers)
        .chain(lists)
        .filter(|path| !paths.contains(path))
        .collect();
    assert_eq!(missing, Vec::<String>::new());
}

#[test]
fn addresses_need_no_escaping_anywhere() {
    let pages = pages(&knowledge());
    let odd = |page: &&Page| {
        !page.name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte))
    };
    assert_eq!(pages.iter().filter(odd).map(Page::path).collect::<Vec<_>>(), Vec::<String>::new());
}

#[test]
fn the_canonical_address_is_whole_where_the_site_has_one() {
    let pages = pages(&knowledge());
    let page = page(&pages, "error/invalid_client.html");
    for (address, canonical) in [
        (
            Some("https://example.org/triage/"),
            "https://example.org/triage/error/invalid_client.html",
        ),
        (None, "invalid_client.html"),
    ] {
        let html = page.html(&site(address)).unwrap();
        let link = format!("<link rel=\"canonical\" href=\"{canonical}\">");
        assert!(html.contains(&link), "{html}");
    }
}

#[test]
fn the_style_sheet_and_the_icon_are_those_of_the_app() {
    let pages = pages(&knowledge());
    let html = page(&pages, "cause/clock-skew.html").html(&site(None)).unwrap();
    assert!(html.contains("<link rel=\"stylesheet\" href=\"../app-0123.css\">"), "{html}");
    assert!(html.contains("<link rel=\"icon\" href=\"data:,\">"), "{html}");
    assert_eq!(Site::of("<link rel=\"icon\" href=\"data:,\">", None), None);
}

#[test]
fn titles_and_descriptions_are_short_and_their_own() {
    let pages = pages(&knowledge());
    let mut seen = BTreeSet::new();
    for page in &pages {
        let path = page.path();
        let lengths = (page.title.chars().count(), page.description.chars().count());
        assert!((15..=TITLE).contains(&lengths.0), "{path}: {}", page.title);
        assert!((40..=DESCRIPTION).contains(&lengths.1), "{path}: {}", page.description);
        assert!(seen.insert(&page.title), "{path}: {}", page.title);
        assert!(seen.insert(&page.description), "{path}: {}", page.description);
        assert!(
            !page.description.contains('`') && !page.description.contains("**"),
            "{path}: {}",
            page.description
        );
    }
}

#[test]
fn the_sitemap_holds_every_page_and_the_app() {
    let address = "https://example.org/triage/";
    let pages = pages(&knowledge());
    assert_eq!(sitemap(&pages, &site(None)), None);
    let sitemap = sitemap(&pages, &site(Some(address))).unwrap();
    let lines: Vec<&str> = sitemap.lines().collect();
    let (head, tail) = (&lines[..2], lines[lines.len() - 1]);
    assert_eq!(
        head,
        [
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>",
            "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">",
        ]
    );
    assert_eq!(tail, "</urlset>");
    let mut listed = BTreeSet::new();
    for line in &lines[2..lines.len() - 1] {
        let rest = line.strip_prefix("<url><loc>").unwrap_or_else(|| panic!("{line}"));
        let (location, rest) = rest.split_once("</loc>").unwrap_or_else(|| panic!("{line}"));
        let day =
            rest.strip_prefix("<lastmod>").and_then(|rest| rest.strip_suffix("</lastmod></url>"));
        let is_day = day.is_some_and(|day| {
            day.len() == 10 && day.split('-').all(|part| part.parse::<u16>().is_ok())
        });
        assert!(is_day || rest == "</url>", "{line}");
        assert!(!location.contains(['<', '>', '&', '"', ' ']), "{line}");
        assert!(listed.insert(location.to_owned()), "twice: {location}");
    }
    let mut wanted: BTreeSet<String> =
        pages.iter().map(|page| format!("{address}{}", page.path())).collect();
    wanted.insert(address.to_owned());
    assert_eq!(listed, wanted);
}

#[test]
fn a_provider_says_all_that_its_rules_know() {
    let knowledge = knowledge();
    let pages = pages(&knowledge);
    for provider in &knowledge.providers {
        let own = pages.iter().filter(|page| {
            page.folder == "provider"
                && (page.name == provider.id
                    || page.parent.as_ref().is_some_and(|(_, name)| *name == provider.name))
        });
        let text: String = own.map(|page| page.html(&site(None)).unwrap()).collect();
        let kinds = text.matches("<ul class=\"messages\">").count();
        let causes: BTreeSet<&str> =
            provider.rules.iter().map(|rule| rule.cause.as_str()).collect();
        assert_eq!(kinds, causes.len(), "{}: messages are grouped by cause", provider.id);
        let items = text.matches("<span>").count();
        assert!(
            items >= provider.rules.len(),
            "{}: {items} of {}",
            provider.id,
            provider.rules.len()
        );
    }
}

#[test]
fn two_renderings_are_the_same() {
    let render = || -> Vec<String> {
        pages(&knowledge()).iter().map(|page| page.html(&site(None)).unwrap()).collect()
    };
    assert!(render() == render());
}

#[test]
fn no_page_holds_a_script_or_a_style_of_its_own() {
    for page in pages(&knowledge()) {
        let html = page.html(&site(None)).unwrap();
        for part in ["<script", " style=\"", " onclick", "{{", "<style"] {
            assert!(!html.contains(part), "{}: {part}", page.path());
        }
    }
}
