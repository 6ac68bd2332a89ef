//! Mends of the way in which the client authenticates.

use crate::basic::{self, Form, form_decoded};
use crate::command::{Shell, is_variable};
use crate::exchange::Place;
use crate::knowledge::Decodes;

use super::draft::{Draft, Item, Mark};
use super::header::{is_absent, literal_pair};
use super::{Known, header, parameters};

/// Credentials that wait for a challenge go out with the first request.
pub(super) fn at_once(draft: &mut Draft, _: &Known) -> bool {
    let Some(user) = draft.user.as_mut().filter(|_| draft.waits) else { return false };
    user.mark = Mark::All;
    draft.waits = false;
    draft
        .because("curl sends `-u` with the first request. wget does so with `--auth-no-challenge`.")
}

/// Credentials in the address go into the body, and with them all that asks for a token.
pub(super) fn in_body(draft: &mut Draft, known: &Known) -> bool {
    let in_query = |item: &Item| {
        item.place == Place::Query
            && matches!(item.name.as_str(), "client_secret" | "client_assertion")
    };
    if !draft.is_form()
        || !draft.parameters.iter().any(in_query)
        || !parameters::to_body(draft, known)
    {
        return false;
    }
    if draft.method.value == "GET" {
        draft.method = Item::new("", "POST".to_owned());
    }
    draft.because("The parameters go into the body: an address ends up in logs, so servers take no secret from it.")
}

/// Two ways at once: an assertion stays, since it was made for this; else the way that the provider documents, and where
/// nothing speaks against it, the header.
pub(super) fn one(draft: &mut Draft, known: &Known) -> bool {
    let has_header = draft.user.is_some() || draft.header("authorization").is_some();
    let secret = draft.parameter("client_secret").is_some();
    if draft.parameter("client_assertion").is_some() && draft.is_form() && (has_header || secret) {
        draft.remove("client_secret");
        without_header(draft);
        return draft
            .because("The client authenticates once, by its assertion: the secret is left out.");
    }
    if !has_header || !secret {
        return false;
    }
    let basic = known.takes("client_secret_basic") != Some(false);
    let post = known.takes("client_secret_post") == Some(true);
    let readable = draft.user.is_some()
        || literal_pair(draft).is_some_and(|(id, secret)| !id.is_empty() && !secret.is_empty());
    if draft.is_form() && (!basic && post || !readable) {
        without_header(draft);
        return draft.because(
            "The client authenticates once, with `client_secret` in the body: the Authorization header is left out.",
        );
    }
    draft.remove("client_secret")
        && draft.because(
            "The client authenticates once, by the Authorization header: the second way is left out of the body.",
        )
}

/// Takes the Basic header away, or what curl makes it of.
fn without_header(draft: &mut Draft) {
    draft.user = None;
    draft.headers.retain(|header| !header.is("authorization"));
}

/// From the header to the body, or from the body to the header: where the answer speaks of the method, and of none that
/// takes a key.
pub(super) fn other(draft: &mut Draft, known: &Known) -> bool {
    let of_method = known.says(&["method", "mechanism", "scheme"]);
    let by_key = known.says(&["jwt", "tls_", "assertion", "certificate"]);
    if draft.mended || !known.told || !of_method || by_key {
        return false;
    }
    let basic = draft.user.is_some() || draft.header("authorization").is_some();
    if basic && known.takes("client_secret_post") != Some(false) {
        return to_body(draft, known)
            && draft.because("Id and secret go into the body (`client_secret_post`), as this client is registered.");
    }
    !basic
        && known.takes("client_secret_basic") != Some(false)
        && to_header(draft, known)
        && draft.because("Id and secret go into the Authorization header (`client_secret_basic`), as this client is registered.")
}

/// The way that the provider documents, where the request takes one that it does not.
pub(super) fn documented(draft: &mut Draft, known: &Known) -> bool {
    let basic = draft.user.is_some() || draft.header("authorization").is_some();
    let (own, wanted) = if basic {
        ("client_secret_basic", "client_secret_post")
    } else {
        ("client_secret_post", "client_secret_basic")
    };
    if known.takes(own) != Some(false) || known.takes(wanted) != Some(true) {
        return false;
    }
    if basic {
        return to_body(draft, known)
            && draft.because("Id and secret go into the body (`client_secret_post`): this provider documents no other way.");
    }
    to_header(draft, known)
        && draft.because("Id and secret go into the Authorization header (`client_secret_basic`): this provider documents no other way.")
}

