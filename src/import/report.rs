//! What an import tells the organiser: what was read, and every repair and every loss, grouped and counted.
//!
//! The rule of this file: nothing is dropped or repaired without a line here that names the session. Lines of a kind
//! stand together under one heading, sorted, so that two imports of the same files print the same.

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
    /// A session that cannot be shown at all.
    SessionDropped Warning "sessions left out",
    /// In the previous file, but not in the new ones.
    SessionVanished Warning "sessions of the previous file that are gone",
    /// A session in the files twice.
    SessionMerged Note "sessions that were listed more than once, now one",
    /// A start that is no time.
    NoTime Warning "sessions without a usable start",
    /// A duration that is missing, zero, negative or no number.
    Duration Warning "sessions without a usable end",
    /// A wall clock time that exists twice or not at all.
    ClockChange Warning "times in the hour of a clock change",
    /// A time zone that was replaced.
    Zone Warning "time zone",
    /// Day objects, day changes … that say something else than the sessions do.
    Day Note "programme days",
    /// Ids that were not unique, or could not be used.
    Id Note "ids that had to be made",
    /// One of several rooms, tracks or the like that could not be kept.
    Label Warning "rooms, tracks and labels",
    /// A language that is none.
    Language Warning "languages that could not be understood",
    /// A link that no page could follow.
    Link Warning "links left out or mended",
    /// A picture that is somewhere else.
    Picture Note "pictures left out: a guide has no pictures from elsewhere",
    /// A speaker who could not be kept.
    Speaker Warning "speakers",
    /// Somebody without a session.
    SpeakerIdle Note "speakers left out: they are in no session",
    /// Breaks that were one for each room.
    BreakMerged Note "breaks that were listed for each room, now one",
    /// A break that has no time or title.
    BreakDropped Warning "breaks left out",
    /// White space, control characters and the like.
    Words Note "titles and names with odd spaces or characters, mended",
    /// A longer text that could not be kept as it was.
    Text Note "texts that were simplified",
    /// Something about a file as a whole.
    File Warning "files",
    /// Something about the conference as a whole.
    Conference Note "conference",
}
