//! Postman's `auth`: what it adds to a request, and the token that it asks for by itself.

use crate::exchange::{BodyEncoding, Place, Request, RequestForm};
use crate::read::draft::Draft;
use crate::read::layer::Layer;
use crate::read::value::Value;
use crate::span::Span;

use super::sent::finished;
use super::{noted, text};

/// A setting of an `auth`: a member of an object in format 2.0, an item with that key in format 2.1.
fn setting<'v>(auth: &'v Value, name: &str) -> Option<&'v Value> {
    let settings = auth.get(text(auth.get("type")).text())?;
    let named = |item: &&Value| text(item.get("key")).text() == name;
    settings.get(name).or_else(|| settings.items().iter().find(named)?.get("value"))
}

/// What Postman adds to a request for its `auth`.
pub(super) fn authenticate(draft: &mut Draft, auth: &Value) {
    let kind = text(auth.get("type"));
    let mut of = |name: &str| noted(draft, setting(auth, name));
    match kind.text() {
        "basic" => {
            let (id, secret) = (of("username"), of("password"));
            draft.credentials(&id, &secret);
        }
        "bearer" => {
            let token = of("token");
            draft.named_header("Authorization", "Bearer ", &token);
        }
        "oauth2" => {
            let token = of("accessToken");
            if !token.text().is_empty() {
                draft.named_header("Authorization", "Bearer ", &token);
            }
        }
        "apikey" => {
            let (name, key, place) = (of("key"), of("value"), of("in"));
            if place.text() == "query" {
                draft.parameter(&name, &key, Place::Query);
            } else {
                draft.named_header(name.text(), "", &key);
            }
        }
        _ => {}
    }
}

/// The request that Postman makes for a token of its own, as `auth` of the type `oauth2` describes it.
pub(super) fn token_request(auth: &Value) -> Option<Request> {
    let endpoint =
        setting(auth, "accessTokenUrl").filter(|_| text(auth.get("type")).text() == "oauth2")?;
    let mut draft = Draft::default();
    let url = noted(&mut draft, Some(endpoint));
    draft.address(&url);
    let grant = text(setting(auth, "grant_type"));
    let value = match grant.text() {
        "password_credentials" => "password",
        "" | "authorization_code_with_pkce" => "authorization_code",
        other => other,
    };
    draft.parameter(
        &Layer::at("grant_type", Span::NONE),
        &Layer::at(value, grant.span(grant.all())),
        Place::Body,
    );
    let id = noted(&mut draft, setting(auth, "clientId"));
    let secret = noted(&mut draft, setting(auth, "clientSecret"));
    let mut sent = vec![
        ("scope", "scope"),
        ("redirect_uri", "redirect_uri"),
        ("username", "username"),
        ("password", "password"),
    ];
    if text(setting(auth, "client_authentication")).text() == "body" {
        sent.extend([("client_id", "clientId"), ("client_secret", "clientSecret")]);
    } else {
        draft.credentials(&id, &secret);
    }
    for (name, setting_name) in sent {
        // A redirect belongs to the code, a person to the password.
        let fits = match name {
            "redirect_uri" => value == "authorization_code",
            "username" | "password" => value == "password",
            _ => true,
        };
        let value = setting(auth, setting_name).filter(|_| fits);
        let value =
            if name.starts_with("client_") { text(value) } else { noted(&mut draft, value) };
        if !value.text().is_empty() {
            draft.parameter(&Layer::at(name, Span::NONE), &value, Place::Body);
        }
    }
    draft.method(&Layer::at("POST", Span::NONE));
    draft.request.encoding = BodyEncoding::Form;
    Some(finished(draft, RequestForm::Postman))
}
