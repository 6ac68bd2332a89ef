//! What a request's Basic credentials decode to, as a row of cells: the id to read, the secret masked, whatever does not
//! belong there pointed at.

use crate::basic::{self, Finding};
use crate::credential::{Cell, cells};
use crate::exchange::Request;
use crate::secret::Secret;

/// Credentials taken apart.
#[derive(Debug, Default, PartialEq)]
pub struct Credentials {
    /// Id, colon, secret.
    pub cells: Vec<Cell>,
    /// Whether something in it hardly belongs there.
    pub wrong: bool,
}

/// The credentials that a request sends by Basic, as far as they can be read.
pub fn credentials(request: &Request, reveal: bool) -> Option<Credentials> {
    let (text, twice) = text(request)?;
    let text = text.expose();
    let (id, secret) = text.split_once(':').map_or(("", text), |(id, secret)| (id, secret));
    let mut row = cells(id);
    if text.contains(':') {
        row.extend(cells(":"));
    } else {
        row.push(sign("no colon", true));
    }
    row.extend(if reveal { cells(secret) } else { masked(secret) });
    if twice {
        row.insert(0, sign("base64 twice", true));
    }
    let wrong = row.iter().any(|cell| cell.suspicious);
    Some(Credentials { cells: row, wrong })
}

/// What base64 gives, or what `-u` was given; and whether base64 was applied twice.
fn text(request: &Request) -> Option<(Secret, bool)> {
    if let Some(user) = &request.user {
        // What a variable or a command puts in is not in the paste.
        if request.expands(user.span) {
            return None;
        }
        // Without a colon it is an id alone, and curl asks for the secret.
        return user.value.contains(':').then(|| (Secret::new(user.value.clone()), false));
    }
    let header = request.header("authorization").filter(|it| !request.expands(it.span))?;
    let scheme = header.value.get(..5)?;
    if !scheme.eq_ignore_ascii_case("basic") {
        return None;
    }
    let decoded = basic::decode(&header.value);
    Some((decoded.text?, decoded.findings.contains(&Finding::Twice)))
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
        row.push(Cell { shown, ..cell });
    }
    push_hidden(&mut row, &mut hidden);
    row
}

fn push_hidden(row: &mut Vec<Cell>, hidden: &mut usize) {
    if *hidden > 0 {
        let many = if *hidden == 1 { " character" } else { " characters" };
        row.push(Cell {
            shown: "•".repeat((*hidden).min(3)),
            name: Some([&hidden.to_string(), many].concat()),
            suspicious: false,
        });
        *hidden = 0;
    }
}

fn sign(name: &str, suspicious: bool) -> Cell {
    Cell { shown: "?".to_owned(), name: Some(name.to_owned()), suspicious }
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
