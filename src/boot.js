// The only hand-written script. It stands in every page and runs before anything is painted: it applies the saved
// theme, holds presses of buttons until the app takes over, starts the app, and puts into words whatever keeps
// the app from starting or breaks it later. The words themselves come from the page (#boot-words).
(() => {
  const html = document.documentElement;
  const is = (name) => name in html.dataset;
  const find = (selector) => document.querySelector(selector);

  // Without it CSS hides what needs a script: a policy may forbid this one.
  html.dataset.boot = "";
  try {
    const theme = JSON.parse(localStorage.getItem("hallway:theme"));
    if (theme === "light" || theme === "dark") html.dataset.theme = theme;
  } catch {
    // Storage is blocked, or the value is not ours: the system's theme it is.
  }
  // Results for words in the address are not those of the prerendered page: CSS hides them until the app is ready.
  if (/[?&](q|mine|track|format|topic|room|language|level|tag|recorded|speaker)=/.test(location.search)) html.dataset.query = "";

  // The two links to the app. In a page for any address they are not preloaded, hence the `$`.
  const script = () => find("link[rel$=modulepreload]");
  const wasm = () => find("link[rel$=preload][as=fetch]");

  // A page that a host serves for any address (404.html) does not know how far up the root is: it is the folder that
  // has the app. Likely ones are asked first: those above a folder that every guide has, then the nearest. (An address
  // that ends with a slash is not the root itself: the root has a page.)
  const findRoot = async () => {
    const folders = location.pathname.split("/").slice(0, -1);
    const depths = [...folders.keys()].slice(1);
    const known = depths.filter((depth) => ["sessions", "speakers", "agenda", "days", "rooms", "tracks"].includes(folders[depth]));
    if (!location.pathname.endsWith("/")) depths.push(folders.length);
    const path = (depth) => folders.slice(0, depth).join("/") + "/";
    let root = "/";
    for (const depth of [...known, ...depths.reverse()]) {
      const { ok } = await fetch(path(depth) + script().getAttribute("href"), { method: "HEAD" });
      if (ok) {
        root = path(depth);
        break;
      }
    }
    html.dataset.root = root;
    for (const name of ["href", "action"]) {
      for (const link of document.querySelectorAll(`[${name}^="./"]`)) {
        link.setAttribute(name, root + link.getAttribute(name).slice(2));
      }
    }
  };

  const words = () => JSON.parse(find("#boot-words").textContent);
  const element = (name, properties, ...inside) => {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...inside);
    return made;
  };
  const alert = (className, again, ...inside) => {
    const button = element("button", { className: "button primary", onclick: () => location.reload() }, again);
    const made = element("div", { className }, ...inside, button);
    made.setAttribute("role", "alert");
    return made;
  };

  // Before the app runs: a sentence on the page, which can be read all the same.
  const notice = (why) => {
    // A start that was only slow may fail after all.
    if (is("failed") && html.dataset.failed !== "stalled") return;
    html.dataset.failed = why;
    find(".boot-notice")?.remove();
    const sentence = element("p", {}, words()[why], " ", words().stillReadable);
    find("#main").before(alert("notice boot-notice", words().tryAgain, sentence));
  };

  // Once it runs: a screen in place of the page, which may now be false.
  const recovery = () => {
    if (is("failed")) return;
    html.dataset.failed = "error";
    const title = element("h1", { tabIndex: -1 }, words().recoveryTitle);
    const help = element("p", {}, words().recoveryHelp);
    find("#app").replaceChildren(element("main", {}, alert("recovery", words().reload, title, help)));
    title.focus();
  };

  // What keeps the app from starting or breaks it, each with what is shown then.
  let policy, started;
  addEventListener("securitypolicyviolation", () => (policy = "policy"));
  const stalled = () => is("ready") || notice("stalled");
  const unreachable = () => notice(policy ?? "network");
  const refused = () => notice(policy ?? "refused");
  const broken = () => (is("ready") ? recovery() : notice("error"));
  // A page from a cache may ask for files of an older deployment: a reload asks the host for the page itself. Once.
  const missing = () => {
    if (performance.getEntriesByType("navigation")[0]?.type === "reload") notice("missing");
    else location.reload();
  };

  // Presses before the app is there. Those of agenda buttons are kept by session (`+ebpf -welcome`), because whoever
  // cannot wait goes on to another page; `ui/storage.rs` takes them from there.
  const early = () => "hallway:early:" + new URL(html.dataset.root, location.href).pathname;
  const presses = () => {
    try {
      return sessionStorage.getItem(early())?.split(" ") ?? [];
    } catch {
      return [];
    }
  };
  const show = (button, chosen) => button?.setAttribute("aria-pressed", chosen);
  document.addEventListener("click", (event) => {
    const button = !is("ready") && event.target.closest("[data-pick], [aria-expanded]");
    if (!button) return;
    const pick = button.dataset.pick;
    if (!pick) return button.setAttribute("aria-expanded", find("#filters").toggleAttribute("data-open"));
    button.dataset.pressed = "";
    const chosen = button.getAttribute("aria-pressed") !== "true";
    show(button, chosen);
    try {
      const others = presses().filter((press) => press.slice(1) !== pick);
      sessionStorage.setItem(early(), [...others, (chosen ? "+" : "-") + pick].join(" "));
    } catch {
      // Storage is blocked: the mark on the button holds it for as long as this page is open.
    }
  });

  // Whatever the app throws ends here; errors of extensions and other scripts are not ours.
  const ours = (error, file) =>
    error instanceof WebAssembly.RuntimeError || `${error?.stack} ${file}`.includes(script().href);
  const thrown = (error, file) => {
    if (started && ours(error, file)) broken();
  };
  addEventListener("error", (event) => thrown(event.error, event.filename));
  addEventListener("unhandledrejection", (event) => thrown(event.reason));

  // A step that fails throws the function that shows it; the network and the app throw errors of their own.
  const ask = async ({ href }) => {
    const response = await fetch(href);
    if (response.ok) return response;
    throw missing;
  };
  const refuse = (error) => {
    if (/Content.Security.Policy|unsafe-eval/i.test(error?.message)) policy = "policy";
    throw refused;
  };
  const start = async () => {
    for (const press of presses()) show(find(`[data-pick="${CSS.escape(press.slice(1))}"]`), press[0] === "+");
    if (location.protocol === "file:") return notice("file");
    if (typeof WebAssembly === "undefined") return notice("unsupported");
    setTimeout(stalled, 10_000);
    try {
      if (is("anywhere")) await findRoot();
      // The address changes while the app moves between pages; what is linked here must not move with it.
      for (const link of document.querySelectorAll("link[href]")) link.href = link.href;
      const [response, app] = await Promise.all([
        ask(wasm()),
        // A module that cannot be loaded does not say why: asked for as a file, it does.
        import(script().href).catch((error) => ask(script()).then(() => refuse(error))),
      ]);
      const compiled = await WebAssembly.compileStreaming(response.clone()).catch(async () => {
        // The connection broke off, or the host serves another type than application/wasm, or other bytes.
        const bytes = await response.arrayBuffer();
        return WebAssembly.compile(bytes).catch(refuse);
      });
      started = true;
      await app.default({ module_or_path: compiled });
    } catch (screen) {
      (typeof screen === "function" ? screen : started ? broken : unreachable)();
    }
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
