//! Tests of the conversion of organisers' texts, form by form.

use super::*;
use crate::domain::conference::Link;
use proptest::prelude::*;

/// A text on one line: `p(One _stressed_ *strong* `code` <https://a.example|link>⏎) li(p(item))`, plain words in
/// quotes.
fn shown(source: &str) -> String {
    match text(source).text.map(|text| text.words) {
        None => String::new(),
        Some(Words::Plain(words)) => format!("\"{}\"", words.replace('"', "\\\"").replace('\n', "\\n")),
        Some(Words::Blocks(blocks)) => blocks_shown(&blocks),
    }
}

fn blocks_shown(blocks: &[Block]) -> String {
    let items =
        |items: &[Vec<Block>]| items.iter().map(|item| blocks_shown(item)).collect::<Vec<_>>().join(" | ");
    let shown = blocks.iter().map(|block| match block {
        Block::Paragraph(line) => format!("p({})", line_shown(line)),
        Block::Heading(line) => format!("h({})", line_shown(line)),
        Block::List(list) => format!("ul({})", items(list)),
        Block::NumberedList(list) => format!("ol({})", items(list)),
        Block::Quote(blocks) => format!("q({})", blocks_shown(blocks)),
        Block::Code(code) => format!("pre({code})"),
    });
    shown.collect::<Vec<_>>().join(" ")
}

fn line_shown(line: &[Inline]) -> String {
    let shown = line.iter().map(|inline| match inline {
        Inline::Text(words) => words.clone(),
        Inline::Emphasis(line) => format!("_{}_", line_shown(line)),
        Inline::Strong(line) => format!("*{}*", line_shown(line)),
        Inline::Code(code) => format!("`{code}`"),
        Inline::Link { address, words } => format!("<{address}|{}>", line_shown(words)),
        Inline::Break => "⏎".to_owned(),
    });
    shown.collect()
}

fn all_are(cases: &[(&str, &str)]) {
    for (source, expected) in cases {
        assert_eq!(shown(source), *expected, "{source}");
    }
}

