//! The hosts' configurations: what a header says of this build goes into the files of hosting/.

use std::fs;
use std::path::Path;

use super::{read, write};
use crate::failure::{Failure, Outcome};
use crate::project::Project;

/// Files with places for the two headers that are long, or other for each build. Netlify and Cloudflare read the first
/// from the site itself.
const TEMPLATES: [&str; 4] = ["_headers", "nginx.conf", "Caddyfile", "cloudfront-headers.json"];

/// What a page could ask of a browser or a person and this one never does. Copying is not among them, nor what Chromium
/// does not know and would complain of in the console.
const UNUSED: [&str; 27] = [
    "accelerometer",
    "autoplay",
    "camera",
    "clipboard-read",
    "display-capture",
    "encrypted-media",
    "fullscreen",
    "gamepad",
    "geolocation",
    "gyroscope",
    "hid",
    "idle-detection",
    "local-fonts",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "picture-in-picture",
    "publickey-credentials-create",
    "publickey-credentials-get",
    "screen-wake-lock",
    "serial",
    "storage-access",
    "sync-xhr",
    "usb",
    "window-management",
    "xr-spatial-tracking",
];

/// Writes the configurations that go with a page of this policy: `_headers` into the site, the others beside their
/// templates.
///
/// # Errors
/// If a template lacks a place, or a file can't be written.
pub fn write_all(project: &Project, policy: &str, site: &Path) -> Outcome {
    let built = project.path("hosting/built");
    fs::create_dir_all(&built).map_err(|error| Failure::file(&built, &error))?;
    for name in TEMPLATES {
        let template = project.path("hosting").join(name);
        let text = filled(&read(&template)?, policy)
            .ok_or_else(|| Failure::new(format!("hosting/{name} has a place too few.")))?;
        let folder = if name == "_headers" { site } else { &built };
        write(&folder.join(name), &text)?;
    }
    Ok(())
}

/// A template with its places filled; `None` if one is missing.
fn filled(template: &str, policy: &str) -> Option<String> {
    let features: Vec<String> = UNUSED.iter().map(|feature| format!("{feature}=()")).collect();
    let places = [("{{policy}}", policy), ("{{permissions}}", &features.join(", "))];
    places.into_iter().try_fold(template.to_owned(), |text, (place, content)| {
        text.contains(place).then(|| text.replace(place, content))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_places_are_filled() {
        let text = filled("a: {{policy}}; b\nc: {{permissions}}", "default-src 'none'").unwrap();
        assert!(text.starts_with("a: default-src 'none'; b\nc: accelerometer=(), "), "{text}");
        assert_eq!(filled("a: {{policy}}", "x"), None);
    }
}
