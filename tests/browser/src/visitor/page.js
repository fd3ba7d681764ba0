// Finds what visitors see, by role and name, as assistive technology does. It is put before every script with which
// visitor/ queries the page.
// The text that is read out, without the characters that isolate text directions (U+2068, U+2069).
const read = (words) => words.replace(/[\u2068\u2069]/g, "").replace(/\s+/g, " ").trim();
const text = (node) => read(node?.textContent ?? "");
const roles = {
  article: "article",
  button: "button",
  checkbox: "input[type=checkbox]",
  heading: "h1, h2, h3, h4",
  link: "a[href]",
  radio: "input[type=radio]",
  searchbox: "input[type=search]",
  textbox: "textarea, input[type=text]",
  notice: "[role=status], [role=alert]",
};
const nameOf = (element) => {
  const labels = (element.getAttribute("aria-labelledby") ?? "").split(" ").filter(Boolean);
  if (labels.length) return labels.map((id) => text(document.getElementById(id))).join(" ");
  if (element.hasAttribute("aria-label")) return read(element.getAttribute("aria-label"));
  // A choice is named by its label, without the count beside it.
  if (element.labels?.length) return text(element.labels[0].querySelector(".label") ?? element.labels[0]);
  // In the same way, the count in a link or a button is not part of its name.
  const copy = element.cloneNode(true);
  copy.querySelectorAll(".count, .clash-count").forEach((count) => count.remove());
  return text(copy).replace(/ \(\d+\)$/, "");
};
const isSeen = (element) => element.checkVisibility({ visibilityProperty: true });
const all = (role) => [...document.querySelectorAll(roles[role])].filter(isSeen);
const byName = (role, name) => all(role).filter((element) => nameOf(element) === name);
const notices = () => all("notice").map(text).filter(Boolean);
const html = document.documentElement;
