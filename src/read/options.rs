//! Options and operands of a command, as `getopt` and its like part them.

use super::layer::Layer;
use super::shell::Word;

/// Options of a program: `a:auth=` has a short name before the colon, and a value if `=` stands behind it. What is not
/// listed has none.
pub(super) type Table = [&'static str];

/// Hands each option's long name with its value, and each operand with an empty name, to `take`.
pub(super) fn each(words: &[Word], table: &Table, take: &mut dyn FnMut(&'static str, &Layer)) {
    let mut words = words.iter();
    let mut operands = false;
    while let Some(word) = words.next() {
        let text = word.text();
        if operands || text.len() < 2 || !text.starts_with('-') {
            take("", &word.layer);
        } else if text == "--" {
            operands = true;
        } else if let Some(long) = text.strip_prefix("--") {
            let length = long.find('=').unwrap_or(long.len());
            let Some(option) = long.get(..length).and_then(|name| named(table, name)) else {
                continue;
            };
            if length < long.len() {
                take(name_of(option), &word.layer.part(2 + length + 1..text.len()));
            } else if option.ends_with('=') {
                take(name_of(option), &next(&mut words));
            } else {
                take(name_of(option), &word.layer);
            }
        } else {
            bundle(word, &mut words, table, take);
        }
    }
}

/// Short options, several in a word, the last with its value: `-qO-`, `-fa id:secret`.
fn bundle<'w>(
    word: &Word,
    words: &mut impl Iterator<Item = &'w Word>,
    table: &Table,
    take: &mut dyn FnMut(&'static str, &Layer),
) {
    let text = word.text();
    for (at, letter) in text.char_indices().skip(1) {
        let short = |option: &&&str| option.starts_with(letter) && option.get(1..2) == Some(":");
        let Some(option) = table.iter().find(short) else { continue };
        if !option.ends_with('=') {
            take(name_of(option), &word.layer);
            continue;
        }
        let from = at + letter.len_utf8();
        let value = if from < text.len() { word.layer.part(from..text.len()) } else { next(words) };
        return take(name_of(option), &value);
    }
}

fn next<'w>(words: &mut impl Iterator<Item = &'w Word>) -> Layer {
    words.next().map(|word| word.layer.clone()).unwrap_or_default()
}

/// The option of this long name, or the first that begins with it: programs take names that are cut short.
fn named(table: &Table, name: &str) -> Option<&'static str> {
    let exact = table.iter().find(|option| name_of(option) == name);
    exact.or_else(|| table.iter().find(|option| name_of(option).starts_with(name))).copied()
}

/// The long name in an entry of a table.
fn name_of(option: &'static str) -> &'static str {
    let end = option.len() - usize::from(option.as_bytes().last() == Some(&b'='));
    let start = if option.as_bytes().get(1) == Some(&b':') { 2 } else { 0 };
    option.get(start..end).unwrap_or(option)
}
