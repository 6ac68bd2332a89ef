//! Ways to break an entry: each message names file, entry and mend.

use std::fs;

use libtest_mimic::{Failed, Trial};
use token_triage::knowledge::source::Problem;

use crate::{ensure, list, problems_of, small};

/// One way to break the small knowledge base, and what must be said.
struct Break {
    name: &'static str,
    file: &'static str,
    /// Text to take out; empty for a file that is added.
    from: &'static str,
    to: &'static str,
    entry: &'static str,
    /// Words of the message: what is wrong, and the mend.
    says: &'static [&'static str],
}

pub fn trials() -> Vec<Trial> {
    let all = FORM.iter().chain(SENSE).chain(PLACES).chain(BEHAVIOUR);
    all.map(|broken| Trial::test(broken.name, || is_named(broken))).collect()
}

/// The breaks of form that an editor can show while somebody types.
const SEEN: [&str; 10] = [
    "a mistyped key",
    "a key that exists nowhere",
    "a mistyped key in a profile",
    "a mistyped strength",
    "a text where a list belongs",
    "a mistyped cause",
    "a mistyped other cause",
    "a mistyped cause of an error",
    "advice for no cause",
    "an unknown client authentication",
];

/// Each with its name, its file, and the text before and after.
pub fn seen_by_schemas() -> Vec<(&'static str, &'static str, String, String)> {
    let all = FORM.iter().chain(SENSE).chain(PLACES);
    let seen = all.filter(|broken| SEEN.contains(&broken.name)).filter_map(|broken| {
        let whole = small::text_of(broken.file)?.to_owned();
        let text = whole.replacen(broken.from, broken.to, 1);
        Some((broken.name, broken.file, whole, text))
    });
    let seen: Vec<_> = seen.collect();
    assert_eq!(seen.len(), SEEN.len(), "a break has another name");
    seen
}

fn is_named(broken: &Break) -> Result<(), Failed> {
    let folder = small::folder(&broken.name.replace(' ', "-"))?;
    if broken.from.is_empty() {
        small::write(&folder, broken.file, broken.to)?;
    } else {
        let text = fs::read_to_string(folder.join(broken.file))?;
        ensure(text.contains(broken.from), || format!("`{}` is not there", broken.from))?;
        small::write(&folder, broken.file, &text.replacen(broken.from, broken.to, 1))?;
    }
    let problems = problems_of(&folder);
    let fits = |problem: &Problem| {
        problem.file == broken.file
            && problem.entry == broken.entry
            && broken.says.iter().all(|words| problem.message.contains(words))
    };
    ensure(problems.iter().any(fits), || format!("said is:\n{}", list(&problems)))
}

const ACME: &str = "providers/acme.toml";
const CAUSE: &str = "causes/wrong-client-secret.md";
const ERROR: &str = "errors/invalid_client.md";

#[rustfmt::skip]
const FORM: &[Break] = &[
    Break { name: "a mistyped key", file: ACME, from: "also =", to: "aslo =", entry: "rule acme-secret, line 23", says: &["there is no key `aslo`", "did you mean `also`?"] },
    Break { name: "a key that exists nowhere", file: ACME, from: "runs_on = \"base\"", to: "colour = 1", entry: "line 2", says: &["there is no key `colour`", "name", "hosts"] },
    Break { name: "a mistyped key in a profile", file: ACME, from: "grant =", to: "grnat =", entry: "profile plain, line 11", says: &["there is no key `grnat`", "did you mean `grant`?"] },
    Break { name: "a mistyped strength", file: ACME, from: "\"certain\"", to: "\"certian\"", entry: "rule acme-secret, line 24", says: &["there is no value `certian`", "did you mean `certain`?"] },
    Break { name: "a day in quotes", file: ACME, from: "seen = 2026-11-21 }", to: "seen = \"2026-11-21\" }", entry: "line 5", says: &["without quotes", "seen = 2026-11-21"] },
    Break { name: "a text where a list belongs", file: ACME, from: "[\"acme refuses this secret\"]", to: "\"acme refuses this secret\"", entry: "rule acme-secret, line 21", says: &["write a list"] },
    Break { name: "a missing heading", file: CAUSE, from: "# How to fix\n1. Mend it.\n", to: "", entry: "# How to fix", says: &["is missing", "add it"] },
    Break { name: "a mistyped heading", file: CAUSE, from: "# How to fix", to: "# How too fix", entry: "# How too fix", says: &["did you mean `How to fix`?"] },
    Break { name: "front matter that is not closed", file: CAUSE, from: "+++\n# What", to: "# What", entry: "line 1", says: &["second line `+++`"] },
    Break { name: "a file of the wrong kind", file: "providers/acme.yaml", from: "", to: "name: Acme", entry: "file name", says: &["end in .toml", "rename it"] },
];

