//! Finds what was probably meant by mistyped words.
//!
//! The rule of this file: a word is replaced only by words of the programme, and only if the query finds little; its own
//! results come first. A word of a title, a name or a label is not mistyped. First `ae`, `oe` and `ue` are tried as umlauts.
//! Otherwise the words must be almost the same: at most one letter wrong, missing, too many or exchanged with its
//! neighbour from four letters on, and two from eight on.

use super::order::in_order;
use super::search::{Answers, Index, Known, Query, is_in_a_word};

/// Fewer sessions than this are few. (Counting speakers too would count each talk twice.)
const FEW: usize = 3;

/// Words that were probably meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meant {
    /// What to mark in the answers: these words and, if they find something, the typed ones.
    pub marks: Query,
    /// The words, to be read: `kernel cache/case`.
    pub words: String,
    /// Whether the typed words find nothing; otherwise these results follow theirs.
    pub is_instead: bool,
}

/// What a query finds, and what was probably meant, if that finds more.
pub fn find_forgiving<'a>(index: &Index<'a>, query: &Query) -> (Answers<'a>, Option<Meant>) {
    let mut answers = index.find(query);
    let found = answers.count();
    if answers.sessions.len() < FEW
        && let Some((close, words)) = closest(query, index)
    {
        answers.add(index.find(&close));
        if answers.count() > found {
            let is_instead = found == 0;
            let marks = if is_instead { close } else { query.clone().marking_also(&close) };
            return (answers, Some(Meant { marks, words, is_instead }));
        }
    }
    (answers, None)
}

/// The query in which the closest words of the programme count as the words that find little, and the words to be read;
/// `None` if there are no such words, or one is nowhere and has nothing close.
#[inline(never)]
fn closest(query: &Query, index: &Index<'_>) -> Option<(Query, String)> {
    let (mut is_replaced, mut read) = (false, Vec::new());
    // Of "user-meeting", each part may be mistyped.
    let parts = query.words().flat_map(|word| word.split(|letter| !is_in_a_word(letter)));
    let words = parts.filter(|part| !part.is_empty()).map(|word| {
        let found = index.count(&Query::new(word));
        let mut forms: Vec<String> = (found > 0).then(|| word.to_owned()).into_iter().collect();
        if found < FEW && !index.is_in_a_title(word) {
            let close = without_digraphs(word).filter(|close| index.has(close));
            let close = close.map_or_else(|| closest_words(word, index), |close| vec![close]);
            if !close.is_empty() {
                is_replaced = true;
                read.push(close.join("/"));
                forms.extend(close);
                return Some(forms);
            }
        }
        read.push(word.to_owned());
        Some(forms).filter(|forms| !forms.is_empty())
    });
    let words: Vec<Vec<String>> = words.collect::<Option<_>>()?;
    is_replaced.then(|| (Query::of_forms(words), read.join(" ")))
}

/// The word with `a`, `o` and `u` in place of `ae`, `oe` and `ue`: umlauts are folded to these letters.
fn without_digraphs(word: &str) -> Option<String> {
    let other = ["ae", "oe", "ue"].iter().fold(word.to_owned(), |word, pair| word.replace(pair, &pair[..1]));
    (other != word).then_some(other)
}

/// At most this many words count as the closest ones.
const CLOSEST: usize = 3;

/// The words of the programme with the fewest differences, the most probable ones first. Words that begin like the typed one
/// do not count: they are found anyway.
fn closest_words(word: &str, index: &Index<'_>) -> Vec<String> {
    let letters: Vec<char> = word.chars().collect();
    let most = match letters.len() {
        0..4 => return Vec::new(),
        4..8 => 1,
        _ => 2,
    };
    let near = index.near(word, most as u32).filter(|known| !known.text.starts_with(word));
    let near = near.filter_map(|known| {
        let known_letters: Vec<char> = known.text.chars().collect();
        let differences = differences(&letters, &known_letters, most)?;
        Some((differences, known))
    });
    let mut near: Vec<(usize, &Known)> = near.collect();
    let fewest = near.iter().map(|(differences, _)| *differences).min();
    near.retain(|(differences, _)| Some(*differences) == fewest);
    let most_probable =
        in_order(near.into_iter().map(|(_, known)| (-(known.weight() as i64), known)).collect());
    most_probable.take(CLOSEST).map(|known| known.text.clone()).collect()
}

