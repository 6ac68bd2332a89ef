//! No answer came: the client's own message says why.

use super::fact;
use crate::diagnose::rank::Finding;
use crate::diagnose::scene::Scene;
use crate::exchange::TransportKind;
use crate::knowledge::Strength;

/// A failure before any answer. With an answer beside it, it may belong to another attempt.
pub fn check(scene: &Scene) -> Vec<Finding> {
    let answered = scene.error.is_some();
    let strength = if answered { Strength::Possible } else { Strength::Likely };
    let failures =
        scene.whole.paste.failures.iter().filter(|failure| scene.scope.holds(failure.span));
    failures
        .map(|failure| {
            let (cause, note) = match failure.kind {
                TransportKind::Network => {
                    ("network-unreachable", "The client never reached the server, so the server said nothing.")
                }
                TransportKind::Tls => {
                    ("tls-failure", "The connection broke off before the request was sent: the two ends did not agree on a secure connection.")
                }
                TransportKind::Cors => {
                    ("cors-blocked", "The browser withheld the answer: the server does not allow this page's origin.")
                }
            };
            fact("no-answer", cause, strength, vec![failure.span], note)
        })
        .collect()
}
