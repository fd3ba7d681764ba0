//! Checks rules of the source tree that the compiler cannot enforce; ARCHITECTURE.md explains them.

use std::fs;
use std::path::Path;

use hallway::domain::filter::{Filter, Group};
use hallway::domain::moment::Moment;
use hallway::domain::view::View;
use hallway::route::{FIRST_SEGMENTS, query};

use crate::in_repository;

/// A file of the source tree.
struct Source {
    /// The path from the repository's root, with `/`.
    path: String,
    text: String,
}

/// Words that only some files may contain.
struct Rule {
    words: &'static [&'static str],
    allowed: fn(&str) -> bool,
    what_to_do: &'static str,
}

const RULES: &[Rule] = &[
    Rule {
        words: &["local_storage", "gloo_storage"],
        allowed: |path| path == "src/ui/storage.rs",
        what_to_do: "use src/ui/storage.rs, the only code that touches the browser's storage",
    },
    Rule {
        words: &["leptos"],
        allowed: |path| path.starts_with("src/ui/") || path.starts_with("src/publish/"),
        what_to_do: "move interface code to src/ui; everything else compiles and is tested without Leptos",
    },
    Rule {
        words: &[
            "web_sys",
            "js_sys",
            "leptos",
            "std::fs",
            "std::time",
            "std::env",
            "crate::data",
            "crate::programme",
            "crate::publish",
            "crate::route",
            "crate::ui",
        ],
        allowed: |path| !path.starts_with("src/domain/"),
        what_to_do: "the domain is pure: pass facts from outside as arguments",
    },
    Rule {
        words: &["crate::", "super::super"],
        allowed: |path| !path.starts_with("src/ui/browser/"),
        what_to_do: "pass it as an argument: src/ui/browser knows no programme and no other part of the interface",
    },
    Rule {
        words: &["[data-pick"],
        allowed: |path| path == "src/ui/boot.rs",
        what_to_do: "find agenda buttons with the selectors in src/ui/boot.rs",
    },
    Rule {
        words: &["ui::pages"],
        // The kit names the parts of the app that come later.
        allowed: |path| {
            let allowed = ["src/ui/pages/", "src/ui/app.rs", "src/publish/kit.rs"];
            allowed.iter().any(|allowed| path.starts_with(allowed))
        },
        what_to_do: "move what is shared from the page to src/ui/components",
    },
    Rule {
        words: &["ui::components"],
        allowed: |path| {
            !["src/ui/my_agenda", "src/ui/storage.rs"].iter().any(|below| path.starts_with(below))
        },
        what_to_do: "let the component call the agenda, not the other way round",
    },
    Rule {
        words: &["my_agenda::"],
        allowed: |path| path != "src/ui/storage.rs",
        what_to_do: "let the agenda call the storage, not the other way round",
    },
    Rule {
        words: &["\"href\", \"/", "\"action\", \"/"],
        allowed: |path| !path.starts_with("src/ui/"),
        what_to_do: "make the link with Route::href, which works at any path of any host",
    },
];

/// Pieces of addresses, of query strings and of names of calendar files, as they would stand in code.
fn addresses() -> Vec<String> {
    let mut filter = Filter::default();
    filter.text = "words".to_owned();
    Group::ALL.into_iter().for_each(|group| filter.choose(group, "value"));
    let view = View {
        as_table: true,
        in_my_time: true,
        hides_past: Some(true),
        shows_all: true,
        now: Some(Moment::at(0, 0)),
    };
    let written = query::written(&filter, &view);
    let names = written.split(['?', '&']).filter_map(|pair| Some(pair.split_once('=')?.0));
    let mut pieces: Vec<String> = names
        .flat_map(|name| [format!("?{name}="), format!("&{name}="), format!("\"name\", \"{name}\"")])
        .collect();
    pieces.extend(FIRST_SEGMENTS.map(|segment| format!("\"{segment}/")));
    pieces.extend(["form_urlencoded", "index.html", "404.html", "webcal", ".ics\""].map(str::to_owned));
    pieces
}

/// Whether a file may write addresses; `import` reads those of others.
fn may_write_addresses(path: &str) -> bool {
    path.starts_with("src/route") || path.starts_with("src/import")
}

/// The violations of the rules, each with what to do about it.
fn broken(sources: &[Source]) -> Vec<String> {
    let mut broken = Vec::new();
    let addresses = addresses();
    for Source { path, text } in sources {
        if !text.starts_with("//!") {
            broken.push(format!(
                "{path}:1: begin with a `//!` sentence: what this file is, and the rule it guards"
            ));
        }
        for rule in RULES.iter().filter(|rule| !(rule.allowed)(path)) {
            for (number, line) in (1..).zip(text.lines()) {
                for word in rule.words.iter().filter(|word| line.contains(*word)) {
                    broken.push(format!("{path}:{number}: names `{word}`; {}", rule.what_to_do));
                }
            }
        }
        for (number, line) in (1..).zip(text.lines()).filter(|_| !may_write_addresses(path)) {
            for piece in addresses.iter().filter(|piece| line.contains(*piece)) {
                broken.push(format!("{path}:{number}: writes `{piece}`; take the address from src/route.rs"));
            }
        }
    }
    broken
}

