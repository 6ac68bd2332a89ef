//! Values that are opened: a cell for each character, and spelled out.

use super::*;

#[test]
fn cells_name_what_can_be_mistaken_or_not_seen() {
    let shown: Vec<(String, Option<String>, bool)> = cells("aIl1|O0 \n\t\u{200b}а")
        .map(|cell| (cell.shown, cell.name, cell.suspicious))
        .collect();
    let expected = [
        ("a", None, false),
        ("I", Some("capital I"), false),
        ("l", Some("small L"), false),
        ("1", Some("one"), false),
        ("|", Some("vertical bar"), false),
        ("O", Some("capital O"), false),
        ("0", Some("zero"), false),
        ("␣", Some("blank"), true),
        ("↵", Some("line end"), true),
        ("⇥", Some("tab"), true),
        ("◌", Some("zero-width space"), true),
        ("а", Some("Cyrillic letter"), true),
    ];
    let expected: Vec<(String, Option<String>, bool)> = expected
        .into_iter()
        .map(|(shown, name, suspicious)| (shown.to_owned(), name.map(str::to_owned), suspicious))
        .collect();
    assert_eq!(shown, expected);
}

/// The words are those of ICAO, annex 10.
#[test]
fn a_value_is_spelled_out_in_groups_of_four() {
    let words = |value: &str| -> Vec<String> {
        spelled(value).0.into_iter().map(|group| group.words).collect()
    };
    assert_eq!(
        words("I1-xZ"),
        ["capital I as in India, digit one, hyphen, small x as in X-ray", "capital Z as in Zulu"]
    );
    assert_eq!(
        words("а\u{200b} é"),
        [
            "Cyrillic letter that looks like small a as in Alfa, zero-width space, blank, character U+00E9"
        ]
    );
    assert_eq!(words("𝟘🔑"), ["mathematical digit that looks like digit zero, character U+1F511"]);
    assert_eq!(words(""), Vec::<String>::new());
    for char in '!'..='~' {
        let words = words(&char.to_string());
        assert!(words[0].len() > 3, "{char} {words:?}");
    }
    let (groups, rest) = spelled(&"x".repeat(64 * 1024));
    assert_eq!((groups.len(), rest), (100, 65_536 - 400));
}

#[test]
fn of_a_long_value_the_first_cells_are_shown_and_the_rest_is_counted() {
    let value = "x".repeat(64 * 1024);
    let shown = row(cells(&value));
    assert_eq!(shown.len(), 401);
    assert_eq!(shown.last().and_then(|cell| cell.name.as_deref()), Some("65136 more"));
    assert_eq!(row(cells("abc")).len(), 3);
}
