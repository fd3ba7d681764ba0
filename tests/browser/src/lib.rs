//! The tools of the browser stories: a [`site`] that is served, with or without faults, and a [`visitor`] who uses it
//! through a real browser. The stories themselves are in `stories/`, and know no selector and no wait.

#![allow(missing_docs)]

pub mod engine;
pub mod folder;
pub mod site;
pub mod visitor;

use std::sync::LazyLock;

use tokio::runtime::Runtime;

/// Stories are told one sentence after the other; what happens at the same time (servers, browsers) happens in here.
static RUNTIME: LazyLock<Runtime> = LazyLock::new(|| Runtime::new().expect("a runtime needs only threads"));

/// Compressed with brotli at its highest quality.
pub fn as_brotli(bytes: &[u8]) -> Vec<u8> {
    let mut small = Vec::new();
    let parameters = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
    brotli::BrotliCompress(&mut &*bytes, &mut small, &parameters).expect("memory can be written");
    small
}

fn block_on<T>(task: impl Future<Output = T>) -> T {
    RUNTIME.block_on(task)
}
