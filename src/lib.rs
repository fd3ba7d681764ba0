//! Hallway: a conference guide as a folder of static files.
//!
//! ARCHITECTURE.md describes the modules and their dependencies.

// The conference and the rules for it, without input and output.
pub mod domain;

// The conference in this site, and the reading of conference files.
pub mod data;

// From organisers' exports to a conference file.
#[cfg(not(target_arch = "wasm32"))]
pub mod import;

// Every address of the site.
pub mod route;

// The interface. The browser runs it; the host command renders it to text.
#[cfg(any(feature = "browser", feature = "prerender"))]
pub mod ui;

// Prerenders every page to a complete file.
#[cfg(all(feature = "prerender", not(target_arch = "wasm32")))]
pub mod prerender;
