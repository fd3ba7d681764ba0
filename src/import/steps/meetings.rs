//! Turns places that are web addresses into links, and removes passwords from places, from links, and from addresses in
//! titles and texts.
//!
//! The rule of this file: an address is a link, not a room, and no password goes into a guide that everybody can read.
//! Lines in the report never repeat the secret.

use crate::import::draft::{Draft, DraftLink};
use crate::import::report::{Kind, Line};

/// Turns places that are addresses into links, and removes possible secrets from them, from links, and from addresses
/// in texts. Possible secrets in the words of a text are only reported, because it is not clear where a secret in a
/// sentence ends.
pub fn link_meetings(draft: &mut Draft) {
    let Draft { title, tracks, lines, sessions, breaks, rooms, speakers, .. } = draft;
    let mut told = Vec::new();
    clear_texts(title.iter_mut().chain(tracks), &mut told);
    lines.extend(told.into_iter().map(|what| Line::new(Kind::Secret, "the conference", what)));
    for session in sessions {
        let mut told = Vec::new();
        let links = session.links.iter_mut().map(|link| &mut link.address);
        clear_links(links.chain(session.keys.url.as_mut()), &mut told);
        let texts = [&mut session.subtitle, &mut session.summary, &mut session.description];
        let words = [&mut session.track, &mut session.format, &mut session.level];
        let texts = texts.into_iter().chain(words).flatten().chain(&mut session.tags);
        let texts = texts.chain(session.links.iter_mut().map(|link| &mut link.label));
        clear_texts([&mut session.title].into_iter().chain(texts), &mut told);
        // The name is the title, or even an address, so it is taken only now.
        let name = Draft::name_of(session);
        let mut say = |kind: Kind, what: String| lines.push(Line::new(kind, &name, what));
        let MeetingPlace { room, addresses, has_secret } = place(session.room.take());
        session.room = room;
        if has_secret {
            say(Kind::Secret, "its place contains a password, which is left out".to_owned());
        }
        for address in addresses {
            let address = without_secrets(&address, |secret| {
                say(Kind::Secret, format!("`{secret}` is left out of the address of its place"));
            });
            say(Kind::Meeting, format!("`{address}`"));
            if session.links.iter().all(|link| link.address != address) {
                session.links.push(DraftLink { label: String::new(), address });
            }
        }
        told.into_iter().for_each(|what| say(Kind::Secret, what));
    }
    for pause in breaks {
        let mut told = Vec::new();
        clear_texts([&mut pause.title].into_iter(), &mut told);
        let mut say = |kind: Kind, what: String| lines.push(Line::new(kind, &pause.title, what));
        let MeetingPlace { room, addresses, has_secret } = place(pause.room.take());
        pause.room = room;
        if has_secret {
            say(Kind::Secret, "its place contains a password, which is left out".to_owned());
        }
        if !addresses.is_empty() {
            let what = "its place is a web address, which a break cannot have; it is left out";
            say(Kind::Link, what.to_owned());
        }
        told.into_iter().for_each(|what| say(Kind::Secret, what));
    }
    // A room that was only an address, or a password, is none. The sessions and breaks have told about it.
    *rooms = rooms.drain(..).filter_map(|room| place(Some(room)).room).collect();
    for speaker in speakers {
        let mut told = Vec::new();
        clear_links(speaker.links.iter_mut().map(|link| &mut link.address), &mut told);
        let texts = [&mut speaker.line, &mut speaker.biography].into_iter().flatten();
        let texts = texts.chain(speaker.links.iter_mut().map(|link| &mut link.label));
        clear_texts([&mut speaker.name].into_iter().chain(texts), &mut told);
        lines.extend(told.into_iter().map(|what| Line::new(Kind::Secret, &speaker.name, what)));
    }
}

/// Removes possible secrets from links, and adds what the report has to say about them to `told`.
fn clear_links<'a>(links: impl Iterator<Item = &'a mut String>, told: &mut Vec<String>) {
    for link in links {
        *link =
            without_secrets(link, |secret| told.push(format!("`{secret}` is left out of one of its links")));
    }
}