fn sources(folder: &Path, path: &str, found: &mut Vec<Source>) {
    for entry in fs::read_dir(folder).expect("the source tree can be read").flatten() {
        let path = format!("{path}/{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            sources(&entry.path(), &path, found);
        } else if path.ends_with(".rs") {
            let text = fs::read_to_string(entry.path()).expect("the source tree can be read");
            found.push(Source { path, text });
        }
    }
}

#[test]
fn the_source_tree_keeps_its_rules() {
    let mut found = Vec::new();
    sources(&in_repository("src"), "src", &mut found);
    assert!(found.iter().any(|source| source.path == "src/domain/conference.rs"), "the tree is read rightly");
    let broken = broken(&found);
    assert!(broken.is_empty(), "\n{}", broken.join("\n"));
}

#[test]
fn a_file_that_breaks_a_rule_is_reported_with_what_to_do() {
    for (path, line, starts) in [
        (
            "src/ui/pages/agenda.rs",
            "use gloo_storage::LocalStorage;",
            "src/ui/pages/agenda.rs:2: names `gloo_storage`",
        ),
        (
            "src/data/mod.rs",
            "use leptos::prelude::*;",
            "src/data/mod.rs:2: names `leptos`; move interface code",
        ),
        (
            "src/domain/search.rs",
            "std::time::Instant::now()",
            "src/domain/search.rs:2: names `std::time`; the domain",
        ),
        (
            "src/ui/mod.rs",
            ".attr(\"href\", \"/agenda/\")",
            "src/ui/mod.rs:2: names `\"href\", \"/`; make the link with Route",
        ),
        (
            "src/ui/components/zone_line.rs",
            "let there = \"?zone=mine\";",
            "src/ui/components/zone_line.rs:2: writes `?zone=`; take the address",
        ),
        (
            "src/ui/components/filter_bar.rs",
            ".attr(\"name\", \"q\")",
            "src/ui/components/filter_bar.rs:2: writes `\"name\", \"q\"`; take the address",
        ),
        (
            "src/ui/browser/focus.rs",
            "use crate::ui::site::Site;",
            "src/ui/browser/focus.rs:2: names `crate::`; pass it",
        ),
        (
            "src/ui/components/button.rs",
            "use crate::ui::pages::heading;",
            "src/ui/components/button.rs:2: names `ui::pages`; move",
        ),
        (
            "src/ui/my_agenda/saving.rs",
            "use crate::ui::components::button;",
            "src/ui/my_agenda/saving.rs:2: names `ui::components`; let",
        ),
        (
            "src/publish/mod.rs",
            "format!(\"rooms/{id}/index.html\")",
            "src/publish/mod.rs:2: writes `\"rooms/`; take the address",
        ),
        (
            "src/ui/strings.rs",
            "format!(\"{title}.ics\")",
            "src/ui/strings.rs:2: writes `.ics\"`; take the address",
        ),
    ] {
        let text = format!("//! A file.\n{line}\n");
        let broken = broken(&[Source { path: path.to_owned(), text }]);
        assert!(broken.iter().any(|what| what.starts_with(starts)), "{broken:?}");
    }
}

#[test]
fn a_file_without_an_opening_sentence_is_reported() {
    let source = Source { path: "src/route.rs".to_owned(), text: "use std::fmt;\n".to_owned() };
    let broken = broken(&[source]);
    assert!(broken[0].starts_with("src/route.rs:1: begin with a `//!` sentence"), "{broken:?}");
}

#[test]
fn allowed_files_may_contain_a_word() {
    let source =
        Source { path: "src/ui/storage.rs".to_owned(), text: "//! A file.\nuse gloo_storage;\n".to_owned() };
    assert_eq!(broken(&[source]), [""; 0]);
}

/// The boot script runs before the app, so it repeats some of the app's names.
#[test]
fn the_boot_script_repeats_the_names_in_addresses() {
    let boot = fs::read_to_string(in_repository("src/boot.js")).expect("the source tree can be read");
    let segments = format!("{FIRST_SEGMENTS:?}");
    let groups = format!("(q|{})=", Group::ALL.map(query::parameter).join("|"));
    for wanted in [segments, groups] {
        assert!(boot.contains(&wanted), "let src/boot.js have {wanted}");
    }
}
