//! Mends of the address and of the header fields that a provider asks for.

use crate::diagnose::is_host;
use crate::exchange::{Request, host_of};
use crate::knowledge::{Environment, Profile, Provider};

use crate::read;

use super::Known;
use super::draft::{Draft, Item};
use super::header::literal_pair;

/// `Accept` at a token endpoint: what the provider's own request has, or the JSON of RFC 6749, section 5.1. An API may
/// want another one.
pub(super) fn accept(draft: &mut Draft, known: &Known) -> bool {
    let documented = known.profile.iter().flat_map(|profile| &profile.headers);
    let documented = documented.filter_map(|line| line.split_once(": "));
    let accept = documented.filter(|(name, _)| name.eq_ignore_ascii_case("accept"));
    let value = accept.map(|(_, value)| value).next().unwrap_or("application/json");
    // Another header may be missing, whose value is not known.
    let lacks = |(pattern, name, _): (&str, &str, &str)| {
        host_of(&draft.url.value).is_some_and(|host| is_host(&host, pattern))
            && draft.header(name).is_none()
    };
    let other = known.lineage.iter().flat_map(|provider| provider.needs()).any(lacks);
    let asks = draft.parameter("grant_type").is_some() || known.profile.is_some();
    match draft.header_mut("accept") {
        _ if !known.told || other || !asks => return false,
        Some(header) if header.value.starts_with(value) => return false,
        Some(header) => header.set(value.to_owned()),
        None => draft.headers.push(Item::new("Accept", value.to_owned())),
    }
    draft.because(
        "`Accept` says which form of answer is wanted; without it this server sends another.",
    )
}

/// Whether an address may be a profile's: the same path, what has to be filled in and a prefix aside.
pub(super) fn is_at(profile: &Profile, url: &str) -> bool {
    let steps = |url: &str| {
        let path = path_start(url).and_then(|at| url.get(at..)).unwrap_or("").to_owned();
        path.trim_end_matches('/').rsplit('/').map(str::to_owned).collect::<Vec<_>>()
    };
    let (own, asked) = (steps(&profile.endpoint), steps(url));
    let own: Vec<_> = own.iter().filter(|step| !step.is_empty()).collect();
    url.is_empty()
        || own.len() <= asked.len()
            && own.iter().zip(&asked).all(|(own, asked)| own.contains('{') || *own == asked)
}

/// The path of a profile's endpoint where the host is one of its own, filled in from the path that was asked for.
fn endpoint(profile: &Profile, host: &str, asked: &str) -> Option<String> {
    let (_, rest) = profile.endpoint.split_once("://")?;
    let (own, path) = rest.split_at(rest.find('/')?);
    let tail = own.split_once('}').map(|(_, tail)| tail);
    let fits = match tail {
        Some("") => true,
        Some(tail) => is_host(host, &["*", tail].concat()),
        None => own == host,
    };
    let known = || (!path.contains('{')).then(|| path.to_owned());
    filled(path, asked).or_else(known).filter(|_| fits)
}

/// The path that was asked for with the one step of it put right in which it differs from a documented one.
fn filled(path: &str, asked: &str) -> Option<String> {
    let own: Vec<&str> = path.split('/').skip(1).collect();
    let mut steps: Vec<&str> = asked.trim_end_matches('/').split('/').collect();
    let from = steps.len().checked_sub(own.len()).filter(|from| *from > 0)?;
    let mut apart = 0;
    for (step, own) in steps.iter_mut().skip(from).zip(own) {
        if !own.contains('{') && *step != own {
            *step = own;
            apart += 1;
        }
    }
    (apart == 1).then(|| steps.join("/"))
}

/// The path that the provider documents for this host, if there is one and no more.
pub(super) fn path(draft: &mut Draft, known: &Known) -> bool {
    let Some(host) = host_of(&draft.url.value) else { return false };
    let Some(provider) = known.provider() else { return false };
    let Some(start) = path_start(&draft.url.value) else { return false };
    let (before, asked) = draft.url.value.split_at(start);
    let grant = draft.value("grant_type");
    let profiles = provider.profiles.iter().filter(|profile| profile.grant == grant);
    let mut paths: Vec<String> =
        profiles.filter_map(|profile| endpoint(profile, &host, asked)).collect();
    paths.dedup();
    let [path] = paths.as_slice() else { return false };
    let url = [before, path].concat();
    if !known.told || draft.url.is_open() || url == draft.url.value {
        return false;
    }
    draft.url.set(url);
    draft.because("The token endpoint of this provider has this path.")
}

/// Where the path begins: behind scheme and host.
fn path_start(url: &str) -> Option<usize> {
    let host = url.find("://")? + 3;
    let rest = url.get(host..)?;
    Some(host + rest.find('/').unwrap_or(rest.len()))
}

/// What makes a server take the request for a browser's.
pub(super) fn origin(draft: &mut Draft, known: &Known) -> bool {
    if !known.told || draft.header("origin").is_none() {
        return false;
    }
    draft.headers.retain(|header| !header.is("origin"));
    draft.because(
        "`Origin` is left out: with it the server takes the request for a browser's, and those have no secret.",
    )
}

