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
// When a build was last given up.
const DROPPED = `hallway-dropped ${root}`;

const address = (path) => new URL(path, location.href).href;
// Two more entries in each cache: what pages ask about its build (when it was made, its id, the file with the list of the
// programme), and the app shell, which is served for every navigation. The shell is put last: a cache with it is complete.
const NEWS = address("news");
const SHELL = address("shell");

const known = { ...build.files, ...build.photos };
// Newest first.
const ourCaches = async () => (await caches.keys()).filter((name) => name.startsWith(OURS)).reverse();
const isComplete = (name) => caches.match(SHELL, { cacheName: name });
const find = async (url) => {
  for (const name of await ourCaches()) {
    // Not `caches.open`, which would make a cache that was just removed again.
    const found = await caches.match(url, { cacheName: name });
    if (found) return found;
  }
};
// Where the device's storage is damaged, everything comes from the host.
const kept = (url) => find(url).catch(() => undefined);

const isRight = async (response, path) => {
  const bytes = response?.ok && (await response.clone().arrayBuffer().catch(() => {}));
  if (!bytes) return false;
  const sum = await crypto.subtle.digest("SHA-256", bytes);
  return btoa(String.fromCharCode(...new Uint8Array(sum))) === known[path];
};
// A right copy of a file: from a cache of ours, from the browser's cache, or from the host.
const copy = async (path) => {
  const found = await find(address(path));
  if (await isRight(found, path)) return found;
  for (const cache of ["default", "reload"]) {
    const response = await fetch(address(path), { cache, credentials: "same-origin" }).catch(() => {});
    if (await isRight(response, path)) return response;
  }
  throw new Error(`${path} is missing or damaged`);
};

const install = async () => {
  const copies = await Promise.all(Object.keys(build.files).map(async (path) => [path, await copy(path)]));
  // Photos that were seen before.
  for (const path of Object.keys(build.photos)) {
    const found = await find(address(path));
    if (await isRight(found, path)) copies.push([path, found]);
  }
  // `caches.keys()` is in order of creation: the new cache must come last.
  await caches.delete(CACHE);
  const cache = await caches.open(CACHE);
  const shell = copies.find(([path]) => path === build.shell)[1].clone();
  try {
    for (const [path, response] of copies) await cache.put(address(path), response);
    await cache.put(NEWS, new Response(JSON.stringify({ made: build.made, id: build.id, list: address(build.list) })));
    const page = (await shell.text()).replaceAll("{root}", root);
    await cache.put(SHELL, new Response(page, { headers: { "Content-Type": "text/html; charset=utf-8" } }));
  } catch (error) {
    // The device has no room.
    await caches.delete(CACHE);
    throw error;
  }
};

// Keeps this build and the one before, whose pages may be open; removes the others, and what failed installs left.
const sweep = async () => {
  let earlier = 0;
  for (const name of await ourCaches()) {
    if (name !== CACHE && !((await isComplete(name)) && earlier++ === 0)) await caches.delete(name);
  }
};

// What a page that is opened now would show.
const news = async () => (await find(NEWS))?.json();
const tell = async () => {
  const told = await news();
  for (const client of await clients.matchAll({ includeUncontrolled: true })) {
    if (new URL(client.url).pathname.startsWith(root)) client.postMessage(told);
  }
};

addEventListener("install", (event) => {
  skipWaiting();
  event.waitUntil(caches.delete(DROPPED).then(install));
});
addEventListener("activate", (event) => event.waitUntil(sweep().then(() => clients.claim()).then(tell)));

const isPage = (path) => /^(index\.html|(agenda|speakers|rooms|tracks)\/?|(sessions|speakers|days|rooms|tracks)\/[^/]+\/?)?$/.test(path);
const isFile = (path) => path in known || /^(guide|rest|kept|list|texts)-[^/]+\.(js|wasm)$/.test(path);

const page = async (request) => (await kept(SHELL)) ?? fetch(request);
const keep = async (url, path, response) => {
  if (path in known && (await isRight(response, path)) && (await isComplete(CACHE))) {
    await (await caches.open(CACHE)).put(url, response);
  }
};
const file = async (request, path) => {
  const found = await kept(request.url);
  if (found) return found;
  const response = await fetch(request);
  // If the device has no room, the file is shown all the same.
  await keep(request.url, path, response.clone()).catch(() => {});
  return response;
};

addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin || !pathname.startsWith(root)) return;
  const path = pathname.slice(root.length);
  if (request.mode === "navigate") {
    if (isPage(path) && !(path in known)) event.respondWith(page(request));
  } else if (isFile(path)) {
    event.respondWith(file(request, path));
  }
});

// A page of the build `made` could not start. If there is something else to show (the previous build, or the host's own
// pages), deletes the broken build; answers whether it did.
const drop = async (made) => {
  const broken = (await ourCaches()).filter((name) => name.startsWith(`${OURS}${made} `));
  const others = (await ourCaches()).filter((name) => !broken.includes(name));
  const isHost = (response) => response.ok && /javascript/.test(response.headers.get("content-type"));
  const isReachable = () => fetch(location.href, { cache: "no-cache" }).then(isHost, () => false);
  const areComplete = await Promise.all(others.map(isComplete));
  if (!areComplete.some(Boolean) && !(await isReachable())) return false;
  await (await caches.open(DROPPED)).put(NEWS, new Response(String(Date.now())));
  for (const name of broken) await caches.delete(name);
  return true;
};
// A page asks what is kept. If this worker's build is missing, it is installed again. If it was dropped because a page
// could not start, that waits for an hour: the cause may not have been the build.
const answerNews = async () => {
  const dropped = await caches.match(NEWS, { cacheName: DROPPED });
  const since = dropped ? Date.now() - (await dropped.text()) : Infinity;
  if (!(await isComplete(CACHE)) && since > 3_600_000) await install().then(tell, () => {});
  return news();
};
addEventListener("message", (event) => {
  const { broken } = event.data;
  const answer = (broken ? drop(broken) : answerNews()).catch(() => undefined);
  event.waitUntil(answer.then((answer) => event.ports[0].postMessage(answer)));
});
