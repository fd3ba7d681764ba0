// Measures the visible page: what is cut off, targets, colours, focus. It is put after page.js, before every script of
// measures.rs. Each measure returns the faults that it finds, as sentences.
const styleOf = (element, part) => getComputedStyle(element, part);
const above = (element) => (element ? [element, ...above(element.parentElement)] : []);
const isVisible = (element) =>
  element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) &&
  !above(element).some((one) => styleOf(one).clipPath !== "none");
const firstLetters = (words, letters) => [...words].slice(0, letters).join("");
const describe = (element) =>
  `${element.localName}${[...element.classList].map((one) => `.${one}`).join("")} “${firstLetters(nameOf(element) || text(element), 50)}”`;
const sizeOf = (box) => `${box.width.toFixed(1)} × ${box.height.toFixed(1)}`;
const faultsOf = (lists) => [...new Set(lists.flat())];

// All visible texts, each with its element.
const texts = () => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) {
    const node = walker.currentNode, element = node.parentElement;
    if (node.data.trim() && !element.closest("script, style, option, textarea") && isVisible(element)) found.push({ node, element });
  }
  return found;
};
// All elements that can be pressed.
const targets = () =>
  [...document.querySelectorAll("a[href], button, input, select, textarea")].filter((one) => !one.disabled && isVisible(one.closest("label") ?? one));
// The element that reacts to a press: for a choice, its label.
const hitElement = (target) => target.closest("label:not(.setting)") ?? target;
const lines = (element) => [...element.getClientRects()].filter((box) => box.width && box.height);
const largest = (element) =>
  lines(element).reduce((one, other) => (other.width * other.height > one.width * one.height ? other : one), new DOMRect());

// --- Nothing is cut off ---

const clips = (element) => {
  const { overflowX, overflowY } = styleOf(element);
  return overflowX !== "visible" || overflowY !== "visible";
};
// The part of a box that no ancestor of the element clips.
const seenPart = (box, element) =>
  above(element).filter((one) => one !== html && one !== document.body && clips(one)).reduce(
    (part, one) => {
      const edge = one.getBoundingClientRect();
      const [left, top] = [Math.max(part.left, edge.left), Math.max(part.top, edge.top)];
      return new DOMRect(left, top, Math.max(0, Math.min(part.right, edge.right) - left), Math.max(0, Math.min(part.bottom, edge.bottom) - top));
    },
    box,
  );
