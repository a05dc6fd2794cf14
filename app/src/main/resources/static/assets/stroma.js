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
document.addEventListener("keydown", (event) => {
  if (event.key === "/" && !/^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName)) {
    const scan = document.getElementById("scan");
    if (scan) { scan.focus(); event.preventDefault(); }
  }
});
