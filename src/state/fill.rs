//! The builder filled in from a request that was pasted.

use crate::basic;
use crate::command::{Authentication, is_token};
use crate::credential::is_placeholder;
use crate::exchange::{Header, Request};
use crate::knowledge::{Decodes, Knowledge, Profile};
use crate::read;
use crate::secret::Secret;

use super::Answer;
use super::builder::{Builder, Edit, Extra, Kind};

/// The builder with what an answer's request holds; the corrected request counts where there is one. What it is
/// written for, and whether secrets are shown, stays as it was.
pub fn builder(answer: &Answer, before: &Builder, knowledge: Option<&Knowledge>) -> Builder {
    let Builder { shell, program, place, style, show, .. } = *before;
    let mut builder = Builder { shell, program, place, style, show, ..Builder::default() };
    if let Some(provider) = &answer.diagnosis.provider {
        builder.edit(Edit::Provider(provider.id.clone()), knowledge);
    }
    mend(&mut builder, answer, knowledge);
    builder
}

/// Puts what an answer's request holds, the corrected one's if there is one, into the fields.
pub fn mend(builder: &mut Builder, answer: &Answer, knowledge: Option<&Knowledge>) {
    let repaired = answer.repair.as_ref().map(|repair| read::read(repair.text.expose()));
    let repaired = repaired.as_ref().and_then(|paste| paste.requests.last());
    if let Some(request) = repaired.or(answer.diagnosis.exchange.request.as_ref()) {
        builder.values.clear();
        builder.extras.clear();
        fill(builder, request, knowledge);
    }
}

fn fill(builder: &mut Builder, request: &Request, knowledge: Option<&Knowledge>) {
    let mut edits = Vec::new();
    let url = request.url.as_ref().map(|url| url.value.as_str()).unwrap_or_default();
    edits.push(Edit::Endpoint(url.to_owned()));
    let grant = request.value("grant_type").unwrap_or_default();
    let mut profiles = builder.profiles(knowledge);
    let at = |profile: &Profile| variables(&profile.endpoint, url).is_some();
    if !url.is_empty() && !profiles.iter().any(at) {
        // Another address than any that the provider is known by: the request goes where it went.
        builder.edit(Edit::Provider(String::new()), knowledge);
        profiles = builder.profiles(knowledge);
    }
    let same_grant = |profile: &&Profile| profile.grant == grant;
    let fits = |profile: &&Profile| same_grant(profile) && at(profile);
    if let Some(profile) = profiles.iter().find(fits).or(profiles.iter().find(same_grant)) {
        edits.push(Edit::Profile(profile.id.clone()));
        for (name, value) in variables(&profile.endpoint, url).unwrap_or_default() {
            edits.push(Edit::Value(name.to_owned(), Secret::new(value.to_owned())));
        }
    }
    credentials(request, builder.decodes(knowledge), &mut edits);
    for edit in edits {
        builder.edit(edit, knowledge);
    }
    let profile = builder.chosen(knowledge);
    for parameter in &request.parameters {
        let name = parameter.name.as_str();
        let own = name.is_empty() || ["grant_type", "client_id", "client_secret"].contains(&name);
        if own || is_placeholder(&parameter.value) {
            continue;
        }
        let value = Secret::new(parameter.value.clone());
        if profile.parameters.iter().any(|input| input.name == name) && !builder.has(name) {
            builder.edit(Edit::Value(name.to_owned(), value), knowledge);
        } else {
            add(builder, Kind::Parameter, name, value);
        }
    }
    for header in request.headers.iter().filter(|header| is_kept(header, &profile)) {
        add(builder, Kind::Header, &header.name, Secret::new(header.value.clone()));
    }
}

/// Adds what the profile has no field for.
fn add(builder: &mut Builder, kind: Kind, name: &str, value: Secret) {
    builder.extras.push(Extra { kind, name: name.to_owned(), value });
}

