//! The assertion that the page signs: its fields, and what the browser made of them.

use std::rc::Rc;

use super::Builder;
use crate::assertion::{Algorithm, Draft, Key, KeyKind, Problem, Signed, read};
use crate::command::Authentication;
use crate::knowledge::{Knowledge, Profile};
use crate::secret::Secret;
use crate::state::generic::JWT_BEARER;

/// What the assertion is made from. A field that was never touched has a value of its own.
#[derive(Clone, Default, PartialEq)]
pub struct Signer {
    /// The private key, as it was pasted.
    pub key: Secret,
    /// The algorithm chosen by hand.
    pub algorithm: Option<Algorithm>,
    /// What was typed: key id, thumbprint, issuer, subject, audience, further claims.
    pub typed: [Option<String>; 6],
    /// Whether the assertion is made elsewhere.
    pub elsewhere: bool,
    /// Counts how often a new one was wanted.
    pub turn: u32,
    /// The assertion, as long as it is of these fields.
    pub signed: Option<Rc<Signed>>,
    /// Whether the browser could not sign.
    pub failed: bool,
}

/// A text field of the assertion, by its place in [`Signer::typed`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// `kid`
    KeyId,
    /// `x5t` or `x5t#S256`
    Thumbprint,
    /// `iss`
    Issuer,
    /// `sub`
    Subject,
    /// `aud`
    Audience,
    /// Further claims.
    More,
}

/// A change of it.
#[derive(Clone)]
pub enum SignerEdit {
    /// The private key; empty forgets it.
    Key(Secret),
    /// The algorithm.
    Algorithm(Algorithm),
    /// A text field.
    Text(Part, String),
    /// Made elsewhere or here.
    Elsewhere(bool),
    /// A new one, with another id and another end.
    Again,
    /// The browser signed it.
    Signed(Rc<Signed>),
    /// The browser could not.
    Failed,
}

impl Signer {
    /// What was typed into a field.
    pub fn text(&self, part: Part) -> Option<&str> {
        self.typed.get(part as usize)?.as_deref()
    }

    /// The key, read.
    pub fn read(&self) -> Option<Result<Key, Problem>> {
        (!self.key.is_empty()).then(|| read(self.key.expose()))
    }

    /// The algorithm for a key: as chosen where it fits.
    pub fn algorithm(&self, kind: KeyKind) -> Algorithm {
        let usual = if kind == KeyKind::P256 { Algorithm::Es256 } else { Algorithm::Rs256 };
        self.algorithm.filter(|chosen| chosen.fits(kind)).unwrap_or(usual)
    }
}

impl Builder {
    pub(super) fn edit_signer(&mut self, edit: SignerEdit) {
        let signer = &mut self.signer;
        match edit {
            SignerEdit::Key(key) => signer.key = key,
            SignerEdit::Algorithm(algorithm) => signer.algorithm = Some(algorithm),
            SignerEdit::Text(part, text) => {
                if let Some(typed) = signer.typed.get_mut(part as usize) {
                    *typed = Some(text);
                }
            }
            SignerEdit::Elsewhere(elsewhere) => signer.elsewhere = elsewhere,
            SignerEdit::Again => signer.turn = signer.turn.wrapping_add(1),
            SignerEdit::Signed(made) => {
                signer.failed = false;
                signer.signed = Some(made);
                return;
            }
            SignerEdit::Failed => {
                signer.failed = true;
                signer.signed = None;
                return;
            }
        }
        signer.failed = false;
    }

