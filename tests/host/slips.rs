//! Slips in the JSON of a conference file: each is told, and none hides the other mistakes of the file.

use hallway::data;
use hallway::domain::conference::Conference;
use std::path::Path;

/// Correct JSON with mistakes of other kinds: wrong fields and types, missing fields, a room that is not there.
const FILE: &str = r#"{
  "id": "conf",
  "name": "Conf",
  "language": "en",
  "zone": "Europe/Berlin",
  "rooms": [
    { "id": "hall", "name": "Great Hall" },
    { "id": "loft", "name": "The Loft", "floor": 2 }
  ],
  "walks": [{ "between": ["hall", "loft"], "minutes": 8 }],
  "sessions": [
    {
      "id": "one",
      "title": "Ada's first session",
      "abstract": { "text": "Plain words, with commas.\n\nAnd more: [see] {there}." },
      "speakers": ["ada", "bo"],
      "cancelled": false,
      "room": "hall",
      "start": "2027-03-05T09:30:00+01:00",
      "revision": -1
    },
    { "id": "two", "titel": "Two", "room": "attic", "recorded": true },
    { "id": "three", "title": "Three", "links": [{ "label": "Slides" }] }
  ],
  "speakers": [
    { "id": "ada", "name": "Ada" },
    { "id": "bo", "name": "Bo", "line": 5 }
  ],
  "breaks": [{ "title": "Lunch" }]
}
"#;

/// All that `check` says of a text: the positions, and what is wrong there.
fn problems(text: &str) -> Vec<(String, String)> {
    let (mistakes, conference): (String, Option<Conference>) = match data::parse(text, "c.json") {
        Ok(conference) => (String::new(), Some(conference)),
        Err(error) => (error.to_string(), error.rest.map(|rest| *rest)),
    };
    let mut problems: Vec<(String, String)> = mistakes
        .lines()
        .map(|line| {
            let (position, what) = line.split_once(": ").expect("each line begins with its position");
            (position.trim_start_matches("c.json:").to_owned(), what.to_owned())
        })
        .collect();
    let others =
        conference.iter().flat_map(|conference| data::problems(conference, Path::new("no/such/folder")));
    problems.extend(others.map(|problem| (String::new(), problem.to_string())));
    problems
}

/// What is said of a text beyond the mistakes of `FILE`, like `2:3: a comma is missing …`. Fails if one of those
/// mistakes is hidden.
fn slips(text: &str) -> Vec<String> {
    let mut found = problems(text);
    for (_, what) in problems(FILE) {
        let Some(at) = found.iter().position(|(_, other)| *other == what) else {
            panic!("`{what}` is hidden in\n{text}\n{found:#?}")
        };
        found.remove(at);
    }
    found.into_iter().map(|(position, what)| format!("{position}: {what}")).collect()
}

/// Plants slips into `FILE`, each a text to replace, its replacement, and how the lines that tell of it begin. Fails if a
/// slip is told otherwise, or hides another mistake.
fn plant(slips_to_plant: &[(&str, &str, &[&str])]) {
    for (right, wrong, expected) in slips_to_plant {
        assert!(FILE.contains(right), "`{right}` is in the file");
        let found = slips(&FILE.replacen(right, wrong, 1));
        let is_expected = found.len() == expected.len()
            && found.iter().zip(*expected).all(|(found, expected)| found.starts_with(expected));
        assert!(is_expected, "{wrong}\n{found:#?}\n{expected:#?}");
        // With the line ends of Windows, too.
        assert_eq!(
            slips(&FILE.replacen(right, wrong, 1).replace('\n', "\r\n")).len(),
            found.len(),
            "{wrong}"
        );
    }
}

#[test]
fn the_file_for_these_tests_has_its_mistakes() {
    assert_eq!(problems(FILE).len(), 7, "{:#?}", problems(FILE));
}