const isStuck = (element) => above(element).some((one) => ["fixed", "sticky"].includes(styleOf(one).position));
const scrollsSideways = (element) => above(element).some((one) => ["auto", "scroll"].includes(styleOf(one).overflowX));
// Elements whose text is shortened on purpose: it ends with an ellipsis, and links to the full text.
const isTruncated = (element) => above(element).some((one) => styleOf(one).webkitLineClamp !== "none");
const widthOf = (words, element) => {
  const paint = document.createElement("canvas").getContext("2d");
  const style = styleOf(element);
  Object.assign(paint, { font: style.font, letterSpacing: style.letterSpacing, wordSpacing: style.wordSpacing });
  return paint.measureText(words).width;
};
// The browser may not have laid out elements outside the viewport yet.
const layOutAll = () => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("* { content-visibility: visible !important; }");
  document.adoptedStyleSheets.push(sheet);
};
const cutOff = () => {
  layOutAll();
  const width = html.clientWidth;
  const sideways = html.scrollWidth > width + 1 ? [`the page is ${html.scrollWidth} pixels wide, on a screen of ${width}`] : [];
  const hidden = [...document.body.querySelectorAll("*")].filter(isVisible).filter((element) => {
    const { overflowX, overflowY } = styleOf(element);
    const isHidden = (overflow) => overflow === "hidden" || overflow === "clip";
    return !isTruncated(element) && !element.matches("svg, svg *, img, input") &&
      ((isHidden(overflowX) && element.scrollWidth > element.clientWidth + 1) || (isHidden(overflowY) && element.scrollHeight > element.clientHeight + 1));
  }).map((element) => `${describe(element)} hides what it has no room for: ${element.scrollWidth} × ${element.scrollHeight} in ${element.clientWidth} × ${element.clientHeight}`);
  const words = texts().flatMap(({ node, element }) => {
    const range = document.createRange();
    range.selectNodeContents(node);
    // Lines of text may touch, so the middle of each line is compared.
    return [...range.getClientRects()].map((line) => new DOMRect(line.left + 1, line.top + line.height / 4, line.width - 2, line.height / 2))
      .filter((box) => box.width > 0).map((box) => ({ element, node, box, seen: seenPart(box, element) }));
  });
  const outside = words.flatMap(({ element, node, box }) => {
    const faults = [];
    const say = (what) => faults.push(`“${firstLetters(read(node.data), 40)}” in ${describe(element)} ${what}`);
    if (!scrollsSideways(element) && (box.left < -1 || box.right > width + 1)) say(`is outside the screen: ${box.left.toFixed()} to ${box.right.toFixed()}`);
    const fixed = above(element).find((one) => styleOf(one).position === "fixed");
    if (fixed && (box.top < 0 || box.bottom > innerHeight) && fixed.scrollHeight <= fixed.clientHeight) say("is fixed outside of the screen");
    const control = element.closest("button, .button, .choice, .day-tab, .letters a, .file-button, .break");
    const edge = control?.getBoundingClientRect();
    if (edge && !isTruncated(element) && (box.left < edge.left - 1 || box.right > edge.right + 1 || box.top < edge.top - 1 || box.bottom > edge.bottom + 1))
      say(`sticks out of ${describe(control)}`);
    return faults;
  });
  const inFlow = words.filter(({ element, seen }) => seen.width > 1 && seen.height > 1 && !isStuck(element)).sort((a, b) => a.seen.top - b.seen.top);
  const over = inFlow.flatMap((one, at) => {
    const faults = [];
    for (let next = at + 1; next < inFlow.length && inFlow[next].seen.top < one.seen.bottom - 1; next++) {
      const other = inFlow[next];
      if (other.node !== one.node && other.seen.left < one.seen.right - 1 && one.seen.left < other.seen.right - 1)
        faults.push(`“${firstLetters(read(one.node.data), 40)}” and “${firstLetters(read(other.node.data), 40)}” lie over each other`);
    }
    return faults;
  });
  const fields = [...document.querySelectorAll("[type=search], select")].filter(isVisible).flatMap((field) => {
    const style = styleOf(field);
    const words = field.localName === "select" ? field.selectedOptions[0]?.text ?? "" : field.placeholder;
    // Leaves room for the arrow of a select.
    const room = field.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight) - (field.localName === "select" ? 16 : 0);
    const wide = widthOf(words, field);
    return wide > room + 1 ? [`${describe(field)} shows only a part of “${words}”: ${wide.toFixed()} in ${room.toFixed()}`] : [];
  });
  return faultsOf([sideways, hidden, outside, over, fields]);
};

// --- Targets ---

