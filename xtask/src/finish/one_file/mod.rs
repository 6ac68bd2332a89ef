//! `token-triage.html`: the whole page as one file that opens from a disk and asks for nothing.
//!
//! Program and knowledge base are packed and stand in the document as text, with the unpacker beside them
//! (`text.rs`, `unpacker.rs`). Style and scripts are inline and the policy names them by their checksums.
//! static/start-one-file.js takes the place of static/start.js.

mod minified;
mod text;
mod unpacker;

use std::fs;
use std::path::Path;

use super::edition::{self, ONE_FILE, replaced};
use super::{checksum, policy, read};
use crate::failure::{Failure, Outcome};
use crate::project::Project;
use crate::setup::SearchPath;

/// Its name in the site's folder.
const NAME: &str = "token-triage.html";

/// What it is made of, as the site has it.
pub struct OneFile<'a> {
    /// index.html as trunk left it.
    pub html: &'a str,
    /// The glue and what starts it.
    pub module: &'a str,
    /// The program.
    pub wasm: &'a [u8],
    /// knowledge.json.
    pub knowledge: &'a str,
    /// What stands for this build.
    pub version: &'a str,
}

impl OneFile<'_> {
    /// Writes the file and its checksum into the site's folder, and gives the checksum.
    ///
    /// # Errors
    /// If the unpacker can't be built, a place is missing, or a file can't be read or written.
    pub fn write(&self, project: &Project, site: &Path) -> Outcome<String> {
        let path = SearchPath::from_environment();
        let unpacker = unpacker::build(project, &path)?;
        let start = read(&project.path("static/start-one-file.js"))?;
        let start = replaced(&start, "{{unpacker}}", &unpacker.glue)?;
        let css = read(&project.path("static/app.css"))?;
        let style = Style::of(&css);
        let filled = Filled {
            start: minified::script(&path, &start, &[])?,
            module: minified::script(&path, self.module, &["--module"])?,
            style: style.rules,
        };
        let fonts = style.fonts.iter().map(|font| font.element(&project.path("static")));
        let fonts = fonts.collect::<Outcome<Vec<_>>>()?.concat();
        let packed = [
            element("data-file=\"unpacker\"", &unpacker.wasm),
            element("data-file=\"token-triage.wasm\"", &packed(self.wasm)?),
            element("data-file=\"knowledge.json\"", &packed(self.knowledge.as_bytes())?),
        ];
        let html = self.document(&filled)?;
        let document =
            with_bytes(&html, &[("{{fonts}}", &fonts), ("{{packed}}", &packed.concat())])?;
        let digits = checksum::sha256(&document);
        let file = site.join(NAME);
        fs::write(&file, document).map_err(|error| Failure::file(&file, &error))?;
        super::write(&site.join([NAME, ".sha256"].concat()), &format!("{digits}  {NAME}\n"))?;
        Ok(digits)
    }

    /// The document, but for the bytes that stand in it as text.
    fn document(&self, filled: &Filled) -> Outcome<String> {
        let html = edition::lines(self.html, ONE_FILE);
        let html = replaced(&html, "{{build}}", self.version)?;
        let html = replaced(&html, "{{start}}", &filled.start)?;
        let html = replaced(&html, "{{module}}", &filled.module)?;
        let html = replaced(&html, "{{style}}", &filled.style)?;
        let policy = policy::for_one_file(&html, &filled.style);
        let html = replaced(&html, policy::PLACE, &policy)?;
        // Any other character would be taken for what windows-1252 makes of its bytes.
        if html.is_ascii() {
            Ok(html)
        } else {
            Err(Failure::new("index.html must be in ASCII: write other characters as `&#8217;`."))
        }
    }
}

/// What is put into the document's places.
struct Filled {
    start: String,
    module: String,
    style: String,
}

/// The style sheet in two parts: a document that may fetch nothing gets its letters by script.
struct Style<'a> {
    rules: String,
    fonts: Vec<Font<'a>>,
}

/// A font, as its rule in the style sheet describes it.
#[derive(Debug, PartialEq, Eq)]
struct Font<'a> {
    family: &'a str,
    weight: &'a str,
    file: &'a str,
}

impl<'a> Style<'a> {
    fn of(css: &'a str) -> Self {
        let (mut rules, mut fonts) = (String::new(), Vec::new());
        for line in css.split_inclusive('\n') {
            match Font::of(line) {
                Some(font) => fonts.push(font),
                None => rules.push_str(&in_ascii(line)),
            }
        }
        Style { rules, fonts }
    }
}

