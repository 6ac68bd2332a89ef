//! The head of an HTTP request, as far as a server of files needs it (RFC 9112, section 3).

use std::io::{self, BufRead, Read};

/// More than any browser sends; the rest of a longer head is not read.
const LIMIT: u64 = 32 * 1024;

/// What may be asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// The file.
    Get,
    /// What would be sent before the file.
    Head,
    /// Anything else.
    Other,
}

/// The first line of a request.
#[derive(Debug, PartialEq, Eq)]
pub struct Request {
    /// What is asked.
    pub method: Method,
    /// The method as it was written.
    pub verb: String,
    /// Path and query, as they were written.
    pub target: String,
}

impl Request {
    /// Reads a head to its empty line; `None` where the first line is not that of a request.
    pub fn read(stream: &mut impl BufRead) -> io::Result<Option<Self>> {
        let mut lines = stream.take(LIMIT).lines();
        let Some(first) = lines.next().transpose()? else { return Ok(None) };
        // The rest is read too: closing a connection with unread bytes resets it under the answer.
        for line in lines {
            if line?.is_empty() {
                break;
            }
        }
        let mut words = first.split(' ');
        let (Some(verb), Some(target), Some(_)) = (words.next(), words.next(), words.next()) else {
            return Ok(None);
        };
        let method = match verb {
            "GET" => Method::Get,
            "HEAD" => Method::Head,
            _ => Method::Other,
        };
        Ok(Some(Request { method, verb: verb.into(), target: target.into() }))
    }
}