// The height of a link inside a sentence is that of its line (WCAG 2.5.8 exempts it).
const isInSentence = (target) => {
  if (target.localName !== "a" || styleOf(target).display !== "inline") return false;
  const copy = target.closest("p, li")?.cloneNode(true);
  copy?.querySelectorAll("a").forEach((link) => link.remove());
  return copy ? /\p{L}/u.test(text(copy)) : false;
};
// Shortens names to one letter, the shortest that a programme may have.
const shortenNames = () => {
  for (const link of document.querySelectorAll("main a:is([href*='rooms/'], [href*='tracks/'], [href*='speakers/'])")) {
    const walker = document.createTreeWalker(link, NodeFilter.SHOW_TEXT);
    if (walker.nextNode() && !link.closest(".more, .actions")) link.textContent = firstLetters(text(link), 1);
  }
};
// How many pixels the element reaches from a point in a direction: the area that reacts to a press may be larger than
// the element's box.
const reach = (element, x, y, right, down, most) => {
  let pixels = 0;
  while (pixels < most && element.contains(document.elementFromPoint(x + right * (pixels + 1), y + down * (pixels + 1)))) pixels++;
  return pixels;
};
const smallTargets = (least) => targets().filter((one) => !isInSentence(one)).flatMap((target) => {
  const element = hitElement(target);
  element.scrollIntoView({ block: "center", inline: "center", behavior: "instant" });
  const box = largest(element);
  const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
  if (box.width < least - 0.5 || box.height < least - 0.5) {
    const across = (right, down) => reach(element, x, y, right, down, least) + reach(element, x, y, -right, -down, least) + 1;
    const area = new DOMRect(0, 0, Math.max(box.width, across(1, 0)), Math.max(box.height, across(0, 1)));
    // A pixel at each edge is left for rounding.
    return Math.min(area.width, area.height) < least - 2 ? [`${describe(target)} is ${sizeOf(area)}`] : [];
  }
  const step = least / 2 - 2;
  const covers = [-step, 0, step].flatMap((right) => [-step, 0, step].map((down) => document.elementFromPoint(x + right, y + down)));
  const cover = covers.find((top) => top && !element.contains(top) && !top.contains(element));
  // Elements under the open filters are left out: a visitor closes the filters first.
  if (cover?.closest(".scrim, .filters") && !element.closest(".filters")) return [];
  return cover ? [`${describe(target)} lies partly under ${describe(cover)}`] : [];
});

// --- Colours ---

