//! The pages, one file each: one public component, its parts below it.

mod agenda;
mod not_found;
mod programme;
mod session;
mod speaker;
mod speakers;

pub use agenda::AgendaPage;
pub use not_found::NotFoundPage;
pub use programme::ProgrammePage;
pub use session::SessionPage;
pub use speaker::SpeakerPage;
pub use speakers::SpeakersPage;
