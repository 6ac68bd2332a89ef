//! The copy of the site that this browser may keep. static/offline/copy.js looks at it and removes it; only
//! offline.html can have one made.

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// What this browser keeps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kept {
    /// Nothing, and it would not: the page came by http, or the window is private.
    Unable,
    /// Nothing.
    Nothing,
    /// A copy of so many files.
    Copy(String),
    /// The same, and a newer build waits.
    Newer(String),
}

/// Looks at what is kept.
pub async fn look() -> Kept {
    let told = call("state").await.and_then(|told| told.as_string()).unwrap_or_default();
    match told.split_once(' ') {
        Some(("kept", files)) => Kept::Copy(files.to_owned()),
        Some((_, files)) => Kept::Newer(files.to_owned()),
        None if told == "none" => Kept::Nothing,
        None => Kept::Unable,
    }
}

/// Removes the copy and what serves it; what is left is seen by looking again.
pub async fn remove() {
    call("remove").await;
}

async fn call(name: &str) -> Option<JsValue> {
    let copy = Reflect::get(&web_sys::window()?.into(), &JsValue::from_str("offlineCopy")).ok()?;
    let function: Function = Reflect::get(&copy, &JsValue::from_str(name)).ok()?.dyn_into().ok()?;
    let promise: Promise<JsValue> = function.call0(&copy).ok()?.dyn_into().ok()?;
    JsFuture::from(promise).await.ok()
}
