//! What of the pasted spelling is kept: options that shape the connection, bodies that are no form.

use crate::command::Shell;
use crate::exchange::{BodyEncoding, RequestForm};
use crate::span::Span;

use super::draft::{Item, Source};

/// The form that a request is written in again.
pub(super) fn written_as(form: RequestForm) -> RequestForm {
    match form {
        RequestForm::Http | RequestForm::Url => form,
        RequestForm::CurlCmd => RequestForm::CurlCmd,
        RequestForm::CurlPowerShell | RequestForm::PowerShell => RequestForm::CurlPowerShell,
        _ => RequestForm::CurlPosix,
    }
}

/// What is said of a request that is written in another form than it was pasted in.
pub(super) fn other_form(pasted: RequestForm, written: RequestForm) -> Option<&'static str> {
    match written {
        _ if is_curl(pasted) => None,
        RequestForm::CurlPosix => Some(
            "It is written as a curl command for a POSIX shell; make the same change in your own program.",
        ),
        RequestForm::CurlPowerShell => Some(
            "It is written for `curl.exe` in PowerShell; make the same change in your own script.",
        ),
        _ => None,
    }
}

/// The shell that a form is written for; `None` for a message.
pub(super) fn shell(form: RequestForm) -> Option<Shell> {
    match form {
        RequestForm::Http | RequestForm::Url => None,
        RequestForm::CurlCmd => Some(Shell::Cmd),
        RequestForm::CurlPowerShell => Some(Shell::PowerShell),
        _ => Some(Shell::Sh),
    }
}

/// What stands for a value, in the shell that the request is written for: a variable of the same name where a program
/// or an API client puts it in.
pub(super) fn variable(form: RequestForm, written: &str) -> String {
    if !matches!(
        form,
        RequestForm::Fetch | RequestForm::Code | RequestForm::Postman | RequestForm::Har
    ) {
        return written.to_owned();
    }
    let letter = |char: char| char.is_ascii_alphanumeric() || char == '_';
    let mut names = written.split(|char: char| !letter(char));
    let name = names.rfind(|name| !name.is_empty()).unwrap_or("");
    let plain = !name.starts_with(|first: char| first.is_ascii_digit()) && !name.is_empty();
    if plain { format!("${name}") } else { written.to_owned() }
}

fn is_curl(form: RequestForm) -> bool {
    matches!(form, RequestForm::CurlPosix | RequestForm::CurlCmd | RequestForm::CurlPowerShell)
}

/// Options of curl with a value that shape the connection and send nothing of their own.
const WITH_VALUE: &[&str] = &[
    "--cacert",
    "--capath",
    "--cert",
    "--cert-type",
    "--ciphers",
    "--connect-timeout",
    "--connect-to",
    "--interface",
    "--key",
    "--key-type",
    "--max-time",
    "--noproxy",
    "--proxy",
    "--resolve",
    "--retry",
    "--tls-max",
    "--unix-socket",
    "-E",
    "-m",
    "-x",
];
/// The same without a value.
const ALONE: &[&str] = &[
    "--compressed",
    "--http1.0",
    "--http1.1",
    "--http2",
    "--http3",
    "--ipv4",
    "--ipv6",
    "--path-as-is",
    "--ssl-no-revoke",
    "--tlsv1.2",
    "--tlsv1.3",
    "-4",
    "-6",
];
/// What is left out, and why the person has to know.
const LEFT_OUT: &[(&str, char, &str)] = &[
    ("--verbose", 'v', "`-v` is left out: it prints the Authorization header."),
    (
        "--insecure",
        'k',
        "`-k` is left out: with it the secret goes to whoever answers. For a certificate of your own, name it with `--cacert`.",
    ),
    (
        "--location",
        'L',
        "`-L` is left out: a redirect of a token request is an error, and following it hides that.",
    ),
];
/// Options that send a body as it is.
const DATA: &[&str] =
    &["-d", "--data", "--data-raw", "--data-binary", "--data-ascii", "--data-urlencode", "--json"];
/// Options that send a part of a multipart body.
const FORM: &[&str] = &["-F", "--form", "--form-string"];

/// The options that are kept, and the places of those that send what the paste does not show.
pub(super) fn kept(
    source: &Source,
    why: &mut Vec<String>,
) -> (Vec<(String, Option<Item>)>, Vec<Span>) {
    let (mut kept, mut taken) = (Vec::new(), Vec::new());
    if !is_curl(source.request.form) {
        return (kept, taken);
    }
    let form = matches!(source.request.encoding, BodyEncoding::Form | BodyEncoding::None);
    let mut words = source.words.iter().skip(1);
    while let Some(word) = words.next() {
        let text = word.text.as_str();
        if let Some((name, value)) = text.split_once('=').filter(|_| text.starts_with("--")) {
            let start = Span::new(word.span.end - value.len().min(word.span.len()), word.span.end);
            if WITH_VALUE.contains(&name) {
                kept.push((name.to_owned(), Some(source.item("", value, start))));
            }
            continue;
        }
        if ALONE.contains(&text) {
            kept.push((text.to_owned(), None));
            continue;
        }
        for (long, short, reason) in LEFT_OUT {
            let bundled = text.starts_with('-')
                && !text.starts_with("--")
                && text.bytes().skip(1).all(|letter| b"sSikvLfgG#O".contains(&letter))
                && text.contains(*short);
            if text == *long || bundled {
                why.push((*reason).to_owned());
            }
        }
        let data = DATA.contains(&text);
        if !(WITH_VALUE.contains(&text) || data || FORM.contains(&text)) {
            continue;
        }
        let Some(value) = words.next() else { break };
        let from_file = data && text != "--data-raw" && value.text.starts_with('@');
        if from_file || WITH_VALUE.contains(&text) || !form {
            kept.push((text.to_owned(), Some(source.item("", &value.text, value.span))));
        }
        if from_file {
            taken.push(value.span);
        }
    }
    (kept, taken)
}

/// Whether an option sends a body.
pub(super) fn is_body(option: &str) -> bool {
    DATA.contains(&option) || FORM.contains(&option)
}

/// Whether what stands here goes out as it is written. Other tools than curl and wget encode it by themselves.
pub(super) fn is_raw(source: &Source, span: Span) -> bool {
    let form = source.request.form;
    form == RequestForm::Wget
        || is_curl(form) && option_at(source, span).is_some_and(|it| it != "--data-urlencode")
}

/// The option whose value stands here.
fn option_at<'t>(source: &'t Source, span: Span) -> Option<&'t str> {
    let at = source.words.iter().position(|word| word.span.holds(span))?;
    source.words.get(at.checked_sub(1)?).map(|word| word.text.as_str())
}

/// The body of an HTTP message that is no form, as it was written.
pub(super) fn body(source: &Source) -> String {
    let request = source.request;
    if request.form != RequestForm::Http
        || matches!(request.encoding, BodyEncoding::Form | BodyEncoding::None)
    {
        return String::new();
    }
    let text = request.span.of(source.text);
    let behind = ["\r\n\r\n", "\n\n"].iter().find_map(|blank| text.split_once(blank));
    behind.map_or("", |(_, body)| body).to_owned()
}
