//! Letters and digits that look like those that ids and secrets are made of, and are others.
//!
//! From Unicode's `confusables.txt` (UTS #39, section 4), version 18: of the scripts that people write in, those
//! whose skeleton is that of one ASCII letter or digit. Capitals stand for capitals, where both cases look alike.

/// What such a letter is called, the letters, and below each the one that it looks like.
const TABLE: [(&str, &str, &str); 7] = [
    ("rare Latin letter", "ıǀȷɑɡɩɪʏᴄᴏᴜᴠᴡᴢꜱ", "iljagiiycouvwzs"),
    ("Greek letter", "ͿΑΒΕΖΗΙΚΜΝΟΡΤΥΧαγινορσυϒϜϱϲϳϸϹϺᴦ", "JABEZHIKMNOPTYXayivopouYFpcjpCMr"),
    (
        "Cyrillic letter",
        "ЅІЈАВЕЗКМНОРСТУХЬабгеорсухшѕіјѡѴѵҮүҺһҽӀӏӠԁԌԚԛԜԝᲂᲃᲄꙄꙇ",
        "SIJABE3KMHOPCTYXba6reopcyxwsijwVvYyhheIl3dGQqWwoc72i",
    ),
    ("Armenian letter", "ՅՍՏՕՠագզհյոռսցւքօ", "3USOmwqqhjnnugifo"),
    (
        "Cherokee letter",
        "ᎠᎡᎢᎥᎩᎪᎫᎬᎳᎷᎻᎽᏀᏂᏃᏎᏏᏒᏔᏕᏙᏚᏞᏟᏢᏦᏧᏮᏳᏴꭵꮁꮃꮓꮞꮤꮩꮪꮯꮾ",
        "DRTiYAJEWMHYGhZ4bRWSVSLCPKd6GBirwz4wvsc6",
    ),
    ("letter-like sign", "ℂℊℋℌℍℎℐℑℒℓℕℙℚℛℜℝℤℨℬℭ℮ℯℰℱℳℴℹℽⅅⅆⅇⅈⅉ", "CgHHHhIILlNPQRRRZZBCeeEFMoiyDdeij"),
    ("Roman numeral", "ⅠⅤⅩⅬⅭⅮⅯⅰⅴⅹⅼⅽⅾⅿ", "IVXLCDMivxlcdm"),
];

/// The kind of a letter or digit that only looks like an ASCII one, and that one.
pub(super) fn twin(char: char) -> Option<(&'static str, char)> {
    let code = u32::from(char);
    let ascii = |code: u32| char::from_u32(code).filter(char::is_ascii_graphic);
    match char {
        '\u{ff01}'..='\u{ff5e}' => {
            ascii(code - 0xfee0).map(|ascii| ("full-width character", ascii))
        }
        // The alphabet thirteen times over, capitals and small letters; then five times the digits.
        '\u{1d400}'..='\u{1d6a3}' => {
            let letter = (code - 0x1d400) % 52;
            let start = if letter < 26 { 'A' } else { 'a' };
            ascii(u32::from(start) + letter % 26).map(|ascii| ("mathematical letter", ascii))
        }
        '\u{1d7ce}'..='\u{1d7ff}' => {
            ascii(u32::from('0') + (code - 0x1d7ce) % 10).map(|ascii| ("mathematical digit", ascii))
        }
        _ => TABLE.iter().find_map(|(name, foreign, latin)| {
            let mut both = foreign.chars().zip(latin.chars());
            both.find(|(foreign, _)| *foreign == char).map(|(_, latin)| (*name, latin))
        }),
    }
}

#[cfg(test)]
mod tests {
    use unicode_security::confusable_detection::skeleton;

    use super::{TABLE, twin};

    fn looks_like(one: char, other: char) -> bool {
        let drawn = |char: char| skeleton(char.encode_utf8(&mut [0; 4])).collect::<String>();
        drawn(one) == drawn(other)
    }

    /// Unicode's own table, as the compiler's lint for look-alikes reads it. Full-width signs are no letters.
    #[test]
    fn every_letter_looks_like_its_twin() {
        for (name, foreign, latin) in TABLE {
            assert_eq!(foreign.chars().count(), latin.chars().count(), "{name}");
        }
        for char in '\u{80}'..='\u{1ffff}' {
            let Some((name, ascii)) = twin(char) else { continue };
            let alike = !ascii.is_ascii_alphanumeric() || looks_like(char, ascii);
            assert!(alike || is_hole(char), "{name} {char} {ascii}");
        }
    }

    /// Places in the mathematical alphabets without a letter: it stands elsewhere, as a letter-like sign.
    fn is_hole(char: char) -> bool {
        ('\u{1d400}'..='\u{1d6a3}').contains(&char) && "\u{1d455}\u{1d49d}\u{1d4a0}\u{1d4a1}\u{1d4a3}\u{1d4a4}\u{1d4a7}\u{1d4a8}\u{1d4ad}\u{1d4ba}\u{1d4bc}\u{1d4c4}\u{1d506}\u{1d50b}\u{1d50c}\u{1d515}\u{1d51d}\u{1d53a}\u{1d53f}\u{1d545}\u{1d547}\u{1d548}\u{1d549}\u{1d551}".contains(char)
    }

    #[test]
    fn no_letter_of_the_scripts_that_are_often_mixed_in_is_missing() {
        let scripts = [
            '\u{370}'..='\u{3e1}',
            '\u{3f0}'..='\u{52f}',
            '\u{531}'..='\u{58f}',
            '\u{13a0}'..='\u{13f5}',
        ];
        for char in scripts.into_iter().flatten() {
            let like = ('0'..='z').filter(char::is_ascii_alphanumeric);
            let like = like.into_iter().find(|ascii| looks_like(char, *ascii));
            assert!(like.is_none() || twin(char).is_some(), "{char} looks like {like:?}");
        }
    }
}
