//! How long reading takes: 256 KiB of what is hardest to read, and a paste as people make them.

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use token_triage::read::{LIMIT, read};

const PASTE: &str = "$ curl -i -u 'app:s3cret' -d grant_type=client_credentials https://auth.example/token\n\
    HTTP/1.1 401 Unauthorized\ncontent-type: application/json\n\n{\"error\":\"invalid_client\"}\n";

/// Fragments that a text is made of, over and over.
const UNITS: [&str; 8] = [
    "curl ",
    "irm @{a=",
    "fetch(a, {b:",
    "xh ",
    "wget --a ",
    "{\"a\":{\"b\":\"",
    "a\n",
    "error=\"",
];

fn reading(bench: &mut Criterion) {
    bench.bench_function("a paste", |it| it.iter(|| read(black_box(PASTE))));
    let mut group = bench.benchmark_group("256 KiB");
    group.sample_size(10).throughput(Throughput::Bytes(LIMIT as u64));
    for unit in UNITS {
        let text = unit.repeat(LIMIT / unit.len());
        group.bench_function(unit.escape_debug().to_string(), |it| {
            it.iter(|| read(black_box(&text)));
        });
    }
    group.finish();
}

criterion_group!(benches, reading);
criterion_main!(benches);
