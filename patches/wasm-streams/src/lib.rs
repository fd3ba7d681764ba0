//! Stands in for the crate `wasm-streams`, of which Leptos' `server_fn` makes streams to and from a server.
//!
//! Hallway has no server functions, so nothing of that is ever called. The real crate exports its streams' methods to
//! JavaScript, though, and what is exported is never taken for dead: 10 kB of code and three classes of glue, about 4 kB
//! of brotli in every first visit (docs/performance.md). The rule: only what `server_fn` needs to compile is here, and
//! it says so if it is called after all.

use futures_util::stream::{self, Stream};
use wasm_bindgen::JsValue;

const NOT_HERE: &str = "Hallway has no server functions: see patches/wasm-streams";

/// The stream that is not here.
#[derive(Debug)]
pub struct ReadableStream(web_sys::ReadableStream);

impl ReadableStream {
    /// Takes a stream of the browser.
    pub fn from_raw(raw: web_sys::ReadableStream) -> ReadableStream {
        ReadableStream(raw)
    }

    /// Would give a stream to the browser.
    ///
    /// # Panics
    ///
    /// Always.
    pub fn from_stream(_: impl Stream<Item = Result<JsValue, JsValue>> + 'static) -> ReadableStream {
        unimplemented!("{NOT_HERE}")
    }

    /// Gives back what [`ReadableStream::from_raw`] took.
    pub fn into_raw(self) -> web_sys::ReadableStream {
        self.0
    }

    /// Has nothing in it but the error that says why.
    pub fn into_stream(self) -> impl Stream<Item = Result<JsValue, JsValue>> + 'static {
        stream::iter([Err(JsValue::from_str(NOT_HERE))])
    }
}
