//! Messages of clients that got no answer: no name, no connection, no trust, or a browser's refusal.

use crate::exchange::TransportKind::{self, Cors, Network, Tls};

/// Beginnings of such messages, in lower case. Each begins with a letter.
const MESSAGES: &[(&str, TransportKind)] = &[
    ("could not resolve host", Network),
    ("could not resolve proxy", Network),
    ("couldn't resolve host", Network),
    ("could not connect to", Network),
    ("couldn't connect to server", Network),
    ("failed to connect to", Network),
    ("failed to establish a new connection", Network),
    ("failed to resolve", Network),
    ("name or service not known", Network),
    ("nodename nor servname provided", Network),
    ("no such host is known", Network),
    ("no route to host", Network),
    ("network is unreachable", Network),
    ("temporary failure in name resolution", Network),
    ("name resolution failed", Network),
    ("the remote name could not be resolved", Network),
    ("unable to connect to the remote server", Network),
    ("unknownhostexception", Network),
    ("java.net.unknownhostexception", Network),
    ("java.net.connectexception", Network),
    ("java.net.sockettimeoutexception", Network),
    ("connection refused", Network),
    ("connection timed out", Network),
    ("connection reset by peer", Network),
    ("connection aborted", Network),
    ("connect timed out", Network),
    ("read timed out", Network),
    ("operation timed out", Network),
    ("empty reply from server", Network),
    ("econnrefused", Network),
    ("econnreset", Network),
    ("enotfound", Network),
    ("etimedout", Network),
    ("econnaborted", Network),
    ("ehostunreach", Network),
    ("enetunreach", Network),
    ("eai_again", Network),
    ("eai_noname", Network),
    ("getaddrinfo", Network),
    ("gaierror", Network),
    ("err_name_not_resolved", Network),
    ("err_connection_refused", Network),
    ("err_connection_timed_out", Network),
    ("err_internet_disconnected", Network),
    ("dial tcp", Network),
    ("i/o timeout", Network),
    ("proxyerror", Network),
    ("socket hang up", Network),
    ("unable_to_verify_leaf_signature", Tls),
    ("unable_to_get_issuer_cert", Tls),
    ("unable to get local issuer certificate", Tls),
    ("unable to verify the first certificate", Tls),
    ("self_signed_cert_in_chain", Tls),
    ("depth_zero_self_signed_cert", Tls),
    ("self signed certificate", Tls),
    ("self-signed certificate", Tls),
    ("cert_has_expired", Tls),
    ("certificate has expired", Tls),
    ("certificate verify failed", Tls),
    ("certificate_verify_failed", Tls),
    ("certificate signed by unknown authority", Tls),
    ("err_tls_cert_altname_invalid", Tls),
    ("err_cert_", Tls),
    ("err_ssl_", Tls),
    ("ssl certificate problem", Tls),
    ("ssl_error_", Tls),
    ("ssl handshake", Tls),
    ("ssl: certificate_verify_failed", Tls),
    ("ssl: no alternative certificate subject name", Tls),
    ("sslerror", Tls),
    ("sslhandshakeexception", Tls),
    ("sslpeerunverifiedexception", Tls),
    ("javax.net.ssl", Tls),
    ("pkix path building failed", Tls),
    ("x509", Tls),
    ("tls handshake", Tls),
    ("tlsv1 alert", Tls),
    ("could not create ssl/tls secure channel", Tls),
    ("could not establish trust relationship", Tls),
    ("the ssl connection could not be established", Tls),
    ("the remote certificate is invalid", Tls),
    ("remote certificate is invalid", Tls),
    ("wrong version number", Tls),
    ("schannel", Tls),
    ("blocked by cors policy", Cors),
    ("cors error", Cors),
    ("cors request did not succeed", Cors),
    ("cross-origin request blocked", Cors),
    ("no 'access-control-allow-origin' header", Cors),
    ("response to preflight request", Cors),
    ("typeerror: failed to fetch", Cors),
    ("networkerror when attempting to fetch", Cors),
];

/// The failure that a text, which begins with a word, begins with: what failed, and the message's length.
pub(super) fn failure(text: &str) -> Option<(TransportKind, usize)> {
    let first = text.as_bytes().first()?.to_ascii_lowercase();
    if first == b'c'
        && let Some(found) = curl_code(text)
    {
        return Some(found);
    }
    let mut found: Option<(TransportKind, usize)> = None;
    for (message, kind) in
        MESSAGES.iter().filter(|(message, _)| message.as_bytes().first() == Some(&first))
    {
        let fits = text.get(..message.len()).is_some_and(|text| text.eq_ignore_ascii_case(message));
        if fits && found.is_none_or(|(_, length)| message.len() > length) {
            found = Some((*kind, message.len()));
        }
    }
    found
}

/// `curl: (6) …`: the exit codes of curl's manual.
fn curl_code(text: &str) -> Option<(TransportKind, usize)> {
    let rest = text.strip_prefix("curl: (")?;
    let digits = rest.bytes().take(3).take_while(u8::is_ascii_digit).count();
    let code: u8 = rest.get(..digits)?.parse().ok()?;
    rest.get(digits..)?.starts_with(')').then_some(())?;
    let kind = match code {
        5 | 6 | 7 | 28 | 45 | 52 | 55 | 56 | 97 => Network,
        35 | 51 | 53 | 54 | 58 | 59 | 60 | 64 | 66 | 77 | 80 | 82 | 83 | 90 | 91 | 98 => Tls,
        _ => return None,
    };
    let line = text.split('\n').next().unwrap_or("").trim_end();
    Some((kind, line.floor_char_boundary(160)))
}
