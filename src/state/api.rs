//! The call of the API, once there is a token: its address, and the headers that this provider's API wants.

use super::builder::Builder;
use crate::command::program;
use crate::command::{Command, Refusal, bearer};
use crate::diagnose::is_host;
use crate::exchange::{Header, Request, host_of};
use crate::knowledge::Knowledge;
use crate::span::{Span, Spanned};

/// The call, for the shell or program that was chosen, and the names of headers that it wants besides, whose values
/// are not known here.
///
/// # Errors
/// Where there is no address, or a value can't be written.
pub fn call(
    builder: &Builder,
    knowledge: Option<&Knowledge>,
) -> Result<(Command, Vec<String>), Refusal> {
    let (request, unknown) = request(builder, knowledge);
    let command = match builder.program {
        Some(program) => program::bearer(&request, program)?,
        None => bearer(&request, builder.shell, builder.style)?,
    };
    Ok((command, unknown))
}

/// The request, and the headers whose values are not known.
fn request(builder: &Builder, knowledge: Option<&Knowledge>) -> (Request, Vec<String>) {
    let url = builder.api.trim();
    let host = host_of(url).unwrap_or_default();
    let lineage = knowledge.map(|all| all.lineage(&builder.provider)).unwrap_or_default();
    let (mut headers, mut unknown) = (Vec::new(), Vec::new());
    let needs = lineage.iter().flat_map(|provider| provider.needs());
    for (_, name, value) in needs.filter(|(pattern, ..)| is_host(&host, pattern)) {
        let value = value.replace("{client_id}", &builder.client_id);
        if value.is_empty() {
            unknown.push(name.to_owned());
        } else {
            headers.push(Header { name: name.to_owned(), value, span: Span::NONE });
        }
    }
    let url = Some(Spanned::new(url, Span::NONE)).filter(|_| !url.is_empty());
    (Request { url, headers, ..Request::default() }, unknown)
}

/// An address of this provider's API, as far as it is known: an example.
pub fn example(builder: &Builder, knowledge: Option<&Knowledge>) -> String {
    let lineage = knowledge.map(|all| all.lineage(&builder.provider)).unwrap_or_default();
    let host = lineage.iter().flat_map(|provider| provider.needs()).map(|(host, ..)| host).next();
    let host = host.unwrap_or("api.example.org").trim_start_matches("*.");
    ["https://", host, "/…"].concat()
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::command::program::Program;
    use crate::knowledge::source;
    use crate::state::builder::Edit;

    fn called(provider: &str, api: &str, id: &str) -> (String, Vec<String>) {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
        let knowledge = source::knowledge(&folder.join("knowledge")).unwrap();
        let mut builder = Builder::default();
        for edit in [
            Edit::Provider(provider.into()),
            Edit::ClientId(id.into()),
            Edit::Api(api.into()),
            Edit::Program(Some(Program::Http)),
        ] {
            builder.edit(edit, Some(&knowledge));
        }
        let (command, unknown) = call(&builder, Some(&knowledge)).unwrap();
        (command.text.expose().to_owned(), unknown)
    }

    #[test]
    fn the_providers_headers_go_to_its_api_alone() {
        let (text, unknown) = called("reapit", "https://platform.reapit.cloud/contacts", "me");
        assert!(text.contains("\r\napi-version: 2020-01-31\r\n"), "{text}");
        assert!(unknown.is_empty());
        let (text, _) = called("reapit", "https://api.example.org/", "me");
        assert!(!text.contains("api-version"), "{text}");
        let (text, _) = called("twitch", "https://api.twitch.tv/helix/users", "me-7");
        assert!(text.contains("\r\nClient-Id: me-7\r\n"), "{text}");
    }

    #[test]
    fn a_header_of_unknown_value_is_named() {
        let (text, unknown) = called("xero", "https://api.xero.com/api.xro/2.0/Invoices", "me");
        assert_eq!(unknown, ["Xero-Tenant-Id"]);
        assert!(!text.contains("Tenant"), "{text}");
    }

    #[test]
    fn without_an_address_there_is_no_call() {
        assert_eq!(call(&Builder::default(), None), Err(Refusal::NoAddress));
    }
}
