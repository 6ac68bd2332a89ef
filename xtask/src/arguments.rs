//! Arguments of a command: flags and flags with a number.

use std::str::FromStr;

use crate::failure::{Failure, Outcome};

/// The arguments that were not looked at yet.
pub struct Arguments<'a>(Vec<&'a str>);

impl<'a> Arguments<'a> {
    /// All arguments of a command.
    pub fn new(given: &'a [String]) -> Self {
        Self(given.iter().map(String::as_str).collect())
    }

    /// Whether the flag is given.
    pub fn flag(&mut self, name: &str) -> bool {
        let before = self.0.len();
        self.0.retain(|argument| *argument != name);
        self.0.len() < before
    }

    /// The value that follows the flag, if the flag is given.
    ///
    /// # Errors
    /// If there is no value behind it, or none of this kind.
    pub fn value<T: FromStr>(&mut self, name: &str, kind: &str) -> Outcome<Option<T>> {
        let Some(at) = self.0.iter().position(|argument| *argument == name) else {
            return Ok(None);
        };
        self.0.remove(at);
        let value = if at < self.0.len() { self.0.remove(at).parse().ok() } else { None };
        value.map(Some).ok_or_else(|| Failure::new(format!("{name} wants {kind} behind it.")))
    }

    /// The next argument that is no flag.
    pub fn next(&mut self) -> Option<&'a str> {
        let at = self.0.iter().position(|argument| !argument.starts_with('-'))?;
        Some(self.0.remove(at))
    }

    /// Ends the reading.
    ///
    /// # Errors
    /// If an argument is left that nobody asked for.
    pub fn end(self) -> Outcome {
        self.0.first().map_or(Ok(()), |unknown| {
            Err(Failure::new(format!(
                "The argument `{unknown}` is not known; `cargo xtask` lists the commands."
            )))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flags_values_and_what_is_left() {
        let given = ["--port", "8081", "core", "--x"].map(String::from);
        let mut arguments = Arguments::new(&given);
        assert_eq!(arguments.value("--port", "a number"), Ok(Some(8081_u16)));
        assert!(!arguments.flag("--port"));
        assert_eq!(arguments.next(), Some("core"));
        assert!(arguments.end().unwrap_err().to_string().contains("`--x`"));
    }

    #[test]
    fn a_port_that_is_none() {
        for bad in [&["--port", "70000"][..], &["--port", "http"], &["--port"]] {
            let given: Vec<String> = bad.iter().copied().map(String::from).collect();
            assert!(Arguments::new(&given).value::<u16>("--port", "a number up to 65535").is_err());
        }
    }
}
