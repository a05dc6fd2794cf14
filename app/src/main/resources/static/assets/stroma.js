// Improves pages that work without it: CSRF for htmx, one submit per click, scanner focus.
document.addEventListener("htmx:configRequest", (event) => {
  const match = document.cookie.match(/(?:^|; )XSRF-TOKEN=([^;]+)/);
  if (match) { event.detail.headers["X-XSRF-TOKEN"] = decodeURIComponent(match[1]); }
});
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.sent) { event.preventDefault(); return; }
  form.dataset.sent = "yes";
  setTimeout(() => { delete form.dataset.sent; }, 4000);
});
// A scanner types: where nothing has the focus, what it types goes to the scan box, and its Enter looks it up. "/" opens the box by hand.
document.addEventListener("keydown", (event) => {
  const scan = document.getElementById("scan");
  const focused = document.activeElement;
  const nowhere = focused === document.body || focused === document.getElementById("main");
  const byHand = event.key === "/" && !/^(INPUT|TEXTAREA|SELECT)$/.test(focused.tagName);
  if (!scan || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) { return; }
  if (byHand) { scan.focus(); event.preventDefault(); return; }
  if (nowhere && event.key.length === 1 && event.key !== " ") { scan.value = ""; scan.focus(); }
});
// Another row of a table to fill in: the last one again, empty and counted on; Enter of a scanner goes to the next field.
document.addEventListener("click", (event) => {
  if (!event.target.matches("[data-add-row]")) { return; }
  const body = event.target.parentElement.querySelector("[data-rows] tbody");
  const row = body.lastElementChild.cloneNode(true);
  row.querySelectorAll("input").forEach((field) => {
    field.value = "";
    field.name = field.name.replace(/\.(\d+)\./, (_, n) => "." + (Number(n) + 1) + ".");
  });
  body.append(row);
  row.querySelector("input").focus();
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !event.target.closest("[data-rows]")) { return; }
  const fields = [...event.target.closest("[data-rows]").querySelectorAll("input")];
  const next = fields[fields.indexOf(event.target) + 1];
  event.preventDefault();
  if (next) { next.focus(); } else { event.target.closest("fieldset").querySelector("[data-add-row]").click(); }
});
// A link to a form that is folded away opens it and goes to its first field.
const reached = location.hash.length > 1 ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
if (reached) {
  for (let box = reached.closest("details"); box; box = box.parentElement.closest("details")) { box.open = true; }
  const first = reached.querySelector("input:not([type=hidden]), select, textarea");
  if (first && /^(FORM|DETAILS)$/.test(reached.tagName)) { first.focus(); }
}
// Where the side bar lies across the top, the page that is open is in view.
document.querySelector(".side [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
document.querySelectorAll("[data-print]").forEach((button) => button.addEventListener("click", () => window.print()));
// The window of use runs while the page is open: minutes and seconds, counted from what the server said, not from this machine's clock.
const left = document.querySelector("[data-seconds-left]");
if (left) {
  const atLoad = performance.now();
  const tick = () => {
    const seconds = Number(left.dataset.secondsLeft) - (performance.now() - atLoad) / 1000;
    const whole = Math.max(0, Math.floor(seconds));
    const shown = Math.floor(whole / 60) + ":" + String(whole % 60).padStart(2, "0");
    left.className = "ms-auto state " + (seconds < 0 ? "state-bad" : seconds < 1800 ? "state-warn" : "state-good");
    left.textContent = seconds < 0 ? left.dataset.passed : left.dataset.words.replace("§", shown);
  };
  tick();
  setInterval(tick, 1000);
}
