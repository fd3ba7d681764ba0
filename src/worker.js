// The service worker: keeps the guide on the device. `hallway build` writes `const build = {…}` before it: when the site
// was built (`made`), the files to keep with their SHA-256 (`files`), and those to keep once they were seen (`photos`).
//
// The rules: a build is kept whole or not at all; every kept byte was compared with its checksum; requests that are not
// this guide's own, and caches of others, are left alone. All files that the app loads have names that change with their
// content, so pages of two builds can get their files from the same caches.
const root = new URL("./", location.href).pathname;
// Of one guide; several may share an origin.
const OURS = `hallway ${root} `;
const CACHE = `${OURS}${build.made} ${build.id}`;

const address = (path) => new URL(path, location.href).href;
// Under these names, a cache has what pages ask about its build (`made`, and the file with the list of the programme),
// and the page that stands for every address. The page is put last: a cache with it is complete.
const NEWS = address("news");
const SHELL = address("shell");

const known = { ...build.files, ...build.photos };
// Newest first.
const ourCaches = async () => (await caches.keys()).filter((name) => name.startsWith(OURS)).reverse();
const find = async (address) => {
  for (const name of await ourCaches()) {
    const found = await (await caches.open(name)).match(address);
    if (found) return found;
  }
};

const isRight = async (response, path) => {
  if (!response?.ok) return false;
  const sum = await crypto.subtle.digest("SHA-256", await response.clone().arrayBuffer());
  return btoa(String.fromCharCode(...new Uint8Array(sum))) === known[path];
};
// A right copy of a file: from a cache of ours, from the browser's cache, or from the host.
const copy = async (path) => {
  const kept = await find(address(path));
  if (await isRight(kept, path)) return kept;
  for (const cache of ["default", "reload"]) {
    const response = await fetch(address(path), { cache, credentials: "same-origin" });
    if (await isRight(response, path)) return response;
  }
  throw new Error(`${path} is missing or damaged`);
};

const install = async () => {
  const copies = await Promise.all(Object.keys(build.files).map(async (path) => [path, await copy(path)]));
  // Photos that were seen before.
  for (const path of Object.keys(build.photos)) {
    const kept = await find(address(path));
    if (await isRight(kept, path)) copies.push([path, kept]);
  }
  // An earlier cache of the same build would not be the newest one.
  await caches.delete(CACHE);
  const cache = await caches.open(CACHE);
  const shell = copies.find(([path]) => path === build.shell)[1].clone();
  try {
    for (const [path, response] of copies) await cache.put(address(path), response);
    await cache.put(NEWS, Response.json({ made: build.made, list: address(build.list) }));
    const page = (await shell.text()).replaceAll("{root}", root);
    await cache.put(SHELL, new Response(page, { headers: { "Content-Type": "text/html; charset=utf-8" } }));
  } catch (error) {
    // The device has no room.
    await caches.delete(CACHE);
    throw error;
  }
};

// Removes the caches of builds before the last one, whose pages may still be open, and of installs that failed.
const sweep = async () => {
  let earlier = 0;
  for (const name of await ourCaches()) {
    const isComplete = await (await caches.open(name)).match(SHELL);
    if (name !== CACHE && !(isComplete && earlier++ === 0)) await caches.delete(name);
  }
};

// What a page that is opened now would show.
const news = async () => (await find(NEWS))?.json();
const tell = async () => {
  for (const client of await clients.matchAll({ includeUncontrolled: true })) {
    if (new URL(client.url).pathname.startsWith(root)) client.postMessage(await news());
  }
};

addEventListener("install", (event) => {
  skipWaiting();
  event.waitUntil(install());
});
addEventListener("activate", (event) => event.waitUntil(sweep().then(() => clients.claim()).then(tell)));

const isPage = (path) => /^(index\.html|(agenda|speakers|rooms|tracks)\/?|(sessions|speakers|days|rooms|tracks)\/[^/]+\/?)?$/.test(path);
const isFile = (path) => path in known || /^(guide|rest|list|texts)-[^/]+\.(js|wasm)$/.test(path);

const page = async (request) => (await find(SHELL)) ?? fetch(request);
const file = async (request, path) => {
  const kept = await find(request.url);
  if (kept) return kept;
  const response = await fetch(request);
  if (path in known && (await isRight(response, path)) && (await caches.has(CACHE))) {
    await (await caches.open(CACHE)).put(request.url, response.clone());
  }
  return response;
};

addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin || !pathname.startsWith(root)) return;
  const path = pathname.slice(root.length);
  if (request.mode === "navigate") {
    if (isPage(path)) event.respondWith(page(request));
  } else if (isFile(path)) {
    event.respondWith(file(request, path));
  }
});

// A page of the build `made` could not start. If there is something else to show, an earlier build or the host's own
// pages, that build is no longer used; the answer says so.
const drop = async (made) => {
  const broken = (await ourCaches()).filter((name) => name.startsWith(`${OURS}${made} `));
  const others = (await ourCaches()).filter((name) => !broken.includes(name));
  const isReachable = () => fetch(location.href, { cache: "no-cache" }).then((response) => response.ok, () => false);
  if (!others.length && !(await isReachable())) return false;
  for (const name of broken) await caches.delete(name);
  return true;
};
addEventListener("message", (event) => {
  const { broken } = event.data;
  const answer = broken ? drop(broken) : news();
  event.waitUntil(answer.then((answer) => event.ports[0].postMessage(answer)));
});
