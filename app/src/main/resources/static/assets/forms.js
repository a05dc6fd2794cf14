// Nothing typed is lost by a refusal: what a form sent is kept in this tab until it is accepted, and fills the form again when its
// sender comes back from the page that refused. Passwords, files and hidden fields are never kept, nor anything of a form marked private.
(() => {
  const KEY = "stroma.sent";
  const here = () => location.pathname + location.search;
  const keeps = (field) => field.name && !field.disabled && !["hidden", "password", "file", "submit", "button"].includes(field.type)
    && field.autocomplete !== "one-time-code";
  const find = (form) => form.id ? `#${CSS.escape(form.id)}` : `form[method="post"][action="${CSS.escape(form.getAttribute("action") || "")}"]`;

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || form.closest("[data-private]")) { return; }
    const fields = [...form.elements].filter(keeps).map((field) => [field.name, field.type === "checkbox" || field.type === "radio" ? field.checked : field.value]);
    sessionStorage.setItem(KEY, JSON.stringify({ path: here(), form: find(form), fields }));
  });

  const sent = JSON.parse(sessionStorage.getItem(KEY) || "null");
  const refusal = document.getElementById("refusal");
  if (refusal && sent) {
    sessionStorage.setItem(KEY, JSON.stringify({ ...sent, refusal: refusal.textContent, where: refusal.dataset.where }));
    const back = document.getElementById("mend");
    if (back) { back.href = sent.path; back.focus(); }
    return;
  }
  sessionStorage.removeItem(KEY);
  const form = sent && sent.refusal && sent.path === here() ? document.querySelector(sent.form) : null;
  if (!form) { return; }
  const rows = form.querySelector("[data-add-row]");
  const enough = () => [...form.elements].filter(keeps).length >= sent.fields.length;
  for (let tries = 0; rows && !enough() && tries < 200; tries++) { rows.click(); }
  const open = [...form.elements].filter(keeps);
  for (const [name, value] of sent.fields) {
    const at = open.findIndex((field) => field.name === name);
    if (at < 0) { continue; }
    const [field] = open.splice(at, 1);
    if (typeof value === "boolean") { field.checked = value; } else { field.value = value; }
    if (sent.where && (name === sent.where || name.endsWith("." + sent.where))) { field.classList.add("is-invalid"); field.setAttribute("aria-invalid", "true"); }
  }
  for (let box = form.closest("details"); box; box = box.parentElement.closest("details")) { box.open = true; }
  form.querySelectorAll("details").forEach((box) => { if (box.querySelector("input:not([type=hidden])")) { box.open = true; } });
  const told = document.createElement("div");
  told.className = "alert alert-danger";
  told.id = "refused-before";
  told.setAttribute("role", "alert");
  told.tabIndex = -1;
  told.textContent = "✕ " + sent.refusal;
  form.before(told);
  told.scrollIntoView({ block: "center" });
  (form.querySelector(".is-invalid") || told).focus({ preventScroll: true });
})();
