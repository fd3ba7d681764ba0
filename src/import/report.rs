//! What an import tells the organiser: what was read, and every repair and every loss, grouped and counted.
//!
//! The rule of this file: nothing is dropped or repaired without a line here that names the session. Lines of a kind
//! stand together under one heading, sorted, so that two imports of the same files print the same. The terminal shows the
//! first lines of each kind, so that a kind with hundreds of lines hides no other; a file of the report has them all.

use std::collections::BTreeMap;
use std::fmt;

/// One repair or loss.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Line {
    /// What kind of thing happened.
    pub kind: Kind,
    /// What it happened to: a session's title, a speaker's name, a file.
    pub about: String,
    /// What happened, where the heading of the kind does not say it all. May be empty.
    pub what: String,
}

impl Line {
    /// A line.
    pub fn new(kind: Kind, about: impl Into<String>, what: impl Into<String>) -> Line {
        Line { kind, about: about.into(), what: what.into() }
    }
}

/// Why a file cannot be imported at all, in one sentence: what it is, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused(pub String);

impl Refused {
    /// A refusal of this sentence.
    pub fn because(sentence: impl Into<String>) -> Refused {
        Refused(sentence.into())
    }
}

impl fmt::Display for Refused {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl std::error::Error for Refused {}

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident $weight:ident $heading:literal,)*) => {
        /// The kinds of lines, in the order in which the report lists them.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Kind {
            $($(#[$doc])* $name,)*
        }

        impl Kind {
            fn heading(self) -> &'static str {
                match self {
                    $(Kind::$name => $heading,)*
                }
            }

            /// How much it matters.
            pub fn weight(self) -> Weight {
                match self {
                    $(Kind::$name => Weight::$weight,)*
                }
            }
        }
    };
}

/// How much a line matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// Somebody should look; `--strict` fails on it.
    Warning,
    /// Expected; said so that nothing happens silently.
    Note,
}

kinds! {
    /// Left out because the organiser had not accepted it.
    NotAccepted Warning "sessions left out: not accepted",
    /// A session's state that is unknown, or that no ordinary session has.
    State Warning "sessions of an unusual state",
    /// What breaks the rules of iCalendar.
    Calendar Warning "calendar entries that break the rules of iCalendar, read as well as could be",
    /// What could let strangers in.
    Secret Warning "what looks like a password or token",
    /// A session's place that is an address.
    Meeting Note "places that are addresses on the web, now links",
    /// A session that cannot be shown at all.
    SessionDropped Warning "sessions left out",
    /// In the previous file, but not in the new ones.
    SessionVanished Warning "sessions of the previous file that are gone",
    /// At another time or in another room than in the previous file.
    SessionMoved Note "sessions that moved since the last import",
    /// With another title than in the previous file.
    SessionRenamed Note "sessions that were renamed since the last import",
    /// Not in the previous file.
    SessionNew Note "sessions that are new since the last import",
    /// Written by hand, and changed in the export too.
    EditConflict Warning "edits that stay although the export has changed the same; `--take-theirs` gives edits up",
    /// Written by hand, and given up for what the export says.
    EditGivenUp Warning "what the conference file said and the export does not, given up",
    /// Written by hand.
    EditKept Note "what was written by hand and stays",
    /// A session in the files twice.
    SessionMerged Note "sessions that were listed more than once, now one",
    /// A start that is no time.
    NoTime Warning "sessions without a usable start",
    /// A duration that is missing, zero, negative or no number.
    Duration Warning "sessions without a usable end",
    /// A duration that can be read in two ways.
    DurationUnits Warning "durations that can be read in two ways",
    /// An export whose clocks and instants say different times.
    TimesDiffer Warning "times that a file writes twice, and differently",
    /// Times of such an export, where the organiser chose which count.
    TimesChosen Note "times that a file writes twice, and differently, as you chose",
    /// A wall clock time that exists twice or not at all.
    ClockChange Warning "times in the hour of a clock change",
    /// A time zone that was replaced.
    Zone Warning "time zone",
    /// Day objects, day changes … that say something else than the sessions do.
    Day Note "programme days",
    /// Ids that were not unique, or could not be used.
    Id Note "ids that had to be made",
    /// Another id for the conference than last time.
    IdChanged Warning "the conference's id",
    /// One of several rooms, tracks or the like that could not be kept.
    Label Warning "rooms, tracks and labels",
    /// A room that is called by two names, or in which nothing is.
    Room Note "rooms and tracks that are empty or called by two names",
    /// A language that is none.
    Language Warning "languages that could not be understood",
    /// A link that no page could follow.
    Link Warning "links left out or mended",
    /// A link that was completed with the address of its session's page.
    LinkResolved Note "links into the planning system, completed with its address",
    /// A link that a session or speaker has twice.
    LinkTwice Note "links given twice, now once",
    /// A picture that is somewhere else.
    Picture Note "pictures left out: a guide has no pictures from elsewhere",
    /// A photo of the previous file that is gone, or that browsers would not show.
    PhotoLeftOut Warning "photos left out: missing, or no pictures",
    /// A file in the folder of photos that should be a picture.
    PictureRefused Warning "files in the folder of photos that are refused",
    /// A picture in the folder of photos that nobody got.
    PictureIdle Warning "pictures in the folder of photos that are not used",
    /// A photo that is slow to load.
    PhotoSlow Warning "photos larger than 2 MB",
    /// A speaker who could not be kept.
    Speaker Warning "speakers",
    /// One person with several entries.
    SpeakerMerged Note "speakers who were listed more than once",
    /// Somebody without a session.
    SpeakerIdle Note "speakers left out: they are in no session",
    /// Sessions that look like breaks, in files that mark no breaks.
    BreakFound Note "sessions read as breaks; `--keep-breaks` keeps them as sessions",
    /// Breaks that were one for each room.
    BreakMerged Note "breaks that were listed for each room, now one",
    /// A break that has no time or title.
    BreakDropped Warning "breaks left out",
    /// White space, control characters and the like.
    Words Note "titles and names with odd spaces or characters, mended",
    /// A longer text that could not be kept as it was.
    Text Note "texts that were simplified",
    /// A file that is in another encoding than UTF-8.
    Encoding Note "files converted to UTF-8",
    /// Something about a file as a whole.
    File Warning "files",
    /// Something about the conference as a whole.
    Conference Note "conference",
}

