//! The JSON Schema in docs must be the one generated from the types, so that editors do not accept values that the
//! program refuses.

use crate::{in_repository, run};

#[test]
fn the_published_schema_is_that_of_the_types() {
    let published = std::fs::read_to_string(in_repository("docs/conference.schema.json")).unwrap_or_default();
    let printed = run(&["schema"]).stdout;
    assert!(
        published == printed,
        "the types have changed; accept their new schema with\n\n    \
         cargo run -- schema > docs/conference.schema.json\n"
    );
}

#[test]
fn the_schema_ends_with_a_line_break_and_is_the_same_each_time() {
    let first = run(&["schema"]);
    assert_eq!(first.exit, Some(0), "{first:?}");
    assert!(first.stdout.ends_with("}\n"), "{first:?}");
    assert_eq!(first, run(&["schema"]));
}