/// Removes possible secrets from the addresses in texts. Those in words stay, and are reported too.
fn clear_texts<'a>(texts: impl Iterator<Item = &'a mut String>, told: &mut Vec<String>) {
    let mut is_in_words = false;
    for text in texts {
        let clear = without_secrets_in_text(text, |secret| {
            told.push(format!("`{secret}` is left out of an address in its text"));
        });
        if let Some(clear) = clear {
            *text = clear;
        }
        is_in_words |= holds_secret_in_words(text);
    }
    if is_in_words {
        told.push("its text may contain a password, which is kept; check that it may be public".to_owned());
    }
}

/// The parts of a place.
#[derive(Debug, Default, PartialEq, Eq)]
struct MeetingPlace {
    /// The room, if the place has one in addition to the addresses.
    room: Option<String>,
    addresses: Vec<String>,
    /// Whether the place contained a password, which has been removed from the parts.
    has_secret: bool,
}

fn place(words: Option<String>) -> MeetingPlace {
    let Some(words) = words else { return MeetingPlace::default() };
    let mut place = MeetingPlace::default();
    let mut rest: Vec<&str> = Vec::new();
    for word in words.split_whitespace() {
        match address_in(word) {
            Some((before, address)) => {
                place.addresses.push(address);
                rest.extend(Some(before).filter(|before| !before.is_empty()));
            }
            None => rest.push(word),
        }
    }
    let without = without_secrets_in_words(&rest);
    place.has_secret = without.len() < rest.len();
    if place.addresses.is_empty() && !place.has_secret {
        place.room = Some(words);
        return place;
    }
    let around = |letter: char| !letter.is_alphanumeric() && !matches!(letter, '!' | '?' | '.' | '"' | '\'');
    let room = without.join(" ").trim_matches(around).to_owned();
    place.room = Some(room).filter(|room| room.contains(char::is_alphanumeric));
    place
}

/// The text before an address in a word, and the address: `Zoom:https://zoom.us/j/1`, `zoom.us/j/1`.
fn address_in(word: &str) -> Option<(&str, String)> {
    let word = word.trim_end_matches(['.', ',', ';', ')', '>', ']', '"']);
    let begin = match word.find("://") {
        Some(colon) => {
            let is_of_scheme = |letter: char| letter.is_ascii_alphanumeric() || letter == '+';
            let scheme = word[..colon].rsplit(|letter| !is_of_scheme(letter)).next().unwrap_or_default();
            colon - scheme.len()
        }
        None => word.len() - word.trim_start_matches(['(', '<', '[', '"']).len(),
    };
    let (before, address) = word.split_at(begin);
    let host = address.split(['/', '?', '#']).next().unwrap_or_default().to_lowercase();
    let is_of_meetings = address.len() > host.len()
        && MEETINGS
            .iter()
            .any(|known| host.strip_suffix(known).is_some_and(|sub| sub.is_empty() || sub.ends_with('.')));
    (address.contains("://") || is_of_meetings).then(|| (before, address.to_owned()))
}

/// Hosts of meetings whose addresses are often written without `https://`.
const MEETINGS: &[&str] = &[
    "zoom.us",
    "zoom.com",
    "meet.google.com",
    "teams.microsoft.com",
    "teams.live.com",
    "webex.com",
    "meet.jit.si",
    "whereby.com",
    "gotomeet.me",
    "discord.gg",
    "youtube.com",
    "youtu.be",
    "twitch.tv",
];

