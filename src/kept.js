// Registers the service worker (src/worker.js), looks for newer builds, and offers to install the guide. The boot script
// loads it when the page is live, and lends it its tools; it calls `tell` with a word for each thing that happens
// (src/ui/kept.rs). It looks for a newer build when the page comes back into sight, and every ten minutes while it is in
// sight.
export const keep = (tell, { ask, compile, fetchLater, section, address, offer, list }) => {
  const workers = navigator.serviceWorker;
  if (!workers) return;
  const offered = () => {
    const installer = offer();
    if (!installer) return;
    tell("installable");
    hallway.install = () => installer.prompt();
  };
  offered();
  addEventListener("beforeinstallprompt", offered);
  addEventListener("appinstalled", () => tell("installed"));
  // Only Safari on iPhones and iPads has this property, and offers nothing.
  if (navigator.standalone === false) tell("installable by hand");
  // While the browser saves data, no new worker is registered.
  if (hallway.savesData() && !workers.controller) return;
  const made = +document.documentElement.dataset.made;
  // The id of this page's build, once it is kept.
  let ours;
  // `news` describes the newest cached build: this one, or a newer one. An older one is ignored, because a host may serve
  // it for a while.
  const heard = (news) => {
    if (!news || news.made < made) return;
    if (news.made === made && (!ours || ours === news.id)) {
      ours = news.id;
      return tell("kept");
    }
    // If only the app or its texts changed, there is nothing to tell.
    const isSame = (one, other) => one.length === other.length && one.every((byte, at) => byte === other[at]);
    const compare = (newer) => isSame(newer, list()) || tell("newer", newer);
    const read = (module) => compare(section(module, "list"));
    fetchLater(news.list).then(compile).then(read).catch(() => {});
  };
  // Another guide may be in a folder of this one, with a worker of its own.
  workers.onmessage = ({ data, source }) => source.scriptURL === address.href && heard(data);
  let isRefused = false;
  const register = async () => {
    // `localStorage` throws a SecurityError if storage is blocked; Firefox would log an error if a worker were asked for.
    void localStorage;
    return workers.register(address, { updateViaCache: "none" });
  };
  const answered = async (response) => {
    if (response.status === 404 || response.status === 410) return tell("gone");
    const isScript = /javascript/.test(response.headers.get("content-type"));
    if (response.type === "opaqueredirect" || (response.ok && !isScript)) return tell("login");
    if (!response.ok) return;
    tell("online");
    if (isRefused) return;
    const [, id, when] = /"id":"([^"]+)".*"made":(\d+)/.exec(await response.text()) ?? [];
    // Also if the last install failed, or if `sw.js` is now the worker that removes itself (it has no id).
    // A worker that is going away, or whose installation fails just now, cannot be updated; the next look tries again.
    const update = (registration) => registration.update();
    if (!id || (id !== ours && +when >= made)) register().then(update).catch(() => {});
  };
  const request = { cache: "no-cache", redirect: "manual" };
  const look = () => document.hidden || fetch(address, request).then(answered, () => tell("offline"));
  const begun = ({ active }) => {
    if (active) look();
    return active && ask(active, {}).then(heard);
  };
  const isRefusal = ({ name }) => ["SecurityError", "NotSupportedError", "InvalidStateError"].includes(name);
  register().then(begun, (error) => {
    isRefused = isRefusal(error);
    if (isRefused) tell("refused");
    else look();
  });
  setInterval(look, 600_000);
  document.addEventListener("visibilitychange", look);
  addEventListener("online", look);
  addEventListener("offline", () => tell("offline"));
};
