// Measures a site with Lighthouse, simulating a phone: `node scripts/lighthouse.mjs <lighthouse> <site>`, with the site's
// address in HALLWAY_BASE. It measures one page of every kind except the 404.
// The rule: 100 for accessibility, best practices and SEO. Performance, which depends on the machine, is
// printed as the median of five.

import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const RUNS = 5;
const EXACT = ["accessibility", "best-practices", "seo"];
const TIMES = { "first-contentful-paint": "first paint", "largest-contentful-paint": "largest paint", "total-blocking-time": "blocked" };

const [lighthouse, site] = process.argv.slice(2);
const base = process.env.HALLWAY_BASE;
const work = mkdtempSync(join(tmpdir(), "lighthouse-"));
process.on("exit", () => rmSync(work, { recursive: true, force: true }));

/** The first page, and for each folder its own page and the first page in it. */
function pages() {
  const found = [""];
  const isPage = (path) => existsSync(join(site, path, "index.html"));
  const folders = (path) => readdirSync(join(site, path), { withFileTypes: true }).filter((one) => one.isDirectory()).map((one) => `${path}${one.name}/`).sort();
  for (const folder of folders("")) {
    found.push(...[folder, folders(folder).find(isPage)].filter((path) => path && isPage(path)));
  }
  return found;
}

/** One run's report. */
function measure(page, categories) {
  const report = join(work, "report.json");
  rmSync(report, { force: true });
  const chrome = "--headless=new --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync"
    // Chromium's sandbox does not work as root.
    + (process.getuid?.() === 0 ? " --no-sandbox" : "");
  const { status, stdout, stderr, error } = spawnSync(process.execPath, [
    lighthouse, base + page, "--quiet", "--output=json", `--output-path=${report}`, `--only-categories=${categories}`,
    "--form-factor=mobile", `--chrome-flags=${chrome}`, "--no-enable-error-reporting",
  ], { encoding: "utf8" });
  if (status !== 0 || !existsSync(report)) {
    console.error(`hallway: Lighthouse failed on /${page}\n${error ?? ""}${stdout ?? ""}${stderr ?? ""}`);
    process.exit(1);
  }
  return JSON.parse(readFileSync(report, "utf8"));
}

const score = (report, category) => Math.round(report.categories[category].score * 100);
const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

const failures = [];
console.log(`| page | ${EXACT.join(" | ")} | performance | ${Object.values(TIMES).join(" | ")} |`);
console.log("|---".repeat(2 + EXACT.length + Object.keys(TIMES).length) + "|");
for (const page of pages()) {
  const first = measure(page, ["performance", ...EXACT]);
  const runs = [first];
  while (runs.length < RUNS) runs.push(measure(page, ["performance"]));
  for (const category of EXACT.filter((category) => score(first, category) !== 100)) {
    const wrong = first.categories[category].auditRefs.map(({ id, weight }) => ({ weight, ...first.audits[id] }))
      .filter((audit) => audit.weight > 0 && audit.score !== null && audit.score < 1);
    failures.push(`/${page}: ${category} ${score(first, category)}`);
    for (const audit of wrong) {
      failures.push(`    ${audit.id}: ${audit.title}`);
      for (const item of audit.details?.items ?? []) failures.push(`        ${item.node?.snippet ?? item.description ?? item.url ?? JSON.stringify(item)}`);
    }
  }
  const times = Object.keys(TIMES).map((id) => `${Math.round(median(runs.map((run) => run.audits[id].numericValue)))} ms`);
  console.log(`| /${page} | ${EXACT.map((category) => score(first, category)).join(" | ")} | ${median(runs.map((run) => score(run, "performance")))} | ${times.join(" | ")} |`);
}
if (failures.length > 0) {
  console.error(`hallway: these should be 100:\n${failures.join("\n")}`);
  process.exit(1);
}
