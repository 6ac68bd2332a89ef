//! What a request's Basic credentials decode to, as a row of cells: the id to read, the secret masked, whatever does not
//! belong there pointed at; and what each kind of server makes of them.

use crate::basic::{self, Decoded, Finding, Pair};
use crate::credential::{Cell, cells, row as shortened};
use crate::exchange::Request;
use crate::secret::Secret;

use super::mask::MASK;

/// Credentials taken apart.
#[derive(Debug, Default, PartialEq)]
pub struct Credentials {
    /// Id, colon, secret.
    pub cells: Vec<Cell>,
    /// Whether something in it hardly belongs there.
    pub wrong: bool,
    /// The kinds of servers that differ in what they read, and what each reads: `id : secret`.
    pub readings: Vec<(&'static str, String)>,
    /// Everything wrong or notable, a sentence each.
    pub notes: Vec<String>,
}

/// The credentials that a request sends by Basic, as far as they can be read.
pub fn credentials(request: &Request, reveal: bool) -> Option<Credentials> {
    let decoded = decoded(request)?;
    let text = decoded.text.as_ref()?.expose();
    let (id, secret) = text.split_once(':').map_or(("", text), |(id, secret)| (id, secret));
    let mut row = shortened(cells(id));
    if text.contains(':') {
        row.extend(cells(":"));
    } else {
        row.push(sign("no colon", true));
    }
    row.extend(shortened(
        if reveal { cells(secret).collect() } else { masked(secret) }.into_iter(),
    ));
    if decoded.findings.contains(&Finding::Twice) {
        row.insert(0, sign("base64 twice", true));
    }
    let wrong = row.iter().any(|cell| cell.suspicious);
    let notes = decoded.findings.iter().map(|finding| finding.message().to_owned()).collect();
    Some(Credentials { cells: row, wrong, readings: readings(&decoded, reveal), notes })
}

/// What servers make of the credentials, where they don't all make the same of them.
fn readings(decoded: &Decoded, reveal: bool) -> Vec<(&'static str, String)> {
    let mut readings = Vec::new();
    let Some(plain) = &decoded.plain else { return readings };
    let pair = |pair: &Pair| {
        let secret = pair.secret.expose();
        let length = || [MASK, " (", &secret.chars().count().to_string(), ")"].concat();
        let secret = if reveal { secret.to_owned() } else { length() };
        [&pair.id, " : ", &secret].concat()
    };
    if decoded.decoded.as_ref() != Some(plain) {
        readings.push(("A server that takes them as they are reads", pair(plain)));
        let read = decoded.decoded.as_ref().map_or_else(|| REFUSED.to_owned(), pair);
        readings.push(("One that percent-decodes them reads", read));
    }
    if let Some(other) = &decoded.misread {
        let latin = decoded.findings.contains(&Finding::Latin1);
        let (sent, server) = if latin {
            ("They are sent in Latin-1, meant as", "One that expects UTF-8 reads")
        } else {
            ("They are sent in UTF-8, meant as", "One that expects Latin-1 reads")
        };
        readings.push((sent, pair(plain)));
        readings.push((server, pair(other)));
    }
    readings
}

const REFUSED: &str = "nothing: it refuses a % that begins no escape";

/// What base64 gives, or what `-u` was given.
fn decoded(request: &Request) -> Option<Decoded> {
    if let Some(user) = &request.user {
        // What a variable or a command puts in is not in the paste.
        if request.expands(user.span) {
            return None;
        }
        // Without a colon it is an id alone, and curl asks for the secret.
        let pair = || basic::read_pair(Secret::new(user.value.clone()), Vec::new());
        return user.value.contains(':').then(pair);
    }
    let header = request.header("authorization").filter(|it| !request.expands(it.span))?;
    let scheme = header.value.get(..5)?;
    if !scheme.eq_ignore_ascii_case("basic") {
        return None;
    }
    Some(basic::decode(&header.value))
}

/// Signs for what can't be seen; they give nothing away.
const SIGNS: &str = "↵⇥␣◌�";

/// Cells that show what is suspicious and where, and of the rest how many characters there are.
fn masked(secret: &str) -> Vec<Cell> {
    let mut row = Vec::new();
    let mut hidden = 0;
    for cell in cells(secret) {
        if !cell.suspicious {
            hidden += 1;
            continue;
        }
        push_hidden(&mut row, &mut hidden);
        let shown = if SIGNS.contains(&cell.shown) { cell.shown } else { "•".to_owned() };
        // What a letter looks like is as good as the letter.
        let spoken = cell.name.clone().unwrap_or_default();
        row.push(Cell { shown, spoken, ..cell });
    }
    push_hidden(&mut row, &mut hidden);
    row
}

fn push_hidden(row: &mut Vec<Cell>, hidden: &mut usize) {
    if *hidden > 0 {
        let many = if *hidden == 1 { " character" } else { " characters" };
        let name = [&hidden.to_string(), many].concat();
        let shown = "•".repeat((*hidden).min(3));
        row.push(Cell { shown, spoken: name.clone(), name: Some(name), suspicious: false });
        *hidden = 0;
    }
}

fn sign(name: &str, suspicious: bool) -> Cell {
    let (shown, spoken) = ("?".to_owned(), name.to_owned());
    Cell { shown, name: Some(name.to_owned()), spoken, suspicious }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::Header;
    use crate::span::{Span, Spanned};

    /// The row in short: suspicious cells in brackets, names behind what is shown.
    fn row(request: &Request, reveal: bool) -> String {
        let Some(credentials) = credentials(request, reveal) else { return "none".to_owned() };
        let cell = |cell: Cell| {
            let name = cell.name.map(|name| ["<", &name, ">"].concat()).unwrap_or_default();
            let both = [cell.shown, name].concat();
            if cell.suspicious { ["[", &both, "]"].concat() } else { both }
        };
        credentials.cells.into_iter().map(cell).collect()
    }

    fn header(value: &str) -> Request {
        let header = Header { name: "Authorization".into(), value: value.into(), span: Span::NONE };
        Request { headers: vec![header], ..Request::default() }
    }

    #[test]
    fn what_a_shell_puts_in_is_not_taken_apart() {
        for given in
            ["-u \"me:$SECRET\"", "-u \"me:$(cat secret)\"", "-H \"Authorization: Basic $BASIC\""]
        {
            let text =
                ["curl https://as.example/token -d grant_type=client_credentials ", given].concat();
            let read = crate::read::read(&text);
            let shown: Vec<String> = read.requests.iter().map(|it| row(it, true)).collect();
            assert_eq!(shown, ["none"], "{given}");
        }
    }

    #[test]
    fn the_id_is_shown_and_the_secret_is_not() {
        // echo me:hunter2 | base64; printf %s me:hunter2 | base64; printf %s mehunter2 | base64
        for (value, expected) in [
            ("Basic bWU6aHVudGVyMgo=", "me:•••<7 characters>[↵<line end>]"),
            ("Basic bWU6aHVudGVyMg==", "me:•••<7 characters>"),
            ("Basic bWVodW50ZXIy", "[?<no colon>]•••<9 characters>"),
            // printf %s 'bWU6aHVudGVyMg==' | base64
            ("Basic YldVNmFIVnVkR1Z5TWc9PQ==", "[?<base64 twice>]me:•••<7 characters>"),
            ("Bearer bWU6aHVudGVyMg==", "none"),
            ("Basic !!!", "none"),
        ] {
            assert_eq!(row(&header(value), false), expected, "{value}");
        }
        assert!(row(&header("Basic bWU6aHVudGVyMg=="), true).starts_with("me:hunter2"));
    }

    /// The base64 is Python's.
    #[test]
    fn what_servers_make_of_it_is_told_where_they_differ() {
        let told = |value: &str, reveal| {
            let credentials = credentials(&header(value), reveal).expect("credentials");
            let pairs = credentials.readings.into_iter().map(|(_, read)| read);
            (pairs.collect::<Vec<_>>(), credentials.notes.len())
        };
        for (value, reveal, expected, notes) in [
            // me:hunter2
            ("Basic bWU6aHVudGVyMg==", true, vec![], 0),
            // me%2F:a%2Bb, masked and not
            ("Basic bWUlMkY6YSUyQmI=", false, vec!["me%2F : •••••• (5)", "me/ : •••••• (3)"], 1),
            ("Basic bWUlMkY6YSUyQmI=", true, vec!["me%2F : a%2Bb", "me/ : a+b"], 1),
            // me:a+b
            ("Basic bWU6YSti", true, vec!["me : a+b", "me : a b"], 1),
            // me:100%
            ("Basic bWU6MTAwJQ==", true, vec!["me : 100%", REFUSED], 1),
            // mé:hunter2 in UTF-8 and in Latin-1
            ("Basic bcOpOmh1bnRlcjI=", true, vec!["mé : hunter2", "mÃ© : hunter2"], 1),
            ("Basic bek6aHVudGVyMg==", true, vec!["mé : hunter2", "m\u{fffd} : hunter2"], 2),
        ] {
            let expected = expected.into_iter().map(str::to_owned).collect::<Vec<_>>();
            assert_eq!(told(value, reveal), (expected, notes), "{value}");
        }
    }

    #[test]
    fn the_option_of_curl_is_taken_apart_as_well() {
        let user = |user: &str| Request {
            user: Some(Spanned::new(user, Span::NONE)),
            ..Request::default()
        };
        assert_eq!(
            row(&user("me:pass word"), false),
            "me:•••<4 characters>[␣<blank>]•••<4 characters>"
        );
        // A letter that only looks like one is named, and not shown: it is part of the secret.
        assert_eq!(
            row(&user("me:pаss"), false),
            "me:•<1 character>[•<Cyrillic letter>]••<2 characters>"
        );
        assert_eq!(row(&user("me"), false), "none");
    }
}
