//! The browser that the page is in: focus, scrolling, the document, files.
//!
//! The rule of this folder: it knows nothing of the programme, and uses no other module of ours.

mod files;
mod focus;
mod page;
mod scroll;

pub use self::files::offer_file;
pub use self::focus::{focus, focus_on, focus_when_drawn, rescue_focus, rescue_focus_to};
pub use self::page::{after_painting, device_time, elements, html, on_window};
pub use self::scroll::{Scrolled, hold};
