//! A text as a whole: which reader gets which part of it, and what belongs together.

use std::ops::Range;

use crate::exchange::{BodyEncoding, BodyKind, Response};

use super::Paste;
use super::bruno;
use super::command::{self, Budget, Command};
use super::finish::KEPT;
use super::http::{self, Head, Message};
use super::join::absorb;
use super::layer::Layer;
use super::loose::{addresses, loose};
use super::request_file::File;
use super::url::Address;

/// Whose body the text at hand is.
#[derive(Clone, Copy)]
pub(super) enum Owner {
    Nobody,
    Request,
    Response,
}

/// Reads a text that lies `depth` texts deep in the paste.
pub(super) fn read(layer: &Layer, depth: usize) -> Paste {
    let mut reader =
        Reader { layer, depth, owner: Owner::Nobody, done: 0, paste: Paste::default() };
    let (mut at, mut next) = (0, 0);
    let mut budget = Budget::new(layer.text().len());
    let mut file = File::of(layer);
    reader.paste.secrets.extend(file.secrets());
    while at < layer.text().len() {
        // A line may hold many commands.
        if at >= next {
            next = next_line(layer, at);
        }
        let line = at..next;
        if layer.trimmed(line.clone()).is_empty() {
            at = line.end;
            continue;
        }
        let found = Some(line.clone()).filter(|_| reader.paste.requests.len() < KEPT);
        let command = found.and_then(|line| {
            command::command(layer, line.clone(), &mut budget)
                .or_else(|| file.request(layer, line.clone()))
                .or_else(|| bruno::request(layer, line))
        });
        if let Some(command) = command {
            reader.command(command);
            at = reader.done;
        } else if let Some(head) = http::head(layer, at) {
            reader.head(head);
            at = reader.done.max(at + 1);
        } else {
            at = line.end;
        }
    }
    reader.body_until(layer.text().len());
    reader.paste
}

/// Reads commands and heads, and what stands between them.
struct Reader<'l> {
    layer: &'l Layer,
    depth: usize,
    /// Whose body follows.
    owner: Owner,
    /// What lies before is read.
    done: usize,
    paste: Paste,
}

impl Reader<'_> {
    fn body_until(&mut self, end: usize) {
        let range = self.done..end.max(self.done);
        body(self.layer, range, self.owner, self.depth, &mut self.paste);
    }

    fn command(&mut self, command: Command) {
        for used in command.uses {
            if used.start >= self.done {
                self.body_until(used.start);
                addresses(self.layer, used.clone(), &mut self.paste);
                self.owner = Owner::Nobody;
                self.done = used.end.max(used.start);
            }
        }
        self.body_until(command.range.start);
        addresses(self.layer, command.range.clone(), &mut self.paste);
        self.paste.requests.extend(command.requests);
        self.paste.secrets.extend(command.secrets);
        self.owner = Owner::Nobody;
        self.done = command.range.end;
    }

    fn head(&mut self, head: Head) {
        self.body_until(head.range.start);
        addresses(self.layer, head.range.clone(), &mut self.paste);
        self.owner = match head.message {
            Message::Request(request) => {
                self.paste.requests.push(request);
                if head.body_follows { Owner::Request } else { Owner::Nobody }
            }
            Message::Response(mut response) => {
                redirect(&mut response);
                self.paste.responses.push(response);
                Owner::Response
            }
        };
        self.done = head.range.end;
    }
}

fn next_line(layer: &Layer, at: usize) -> usize {
    let rest = layer.of(at..layer.text().len());
    at + rest.find('\n').map_or(rest.len(), |end| end + 1)
}

/// An error in the address that a redirect names.
pub(super) fn redirect(response: &mut Response) {
    let Some(location) = response.header("location") else { return };
    let layer = Layer::at(&location.value, location.span);
    if let Some(found) = Address::new(&layer, layer.all()).response() {
        response.kind = BodyKind::Form;
        absorb(response, found);
    }
}

/// Reads what stands between heads: a body, or text that belongs to no message.
pub(super) fn body(
    layer: &Layer,
    range: Range<usize>,
    owner: Owner,
    depth: usize,
    paste: &mut Paste,
) {
    if range.is_empty() {
        return;
    }
    let found = loose(layer, range.clone(), depth);
    paste.failures.extend(found.failures);
    paste.addresses.extend(found.addresses);
    paste.secrets.extend(found.secrets);
    paste.codes.extend(found.codes);
    let mut responses = found.responses.into_iter();
    let mut requests = found.requests.into_iter();
    match owner {
        Owner::Nobody => {}
        Owner::Request => {
            if let (Some(request), Some(body)) = (paste.requests.last_mut(), requests.next()) {
                request.parameters.extend(body.parameters);
                // Behind a head an object is the body itself.
                request.encoding = match body.encoding {
                    BodyEncoding::None => BodyEncoding::Json,
                    known => known,
                };
                request.span = request.span.join(body.span);
            }
        }
        Owner::Response => {
            if let (Some(response), Some(body)) = (paste.responses.last_mut(), responses.next()) {
                absorb(response, body);
            }
        }
    }
    paste.responses.extend(responses);
    paste.requests.extend(requests);
}
