//! How Windows hands arguments to a program: as one line, which the program's C runtime splits again.
//!
//! Written from the page on CommandLineToArgvW, .NET's `PasteArguments` and the notes on
//! `$PSNativeCommandArgumentPassing` in about_Preference_Variables.

/// A command line as a program of the C runtime splits it.
pub fn split(line: &str) -> Vec<String> {
    let mut arguments = Vec::new();
    let mut current: Option<String> = None;
    let mut quoted = false;
    let mut rest = line.chars().peekable();
    while let Some(char) = rest.next() {
        match char {
            ' ' | '\t' if !quoted => arguments.extend(current.take()),
            '\\' => {
                let mut count = 1;
                while rest.next_if_eq(&'\\').is_some() {
                    count += 1;
                }
                let text = current.get_or_insert_default();
                if rest.peek() == Some(&'"') {
                    text.extend(std::iter::repeat_n('\\', count / 2));
                    if count % 2 == 1 {
                        text.extend(rest.next());
                    }
                } else {
                    text.extend(std::iter::repeat_n('\\', count));
                }
            }
            '"' => {
                let text = current.get_or_insert_default();
                if quoted && rest.next_if_eq(&'"').is_some() {
                    text.push('"');
                } else {
                    quoted = !quoted;
                }
            }
            other => current.get_or_insert_default().push(other),
        }
    }
    assert!(!quoted, "a quote is left open: {line}");
    arguments.extend(current);
    arguments
}

/// Windows PowerShell 5.1 leaves empty arguments out and puts quotes around those with blanks, nothing more.
pub fn through_5_1(arguments: &[String]) -> Vec<String> {
    let word = |argument: &String| {
        if argument.contains(char::is_whitespace) {
            format!("\"{argument}\"")
        } else {
            argument.clone()
        }
    };
    let words: Vec<String> = arguments.iter().map(word).collect();
    split(&words.join(" "))
}

/// PowerShell 7.3 and newer leave it to .NET, which escapes what the C runtime takes off.
pub fn through_7_3(arguments: &[String]) -> Vec<String> {
    let word = |argument: &String| {
        if !argument.is_empty()
            && !argument.contains(|char: char| char == '"' || char.is_whitespace())
        {
            return argument.clone();
        }
        let mut word = String::from('"');
        let mut backslashes = 0;
        for char in argument.chars() {
            if char == '"' {
                word.extend(std::iter::repeat_n('\\', backslashes + 1));
            }
            word.push(char);
            backslashes = if char == '\\' { backslashes + 1 } else { 0 };
        }
        word.extend(std::iter::repeat_n('\\', backslashes));
        word + "\""
    };
    let words: Vec<String> = arguments.iter().map(word).collect();
    split(&words.join(" "))
}

/// Examples of the page on CommandLineToArgvW.
#[test]
fn the_model_of_the_c_runtime_agrees_with_its_documentation() {
    assert_eq!(split(r#""a b c" d e"#), ["a b c", "d", "e"]);
    assert_eq!(split(r#""ab\"c" "\\" d"#), ["ab\"c", "\\", "d"]);
    assert_eq!(split(r#"a\\\b d"e f"g h"#), ["a\\\\\\b", "de fg", "h"]);
    assert_eq!(split(r#"a\\\"b c d"#), ["a\\\"b", "c", "d"]);
    assert_eq!(split(r#"a\\\\"b c" d e"#), ["a\\\\b c", "d", "e"]);
    assert_eq!(split(r#""a""b" c"#), ["a\"b", "c"]);
}

/// Examples of about_Preference_Variables: 5.1 loses quotes and empty words, 7.3 does not.
#[test]
fn the_models_of_powershell_agree_with_its_documentation() {
    let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
    let given = words(&[r#"a"b"#, "", r"c:\d e\", "f"]);
    assert_eq!(through_7_3(&given), given);
    assert_eq!(through_5_1(&words(&["ab\"c\"d", "", "e"])), ["abcd", "e"]);
}