/// What a file held.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Read {
    /// The file's name.
    pub file: String,
    /// The format's name.
    pub format: &'static str,
    /// How many of each thing it lists, before anything was merged or left out.
    pub counts: Vec<(&'static str, usize)>,
}

/// All that there is to say about an import.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// What was read.
    pub read: Vec<Read>,
    /// What was made of it: how many of each thing.
    pub made: Vec<(&'static str, usize)>,
    /// Repairs and losses.
    pub lines: Vec<Line>,
}

impl Report {
    /// How many of the lines somebody should look at.
    pub fn warnings(&self) -> usize {
        self.lines.iter().filter(|line| line.kind.weight() == Weight::Warning).count()
    }

    /// The report as the terminal shows it: of each kind the first lines and how many there are.
    pub fn shortened(&self) -> String {
        self.text(SHOWN)
    }

    /// How many lines the terminal does not show.
    pub fn hidden(&self) -> usize {
        self.groups().values().map(|lines| lines.len().saturating_sub(SHOWN)).sum()
    }

    fn groups(&self) -> BTreeMap<Kind, Vec<&Line>> {
        let mut groups: BTreeMap<Kind, Vec<&Line>> = BTreeMap::new();
        for line in &self.lines {
            groups.entry(line.kind).or_default().push(line);
        }
        groups.values_mut().for_each(|lines| lines.sort());
        groups
    }

    /// One group for each kind, with its count and at most this many lines; warnings first.
    fn text(&self, most: usize) -> String {
        let mut text = Vec::new();
        for Read { file, format, counts } in &self.read {
            let counts: Vec<String> = counts.iter().map(|(what, count)| format!("{count} {what}")).collect();
            text.push(format!("read {file}: {format} with {}", counts.join(", ")));
        }
        text.extend(self.made.iter().map(|(what, count)| format!("{what:9}{count:5}")));
        let groups = self.groups();
        for weight in [Weight::Warning, Weight::Note] {
            for (kind, lines) in groups.iter().filter(|(kind, _)| kind.weight() == weight) {
                let mark = if weight == Weight::Warning { "warning: " } else { "" };
                text.push(format!("\n{mark}{} ({})", kind.heading(), lines.len()));
                for Line { about, what, .. } in lines.iter().take(most) {
                    // A name may hold whatever an export holds; it stays on its line.
                    let separator = if what.is_empty() { "" } else { ": " };
                    text.push(format!("  {}{separator}{}", shown(about), shown(what)));
                }
                if lines.len() > most {
                    text.push(format!("  and {} more", lines.len() - most));
                }
            }
        }
        text.iter().map(|line| format!("{line}\n")).collect()
    }
}

/// How many lines of a kind the terminal shows.
const SHOWN: usize = 3;

/// The whole report, with all lines.
impl fmt::Display for Report {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.text(usize::MAX))
    }
}

/// Words on one line, not longer than one can read, without what could move a terminal's cursor.
fn shown(words: &str) -> String {
    const LONGEST: usize = 240;
    let shown: String =
        words.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).take(LONGEST).collect();
    if words.chars().nth(LONGEST).is_some() { shown + "…" } else { shown }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_terminal_shows_warnings_first_and_three_lines_of_a_kind() {
        let mut report = Report::default();
        report.lines.extend((1..=5).map(|at| Line::new(Kind::Picture, format!("picture {at}"), "")));
        report.lines.push(Line::new(Kind::BreakDropped, "Lunch", "it has no usable start"));
        let expected = "\nwarning: breaks left out (1)\n  Lunch: it has no usable start\n\n\
             pictures left out: a guide has no pictures from elsewhere (5)\n  picture 1\n  picture 2\n  picture 3\n  \
             and 2 more\n";
        assert_eq!((report.shortened().as_str(), report.hidden()), (expected, 2));
        assert!(report.to_string().ends_with("  picture 4\n  picture 5\n"), "{report}");
    }
}