/// The authorization request in the paste.
fn authorization(known: &Known) -> Option<Request> {
    let requests = read::read(known.text).requests;
    requests.into_iter().find(|request| request.parameter("response_type").is_some())
}

/// The redirect URI of the authorization request has to come again with the code (RFC 6749, section 4.1.3).
pub(super) fn redirect(draft: &mut Draft, known: &Known) -> bool {
    let asked = authorization(known);
    let Some(uri) = asked.as_ref().and_then(|request| request.value("redirect_uri")) else {
        return false;
    };
    let open = draft.parameter("redirect_uri").is_some_and(Item::is_open);
    if open || !draft.is_form() || !known.told || draft.value("redirect_uri") == uri {
        return false;
    }
    if draft.parameter("code").is_none() || draft.is_withheld() {
        return false;
    }
    draft.remove("redirect_uri");
    draft.parameters.push(Item::new("redirect_uri", uri.to_owned()));
    draft.because("`redirect_uri` is the one of the authorization request, letter by letter.")
}

/// A code is known to the tenant that issued it: that of the authorization request in the paste.
pub(super) fn tenant(draft: &mut Draft, known: &Known) -> bool {
    let asked = authorization(known).and_then(|request| request.url);
    let of_code = draft.value("grant_type") == "authorization_code" && !draft.url.is_open();
    let url = asked.and_then(|asked| moved(&draft.url.value, &asked.value));
    let Some(url) = url.filter(|_| of_code && known.told) else { return false };
    draft.url.set(url);
    draft.because(
        "The code goes to the tenant that issued it: the one of the authorization request.",
    )
}

/// An address with the host of another one, or with the one step of its path in which they differ.
fn moved(url: &str, other: &str) -> Option<String> {
    let (at, from) = (path_start(url)?, path_start(other)?);
    let (host, path) = url.split_at_checked(at)?;
    let (other_host, other_path) = other.split_at_checked(from)?;
    if host != other_host {
        return Some([other_host, path].concat());
    }
    let (mut steps, others): (Vec<&str>, Vec<&str>) =
        (path.split('/').collect(), other_path.split('/').collect());
    let last = steps.len().checked_sub(1).filter(|_| steps.len() == others.len())?;
    let apart = steps.iter().zip(&others).take(last).position(|(own, other)| own != other)?;
    *steps.get_mut(apart)? = others.get(apart)?;
    let rest = steps.iter().zip(&others).take(last).all(|(own, other)| own == other);
    rest.then(|| [host, &steps.join("/")].concat())
}

/// Whether id and secret bear no mark of another system than this host's.
fn fits(draft: &Draft, host: &str, provider: &Provider) -> bool {
    let (id, secret) = literal_pair(draft).unwrap_or_default();
    let sent = [id.as_str(), &secret, draft.value("client_id"), draft.value("client_secret")];
    let elsewhere = |world: &&Environment| !world.hosts.iter().any(|own| is_host(host, own));
    let mut marks = provider.environments.iter().filter(elsewhere).flat_map(|world| &world.marks);
    !marks.any(|mark| sent.iter().any(|value| value.contains(mark.as_str())))
}

/// The other one of a provider's two systems, test and live.
pub(super) fn environment(draft: &mut Draft, known: &Known) -> bool {
    let Some(host) = host_of(&draft.url.value) else { return false };
    let Some(provider) = known.lineage.first() else { return false };
    let mut hosts: Vec<String> = Vec::new();
    let variables = provider.profiles.iter().flat_map(|profile| &profile.variables);
    for variable in variables.filter(|variable| variable.name == "host") {
        let named = variable.hint.split('`').skip(1).step_by(2);
        hosts.extend(named.chain([variable.value.as_str()]).map(str::to_owned));
    }
    let endpoints = provider.endpoints.iter().filter(|endpoint| !endpoint.retired);
    let tokens = endpoints.filter(|endpoint| endpoint.name.to_ascii_lowercase().contains("token"));
    hosts.extend(tokens.filter_map(|endpoint| host_of(&endpoint.url)));
    hosts.retain(|other| !other.contains('{') && other.contains('.'));
    // Where the systems are named, a host of none of them is for somebody else.
    let worlds = &provider.environments;
    let of_a_world =
        |host: &str| worlds.iter().flat_map(|world| &world.hosts).any(|own| is_host(host, own));
    hosts.retain(|other| worlds.is_empty() || of_a_world(other));
    if !known.told || !hosts.contains(&host) {
        return false;
    }
    hosts.retain(|other| *other != host);
    hosts.sort_unstable();
    hosts.dedup();
    let [other] = hosts.as_slice() else { return false };
    if !fits(draft, other, provider) {
        return false;
    }
    let url = draft.url.value.replacen(&host, other, 1);
    draft.url.set(url);
    if let Some(header) = draft.header_mut("host") {
        header.set(other.clone());
    }
    draft.because("What is sent belongs to the provider's other system, test or live: that one has another host.")
}
