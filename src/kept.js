// Has the service worker keep the guide on this device (src/worker.js), looks for newer builds, and offers to install the
// guide. The boot script loads it when the page is live, and lends it its tools; it calls `tell` with a word for each
// thing that happens (src/ui/kept.rs). It looks for a newer build when the page comes back into sight, and every ten
// minutes while it is in sight.
export const keep = (tell, { ask, compile, fetchLater, section, address, offer }) => {
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
  // To save data, only a guide that is kept already is looked after.
  if (hallway.savesData() && !workers.controller) return;
  const made = +document.documentElement.dataset.made;
  // The id of this page's build, once it is kept.
  let ours;
  // Of a build that the worker keeps: this one, or a newer one. A host that for a while shows an older one again is
  // ignored.
  const heard = (news) => {
    if (!news || news.made < made) return;
    if (news.made === made && (!ours || ours === news.id)) {
      ours = news.id;
      return tell("kept");
    }
    const read = (module) => tell("newer", section(module, "list"));
    fetchLater(news.list).then(compile).then(read).catch(() => {});
  };
  // Another guide may be in a folder of this one, with a worker of its own.
  workers.onmessage = ({ data, source }) => source.scriptURL === address.href && heard(data);
  const register = () => workers.register(address, { updateViaCache: "none" });
  const answered = async (response) => {
    if (response.status === 404 || response.status === 410) return tell("gone");
    const isScript = /javascript/.test(response.headers.get("content-type"));
    if (response.type === "opaqueredirect" || (response.ok && !isScript)) return tell("login");
    if (!response.ok) return;
    tell("online");
    const [, id, when] = /"id":"([^"]+)".*"made":(\d+)/.exec(await response.text()) ?? [];
    // Also where the last install failed, and for the worker that removes itself.
    if (!id || (id !== ours && +when >= made)) (await register()).update();
  };
  const request = { cache: "no-cache", redirect: "manual" };
  const look = () => document.hidden || fetch(address, request).then(answered, () => tell("offline"));
  const begun = ({ active }) => {
    if (active) look();
    return active && ask(active, {}).then(heard);
  };
  const isRefusal = ({ name }) => ["SecurityError", "NotSupportedError", "InvalidStateError"].includes(name);
  register().then(begun, (error) => (isRefusal(error) ? tell("refused") : look()));
  setInterval(look, 600_000);
  document.addEventListener("visibilitychange", look);
  addEventListener("online", look);
  addEventListener("offline", () => tell("offline"));
};
