//! wget: what its options would send (GNU Wget manual, HTTP Options).

use crate::exchange::{Request, RequestForm};
use crate::span::Span;

use super::draft::Draft;
use super::layer::Layer;
use super::options::{self, Table};
use super::shell::{self, Line};

/// Options that shape a request, and all others that have a value.
const OPTIONS: &Table = &[
    "auth-no-challenge",
    "body-data=",
    "body-file=",
    "header=",
    "http-password=",
    "http-user=",
    "method=",
    "password=",
    "post-data=",
    "post-file=",
    "referer=",
    "spider",
    "user=",
    "U:user-agent=",
    "proxy-password=",
    "accept-regex=",
    "A:accept=",
    "a:append-output=",
    "B:base=",
    "bind-address=",
    "ca-certificate=",
    "ca-directory=",
    "certificate-type=",
    "certificate=",
    "ciphers=",
    "compression=",
    "config=",
    "connect-timeout=",
    "crl-file=",
    "cut-dirs=",
    "D:domains=",
    "default-page=",
    "dns-servers=",
    "dns-timeout=",
    "e:execute=",
    "exclude-domains=",
    "follow-tags=",
    "hsts-file=",
    "I:include-directories=",
    "i:input-file=",
    "ignore-tags=",
    "l:level=",
    "limit-rate=",
    "load-cookies=",
    "local-encoding=",
    "max-redirect=",
    "n:no=",
    "O:output-document=",
    "o:output-file=",
    "P:directory-prefix=",
    "pinnedpubkey=",
    "prefer-family=",
    "private-key-type=",
    "private-key=",
    "progress=",
    "proxy-user=",
    "Q:quota=",
    "R:reject=",
    "read-timeout=",
    "regex-type=",
    "reject-regex=",
    "rejected-log=",
    "remote-encoding=",
    "report-speed=",
    "restrict-file-names=",
    "retry-on-http-error=",
    "save-cookies=",
    "secure-protocol=",
    "start-pos=",
    "T:timeout=",
    "t:tries=",
    "use-askpass=",
    "w:wait=",
    "waitretry=",
    "X:exclude-directories=",
];

/// What a command sends, and what of it must be masked besides.
pub(super) fn requests(line: &mut Line, span: Span) -> (Vec<Request>, Vec<Span>) {
    let mut draft = Draft::new(std::mem::take(&mut line.expansions));
    // What is for HTTP alone counts before what is for FTP as well.
    let mut credentials: [Option<Layer>; 4] = Default::default();
    let [http_user, user, http_password, password] = &mut credentials;
    let (mut implied, mut unasked) = ("GET", false);
    let mut secrets = Vec::new();
    options::each(&line.words, OPTIONS, &mut |name, value| match name {
        "" => draft.address(value),
        "post-data" | "body-data" => draft.text(value),
        "post-file" | "body-file" => {
            draft.file("", &shell::file(value));
        }
        "header" => draft.header(value),
        "method" => draft.method(value),
        "user-agent" => draft.named_header("User-Agent", "", value),
        "referer" => draft.named_header("Referer", "", value),
        "http-user" => *http_user = Some(value.clone()),
        "user" => *user = Some(value.clone()),
        "http-password" => *http_password = Some(value.clone()),
        "password" => *password = Some(value.clone()),
        "auth-no-challenge" => unasked = true,
        "spider" => implied = "HEAD",
        "proxy-password" => secrets.push(value.span(value.all())),
        _ => {}
    });
    let [http_user, user, http_password, password] = credentials;
    if draft.request.user.is_none()
        && let (Some(id), Some(secret)) = (http_user.or(user), http_password.or(password))
    {
        draft.credentials(&id, &secret);
    }
    draft.request.waits_for_challenge = draft.request.user.is_some() && !unasked;
    if draft.sends() {
        implied = "POST";
    }
    let says = draft.says();
    let request = draft.finish(RequestForm::Wget, span, implied, false);
    (says.then_some(request).into_iter().collect(), secrets)
}
