//! Fetches the knowledge base from beside the page.

use gloo_net::http::Request;
use wasm_bindgen_futures::JsFuture;

use crate::knowledge::Knowledge;

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
    let response = Request::get(&address()).send().await.map_err(|_| LoadError::NotFetched)?;
    if !response.ok() {
        return Err(LoadError::NotFetched);
    }
    // The browser's own JSON parser: faster than any that we could ship.
    let json = web_sys::Response::from(response).json().map_err(|_| LoadError::NotUnderstood)?;
    let value = JsFuture::from(json).await.map_err(|_| LoadError::NotUnderstood)?;
    serde_wasm_bindgen::from_value(value).map_err(|_| LoadError::NotUnderstood)
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
