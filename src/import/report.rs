//! The report of an import to the organiser: the files that were read, and every repair and every loss, grouped and
//! counted.
//!
//! The rule of this file: nothing is dropped or repaired without a line in the report that names the session. Lines of
//! the same kind stand under one heading, sorted, so that two imports of the same files print the same report. The
//! terminal shows the first lines of each kind, so that hundreds of lines of one kind do not hide the others; the file
//! of `--report` has them all.

use std::collections::BTreeMap;
use std::fmt;

/// One line of the report: a repair or a loss.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Line {
    /// What kind of thing happened.
    pub kind: Kind,
    /// What it happened to: a session's title, a speaker's name, a file.
    pub about: String,
    /// What happened, unless the heading of the kind says everything. May be empty.
    pub what: String,
}

impl Line {
    /// Makes a line.
    pub fn new(kind: Kind, about: impl Into<String>, what: impl Into<String>) -> Line {
        Line { kind, about: about.into(), what: what.into() }
    }
}

/// Why a file cannot be imported at all, in one sentence: what it is, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused(pub String);

impl Refused {
    /// Makes a refusal with this sentence.
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

            /// Whether lines of this kind are warnings or notes.
            pub fn weight(self) -> Weight {
                match self {
                    $(Kind::$name => Weight::$weight,)*
                }
            }
        }
    };
}

/// How much a line of the report matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// The organiser should look at it; with `--strict` it makes the command fail.
    Warning,
    /// Expected; reported so that nothing happens silently.
    Note,
}

kinds! {
    /// A session that was left out because the organiser had not accepted it.
    NotAccepted Warning "sessions left out: not accepted",
    /// A session in an unknown or unusual state.
    State Warning "sessions in an unusual state",
    /// A calendar entry that breaks the rules of iCalendar.
    Calendar Warning "calendar entries that break the rules of iCalendar, read as well as possible",
    /// A password or token, which could let strangers into a meeting.
    Secret Warning "possible passwords and tokens",
    /// A session whose place is a web address.
    Meeting Note "places that are web addresses, turned into links",
    /// A session that cannot be shown at all.
    SessionDropped Warning "sessions left out",
    /// A session that is in the previous file, but not in the new ones.
    SessionVanished Warning "sessions in the previous file that are no longer in the export",
    /// A session that is at another time or in another room than in the previous file.
    SessionMoved Note "sessions that moved since the last import",
    /// A session that has another title than in the previous file.
    SessionRenamed Note "sessions that were renamed since the last import",
    /// A session that is not in the previous file.
    SessionNew Note "sessions that are new since the last import",
    /// A break, speaker, room or track that changed, came or went.
    Changed Note "breaks, speakers, rooms and tracks that changed since the last import",
    /// A field that was edited by hand, and changed in the export too.
    EditConflict Warning "edits kept although the export has changed the field; `--take-theirs` replaces them",
    /// An edit that was replaced by the export's value.
    EditGivenUp Warning "edits replaced by the export's values",
    /// An edit that was kept.
    EditKept Note "edits kept",
    /// A session that is listed more than once.
    SessionMerged Note "sessions listed more than once, merged into one",
    /// A session that takes place more than once, of which only the first time was imported.
    Repeats Warning "sessions that repeat by a rule",
    /// A value that no file gives, for which the import chose one.
    Guessed Warning "values that no file gives",
    /// A start that is missing, is not a time or is a placeholder.
    NoTime Warning "sessions without a usable start",
    /// An end or a duration that is missing, or that does not make sense.
    Duration Warning "ends and durations that are missing or cannot be used",
    /// A duration that can be read in two ways.
    DurationUnits Warning "durations that can be read in two ways",
    /// A session whose local time and instant differ.
    TimesDiffer Warning "sessions for which a file gives two different times",
    /// The same, where the organiser chose which time counts.
    TimesChosen Note "sessions for which a file gives two different times, read as you chose",
    /// A local time that exists twice or not at all.
    ClockChange Warning "times in the hour of a clock change",
    /// A time zone that was replaced.
    Zone Warning "time zone",
    /// Days or a change of day that contradict the sessions.
    Day Note "programme days",
    /// An id that was not unique, or could not be used.
    Id Note "ids that the import had to make",
    /// The conference's id differs from the one in the conference file.
    IdChanged Warning "the conference's id",
    /// A room, track or label that could not be kept.
    Label Warning "rooms, tracks and labels",
    /// A room or track that has two names, or is empty.
    Room Note "rooms and tracks that are empty or have two names",
    /// A language that could not be understood.
    Language Warning "languages that could not be understood",
    /// A link that a page may not have.
    Link Warning "links left out or corrected",
    /// A link that was completed with the address of its session's page.
    LinkResolved Note "links into the planning system, completed with its address",
    /// A link that a session or speaker has more than once.
    LinkTwice Note "links given twice, kept once",
    /// A picture on another site.
    Picture Note "pictures left out: a guide shows no pictures from other sites",
    /// A photo of the previous file that is gone, or that browsers would not show.
    PhotoLeftOut Warning "photos left out: missing, or not pictures",
    /// A file in the folder of photos that should be a picture.
    PictureRefused Warning "files in the folder of photos that are refused",
    /// A picture in the folder of photos that no speaker uses.
    PictureIdle Warning "pictures in the folder of photos that are not used",
    /// A photo that is slow to load.
    PhotoSlow Warning "photos larger than 2 MB",
    /// A photo that the conference file named, replaced by one from the folder of photos.
    PhotoReplaced Note "photos that were replaced by those in the folder of photos",
    /// A speaker who could not be kept.
    Speaker Warning "speakers",
    /// One person with several entries.
    SpeakerMerged Note "speakers who were listed more than once",
    /// A speaker without a session.
    SpeakerIdle Note "speakers left out: they are in no session",
    /// A session that looks like a break, in a file that marks no breaks.
    BreakFound Note "sessions read as breaks; `--keep-breaks` keeps them as sessions",
    /// A break that was listed once for each room.
    BreakMerged Note "breaks listed for each room, merged into one",
    /// A break that has no time or title.
    BreakDropped Warning "breaks left out",
    /// A title or name with odd spaces or control characters.
    Words Note "titles and names with odd spaces or characters, corrected",
    /// A longer text that could not be kept as it was.
    Text Note "texts that were simplified",
    /// A file in another encoding than UTF-8.
    Encoding Note "files converted to UTF-8",
    /// Something about a file as a whole.
    File Warning "files",
    /// Something about the conference as a whole.
    Conference Note "conference",
}

