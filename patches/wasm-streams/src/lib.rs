//! Replaces the crate `wasm-streams`, which Leptos' `server_fn` uses for streams to and from a server.
//!
//! Hallway has no server functions, so the crate is never called. But the real crate exports its methods to JavaScript,
//! and the compiler keeps exported code, so every first visit would load it (docs/performance.md has its size). The
//! rule: only the items that `server_fn` needs to compile are here, and they fail with a clear message if they are
//! called after all.

use futures_util::stream::{self, Stream};
use wasm_bindgen::JsValue;

const NOT_HERE: &str = "Hallway has no server functions: see patches/wasm-streams";

/// A stream without functions.
#[derive(Debug)]
pub struct ReadableStream(web_sys::ReadableStream);

impl ReadableStream {
    /// Wraps a stream of the browser.
    pub fn from_raw(raw: web_sys::ReadableStream) -> ReadableStream {
        ReadableStream(raw)
    }

    /// Would make a stream for the browser.
    ///
    /// # Panics
    ///
    /// Always.
    pub fn from_stream(_: impl Stream<Item = Result<JsValue, JsValue>> + 'static) -> ReadableStream {
        unimplemented!("{NOT_HERE}")
    }

    /// Returns the stream given to [`ReadableStream::from_raw`].
    pub fn into_raw(self) -> web_sys::ReadableStream {
        self.0
    }

    /// Returns a stream whose only item is an error that says why.
    pub fn into_stream(self) -> impl Stream<Item = Result<JsValue, JsValue>> + 'static {
        stream::iter([Err(JsValue::from_str(NOT_HERE))])
    }
}
