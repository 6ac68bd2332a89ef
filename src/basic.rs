//! The Basic header of an OAuth client: its three encodings, and decoding a pasted one.

use crate::knowledge::Decodes;
use crate::secret::Secret;

/// How id and secret are encoded before they are joined by a colon and base64 is applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Form {
    /// As they are (RFC 7617), what `curl -u` sends.
    Raw,
    /// Form-encoded, letters, digits and `-._~` kept (RFC 6749, section 2.3.1 as most libraries do it).
    Minimal,
    /// Form-encoded, only letters and digits kept (oauth4webapi, openid-client 6).
    Strict,
}

/// One header and the forms that give exactly these bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variant {
    /// The forms, in the order of [`Form`].
    pub forms: Vec<Form>,
    /// The id and secret as joined by this form, the secret still recognisable.
    pub pair: Secret,
    /// The header's value: `Basic ` and the base64.
    pub header: Secret,
}

/// The header in every form, forms with the same bytes merged: one to three, raw first.
pub fn variants(id: &str, secret: &str) -> Vec<Variant> {
    let _ = (id, secret);
    Vec::new()
}

/// What to send to a server of which is known whether it decodes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recommendation {
    /// The form to send; `None` where no form is safe.
    pub form: Option<Form>,
    /// Whether that form works with decoding and non-decoding servers alike.
    pub works_everywhere: bool,
    /// The characters that make the difference, in the order of their first use.
    pub characters: Vec<char>,
    /// One or two sentences: which form, why, and the way out by `client_secret_post` where none is safe.
    pub reason: &'static str,
}

/// The rule of which form to send: exact for printable ASCII.
pub fn recommend(id: &str, secret: &str, decodes: Decodes) -> Recommendation {
    let _ = (id, secret, decodes);
    Recommendation {
        form: Some(Form::Raw),
        works_everywhere: true,
        characters: Vec::new(),
        reason: "",
    }
}
