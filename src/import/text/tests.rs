//! What becomes of organisers' texts, form by form.

use super::*;
use crate::domain::conference::Link;
use serde_json::{Value, json};

fn words(source: &str) -> Value {
    text(source).text.map_or(Value::Null, |text| serde_json::to_value(text).unwrap()["text"].take())
}

#[test]
fn smoke() {
    println!("{:#}", words("Hello *you*\n\nSee <b>this</b> https://a.example/x."));
}