/// How many letters are wrong, missing, too many or exchanged with their neighbour (optimal string alignment distance);
/// `None` if they are more than `most`.
fn differences(some: &[char], others: &[char], most: usize) -> Option<usize> {
    if some.len().abs_diff(others.len()) > most {
        return None;
    }
    // Rows of the usual table, of which only the columns near the diagonal can be small enough.
    let width = others.len() + 1;
    let [mut before, mut last, mut now]: [Vec<usize>; 3] = std::array::from_fn(|_| (0..width).collect());
    for (row, letter) in some.iter().enumerate() {
        now.fill(most + 1);
        if row < most {
            now[0] = row + 1;
        }
        let near = row.saturating_sub(most)..others.len().min(row + most + 1);
        let mut least = now[0];
        for column in near {
            let other = others[column];
            let replaced = last[column] + usize::from(*letter != other);
            let mut cost = replaced.min(last[column + 1] + 1).min(now[column] + 1);
            if row > 0 && column > 0 && *letter == others[column - 1] && some[row - 1] == other {
                cost = cost.min(before[column - 1] + 1);
            }
            now[column + 1] = cost;
            least = least.min(cost);
        }
        if least > most {
            return None;
        }
        (before, last, now) = (last, now, before);
    }
    last.last().copied().filter(|differences| *differences <= most)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::conference::Conference;

    fn meant(typed: &str) -> Option<String> {
        let conference: Conference = serde_json::from_value(serde_json::json!({
            "id": "c", "name": "C", "language": "de",
            "sessions": [
                { "id": "a", "title": "Privacy and the Frühstück", "abstract": { "text": "Kubernetes. Privacy, again." } },
                { "id": "b", "title": "Primacy of the kernel", "abstract": { "text": "Privacy." } },
            ],
        }))
        .unwrap();
        Some(closest(&Query::new(typed), &Index::new(&conference, &conference))?.1)
    }

    #[test]
    fn one_difference_is_forgiven_from_four_letters_on_and_two_from_eight_on() {
        for (typed, expected) in [
            ("privcy", Some("privacy")),
            ("pirvacy", Some("privacy")),
            ("privvacy", Some("privacy")),
            ("privaxy", Some("privacy")),
            ("prixaxy", None),
            ("kubernates", Some("kubernetes")),
            ("kbuernates", Some("kubernetes")),
            ("kbuernatex", None),
            ("kernel privcy", Some("kernel privacy")),
            ("teh", None),
            ("kernel", None),
            ("fruehstueck", Some("fruhstuck")),
            ("fruestueck", Some("fruhstuck")),
        ] {
            assert_eq!(meant(typed).as_deref(), expected, "{typed}");
        }
    }

    #[test]
    fn what_is_found_exactly_comes_first_and_what_was_meant_only_if_that_is_little() {
        let sessions: Vec<serde_json::Value> = [
            "Cache",
            "Cache again",
            "In a hurry",
            "Many",
            "Many",
            "Many",
            "Mary",
        ]
        .iter()
        .enumerate()
        .map(|(at, title)| {
            let text = if *title == "In a hurry" { "Typed: cahe." } else { "" };
            serde_json::json!({ "id": format!("s{at}"), "title": title, "abstract": { "text": text } })
        })
        .collect();
        let conference: Conference = serde_json::from_value(serde_json::json!({
            "id": "c", "name": "C", "language": "en",
            "rooms": [{ "id": "orchard", "name": "Orchard" }],
            "sessions": sessions,
        }))
        .unwrap();
        let index = Index::new(&conference, &conference);
        let found = |typed: &str| {
            let (answers, meant) = find_forgiving(&index, &Query::new(typed));
            let titles = answers.sessions.iter().map(|session| session.title.as_str());
            let titles: Vec<&str> =
                titles.chain(answers.rooms.iter().map(|room| room.name.as_str())).collect();
            (titles.join(", "), meant.map(|meant| (meant.words, meant.is_instead)))
        };
        let meant = |words: &str, is_instead: bool| Some((words.to_owned(), is_instead));
        assert_eq!(found("cahe"), ("In a hurry, Cache, Cache again".into(), meant("cache", false)));
        assert_eq!(found("cacje"), ("Cache, Cache again".into(), meant("cache", true)));
        assert_eq!(found("many"), ("Many, Many, Many".into(), None));
        assert_eq!(found("orchrad"), ("Orchard".into(), meant("orchard", true)));
        assert_eq!(found("hury-tyed"), ("In a hurry".into(), meant("hurry typed", true)));
        // A word of a title is no typo, however rare it is.
        assert_eq!(found("mary"), ("Mary".into(), None));
        assert_eq!(found("cahe agian"), ("Cache again".into(), meant("cache again", true)));
        // Both words are there, but nowhere together.
        assert_eq!(found("many again"), (String::new(), None));
        assert_eq!(found("zzzzzz"), (String::new(), None));
    }

    #[test]
    fn of_equally_close_words_the_more_frequent_one_is_named_first() {
        // One letter from both "privacy" and "primacy".
        assert_eq!(meant("priacy").as_deref(), Some("privacy/primacy"));
    }

    proptest! {
        #[test]
        fn differences_are_the_same_both_ways_and_none_for_the_same(some in "[abc]{0,9}", others in "[abc]{0,9}") {
            let (some, others): (Vec<char>, Vec<char>) = (some.chars().collect(), others.chars().collect());
            prop_assert_eq!(differences(&some, &some, 2), Some(0));
            prop_assert_eq!(differences(&some, &others, 2), differences(&others, &some, 2));
        }

        #[test]
        fn differences_are_those_of_the_whole_table(some in "[abc]{0,9}", others in "[abc]{0,9}") {
            let (some, others): (Vec<char>, Vec<char>) = (some.chars().collect(), others.chars().collect());
            let whole = differences(&some, &others, 9);
            prop_assert_eq!(differences(&some, &others, 1), whole.filter(|differences| *differences <= 1));
            prop_assert_eq!(differences(&some, &others, 2), whole.filter(|differences| *differences <= 2));
        }

        #[test]
        fn one_change_is_one_difference(word in "[a-e]{2,9}", at in 0..9usize, letter in "[x-z]") {
            let word: Vec<char> = word.chars().collect();
            let at = at % word.len();
            let letter = letter.chars().next().unwrap();
            let mut changed = word.clone();
            changed[at] = letter;
            prop_assert_eq!(differences(&word, &changed, 1), Some(1));
            let mut shorter = word.clone();
            shorter.remove(at);
            prop_assert_eq!(differences(&word, &shorter, 1), Some(1));
            let mut longer = word.clone();
            longer.insert(at, letter);
            prop_assert_eq!(differences(&word, &longer, 1), Some(1));
        }
    }
}
