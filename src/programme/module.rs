//! A part of the programme as a custom section of a WebAssembly module: of the app itself, or of a module that has
//! nothing else.
//!
//! Why WebAssembly: the browser returns such a section without any code of ours (`WebAssembly.Module.customSections`),
//! and hosts that compress files by their type do compress `application/wasm`. The form is defined in the WebAssembly
//! Core Specification, 5.5.2 and 5.5.3.

/// A module without content: the magic number and version 1 of the format.
pub const EMPTY: [u8; 8] = *b"\0asm\x01\0\0\0";

/// Adds a custom section at the end of a module.
pub fn add_section(module: &mut Vec<u8>, name: &str, content: &[u8]) {
    let mut section = Vec::with_capacity(name.len() + content.len() + 8);
    add_length(&mut section, name.len());
    section.extend_from_slice(name.as_bytes());
    section.extend_from_slice(content);
    module.push(0);
    add_length(module, section.len());
    module.extend(section);
}

/// Writes an unsigned number in LEB128.
fn add_length(bytes: &mut Vec<u8>, mut length: usize) {
    loop {
        let seven_bits = (length & 0x7f) as u8;
        length >>= 7;
        if length == 0 {
            return bytes.push(seven_bits);
        }
        bytes.push(seven_bits | 0x80);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sections_stand_one_after_the_other_each_with_its_length_and_name() {
        let mut module = EMPTY.to_vec();
        add_section(&mut module, "list", &[7; 300]);
        add_section(&mut module, "t", b"xy");
        let (first, second) = module[8..].split_at(3 + 5 + 300);
        assert_eq!(first[..8], *b"\0\xb1\x02\x04list");
        assert_eq!(second, *b"\0\x04\x01txy");
    }
}