/// Whether a header says something that the builder's own don't, and that the client does not write by itself.
fn is_kept(header: &Header, profile: &Profile) -> bool {
    let by_itself = [
        "accept",
        "accept-encoding",
        "authorization",
        "connection",
        "content-length",
        "content-type",
        "expect",
        "host",
        "transfer-encoding",
        "user-agent",
    ];
    let own = profile.headers.iter().filter_map(|line| line.split(':').next());
    let mut known = by_itself.into_iter().chain(own);
    let shown = !header.value.is_empty() && !is_placeholder(&header.value);
    shown && is_token(&header.name) && !known.any(|name| header.name.eq_ignore_ascii_case(name))
}

/// Client id, client secret, and how they were sent.
fn credentials(request: &Request, decodes: Decodes, edits: &mut Vec<Edit>) {
    let parameter = |name| request.value(name).unwrap_or_default();
    let header = request.header("authorization").map(|header| basic::decode(&header.value));
    let by_header = header.and_then(|decoded| match decodes {
        Decodes::Yes => decoded.decoded.or(decoded.plain),
        _ => decoded.plain,
    });
    let by_user = request.user.as_ref().map(|user| {
        let (id, secret) = user.value.split_once(':').unwrap_or((&user.value, ""));
        basic::Pair { id: id.to_owned(), secret: Secret::new(secret.to_owned()) }
    });
    let (id, secret, way) = match by_header.or(by_user) {
        Some(pair) => (pair.id, pair.secret, Authentication::Basic),
        None => (
            parameter("client_id").to_owned(),
            Secret::new(parameter("client_secret").to_owned()),
            if request.parameter("client_secret").is_some() {
                Authentication::Post
            } else {
                Authentication::None
            },
        ),
    };
    if !is_placeholder(&id) {
        edits.push(Edit::ClientId(id));
    }
    if !is_placeholder(secret.expose()) {
        edits.push(Edit::ClientSecret(secret));
    }
    edits.push(Edit::Authentication(way));
}

