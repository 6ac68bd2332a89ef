//! The report of a program that stopped: where it did, and nothing of what was typed.

/// A place in the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place<'p> {
    /// The file, as the compiler was given it.
    pub file: &'p str,
    /// From one.
    pub line: u32,
    /// From one.
    pub column: u32,
}

/// The report: the version and the build of the page, where the program stopped (`None` where that was no panic),
/// where the page stood, as ids, and the browser.
pub fn report(place: Option<Place<'_>>, build: &str, route: &str, browser: &str) -> String {
    let place = match place {
        Some(Place { file, line, column }) => {
            [source(file), ":", &line.to_string(), ":", &column.to_string()].concat()
        }
        None => "not by a panic: out of memory, or too deep".to_owned(),
    };
    let mut report = ["Token Triage ", env!("CARGO_PKG_VERSION"), " stopped.\n"].concat();
    for (name, value) in
        [("Where: ", place.as_str()), ("Build: ", build), ("View: ", route), ("Browser: ", browser)]
    {
        for part in [name, if value.is_empty() { "not known" } else { value }, "\n"] {
            report.push_str(part);
        }
    }
    report
}

/// A file without the folders of the machine that built the page: a dependency's begins with its own folder.
fn source(file: &str) -> &str {
    let Some(at) = file.rfind("/src/") else { return file };
    let before = file.get(..at).unwrap_or_default();
    let start = before.rfind('/').map_or(0, |slash| slash + 1);
    let own = file.get(start..at) == Some(env!("CARGO_PKG_NAME"));
    file.get(if own { at + 1 } else { start }..).unwrap_or(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_has_no_folders_of_the_machine() {
        for (file, expected) in [
            ("src/page/mod.rs", "src/page/mod.rs"),
            ("/home/me/token-triage/src/page/mod.rs", "src/page/mod.rs"),
            (
                "/home/me/.cargo/registry/src/index-1949cf8c6b5b557f/yew-0.23.0/src/html/mod.rs",
                "yew-0.23.0/src/html/mod.rs",
            ),
            ("crates/yew-0.23.0/src/html/mod.rs", "yew-0.23.0/src/html/mod.rs"),
            ("/rustc/59807616/library/core/src/option.rs", "core/src/option.rs"),
            ("main.rs", "main.rs"),
            ("", ""),
        ] {
            assert_eq!(source(file), expected);
        }
    }

    #[test]
    fn a_report_says_what_whoever_mends_it_needs() {
        let place = Place { file: "src/page/mod.rs", line: 7, column: 13 };
        let first = concat!("Token Triage ", env!("CARGO_PKG_VERSION"), " stopped.\n");
        assert_eq!(
            report(Some(place), "4f2a", "#/build/okta", "Mozilla/5.0"),
            [first, "Where: src/page/mod.rs:7:13\nBuild: 4f2a\nView: #/build/okta\nBrowser: Mozilla/5.0\n"].concat()
        );
        let unknown = report(None, "", "#/", "");
        assert!(unknown.contains("Build: not known\n"), "{unknown}");
    }
}