const colours = new Map();
const paint = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
const rgba = (colour) => {
  if (!colours.has(colour)) {
    paint.clearRect(0, 0, 1, 1);
    paint.fillStyle = colour;
    paint.fillRect(0, 0, 1, 1);
    colours.set(colour, [...paint.getImageData(0, 0, 1, 1).data]);
  }
  return colours.get(colour);
};
const blend = ([r, g, b, a], ground) => [r, g, b].map((part, at) => (part * a + ground[at] * (255 - a)) / 255);
const backgroundOf = (element) => {
  const layers = above(element).map((one) => rgba(styleOf(one).backgroundColor));
  const canvas = rgba(html.style.colorScheme || "canvas").slice(0, 3);
  const opaque = layers.findIndex((layer) => layer[3] === 255);
  const [under, over] = opaque < 0 ? [canvas, layers] : [layers[opaque].slice(0, 3), layers.slice(0, opaque)];
  return over.reduceRight((ground, layer) => blend(layer, ground), under);
};
const luminance = (colour) => {
  const [r, g, b] = colour.map((part) => part / 255).map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const contrast = (one, other) => {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
};
const lowContrasts = () => {
  const contrastFault = (what, element, style) => {
    const ground = backgroundOf(element);
    const [r, g, b, a] = rgba(style.color);
    const seen = blend([r, g, b, a * above(element).reduce((so, one) => so * styleOf(one).opacity, 1)], ground);
    const size = parseFloat(style.fontSize);
    const least = size >= 24 || (size >= 18.66 && style.fontWeight >= 700) ? 3 : 4.5;
    const found = contrast(seen, ground);
    return found < least ? [`${what}: ${found.toFixed(2)} to 1`] : [];
  };
  const words = texts().filter(({ element }) => !element.closest(":disabled"))
    .flatMap(({ element, node }) => contrastFault(`“${firstLetters(read(node.data), 30)}” in ${describe(element)}${element.closest("[data-hue]") ? ` of hue ${element.closest("[data-hue]").dataset.hue}` : ""}`, element, styleOf(element)));
  const hints = [...document.querySelectorAll("[placeholder]")].filter(isVisible)
    .flatMap((field) => contrastFault(`the hint in ${describe(field)}`, field, styleOf(field, "::placeholder")));
  return faultsOf([words, hints]);
};
// Marks every word of the programme, as a search that matches all of them would.
const markAll = () => {
  for (const { node, element } of texts()) {
    if (!element.closest("main") || element.closest("mark, button, label, h2:not(.title)")) continue;
    const mark = document.createElement("mark");
    node.replaceWith(mark);
    mark.append(node);
  }
};
const lowContrastsInAllHues = () => {
  const hues = [...document.querySelectorAll("[data-hue]")].map((one) => [one, one.dataset.hue]);
  const found = hues.length ? [...Array(8).keys()].flatMap((hue) => {
    hues.forEach(([one]) => (one.dataset.hue = hue));
    return lowContrasts();
  }) : lowContrasts();
  hues.forEach(([one, hue]) => (one.dataset.hue = hue));
  return faultsOf([found]);
};

// --- Where the system chooses the colours ---

const LOOKS = ["color", "backgroundColor", "borderStyle", "borderWidth", "borderColor", "outlineStyle", "fontWeight", "textDecorationLine", "fill", "stroke", "visibility", "display", "content"];
const looks = (element) =>
  JSON.stringify([element, ...element.querySelectorAll("*")].flatMap((one) => ["", "::before", "::after"].map((part) => LOOKS.map((name) => styleOf(one, part || null)[name]))));
const STATES = { "aria-pressed": ["true", "false"], "aria-current": ["page", null], "aria-expanded": ["true", "false"] };
const indistinct = () => {
  const bare = targets().filter((one) => one.matches("button, .button, select, textarea, [type=search], .choice input")).filter((control) => {
    const element = hitElement(control), style = styleOf(element), ground = backgroundOf(element.parentElement);
    const hasEdge = ["Top", "Right", "Bottom", "Left"].some(
      (side) => parseFloat(style[`border${side}Width`]) > 0 && style[`border${side}Style`] !== "none" && contrast(rgba(style[`border${side}Color`]).slice(0, 3), ground) >= 3,
    );
    const hasShape = [...element.querySelectorAll("svg *")].some((one) => contrast(rgba(styleOf(one).stroke).slice(0, 3), ground) >= 3);
    return !hasEdge && !hasShape && !control.matches("[type=checkbox], [type=radio]");
  }).map((control) => `${describe(control)} has no edge`);
  const links = targets().filter((one) => one.localName === "a" && isInSentence(one)).filter((link) => {
    const style = styleOf(link);
    return style.textDecorationLine === "none" && style.color === styleOf(link.parentElement).color;
  }).map((link) => `${describe(link)} looks like the text around it`);
  const states = Object.entries(STATES).flatMap(([name, values]) => targets().filter((one) => one.hasAttribute(name)).filter((control) => {
    const [before, ...seen] = [control.getAttribute(name), ...values.map((value) => {
      value === null ? control.removeAttribute(name) : control.setAttribute(name, value);
      return looks(control);
    })];
    control.setAttribute(name, before);
    // These buttons may look the same: the part that they open stands right after them.
    return seen[0] === seen[1] && !control.matches(".gap button, .agenda-day > .actions button");
  }).map((control) => `${describe(control)} looks the same with and without ${name}`));
  return faultsOf([bare, links, states]);
};

// --- The keyboard ---

const reached = (window.reached ??= new Set());
const showsFocus = (focused) => {
  const element = focused.matches("[type=file]") ? focused.closest("label") : focused;
  const { outlineStyle, outlineWidth, outlineColor, outlineOffset } = styleOf(element);
  const [width, offset] = [parseFloat(outlineWidth), parseFloat(outlineOffset)];
  const ground = backgroundOf(offset < 0 ? element : element.parentElement);
  if (outlineStyle === "none" || width < 2 || contrast(rgba(outlineColor).slice(0, 3), ground) < 3) return false;
  // A side of the outline is invisible if its inner edge is clipped. Two such sides are allowed.
  const box = largest(element);
  const ring = new DOMRect(box.left - offset, box.top - offset, box.width + 2 * offset, box.height + 2 * offset);
  const seen = seenPart(ring, element.parentElement);
  return [seen.left > ring.left, seen.top > ring.top, seen.right < ring.right, seen.bottom < ring.bottom].filter(Boolean).length <= 2;
};
// Compared by name, because an element may be rendered anew in between.
const notReached = () => targets().filter((one) => !reached.has(describe(one)))
  // A group of radio buttons is one stop, and so is a timetable: arrow keys move within them.
  .filter((one) => !one.matches("[type=radio]:not(:checked), .timetable [tabindex='-1']")).map((one) => `Tab does not reach ${describe(one)}`);
