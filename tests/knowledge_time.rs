//! Ten times the rules: what loading and a diagnosis take then, beside what they take now.

use std::hint::black_box;
use std::path::Path;
use std::time::Duration;

use token_triage::diagnose;
use token_triage::knowledge::{Knowledge, source};

#[path = "support/grown.rs"]
mod grown;
#[path = "support/pastes.rs"]
mod pastes;
#[path = "support/processor.rs"]
mod processor;

use grown::{grown, load};
use pastes::PASTES;
use processor::now;

/// A diagnosis looks at the rules that the text wakes, not at all of them: at most twice the time.
const DIAGNOSIS: u32 = 2;
/// Of a rule only what it waits for is read, and all that is no rule only once: half of what the rules grow by.
const LOADING: u32 = 5;
/// How often each is measured. The shortest was disturbed least.
const TIMES: usize = 7;

/// Both knowledge bases, as the page fetches them.
fn texts() -> [String; 2] {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("knowledge");
    let read = source::knowledge(&root);
    assert!(read.is_ok(), "{read:?}");
    let knowledge = read.unwrap_or_default();
    [source::to_json(&knowledge), source::to_json(&grown(&knowledge, 10))]
}

/// The shortest times of both, measured in turn.
fn shortest(both: [&dyn Fn(); 2]) -> [Duration; 2] {
    let mut shortest = [Duration::MAX; 2];
    for _ in 0..TIMES {
        for (work, shortest) in both.iter().zip(&mut shortest) {
            let start = now();
            work();
            *shortest = (*shortest).min(now().saturating_sub(start));
        }
    }
    shortest
}

#[test]
fn loading() {
    let [text, grown] = texts();
    let [once, ten] =
        shortest([&|| drop(black_box(load(&text))), &|| drop(black_box(load(&grown)))]);
    println!("loading: {once:?}, with ten times the rules {ten:?}");
    assert!(ten < once * LOADING, "{once:?}, with ten times the rules {ten:?}");
}

#[test]
fn diagnosis() {
    let [knowledge, grown] = texts().map(|text| load(&text));
    assert_eq!(knowledge.index().rules.len() * 10, grown.index().rules.len());
    let all = |knowledge: &Knowledge| {
        for paste in PASTES {
            black_box(diagnose(paste, knowledge));
        }
    };
    let [once, ten] = shortest([&|| all(&knowledge), &|| all(&grown)]);
    println!("diagnosis: {once:?}, with ten times the rules {ten:?}");
    assert!(ten < once * DIAGNOSIS, "{once:?}, with ten times the rules {ten:?}");
}
