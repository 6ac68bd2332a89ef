//! A small server of files for this machine: GET and HEAD, nothing else, one folder and nothing outside.

mod files;
mod request;

use std::io::{self, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::thread;
use std::time::Duration;

use files::File;
use request::{Method, Request};

/// A browser that sends nothing for this long has gone.
const PATIENCE: Duration = Duration::from_secs(10);

/// Serves the folder for as long as the listener lives. `log` is told method, target and status of each request.
pub fn serve(listener: &TcpListener, folder: &Path, log: Option<fn(&str)>) {
    for stream in listener.incoming().filter_map(Result::ok) {
        let folder = folder.to_path_buf();
        // A connection that breaks off is the browser's business, not ours.
        thread::spawn(move || answer(stream, &folder, log).unwrap_or_default());
    }
}

fn answer(mut stream: TcpStream, folder: &Path, log: Option<fn(&str)>) -> io::Result<()> {
    stream.set_read_timeout(Some(PATIENCE))?;
    let request = Request::read(&mut BufReader::new(&stream))?;
    let Some(request) = request else { return Ok(()) };
    let (status, file) = match request.method {
        Method::Other => ("405 Method Not Allowed", None),
        Method::Get | Method::Head => match files::open(folder, &request.target) {
            Some(file) => ("200 OK", Some(file)),
            None => ("404 Not Found", None),
        },
    };
    if let Some(log) = log {
        log(&format!("{} {} {status}", request.verb, request.target));
    }
    let file =
        file.unwrap_or_else(|| File { kind: "text/plain; charset=utf-8", bytes: status.into() });
    write!(
        stream,
        "HTTP/1.1 {status}\r\nContent-Type: {}\r\nContent-Length: {}\r\nCache-Control: no-cache\r\n\
         X-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\n",
        file.kind,
        file.bytes.len()
    )?;
    if request.method == Method::Get {
        stream.write_all(&file.bytes)?;
    }
    stream.flush()
}

#[cfg(test)]
mod tests {
    use std::io::Read;
    use std::net::Ipv4Addr;
    use std::{env, fs, process};

    use super::*;

    fn ask(request: &str) -> String {
        let folder = env::temp_dir().join(format!(
            "token-triage-server-{}-{}",
            process::id(),
            request.len()
        ));
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("index.html"), "<p>here</p>").unwrap();
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let address = listener.local_addr().unwrap();
        let root = folder.clone();
        thread::spawn(move || serve(&listener, &root, None));
        let mut stream = TcpStream::connect(address).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        fs::remove_dir_all(folder).unwrap();
        answer
    }

    #[test]
    fn the_page_for_the_bare_address() {
        let answer = ask("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
        assert!(
            answer.starts_with("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"),
            "{answer}"
        );
        assert!(answer.ends_with("\r\n\r\n<p>here</p>"), "{answer}");
    }

    #[test]
    fn head_has_the_length_and_no_body() {
        let answer = ask("HEAD /index.html?v=1 HTTP/1.1\r\n\r\n");
        assert!(answer.contains("Content-Length: 11\r\n"), "{answer}");
        assert!(answer.ends_with("\r\n\r\n"), "{answer}");
    }

    #[test]
    fn what_is_not_there_and_what_may_not_be_asked() {
        assert!(ask("GET /none HTTP/1.1\r\n\r\n").starts_with("HTTP/1.1 404 "));
        assert!(ask("POST / HTTP/1.1\r\n\r\n").starts_with("HTTP/1.1 405 "));
        assert!(ask("GET /../../../etc/passwd HTTP/1.1\r\n\r\n").starts_with("HTTP/1.1 404 "));
    }
}