/// An address without the parts that look like a secret; `say` receives the name of each removed part.
fn without_secrets(address: &str, mut say: impl FnMut(&str)) -> String {
    let (rest, fragment) = address.split_once('#').map_or((address, None), |(rest, part)| (rest, Some(part)));
    let (rest, query) = rest.split_once('?').map_or((rest, None), |(rest, part)| (rest, Some(part)));
    let mut kept = String::new();
    let (scheme, after) = rest.split_once("://").unwrap_or(("", rest));
    let (host, path) = after.split_at(after.find('/').unwrap_or(after.len()));
    match host.rsplit_once('@').filter(|(user, _)| user.contains(':') && !scheme.is_empty()) {
        Some((_, host)) => {
            say("user:password");
            kept.push_str(&format!("{scheme}://{host}{path}"));
        }
        None => kept.push_str(rest),
    }
    let is_teams = host.ends_with("teams.microsoft.com") || host.ends_with("teams.live.com");
    for (mark, part) in [('?', query), ('#', fragment)] {
        let Some(part) = part else { continue };
        let mut fields = Vec::new();
        for field in part.split('&') {
            let name = field.split_once('=').map_or("", |(name, _)| name);
            if is_secret(name) || is_teams && name == "p" {
                say(name);
            } else {
                fields.push(field);
            }
        }
        if !fields.is_empty() {
            kept.push(mark);
            kept.push_str(&fields.join("&"));
        }
    }
    kept
}

/// Whether the name of a field in an address is that of a secret.
fn is_secret(field: &str) -> bool {
    let name: String = field.to_lowercase().chars().filter(char::is_ascii_alphanumeric).collect();
    ["pwd", "passw", "passc", "token", "secret", "apikey", "accesscode"]
        .iter()
        .any(|part| name.contains(part))
        || ["pass", "pw", "pin", "tk", "jwt", "auth"].contains(&name.as_str())
}

/// The words without `Passcode: 1234` and similar.
fn without_secrets_in_words<'a>(words: &[&'a str]) -> Vec<&'a str> {
    let mut kept = Vec::new();
    let mut at = 0;
    while let Some(word) = words.get(at) {
        at += secret_at(&words[at..]).unwrap_or_else(|| {
            kept.push(*word);
            1
        });
    }
    kept
}

/// The number of words of a secret that begins here: its name, perhaps a separate colon, and the secret.
fn secret_at(words: &[&str]) -> Option<usize> {
    let first = words.first()?.trim_start_matches(['(', '[', ',', ';']);
    let end = first.find([':', '=']).unwrap_or(first.len());
    let (name, value) = first.split_at(end);
    if !SECRETS.contains(&name.to_lowercase().as_str()) {
        return None;
    }
    if value.len() > 1 {
        return Some(1);
    }
    let next = *words.get(1)?;
    match (value.is_empty(), next) {
        (true, ":" | "=") => words.get(2).map(|_| 3),
        (false, _) => Some(2),
        // `Passcode 1234`, but not `Password hygiene`.
        (true, _) => next.contains(|letter: char| letter.is_ascii_digit()).then_some(2),
    }
}

/// Words for passwords.
const SECRETS: &[&str] = &[
    "passcode",
    "password",
    "pwd",
    "pin",
    "token",
    "passwort",
    "kennwort",
    "kenncode",
    "zugangscode",
    "contraseña",
    "senha",
    "wachtwoord",
    "hasło",
    "пароль",
];

/// A text in Markdown, HTML or plain words, without the parts of its addresses that look like a secret; `None` if there
/// are none. `say` receives the name of each removed part.
fn without_secrets_in_text(text: &str, mut say: impl FnMut(&str)) -> Option<String> {
    // What stands around an address in a text: white space, quotes of an attribute, brackets of a Markdown link.
    let is_around = |letter: char| letter.is_whitespace() || "\"'<>()[]{}|".contains(letter);
    let mut clear = String::with_capacity(text.len());
    let mut is_changed = false;
    for word in text.split_inclusive(is_around) {
        let address = address_in(word.trim_end_matches(is_around))
            .filter(|(_, address)| address.contains(['?', '#', '@']));
        let Some((before, address)) = address else {
            clear.push_str(word);
            continue;
        };
        // In HTML the fields of a query are separated by `&amp;`.
        let plain = address.replace("&amp;", "&");
        let mut has_secret = false;
        let without = without_secrets(&plain, |secret| {
            has_secret = true;
            say(secret);
        });
        clear.push_str(before);
        clear.push_str(if has_secret { &without } else { &address });
        clear.push_str(&word[before.len() + address.len()..]);
        is_changed |= has_secret;
    }
    is_changed.then_some(clear)
}

