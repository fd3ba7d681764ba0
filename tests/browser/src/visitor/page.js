// What visitors see, by role and name as assistive technology tells them. Stands before every script that
// visitor/ asks the page with.
// What is read: without what only keeps the directions of a sentence apart (U+2068, U+2069).
const read = (words) => words.replace(/[\u2068\u2069]/g, "").replace(/\s+/g, " ").trim();
const text = (node) => read(node?.textContent ?? "");
const roles = {
  article: "article",
  button: "button",
  checkbox: "input[type=checkbox]",
  link: "a[href]",
  radio: "input[type=radio]",
  searchbox: "input[type=search]",
  textbox: "textarea",
  notice: "[role=status], [role=alert]",
};
const nameOf = (element) => {
  const labels = (element.getAttribute("aria-labelledby") ?? "").split(" ").filter(Boolean);
  if (labels.length) return labels.map((id) => text(document.getElementById(id))).join(" ");
  if (element.hasAttribute("aria-label")) return read(element.getAttribute("aria-label"));
  // A choice is named by its label; the count beside it is not part of what it is called.
  if (element.labels?.length) return text(element.labels[0].querySelector(".label") ?? element.labels[0]);
  // The same for the number of sessions that a link or a button carries.
  const copy = element.cloneNode(true);
  copy.querySelectorAll(".count, .clash-count").forEach((count) => count.remove());
  return text(copy).replace(/ \(\d+\)$/, "");
};
const isSeen = (element) => element.checkVisibility({ visibilityProperty: true });
const all = (role) => [...document.querySelectorAll(roles[role])].filter(isSeen);
const byName = (role, name) => all(role).filter((element) => nameOf(element) === name);
const notices = () => all("notice").map(text).filter(Boolean);
const html = document.documentElement;
