//! Words as each shell splits them.

use super::*;

fn split(text: &str, dialect: Dialect) -> Vec<String> {
    let layer = Layer::root(text);
    let line = line(&layer, layer.all(), dialect);
    line.words.iter().map(|word| word.text().to_owned()).collect()
}

#[test]
fn posix_words() {
    // POSIX.1-2024, Shell Command Language, section 2.2; bash manual, section 3.1.2.4.
    let table: &[(&str, &[&str])] = &[
        (r"a 'b c' d\ e", &["a", "b c", "d e"]),
        (r#"'it'\''s' "a\"b\$c\d\\e""#, &["it's", r#"a"b$c\d\e"#]),
        (r"$'a\'b\tc' $HOME ${X}", &["a'b\tc", "$HOME", "${X}"]),
        ("a \\\n b\\\nc", &["a", "bc"]),
        ("a''b \"\"", &["ab", ""]),
        ("a | b", &["a"]),
        ("a; b", &["a"]),
        ("a && b", &["a"]),
        ("a https://x/?b=1&c=2 > f", &["a", "https://x/?b=1&c=2"]),
        ("a -u <id>:<secret>", &["a", "-u", "<id>:<secret>"]),
        ("a \\\n\n{\"b\":1}", &["a"]),
        ("a \\\n{\"b\":1}", &["a"]),
        ("a\n  -d b\n  --data c\nprose", &["a", "-d", "b", "--data", "c"]),
        ("a 'b\nc d'", &["a", "b\nc d"]),
        ("a 'b c\n\nd", &["a", "b c"]),
        ("a “b c”", &["a", "b c"]),
        ("a \"b $(c \"d e\") f\"", &["a", "b $(c \"d e\") f"]),
        ("a $(b c) `d e`", &["a", "$(b c)", "`d e`"]),
        ("a {{ b c }}", &["a", "{{ b c }}"]),
        ("a >f b 2>/dev/null c &>g d < h", &["a", "b", "c", "d"]),
        ("a $\"b\"", &["a", "b"]),
    ];
    for (text, expected) in table {
        assert_eq!(split(text, Dialect::Posix), *expected, "{text}");
    }
}

#[test]
fn cmd_words() {
    // The carets as browsers write them with "Copy as cURL (cmd)"; quotes as the C runtime parts them.
    let table: &[(&str, &[&str])] = &[
        ("a \"b c\" 'd e'", &["a", "b c", "'d", "e'"]),
        (r#"a "{\"b\":\"c\"}""#, &["a", r#"{"b":"c"}"#]),
        ("a ^\n  -d b", &["a", "-d", "b"]),
        ("a ^\"b^&c^\" ^%D^%", &["a", "b&c", "%D%"]),
        ("a ^\"^{^\\^\"b^\\^\":1^}^\"", &["a", "{\"b\":1}"]),
        ("a %ID%:%SECRET%", &["a", "%ID%:%SECRET%"]),
        // Microsoft, "Parsing C command-line arguments".
        (r#"a "b\\" c"#, &["a", r"b\", "c"]),
        (r#"a "b""c" d\\\"e"#, &["a", "b\"c", "d\\\"e"]),
        (r"a b\\c", &["a", r"b\\c"]),
        ("a \"b^c\" d^&e f^^g", &["a", "b^c", "d&e", "f^g"]),
        // Chromium: an end of line inside a value.
        ("a ^\"b^\n\nc^\" -d e", &["a", "b\nc", "-d", "e"]),
        ("a \"b\"^\n\n\"c\"", &["a", "b\nc"]),
    ];
    for (text, expected) in table {
        assert_eq!(split(text, Dialect::Cmd), *expected, "{text}");
    }
}

#[test]
fn powershell_words() {
    // about_Quoting_Rules.
    let table: &[(&str, &[&str])] = &[
        ("a 'it''s' \"b`\"c`$d\"", &["a", "it's", "b\"c$d"]),
        ("a \"b\"\"c\" d", &["a", "b\"c", "d"]),
        ("a `\n  -d b", &["a", "-d", "b"]),
        ("a “b c” ‘d’", &["a", "b c", "d"]),
        (r"a C:\b\c", &["a", r"C:\b\c"]),
        ("a $env:ID", &["a", "$env:ID"]),
        (
            "a @{ b = 'c d'; e = (f g) } (h i) -j",
            &["a", "@{ b = 'c d'; e = (f g) }", "(h i)", "-j"],
        ),
        ("a \"b`nc $(d \"e\")\"", &["a", "b\nc $(d \"e\")"]),
    ];
    for (text, expected) in table {
        assert_eq!(split(text, Dialect::PowerShell), *expected, "{text}");
    }
}
