// Serves a folder on this machine: `node scripts/serve.mjs <folder> <host> <port>`.
// The rule: it behaves exactly like a plain static host (folders show their index.html, missing files show 404.html).

import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, resolve, sep } from "node:path";

const [folder, host, port] = process.argv.slice(2);
const root = resolve(folder);

const types = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".wasm": "application/wasm",
  ".txt": "text/plain; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".jpeg": "image/jpeg",
  ".webp": "image/webp",
  ".avif": "image/avif",
  ".ico": "image/x-icon",
};

const server = createServer(async (request, response) => {
  const [, path, query] = request.url.match(/^([^?]*)(.*)$/s);
  let file = fileOf(path);
  let found = file && (await stat(file).catch(() => null));
  if (found?.isDirectory()) {
    if (!path.endsWith("/")) {
      // Only one slash at the beginning: two would mean another host.
      response.writeHead(301, { Location: path.replace(/^\/*/, "/") + "/" + query }).end();
      return;
    }
    file = join(file, "index.html");
    found = await stat(file).catch(() => null);
  }
  let status = 200;
  if (!found?.isFile()) {
    status = 404;
    file = join(root, "404.html");
  }
  // Browsers must revalidate, so that a new build shows at once.
  response.writeHead(status, { "Content-Type": types[extname(file)] ?? "application/octet-stream", "Cache-Control": "no-cache" });
  if (request.method === "HEAD") response.end();
  else createReadStream(file).on("error", () => response.end()).pipe(response);
});

/** The file at a path, and null for one outside the folder. */
function fileOf(path) {
  try {
    const file = join(root, decodeURIComponent(path));
    return (file + sep).startsWith(root + sep) && !file.includes("\0") ? file : null;
  } catch {
    return null;
  }
}

server.on("error", (error) => {
  const why = error.code === "EADDRINUSE" ? `port ${port} is taken; choose another: make serve PORT=${Number(port) + 1}` : error.message;
  console.error(`hallway: ${why}`);
  process.exit(1);
});
server.listen(Number(port), host, () => {
  console.log(`==> the guide is at http://${host}:${server.address().port}/ (Ctrl+C ends it)`);
});
