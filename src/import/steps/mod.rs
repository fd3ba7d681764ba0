//! From drafts to a conference: the steps are the same for every format, and are listed in their order.

// The time zone of the programme.
pub mod zone;
// Places that are web addresses.
pub mod meetings;
// Whether local times or instants count if a file gives both.
pub mod times;
// Placeholder times.
pub mod unscheduled;
// Merging several files of one event into one draft, and matching their sessions.
mod matching;
pub mod merge;
// The conference's name and id.
pub mod identity;
// Making a conference from a draft: its sessions and their ids, lengths, people, rooms and breaks.
mod breaks;
mod length;
mod lookalikes;
mod people;
mod places;
mod session_ids;
pub mod settle;
// Ids, photos and what only people write, from the previous conference file; what changed since; then the edits in it.
mod changes;
pub mod edits;
pub mod previous;
// Matching pictures to speakers.
pub mod photos;
