//! A small knowledge base, clean, in a folder of its own for each test.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use token_triage::knowledge::source::CAUSES;

/// Writes it: a page for every cause, an error, two providers and a client.
pub fn folder(name: &str) -> io::Result<PathBuf> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("knowledge").join(name);
    // It is not there when the test runs for the first time.
    let _ = fs::remove_dir_all(&folder);
    for (group, ids) in CAUSES {
        for id in ids {
            let rule = match *id {
                "wrong-client-secret" => CAUSE_RULE,
                "wrong-tenant" => TENANT_RULE,
                _ => "",
            };
            let text = format!(
                "+++\ntitle = \"Made up.\"\ngroup = \"{group}\"\n{REFERENCES}{rule}{CAUSE_PROSE}"
            );
            write(&folder, &format!("causes/{id}.md"), &text)?;
        }
    }
    let ids = CAUSES.iter().flat_map(|(_, ids)| *ids).filter(|id| **id != "wrong-tenant");
    let checks = ids.map(|id| {
        format!("[[check]]\nid = \"{id}-check\"\ncause = \"{id}\"\nstrength = \"likely\"\nnote = \"Seen.\"\n")
    });
    write(&folder, "checks/all.toml", &checks.collect::<String>())?;
    write(&folder, "errors/invalid_client.md", ERROR)?;
    write(&folder, "providers/acme.toml", ACME)?;
    write(&folder, "providers/base.toml", BASE)?;
    write(&folder, "clients/lib.toml", CLIENT)?;
    write(&folder, "quiet/logs.txt", "=== a quiet day\nNothing happened.\n")?;
    Ok(folder)
}

/// The text of a provider's or an error's file.
pub fn text_of(file: &str) -> Option<&'static str> {
    match file {
        "errors/invalid_client.md" => Some(ERROR),
        "providers/acme.toml" => Some(ACME),
        "providers/base.toml" => Some(BASE),
        _ => None,
    }
}

/// Writes a file and the folders that it needs.
pub fn write(folder: &Path, file: &str, text: &str) -> io::Result<()> {
    let path = folder.join(file);
    fs::create_dir_all(path.parent().unwrap_or(folder))?;
    fs::write(path, text)
}

const REFERENCES: &str =
    "references = [{ title = \"A page\", url = \"https://example.org/a\", seen = 2026-11-21 }]\n";

const CAUSE_RULE: &str = r#"
[[rule]]
id = "secret-words"
says = ["frobnicated secret mismatch"]
strength = "likely"
note = "The secret is another."
samples = ['frobnicated secret mismatch']
not = ['frobnicated secret']
source = "https://example.org/a"
seen = 2026-11-21
"#;

const TENANT_RULE: &str = r#"
[[rule]]
id = "tenant-words"
says = ["frobnicated tenant mismatch"]
strength = "likely"
note = "The tenant is another."
samples = ['frobnicated tenant mismatch']
not = ['frobnicated tenant']
source = "https://example.org/a"
seen = 2026-11-21
"#;

const CAUSE_PROSE: &str = "+++
# What happened
It is made up.
# How to check
1. Look.
# How to fix
1. Mend it.
# When it is something else
- It is not.
";

const ERROR: &str = r#"+++
title = "Made up"
causes = ["wrong-client-secret", "unknown-client"]
references = [{ title = "A page", url = "https://example.org/a", seen = 2026-11-21 }]
+++
# What the specification says
Something.
# What servers use it for
Something else, as `code` and [a page](https://example.org/b).
"#;

const BASE: &str = r#"name = "Base"
about = ["A server."]
references = [{ title = "A page", url = "https://example.org/a", seen = 2026-11-21 }]

[[mark]]
says = ["frobnicating base"]
strength = "likely"

[[trap]]
title = "A trap"
text = "It snaps."

[[rule]]
id = "base-client"
says = ["base refuses this client"]
cause = "unknown-client"
strength = "certain"
note = "Base does not know the client."
samples = ['frobnicating base: base refuses this client']
not = ['base refuses this secret']
source = "https://example.org/a"
seen = 2026-11-21
"#;

const CLIENT: &str = r#"name = "Library"
about = ["A library."]
references = [{ title = "A page", url = "https://example.org/a", seen = 2026-11-21 }]
[[mark]]
says = ["frobnicating library"]
strength = "likely"
"#;

const ACME: &str = r#"name = "Acme"
runs_on = "base"
about = ["A service."]
hosts = ["*.acme.example"]
references = [{ title = "A page", url = "https://example.org/a", seen = 2026-11-21 }]

[[profile]]
id = "plain"
title = "Plain"
endpoint = "https://{domain}/token"
grant = "client_credentials"
authentication = ["client_secret_basic"]
variables = [{ name = "domain", example = "login.acme.example" }]

[[advice]]
cause = "unknown-client"
check = ["Open the console."]

[[rule]]
id = "acme-secret"
says = ["acme refuses this secret"]
cause = "wrong-client-secret"
also = ["expired-client-secret"]
strength = "certain"
note = "Acme knows the client."
names_provider = true
samples = ['acme refuses this secret']
not = ['acme refuses this client']
source = "https://example.org/a"
seen = 2026-11-21

[[trap]]
title = "Another trap"
text = "It snaps, too."
"#;
