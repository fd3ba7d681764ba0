// Published as `sw.js` in place of the service worker, where a guide must not stay on devices: removes what an earlier
// worker kept, and then itself. Pages that are open go on.
addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => {
  const ours = `hallway ${new URL("./", location.href).pathname} `;
  const remove = async () => {
    for (const name of await caches.keys()) if (name.startsWith(ours)) await caches.delete(name);
    await registration.unregister();
  };
  event.waitUntil(remove());
});