impl<'a> Font<'a> {
    /// The font of a line `@font-face { … }` that names a file.
    fn of(line: &'a str) -> Option<Self> {
        let rule = line.strip_prefix("@font-face {")?;
        let after = |name: &str| rule.split_once(name).map(|(_, rest)| rest);
        Some(Font {
            file: after("url(")?.split(')').next()?,
            family: after("font-family: ")?.split(';').next()?,
            weight: after("font-weight: ").and_then(|rest| rest.split(';').next()).unwrap_or("400"),
        })
    }

    /// The element that holds its file, from the folder of the style sheet.
    fn element(&self, folder: &Path) -> Outcome<Vec<u8>> {
        let file = folder.join(self.file);
        let content = fs::read(&file).map_err(|error| Failure::file(&file, &error))?;
        let Font { family, weight, .. } = self;
        Ok(element(&format!("data-family=\"{family}\" data-weight=\"{weight}\""), &content))
    }
}

/// A part of a style sheet with escapes instead of other characters than ASCII's (CSS Syntax, section 4.3.7).
fn in_ascii(css: &str) -> String {
    let escape = |character: char| match character {
        '\0'..='\x7f' => character.to_string(),
        other => format!("\\{:x} ", u32::from(other)),
    };
    css.chars().map(escape).collect()
}

fn packed(content: &[u8]) -> Outcome<Vec<u8>> {
    packing::pack(content)
        .ok_or_else(|| Failure::new("The one-file edition has no room for files of 4 GiB."))
}

/// Bytes as an element that no browser runs, with the sum that tells whether they are still the same.
fn element(attributes: &str, content: &[u8]) -> Vec<u8> {
    let sum = adler2::adler32_slice(content);
    let opening =
        format!("<script type=\"application/octet-stream\" {attributes} data-sum=\"{sum}\">");
    [opening.as_bytes(), &text::of(content), b"</script>\n"].concat()
}

/// The document with bytes in its places, which stand in it once each and in this order.
fn with_bytes(html: &str, places: &[(&str, &[u8])]) -> Outcome<Vec<u8>> {
    let mut document = Vec::new();
    let mut rest = html;
    for (place, bytes) in places {
        let (before, after) = rest
            .split_once(place)
            .ok_or_else(|| Failure::new(format!("index.html must hold {place} once.")))?;
        document.extend_from_slice(before.as_bytes());
        document.extend_from_slice(bytes);
        rest = after;
    }
    document.extend_from_slice(rest.as_bytes());
    Ok(document)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fonts_are_taken_out_of_the_style_and_stand_ins_stay() {
        let stand_in = "@font-face { font-family: \"Next stand-in\"; src: local(\"Arial\") }\n";
        let css = [
            "@font-face { font-family: Next; src: url(fonts/n.woff2) format(\"woff2\"); font-weight: 700; font-display: swap }\n",
            "@font-face { font-family: Mono; src: url(fonts/m.woff2) format(\"woff2\") }\n",
            stand_in,
            "a { color: red }\n",
        ]
        .concat();
        let style = Style::of(&css);
        assert_eq!(style.rules, [stand_in, "a { color: red }\n"].concat());
        let font = |family, weight, file| Font { family, weight, file };
        let fonts = [font("Next", "700", "fonts/n.woff2"), font("Mono", "400", "fonts/m.woff2")];
        assert_eq!(style.fonts, fonts);
    }

    #[test]
    fn letters_beyond_ascii_are_escaped_in_the_style() {
        assert_eq!(
            in_ascii("a::after { content: \"\u{203a}b\" }"),
            "a::after { content: \"\\203a b\" }"
        );
    }

    #[test]
    fn an_element_carries_the_sum_of_its_bytes() {
        // The example of RFC 1950's Adler-32 that Wikipedia's article works out: 0x11E60398.
        let element = element("id=\"x\"", b"Wikipedia");
        let opening = "<script type=\"application/octet-stream\" id=\"x\" data-sum=\"300286872\">";
        assert_eq!(element, [opening, "Wikipedia</script>\n"].concat().into_bytes());
    }

    #[test]
    fn bytes_go_to_their_places() {
        let places: [(&str, &[u8]); 2] = [("{{a}}", &[1, 2]), ("{{b}}", &[255])];
        assert_eq!(with_bytes("x{{a}}y{{b}}z", &places).unwrap(), b"x\x01\x02y\xffz");
        assert!(with_bytes("x{{a}}", &places).is_err());
    }
}
