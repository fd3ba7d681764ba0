//! Hallway: a conference guide as a folder of static files.
//!
//! ARCHITECTURE.md describes the modules and their dependencies.

// The conference and the rules for it, without input and output.
pub mod domain;

// Conference files.
#[cfg(not(target_arch = "wasm32"))]
pub mod data;

// The conference on its way from the host command to the app.
pub mod programme;

// From organisers' exports to a conference file.
#[cfg(not(target_arch = "wasm32"))]
pub mod import;

// Every address of the site.
pub mod route;

// The interface. The browser runs it; the host command renders it to text.
#[cfg(any(feature = "browser", feature = "prerender"))]
pub mod ui;

// A site out of the app and a conference.
#[cfg(all(feature = "prerender", not(target_arch = "wasm32")))]
pub mod publish;

// A guide in the browser while its conference is edited.
#[cfg(all(feature = "prerender", not(target_arch = "wasm32")))]
pub mod serve;
