//! The content security policies: of the page, of offline.html, and of the headers that go with both.
//!
//! The page that people type into starts no worker and makes no trusted type. offline.html does one of each, and it
//! alone. A host sends one header for all files: it allows what either document needs, and where a document has a
//! header and a policy of its own, both hold.

use super::checksum;
use crate::failure::{Failure, Outcome};

/// Where the policy goes in a document.
pub const PLACE: &str = "{{policy}}";

/// What differs between the policies.
struct Allowed<'a> {
    scripts: &'a str,
    connections: &'a str,
    workers: &'a str,
    images: &'a str,
    manifest: &'a str,
    trusted_types: &'a str,
}

impl Allowed<'_> {
    fn policy(&self) -> String {
        let Allowed { scripts, connections, workers, images, manifest, trusted_types } = self;
        format!(
            "default-src 'none'; script-src {scripts}; style-src 'self'; img-src {images}; font-src 'self'; \
             connect-src {connections}; worker-src {workers}; manifest-src {manifest}; base-uri 'none'; \
             form-action 'none'; require-trusted-types-for 'script'; trusted-types {trusted_types}"
        )
    }
}

/// The policy that allows the page's own files, its WebAssembly, and its one inline script.
///
/// Images come from `data:` alone: the icon is in the page, and no address of an image can carry anything out.
///
/// # Errors
/// If the page does not hold exactly one inline script.
pub fn for_page(html: &str) -> Outcome<String> {
    let allowed = Allowed {
        scripts: &format!("'self' 'wasm-unsafe-eval' {}", the_inline_script(html)?),
        connections: "'self'",
        workers: "'none'",
        images: "data:",
        manifest: "'none'",
        trusted_types: "'none'",
    };
    Ok(allowed.policy())
}

/// The policy of offline.html: its one script, the worker, the trusted type that is the worker's address, and manifest
/// and icons of the page as an app.
///
/// # Errors
/// If it does not hold exactly one inline script.
pub fn for_offline(html: &str) -> Outcome<String> {
    let scripts = the_inline_script(html)?;
    Ok(Allowed { scripts: &scripts, connections: "'none'", ..OFFLINE }.policy())
}

/// The policy that hosts send with every file.
///
/// # Errors
/// If one of the documents does not hold exactly one inline script.
pub fn for_headers(page: &str, offline: &str) -> Outcome<String> {
    let (page, offline) = (the_inline_script(page)?, the_inline_script(offline)?);
    let scripts = format!("'self' 'wasm-unsafe-eval' {page} {offline}");
    Ok(Allowed { scripts: &scripts, connections: "'self'", ..OFFLINE }.policy())
}

/// The policy of the one-file edition: its inline scripts and style, its WebAssembly, and no connection from the first byte on.
pub fn for_one_file(html: &str, style: &str) -> String {
    let scripts: Vec<String> = inline_scripts(html).into_iter().map(checksum::in_policy).collect();
    let (scripts, style) = (scripts.join(" "), checksum::in_policy(style));
    format!(
        "default-src 'none'; script-src 'wasm-unsafe-eval' {scripts}; style-src {style}; img-src data:; \
         connect-src 'none'; base-uri 'none'; form-action 'none'; \
         require-trusted-types-for 'script'; trusted-types 'none'"
    )
}

/// What offline.html may and the page may not.
const OFFLINE: Allowed<'static> = Allowed {
    scripts: "'none'",
    connections: "'none'",
    workers: "'self'",
    images: "'self' data:",
    manifest: "'self'",
    trusted_types: "offline",
};

/// The checksum of the inline script that a document may have.
fn the_inline_script(html: &str) -> Outcome<String> {
    let scripts = inline_scripts(html);
    let [script] = scripts.as_slice() else {
        return Err(Failure::new(format!(
            "A document holds {} inline scripts; its policy allows one and no other.",
            scripts.len()
        )));
    };
    Ok(checksum::in_policy(script))
}

/// The contents of `<script>` elements without `src`, as the browser hashes them.
fn inline_scripts(html: &str) -> Vec<&str> {
    let elements = html.split("<script").skip(1);
    elements
        .filter_map(|element| element.split_once('>'))
        .filter(|(attributes, _)| !attributes.contains("src="))
        .filter_map(|(_, rest)| rest.split_once("</script>"))
        .map(|(script, _)| script)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_checksum_is_that_of_the_inline_script_alone() {
        let html = "<head><script src=\"a.js\"></script>\n<script>alert('Hello, world.');</script>";
        let policy = for_page(html).unwrap();
        assert!(policy.contains(&checksum::in_policy("alert('Hello, world.');")), "{policy}");
    }

    #[test]
    fn one_file_names_its_scripts_and_its_style_and_allows_no_connection() {
        let html = "<script>a</script><style>b</style><script type=\"module\">c</script>";
        let policy = for_one_file(html, "b");
        for part in ["a", "b", "c"].map(checksum::in_policy) {
            assert_eq!(policy.matches(&part).count(), 1, "{policy}");
        }
        assert!(policy.contains("; connect-src 'none';") && !policy.contains("'self'"), "{policy}");
    }

    #[test]
    fn the_page_may_start_no_worker_and_the_header_lets_both_documents_run() {
        let [page, offline] = ["a", "b"].map(|script| format!("<script>{script}</script>"));
        let [of_page, of_offline] = ["a", "b"].map(checksum::in_policy);
        let policy = for_page(&page).unwrap();
        assert!(policy.contains("worker-src 'none'") && policy.ends_with("trusted-types 'none'"));
        let policy = for_offline(&offline).unwrap();
        assert!(policy.contains("connect-src 'none'") && policy.ends_with("trusted-types offline"));
        let policy = for_headers(&page, &offline).unwrap();
        assert!(policy.contains(&of_page) && policy.contains(&of_offline), "{policy}");
    }

    #[test]
    fn no_inline_script_and_two_are_refused() {
        assert!(for_page("<script src=a.js></script>").is_err());
        assert!(for_page("<script>a</script><script>b</script>").is_err());
    }
}
