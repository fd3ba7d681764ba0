//! A small kit for tests: what Trunk builds, without most of its content.

use std::fs;
use std::path::Path;

use hallway::publish::kit::Files;

/// The shell of the pages.
const SHELL: &str = r#"<!doctype html><html lang="en" data-root="./"><head><meta charset="utf-8"><title>Hallway</title>
<link rel="icon" href="./icon.svg"><link rel="stylesheet" href="./style.css"><link rel="stylesheet" href="./schedule-1.css"><script src="./boot.js"></script>
<link rel="modulepreload" href="./guide-1.js"><link rel="preload" as="fetch" crossorigin href="./guide-1_bg.wasm">
</head><body><div id="app"></div></body></html>"#;

/// An app that has a function for the rest, one for programmes with times, and the function that loads the rest.
const APP: &str = r#"(module
    (import "./guide_bg.js" "__wbg_loadRest_0123456789abcdef" (func $__wbg_loadRest_0123456789abcdef (param i32)))
    (table 2 funcref)
    (memory (export "memory") 1)
    (global $stack (mut i32) (i32.const 16))
    (elem (i32.const 1) $"hallway[0]::ui::pages::agenda::agenda_page")
    (func (export "takeOver") (param i32) (result i32)
        (i32.add (call $"hallway[0]::ui::components::slots::day_items")
            (call $"hallway[0]::ui::pages::agenda::agenda_page" (local.get 0))))
    (func $"hallway[0]::ui::components::slots::day_items" (result i32) (i32.const 1))
    (func $"hallway[0]::ui::pages::agenda::agenda_page" (param i32) (result i32)
        (i32.add (call $"only the agenda calls this") (call $"everybody calls this" (local.get 0))))
    (func $"only the agenda calls this" (result i32) (global.get $stack))
    (func $"everybody calls this" (export "everybody") (param i32) (result i32) (local.get 0)))"#;

/// The files of the kit.
pub fn kit() -> Files {
    let app = wat::parse_str(APP).expect("the app is a module");
    let files: [(&str, &[u8]); 7] = [
        ("index.html", SHELL.as_bytes()),
        ("style.css", b"p{margin:0}"),
        ("schedule-1.css", b"time{color:red}"),
        ("boot.js", b"void 0"),
        ("guide-1.js", b"export default 1"),
        ("guide-1_bg.wasm", &app),
        ("icon.svg", b"<svg/>"),
    ];
    files.map(|(path, bytes)| (path.to_owned(), bytes.to_vec())).into()
}

/// Writes the kit into a folder.
pub fn write_kit(folder: &Path) {
    for (path, bytes) in kit() {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
}
