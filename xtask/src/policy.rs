//! The content security policy that the page carries in its head.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use crate::failure::{Failure, Outcome};

/// Where the policy goes in index.html.
pub const PLACEHOLDER: &str = "{{policy}}";

/// The policy that allows the page's own files, its WebAssembly, and the one inline script that trunk writes.
///
/// Images come from `data:` alone: the icon is in the page, and no address of an image can carry anything out.
///
/// # Errors
/// If the page does not hold exactly one inline script.
pub fn for_page(html: &str) -> Outcome<String> {
    let scripts = inline_scripts(html);
    let [script] = scripts.as_slice() else {
        return Err(Failure::new(format!(
            "index.html holds {} inline scripts; the policy allows the one that trunk writes and no other.",
            scripts.len()
        )));
    };
    let hash = STANDARD.encode(Sha256::digest(script));
    Ok(format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval' 'sha256-{hash}'; style-src 'self'; \
         img-src data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none'; \
         form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
    ))
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
    fn the_checksum_is_that_of_the_script_alone() {
        let html = "<head><script src=\"a.js\"></script>\n<script type=\"module\">alert('Hello, world.');</script>";
        let policy = for_page(html).unwrap();
        // The example of the specification: CSP Level 3, section 8.4.
        assert!(
            policy.contains("'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='"),
            "{policy}"
        );
    }

    #[test]
    fn no_inline_script_and_two_are_refused() {
        assert!(for_page("<script src=a.js></script>").is_err());
        assert!(for_page("<script>a</script><script>b</script>").is_err());
    }
}
