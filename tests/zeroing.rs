//! What empties memory: the page's allocator and [`Secret`]. `cargo xtask verify memory` runs these tests under Miri, which
//! finds what is undefined in the unsafe code of the crates that do it; our own code has none.

use token_triage::basic::{Form, decode, header};
use token_triage::read::read;
use token_triage::secret::Secret;

#[global_allocator]
static ALLOCATOR: zeroizing_alloc::ZeroAlloc<std::alloc::System> =
    zeroizing_alloc::ZeroAlloc(std::alloc::System);

/// Moved by growing and by shrinking, as far as a block of the system's allocator may stay where it is and farther.
#[test]
fn what_grows_and_shrinks_keeps_its_content() {
    let mut text = String::new();
    for at in 0..2000_u32 {
        text.push(char::from_digit(at % 10, 10).unwrap());
    }
    let digits =
        |text: &str| text.bytes().zip((b'0'..=b'9').cycle()).all(|(one, other)| one == other);
    assert!(digits(&text));
    text.truncate(33);
    text.shrink_to_fit();
    assert_eq!(text.len(), 33);
    assert!(digits(&text));
}

#[test]
fn blocks_of_every_size_and_alignment_are_given_back() {
    #[repr(align(128))]
    struct Wide([u8; 256]);
    for size in [0, 1, 7, 8, 9, 63, 64, 65, 4096] {
        assert!(vec![0_u8; size].iter().all(|byte| *byte == 0));
        assert_eq!(vec![0xa5_u8; size].into_boxed_slice().len(), size);
    }
    let wide: Vec<Wide> = (0..3).map(|_| Wide([7; 256])).collect();
    assert!(wide.iter().all(|one| one.0 == [7; 256]));
}

#[test]
fn a_secret_is_copied_compared_and_dropped() {
    let secret = Secret::new("s3cr3t".repeat(9));
    let copy = secret.clone();
    drop(secret);
    assert_eq!(copy.expose(), "s3cr3t".repeat(9));
    assert!(!copy.is_empty() && Secret::new(String::new()).is_empty());
}

/// RFC 6749, section 2.3.1: the example's id and secret.
#[test]
fn a_header_is_made_and_read() {
    let header = header("s6BhdRkqt3", "7Fjfp0ZBr1KtDRbnfVdmIw", Form::Raw);
    assert_eq!(header.expose(), "Basic czZCaGRSa3F0Mzo3RmpmcDBaQnIxS3REUmJuZlZkbUl3");
    let pair = decode(header.expose()).plain.unwrap();
    assert_eq!((pair.id.as_str(), pair.secret.expose()), ("s6BhdRkqt3", "7Fjfp0ZBr1KtDRbnfVdmIw"));
    let paste =
        read(&format!("curl -H 'Authorization: {}' https://as.example/token", header.expose()));
    assert_eq!(paste.requests.len(), 1);
    assert_eq!(paste.secrets.len(), 1);
}
