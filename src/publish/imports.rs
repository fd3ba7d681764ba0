//! Shortens the names of the functions that the app's WebAssembly and its JavaScript import from each other.
//!
//! wasm-bindgen adds a hash of sixteen digits to each name (`__wbg_setAttribute_f75317b2b5cabfb4`). Hashes do not
//! compress, and each is in both files. They are replaced by numbers of the same length, which compress well. The rule
//! of this file: nothing else in the two files changes, not even their length.

use std::collections::BTreeMap;

/// Replaces the hashes in the JavaScript and the WebAssembly of one run of wasm-bindgen.
pub fn number(script: &mut [u8], wasm: &mut [u8]) {
    let mut numbers = BTreeMap::new();
    for at in marks(script) {
        let next = numbers.len();
        numbers.entry(script[at..at + LENGTH].to_vec()).or_insert_with(|| format!("{next:0LENGTH$}"));
    }
    for file in [script, wasm] {
        for at in marks(file) {
            if let Some(number) = numbers.get(&file[at..at + LENGTH]) {
                file[at..at + LENGTH].copy_from_slice(number.as_bytes());
            }
        }
    }
}

/// The length of a hash.
const LENGTH: usize = 16;

/// The positions of hashes: after an underscore, and exactly this long.
fn marks(file: &[u8]) -> Vec<usize> {
    let is_digit = |byte: &u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
    let is_mark = |at: &usize| {
        let digits = file[*at..].iter().take_while(|byte| is_digit(byte)).take(LENGTH + 1).count();
        file[*at - 1] == b'_' && digits == LENGTH
    };
    (1..file.len()).filter(is_mark).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_get_the_same_numbers_in_both_files_and_nothing_else_changes() {
        let mut script =
            b"__wbg_get_f75317b2b5cabfb4(a_0123){} __wbg_get_beb9a2db53bc87fa, core_beb9a2db53bc87fa__x"
                .to_vec();
        let mut wasm =
            b"\x1a__wbg_get_beb9a2db53bc87fa\x00\x01\x1a__wbg_get_f75317b2b5cabfb4 _0000111122223333"
                .to_vec();
        number(&mut script, &mut wasm);
        let expected =
            "__wbg_get_0000000000000000(a_0123){} __wbg_get_0000000000000001, core_0000000000000001__x";
        assert_eq!(String::from_utf8(script).unwrap(), expected);
        let expected =
            b"\x1a__wbg_get_0000000000000001\x00\x01\x1a__wbg_get_0000000000000000 _0000111122223333";
        assert_eq!(wasm, expected);
    }
}