    /// The parameter that takes the assertion which the page can sign; `None` where there is none.
    pub fn assertion_name(&self, profile: &Profile) -> Option<&'static str> {
        if profile.grant == JWT_BEARER {
            return Some("assertion");
        }
        let by_key = profile.authentication.iter().any(|way| way == "private_key_jwt");
        let chosen = self.authentication(profile) == Authentication::Assertion;
        (chosen && by_key).then_some("client_assertion")
    }

    /// The same where it is signed here.
    pub fn signs(&self, profile: &Profile) -> Option<&'static str> {
        self.assertion_name(profile).filter(|_| !self.signer.elsewhere)
    }

    /// What stands in a text field of the assertion: what was typed, else what the request gives.
    pub fn part(&self, part: Part, profile: &Profile, knowledge: Option<&Knowledge>) -> String {
        if let Some(typed) = self.signer.text(part) {
            return typed.to_owned();
        }
        let came = |of: fn(Key) -> String| self.signer.read().and_then(Result::ok).map(of);
        let is_grant = profile.grant == JWT_BEARER;
        let came = match part {
            Part::KeyId => came(|key| key.id.clone()),
            Part::Issuer if is_grant => came(|key| key.issuer.clone()),
            _ => None,
        };
        let came = came.unwrap_or_default();
        match part {
            Part::Issuer if came.is_empty() => self.client_id.clone(),
            Part::Subject if !is_grant => self.client_id.clone(),
            Part::Audience => self.url(profile, knowledge),
            _ => came,
        }
    }

    /// What is to be signed; `None` where it is not signed here, or a part is missing.
    pub fn draft(&self, knowledge: Option<&Knowledge>) -> Option<Draft> {
        let profile = self.chosen(knowledge);
        self.signs(&profile)?;
        let key = self.signer.read()?.ok()?;
        let part = |part| self.part(part, &profile, knowledge);
        let draft = Draft {
            algorithm: self.signer.algorithm(key.kind),
            key,
            key_id: part(Part::KeyId),
            thumbprint: part(Part::Thumbprint),
            issuer: part(Part::Issuer),
            subject: part(Part::Subject),
            audience: part(Part::Audience),
            more: part(Part::More),
        };
        (!draft.issuer.is_empty() && !draft.audience.is_empty()).then_some(draft)
    }

    /// Forgets an assertion that is not of these fields any more.
    pub(super) fn settle_signer(&mut self, knowledge: Option<&Knowledge>) {
        if self.signer.signed.is_some() {
            let draft = self.draft(knowledge);
            let same = |signed: &Rc<Signed>| draft.as_ref() == Some(&signed.draft);
            self.signer.signed = self.signer.signed.take().filter(same);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::command::SecretPlace;
    use crate::state::builder::Edit;

    const KEY: &str = include_str!("../../../tests/keys/ec-pkcs8.pem");

    fn secret(text: &str) -> Secret {
        Secret::new(text.to_owned())
    }

    fn filled() -> Builder {
        let mut builder = Builder::default();
        for edit in [
            Edit::Endpoint("https://as.example/token".into()),
            Edit::ClientId("me".into()),
            Edit::Authentication(Authentication::Assertion),
            Edit::Signer(SignerEdit::Key(secret(KEY))),
        ] {
            builder.edit(edit, None);
        }
        builder
    }

    /// Signs as the browser does, with bytes in the signature's place.
    fn signed(builder: &mut Builder) {
        let signed = builder.draft(None).unwrap().at(1_300_819_380, "id").finish(b"signature");
        builder.edit(Edit::Signer(SignerEdit::Signed(Rc::new(signed))), None);
    }

    fn sent(builder: &Builder) -> String {
        let request = builder.request(SecretPlace::Inline, None).request;
        request.value("client_assertion").unwrap_or_default().to_owned()
    }

    #[test]
    fn a_client_signs_for_itself() {
        let mut builder = filled();
        let draft = builder.draft(None).unwrap();
        assert_eq!((draft.issuer.as_str(), draft.subject.as_str()), ("me", "me"));
        assert_eq!(draft.audience, "https://as.example/token");
        assert_eq!(draft.algorithm, Algorithm::Es256);
        assert_eq!(sent(&builder), "");
        signed(&mut builder);
        // base64url of "signature"
        assert!(sent(&builder).ends_with(".c2lnbmF0dXJl"));
        let without = builder.request(SecretPlace::Prompt, None);
        assert_eq!(without.request.value("client_assertion"), Some(""), "it is asked for");
    }

    #[test]
    fn it_is_gone_when_its_fields_change() {
        for edit in [
            Edit::ClientId("you".into()),
            Edit::Endpoint("https://as.example/other".into()),
            Edit::Signer(SignerEdit::Text(Part::KeyId, "1".into())),
            Edit::Signer(SignerEdit::Text(Part::Audience, "https://as.example".into())),
            Edit::Signer(SignerEdit::Key(Secret::default())),
            Edit::Signer(SignerEdit::Elsewhere(true)),
            Edit::Authentication(Authentication::Post),
        ] {
            let mut builder = filled();
            signed(&mut builder);
            builder.edit(edit, None);
            assert_eq!(sent(&builder), "");
            assert!(builder.signer.signed.is_none());
        }
        let mut builder = filled();
        signed(&mut builder);
        builder.edit(Edit::Value("scope".into(), secret("read")), None);
        assert!(!sent(&builder).is_empty(), "it says nothing of the scope");
        // What the browser made of fields as they were.
        let late = Rc::new(builder.draft(None).unwrap().at(0, "id").finish(b"late"));
        builder.edit(Edit::ClientId("you".into()), None);
        builder.edit(Edit::Signer(SignerEdit::Signed(late)), None);
        assert_eq!(sent(&builder), "");
    }

    #[test]
    fn one_that_was_made_elsewhere_is_sent_as_it_is() {
        let mut builder = filled();
        signed(&mut builder);
        builder.edit(Edit::Signer(SignerEdit::Elsewhere(true)), None);
        builder.edit(Edit::Value("client_assertion".into(), secret("a.b.c")), None);
        assert_eq!(sent(&builder), "a.b.c");
        assert!(builder.draft(None).is_none());
    }

    #[test]
    fn a_grant_takes_issuer_and_key_id_from_the_file() {
        let account = [
            "{\"private_key_id\":\"abc\",\"client_email\":\"me@example.org\",\"private_key\":\"",
            &KEY.replace('\n', "\\n"),
            "\"}",
        ];
        let mut builder = filled();
        for edit in [
            Edit::Profile("jwt-bearer".into()),
            Edit::ClientId(String::new()),
            Edit::Signer(SignerEdit::Key(secret(&account.concat()))),
        ] {
            builder.edit(edit, None);
        }
        let draft = builder.draft(None).unwrap();
        let told = (draft.issuer.as_str(), draft.subject.as_str(), draft.key_id.as_str());
        assert_eq!(told, ("me@example.org", "", "abc"));
        signed(&mut builder);
        let request = builder.request(SecretPlace::Inline, None).request;
        assert!(request.value("assertion").unwrap().ends_with(".c2lnbmF0dXJl"));
        assert_eq!(builder.missing(&builder.chosen(None), None), Vec::<String>::new());
    }

    #[test]
    fn an_algorithm_that_does_not_fit_the_key_falls_back() {
        let mut builder = filled();
        builder.edit(Edit::Signer(SignerEdit::Algorithm(Algorithm::Ps256)), None);
        assert_eq!(builder.draft(None).unwrap().algorithm, Algorithm::Es256);
        let key = include_str!("../../../tests/keys/rsa-pkcs1.pem");
        builder.edit(Edit::Signer(SignerEdit::Key(secret(key))), None);
        assert_eq!(builder.draft(None).unwrap().algorithm, Algorithm::Ps256);
    }
}
