// `hallway serve` adds this script to each page; no built guide has it. It loads the page again when the conference has
// changed, and shows what is wrong with its files.
{
  const { src } = document.currentScript;
  const version = new URL(src).search.slice(1);
  let box;
  const show = (problems) => {
    box?.remove();
    if (!problems) return;
    box = document.createElement("pre");
    box.id = "hallway-problems";
    box.setAttribute("role", "alert");
    box.tabIndex = 0;
    box.textContent = `The conference has problems, so this is the last guide that was right:\n\n${problems}`;
    Object.assign(box.style, {
      position: "fixed", inset: "auto 0 0 0", zIndex: 99, maxHeight: "60vh", margin: 0, padding: "1rem", overflow: "auto",
      background: "#7a1020", color: "#fff", font: "0.875rem/1.4 monospace", whiteSpace: "pre-wrap",
    });
    document.body.append(box);
  };
  new EventSource(new URL("/hallway-serve", src)).onmessage = ({ data }) => {
    const now = JSON.parse(data);
    if (now.problems || now.version === version) show(now.problems);
    else location.reload();
  };
}
