//! Queries as people type them. `cargo bench --bench search` measures the same ones.

use hallway::domain::conference::Conference;

const QUERIES: usize = 200;

/// Queries as typed, each with the words that were meant, or with how these begin. They are words of titles and names
/// all over the programme: whole, their first one to five letters, two neighbours, and with the third letter missing.
pub fn queries(conference: &Conference) -> Vec<(String, Vec<String>)> {
    let titles = conference.sessions.iter().map(|session| session.title.as_str());
    let names = conference.speakers.iter().map(|speaker| speaker.name.as_str());
    let has_letters = |word: &&str| word.contains(char::is_alphanumeric);
    let words = |text: &'_ str| text.split_whitespace().filter(has_letters).map(str::to_owned).collect();
    let texts: Vec<Vec<String>> = titles.chain(names).map(words).collect();
    let places: Vec<(usize, usize)> = (texts.iter().enumerate())
        .flat_map(|(text, words)| (0..words.len()).map(move |word| (text, word)))
        .collect();
    let step = (places.len() / QUERIES).max(1);
    let chosen = places.iter().step_by(step).enumerate().take(QUERIES);
    let first = |word: &str, count: usize| word.chars().take(count).collect::<String>();
    let query = |(at, &(text, place)): (usize, &(usize, usize))| {
        let word = &texts[text][place];
        let as_meant = |typed: String| (typed.clone(), vec![typed]);
        match at % 5 {
            0 => as_meant(word.clone()),
            1 => as_meant(first(word, 1 + at % 4)),
            2 => {
                let next = texts[text].get(place + 1);
                let meant: Vec<String> = [word].into_iter().chain(next).cloned().collect();
                (meant.join(" "), meant)
            }
            3 => {
                let letters = word.chars().enumerate().filter(|(place, _)| *place != 2);
                (letters.map(|(_, letter)| letter).collect(), vec![word.clone()])
            }
            _ => as_meant(first(word, 5)),
        }
    };
    chosen.map(query).collect()
}
