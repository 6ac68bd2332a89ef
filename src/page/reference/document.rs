//! A page as a whole: its head, the way to it, and its body.

use yew::prelude::*;

use super::write::{self, NotStatic};

/// A page before it is written.
pub struct Page {
    /// The folder, a kind of entry: `cause`.
    pub folder: &'static str,
    /// The file without its ending: an entry's id, or `index`.
    pub name: String,
    /// For the window's title: what search engines show first.
    pub title: String,
    /// For search engines and previews.
    pub description: String,
    /// What the page is called in the way to it, the last of the steps.
    pub crumb: String,
    /// The page one step up within the folder, if that is not its index: address and name.
    pub parent: Option<(String, String)>,
    /// The newest day on which a source of it was read; empty if there is none.
    pub seen: String,
    /// The way into the app with what this page is about: words and address.
    pub open: (String, String),
    /// What it says.
    pub body: Html,
}

/// Where the site stands and what its pages share.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Site {
    /// The name of the style sheet, beside the app.
    pub style: String,
    /// The address of the icon, which holds the picture itself.
    pub icon: String,
    /// The whole address of the site with a slash at its end; pages name themselves by it.
    pub address: Option<String>,
}

impl Site {
    /// What the app's page says of the site; `None` if it names no style sheet.
    pub fn of(html: &str, address: Option<String>) -> Option<Self> {
        let link = |relation: &str| {
            let mut links = html.split("<link").filter_map(|rest| rest.split_once('>'));
            let found = links.find(|(link, _)| link.contains(relation))?.0;
            let (_, value) = found.split_once("href=\"")?;
            value.split_once('"').map(|(value, _)| value)
        };
        let style = link("stylesheet")?.trim_start_matches("./").to_owned();
        let icon = link("\"icon\"").unwrap_or_default().to_owned();
        Some(Site { style, icon, address })
    }
}

impl Page {
    /// The page's place in the site: `cause/clock-skew.html`.
    pub fn path(&self) -> String {
        [self.folder, "/", &self.name, ".html"].concat()
    }

    /// The page as text.
    ///
    /// # Errors
    /// If its body can't be drawn without a browser.
    pub fn html(&self, site: &Site) -> Result<String, NotStatic> {
        let mut out = "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n".to_owned();
        self.head(site, &mut out);
        out.push_str("</head>\n<body>\n");
        write::html(&header(), &mut out)?;
        out.push_str("\n<main id=\"main\">\n");
        write::html(&self.top(), &mut out)?;
        let class = if self.name == "index" { "index" } else { "entry" };
        let body = html! { <article {class}>{ self.body.clone() }</article> };
        out.push('\n');
        write::html(&body, &mut out)?;
        out.push_str("\n</main>\n</body>\n</html>\n");
        Ok(out)
    }

    fn head(&self, site: &Site, out: &mut String) {
        out.push_str("<meta charset=\"utf-8\">\n");
        let mut meta = |element: &str, attribute: &str, value: &str| {
            out.push_str(&["<", element, " ", attribute, "=\""].concat());
            write::quoted(value, out);
            out.push_str("\">\n");
        };
        meta("meta http-equiv=\"Content-Security-Policy\"", "content", POLICY);
        meta("meta name=\"referrer\"", "content", "no-referrer");
        meta("meta name=\"viewport\"", "content", "width=device-width, initial-scale=1");
        meta("meta name=\"color-scheme\"", "content", "light dark");
        meta("meta name=\"description\"", "content", &self.description);
        meta("link rel=\"canonical\"", "href", &self.canonical(site));
        meta("link rel=\"stylesheet\"", "href", &["../", &site.style].concat());
        if !site.icon.is_empty() {
            meta("link rel=\"icon\"", "href", &site.icon);
        }
        out.push_str("<title>");
        write::text(&self.title, out);
        out.push_str("</title>\n");
    }

    /// The address to give to others: whole, if the site's own is known.
    pub fn canonical(&self, site: &Site) -> String {
        match &site.address {
            Some(address) => [address, self.path().as_str()].concat(),
            None => [&self.name, ".html"].concat(),
        }
    }

    /// The way from the app to this page, and the one back.
    fn top(&self) -> Html {
        let (words, address) = self.open.clone();
        html! { <div class="top">{ self.way() }<a class="button" href={address}>{ words }</a></div> }
    }

    /// The way from the app to this page.
    fn way(&self) -> Html {
        let step = |address: String, name: &str| html! { <li><a href={address}>{ name.to_owned() }</a></li> };
        let is_index = self.name == "index";
        html! {
            <nav class="way" aria-label="Breadcrumb">
                <ol>
                    { step("../".to_owned(), "Token Triage") }
                    if !is_index {
                        { step("index.html".to_owned(), list_name(self.folder)) }
                    }
                    if let Some((address, name)) = &self.parent {
                        { step(address.clone(), name) }
                    }
                    <li><a href={[&self.name, ".html"].concat()} aria-current="page">{ self.crumb.clone() }</a></li>
                </ol>
            </nav>
        }
    }
}

/// What the index of a folder is called.
pub fn list_name(folder: &str) -> &'static str {
    match folder {
        "cause" => "Causes",
        "error" => "Error codes",
        _ => "Providers",
    }
}

/// Nothing but style, font and icon: these pages have no script.
const POLICY: &str = "default-src 'none'; style-src 'self'; font-src 'self'; img-src data:; base-uri 'none'; form-action 'none'";

/// The head that every page shows, as the app's.
fn header() -> Html {
    html! {
        <header>
            <a class="brand" href="../">{ "Token Triage" }</a>
            <nav aria-label="Token Triage"><ul>
                <li><a href="#/">{ "Diagnose" }</a></li>
                <li><a href="#/build">{ "Build" }</a></li>
                <li><a href="#/lookup" aria-current="true">{ "Look up" }</a></li>
            </ul></nav>
        </header>
    }
}
