// Published as `sw.js` in place of the service worker, where a guide must not stay on devices: removes what an earlier
// worker kept, and then itself. Pages that an earlier worker has drawn are loaded again, from the host.
addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => {
  const root = new URL("./", location.href).pathname;
  const isOurs = (name) => name.startsWith(`hallway ${root} `) || name === `hallway-dropped ${root}`;
  const remove = async () => {
    const ours = (await caches.keys()).filter(isOurs);
    for (const name of ours) await caches.delete(name);
    await registration.unregister();
    if (ours.length) for (const page of await clients.matchAll()) page.navigate(page.url).catch(() => {});
  };
  event.waitUntil(remove());
});
