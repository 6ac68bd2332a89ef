//! Fetches the knowledge base from beside the page.

use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::Response;

use crate::knowledge::{Knowledge, json};

/// Why there is no knowledge base.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LoadError {
    /// No answer, or one that says no.
    NotFetched,
    /// It is not in the form that this version of the page reads.
    NotUnderstood,
}

/// Fetches and reads `knowledge.json`, relative to the page.
///
/// # Errors
/// Where it can't be fetched or read; asking again may help.
pub async fn load() -> Result<Knowledge, LoadError> {
    let text = fetch(&address()).await.map_err(|_| LoadError::NotFetched)?;
    let text = text.as_string().ok_or(LoadError::NotFetched)?;
    let mut knowledge = Knowledge::default();
    json::read(&text, &mut knowledge).map_err(|_| LoadError::NotUnderstood)?;
    Ok(knowledge)
}

/// The text at an address, which a server must give with a status of success.
async fn fetch(address: &str) -> Result<JsValue, JsValue> {
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    let response = JsFuture::from(window.fetch_with_str(address)).await?;
    let response: Response = response.dyn_into()?;
    if !response.ok() {
        return Err(JsValue::NULL);
    }
    JsFuture::from(response.text()?).await
}

/// The file's address, with the version that the build wrote into the page, so that no cache mixes two.
fn address() -> String {
    let version = super::document()
        .and_then(|document| document.query_selector("meta[name=knowledge-version]").ok().flatten())
        .and_then(|meta| meta.get_attribute("content"))
        .filter(|version| !version.is_empty() && !version.contains('{'));
    match version {
        Some(version) => ["knowledge.json?v=", &version].concat(),
        None => "knowledge.json".to_owned(),
    }
}
