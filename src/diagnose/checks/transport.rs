//! No answer came: the client's own message says why.

use super::{Hit, hit};
use crate::diagnose::scene::Scene;
use crate::exchange::TransportKind;
use crate::knowledge::Strength;

/// A failure before any answer. With an answer beside it, it may belong to another attempt.
pub fn check(scene: &Scene, hits: &mut Vec<Hit>) {
    let answered = scene.error.is_some();
    let failures =
        scene.whole.paste.failures.iter().filter(|failure| scene.scope.holds(failure.span));
    for failure in failures {
        let found = match failure.kind {
            TransportKind::Network => hit("no-answer-network", failure.span),
            TransportKind::Tls => hit("no-answer-tls", failure.span),
            TransportKind::Cors => hit("no-answer-cors", failure.span),
        };
        hits.push(if answered { found.only(Strength::Possible) } else { found });
    }
}
