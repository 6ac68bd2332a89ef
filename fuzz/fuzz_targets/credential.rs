//! Whatever an id or a secret holds: what is said of it points into it and does not quote it, its mends come to an end,
//! and its cells and words show all of it.

#![no_main]

use arbitrary::Arbitrary;
use libfuzzer_sys::fuzz_target;
use token_triage::credential::{Part, Warning, cells, refused, row, spelled, warnings};
use token_triage::knowledge::{Format, Provider};

/// What a person fills in, and the shapes that the provider's ids and secrets have.
#[derive(Arbitrary, Debug)]
struct Given {
    id: String,
    secret: String,
    formats: Vec<(bool, String, Vec<u16>, String)>,
}

fuzz_target!(|given: Given| {
    let formats = given.formats.iter().map(|(id, prefix, lengths, alphabet)| Format {
        of: if *id { "client_id" } else { "client_secret" }.to_owned(),
        prefix: prefix.clone(),
        lengths: lengths.clone(),
        alphabet: alphabet.clone(),
        ..Format::default()
    });
    let provider = Provider { formats: formats.collect(), ..Provider::default() };
    for part in [Part::Id, Part::Secret] {
        mended(part, given.id.clone(), given.secret.clone(), &provider);
    }
    for value in [&given.id, &given.secret] {
        shown(value);
        if let Some(warning) = refused(value) {
            about(&warning, value);
            assert!(warning.mend.is_none_or(|mend| refused(mend.value.expose()).is_none()));
        }
    }
});

/// What is said of a value lies in it, the sure first, and quotes nothing that could be a secret.
fn about(warning: &Warning, value: &str) {
    for span in &warning.at {
        assert!(value.get(span.start..span.end).is_some(), "{warning:?}");
    }
    let digits = value.bytes().filter(u8::is_ascii_digit).count();
    let telling = value.len() >= 12 && digits >= 3;
    assert!(!telling || !warning.message.contains(value), "{}", warning.message);
}

/// Whoever takes each mend that is offered is done after a few.
fn mended(part: Part, mut id: String, mut secret: String, provider: &Provider) {
    let most = id.len() + secret.len() + 8;
    for _ in 0..most {
        let found = warnings(part, &id, &secret, Some(provider));
        let (value, other) = match part {
            Part::Id => (&mut id, &mut secret),
            Part::Secret => (&mut secret, &mut id),
        };
        for warning in &found {
            about(warning, value);
        }
        assert!(found.is_sorted_by_key(|warning| !warning.certain));
        let Some(mend) = found.into_iter().find_map(|warning| warning.mend) else { return };
        if let Some(swapped) = mend.other {
            swapped.expose().clone_into(other);
        }
        mend.value.expose().clone_into(value);
    }
    panic!("mends without end");
}

fn shown(value: &str) {
    let count = value.chars().count();
    assert_eq!(cells(value).count(), count);
    let row = row(cells(value));
    let (groups, left) = spelled(value);
    let told: String = groups.iter().map(|group| group.characters.as_str()).collect();
    assert!(value.starts_with(&told));
    assert_eq!(told.chars().count() + left, count);
    assert_eq!(row.len(), told.chars().count() + usize::from(left > 0));
    assert!(groups.iter().all(|group| !group.words.is_empty()));
}
