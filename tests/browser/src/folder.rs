//! A folder that is served as it is, for measurements.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use axum::Router;
use axum::http::header;
use axum::response::Response;
use tokio::net::TcpListener;
use tower_http::services::ServeDir;

use crate::{RUNTIME, block_on};

/// A folder that is served until the process ends, with the compressed copies that lie beside its files.
pub struct Folder {
    /// Its address, without a slash at the end.
    pub base: String,
    /// The bytes of all bodies that were sent.
    pub sent: Arc<AtomicU64>,
}

impl Folder {
    pub fn served(folder: &Path) -> Folder {
        let sent = Arc::new(AtomicU64::new(0));
        let count = Arc::clone(&sent);
        let count = move |response: Response| {
            let length = response.headers().get(header::CONTENT_LENGTH);
            let length = length.and_then(|length| length.to_str().ok()?.parse().ok()).unwrap_or(0);
            count.fetch_add(length, Ordering::Relaxed);
            async { response }
        };
        let files = ServeDir::new(folder).precompressed_br();
        let router = Router::new().fallback_service(files).layer(axum::middleware::map_response(count));
        let listener = block_on(TcpListener::bind("127.0.0.1:0")).expect("some port is free");
        let address = listener.local_addr().expect("it has an address");
        RUNTIME.spawn(async { axum::serve(listener, router).await });
        Folder { base: format!("http://{address}"), sent }
    }
}