#[test]
fn the_marks_of_wikis_are_read() {
    all_are(&[
        ("See '''this''' and ''that''.", "p(See *this* and _that_.)"),
        ("'''''Both''''', '''bold with ''italic'' words'''", "p(*_Both_*, *bold with _italic_ words*)"),
        ("<p>In '''HTML'''</p>", "p(In *HTML*)"),
        ("One.\n\n== Two ==\nThree.", r#"p(One.) h(Two) p(Three.)"#),
        ("=== ''Two'' ===\n* three", "h(_Two_) ul(p(three))"),
        ("See [https://a.example/ the page] [1].", "p(See <https://a.example/|the page> [1].)"),
        ("if a == b and c == d", r#""if a == b and c == d""#),
        (
            "[https://a.example/ words](https://b.example/)",
            "p(<https://b.example/|https://a.example/ words>)",
        ),
        ("It's 'quoted' and ''open", r#""It's 'quoted' and ''open""#),
        ("let a = '', b = ''; f('','')", r#""let a = '', b = ''; f('','')""#),
    ]);
}

#[test]
fn plain_words_stay_plain_words() {
    all_are(&[
        ("", ""),
        (" \r\n\u{feff}\u{a0}\u{3000} ", ""),
        ("One.", r#""One.""#),
        ("One.\r\n\r\nTwo.\r\n\r\n\r\n\r\nThree.", r#""One.\n\nTwo.\n\nThree.""#),
        ("5 * 3 * 4 < 70 & 2_000_000 > R&D; a_b_c", r#""5 * 3 * 4 < 70 & 2_000_000 > R&D; a_b_c""#),
        ("What the f*ck is this sh*t", r#""What the f*ck is this sh*t""#),
        ("1986. A great year", r#""1986. A great year""#),
        (
            "Vec<T> and Option<Box<dyn Error>> in <10 minutes",
            r#""Vec<T> and Option<Box<dyn Error>> in <10 minutes""#,
        ),
        ("The <dialog> element and <script> tags", r#""The <dialog> element and <script> tags""#),
        ("> 18 years, or < 3", r#""> 18 years, or < 3""#),
        ("#hashtag #1", r##""#hashtag #1""##),
        ("    An indented beginning", r#""An indented beginning""#),
        ("AT&amp;T &quot;quoted&quot;&nbsp;&#39;x&#39;", r#""AT&T \"quoted\" 'x'""#),
    ]);
}

#[test]
fn deliberate_line_ends_stay_and_wrapped_lines_are_joined() {
    all_are(&[
        ("Agenda\r\nBuild it\r\nRun it", "p(Agenda⏎Build it⏎Run it)"),
        (
            "Ada keeps ferries on time, which is harder than it may sound to\nanybody who never had to keep one, and writes about what goes wrong\nwhen nobody does.",
            r#""Ada keeps ferries on time, which is harder than it may sound to anybody who never had to keep one, and writes about what goes wrong when nobody does.""#,
        ),
        (
            "Ada keeps ferries on time, which is harder than it may sound to\nanybody who never had to keep one, and writes about what goes\nwrong when nobody does, however long it has been going\nwell, for ferries are like letters: nobody thinks of those that\narrive.",
            r#""Ada keeps ferries on time, which is harder than it may sound to anybody who never had to keep one, and writes about what goes wrong when nobody does, however long it has been going well, for ferries are like letters: nobody thinks of those that arrive.""#,
        ),
        (
            "Rows of a poem that is as long as a line of a mail may well be,\nand of which\nno line is wrapped\nbecause its writer chose each",
            "p(Rows of a poem that is as long as a line of a mail may well be,⏎and of which⏎no line is wrapped⏎because its writer chose each)",
        ),
        (
            "A sentence that is as long as a line of a mail may well be, it ends.\nAnother that is as long as a line of a mail may well be, it ends too.",
            "p(A sentence that is as long as a line of a mail may well be, it ends.⏎Another that is as long as a line of a mail may well be, it ends too.)",
        ),
        (
            "Why\n---\nAda keeps ferries on time, which is harder than it may sound to\nanybody who never had to keep one.",
            "h(Why) p(Ada keeps ferries on time, which is harder than it may sound to anybody who never had to keep one.)",
        ),
        (
            "潮は満ちて引く潮は満ちて引く潮は満ちて引く潮は満ちて引く潮は満ちて引く潮は満ちて引く潮は満ちて引く潮は満ちて引く Rust で\n潮は満ちて引く潮は満ちて引く潮は満ちて引く潮は満ちて引く潮は満ちて引く潮は満ちて引く潮は満ちて引く潮は満ちて引く と\n波と月と風と舟と人。",
            r#""潮は満ちて引く潮は満ちて引く潮は満ちて引く潮は満ちて引く潮は満ちて引く潮は満ちて引く潮は満ちて引く潮は満ちて引く Rust で潮は満ちて引く潮は満ちて引く潮は満ちて引く潮は満ちて引く潮は満ちて引く潮は満ちて引く潮は満ちて引く潮は満ちて引く と波と月と風と舟と人。""#,
        ),
        ("一行目。\n二行目。", "p(一行目。⏎二行目。)"),
        ("A sentence, then a rule.\n---\nMore.", r#""A sentence, then a rule.\n\nMore.""#),
        ("one\u{b}two\rthree\u{2028}four", "p(one⏎two⏎three⏎four)"),
    ]);
}

#[test]
fn odd_characters_and_spaces_go() {
    all_are(&[
        ("E\u{301}te\u{301} 가", "\"\u{c9}t\u{e9} \u{ac00}\""),
        ("\u{feff}a\u{0}b\u{fffd}\u{a0}\u{a0}c\u{3000}\u{3000}d\t e", r#""ab c d e""#),
        ("a&#1;b&#xFFFD;c&#xFEFF;<b>&#127;d</b>", "p(abc*d*)"),
        ("\u{202e}gnorw", "\"gnorw\""),
        ("don\u{92}t \u{93}quote\u{94}", r#""don’t “quote”""#),
        ("👩\u{200d}👩\u{200d}👧 שלום\u{200f}!", "\"👩\u{200d}👩\u{200d}👧 שלום\u{200f}!\""),
    ]);
}

#[test]
fn markdown_becomes_blocks() {
    all_are(&[
        (
            "Some *stressed*, **strong**, ***both*** and `co < de`.",
            "p(Some _stressed_, *strong*, _*both*_ and `co < de`.)",
        ),
        ("## What\nWords\n\n# `x`", "h(What) p(Words) h(`x`)"),
        ("Setext\n======\n\nWords", r#"h(Setext) p(Words)"#),
        (
            "* one\n* two\n  1. deep\n  2. deeper\n\nAfter",
            "ul(p(one) | p(two) ol(p(deep) | p(deeper))) p(After)",
        ),
        ("Points:\n- one\n- two", "p(Points:) ul(p(one) | p(two))"),
        (
            "Points:\n    - one\n    - two\n      - deep\n\n    Indented **words**\n\nAfter",
            "p(Points:) ul(p(one) | p(two) ul(p(deep))) p(Indented *words*) p(After)",
        ),
        ("Points:<br>* one<br>* two<br>", "p(Points:) ul(p(one) | p(two))"),
        ("• one\n• two", "ul(p(one) | p(two))"),
        ("3. three\n4. four", r#""3. three\n\n4. four""#),
        ("> wise\n> words\n>\n> more", "q(p(wise⏎words) p(more))"),
        ("```rust\nfn main() {\n    Vec::<u8>::new();\n}\n```", "pre(fn main() {\n    Vec::<u8>::new();\n})"),
        ("two  \nlines\\\nthree", "p(two⏎lines⏎three)"),
        ("| a | b |\n|---|---|\n| 1 | 2 |\n", r#""a · b\n\n1 · 2""#),
        ("```word", r#""word""#),
        ("one\n\n***\n\ntwo", r#""one\n\ntwo""#),
        ("これは**重要**です", "p(これは*重要*です)"),
        (r"\*not stressed\* snake\_case", r#""*not stressed* snake_case""#),
        ("Use `<p>` and `</p>` here", "p(Use `<p>` and `</p>` here)"),
        ("**Vec<T>** and `a`", "p(*Vec<T>* and `a`)"),
    ]);
}

#[test]
fn indented_text_below_a_heading_a_quote_or_an_item_in_the_first_line_is_formatted() {
    let margin = " ".repeat(20);
    let indented = |lines: &[&str]| lines.join(&format!("\n{margin}"));
    all_are(&[
        (
            &indented(&[
                "## What you need",
                "A **cup**, and [more](https://a.example/).",
                "",
                "## Who",
                "* you",
                "* all",
            ]),
            "h(What you need) p(A *cup*, and <https://a.example/|more>.) h(Who) ul(p(you) | p(all))",
        ),
        (&indented(&["> Owls turn.", "", "They **do**."]), "q(p(Owls turn.)) p(They *do*.)"),
        (&indented(&["* one", "* two", "", "Then **this**."]), "ul(p(one) | p(two)) p(Then *this*.)"),
        (&indented(&["* one", "  * within", "* two"]), "ul(p(one) ul(p(within)) | p(two))"),
        ("# Four\n    spaces **too**", "h(Four) p(spaces *too*)"),
        // Indented on purpose.
        ("* one\n    * within", "ul(p(one) ul(p(within)))"),
    ]);
}

#[test]
fn only_addresses_that_a_page_may_link_to_become_links() {
    all_are(&[
        ("[Words](https://a.example/x \"title\")", "p(<https://a.example/x|Words>)"),
        ("See https://a.example/x, then.", "p(See <https://a.example/x|https://a.example/x>, then.)"),
        (
            "<https://a.example> <ada@a.example>",
            "p(<https://a.example|https://a.example> <mailto:ada@a.example|ada@a.example>)",
        ),
        ("[**bold** words][1]\n\n[1]: http://a.example", "p(<http://a.example|*bold* words>)"),
        (
            "Words\n\n[1]: https://a.example/unused",
            "p(Words) p([1]: <https://a.example/unused|https://a.example/unused>)",
        ),
        ("[x](javascript:alert(1)) [y](/talks) [z](www.a.example)", "p(x y <https://www.a.example|z>)"),
        (
            "https://a.example/Foo_(a)_b and https://a.example/Foo_(c)",
            "p(<https://a.example/Foo_(a)_b|https://a.example/Foo_(a)_b> and <https://a.example/Foo_(c)|https://a.example/Foo_(c)>)",
        ),
        (
            "<a href=\"HTTPS://a.example\">one</a><a href=\"https://a.example\">two</a>",
            "p(<https://a.example|one><https://a.example|two>)",
        ),
        ("*https://a.example*", "p(_<https://a.example|https://a.example>_)"),
        ("<a name=x>Anchor</a> <a href='tel:1'>call</a>", "\"Anchor call\""),
    ]);
}

#[test]
fn html_becomes_blocks() {
    all_are(&[
        ("<p>One</p>\n<p>Two &amp;\n  three</p>", r#""One\n\nTwo & three""#),
        (
            "<p>Some <em>stressed</em>, <b>strong</b>,<i><b> both </b></i>and <code>co &lt; de</code>.<br>Next<br><br>New",
            "p(Some _stressed_, *strong*, _*both*_ and `co < de`.⏎Next) p(New)",
        ),
        ("<h3>What</h3>Words<h4></h4>", "h(What) p(Words)"),
        ("<ul><li>one<li><p>two</p><ol><li>deep</ol></ul>After", "ul(p(one) | p(two) ol(p(deep))) p(After)"),
        ("<ul>\n  <li>one</li>\n  loose\n</ul>", "ul(p(one) | p(loose))"),
        ("<li>no list</li>", r#""no list""#),
        ("<blockquote>wise<p>words</blockquote>", "q(p(wise) p(words))"),
        ("<pre>\nfn  main()\n  x\n</pre>", "pre(fn  main()\n  x)"),
        ("<table><tr><th>a<th>b<tr><td><p>1</p><td>2</table>", r#""a · b\n\n1 · 2""#),
        ("<dl><dt>Word<dd>Meaning</dl>", r#""Word\n\nMeaning""#),
        ("<b><p>One</p><p>Two</p></b>", "p(*One*) p(*Two*)"),
        ("<div><div>One</div>\n\nTwo\n\nThree <q>said</q></div>", r#""One\n\nTwo\n\nThree “said”""#),
        ("<p>R&D for Vec<T>, 1 < 2 and <dialog></p>", r#""R&D for Vec<T>, 1 < 2 and <dialog>""#),
        ("<P CLASS='x' STYLE=\"a>b\">One</P>", r#""One""#),
        ("<p>it`s</p><p>let`s</p>", r#""it`s\n\nlet`s""#),
        ("&lt;p&gt;One&lt;/p&gt;&lt;p&gt;Two&lt;/p&gt;", r#""One\n\nTwo""#),
        ("<p><![CDATA[raw]]> <!-- gone --> <o:p></o:p>words</p>", r#""<![CDATA[raw]]> words""#),
    ]);
}

#[test]
fn mixtures_of_html_and_markdown_are_read() {
    all_are(&[
        ("One <b>strong</b><br>\ntwo\n\n* item", "p(One *strong*⏎two) ul(p(item))"),
        (
            "<p>Some **strong** words</p><p>and [a link](https://a.example)</p>",
            "p(Some *strong* words) p(and <https://a.example|a link>)",
        ),
        (
            "First.\n\nSecond with <a href=\"https://a.example\">link</a>.\n\n<ul><li>one</li></ul>",
            "p(First.) p(Second with <https://a.example|link>.) ul(p(one))",
        ),
    ]);
}

#[test]
fn scripts_and_styles_are_removed() {
    all_are(&[
        ("a<script>alert('x')</script>b <style>p { }</style>c", r#""ab c""#),
        (
            "<p>a</p><script>alert('<p>x</p>')</script><p onclick=\"x()\">b</p><iframe src=x>y</iframe>",
            r#""a\n\nb""#,
        ),
        ("<svg><script>x</script></svg><title>t</title>words<template>x</template>", r#""words""#),
        ("<p><a href=\"java&#10;script:alert(1)\">x</a></p>", r#""x""#),
    ]);
}

#[test]
fn what_is_left_out_is_reported() {
    let formed = text(
        "![A chart](https://a.example/c.png) [x](javascript:x) [y](magic:x) <iframe src='https://v.example'></iframe>",
    );
    assert_eq!(formed.text, Some(Text::plain("A chart x y")));
    assert_eq!(
        formed.left_out,
        [
            LeftOut::Picture("https://a.example/c.png".to_owned()),
            LeftOut::Link("javascript:x".to_owned()),
            // An unknown scheme does not survive the sanitiser.
            LeftOut::Link(String::new()),
            LeftOut::Embedded("iframe".to_owned()),
        ]
    );
    let lines: Vec<String> = formed.lines("Keynote").map(|line| line.what).collect();
    assert_eq!(lines[1], "its text links to `javascript:x`; the words are kept, the link is left out");
}

#[test]
fn no_depth_exhausts_the_stack() {
    for (open, close) in [
        ("<div>", "</div>"),
        ("<ul><li>", "</li></ul>"),
        ("<b><i>", ""),
        ("> ", ""),
        ("* ", ""),
        ("[", "]"),
        ("`", ""),
    ] {
        for depth in [9, 2_000, 100_000] {
            let source = open.repeat(depth) + "words" + &close.repeat(depth);
            let formed = text(&source);
            let reading = formed.text.expect("there are words");
            assert!(reading.reading().contains("words"), "{open} {depth} {}", reading.reading().len());
            serde_json::to_string(&reading).expect("it is not deep");
        }
    }
    assert_eq!(text(&"<p>".repeat(10_000)).left_out, [LeftOut::Formatting]);
}

#[test]
fn a_line_is_one_line_without_markup() {
    for (source, expected) in [
        ("  A \r\n title\t\u{3000}with\u{a0} spaces\u{feff} ", "A title with spaces"),
        ("AT&amp;T &lt;3 &#8211; caf&eacute;", "AT&T <3 – café"),
        ("R&D; Q&A", "R&D; Q&A"),
        ("<b>Bold</b> <i>title</i><br/>second", "Bold title second"),
        ("Vec<T> and <script>alert(1)</script>", "Vec<T> and <script>alert(1)</script>"),
        ("<p> considered harmful", "<p> considered harmful"),
        ("**Keynote** with `code`", "**Keynote** with `code`"),
        ("", ""),
    ] {
        assert_eq!(line(source), expected, "{source}");
    }
}

fn blocks_are_whole(blocks: &[Block], depth: usize) {
    assert!(depth <= 2 * 7, "too deep for a stack");
    for block in blocks {
        match block {
            Block::Paragraph(line) | Block::Heading(line) => assert!(!line.is_empty()),
            Block::List(items) | Block::NumberedList(items) => {
                assert!(!items.is_empty());
                items.iter().for_each(|item| {
                    assert!(!item.is_empty());
                    blocks_are_whole(item, depth + 2);
                });
            }
            Block::Quote(blocks) => {
                assert!(!blocks.is_empty());
                blocks_are_whole(blocks, depth + 1);
            }
            Block::Code(code) => assert!(!code.trim().is_empty()),
        }
    }
}

fn pieces() -> impl Strategy<Value = String> {
    let markup = prop::sample::select(vec![
        "<p>",
        "</p>",
        "<ul>",
        "<li>",
        "</ul>",
        "<b>",
        "</b>",
        "<a href=\"",
        "\">",
        "</a>",
        "<br>",
        "<table>",
        "<td>",
        "</table>",
        "<pre>",
        "</pre>",
        "<script>",
        "</script>",
        "<!--",
        "-->",
        "&amp;",
        "&#x;",
        "*",
        "**",
        "_",
        "`",
        "```\n",
        "\n",
        "\n\n",
        "\r\n",
        "- ",
        "1. ",
        "7) ",
        "> ",
        "# ",
        "---\n",
        "|",
        "|-|\n",
        "[",
        "](",
        ")",
        "![",
        "]: ",
        "https://a.b",
        "    ",
        "\u{0}",
        "\u{85}",
        "\u{3000}",
        "é",
        "日本",
        "\\",
        "<",
        ">",
        "=",
        "'",
        "\"",
        "•",
        "</",
        "<x-y ",
        "<blockquote>",
    ]);
    prop::collection::vec(
        prop_oneof![3 => markup.prop_map(str::to_owned), 1 => "[a-z ]{0,8}", 1 => any::<String>()],
        0..40,
    )
    .prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn whatever_organisers_write_becomes_a_whole_text_or_none(source in pieces()) {
        let formed = text(&source);
        if let Some(formed) = formed.text {
            prop_assert!(!formed.reading().trim().is_empty());
            let is_odd = |letter: char| letter.is_control() && letter != '\n' && letter != '\t' || letter == '\u{fffd}';
            prop_assert!(!formed.reading().contains(is_odd));
            for address in formed.addresses() {
                prop_assert!(Link::may_lead_to(address), "{}", address);
            }
            if let Words::Blocks(blocks) = &formed.words {
                blocks_are_whole(blocks, 0);
            }
        }
        let line = line(&source);
        prop_assert_eq!(line.trim(), &line);
        prop_assert!(!line.contains(char::is_control));
    }

    #[test]
    fn the_words_of_a_plain_text_are_all_in_its_reading(
        words in prop::collection::vec("[a-zA-Zäé日][a-zA-Z0-9äé日]{0,8}[.,:;!?]{0,1}", 1..40),
        ends in prop::collection::vec(prop::sample::select(vec![" ", "\n", "\r\n", "\n\n", "  ", " (", ") ", " - ", " \u{a0}"]), 40),
    ) {
        let source: String = words.iter().zip(&ends).map(|(word, end)| format!("{word}{end}")).collect();
        let reading = text(&source).text.expect("there are words").reading().into_owned();
        let mut rest = reading.as_str();
        for word in &words {
            let at = rest.find(word.as_str());
            prop_assert!(at.is_some(), "`{}` in `{}`", word, reading);
            rest = &rest[at.unwrap() + word.len()..];
        }
    }
}