/// Whether the words of a text name a password, like `Passcode: 1234`.
fn holds_secret_in_words(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    // A sentence about passwords has no digits after the word.
    let has_digit = |word: &&str| word.contains(|letter: char| letter.is_ascii_digit());
    (0..words.len())
        .any(|at| secret_at(&words[at..]).is_some_and(|count| words[at..].iter().take(count).any(has_digit)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::draft::{DraftBreak, DraftSession, DraftSpeaker, Keys};

    fn read(words: &str) -> (Option<String>, Vec<String>, bool) {
        let MeetingPlace { room, addresses, has_secret } = place(Some(words.to_owned()));
        (room, addresses, has_secret)
    }

    #[test]
    fn addresses_in_a_place_are_not_rooms() {
        for (words, room, address) in [
            ("https://meet.example/a?b=c", None, Some("https://meet.example/a?b=c")),
            ("Room 3 / https://meet.example/a.", Some("Room 3"), Some("https://meet.example/a")),
            ("Zoom:https://zoom.us/j/1", Some("Zoom"), Some("https://zoom.us/j/1")),
            ("<https://zoom.us/j/1>", None, Some("https://zoom.us/j/1")),
            ("us02web.zoom.us/j/1", None, Some("us02web.zoom.us/j/1")),
            ("zoommtg://zoom.us/join?confno=1", None, Some("zoommtg://zoom.us/join?confno=1")),
            ("Hall, 12/14 Long Street, zoom.us", Some("Hall, 12/14 Long Street, zoom.us"), None),
            ("Raum 1.OG/Saal", Some("Raum 1.OG/Saal"), None),
            ("PIN Lounge", Some("PIN Lounge"), None),
            ("Password Lab", Some("Password Lab"), None),
        ] {
            let addresses: Vec<String> = address.map(str::to_owned).into_iter().collect();
            assert_eq!(read(words), (room.map(str::to_owned), addresses, false), "{words}");
        }
    }

    #[test]
    fn passwords_are_removed_from_places() {
        for (words, room) in [
            ("Hall (Passcode: 12ab)", Some("Hall")),
            ("Hall, PIN=1234", Some("Hall")),
            ("Hall Kennwort : geheim", Some("Hall")),
            ("https://meet.example/a passcode 1234", None),
        ] {
            let (found, _, has_secret) = read(words);
            assert_eq!((found.as_deref(), has_secret), (room, true), "{words}");
        }
        for (address, expected) in [
            ("https://zoom.us/j/1?pwd=abc&from=x#success", "https://zoom.us/j/1?from=x#success"),
            ("https://a.example/?access_token=abc#password=x", "https://a.example/"),
            ("https://me:abc@a.example/b", "https://a.example/b"),
            ("https://teams.microsoft.com/meet/1?p=abc", "https://teams.microsoft.com/meet/1"),
            ("https://a.example/?p=12&spin=1&keyword=b", "https://a.example/?p=12&spin=1&keyword=b"),
            ("mailto:a@b.example", "mailto:a@b.example"),
        ] {
            let mut secrets = 0;
            assert_eq!(without_secrets(address, |_| secrets += 1), expected);
            assert_eq!(secrets > 0, address != expected, "{address}");
        }
    }

    #[test]
    fn every_secret_is_reported_without_repeating_it() {
        let mut draft = Draft::default();
        draft.sessions.push(DraftSession {
            title: "A".to_owned(),
            room: Some("https://meet.example/a?pwd=s3cret1 Passcode: s3cret2".to_owned()),
            links: vec![DraftLink {
                label: "Stream".to_owned(),
                address: "https://b.example/?token=s3cret3".to_owned(),
            }],
            description: Some("Join with passcode: s3cret4".to_owned()),
            ..DraftSession::default()
        });
        link_meetings(&mut draft);
        let lines: Vec<(Kind, &str)> =
            draft.lines.iter().map(|line| (line.kind, line.what.as_str())).collect();
        assert_eq!(
            lines,
            [
                (Kind::Secret, "its place contains a password, which is left out"),
                (Kind::Secret, "`pwd` is left out of the address of its place"),
                (Kind::Meeting, "`https://meet.example/a`"),
                (Kind::Secret, "`token` is left out of one of its links"),
                (Kind::Secret, "its text may contain a password, which is kept; check that it may be public"),
            ]
        );
        let session = &draft.sessions[0];
        let links: Vec<&str> = session.links.iter().map(|link| link.address.as_str()).collect();
        assert_eq!(
            (links, session.room.as_deref()),
            (vec!["https://b.example/", "https://meet.example/a"], None)
        );
    }

    #[test]
    fn passwords_are_removed_from_addresses_in_texts() {
        for (text, clear) in [
            ("Join https://zoom.us/j/9?pwd=abc.", "Join https://zoom.us/j/9."),
            (
                "<a href=\"https://a.example/?from=x&amp;pwd=abc\">join</a>",
                "<a href=\"https://a.example/?from=x\">join</a>",
            ),
            ("<a href='https://a.example/?pwd=a&amp;from=x'>", "<a href='https://a.example/?from=x'>"),
            ("[join](https://a.example/?token=abc#top), then", "[join](https://a.example/#top), then"),
            ("zoom.us/j/9?pwd=abc\nat ten", "zoom.us/j/9\nat ten"),
            ("At https://me:abc@a.example/b", "At https://a.example/b"),
        ] {
            assert_eq!(without_secrets_in_text(text, |_| ()).as_deref(), Some(clear), "{text}");
        }
        for text in ["", "See https://a.example/?a=b&amp;c=d (or not)", "1 < 2, pwd=abc", "a@b.example?"] {
            assert_eq!(without_secrets_in_text(text, |_| ()), None, "{text}");
        }
    }

    #[test]
    fn no_field_of_a_draft_keeps_the_secret_of_an_address() {
        let address = || "https://a.example/?pwd=s3cret".to_owned();
        let text = || Some(format!("Join: {}", address()));
        let words = || format!("Join: {}", address());
        let link = || vec![DraftLink { label: words(), address: address() }];
        let mut draft = Draft {
            title: text(),
            tracks: vec![words()],
            sessions: vec![DraftSession {
                title: format!("Join {}", address()),
                subtitle: text(),
                summary: text(),
                description: text(),
                room: text(),
                track: text(),
                format: text(),
                level: text(),
                tags: vec![words()],
                links: link(),
                keys: Keys { url: Some(address()), ..Keys::default() },
                ..DraftSession::default()
            }],
            breaks: vec![DraftBreak { title: words(), room: text(), ..DraftBreak::default() }],
            speakers: vec![DraftSpeaker {
                name: words(),
                line: text(),
                biography: text(),
                links: link(),
                ..DraftSpeaker::default()
            }],
            rooms: vec![address(), "Online (Passcode: s3cret)".to_owned(), "Hall".to_owned()],
            ..Draft::default()
        };
        link_meetings(&mut draft);
        assert!(!format!("{draft:?}").contains("s3cret"), "not even in the report: {draft:?}");
        assert_eq!(draft.rooms, ["Online", "Hall"]);
        assert_eq!(
            draft.lines.iter().filter(|line| line.kind == Kind::Secret).count(),
            20,
            "{:?}",
            draft.lines
        );
    }

    #[test]
    fn a_text_about_passwords_is_not_a_secret() {
        for text in
            ["Password managers in 2027", "Passwords: a history", "The pin: mightier than https://a.example"]
        {
            assert!(!holds_secret_in_words(text), "{text}");
        }
    }
}
