//! Bytes as the text of an element, almost without growing: the document is in windows-1252, which has a character for
//! each of the 256.
//!
//! A parser of HTML does not hand on all of them as they stand (HTML, sections 13.2.3.5 and 13.2.5.4): NUL becomes another character,
//! a carriage return a line end, and `<` may begin a tag, which in a script begins more than `</script`. These three and
//! the escape itself are written as `=` and the byte with its seventh bit turned. static/start-one-file.js reads it.

const ESCAPE: u8 = b'=';
const TURNED: u8 = 0x40;

/// The bytes as text in windows-1252 for a `<script>` that holds data.
pub fn of(content: &[u8]) -> Vec<u8> {
    let mut text = Vec::with_capacity(content.len() + content.len() / 32);
    for &byte in content {
        if matches!(byte, 0 | b'\r' | b'<' | ESCAPE) {
            text.extend([ESCAPE, byte ^ TURNED]);
        } else {
            text.push(byte);
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a parser makes of it, and then the reader.
    fn read(text: &[u8]) -> Vec<u8> {
        let mut bytes = text.iter().copied();
        let mut content = Vec::new();
        while let Some(byte) = bytes.next() {
            content.push(if byte == b'=' { bytes.next().unwrap() ^ 0x40 } else { byte });
        }
        content
    }

    #[test]
    fn every_byte_alone_and_beside_every_other_comes_back() {
        let pairs: Vec<u8> =
            (0..=255).flat_map(|one| (0..=255).flat_map(move |other| [one, other])).collect();
        assert_eq!(read(&of(&pairs)), pairs);
        for byte in 0..=255 {
            assert_eq!(read(&of(&[byte])), [byte]);
            assert_eq!(read(&of(&[byte; 9])), [byte; 9]);
        }
        assert_eq!(of(b""), b"");
    }

    #[test]
    fn nothing_is_left_that_a_parser_reads_in_its_own_way() {
        let every_byte: Vec<u8> = (0..=255).collect();
        let text = of(&[&every_byte[..], b"</script><!--<script>\r\n\0"].concat());
        assert!(!text.iter().any(|byte| [0, b'\r', b'<'].contains(byte)));
    }

    #[test]
    fn what_is_escaped() {
        assert_eq!(of(b"a\0\r\n<=>"), b"a=@=M\n=|=}>");
    }
}
