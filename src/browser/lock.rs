//! Shuts the page off from the network once everything is here.

/// Adds a policy that forbids every connection. Policies only ever add up: nothing on the page, and no
/// later code, can take it back. Gives `false` if the document would not take it.
pub fn set() -> bool {
    lock().is_some()
}

fn lock() -> Option<()> {
    let document = super::document()?;
    let policy = document.create_element("meta").ok()?;
    policy.set_attribute("http-equiv", "Content-Security-Policy").ok()?;
    policy.set_attribute("content", "connect-src 'none'").ok()?;
    // A policy counts only inside the head (HTML, section 4.2.5.3).
    document.head()?.append_child(&policy).ok()?;
    policy.is_connected().then_some(())
}
