//! The request while it is mended: every part of it with what was done to it.

use std::ops::Range;

use crate::basic::form_decoded;
use crate::command::{Shell, is_variable};
use crate::exchange::{BodyEncoding, Parameter, Place, Request, RequestForm};
use crate::read::{Argument, arguments, is_secret};
use crate::span::Span;

use super::spelling;

/// What was done to a part of the request.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Mark {
    /// Nothing.
    #[default]
    Same,
    /// It has another value.
    Value,
    /// It is new, has another name, or stands in another place.
    All,
}

/// A header field, a parameter, or `id:secret` of curl's `-u`.
#[derive(Clone, Debug, Default)]
pub(super) struct Item {
    /// Its name; empty for `-u`.
    pub(super) name: String,
    /// Its value, as meant, variables as they were written.
    pub(super) value: String,
    /// What in it stands for something that the paste does not show, in order: variables, commands.
    pub(super) expansions: Vec<String>,
    /// Query or body, of a parameter.
    pub(super) place: Place,
    /// Where it stands in the paste.
    pub(super) span: Span,
    /// How a value of the address was encoded, which stays as it was.
    pub(super) encoded: String,
    /// Whether it was written encoded already, so that a variable in it goes out as it is.
    pub(super) raw: bool,
    /// What was done to it.
    pub(super) mark: Mark,
}

impl Item {
    /// A new part.
    pub(super) fn new(name: &str, value: String) -> Self {
        Item { name: name.to_owned(), value, mark: Mark::All, ..Item::default() }
    }

    /// Whether something in it stands for what the paste does not show, so that nothing can be said of its value.
    pub(super) fn is_open(&self) -> bool {
        !self.expansions.is_empty()
    }

    /// Whether it is called so; header names in any case.
    pub(super) fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }

    /// Gives it another value.
    pub(super) fn set(&mut self, value: String) {
        if self.value != value {
            self.value = value;
            self.mark = self.mark.max(Mark::Value);
        }
    }
}

impl Mark {
    fn max(self, other: Mark) -> Mark {
        if self == Mark::All { self } else { other }
    }
}

/// The request while it is mended.
#[derive(Clone, Debug, Default)]
pub(super) struct Draft {
    /// How it was written.
    pub(super) pasted: RequestForm,
    /// How it will be written.
    pub(super) form: RequestForm,
    /// The method; empty where it was not told.
    pub(super) method: Item,
    /// The address without its query; empty where it was not told.
    pub(super) url: Item,
    /// Header fields.
    pub(super) headers: Vec<Item>,
    /// `id:secret` of `-u`.
    pub(super) user: Option<Item>,
    /// Whether the pasted command kept them back until it was challenged.
    pub(super) waits: bool,
    /// Parameters of query and body.
    pub(super) parameters: Vec<Item>,
    /// How the body is encoded.
    pub(super) encoding: BodyEncoding,
    /// Options that are kept as they were: what shapes the connection, and a body that is not a form.
    pub(super) kept: Vec<(String, Option<Item>)>,
    /// A body that is neither a form nor an option: that of an HTTP message.
    pub(super) body: String,
    /// What was changed and why.
    pub(super) why: Vec<String>,
    /// Whether anything was mended.
    pub(super) mended: bool,
}

impl Draft {
    /// The request as it was pasted. Where its body is no form, it is in [`Draft::kept`] or [`Draft::body`] as it was
    /// written, and the parameters say what is in it.
    pub(super) fn new(text: &str, request: &Request) -> Self {
        let words = arguments(text, request);
        let source = Source { text, request, words: &words };
        let mut draft = Draft {
            pasted: request.form,
            form: spelling::written_as(request.form),
            encoding: request.encoding,
            waits: request.waits_for_challenge,
            ..Draft::default()
        };
        if let Some(method) = &request.method {
            draft.method.value.clone_from(&method.value);
        }
        if let Some(url) = &request.url {
            draft.url = source.item("", &url.value, url.span);
        }
        draft.user = request.user.as_ref().map(|user| source.item("", &user.value, user.span));
        draft.headers = request
            .headers
            .iter()
            .map(|header| source.item(&header.name, &header.value, header.span))
            .collect();
        let (kept, taken) = spelling::kept(&source, &mut draft.why);
        draft.kept = kept;
        let in_file = |span: Span| taken.iter().any(|place| place.holds(span));
        draft.parameters = request
            .parameters
            .iter()
            .filter(|parameter| !in_file(parameter.span))
            .map(|parameter| Item {
                place: parameter.place,
                encoded: source.encoded(parameter),
                ..source.item(&parameter.name, &parameter.value, parameter.span)
            })
            .collect();
        draft.body = spelling::body(&source);
        draft
    }

    /// The form that it can be written in: an address alone has no body and no header, a header alone no address.
    pub(super) fn written(&self) -> RequestForm {
        let in_query = |item: &Item| item.place == Place::Query;
        let bare = self.headers.is_empty()
            && self.user.is_none()
            && matches!(self.method.value.as_str(), "" | "GET")
            && self.parameters.iter().all(in_query);
        match self.form {
            RequestForm::Url if !bare => RequestForm::CurlPosix,
            RequestForm::CurlPosix if self.url.value.is_empty() => RequestForm::Http,
            form => form,
        }
    }

    /// Whether a command of curl is written.
    pub(super) fn is_command(&self) -> bool {
        self.form != RequestForm::Http
    }

