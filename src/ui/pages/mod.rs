//! The pages, one file each: one public component, its parts below it.

pub mod agenda;
pub mod not_found;
pub mod programme;
pub mod session;
pub mod speaker;
pub mod speakers;
