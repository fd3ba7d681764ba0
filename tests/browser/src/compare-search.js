// Compares the guide's search (tests/search) with MiniSearch, in one tab: `make compare-search` serves this file beside
// both, and prints what `compare` returns.
//
// The rule: where MiniSearch's own settings are worse than what the guide does, it gets better ones: folded accents, titles
// that count more, and results that have all words, which is also faster. Both are asked in turns.
import MiniSearch from "./minisearch.js";
import load, { Search } from "./search.js";

const ROUNDS = 7;
const COUNTED = 10;

const fold = (term) => term.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

const milliseconds = (task) => {
  const begun = performance.now();
  task();
  return performance.now() - begun;
};

// The share of what a query should find that is among the first results, of as many as can be there.
const recall = (results, wanted) =>
  results.filter((place) => wanted.includes(place)).length / Math.min(COUNTED, wanted.length);

window.compare = async () => {
  await load();
  const guide = new Search(await (await fetch("conference.json")).text());
  const documents = JSON.parse(guide.documents());
  const queries = JSON.parse(guide.queries());
  const made = { guide: milliseconds(() => guide.makeIndex()) };
  const mini = new MiniSearch({
    fields: ["title", "names", "labels", "texts"],
    processTerm: fold,
    searchOptions: { prefix: true, fuzzy: 0.2, combineWith: "AND", boost: { title: 16, names: 12, labels: 6 } },
  });
  made.mini = milliseconds(() => mini.addAll(documents));
  const ask = {
    guide: (typed) => [...guide.find(typed)],
    mini: (typed) => mini.search(typed).slice(0, COUNTED).map(({ id }) => id),
  };
  const judged = queries.filter(({ wanted }) => wanted.length > 0);
  const recalls = (ask) => judged.reduce((sum, { typed, wanted }) => sum + recall(ask(typed), wanted), 0) / judged.length;
  const all = (ask) => milliseconds(() => queries.forEach(({ typed }) => ask(typed)));
  // The browser compiles what runs often.
  const found = { guide: recalls(ask.guide), mini: recalls(ask.mini) };
  const rounds = Array.from({ length: ROUNDS }, () => ({ guide: all(ask.guide), mini: all(ask.mini) }));
  return { documents: documents.length, queries: queries.length, judged: judged.length, made, found, rounds };
};