/// The content of a file that was read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Read {
    /// The file's name.
    pub file: String,
    /// The format's name.
    pub format: &'static str,
    /// How many of each thing it lists, before anything was merged or left out.
    pub counts: Vec<(&'static str, usize)>,
}

/// The report of an import.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// The files that were read.
    pub read: Vec<Read>,
    /// How many of each thing the conference has.
    pub made: Vec<(&'static str, usize)>,
    /// Repairs and losses.
    pub lines: Vec<Line>,
}

impl Report {
    /// The number of warnings.
    pub fn warnings(&self) -> usize {
        self.lines.iter().filter(|line| line.kind.weight() == Weight::Warning).count()
    }

    /// The report as the terminal shows it: for each kind its count and its first lines.
    pub fn shortened(&self) -> String {
        self.text(SHOWN)
    }

    /// The number of lines that the terminal does not show.
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
            // `1 session`, but `0 sessions`.
            let named =
                |what: &'static str, count| if count == 1 { what.trim_end_matches('s') } else { what };
            let counts = counts.iter().map(|&(what, count)| format!("{count} {}", named(what, count)));
            let counts: Vec<String> = counts.collect();
            text.push(format!("read {file}: {format} with {}", counts.join(", ")));
        }
        text.extend(self.made.iter().map(|(what, count)| format!("{what:9}{count:5}")));
        let groups = self.groups();
        for weight in [Weight::Warning, Weight::Note] {
            for (kind, lines) in groups.iter().filter(|(kind, _)| kind.weight() == weight) {
                let mark = if weight == Weight::Warning { "warning: " } else { "" };
                text.push(format!("\n{mark}{} ({})", kind.heading(), lines.len()));
                for Line { about, what, .. } in lines.iter().take(most) {
                    // A name from an export may hold line ends and control characters; `shown` replaces them.
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

/// Words on one line, cut at a readable length, without characters that could move a terminal's cursor.
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
             pictures left out: a guide shows no pictures from other sites (5)\n  picture 1\n  picture 2\n  picture 3\n  \
             and 2 more\n";
        assert_eq!((report.shortened().as_str(), report.hidden()), (expected, 2));
        assert!(report.to_string().ends_with("  picture 4\n  picture 5\n"), "{report}");
    }
}