#[rustfmt::skip]
const SENSE: &[Break] = &[
    Break { name: "a mistyped cause", file: ACME, from: "cause = \"wrong-client-secret\"", to: "cause = \"wrong-client-secert\"", entry: "rule acme-secret", says: &["there is no cause `wrong-client-secert`", "did you mean `wrong-client-secret`?"] },
    Break { name: "a mistyped other cause", file: ACME, from: "\"expired-client-secret\"", to: "\"expired-secret\"", entry: "rule acme-secret", says: &["`also`", "there is no cause `expired-secret`"] },
    Break { name: "a mistyped cause of an error", file: ERROR, from: "\"unknown-client\"", to: "\"unkown-client\"", entry: "front matter", says: &["`causes`", "did you mean `unknown-client`?"] },
    Break { name: "advice for no cause", file: ACME, from: "cause = \"unknown-client\"", to: "cause = \"unknown-cleint\"", entry: "advice unknown-cleint", says: &["did you mean `unknown-client`?"] },
    Break { name: "a rule without a note", file: ACME, from: "note = \"Acme knows the client.\"", to: "", entry: "rule acme-secret", says: &["`note` is missing", "write it"] },
    Break { name: "a rule without signs", file: ACME, from: "says = [\"acme refuses this secret\"]", to: "unless = [\"acme\"]", entry: "rule acme-secret", says: &["no sign", "says"] },
    Break { name: "a digit beside a number sign", file: ACME, from: "says = [\"acme refuses this secret\"]", to: "says = [\"ACME2###\"]", entry: "rule acme-secret", says: &["`ACME2###`", "write `#` for it"] },
    Break { name: "a rule without samples", file: ACME, from: "samples = ['acme refuses this secret']", to: "", entry: "rule acme-secret", says: &["`samples` is empty", "add a text"] },
    Break { name: "a rule without near misses", file: ACME, from: "not = ['acme refuses this client']", to: "", entry: "rule acme-secret", says: &["`not` is empty", "add a near miss"] },
    Break { name: "a rule without a day", file: ACME, from: "source = \"https://example.org/a\"\nseen = 2026-11-21", to: "source = \"https://example.org/a\"", entry: "rule acme-secret", says: &["`seen` is missing", "seen = 2026-11-21"] },
    Break { name: "a source without encryption", file: ACME, from: "source = \"https:", to: "source = \"http:", entry: "rule acme-secret", says: &["`source`", "https://"] },
    Break { name: "a reference without a day", file: ERROR, from: ", seen = 2026-11-21", to: "", entry: "reference A page", says: &["`seen` is missing"] },
    Break { name: "a day that has not come", file: ERROR, from: "seen = 2026-11-21", to: "seen = 2226-11-21", entry: "reference A page", says: &["2226-11-21 has not come yet", "write the day it was read"] },
    Break { name: "a rule's day that has not come", file: ACME, from: "source = \"https://example.org/a\"\nseen = 2026", to: "source = \"https://example.org/a\"\nseen = 2226", entry: "rule acme-secret", says: &["2226-11-21 has not come yet", "at the latest"] },
    Break { name: "an id of two rules", file: ACME, from: "id = \"acme-secret\"", to: "id = \"secret-words\"", entry: "rule secret-words", says: &["causes/wrong-client-secret.md", "choose another"] },
    Break { name: "an empty heading", file: CAUSE, from: "1. Mend it.\n", to: "", entry: "# How to fix", says: &["is empty", "write at least one"] },
    Break { name: "a backtick that is not closed", file: ERROR, from: "`code`", to: "`code", entry: "# What servers use it for", says: &["a backtick is not closed"] },
    Break { name: "a link without encryption", file: ERROR, from: "https://example.org/b", to: "http://example.org/b", entry: "# What servers use it for", says: &["a link needs", "https"] },
    Break { name: "a cause that is not on the list", file: "causes/wrong-secret.md", from: "", to: "+++\n+++\n# What happened\n# How to check\n# How to fix\n# When it is something else\n", entry: "file name", says: &["not on the closed list"] },
    Break { name: "a wrong group", file: CAUSE, from: "\"client\"", to: "\"clients\"", entry: "front matter", says: &["`group`", "`client`; write that"] },
    Break { name: "a file name that is no id", file: "providers/Big Co.toml", from: "", to: "name = \"Big\"\nabout = [\"Big.\"]\n", entry: "file name", says: &["a-z", "rename the file"] },
];

