//! Shuts the page off from the network once everything is here.

/// What is left to the page: its own style and letters, which may come late, and pictures that are part of it. No
/// connection, and no script but those that run already.
const POLICY: &str = "default-src 'none'; connect-src 'none'; script-src 'none'; worker-src 'none'; \
                      style-src 'self'; font-src 'self'; img-src data:; trusted-types 'none'";

/// Adds a policy that forbids every connection. Policies only ever add up: nothing on the page, and no
/// later code, can take it back. Gives `false` if the document would not take it.
pub fn set() -> bool {
    lock().is_some()
}

fn lock() -> Option<()> {
    let document = super::document()?;
    let policy = document.create_element("meta").ok()?;
    policy.set_attribute("http-equiv", "Content-Security-Policy").ok()?;
    policy.set_attribute("content", POLICY).ok()?;
    // A policy counts only inside the head (HTML, section 4.2.5.3).
    document.head()?.append_child(&policy).ok()?;
    policy.is_connected().then_some(())
}
