//! A value spelled out in words, for a phone call or a screen reader.

use super::cells::SHOWN;
use super::class::{Class, class};

/// Characters that are said in one breath.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// The characters.
    pub characters: String,
    /// Their words: `capital I as in India, digit one, hyphen, small x as in X-ray`.
    pub words: String,
}

/// So many characters are a group.
const GROUP: usize = 4;

/// The words of the international radiotelephony alphabet (ICAO, annex 10, volume II, 5.2.1.3); the first letter of
/// each is what it stands for.
const ALPHABET: &str = "Alfa Bravo Charlie Delta Echo Foxtrot Golf Hotel India Juliett Kilo Lima Mike November \
Oscar Papa Quebec Romeo Sierra Tango Uniform Victor Whiskey X-ray Yankee Zulu";

const DIGITS: &str = "zero one two three four five six seven eight nine";

/// A sign, its name, a line end.
const SIGNS: &str = "!exclamation mark
\"double quote
#hash
$dollar sign
%percent sign
&ampersand
'apostrophe
(opening parenthesis
)closing parenthesis
*asterisk
+plus sign
,comma
-hyphen
.full stop
/slash
:colon
;semicolon
<less-than sign
=equals sign
>greater-than sign
?question mark
@at sign
[opening square bracket
\\backslash
]closing square bracket
^caret
_underscore
`backtick
{opening curly bracket
|vertical bar
}closing curly bracket
~tilde";

/// The value in groups of four characters, as far as cells are shown, and how many characters are left.
pub fn spelled(value: &str) -> (Vec<Group>, usize) {
    let mut groups: Vec<Group> = Vec::new();
    let mut characters = value.chars();
    for (at, char) in characters.by_ref().take(SHOWN).enumerate() {
        match groups.last_mut().filter(|_| at % GROUP > 0) {
            Some(group) => {
                group.characters.push(char);
                group.words.push_str(", ");
                group.words.push_str(&spoken(char));
            }
            None => groups.push(Group { characters: char.to_string(), words: spoken(char) }),
        }
    }
    (groups, characters.count())
}

/// What to say for a character.
pub(super) fn spoken(char: char) -> String {
    let word = |words: &'static str, first: char| {
        let at = u32::from(char).checked_sub(u32::from(first))?;
        words.split(' ').nth(usize::try_from(at).ok()?)
    };
    let named = |kind: &str, first: char| {
        let name = word(ALPHABET, first).unwrap_or_default();
        [kind, char.encode_utf8(&mut [0; 4]), " as in ", name].concat()
    };
    match (char, class(char)) {
        ('A'..='Z', _) => named("capital ", 'A'),
        ('a'..='z', _) => named("small ", 'a'),
        ('0'..='9', _) => ["digit ", word(DIGITS, '0').unwrap_or_default()].concat(),
        ('!'..='~', _) => {
            let name = SIGNS.lines().find_map(|line| line.strip_prefix(char));
            name.unwrap_or_default().to_owned()
        }
        (_, Class::Foreign(name, twin)) => [name, " that looks like ", &spoken(twin)].concat(),
        (
            _,
            Class::LineEnd(name)
            | Class::Blank(name)
            | Class::Invisible(name)
            | Class::Control(name)
            | Class::Typographic(name, _)
            | Class::LookAlike(name)
            | Class::Alike(name),
        ) => name.to_owned(),
        (_, Class::NonAscii | Class::Plain) => ["character U+", &hexadecimal(char)].concat(),
    }
}

/// A character's number as Unicode writes it: four digits or more.
fn hexadecimal(char: char) -> String {
    let code = u32::from(char);
    let digits = (0..6_u32).rev().filter(|place| *place < 4 || code >> (4 * place) > 0);
    let digit = |place: u32| char::from_digit(code >> (4 * place) & 15, 16).unwrap_or('0');
    digits.map(|place| digit(place).to_ascii_uppercase()).collect()
}
