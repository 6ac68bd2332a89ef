//! What a person types.

mod knowledge;

use std::process::ExitCode;

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match args.split_first() {
        Some((command, rest)) if command == "knowledge" => knowledge::run(rest),
        _ => ExitCode::FAILURE,
    }
}
