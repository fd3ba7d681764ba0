//! Finds what was probably meant by words that no text has.
//!
//! The rule of this file: a word is only replaced by one that the programme has. First `ae`, `oe` and `ue` are tried as
//! umlauts. Otherwise the word must be almost the same: at most one letter wrong, missing, too many or exchanged with its
//! neighbour from four letters on, and two from eight on.

use super::search::{Index, Query};

/// The query with each word that is nowhere in the programme replaced by the closest one that is; `None` if there is
/// nothing to replace, or nothing close.
#[inline(never)]
pub fn closest(query: &Query, index: &Index<'_>) -> Option<Query> {
    let mut is_replaced = false;
    let words = query.words().map(|word| {
        if has(index, word) {
            return Some(word.to_owned());
        }
        is_replaced = true;
        without_digraphs(word).filter(|word| has(index, word)).or_else(|| closest_word(word, index))
    });
    let words: Vec<String> = words.collect::<Option<_>>()?;
    is_replaced.then(|| Query::new(&words.join(" ")))
}

fn has(index: &Index<'_>, word: &str) -> bool {
    let (sessions, speakers) = index.find(&Query::new(word));
    !sessions.is_empty() || !speakers.is_empty()
}

/// The word with `a`, `o` and `u` in place of `ae`, `oe` and `ue`: umlauts are folded to these letters.
fn without_digraphs(word: &str) -> Option<String> {
    let other = ["ae", "oe", "ue"].iter().fold(word.to_owned(), |word, pair| word.replace(pair, &pair[..1]));
    (other != word).then_some(other)
}

/// The word of the programme with the fewest differences; of several the most frequent one.
fn closest_word(word: &str, index: &Index<'_>) -> Option<String> {
    let letters: Vec<char> = word.chars().collect();
    let most = match letters.len() {
        0..4 => return None,
        4..8 => 1,
        _ => 2,
    };
    let near = index.near(word, most as u32).filter_map(|known| {
        let known_letters: Vec<char> = known.text.chars().collect();
        let differences = differences(&letters, &known_letters, most)?;
        Some((differences, usize::MAX - known.frequency(), &known.text))
    });
    near.min().map(|(.., known)| known.clone())
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
        let query = closest(&Query::new(typed), &Index::new(&conference, &conference))?;
        Some(query.words().collect::<Vec<_>>().join(" "))
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
    fn of_equally_close_words_the_more_frequent_one_is_meant() {
        // One letter from both "privacy" and "primacy".
        assert_eq!(meant("priacy").as_deref(), Some("privacy"));
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
