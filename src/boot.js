// The script that starts the app. Every page contains it or links to it, and it runs before anything is painted: it
// applies the saved theme, holds presses of buttons until the app takes over, starts the app, and shows a message if
// something keeps the app from starting or breaks it later. Its sentences (`hallwayWords`) are written before it
// (src/publish/kit.rs).
(() => {
  const html = document.documentElement;
  const is = (name) => name in html.dataset;
  const find = (selector) => document.querySelector(selector);

  // Until this is set, CSS hides the elements that need scripts, because a security policy may block this script.
  html.dataset.boot = "";
  try {
    const theme = JSON.parse(localStorage.getItem("hallway:theme"));
    if (theme === "light" || theme === "dark") html.dataset.theme = theme;
  } catch {
    // Storage is blocked, or the value is not ours: the system's theme stays.
  }
  // The prerendered page does not know the search or filter in the address. In a long programme it begins with the
  // morning, or with the first day, even when the app would begin with now (`data-days`). In these cases CSS hides its
  // list until the app is ready.
  const now = new Date(new URLSearchParams(location.search).get("now") ?? Date.now()) / 1000;
  const [from, until] = (html.dataset.days ?? "").split(" ");
  const isFiltered = /[?&](q|mine|track|room|format|topic|language|level|tag|recorded|speaker)=/.test(location.search);
  if (isFiltered || (from <= now && now < until)) html.dataset.outdated = "";

  // The two links to the app. In 404.html their `rel` is `later-modulepreload` and `later-preload`: the right folder is
  // not known yet. `$=` finds both.
  const script = () => find("link[rel$=modulepreload]");
  const wasm = () => find("link[rel$=preload][as=fetch]");

  // A page that a host serves for any address (404.html) does not know how far up the root is: the root is the folder
  // that has the app's files. The script tries likely folders first: the folders above a name that guides use, then the
  // nearest. (An address that ends with a slash is not the root itself, because the root has its own page.)
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

  const element = (name, properties, ...inside) => {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...inside);
    return made;
  };
  const alertBox = (className, again, ...inside) => {
    const button = element("button", { className: "button primary", onclick: () => location.reload() }, again);
    const made = element("div", { className }, ...inside, button);
    made.setAttribute("role", "alert");
    return made;
  };

  const ask = (worker, question) => {
    const { port1, port2 } = new MessageChannel();
    worker.postMessage(question, [port2]);
    return new Promise((done) => (port1.onmessage = ({ data }) => done(data)));
  };
  // The page that the service worker shows at every address (src/worker.js) has nothing to read. If the app cannot start
  // in it, the worker shows an earlier build from now on, or leaves the page to the host; it answers whether it can.
  const repair = () => {
    const workers = navigator.serviceWorker;
    if (!is("shell") || !workers?.controller) return false;
    // A worker that is just being replaced may never answer; then the page asks the next one.
    const isReplaced = new Promise((done) => workers.addEventListener("controllerchange", () => done(true)));
    const isLate = new Promise((done) => setTimeout(done, 5_000));
    return Promise.race([ask(workers.controller, { broken: html.dataset.made }), isReplaced, isLate]);
  };

  // Before the app runs: a sentence on the page, which stays readable. The first cause stays, except `stalled`: a slow
  // start may still fail.
  const notice = async (why) => {
    if (is("failed") && html.dataset.failed !== "stalled") return;
    html.dataset.failed = why;
    if (["error", "missing", "refused"].includes(why) && (await repair())) return location.reload();
    find(".boot-notice")?.remove();
    const sentence = element("p", {}, hallwayWords[why], " ", is("shell") ? "" : hallwayWords.stillReadable);
    find("#main").before(alertBox("notice boot-notice", hallwayWords.tryAgain, sentence));
  };

  // Once the app runs: a screen in place of the page, which may now be wrong.
  const recovery = () => {
    if (is("failed")) return;
    html.dataset.failed = "error";
    const title = element("h1", { tabIndex: -1 }, hallwayWords.recoveryTitle);
    const help = element("p", {}, hallwayWords.recoveryHelp);
    find("#app").replaceChildren(element("main", {}, alertBox("recovery", hallwayWords.reload, title, help)));
    title.focus();
  };

  // One function for each failure.
  const stalled = () => is("ready") || notice("stalled");
  const fromFile = () => notice("file");
  const unsupported = () => notice("unsupported");
  const forbidden = () => notice("policy");
  // What a policy forbids looks like a broken connection or a damaged file.
  let isForbidden = false;
  addEventListener("securitypolicyviolation", () => (isForbidden = true));
  const unreachable = () => (isForbidden ? forbidden() : notice("network"));
  const refused = () => (isForbidden ? forbidden() : notice("refused"));
  const broken = () => (is("ready") ? recovery() : notice("error"));
  // A cached page may ask for files of an older deployment. Reloading, once, gets the current page from the host.
  const missing = () => {
    if (performance.getEntriesByType("navigation")[0]?.type === "reload") return notice("missing");
    location.reload();
    // The start waits until this page is gone.
    return new Promise(() => {});
  };

  // Presses before the app runs. Those of agenda buttons are saved by session (`+ebpf -welcome`), because the attendee
  // may go on to another page before the app runs; `ui/storage.rs` reads them.
  const early = () => "hallway:early:" + new URL(html.dataset.root, location.href).pathname;
  const presses = () => {
    try {
      return sessionStorage.getItem(early())?.split(" ") ?? [];
    } catch {
      return [];
    }
  };
  const showPressed = (button, chosen) => button?.setAttribute("aria-pressed", chosen);
  document.addEventListener("click", (event) => {
    const button = !is("ready") && event.target.closest("[data-pick], [aria-expanded]");
    if (!button) return;
    const pick = button.dataset.pick;
    if (!pick) return button.setAttribute("aria-expanded", find("#filters").toggleAttribute("data-open"));
    button.dataset.pressed = "";
    const chosen = button.getAttribute("aria-pressed") !== "true";
    showPressed(button, chosen);
    try {
      const others = presses().filter((press) => press.slice(1) !== pick);
      sessionStorage.setItem(early(), [...others, (chosen ? "+" : "-") + pick].join(" "));
    } catch {
      // Storage is blocked: the mark on the button keeps the press while this page is open.
    }
  });

  // The browser's offer to install the guide: it comes once, perhaps before the app runs.
  let installer;
  addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault();
    installer = event;
  });

  // Handles every error that the app throws; errors of extensions and other scripts are ignored.
  let started = false;
  // The rest of the app was needed and did not come.
  let lacksRest = false;
  const ours = (error, file) =>
    error instanceof WebAssembly.RuntimeError || `${error?.stack} ${file}`.includes(script().href);
  const thrown = (error, file) => {
    if (started && (lacksRest || ours(error, file))) broken();
  };
  addEventListener("error", (event) => thrown(event.error, event.filename));
  addEventListener("unhandledrejection", (event) => thrown(event.reason));

  // A step that knows why it failed shows its own notice and throws; the notice in `catch` then changes nothing.
  const byPolicy = (error) => /Content.Security.Policy|unsafe-eval/i.test(error?.message);
  const refuse = (error) => {
    if (!byPolicy(error)) refused();
    throw error;
  };
  const fetchLater = async (href) => {
    const response = await fetch(href);
    if (!response.ok) throw response;
    return response;
  };
  const fetchFile = ({ href }) =>
    fetchLater(href).catch(async (failure) => {
      if (failure instanceof Response) await missing();
      throw failure;
    });
  const compile = (response) =>
    WebAssembly.compileStreaming(response.clone()).catch(async () => {
      // The connection broke, or the host serves a type other than application/wasm, or bytes that are not
      // WebAssembly.
      const bytes = await response.arrayBuffer();
      return WebAssembly.compile(bytes).catch((error) => (started ? Promise.reject(error) : refuse(error)));
    });
  // The module that has the list of the programme.
  let listed;
  // The rest of the app (src/ui/rest.rs) fills the places that its functions have in the app's table.
  let exported;
  let filled;
  let restCame;
  const fill = async (module) => {
    filled ??= await WebAssembly.instantiate(module, { "": exported });
    tellRestCame();
  };
  const tellRestCame = () => {
    restCame?.();
    restCame = undefined;
  };
  // What the app asks of this script (src/ui/rest.rs, src/ui/texts.rs).
  window.hallway = {
    savesData: () => !!navigator.connection?.saveData,
    loadTexts(done) {
      const read = (beside) => section(beside, "texts");
      fetchLater(find("#texts").href).then(compile).then(read).catch(() => {}).then(done);
    },
    loadPage(href, done) {
      const parse = (text) => new DOMParser().parseFromString(text, "text/html").querySelector("#app");
      fetchLater(href).then((response) => response.text()).then(parse).catch(() => {}).then((app) => done(app ?? undefined));
    },
    // Has the service worker keep the guide (src/kept.js, for src/ui/kept.rs).
    keep(tell) {
      const address = new URL("sw.js", script().href);
      const [offer, list] = [() => installer, () => section(listed, "list")];
      const tools = { ask, compile, fetchLater, section, address, offer, list };
      import(find("#kept").href).then(({ keep }) => keep(tell, tools)).catch(() => {});
    },
    whenRestCame(then) {
      if (filled) then();
      else restCame = then;
    },
    loadRest(now) {
      const { href } = find("#rest") ?? {};
      if (filled || !href) return;
      const tryAgain = () => void setTimeout(() => hallway.loadRest(false), 10_000);
      if (!now) return void fetchLater(href).then(compile).then(fill).catch(tryAgain);
      // A function of the rest was called before the rest has come, and the call must wait for it, so the request is
      // synchronous. Such requests cannot return bytes: the file is read as text with one character for each byte.
      lacksRest = true;
      const request = new XMLHttpRequest();
      request.open("GET", href, false);
      request.overrideMimeType("text/plain; charset=x-user-defined");
      request.send();
      const bytes = Uint8Array.from(request.responseText, (letter) => letter.charCodeAt());
      filled = new WebAssembly.Instance(new WebAssembly.Module(bytes), { "": exported });
      lacksRest = false;
      tellRestCame();
    },
  };
  // The parts of the programme are custom sections of the app, or of files beside it that have nothing else.
  const section = (module, name) => new Uint8Array(WebAssembly.Module.customSections(module, name)[0]);
  const start = async () => {
    for (const press of presses()) showPressed(find(`[data-pick="${CSS.escape(press.slice(1))}"]`), press[0] === "+");
    if (is("outdated")) find(".day-tab[aria-current]")?.removeAttribute("aria-current");
    if (location.protocol === "file:") return fromFile();
    if (typeof WebAssembly === "undefined") return unsupported();
    setTimeout(stalled, 10_000);
    try {
      if (is("anywhere")) await findRoot();
      // The address changes while the app moves between pages; the relative links in this page's head must not change
      // with it.
      for (const link of document.querySelectorAll("link[href]")) link.href = link.href;
      const whole = (link) => link && fetchFile(link).then(compile);
      const list = find("#list");
      const [compiled, app, beside, rest] = await Promise.all([
        whole(wasm()),
        // A failed import does not say why; fetching the module as a file does.
        import(script().href).catch((error) => fetchFile(script()).then(() => refuse(error))),
        whole(list),
        // Some pages and the timetable are parts of the rest, and a page that is served at any address may be any of them. From
        // the service worker the rest comes at once.
        whole(find("#rest[rel=preload]") ?? ((is("shell") || is("anywhere") || /[?&]view=grid/.test(location.search)) && find("#rest"))),
      ]);
      started = true;
      exported = await app.default({ module_or_path: compiled });
      if (rest) await fill(rest);
      listed = beside ?? compiled;
      const texts = list ? undefined : section(compiled, "texts");
      if (!app.takeOver(section(listed, "list"), texts)) await missing();
    } catch (error) {
      // WebKit compiles an app that a policy forbids, and then refuses to run it.
      (byPolicy(error) ? forbidden : started ? broken : unreachable)();
    }
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
