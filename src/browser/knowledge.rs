//! Fetches what lies beside the page: the knowledge base, what the site says of itself, its packs.

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::Response;

use crate::knowledge::{Knowledge, json};
use crate::site::{self, Hosted, file_of};

/// Why there is no knowledge base.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LoadError {
    /// No answer, or one that says no.
    NotFetched,
    /// It is not in the form that this version of the page reads.
    NotUnderstood,
}

/// Fetches and reads `knowledge.json`, `site.json` and the packs that it names, relative to the page.
///
/// # Errors
/// Where the first can't be fetched or read; asking again may help. The page does without the others.
pub async fn load() -> Result<(Knowledge, Hosted), LoadError> {
    // Asked for at once, read one after the other.
    let (knowledge, site) = (ask("knowledge.json"), ask(site::FILE));
    let text = text_of(knowledge).await.ok_or(LoadError::NotFetched)?;
    let mut knowledge = Knowledge::default();
    json::read(&text, &mut knowledge).map_err(|_| LoadError::NotUnderstood)?;
    let mut hosted = Hosted::read(text_of(site).await.as_deref());
    let packs: Vec<_> = hosted.site.packs.iter().map(|name| ask(&file_of(name))).collect();
    let mut texts = Vec::new();
    for pack in packs {
        texts.push(text_of(pack).await);
    }
    hosted.add(texts, &mut knowledge);
    Ok((knowledge, hosted))
}

/// Asks for a file by its name: static/start.js knows its address and checksum, and may have asked for it already.
fn ask(name: &str) -> Option<Promise<JsValue>> {
    let start = Reflect::get(&web_sys::window()?.into(), &JsValue::from_str("tokenTriage")).ok()?;
    let file: Function = Reflect::get(&start, &JsValue::from_str("file")).ok()?.dyn_into().ok()?;
    file.call1(&start, &JsValue::from_str(name)).ok()?.dyn_into().ok()
}

/// The text of a file that was asked for, which a server must give with a status of success.
async fn text_of(asked: Option<Promise<JsValue>>) -> Option<String> {
    let response = JsFuture::from(asked?).await.ok()?;
    let response: Response = response.dyn_into().ok()?;
    if !response.ok() {
        return None;
    }
    JsFuture::from(response.text().ok()?).await.ok()?.as_string()
}
