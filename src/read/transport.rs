//! Messages of clients that got no answer: no name, no connection, no trust, or a browser's refusal.

use crate::exchange::TransportKind::{self, Cors, Network, Tls};

use super::names::begins_with;

/// Beginnings of such messages, in lower case and in order. Each begins with a letter.
const MESSAGES: &[(&str, TransportKind)] = &[
    ("blocked by cors policy", Cors),
    ("cert_has_expired", Tls),
    ("certificate has expired", Tls),
    ("certificate signed by unknown authority", Tls),
    ("certificate verify failed", Tls),
    ("certificate_verify_failed", Tls),
    ("connect timed out", Network),
    ("connection aborted", Network),
    ("connection refused", Network),
    ("connection reset by peer", Network),
    ("connection timed out", Network),
    ("cors error", Cors),
    ("cors request did not succeed", Cors),
    ("could not connect to", Network),
    ("could not create ssl/tls secure channel", Tls),
    ("could not establish trust relationship", Tls),
    ("could not resolve host", Network),
    ("could not resolve proxy", Network),
    ("couldn't connect to server", Network),
    ("couldn't resolve host", Network),
    ("cross-origin request blocked", Cors),
    ("depth_zero_self_signed_cert", Tls),
    ("dial tcp", Network),
    ("eai_again", Network),
    ("eai_noname", Network),
    ("econnaborted", Network),
    ("econnrefused", Network),
    ("econnreset", Network),
    ("ehostunreach", Network),
    ("empty reply from server", Network),
    ("enetunreach", Network),
    ("enotfound", Network),
    ("err_cert_", Tls),
    ("err_connection_refused", Network),
    ("err_connection_timed_out", Network),
    ("err_internet_disconnected", Network),
    ("err_name_not_resolved", Network),
    ("err_ssl_", Tls),
    ("err_tls_cert_altname_invalid", Tls),
    ("etimedout", Network),
    ("failed to connect to", Network),
    ("failed to establish a new connection", Network),
    ("failed to resolve", Network),
    ("gaierror", Network),
    ("getaddrinfo", Network),
    ("i/o timeout", Network),
    ("java.net.connectexception", Network),
    ("java.net.sockettimeoutexception", Network),
    ("java.net.unknownhostexception", Network),
    ("javax.net.ssl", Tls),
    ("name or service not known", Network),
    ("name resolution failed", Network),
    ("network is unreachable", Network),
    ("networkerror when attempting to fetch", Cors),
    ("no 'access-control-allow-origin' header", Cors),
    ("no route to host", Network),
    ("no such host is known", Network),
    ("nodename nor servname provided", Network),
    ("operation timed out", Network),
    ("pkix path building failed", Tls),
    ("proxyerror", Network),
    ("read timed out", Network),
    ("remote certificate is invalid", Tls),
    ("response to preflight request", Cors),
    ("schannel", Tls),
    ("self signed certificate", Tls),
    ("self-signed certificate", Tls),
    ("self_signed_cert_in_chain", Tls),
    ("socket hang up", Network),
    ("ssl certificate problem", Tls),
    ("ssl handshake", Tls),
    ("ssl: certificate_verify_failed", Tls),
    ("ssl: no alternative certificate subject name", Tls),
    ("ssl_error_", Tls),
    ("sslerror", Tls),
    ("sslhandshakeexception", Tls),
    ("sslpeerunverifiedexception", Tls),
    ("temporary failure in name resolution", Network),
    ("the remote certificate is invalid", Tls),
    ("the remote name could not be resolved", Network),
    ("the ssl connection could not be established", Tls),
    ("tls handshake", Tls),
    ("tlsv1 alert", Tls),
    ("typeerror: failed to fetch", Cors),
    ("unable to connect to the remote server", Network),
    ("unable to get local issuer certificate", Tls),
    ("unable to verify the first certificate", Tls),
    ("unable_to_get_issuer_cert", Tls),
    ("unable_to_verify_leaf_signature", Tls),
    ("unknownhostexception", Network),
    ("wrong version number", Tls),
    ("x509", Tls),
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
    let from = MESSAGES.partition_point(|(message, _)| message.as_bytes() < &[first][..]);
    let rest = MESSAGES.get(from..).unwrap_or(&[]);
    for (message, kind) in
        rest.iter().take_while(|(message, _)| message.as_bytes().first() == Some(&first))
    {
        if begins_with(text, message) && found.is_none_or(|(_, length)| message.len() > length) {
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

#[cfg(test)]
mod tests {
    #[test]
    fn the_messages_are_in_order() {
        assert!(super::MESSAGES.is_sorted_by_key(|(message, _)| *message));
    }
}
