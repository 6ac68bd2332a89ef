//! How long the knowledge base takes to load and a diagnosis to make, with the rules that there are and with ten times as many.

use std::hint::black_box;
use std::path::Path;

use criterion::{Criterion, criterion_group, criterion_main};
use token_triage::diagnose;
use token_triage::knowledge::source;

#[path = "../tests/support/grown.rs"]
mod grown;
#[path = "../tests/support/pastes.rs"]
mod pastes;

use grown::{grown, load};
use pastes::PASTES;

fn rules(bench: &mut Criterion) {
    let read = source::knowledge(&Path::new(env!("CARGO_MANIFEST_DIR")).join("knowledge"));
    assert!(read.is_ok(), "{read:?}");
    let knowledge = read.unwrap_or_default();
    let texts = [
        ("as it is", source::to_json(&knowledge)),
        ("ten times the rules", source::to_json(&grown(&knowledge, 10))),
    ];
    for (name, text) in &texts {
        bench.bench_function(&format!("load, {name}"), |it| it.iter(|| load(black_box(text))));
    }
    for (name, text) in &texts {
        let knowledge = load(text);
        bench.bench_function(&format!("diagnose, {name}"), |it| {
            it.iter(|| {
                for paste in PASTES {
                    black_box(diagnose(black_box(paste), &knowledge));
                }
            });
        });
    }
}

criterion_group!(benches, rules);
criterion_main!(benches);
