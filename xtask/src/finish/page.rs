//! index.html: its scripts, the checksums of what they load, and the policy that allows no others.

use super::checksum;
use super::edition::{self, SITE, replaced, without_comments};
use super::policy;
use super::program::Program;
use crate::failure::Outcome;

/// What index.html is filled with. Each place stands in it once.
pub struct Page<'a> {
    /// static/start.js.
    pub start: &'a str,
    /// The files that run.
    pub program: &'a Program,
    /// knowledge.json.
    pub knowledge: &'a str,
    /// The checksum of the one-file edition.
    pub one_file: &'a str,
}

impl Page<'_> {
    /// The page with its places filled.
    ///
    /// # Errors
    /// If a place is missing or stands twice, or there is another script in the page.
    pub fn filled(&self, html: &str) -> Outcome<String> {
        let html = replaced(&edition::lines(html, SITE), "{{start}}", &self.start()?)?;
        let html = replaced(&html, "{{module}}", &self.program.module)?;
        let html = replaced(&html, "{{module-integrity}}", &self.program.module_integrity)?;
        let html = replaced(&html, "{{build}}", &self.program.version(self.knowledge))?;
        let html = replaced(&html, "{{one-file}}", self.one_file)?;
        let policy = policy::for_page(&html)?;
        replaced(&html, policy::PLACE, &policy)
    }

    /// The first script.
    fn start(&self) -> Outcome<String> {
        replaced(&without_comments(self.start), "{{files}}", &self.files())
    }

    /// The names under which the program asks for its files, with address and checksum of each. Whoever hosts the page
    /// writes site.json, at any time, so it has none.
    fn files(&self) -> String {
        let Program { wasm, wasm_integrity, .. } = self.program;
        let knowledge = checksum::integrity(self.knowledge.as_bytes());
        let version = checksum::version(self.knowledge.as_bytes());
        // The version keeps a new page and an old copy of the file apart in caches, which would end in an error.
        format!(
            "{{ 'token-triage.wasm': ['{wasm}', '{wasm_integrity}'], \
             'knowledge.json': ['knowledge.json?v={version}', '{knowledge}'], \
             'site.json': ['site.json', ''] }}"
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<link data-trunk rel=\"rust\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"{{policy}}\">\
                        <meta name=\"build\" content=\"{{build}}\"><meta name=\"one-file\" content=\"{{one-file}}\"><script>{{start}}</script>\
                        <script type=\"module\" src=\"{{module}}\" integrity=\"{{module-integrity}}\"></script>";

    fn filled(html: &str) -> Outcome<String> {
        let program = Program {
            glue: String::new(),
            module: "a.js".into(),
            module_integrity: "sha384-a".into(),
            wasm: "b.wasm".into(),
            wasm_integrity: "sha384-b".into(),
        };
        let start = "// A reason.\nconst files = {{files}};";
        Page { start, program: &program, knowledge: "abc", one_file: "0123" }.filled(html)
    }

    #[test]
    fn every_place_is_filled() {
        let html = filled(PAGE).unwrap();
        assert!(html.contains("content=\"default-src 'none';"), "{html}");
        assert!(
            html.contains("<script>const files = { 'token-triage.wasm': ['b.wasm', "),
            "{html}"
        );
        assert!(html.contains("src=\"a.js\" integrity=\"sha384-a\""), "{html}");
        // FIPS 180-4, example for "abc".
        assert!(html.contains("knowledge.json?v=ba7816bf8f01"), "{html}");
        assert!(html.contains("name=\"one-file\" content=\"0123\""), "{html}");
        assert!(!html.contains("{{") && !html.contains("A reason"), "{html}");
        assert!(!html.contains("data-trunk"), "{html}");
    }

    #[test]
    fn a_missing_place_is_named() {
        let scripts = ["{{start}}", "{{module}}", "{{module-integrity}}"];
        for place in ["{{policy}}", "{{build}}", "{{one-file}}"].into_iter().chain(scripts) {
            let failure = filled(&PAGE.replace(place, "")).unwrap_err().to_string();
            assert!(failure.contains(place), "{failure}");
        }
    }
}
