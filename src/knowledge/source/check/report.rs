//! What every part of the check needs: where problems go, and which ids there are.

use super::super::causes::{CAUSES, group_of};
use super::super::day;
use super::super::near::did_you_mean;
use super::super::problem::Problem;
use super::super::shape::{Date, ReferenceSource, Sources};
use super::prose;

/// Takes the problems of one file.
pub struct Report<'a> {
    file: &'a str,
    problems: &'a mut Vec<Problem>,
}

impl<'a> Report<'a> {
    pub fn new(file: &'a str, problems: &'a mut Vec<Problem>) -> Self {
        Report { file, problems }
    }

    pub fn add(&mut self, entry: &str, message: impl Into<String>) {
        self.problems.push(Problem::new(self.file, entry, message));
    }

    /// A text that must be there and be well-formed.
    pub fn required(&mut self, entry: &str, key: &str, text: &str) {
        if text.trim().is_empty() {
            self.add(entry, format!("`{key}` is missing; write it"));
        }
        self.text(entry, key, text);
    }

    /// A list that must hold something; its items must be well-formed.
    pub fn required_list(&mut self, entry: &str, key: &str, texts: &[String]) {
        if texts.is_empty() {
            self.add(entry, format!("`{key}` is empty; write at least one"));
        }
        self.texts(entry, key, texts);
    }

    /// Texts that may be left out.
    pub fn texts(&mut self, entry: &str, key: &str, texts: &[String]) {
        for text in texts {
            if text.trim().is_empty() {
                self.add(entry, format!("`{key}` holds an empty text; remove it"));
            }
            self.text(entry, key, text);
        }
    }

    /// A text that may be empty.
    pub fn text(&mut self, entry: &str, key: &str, text: &str) {
        if text.contains("TODO") {
            self.add(entry, format!("`{key}` still says TODO; fill it in"));
        }
        if let Some(fault) = prose::fault(text) {
            self.add(entry, format!("`{key}`: {fault}"));
        }
    }

    pub fn slug(&mut self, id: &str) {
        if !is_slug(id) {
            let message = "an id is made of a-z, 0-9, `-` and `_`; rename the file";
            self.add("file name", message);
        }
    }

    pub fn references(&mut self, entry: &str, references: &[ReferenceSource]) {
        if references.is_empty() {
            self.add(
                entry,
                "`references` is empty; name the page that says so, with the day it was read",
            );
        }
        for reference in references {
            let label = format!("reference {}", reference.title);
            self.required(&label, "title", &reference.title);
            self.source(&label, "url", &reference.url, reference.seen.as_ref());
        }
    }

    /// An address that says so, and the day it was read.
    pub fn source(&mut self, entry: &str, key: &str, url: &str, seen: Option<&Date>) {
        if !is_https(url) {
            self.add(entry, format!("`{key}` is no address; write one that begins with https://"));
        }
        let Some(seen) = seen else {
            self.add(entry, "`seen` is missing; write the day it was read: `seen = 2026-11-21`");
            return;
        };
        // One day is granted to places where it is tomorrow already.
        if day::number(&seen.to_string()).is_none_or(|day| day > day::today() + 1) {
            let today = day::written(day::today());
            self.add(entry, format!("`seen`: {seen} has not come yet; write the day it was read, at the latest {today}"));
        }
    }

    /// An id of a cause: on the closed list, and with a page.
    pub fn cause(&mut self, entry: &str, key: &str, id: &str, known: &Known) {
        if group_of(id).is_none() {
            let near = did_you_mean(id, CAUSES.iter().flat_map(|(_, ids)| ids.iter().copied()));
            self.add(entry, format!("`{key}`: there is no cause `{id}`{near}"));
        } else if !known.causes.contains(&id) {
            self.add(entry, format!("`{key}`: the cause `{id}` has no page; write causes/{id}.md"));
        }
    }
}

/// The ids that may be referred to.
pub struct Known<'s> {
    pub causes: Vec<&'s str>,
    pub providers: Vec<&'s str>,
}

impl<'s> Known<'s> {
    pub fn new(sources: &'s Sources) -> Self {
        Known {
            causes: sources.causes.iter().map(|entry| entry.id.as_str()).collect(),
            providers: sources.providers.iter().map(|entry| entry.id.as_str()).collect(),
        }
    }
}

pub fn is_slug(id: &str) -> bool {
    let allowed =
        |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-_".contains(&byte);
    !id.is_empty() && id.bytes().all(allowed)
}

/// Whether this is an https address with a host and without blanks.
pub fn is_https(url: &str) -> bool {
    let host = url.strip_prefix("https://").and_then(|rest| rest.split(['/', '?', '#']).next());
    host.is_some_and(|host| !host.is_empty()) && !url.contains(char::is_whitespace)
}
