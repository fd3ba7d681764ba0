//! From drafts to a conference: the steps that are the same for every format, in their order.

// In which time zone the programme is.
pub mod zone;
// What a draft says of times and places and does not mean.
pub mod meetings;
pub mod unscheduled;
// Whether clocks or instants count, where a file writes both.
pub mod clocks;
// Several files of one event as one draft, and how their sessions are recognised.
mod matching;
pub mod merge;
// What the conference is called.
pub mod identity;
// A draft as a conference: its sessions and their ids, lengths, people, rooms and breaks.
mod breaks;
mod length;
mod lookalikes;
mod people;
mod places;
mod session_ids;
pub mod settle;
// What stays of the conference file of last time.
pub mod edits;
pub mod previous;
// Which picture is whose.
pub mod photos;