    /// Whether the body is a form, or there is none: then its parameters can be changed one by one.
    pub(super) fn is_form(&self) -> bool {
        matches!(self.encoding, BodyEncoding::Form | BodyEncoding::None)
    }

    /// Whether parameters may be sent that the paste does not show, from a file or a variable.
    pub(super) fn is_withheld(&self) -> bool {
        self.parameters.iter().any(|item| item.name.is_empty() && item.is_open())
            || self.kept.iter().any(|(option, _)| spelling::is_body(option))
    }

    /// The header field of this name.
    pub(super) fn header(&self, name: &str) -> Option<&Item> {
        self.headers.iter().find(|header| header.is(name))
    }

    /// The header field of this name, to be changed.
    pub(super) fn header_mut(&mut self, name: &str) -> Option<&mut Item> {
        self.headers.iter_mut().find(|header| header.is(name))
    }

    /// The first parameter of this name that has a value.
    pub(super) fn parameter(&self, name: &str) -> Option<&Item> {
        self.parameters.iter().find(|item| item.name == name && !item.value.is_empty())
    }

    /// The value of a parameter; empty if there is none.
    pub(super) fn value(&self, name: &str) -> &str {
        self.parameter(name).map_or("", |item| item.value.as_str())
    }

    /// Takes the parameters of this name away; whether there was one.
    pub(super) fn remove(&mut self, name: &str) -> bool {
        let before = self.parameters.len();
        self.parameters.retain(|item| item.name != name);
        self.parameters.len() < before
    }

    /// Says what was changed and why. True, because something was.
    pub(super) fn because(&mut self, why: &str) -> bool {
        self.why.push(why.to_owned());
        self.mended = true;
        true
    }

    /// The variables in a part that its shell expands; `None` where it would run or work out something.
    ///
    /// A template's `{{name}}` stays as it is: to a shell it is text like any other.
    pub(super) fn variables(&self, item: &Item) -> Option<Vec<Range<usize>>> {
        let mut found = Vec::new();
        let mut at = 0;
        for expansion in &item.expansions {
            let start = at + item.value.get(at..)?.find(expansion.as_str())?;
            at = start + expansion.len();
            let expands = match spelling::shell(self.written()) {
                Some(shell) if is_variable(expansion, shell) => true,
                Some(Shell::Cmd) => false,
                Some(_) if expansion.starts_with(['$', '`']) => return None,
                Some(_) => false,
                None => true,
            };
            if expands {
                found.push(start..at);
            }
        }
        // The same letters once more, from within single quotes: which of them is the variable is not known.
        let starts = std::iter::once(0).chain(found.iter().map(|place| place.end));
        let ends = found.iter().map(|place| place.start).chain(std::iter::once(item.value.len()));
        let mut literals = starts.zip(ends).filter_map(|(start, end)| item.value.get(start..end));
        let repeats = |text: &str| {
            item.expansions
                .iter()
                .any(|it| it.starts_with(['$', '%']) && text.contains(it.as_str()))
        };
        if !found.is_empty() && literals.any(repeats) {
            return None;
        }
        Some(found)
    }
}

/// A request and the paste that it was read from.
pub(super) struct Source<'t> {
    /// The paste.
    pub(super) text: &'t str,
    /// The request.
    pub(super) request: &'t Request,
    /// The words of the command.
    pub(super) words: &'t [Argument],
}

impl Source<'_> {
    /// How a value of the address is encoded there, where that is how an address can be written.
    fn encoded(&self, parameter: &Parameter) -> String {
        let written = parameter.span.of(self.text);
        let safe = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~%+:/,@".contains(&byte);
        let kept = parameter.place == Place::Query
            && written.bytes().all(safe)
            && form_decoded(written).as_deref() == Some(parameter.value.as_str());
        if kept { written.to_owned() } else { String::new() }
    }

    /// A part of the request that stands here. What a program or an API client puts in is a variable of the shell.
    pub(super) fn item(&self, name: &str, value: &str, span: Span) -> Item {
        let inside = self.request.expansions.iter().filter(|expansion| span.holds(**expansion));
        let mut item = Item {
            name: name.to_owned(),
            value: value.to_owned(),
            span,
            raw: spelling::is_raw(self, span),
            ..Item::default()
        };
        for expansion in inside {
            let written = expansion.of(self.text);
            // What curl adds for an option has that option's place, and not its text.
            if !item.value.contains(written) {
                continue;
            }
            let variable = spelling::variable(self.request.form, written);
            if let Some(at) = place(&item.value, written).filter(|_| variable != written) {
                item.value.replace_range(at..at + written.len(), &variable);
            }
            item.expansions.push(variable);
        }
        item
    }
}

/// Where a program's name for a value stands: as a word of its own, else where it stands last, `s` in `Basics`.
fn place(value: &str, name: &str) -> Option<usize> {
    let letter = |char: char| char.is_ascii_alphanumeric() || matches!(char, '_' | '$');
    let alone = |at: &usize| {
        let (before, behind) = (value.get(..*at), value.get(at + name.len()..));
        !before.is_some_and(|it| it.ends_with(letter))
            && !behind.is_some_and(|it| it.starts_with(letter))
    };
    value.match_indices(name).map(|(at, _)| at).find(alone).or_else(|| value.rfind(name))
}

/// Whether a part has to be masked where it is shown.
pub(super) fn is_masked(item: &Item) -> bool {
    is_secret(&item.name, true)
}