#[test]
fn comments_are_told_and_hide_nothing() {
    plant(&[
        (r#""id": "conf""#, "// a\n  \"id\": \"conf\"", &["2:3: JSON has no comments; remove this one"]),
        (r#""id": "conf""#, "# a\n  \"id\": \"conf\"", &["2:3: JSON has no comments; remove this one"]),
        (
            r#""id": "conf""#,
            "/* \"a\" \n */ \"id\": \"conf\"",
            &["2:3: JSON has no comments; remove this one"],
        ),
        (r#""id": "conf""#, "/* a\n  \"id\": \"conf\"", &["2:3: JSON has no comments; remove this one"]),
        (r#""id": "conf""#, r#"<!-- a -->  "id": "conf""#, &["2:3: JSON has no comments; remove this one"]),
        (r#""conf","#, r#""conf", // the "id""#, &["2:17: JSON has no comments; remove this one"]),
        (r#""conf","#, "\"conf\"\n  /* no */ ,", &["3:3: JSON has no comments; remove this one"]),
        (
            r#"["ada", "bo"]"#,
            "[\"ada\", \"bo\"\n    // \"cy\"\n  ]",
            &["17:5: JSON has no comments; remove this one"],
        ),
    ]);
}

#[test]
fn wrong_commas_are_told_and_hide_nothing() {
    plant(&[
        (r#""bo"],"#, r#""bo",],"#, &["16:31: there is a comma after the last item; remove it"]),
        (r#""Lunch" }"#, r#""Lunch", }"#, &["29:32: there is a comma after the last item; remove it"]),
        (r#""conf","#, r#""conf""#, &["3:3: a comma is missing before this; add it"]),
        (r#""two","#, r#""two""#, &["22:19: a comma is missing before this; add it"]),
        (r#""ada", "bo""#, r#""ada" "bo""#, &["16:26: a comma is missing before this; add it"]),
        ("false,", "false", &["18:7: a comma is missing before this; add it"]),
        (r#""Great Hall" },"#, r#""Great Hall" }"#, &["8:5: a comma is missing before this; add it"]),
        (r#""conf","#, r#""conf",,"#, &["2:16: this comma is one too many; remove it"]),
        (r#""ada", "bo""#, r#""ada",, "bo""#, &["16:26: this comma is one too many; remove it"]),
        (r#"["ada", "bo""#, r#"[, "ada", "bo""#, &["16:20: nothing stands before this comma; remove it"]),
        (r#""conf","#, r#""conf";"#, &["2:15: JSON has no `;` here; write `,`"]),
        (r#""conf","#, r#""conf"，"#, &["2:15: JSON has no `，` here; write `,`"]),
        (r#""ada", "bo""#, r#""ada"; "bo""#, &["16:25: JSON has no `;` here; write `,`"]),
    ]);
}

#[test]
fn wrong_colons_and_missing_values_are_told_and_hide_nothing() {
    plant(&[
        (
            r#""id": "conf""#,
            r#""id" = "conf""#,
            &["2:8: between a field's name and its value, write `:` and not `=`"],
        ),
        (
            r#""id": "conf""#,
            r#""id" => "conf""#,
            &["2:8: between a field's name and its value, write `:` and not `=>`"],
        ),
        (
            r#""id": "conf""#,
            r#""id":: "conf""#,
            &["2:7: between a field's name and its value, write `:` and not `::`"],
        ),
        (
            r#""id": "conf""#,
            r#""id" : : "conf""#,
            &["2:8: between a field's name and its value, write `:` and not `::`"],
        ),
        (
            r#""id": "conf""#,
            r#""id" "conf""#,
            &["2:8: a colon is expected here, between a field's name and its value; add it"],
        ),
        (
            r#""id": "two""#,
            r#""id" "two""#,
            &["22:12: a colon is expected here, between a field's name and its value; add"],
        ),
        (
            r#""cancelled": false"#,
            r#""cancelled" false"#,
            &["17:19: a colon is expected here, between a field's name and its value; add"],
        ),
        (
            r#""id": "conf""#,
            r#""id"： "conf""#,
            &["2:7: between a field's name and its value, write `:` and not `：`"],
        ),
        (
            r#""id": "conf""#,
            r#""id"; "conf""#,
            &["2:7: between a field's name and its value, write `:` and not `;`"],
        ),
        (
            r#""id": "conf""#,
            r#""id", "conf""#,
            &["2:7: between a field's name and its value, write `:` and not `,`"],
        ),
        (
            r#""id": "conf""#,
            r#""id": "#,
            &["2:7: a value is expected after this: words in double quotes, a number,"],
        ),
        (
            r#""id": "conf","#,
            r#""id":"#,
            &["2:7: a value is expected after this: words in double quotes, a number,"],
        ),
        (
            r#""id": "conf""#,
            r#""id""#,
            &[r#"2:7: after `"id"` there is no value; write a colon and the value"#],
        ),
        (
            r#""id": "conf""#,
            r#""a name that is longer than the forty letters which a message repeats""#,
            &[
                "1:1: id: the field `id` is missing; add it",
                "2:3: a name that is longer than the forty letters which a message repeats: there is no field",
                "2:73: after this name there is no value; write a colon and the value",
            ],
        ),
        (
            r#""id": "conf""#,
            r#": "conf""#,
            &[
                "1:1: id: the field `id` is missing; add it",
                "2:3: the name of a field is missing before this; write it in double quotes",
            ],
        ),
    ]);
}

#[test]
fn a_missing_quote_is_told_and_hides_nothing() {
    plant(&[
        (r#""title": "Three""#, r#""title: "Three""#, &[r#"23:28: the closing `"` is missing here; add it"#]),
        (
            r#""title": "Three""#,
            r#"title": "Three""#,
            &[r#"23:22: the name of a field needs double quotes; write `"title"`"#],
        ),
        (
            r#""title": "Three""#,
            r#""title": Three""#,
            &[r#"23:31: the opening `"` is missing before this; add it"#],
        ),
        (r#""title": "Three""#, r#""title": "Three"#, &[r#"23:37: the closing `"` is missing here; add it"#]),
        (r#""id": "conf""#, r#""id": "conf"#, &[r#"2:14: the closing `"` is missing here; add it"#]),
        (r#""id": "conf""#, r#""id": conf""#, &[r#"2:9: the opening `"` is missing before this; add it"#]),
        (r#""id": "conf""#, r#""id: "conf""#, &[r#"2:6: the closing `"` is missing here; add it"#]),
        (
            r#""id": "conf""#,
            r#"id": "conf""#,
            &[r#"2:3: the name of a field needs double quotes; write `"id"`"#],
        ),
        (r#""ada", "bo""#, r#""ada, "bo""#, &[r#"16:24: the closing `"` is missing here; add it"#]),
        (r#""ada", "bo""#, r#""ada", bo""#, &[r#"16:27: the opening `"` is missing before this; add it"#]),
        (r#""ada", "bo""#, r#"ada", "bo""#, &[r#"16:20: the opening `"` is missing before this; add it"#]),
        (r#""ada", "bo""#, r#""ada", "bo"#, &[r#"16:30: the closing `"` is missing here; add it"#]),
        (r#""Lunch" }"#, r#""Lunch }"#, &[r#"29:31: the closing `"` is missing here; add it"#]),
        (r#""name": "Ada" }"#, r#""name": "Ada }"#, &[r#"26:32: the closing `"` is missing here; add it"#]),
        (
            r#"commas.\n\nAnd more: [see] {there}.""#,
            r#"commas.\n\nAnd more: [see] {there}."#,
            &[r#"15:83: the closing `"` is missing here; add it"#],
        ),
        (
            r#"Ada's first session""#,
            "Ada's first session [draft]",
            &[r#"14:44: the closing `"` is missing here; add it"#],
        ),
        ("\"hall\",\n", "\"hall,\n", &[r#"18:20: the closing `"` is missing here; add it"#]),
        (r#""name": "Conf""#, r#""name": "Conf"#, &[r#"3:16: the closing `"` is missing here; add it"#]),
        (
            r#""name": "Conf","#,
            r#""name": "Conf"#,
            &[
                r#"3:16: the closing `"` is missing here; add it"#,
                "4:3: a comma is missing before this; add it",
            ],
        ),
        (
            r#""name": "Conf""#,
            "“name”: “Conf",
            &[
                r#"3:3: JSON has no quotes like “; write straight double quotes: `"name"`"#,
                r#"3:16: the closing `"` is missing here; add it"#,
            ],
        ),
        (
            r#""name": "Conf""#,
            r#"name": Conf""#,
            &[
                r#"3:3: the name of a field needs double quotes; write `"name"`"#,
                r#"3:10: the opening `"` is missing before this; add it"#,
            ],
        ),
    ]);
}

#[test]
fn other_quotes_are_told_and_hide_nothing() {
    plant(&[
        (
            r#""id": "conf""#,
            "'id': 'conf'",
            &[
                r#"2:3: JSON has no quotes like '; write straight double quotes: `"id"`"#,
                r#"2:9: JSON has no quotes like '; write straight double quotes: `"conf"`"#,
            ],
        ),
        (
            r#""Ada's first session""#,
            "'Ada's first session'",
            &[r#"14:16: JSON has no quotes like '; write straight double quotes: `"Ada's"#],
        ),
        (
            r#""Ada's first session""#,
            r#"'Ada\'s first session'"#,
            &[r#"14:16: JSON has no quotes like '; write straight double quotes: `"` at"#],
        ),
        (
            r#""Ada's first session""#,
            r#"'Ada says "hi", always'"#,
            &[r#"14:16: JSON has no quotes like '; write straight double quotes: `"` at"#],
        ),
        (
            r#""id": "conf""#,
            "“id”: “conf”",
            &[
                r#"2:3: JSON has no quotes like “; write straight double quotes: `"id"`"#,
                r#"2:9: JSON has no quotes like “; write straight double quotes: `"conf"`"#,
            ],
        ),
        (
            r#""id": "conf""#,
            r#""id”: "conf""#,
            &[r#"2:6: JSON has no quotes like ”; write straight double quotes: `"id"`"#],
        ),
        (
            r#""id": "conf""#,
            r#""id": "conf”"#,
            &[r#"2:14: JSON has no quotes like ”; write straight double quotes: `"conf"`"#],
        ),
        (
            r#""id": "conf""#,
            "„id“: „conf“",
            &[
                r#"2:3: JSON has no quotes like „; write straight double quotes: `"id"`"#,
                r#"2:9: JSON has no quotes like „; write straight double quotes: `"conf"`"#,
            ],
        ),
        (
            r#""id": "conf""#,
            "«id»: `conf`",
            &[
                r#"2:3: JSON has no quotes like «; write straight double quotes: `"id"`"#,
                r#"2:9: JSON has no quotes like `; write straight double quotes: `"conf"`"#,
            ],
        ),
        (
            r#""id": "two""#,
            r#""id": "two”"#,
            &[r#"22:17: JSON has no quotes like ”; write straight double quotes: `"two"`"#],
        ),
        (
            r#""ada", "bo""#,
            "“ada”, “bo”",
            &[
                r#"16:20: JSON has no quotes like “; write straight double quotes: `"ada"`"#,
                r#"16:27: JSON has no quotes like “; write straight double quotes: `"bo"`"#,
            ],
        ),
        (
            r#""ada", "bo""#,
            "'ada', 'bo'",
            &[
                r#"16:20: JSON has no quotes like '; write straight double quotes: `"ada"`"#,
                r#"16:27: JSON has no quotes like '; write straight double quotes: `"bo"`"#,
            ],
        ),
        (
            r#""id": "conf""#,
            r#""""id""": """conf""""#,
            &[
                r#"2:3: JSON has no quotes like """; write straight double quotes: `"id"`"#,
                r#"2:13: JSON has no quotes like """; write straight double quotes: `"conf"`"#,
            ],
        ),
        (
            r#""id": "conf""#,
            r#"""id"": ""conf"""#,
            &[
                r#"2:3: JSON has no quotes like ""; write straight double quotes: `"id"`"#,
                r#"2:11: JSON has no quotes like ""; write straight double quotes: `"conf"`"#,
            ],
        ),
        (
            r#""id": "conf""#,
            r#"\"id\": \"conf\""#,
            &[
                r#"2:3: JSON has no quotes like \"; write straight double quotes: `"id"`"#,
                r#"2:11: JSON has no quotes like \"; write straight double quotes: `"conf"`"#,
            ],
        ),
    ]);
}

#[test]
fn names_and_words_without_quotes_are_told_and_hide_nothing() {
    plant(&[
        (
            r#""id": "conf""#,
            r#"id: "conf""#,
            &[r#"2:3: the name of a field needs double quotes; write `"id"`"#],
        ),
        (
            r#""id": "two""#,
            r#"id: "two""#,
            &[r#"22:7: the name of a field needs double quotes; write `"id"`"#],
        ),
        (
            r#""id": "conf""#,
            "id: conf",
            &[
                r#"2:3: the name of a field needs double quotes; write `"id"`"#,
                r#"2:7: words need double quotes; write `"conf"`"#,
            ],
        ),
        (r#""id": "two""#, r#""id": two"#, &[r#"22:13: words need double quotes; write `"two"`"#]),
        (r#""Great Hall""#, "Great Hall", &[r#"7:29: words need double quotes; write `"Great Hall"`"#]),
        (
            r#""Ada's first session""#,
            "Ada's first session, and more",
            &[r#"14:16: words need double quotes; write `"Ada's first session, and more"`"#],
        ),
        (
            r#""ada", "bo""#,
            "ada, bo",
            &[
                r#"16:20: words need double quotes; write `"ada"`"#,
                r#"16:25: words need double quotes; write `"bo"`"#,
            ],
        ),
        (
            r#""Three""#,
            "https://example.org/a?b=c",
            &[r#"23:31: words need double quotes; write `"https://example.org/a?b=c"`"#],
        ),
        (
            r#""2027-03-05T09:30:00+01:00""#,
            "2027-03-05T09:30:00+01:00",
            &[r#"19:16: words need double quotes; write `"2027-03-05T09:30:00+01:00"`"#],
        ),
        (
            r#""name": "Conf","#,
            "name: Conf",
            &[
                r#"3:3: the name of a field needs double quotes; write `"name"`"#,
                r#"3:9: words need double quotes; write `"Conf"`"#,
                "4:3: a comma is missing before this; add it",
            ],
        ),
        (
            r#"["ada", "bo"]"#,
            "[...]",
            &[
                r#"16:20: words need double quotes; write `"..."`"#,
                ": session `one`: its speaker `...` is not among `speakers`; add it there,",
            ],
        ),
    ]);
}

#[test]
fn words_and_numbers_of_other_languages_are_told_and_hide_nothing() {
    plant(&[
        ("false", "False", &[r#"17:20: JSON does not know this word; write `false`, or `"False"` if it is"#]),
        (
            r#""recorded": true"#,
            r#""recorded": True"#,
            &[r#"22:65: JSON does not know this word; write `true`, or `"True"` if it is a"#],
        ),
        ("false", "None", &["17:20: JSON does not know `None`; write the value, or remove the whole"]),
        ("false", "undefined", &["17:20: JSON does not know `undefined`; write the value, or remove the"]),
        ("false", "NaN", &["17:20: JSON does not know `NaN`; write the value, or remove the whole field"]),
        ("false", "no", &[r#"17:20: JSON does not know this word; write `false`, or `"no"` if it is a"#]),
        ("false", "FALSE", &[r#"17:20: JSON does not know this word; write `false`, or `"FALSE"` if it is"#]),
        (r#""Three""#, "None", &["23:31: JSON does not know `None`; write the value, or remove the whole"]),
        ("8 }", "08 }", &["10:55: JSON does not write numbers like this; write `8`"]),
        ("8 }", "+8 }", &["10:55: JSON does not write numbers like this; write `8`"]),
        ("8 }", "8. }", &["10:55: JSON does not write numbers like this; write `8`"]),
        ("8 }", "0x8 }", &["10:55: JSON does not write numbers like this; write `8`"]),
        ("8 }", "1e999 }", &["10:55: this number is too large; write a smaller one"]),
        ("8 }", "-Infinity }", &["10:55: JSON does not know `-Infinity`; write the value, or remove the"]),
        (
            "8 }",
            "eight }",
            &[
                r#"10:55: words need double quotes; write `"eight"`"#,
                "10:55: walks[0].minutes: expected a whole number from 0 to 255, found",
            ],
        ),
        (
            "8 }",
            "8 minutes }",
            &[
                r#"10:55: words need double quotes; write `"8 minutes"`"#,
                r#"10:55: walks[0].minutes: expected a whole number from 0 to 255, found `"8"#,
            ],
        ),
        (
            r#""minutes": 8"#,
            r#""minutes": 1_0"#,
            &["10:55: JSON does not write numbers like this; write `10`"],
        ),
        (
            r#""minutes": 8"#,
            r#""minutes": .8e1"#,
            &[
                "10:55: JSON does not write numbers like this; write `0.8e1`",
                "10:55: walks[0].minutes: expected a whole number from 0 to 255, found",
            ],
        ),
        (
            r#""minutes": 8"#,
            r#""minutes": 8""#,
            &[
                r#"10:55: the opening `"` is missing before this; add it"#,
                r#"10:55: walks[0].minutes: expected a whole number from 0 to 255, found `"8"`"#,
            ],
        ),
    ]);
}

#[test]
fn wrong_letters_inside_quotes_are_told_and_hide_nothing() {
    plant(&[
        (
            "Great Hall",
            "Great\nHall",
            &[r#"7:35: a line break or a tab stands inside quotes; write `\n` or `\t` in"#],
        ),
        (
            "Great Hall",
            "Great\n\n    Hall, \"new\", and more",
            &[
                r#"7:35: a line break or a tab stands inside quotes; write `\n` or `\t` in"#,
                r#"9:11: a quote stands inside quotes; write `\"` in its place"#,
            ],
        ),
        (
            "Great Hall",
            "Great\tHall",
            &[r#"7:35: a line break or a tab stands inside quotes; write `\n` or `\t` in"#],
        ),
        (
            "Great Hall",
            "Great\u{1}Hall",
            &["7:35: an invisible character (U+0001) stands inside quotes; remove it, and"],
        ),
        (
            "Great Hall",
            r#"Great\dHall"#,
            &[r#"7:35: `\d` has no meaning in JSON; write `\\` for a backslash"#],
        ),
        (
            "Great Hall",
            r#"C:\Users\Hall"#,
            &[
                r#"7:32: `\U` has no meaning in JSON; write `\\` for a backslash"#,
                r#"7:38: `\H` has no meaning in JSON; write `\\` for a backslash"#,
            ],
        ),
        (
            "Great Hall",
            r#"C:\dir\"#,
            &[
                r#"7:32: `\d` has no meaning in JSON; write `\\` for a backslash"#,
                r#"7:36: a single `\` has no meaning in JSON; write `\\` for a backslash"#,
            ],
        ),
        (
            r#""Three""#,
            r#""C:\dir\""#,
            &[
                r#"23:34: `\d` has no meaning in JSON; write `\\` for a backslash"#,
                r#"23:38: a single `\` has no meaning in JSON; write `\\` for a backslash"#,
            ],
        ),
        ("Ada's", r#"Ada\'s"#, &[r#"14:20: JSON has no `\'`; write `'`"#]),
        (
            "Great Hall",
            r#"Great \x41"#,
            &[r#"7:36: `\x` has no meaning in JSON; write `\\` for a backslash"#],
        ),
        (
            "Great Hall",
            r#"Great \u12"#,
            &[r#"7:36: `\u` needs four digits from 0 to 9 and a to f after it; write the"#],
        ),
        (
            "Great Hall",
            r#"Great \ud83d"#,
            &[r#"7:36: `\ud83d` is only half a character; write the character itself"#],
        ),
        (
            "Great Hall",
            "Great\\\nHall",
            &[r#"7:35: a line break stands inside quotes, after a `\`; write the text in"#],
        ),
        (
            "Great Hall",
            r#"The "Great" Hall"#,
            &[r#"7:34: a quote stands inside quotes; write `\"` in its place"#],
        ),
        (
            "Plain words, with",
            r#"Plain "words", with"#,
            &[r#"15:36: a quote stands inside quotes; write `\"` in its place"#],
        ),
        (
            r#""id": "conf""#,
            r#""id": "conf" + "erence""#,
            &["2:16: JSON cannot join texts with `+`; write them as one text"],
        ),
        (
            r#""id": "conf""#,
            r#""id": "conf" erence"#,
            &[r#"2:16: a comma or `}` is expected here; inside quotes, write `\"` for a"#],
        ),
    ]);
}

#[test]
fn a_missing_bracket_is_told_and_hides_nothing() {
    plant(&[
        (
            "\"Lunch\" }]\n}",
            r#""Lunch" }]"#,
            &["29:34: the file ends too early; close what is open: write `}` at its end"],
        ),
        (
            "\"Lunch\" }]\n}",
            r#""Lunch" }"#,
            &["29:33: the file ends too early; close what is open: write `]}` at its end"],
        ),
        ("\"Lunch\" }]\n}", "\"Lunch\" }\n}", &["30:1: a `]` is missing before this; add it"]),
        ("\"Lunch\" }]\n}", "\"Lunch\" ]\n}", &["29:33: a `}` is missing before this; add it"]),
        ("true },\n", "true,\n", &["23:5: a `}` is missing before this; add it"]),
        (
            "true },\n",
            "true\n",
            &["23:5: a `}` is missing before this; add it", "23:5: a comma is missing before this; add it"],
        ),
        (r#""bo"],"#, r#""bo","#, &["17:7: a `]` is missing before this; add it"]),
        ("2 }\n  ]", "2 }\n", &["10:3: a `]` is missing before this; add it"]),
        (r#"{ "id": "three""#, r#""id": "three""#, &["23:5: a `{` is missing before this; add it"]),
        ("\"sessions\": [\n    {", "\"sessions\": [\n    ", &["13:7: a `{` is missing before this; add it"]),
        (r#"{ "text""#, r#""text""#, &["15:19: a `{` is missing before this; add it"]),
        (r#"{there}." },"#, r#"{there}.","#, &["16:7: a `}` is missing before this; add it"]),
        ("-1\n    },", "-1\n    ,", &["22:5: a `}` is missing before this; add it"]),
        ("],\n  \"speakers\"", ",\n  \"speakers\"", &["25:3: a `]` is missing before this; add it"]),
        (
            "],\n  \"speakers\"",
            "\n  \"speakers\"",
            &["25:3: a `]` is missing before this; add it", "25:3: a comma is missing before this; add it"],
        ),
        (r#""rooms": ["#, r#""rooms": "#, &["7:5: a `[` is missing before this; add it"]),
        (r#""links": ["#, r#""links": "#, &["23:49: a `[` is missing before this; add it"]),
        (r#""walks": ["#, r#""walks": "#, &["10:12: a `[` is missing before this; add it"]),
        (r#""sessions": ["#, r#""sessions": "#, &["12:5: a `[` is missing before this; add it"]),
        (r#""breaks": ["#, r#""breaks": "#, &["29:13: a `[` is missing before this; add it"]),
        (r#""between": ["#, r#""between": "#, &["10:26: a `[` is missing before this; add it"]),
        (r#"["ada""#, r#""ada""#, &["16:19: a `[` is missing before this; add it"]),
    ]);
}

#[test]
fn a_bracket_too_many_or_of_another_kind_is_told_and_hides_nothing() {
    plant(&[
        (r#""bo"],"#, r#""bo"},"#, &["16:31: `}` does not close what is open here; write `]`"]),
        (
            r#""Great Hall" }"#,
            r#""Great Hall" ]"#,
            &["7:42: `]` does not close what is open here; write `}`"],
        ),
        (r#""Great Hall" }"#, r#""Great Hall" }}"#, &["7:43: this `}` is one too many; remove it"]),
        (r#""bo"],"#, r#""bo"]],"#, &["16:32: this `]` is one too many; remove it"]),
        ("2 }\n  ]", "2 }\n  ]]", &["9:4: this `]` is one too many; remove it"]),
        ("2 }\n  ],", "2 }\n  ],}", &["9:5: this `}` is one too many; remove it"]),
        (r#""minutes": 8 }],"#, r#""minutes": 8 }]},"#, &["10:59: this `}` is one too many; remove it"]),
        (r#"{ "id": "three""#, r#"{ { "id": "three""#, &["23:7: this `{` is one too many; remove it"]),
        ("\"Lunch\" }]\n}", "\"Lunch\" }}]\n}", &["29:34: this `}` is one too many; remove it"]),
        ("],\n  \"speakers\"", "}],\n  \"speakers\"", &["24:3: this `}` is one too many; remove it"]),
        (
            "],\n  \"speakers\"",
            "]}],\n  \"speakers\"",
            &["24:4: this `}` is one too many; remove it", "24:5: this `]` is one too many; remove it"],
        ),
        (
            r#"["ada", "bo"]"#,
            r#"("ada", "bo")"#,
            &["16:19: JSON has no `(` here; write `[`", "16:31: JSON has no `)` here; write `]`"],
        ),
        (
            r#"["ada", "bo"]"#,
            r#"{"ada", "bo"}"#,
            &[
                "16:19: sessions[0].speakers: expected a list in `[ … ]`, found fields in",
                "16:25: between a field's name and its value, write `:` and not `,`",
            ],
        ),
    ]);
}

#[test]
fn what_stands_around_the_conference_is_told_and_hides_nothing() {
    plant(&[
        ("{\n  \"id\": \"conf\"", r#"  "id": "conf""#, &["1:3: a `{` is missing before this; add it"]),
        (
            "{\n  \"id\": \"conf\"",
            "const conference = {\n  \"id\": \"conf\"",
            &["1:1: something stands before the conference; remove it, so that the file"],
        ),
        (
            "{\n  \"id\": \"conf\"",
            "```json\n{\n  \"id\": \"conf\"",
            &["1:1: something stands before the conference; remove it, so that the file"],
        ),
        (
            "\"Lunch\" }]\n}",
            "\"Lunch\" }]\n}}",
            &["30:2: this `}` is one too many; remove it and what follows"],
        ),
        (
            "\"Lunch\" }]\n}",
            "\"Lunch\" }]\n};",
            &["30:2: something stands after the end of the conference; remove it"],
        ),
        (
            "\"Lunch\" }]\n}",
            "\"Lunch\" }]\n},",
            &["30:2: something stands after the end of the conference; remove it"],
        ),
        (
            "\"Lunch\" }]\n}",
            "\"Lunch\" }]\n}\nThat is all.",
            &["31:1: something stands after the end of the conference; remove it"],
        ),
        (
            "\"Lunch\" }]\n}",
            "\"Lunch\" }]\n}\n{ \"id\": \"conf\", \"name\": \"Conf\" }",
            &["31:1: something stands after the end of the conference; remove it"],
        ),
    ]);
}

#[test]
fn invisible_characters_are_told_and_hide_nothing() {
    plant(&[
        (
            r#""id": "conf""#,
            "\u{a0}\u{a0}\"id\":\u{a0}\"conf\"",
            &[
                "2:3: a non-breaking space (U+00A0) stands between the words; remove it, or",
                "2:10: a non-breaking space (U+00A0) stands between the words; remove it,",
            ],
        ),
        (
            r#""id": "conf""#,
            "\"id\":\u{200b}\"conf\"",
            &["2:8: a character without width (U+200B) stands between the words; remove"],
        ),
    ]);
}

#[test]
fn slips_in_the_whole_file_hide_nothing() {
    let single = FILE.replace("Ada's", "Adas").replace('"', "'");
    let python = FILE.replace("false", "False").replace("true", "True");
    let typographic = FILE.replace(" \"", " “").replace("\"", "”");
    let spaces = FILE.replace("  ", "\u{a0} ");
    let tabs = FILE.replace("  ", "\t").replace(",\n", "\n");
    let lines: String = FILE.lines().map(|line| format!("{line} // a comment\n")).collect();
    let semicolons = FILE.replace(",\n", ";\n");
    for (text, least) in [
        (single.as_str(), 60),
        (&python, 2),
        (&typographic, 60),
        (&spaces, 20),
        (&tabs, 15),
        (&lines, 30),
        (&semicolons, 15),
    ] {
        let others: Vec<String> =
            problems(FILE).into_iter().map(|(_, what)| what.replace("Ada's", "Adas")).collect();
        let found = problems(text);
        for other in &others {
            assert!(
                found.iter().any(|(_, what)| what == other),
                "`{other}` is hidden in\n{text}\n{found:#?}"
            );
        }
        assert!(found.len() >= others.len() + least, "{}: {found:#?}", found.len());
    }
}

#[test]
fn several_slips_are_all_told_and_hide_nothing() {
    let text = FILE
        .replacen("\"conf\",", "'conf'", 1)
        .replacen("\"ada\", \"bo\"]", "ada; \"bo\"", 1)
        .replacen("false", "False", 1)
        .replacen("\"recorded\": true }", "recorded = yes", 1)
        .replacen("\"Ada\" }", "\"Ada\" ]", 1);
    let found = slips(&text);
    assert_eq!(found.len(), 11, "{found:#?}");
}
