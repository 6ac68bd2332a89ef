//! The corrected request: the one that was pasted, with the smallest change that mends it.
//!
//! A cause has a list of mends. Each looks for its own flaw in the request and, where it is there and what belongs
//! in its place is known, puts that in. What can't be known stays as it was.
//!
//! | file | holds |
//! | --- | --- |
//! | `mends` | which mends a cause has |
//! | `header`, `open`, `client`, `credentials`, `parameters`, `grant`, `values`, `place` | the mends |
//! | `draft`, `spelling` | the request while it is mended, and what of its spelling is kept |
//! | `write` | the mended request as text |

mod client;
mod credentials;
mod draft;
mod grant;
mod header;
mod mends;
mod open;
mod parameters;
mod place;
mod spelling;
mod values;
mod write;

use crate::diagnose::{Diagnosis, Outcome, RankedCause};
use crate::exchange::{Request, RequestForm};
use crate::knowledge::{Decodes, Knowledge, Profile, Provider, Strength};
use crate::order;
use crate::read;
use crate::secret::Secret;
use crate::span::Span;

use draft::Draft;

/// A corrected request, ready to run.
#[derive(Clone, Debug, PartialEq)]
pub struct Repair {
    /// The cause that it takes away.
    pub cause: String,
    /// The request, in the spelling that was pasted where that can be written.
    pub text: Secret,
    /// The spelling of `text`.
    pub form: RequestForm,
    /// What is new or different, as ranges into `text`, in order.
    pub changes: Vec<Span>,
    /// Secrets in `text`, to be masked wherever it is shown.
    pub secrets: Vec<Span>,
    /// What was changed and why, a sentence for each change.
    pub why: Vec<String>,
}

/// The corrected request for the likeliest cause that the request itself shows; `None` where nothing was sent in the
/// paste, or where what is wrong can't be known from it.
pub fn repair(text: &str, diagnosis: &Diagnosis, knowledge: &Knowledge) -> Option<Repair> {
    if diagnosis.outcome != Outcome::Causes {
        return None;
    }
    let text = read::cut(text);
    let request = whole(text, diagnosis.exchange.request.as_ref()?);
    let pasted = Draft::new(text, &request);
    let mut known = Known::new(text, &pasted, diagnosis, knowledge);
    let settled = diagnosis.causes.first()?.strength == Strength::Certain;
    // Where the answer settles it, only what was seen in the request itself is worth a change besides.
    let counts = |cause: &&RankedCause| {
        !settled || cause.strength == Strength::Certain || cause.by.starts_with("check:")
    };
    let (cause, mut draft) = diagnosis.causes.iter().filter(counts).find_map(|cause| {
        let draft = mended(&pasted, cause, &mut known);
        write::write(&draft).filter(|_| draft.mended).map(|_| (cause, draft))
    })?;
    // What else was seen in the request itself would be the next refusal.
    let seen = |other: &&RankedCause| {
        other.by.starts_with("check:")
            && other.strength > Strength::Possible
            && other.id != cause.id
    };
    for other in diagnosis.causes.iter().filter(seen) {
        let both = mended(&draft, other, &mut known);
        if write::write(&both).is_some() {
            draft = both;
        }
    }
    // What was left out of the paste's spelling is said last.
    draft.why.rotate_left(pasted.why.len());
    let (text, mut changes, mut secrets) = write::write(&draft)?;
    order::by_key(&mut changes, |span| *span);
    order::by_key(&mut secrets, |span| *span);
    draft.why.extend(spelling::other_form(draft.pasted, draft.written()).map(str::to_owned));
    Some(Repair {
        cause: cause.id.clone(),
        text: Secret::new(text),
        form: draft.written(),
        changes,
        secrets,
        why: draft.why,
    })
}

/// A draft without what the cause is about, as far as it is there.
fn mended(draft: &Draft, cause: &RankedCause, known: &mut Known) -> Draft {
    let mut draft = draft.clone();
    known.by.clone_from(&cause.by);
    known.told = cause.strength > Strength::Possible;
    for mend in mends::of(&cause.id) {
        mend(&mut draft, known);
    }
    if draft.mended {
        // A command within the command is not written again, and this one need not be.
        open::substitution(&mut draft, known);
    }
    draft
}

/// The request with its parameters. A head that curl prints with `-v` has none; the command before it has them.
fn whole(text: &str, request: &Request) -> Request {
    if request.form != RequestForm::Http || !request.parameters.is_empty() {
        return request.clone();
    }
    let same = |other: &Request| {
        other.form != RequestForm::Http
            && other.span.end <= request.span.start
            && other.path() == request.path()
            && other.host() == request.host()
    };
    let requests = read::read(text).requests;
    let Some(mut command) = requests.into_iter().rev().find(same) else { return request.clone() };
    let expansions = command.expansions.clone();
    for header in &mut command.headers {
        // What the shell put in stands in the head that was sent.
        let open = expansions.iter().any(|expansion| header.span.holds(*expansion));
        if let Some(sent) = request.header(&header.name).filter(|_| open) {
            *header = sent.clone();
        }
    }
    command
}

/// What is known of the server, and of what it answered.
struct Known<'k> {
    /// The paste.
    text: &'k str,
    /// The provider, and what it runs on.
    lineage: Vec<&'k Provider>,
    /// What the paste holds besides the request, in lower case.
    answer: String,
    /// The token request that the provider documents for this grant at this path.
    profile: Option<&'k Profile>,
    /// The check or rule that the cause at hand was found by.
    by: String,
    /// Whether the cause at hand was told, and not only left open: what a request could be as well is no reason to
    /// change it.
    told: bool,
}

impl<'k> Known<'k> {
    fn new(text: &'k str, draft: &Draft, diagnosis: &Diagnosis, knowledge: &'k Knowledge) -> Self {
        let provider = diagnosis.provider.as_ref();
        let lineage = provider.map(|provider| knowledge.lineage(&provider.id)).unwrap_or_default();
        let grant = draft.value("grant_type");
        let profile = lineage
            .iter()
            .flat_map(|provider| &provider.profiles)
            .find(|profile| profile.grant == grant && place::is_at(profile, &draft.url.value));
        let request = diagnosis.exchange.request.as_ref().map_or(Span::NONE, |it| it.span);
        let around = [text.get(..request.start), text.get(request.end..)];
        let answer = around.map(Option::unwrap_or_default).concat().to_ascii_lowercase();
        Known { text, lineage, answer, profile, by: String::new(), told: false }
    }

    /// The provider.
    fn provider(&self) -> Option<&'k Provider> {
        self.lineage.first().copied()
    }

    /// Whether the answer, or what stands around it, holds one of these words.
    fn says(&self, words: &[&str]) -> bool {
        words.iter().any(|word| self.answer.contains(word))
    }

    /// What stands between scopes.
    fn scope_separator(&self) -> &'k str {
        let all = self.lineage.iter().map(|provider| provider.scope_separator.as_str());
        all.into_iter().find(|separator| !separator.is_empty()).unwrap_or(" ")
    }

    /// Whether the server percent-decodes id and secret of a Basic header.
    fn decodes(&self) -> Decodes {
        let told = self.lineage.iter().filter_map(|provider| provider.basic.as_ref());
        told.map(|basic| basic.decodes).next().unwrap_or_default()
    }

    /// Whether the provider documents this way to authenticate for the grant; `None` where it is not known.
    fn takes(&self, method: &str) -> Option<bool> {
        let ways = &self.profile?.authentication;
        Some(ways.iter().any(|way| way == method))
    }
}
