//! The paste's request beside one that works: which two are compared, and what came of it.

use crate::compare::{Aspect, Difference, compare as differences, masked};
use crate::diagnose::{Diagnosis, is_token_request, shows_all};
use crate::exchange::Request;
use crate::read;
use crate::redact::Secrets;

/// What came of a comparison.
#[derive(Debug, PartialEq)]
pub enum Comparison {
    /// There is nothing yet to compare with.
    Wanting,
    /// The paste holds no request.
    NoFirst,
    /// What was given to compare with holds no request.
    NoSecond,
    /// What differs; empty where a server sees the same.
    Done {
        /// Whether both requests stand in the paste.
        within: bool,
        /// The differences.
        differences: Vec<Difference>,
    },
}

impl Comparison {
    /// Whether both requests stand in the paste.
    pub fn is_within(&self) -> bool {
        matches!(self, Comparison::Done { within: true, .. })
    }
}

/// Compares the request of the paste with that of another text; without one, the last two of the paste. `text` is the
/// paste.
pub fn compare(diagnosis: &Diagnosis, text: &str, other: &str) -> Comparison {
    let (first, second, within) = if other.trim().is_empty() {
        match two(diagnosis) {
            Some((first, second)) => (first, second.clone(), true),
            None => return Comparison::Wanting,
        }
    } else {
        let requests = read::read(other).requests;
        let place = requests.iter().rposition(is_token_request).or(requests.len().checked_sub(1));
        let second = place.and_then(|place| requests.into_iter().nth(place));
        match (&diagnosis.exchange.request, second) {
            (Some(first), Some(second)) => (first, second, false),
            (None, _) => return Comparison::NoFirst,
            (_, None) => return Comparison::NoSecond,
        }
    };
    let found = masked(differences(first, &second), &Secrets::of(text));
    Comparison::Done { within, differences: masked(found, &Secrets::of(other)) }
}

/// The last two token requests of a paste, where it shows two as a whole.
pub fn two(diagnosis: &Diagnosis) -> Option<(&Request, &Request)> {
    let whole = |request: &&Request| is_token_request(request) && shows_all(request);
    let mut requests = diagnosis.requests.iter().rev().filter(whole);
    let second = requests.next()?;
    Some((requests.next()?, second))
}

/// What an aspect is called.
pub fn name(aspect: Aspect) -> &'static str {
    match aspect {
        Aspect::Method => "Method",
        Aspect::Address => "Address",
        Aspect::ClientAuthentication => "Client authentication",
        Aspect::Encoding => "Encoding of the body",
        Aspect::Parameter => "Parameter",
        Aspect::Header => "Header",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnose::diagnose;
    use crate::knowledge::Knowledge;

    const BASIC: &str =
        "curl -u me:secret -d grant_type=client_credentials https://as.example/token";
    const POST: &str = "curl -d grant_type=client_credentials -d client_id=me -d client_secret=secret https://as.example/token";

    fn diagnosis(text: &str) -> Diagnosis {
        diagnose(text, &Knowledge::default())
    }

    #[test]
    fn what_is_compared_with_what() {
        let both = [BASIC, POST].join("\n\n");
        for (paste, other, expected) in [
            (BASIC, "", "wanting"),
            (BASIC, "it works in Postman", "no second"),
            ("{\"error\":\"invalid_client\"}", BASIC, "no first"),
            (BASIC, POST, "done"),
            (&both, "", "within"),
            (&both, POST, "done"),
            // An authorization request and a token request are no pair.
            (
                &["https://as.example/authorize?response_type=code&client_id=me\n", BASIC].concat(),
                "",
                "wanting",
            ),
        ] {
            let found = match compare(&diagnosis(paste), paste, other) {
                Comparison::Wanting => "wanting",
                Comparison::NoFirst => "no first",
                Comparison::NoSecond => "no second",
                Comparison::Done { within: true, .. } => "within",
                Comparison::Done { .. } => "done",
            };
            assert_eq!(found, expected, "{paste} / {other}");
        }
    }
}