#[rustfmt::skip]
const PLACES: &[Break] = &[
    Break { name: "a server that is not there", file: ACME, from: "runs_on = \"base\"", to: "runs_on = \"bass\"", entry: "provider", says: &["there is no providers/bass.toml", "did you mean `base`?"] },
    Break { name: "a circle of servers", file: "providers/base.toml", from: "name = \"Base\"", to: "name = \"Base\"\nruns_on = \"acme\"", entry: "provider", says: &["comes back", "break the circle"] },
    Break { name: "a host with a scheme", file: ACME, from: "*.acme.example", to: "https://acme.example", entry: "provider", says: &["is no host name", "without scheme"] },
    Break { name: "a host of two providers", file: "providers/base.toml", from: "name = \"Base\"", to: "name = \"Base\"\nhosts = [\"*.acme.example\"]", entry: "provider", says: &["belongs to providers/acme.toml", "leave it to one"] },
    Break { name: "a provider without a trap", file: ACME, from: "[[trap]]\ntitle = \"Another trap\"\ntext = \"It snaps, too.\"\n", to: "", entry: "provider", says: &["no `[[trap]]`", "write what people stumble over"] },
    Break { name: "a provider that nothing gives away", file: ACME, from: "hosts = [\"*.acme.example\"]", to: "", entry: "provider", says: &["nothing gives it away", "`hosts` or a `[[mark]]`"] },
    Break { name: "a provider without rules", file: "providers/quiet.toml", from: "", to: "name = \"Quiet\"\nabout = [\"It is.\"]\nhosts = [\"quiet.example\"]\n", entry: "provider", says: &["no rule knows what it says", "`runs_on`"] },
    Break { name: "a cause that nothing finds", file: "causes/wrong-tenant.md", from: "id = \"tenant-words\"", to: "id = \"tenant-words\"\ncause = \"unknown-client\"", entry: "front matter", says: &["no rule and no check finds this cause", "write a `[[rule]]`"] },
    Break { name: "a variable that is not declared", file: ACME, from: "https://{domain}/token", to: "https://{domain}/{tenant}/token", entry: "profile plain", says: &["`{tenant}` is no variable", "add it"] },
    Break { name: "a variable that is not used", file: ACME, from: "https://{domain}/token", to: "https://login.acme.example/token", entry: "profile plain", says: &["`domain` stands nowhere", "remove it"] },
    Break { name: "an unknown client authentication", file: ACME, from: "client_secret_basic", to: "client_secret_base", entry: "profile plain", says: &["did you mean `client_secret_basic`?"] },
];

#[rustfmt::skip]
const BEHAVIOUR: &[Break] = &[
    Break { name: "a subject that no file names", file: ACME, from: "says = [", to: "about = [\"secret\"]\nis = [\"wrong\"]\nsays = [", entry: "rule acme-secret", says: &["words.toml has no `secret`"] },
    Break { name: "a subject without a verdict", file: ACME, from: "says = [", to: "about = [\"secret\"]\nsays = [", entry: "rule acme-secret", says: &["`about` and `is` go together"] },
    Break { name: "a phrase with two meanings", file: "words.toml", from: "", to: "[is]\nwrong = [\"bad\"]\nspoilt = [\"bad\"]\n", entry: "is wrong", says: &["`bad` stands under `spoilt` already"] },
    Break { name: "a sign of the request that can't hold", file: ACME, from: "says = [", to: "request = [\"encoding=jsn\"]\nsays = [", entry: "rule acme-secret", says: &["`encoding=jsn`", "did you mean `json`?"] },
    Break { name: "a sample without the signs", file: ACME, from: "samples = ['acme refuses this secret']", to: "samples = ['acme rejects this secret']", entry: "rule acme-secret", says: &["sample 1", "says = [\"acme refuses this secret\"]", "mend"] },
    Break { name: "a sample that another rule wins", file: CAUSE, from: "samples = ['frobnicated secret mismatch']", to: "cause = \"unknown-client\"\nsamples = ['acme refuses this secret: frobnicated secret mismatch']", entry: "rule secret-words", says: &["sample 1", "`acme-secret` wins", "more specific"] },
    Break { name: "a near miss that is matched", file: ACME, from: "not = ['acme refuses this client']", to: "not = ['Acme refuses this secret, too']", entry: "rule acme-secret", says: &["not 1", "matches", "`unless`"] },
    Break { name: "a quiet text that a rule matches", file: "quiet/logs.txt", from: "Nothing happened.", to: "Acme refuses this secret.", entry: "a quiet day", says: &["`acme-secret` of providers/acme.toml matches it", "add words to the rule"] },
    Break { name: "a quiet text that names a cause", file: "quiet/logs.txt", from: "Nothing happened.", to: "Acme refuses this secret.", entry: "a quiet day", says: &["it is diagnosed as wrong-client-secret by `acme-secret`", "more specific"] },
    Break { name: "a quiet text that is empty", file: "quiet/logs.txt", from: "Nothing happened.", to: "", entry: "a quiet day", says: &["no text under this line", "remove the line"] },
    Break { name: "a quiet text twice", file: "quiet/logs.txt", from: "Nothing happened.", to: "Nothing.\n=== a quiet day\nNothing.", entry: "a quiet day", says: &["another text has this name"] },
    Break { name: "a quiet text without a name", file: "quiet/logs.txt", from: "=== a quiet day\n", to: "", entry: "line 1", says: &["`=== `", "write one above"] },
    Break { name: "two rules that tie", file: CAUSE, from: "+++\n# What", to: "[[rule]]\nid = \"tie\"\nsays = [\"secret mismatch frobnicated\"]\ncause = \"unknown-client\"\nstrength = \"likely\"\nnote = \"It ties.\"\nsamples = ['frobnicated secret mismatch frobnicated']\nnot = ['nothing']\nsource = \"https://example.org/a\"\nseen = 2026-11-21\n+++\n# What", entry: "rule tie", says: &["ties with `secret-words`", "more specific"] },
];
