//! Hallway: a conference guide as a folder of static files.
//!
//! The list of modules is the architecture; the arrows between them are drawn in ARCHITECTURE.md.

// What a conference is, and what an attendee can ask of it. Pure.
pub mod domain;

// The programme this site is built for.
pub mod data;

// What organisers already have, turned into a conference.
#[cfg(not(target_arch = "wasm32"))]
pub mod import;

// Every address of the site.
pub mod route;

// All that is seen. The browser runs it, the host command prints it.
#[cfg(any(feature = "browser", feature = "prerender"))]
pub mod ui;

// Writes every page as a complete file, before any visitor comes.
#[cfg(all(feature = "prerender", not(target_arch = "wasm32")))]
pub mod prerender;