/// What the names in an endpoint's braces stand for in an address; `None` if it is another address.
fn variables<'a>(endpoint: &'a str, url: &'a str) -> Option<Vec<(&'a str, &'a str)>> {
    let mut found = Vec::new();
    let mut parts = endpoint.trim_end_matches('/').split('{');
    let mut rest = url.trim_end_matches('/').strip_prefix(parts.next()?)?;
    for part in parts {
        let (name, literal) = part.split_once('}')?;
        let end = if literal.is_empty() { rest.len() } else { rest.find(literal)? };
        let (value, behind) = rest.split_at(end);
        if value.contains('/') {
            return None;
        }
        found.push((name, value));
        rest = behind.strip_prefix(literal)?;
    }
    rest.is_empty().then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::command::Shell;
    use crate::diagnose::Recognised;
    use crate::knowledge::{Input, Provider};

    fn knowledge() -> Knowledge {
        let profile = |id: &str, endpoint: &str, grant: &str| Profile {
            id: id.into(),
            endpoint: endpoint.into(),
            grant: grant.into(),
            authentication: vec!["client_secret_basic".into(), "client_secret_post".into()],
            parameters: vec![Input {
                name: "scope".into(),
                value: "all".into(),
                ..Input::default()
            }],
            ..Profile::default()
        };
        let provider = Provider {
            id: "acme".into(),
            profiles: vec![
                profile("code", "https://{domain}/token", "authorization_code"),
                profile("org", "https://{domain}/token", "client_credentials"),
                profile("own", "https://{domain}/as/{server}/token", "client_credentials"),
            ],
            ..Provider::default()
        };
        Knowledge { providers: vec![provider], ..Knowledge::default() }
    }

    fn filled(text: &str, provider: &str) -> Builder {
        let mut answer = Answer::default();
        answer.diagnosis.exchange.request = read::read(text).requests.pop();
        answer.diagnosis.provider =
            Some(Recognised { id: provider.into(), ..Recognised::default() });
        let before = Builder { shell: Shell::Fish, ..Builder::default() };
        builder(&answer, &before, Some(&knowledge()))
    }

    fn value<'b>(builder: &'b Builder, name: &str) -> &'b str {
        let typed = builder.values.iter().find(|(other, _)| other == name);
        typed.map_or("", |(_, value)| value.expose())
    }

    #[test]
    fn a_known_server_gets_its_profile_and_what_its_address_holds() {
        let builder = filled(
            "curl -u 'me:s3cret ' -d grant_type=client_credentials -d scope='read write' https://acme.example/as/main/token",
            "acme",
        );
        assert_eq!((builder.provider.as_str(), builder.profile.as_str()), ("acme", "own"));
        assert_eq!(value(&builder, "domain"), "acme.example");
        assert_eq!(value(&builder, "server"), "main");
        assert_eq!(value(&builder, "scope"), "read write");
        assert_eq!(builder.client_id, "me");
        assert_eq!(builder.client_secret.expose(), "s3cret ", "as it was sent: the builder warns");
        assert_eq!(builder.authentication, Some(Authentication::Basic));
        assert_eq!(builder.shell, Shell::Fish);
    }

    #[test]
    fn an_address_that_the_provider_is_not_known_by_is_kept() {
        let url = "http://127.0.0.1:9999/token";
        let text = ["curl -d grant_type=client_credentials -d client_id=me ", url].concat();
        let builder = filled(&text, "acme");
        assert_eq!((builder.provider.as_str(), builder.endpoint.as_str()), ("", url));
    }

    #[test]
    fn what_was_in_the_fields_gives_way_to_the_corrected_request() {
        let mut answer = Answer::default();
        let text = "curl -d grant_type=client_credentials -d client_id=me -d scope=a https://as.example/token";
        answer.diagnosis.exchange.request = read::read(text).requests.pop();
        let mut builder = Builder::default();
        for edit in [
            Edit::Endpoint("https://as.example/token".into()),
            Edit::Value("scope".into(), Secret::new("a,b".into())),
        ] {
            builder.edit(edit, None);
        }
        mend(&mut builder, &answer, None);
        assert_eq!((value(&builder, "scope"), builder.extras.len()), ("a", 0));
    }

    #[test]
    fn any_other_server_gets_the_address() {
        let builder = filled(
            "curl https://as.example/token -d grant_type=password -d client_id=me -d client_secret='$SECRET' -d username=sam",
            "",
        );
        assert_eq!((builder.provider.as_str(), builder.profile.as_str()), ("", "password"));
        assert_eq!(builder.endpoint, "https://as.example/token");
        assert_eq!(value(&builder, "username"), "sam");
        assert_eq!(builder.client_id, "me");
        assert!(builder.client_secret.is_empty(), "a variable is no secret");
        assert_eq!(builder.authentication, Some(Authentication::Post));
    }

    #[test]
    fn what_no_field_is_for_is_added() {
        let builder = filled(
            "curl -H 'X-Tenant: acme' -H 'Accept: */*' -H 'Content-Type: application/x-www-form-urlencoded' \
             -d grant_type=client_credentials -d client_id=me -d audience=a -d tenant=acme -d resource=b -d resource=c \
             https://as.example/token",
            "",
        );
        assert_eq!(value(&builder, "audience"), "a");
        assert_eq!(value(&builder, "resource"), "b");
        let added = builder
            .extras
            .iter()
            .map(|extra| (extra.kind, extra.name.as_str(), extra.value.expose()));
        let expected = [
            (Kind::Parameter, "tenant", "acme"),
            (Kind::Parameter, "resource", "c"),
            (Kind::Header, "X-Tenant", "acme"),
        ];
        assert_eq!(added.collect::<Vec<_>>(), expected);
    }

    #[test]
    fn an_endpoint_with_names_fits_only_its_own_addresses() {
        for (endpoint, url, expected) in [
            ("https://a.example/token", "https://a.example/token", Some(vec![])),
            ("https://a.example/token/", "https://a.example/token", Some(vec![])),
            ("https://{d}/token", "https://a.example/token", Some(vec![("d", "a.example")])),
            ("https://{d}/{s}/token", "https://a/b/token", Some(vec![("d", "a"), ("s", "b")])),
            ("https://{d}/token", "https://a.example/token/more", None),
            ("https://{d}/token", "http://a.example/token", None),
            ("https://a.example/{s}", "https://a.example/main", Some(vec![("s", "main")])),
        ] {
            assert_eq!(variables(endpoint, url), expected, "{endpoint} {url}");
        }
    }
}
