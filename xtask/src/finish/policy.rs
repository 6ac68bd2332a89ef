//! The content security policy that the page carries in its head.

use super::checksum;
use crate::failure::{Failure, Outcome};

/// Where the policy goes in index.html.
pub const PLACE: &str = "{{policy}}";

/// The policy that allows the page's own files, its WebAssembly, and its one inline script.
///
/// Images come from `data:` alone: the icon is in the page, and no address of an image can carry anything out.
///
/// # Errors
/// If the page does not hold exactly one inline script.
pub fn for_page(html: &str) -> Outcome<String> {
    let scripts = inline_scripts(html);
    let [script] = scripts.as_slice() else {
        return Err(Failure::new(format!(
            "index.html holds {} inline scripts; the policy allows static/start.js and no other.",
            scripts.len()
        )));
    };
    let checksum = checksum::in_policy(script);
    Ok(format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval' {checksum}; style-src 'self'; \
         img-src data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none'; \
         form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
    ))
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
    fn no_inline_script_and_two_are_refused() {
        assert!(for_page("<script src=a.js></script>").is_err());
        assert!(for_page("<script>a</script><script>b</script>").is_err());
    }
}
