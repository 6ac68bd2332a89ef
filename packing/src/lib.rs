//! The packing of the one-file edition, `token-triage.html`: the build packs, the page in the browser unpacks.
//!
//! Packed content is its length in four bytes, the lowest first, and then one stream of PPMd (variant I). It can't tell
//! whether it was changed on the way: whoever reads it compares a checksum before.

use std::io::{Cursor, Read, Write};

use ppmd_rust::{Ppmd8Decoder, Ppmd8Encoder, RestoreMethod};
#[cfg(feature = "browser")]
use wasm_bindgen::prelude::wasm_bindgen;

/// How many bytes before a byte foretell it. Sixteen, the most, would save a hundredth and take a fifth longer to unpack.
const ORDER: u32 = 10;
/// Bytes that the model may take. Above 32 MiB nothing is gained.
const MEMORY: u32 = 32 << 20;
/// Bytes of the length before the stream.
const HEAD: usize = 4;

/// Packs content of less than 4 GiB; `None` for more.
pub fn pack(content: &[u8]) -> Option<Vec<u8>> {
    let length = u32::try_from(content.len()).ok()?;
    let packed = length.to_le_bytes().to_vec();
    let mut encoder = Ppmd8Encoder::new(packed, ORDER, MEMORY, RestoreMethod::Restart).ok()?;
    encoder.write_all(content).ok()?;
    encoder.finish(false).ok()
}

/// Content that is being unpacked, in parts, so that the page can do other things between two of them.
#[cfg_attr(feature = "browser", wasm_bindgen)]
pub struct Unpacking {
    decoder: Ppmd8Decoder<Cursor<Vec<u8>>>,
    left: usize,
}

#[cfg_attr(feature = "browser", wasm_bindgen)]
impl Unpacking {
    /// Begins to unpack; `None` for what was not packed by [`pack`], or where there is no memory for it.
    pub fn of(packed: Vec<u8>) -> Option<Unpacking> {
        let length = u32::from_le_bytes(*packed.first_chunk::<HEAD>()?);
        let mut stream = Cursor::new(packed);
        stream.set_position(HEAD as u64);
        let decoder = Ppmd8Decoder::new(stream, ORDER, MEMORY, RestoreMethod::Restart).ok()?;
        Some(Unpacking { decoder, left: usize::try_from(length).ok()? })
    }

    /// The next bytes, at most this many: none at the end, `None` where the stream breaks off.
    pub fn part(&mut self, most: usize) -> Option<Vec<u8>> {
        let mut part = vec![0; most.min(self.left)];
        self.decoder.read_exact(&mut part).ok()?;
        self.left -= part.len();
        Some(part)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unpacked(packed: &[u8], most: usize) -> Option<Vec<u8>> {
        let mut unpacking = Unpacking::of(packed.to_vec())?;
        let mut content = Vec::new();
        loop {
            let part = unpacking.part(most)?;
            if part.is_empty() {
                return Some(content);
            }
            content.extend(part);
        }
    }

    /// Bytes that follow no rule which the model could learn, the same in every run.
    fn noise(length: usize) -> Vec<u8> {
        let mut state = 1_u32;
        let mut next = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            state.to_be_bytes()[0]
        };
        (0..length).map(|_| next()).collect()
    }

    #[test]
    fn what_is_packed_comes_out_again_in_parts_of_any_length() {
        let every_byte: Vec<u8> = (0..=255).collect();
        let contents =
            [vec![], vec![0], vec![255; 50_000], every_byte, noise(30_000), b"a b ".repeat(9)];
        for content in contents {
            let packed = pack(&content).unwrap();
            for most in [1, 4096, usize::MAX] {
                assert_eq!(unpacked(&packed, most).as_deref(), Some(&content[..]), "{most}");
            }
        }
    }

    #[test]
    fn repeated_words_take_a_fraction() {
        let words = "The client secret is not the one that belongs to this client id. ".repeat(500);
        assert!(pack(words.as_bytes()).unwrap().len() < words.len() / 100);
    }

    #[test]
    fn what_is_cut_off_is_noticed() {
        let packed = pack(&noise(5000)).unwrap();
        for length in [0, 3, 4, 8, 2500] {
            assert_eq!(unpacked(&packed[..length], 4096), None, "{length}");
        }
    }
}
