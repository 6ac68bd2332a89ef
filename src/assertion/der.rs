//! As much of DER (X.690) as private keys need: reading a value's parts, and writing new ones around them.

use zeroize::Zeroizing;

/// Tags of the values that keys are made of.
pub const INTEGER: u8 = 0x02;
pub const BITS: u8 = 0x03;
pub const OCTETS: u8 = 0x04;
pub const OBJECT: u8 = 0x06;
pub const SEQUENCE: u8 = 0x30;
/// The first and the second optional part of an elliptic key (RFC 5915, section 3).
pub const FIRST: u8 = 0xa0;
pub const SECOND: u8 = 0xa1;

/// Bytes of a key, overwritten when they are dropped.
pub type Bytes = Zeroizing<Vec<u8>>;

/// A value: its tag and what is in it.
pub type Value<'b> = (u8, &'b [u8]);

/// The first value of some bytes, and what stands behind it.
pub fn first(bytes: &[u8]) -> Option<(Value<'_>, &[u8])> {
    let (&[tag, length], rest) = bytes.split_first_chunk::<2>()?;
    let (length, rest) = if length < 0x80 {
        (usize::from(length), rest)
    } else {
        // No key is longer than two bytes of length tell.
        let (digits, rest) = rest.split_at_checked(usize::from(length & 0x7f))?;
        let mut digits = digits.iter().skip_while(|digit| **digit == 0);
        let length = digits.try_fold(0_usize, |sum, digit| {
            (sum < 0x100).then_some(sum << 8 | usize::from(*digit))
        })?;
        (length, rest)
    };
    let (content, rest) = rest.split_at_checked(length)?;
    Some(((tag, content), rest))
}

/// The values that stand one behind the other; those before the first that is malformed.
pub fn values(mut bytes: &[u8]) -> impl Iterator<Item = Value<'_>> {
    std::iter::from_fn(move || {
        let (value, rest) = first(bytes)?;
        bytes = rest;
        Some(value)
    })
}

/// A value of a tag.
pub fn wrap(tag: u8, parts: &[&[u8]]) -> Bytes {
    let length = parts.iter().map(|part| part.len()).sum::<usize>();
    // Room for all of it, so that no copy of the key is left behind by growing.
    let mut bytes = Zeroizing::new(Vec::with_capacity(length + 6));
    bytes.push(tag);
    if length >= 0x80 {
        let digits = length.to_be_bytes();
        let digits: Vec<u8> = digits.into_iter().skip_while(|digit| *digit == 0).collect();
        bytes.push(0x80 | u8::try_from(digits.len()).unwrap_or(0));
        bytes.extend(digits);
    } else {
        bytes.push(u8::try_from(length).unwrap_or(0));
    }
    for part in parts {
        bytes.extend_from_slice(part);
    }
    bytes
}

/// A number of bytes that has no sign.
pub fn number(bytes: &[u8]) -> Bytes {
    let zeros = bytes.iter().take_while(|byte| **byte == 0).count();
    let bytes = bytes.get(zeros..).unwrap_or_default();
    let positive = bytes.first().is_none_or(|byte| *byte >= 0x80);
    wrap(INTEGER, &[if positive { &[0] } else { &[] }, bytes])
}

#[cfg(test)]
mod tests {
    use super::*;

    /// X.690, sections 8.1.3 and 8.3.
    #[test]
    fn lengths_and_numbers() {
        for (length, head) in
            [(0, &[4, 0][..]), (127, &[4, 127]), (128, &[4, 0x81, 128]), (300, &[4, 0x82, 1, 44])]
        {
            let wrapped = wrap(OCTETS, &[&vec![7; length]]);
            assert!(wrapped.starts_with(head), "{length}");
            assert_eq!(first(&wrapped), Some(((OCTETS, &*vec![7; length]), &[][..])));
        }
        for (bytes, expected) in [
            (&[1][..], &[2, 1, 1][..]),
            (&[0, 0, 0x7f], &[2, 1, 0x7f]),
            (&[0x80], &[2, 2, 0, 0x80]),
            (&[], &[2, 1, 0]),
        ] {
            assert_eq!(*number(bytes), expected);
        }
    }

    #[test]
    fn what_is_cut_off_is_no_value() {
        for bytes in
            [&[][..], &[4], &[4, 2, 1], &[4, 0x82, 1], &[4, 0x84, 255, 255, 255, 255], &[4, 0xff]]
        {
            assert_eq!(first(bytes), None, "{bytes:?}");
        }
        assert_eq!(values(&[2, 1, 0, 5, 0, 4, 9]).count(), 2);
    }
}
