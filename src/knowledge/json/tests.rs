//! What is right is what `serde_json` says.

use serde::de::DeserializeOwned;
use serde_json::Value;

use super::{FromJson, Malformed, read};
use crate::knowledge::{Knowledge, Strength};

fn ours<T: FromJson + Default>(text: &str) -> Option<T> {
    let mut value = T::default();
    read(text, &mut value).ok().map(|()| value)
}

fn theirs<T: DeserializeOwned>(text: &str) -> Option<T> {
    serde_json::from_str(text).ok()
}

#[test]
fn texts() {
    for text in [
        r#""""#,
        r#""plain""#,
        r#" "blanks around" "#,
        r#""\"\\\/\b\f\n\r\t""#,
        r#""\u00e9\u20AC\ud83d\ude00""#,
        r#""Schlüssel 鍵 😀""#,
        "\"\u{7f}\u{2028}\"",
        // Halves of pairs, and pairs the wrong way round.
        r#""\ud83d""#,
        r#""\ud83dx""#,
        r#""\ud83d\n""#,
        r#""\ud83d\u0041""#,
        r#""\ud83d\ue000""#,
        r#""\ude00\ud83d""#,
        // Half an escape, an unknown one, a sign where a digit stands.
        r#""\u00e""#,
        r#""\u+0e9""#,
        r#""\u00é""#,
        r#""\x41""#,
        r#""\""#,
        "\"a\nb\"",
        "\"a\0b\"",
        r#""open"#,
        r#"closed""#,
        r"'single'",
        "\u{a0}\"a blank that JSON doesn't know\"",
        "null",
        "1",
        "",
    ] {
        assert_eq!(ours::<String>(text), theirs::<String>(text), "{text}");
    }
}

#[test]
fn numbers() {
    for text in [
        "0", "7", "400", "65535", "65536", "00", "01", "-0", "-1", "+1", "1.0", "1e2", "1E2", "1.",
        ".5", "1e", "1e+", "0x10", "", "-", "4 0", "\"4\"",
    ] {
        assert_eq!(ours::<u16>(text), theirs::<u16>(text), "{text}");
    }
}

#[test]
fn words() {
    for text in ["true", "false", " true ", "True", "truex", "tru", "null", "0", ""] {
        assert_eq!(ours::<bool>(text), theirs::<bool>(text), "{text}");
    }
    for text in ["null", r#""a""#, "nul", "nullx", ""] {
        assert_eq!(ours::<Option<String>>(text), theirs::<Option<String>>(text), "{text}");
    }
    for text in [r#""possible""#, r#""likely""#, r#""certain""#, r#""Certain""#, r#""""#, "null"] {
        assert_eq!(ours::<Strength>(text), theirs::<Strength>(text), "{text}");
    }
}

#[test]
fn lists() {
    for text in [
        "[]",
        "[ ]",
        r#"["a"]"#,
        r#"[ "a" , "b" ]"#,
        r#"["a",]"#,
        "[,]",
        r#"["a" "b"]"#,
        "[",
        "]",
        "[]]",
        "[[]]",
        "{}",
        "null",
    ] {
        assert_eq!(ours::<Vec<String>>(text), theirs::<Vec<String>>(text), "{text}");
    }
}

/// Unknown members are read, so what they hold must be JSON too.
#[test]
fn unknown_members() {
    for value in [
        "null",
        "true",
        "false",
        "0",
        "-1.5e-3",
        "1E+2",
        "{}",
        "[]",
        r#"{"a":[{"b":"c"},2]}"#,
        r#""causes""#,
        "nul",
        "-",
        "1.",
        "1e",
        "01",
        "[1,]",
        r#"{"a"}"#,
        r#"{"a":}"#,
        r"{a:1}",
        "",
    ] {
        let text = format!(r#"{{"unknown":{value},"causes":[{{"id":"a"}}]}}"#);
        assert_eq!(ours::<Knowledge>(&text), theirs::<Knowledge>(&text), "{text}");
    }
}

#[test]
fn nesting_is_bounded() {
    let nested = |depth: usize| format!(r#"{{"x":{}{}}}"#, "[".repeat(depth), "]".repeat(depth));
    assert_eq!(ours::<Knowledge>(&nested(31)), Some(Knowledge::default()));
    assert_eq!(ours::<Knowledge>(&nested(32)), None);
    assert_eq!(ours::<Knowledge>(&"[".repeat(1_000_000)), None);
}

#[test]
fn the_place_of_the_trouble_is_told() {
    let mut value = Vec::<String>::new();
    assert_eq!(read(r#"["a", 5]"#, &mut value), Err(Malformed { at: 6 }));
    assert_eq!(read(r#"["a"] x"#, &mut value), Err(Malformed { at: 6 }));
    // Between characters, where what stands behind a backslash has several bytes.
    assert_eq!(read(r#"["\é"]"#, &mut value), Err(Malformed { at: 3 }));
}

/// An entry of each kind, with a member of each type.
const SMALL: &str = r#"{"causes":[{"id":"a","what":["é\n\u00e9"],"rules":[{"strength":"likely",
"when":{"status":[400],"says":["a * b"]}}]}],"errors":[{"id":"e","x":[-1.5e+2,null]}],"clients":[{}],
"providers":[{"runs_on":"p","basic":{"decodes":"no"},"marks":[{"when":{}}],"formats":[{"lengths":[32,0]}],
"profiles":[{"retired":true,"variables":[{"required":false}]}]}]}"#;

/// One byte is left out, put in or replaced, everywhere. What the page's reader takes is JSON but for the inside of a
/// rule, which is read later; what is JSON of the right form, it takes, and both read the same.
#[test]
fn damaged_texts() {
    let rule = SMALL.find(r#""strength":"#)..SMALL.find(r#"]}],"errors""#);
    assert!(rule.start.is_some() && rule.end.is_some());
    let whole = theirs::<Knowledge>(SMALL);
    assert!(whole.as_ref().is_some_and(|read| read.providers.len() == 1), "{whole:?}");
    let mut taken = 0;
    for at in 0..SMALL.len() {
        for byte in b"\"\\{}[],:0-e. u\n\0".map(Some).into_iter().chain([None]) {
            for until in [at, at + 1] {
                let middle = byte.as_slice();
                let parts = [&SMALL.as_bytes()[..at], middle, &SMALL.as_bytes()[until..]];
                let Ok(text) = String::from_utf8(parts.concat()) else { continue };
                let read = ours::<Knowledge>(&text);
                taken += usize::from(read.is_some());
                let is_json = theirs::<Value>(&text).is_some();
                assert!(read.is_none() || is_json || rule.contains(&Some(at)), "{text}");
                let expected = theirs::<Knowledge>(&text);
                assert!(expected.is_none() || read == expected, "{text}");
            }
        }
    }
    assert!(taken > SMALL.len(), "only {taken} were taken: blanks alone make more");
}
