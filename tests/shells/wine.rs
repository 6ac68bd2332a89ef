//! cmd.exe for real: that of Wine reads every command, at its prompt and in a batch file, and hands on what the model
//! says and what was meant.
//!
//! Only commands in ASCII: which code page a console reads in depends on the system. Programs of the system that Wine
//! runs on stand in for curl and PowerShell.

use std::collections::BTreeSet;
use std::fs::{self, DirEntry, File};
use std::process::Stdio;
use std::time::{Duration, Instant};

use token_triage::command::{SecretPlace, Shell, curl_as};

use crate::cmd::words;
use crate::unix::{Folder, alone, recorded};
use crate::{requests, styles};

/// cmd finds programs in its own folder first.
const STAND_INS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/shells/stand-ins/windows");

/// Every way of each request, in all styles in turn.
fn commands(shell: Shell) -> Vec<String> {
    let places =
        [SecretPlace::Inline, SecretPlace::Prompt, SecretPlace::Environment, SecretPlace::Input];
    let cases = requests().into_iter().flat_map(|token| places.map(|place| (token.clone(), place)));
    let written = cases.zip(styles()).map(|((token, place), style)| {
        let command = curl_as(&token, shell, place, style).expect("a command");
        command.text.expose().to_owned()
    });
    // At its prompt Wine takes carets off before it looks for variables, Windows after that: where one of them is set,
    // there is only the model.
    written.filter(|text| text.is_ascii() && !text.contains("%^PATH")).collect()
}

/// What programs get of the commands, in any order, by cmd in a Wine that nobody has used before.
fn handed_on(shell: Shell, commands: &[String]) -> Vec<Vec<String>> {
    let folder = Folder::new(&format!("wine-{shell:?}"));
    let home = folder.path();
    let file = home.join("all.bat");
    // A line ends as Windows ends it in a file; at the prompt a person presses Enter.
    let text: String = commands.iter().flat_map(|command| [command, "\n"]).collect();
    let text = if shell == Shell::Batch { text.replace('\n', "\r\n") } else { text };
    fs::write(&file, text).expect("written");
    let mut wine = alone("wine", home);
    wine.current_dir(STAND_INS).stdout(Stdio::null()).stderr(Stdio::null()).arg("cmd");
    wine.env("WINEPREFIX", home.join("prefix")).env("WINEDEBUG", "-all");
    fs::create_dir(home.join("records")).expect("a folder");
    wine.env("RECORD", home.join("records/record"));
    if shell == Shell::Batch {
        wine.args(["/c", &format!("Z:{}", file.display()).replace('/', "\\")]).stdin(Stdio::null());
    } else {
        wine.stdin(File::open(&file).expect("the commands"));
    }
    assert!(wine.status().expect("`cargo xtask test` installs wine").success());
    let records = home.join("records");
    let begin = Instant::now();
    let count = || fs::read_dir(&records).expect("a folder").flatten().filter(is_whole).count();
    while count() < commands.len() {
        assert!(begin.elapsed() < Duration::from_mins(1), "{} of {}", count(), commands.len());
        std::thread::yield_now();
    }
    // Its server would go on for some seconds, in a folder that is gone.
    let mut end = alone("wineserver", home);
    let _ = end.env("WINEPREFIX", home.join("prefix")).arg("-k").status();
    let files = fs::read_dir(&records).expect("a folder").flatten();
    files.flat_map(|file| recorded(&file.path())).collect()
}

fn is_whole(file: &DirEntry) -> bool {
    !file.file_name().to_string_lossy().contains("part")
}

fn agrees(shell: Shell) {
    let commands = commands(shell);
    assert!(commands.len() > 300, "{}", commands.len());
    let calls = handed_on(shell, &commands);
    assert_eq!(calls.len(), commands.len(), "each calls one program");
    let calls: BTreeSet<Vec<String>> = calls.into_iter().collect();
    let meant: BTreeSet<_> = commands.iter().map(|command| words(command, shell)).collect();
    let unlike = (calls.difference(&meant).next(), meant.difference(&calls).next());
    assert_eq!(unlike, (None, None), "what Wine hands on, and what was meant");
}

#[test]
fn the_prompt_of_wine_reads_what_the_model_reads() {
    agrees(Shell::Cmd);
}

#[test]
fn wine_reads_a_batch_file_as_the_model_does() {
    agrees(Shell::Batch);
}