/// Takes id and secret out of the header and puts them into the body; whether they were known.
pub(super) fn to_body(draft: &mut Draft, known: &Known) -> bool {
    if !draft.is_form() {
        return false;
    }
    let open = draft.user.as_ref().filter(|user| user.is_open()).cloned();
    let (id, secret) = if let Some(user) = &open {
        let Some((id, secret)) = user.value.split_once(':') else { return false };
        (id.to_owned(), secret.to_owned())
    } else {
        let Some((id, secret)) = literal_pair(draft) else { return false };
        let (id, secret) = header::once(id, secret);
        match (known.decodes(), form_decoded(&id), form_decoded(&secret)) {
            (Decodes::Yes, Some(id), Some(secret)) => (id, secret),
            // Escapes are the header's spelling, a plain + is the secret's own.
            (Decodes::Unknown, Some(plain), Some(secret_plain))
                if id.contains('%') || secret.contains('%') =>
            {
                (plain, secret_plain)
            }
            _ => (id, secret),
        }
    };
    if id.is_empty() || secret.is_empty() {
        return false;
    }
    without_header(draft);
    let expansions = open.map(|user| user.expansions).unwrap_or_default();
    let of =
        |half: &str| expansions.iter().filter(|it| half.contains(it.as_str())).cloned().collect();
    let (in_id, in_secret): (Vec<_>, Vec<_>) = (of(&id), of(&secret));
    if draft.parameter("client_id").is_none() {
        draft.remove("client_id");
        draft.parameters.push(Item { expansions: in_id, ..Item::new("client_id", id) });
    }
    draft.remove("client_secret");
    draft.parameters.push(Item { expansions: in_secret, ..Item::new("client_secret", secret) });
    true
}

/// Takes id and secret out of the body and puts them into the header; whether they were known.
fn to_header(draft: &mut Draft, known: &Known) -> bool {
    let (Some(id), Some(secret)) = (draft.parameter("client_id"), draft.parameter("client_secret"))
    else {
        return false;
    };
    if !draft.is_form() {
        return false;
    }
    let open = id.is_open() || secret.is_open();
    let encoded = known.decodes() == Decodes::Yes && !open;
    let form = if encoded { Form::Minimal } else { Form::Raw };
    if id.value.contains(':') && !encoded || open && !draft.is_command() {
        return false;
    }
    let half = |item: &Item| basic::encode(&item.value, form).expose().to_owned();
    if draft.is_command() {
        let value = format!("{}:{}", braced(&half(id)), half(secret));
        let in_id =
            id.expansions.iter().map(|it| if *it == id.value { braced(it) } else { it.clone() });
        let expansions = in_id.chain(secret.expansions.iter().cloned()).collect();
        draft.user = Some(Item { expansions, ..Item::new("", value) });
    } else {
        let header = basic::header(&id.value, &secret.value, form);
        draft.headers.push(Item::new("Authorization", header.expose().to_owned()));
    }
    draft.remove("client_secret");
    if !known.profile.is_some_and(|profile| profile.client_id_parameter) {
        draft.remove("client_id");
    }
    true
}

/// `$ID` before a colon as `${ID}`: some shells read the colon as part of the variable.
pub(super) fn braced(id: &str) -> String {
    match id.strip_prefix('$').filter(|_| is_variable(id, Shell::PowerShell)) {
        Some(name) if !name.starts_with('{') => format!("${{{name}}}"),
        _ => id.to_owned(),
    }
}

/// A public client sends its id and no secret. One that may use `client_credentials` is none.
pub(super) fn public(draft: &mut Draft, known: &Known) -> bool {
    let confidential = draft.value("grant_type") == "client_credentials";
    if draft.mended || !known.told || confidential || known.says(&["cross-origin"]) {
        return false;
    }
    let why = "A public client has no secret: it sends its `client_id` alone.";
    if draft.parameter("client_id").is_some() && draft.remove("client_secret") {
        return draft.because(why);
    }
    to_body(draft, known) && draft.remove("client_secret") && draft.because(why)
}

/// The id is there and the secret is not: curl asks for it.
pub(super) fn ask(draft: &mut Draft, known: &Known) -> bool {
    const OTHERS: [&str; 3] = ["client_secret", "client_assertion", "code_verifier"];
    let silent = OTHERS.iter().all(|name| draft.parameter(name).is_none());
    let Some(id) = lone_id(draft) else { return false };
    let fits = draft.is_command()
        && draft.is_form()
        && known.takes("client_secret_basic") != Some(false)
        && !id.value.contains(':')
        && !id.value.starts_with(';');
    if draft.mended || !known.told || !silent || !fits {
        return false;
    }
    draft.remove("client_id");
    draft.remove("client_secret");
    draft.headers.retain(|header| !header.is("authorization"));
    draft.user = Some(Item { name: String::new(), mark: Mark::All, ..id });
    draft.because(
        "The request carried no secret. With `-u` and the id alone curl asks for it: paste it as it is, nothing shows while you do.",
    )
}

/// The client's id where it comes without a secret, or with a word that stands for none.
fn lone_id(draft: &Draft) -> Option<Item> {
    let id = if let Some((id, secret)) = literal_pair(draft) {
        is_absent(secret.trim()).then(|| Item::new("", id))
    } else if let Some(user) = &draft.user {
        user.value.strip_suffix(':').map(|id| Item { value: id.to_owned(), ..user.clone() })
    } else if draft.header("authorization").is_none() {
        draft.parameter("client_id").cloned()
    } else {
        None
    };
    id.filter(|id| !is_absent(id.value.trim()))
}
