//! Whatever a pack holds that a site brings: it is read or refused with a place in it, as serde reads it, and what is
//! read is the same once it was written. Whatever JSON holds: ours accepts what serde_json does.

#![no_main]

use libfuzzer_sys::fuzz_target;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use token_triage::knowledge::json::{self, FromJson, Json};
use token_triage::knowledge::pack::{self, Pack};
use token_triage::knowledge::{Client, ErrorCode, Knowledge, Provider};

/// A pack as serde knows it.
#[derive(Default, PartialEq, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Written {
    errors: Vec<ErrorCode>,
    providers: Vec<Provider>,
    clients: Vec<Client>,
}

fuzz_target!(|text: &str| {
    syntax(text);
    texts(text);
    let mut pack = Pack::default();
    match json::read_strictly(text, &mut pack) {
        Ok(()) => read_again(text, pack),
        Err(misfit) => assert!(text.is_char_boundary(misfit.at.min(text.len())), "{misfit:?}"),
    }
    if let Err(faults) = pack::read("packs/x.json", text, &Knowledge::default()) {
        assert!(!faults.is_empty());
        assert!(faults.iter().all(|fault| !fault.reason.is_empty()));
    }
});

fn read_again(text: &str, pack: Pack) {
    // Rules that are read late are the same.
    let mut late = Pack::default();
    assert_eq!(json::read(text, &mut late), Ok(()));
    assert_eq!(late, pack);
    let Pack { errors, providers, clients } = pack;
    let pack = Written { errors, providers, clients };
    if let Ok(read) = serde_json::from_str::<Written>(text) {
        assert_eq!(read, pack);
    }
    let written = serde_json::to_string(&pack).expect("JSON");
    let mut again = Pack::default();
    assert_eq!(json::read_strictly(&written, &mut again), Ok(()), "{written}");
    let Pack { errors, providers, clients } = again;
    assert_eq!(Written { errors, providers, clients }, pack);
}

/// An object of which nothing is wanted.
struct Anything;

impl FromJson for Anything {
    fn read(&mut self, json: &mut Json) -> Option<()> {
        json.object(&mut [])
    }
}

/// RFC 8259: an object is one to both, or to neither. What nests deeper than an entry of the knowledge base is none to us,
/// nor what has half a surrogate pair in it, which serde_json lets pass in texts that nobody wants.
fn syntax(text: &str) {
    let ours = json::read(text, &mut Anything).is_ok();
    let theirs = text.trim_start_matches([' ', '\t', '\n', '\r']).starts_with('{')
        && serde_json::from_str::<&RawValue>(text).is_ok();
    let deep = text.bytes().filter(|byte| b"[{".contains(byte)).count() > 30;
    assert!(ours == theirs || deep || has_half_a_pair(text), "ours: {ours}");
}

/// Whether serde_json would refuse it for that if it read the texts.
fn has_half_a_pair(text: &str) -> bool {
    let read = serde_json::from_str::<serde_json::Value>(text);
    read.is_err_and(|error| error.to_string().contains("surrogate"))
}

/// Texts, with all that can be escaped in them.
fn texts(text: &str) {
    let mut ours: Vec<String> = Vec::new();
    let read = json::read(text, &mut ours);
    match serde_json::from_str::<Vec<String>>(text) {
        Ok(theirs) => assert_eq!((read, ours), (Ok(()), theirs)),
        Err(_) => assert!(read.is_err()),
    }
}
