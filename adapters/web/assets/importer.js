// Files that are too large are told so before a weak line has sent them, and
// what is being sent is not sent twice.
"use strict";
(() => {
  document.addEventListener("change", (e) => {
    const files = e.target;
    if (!files.dataset || !files.dataset.limite) return;
    let size = 0;
    for (const file of files.files) size += file.size;
    files.setCustomValidity(size > Number(files.dataset.limite) ? files.dataset.trop : "");
    files.reportValidity();
  });
  document.addEventListener("submit", (e) => {
    if (!e.target.classList.contains("import")) return;
    if (e.target.dataset.sent) e.preventDefault();
    e.target.dataset.sent = "1";
  });
  addEventListener("pageshow", () => document.querySelectorAll("form.import").forEach((form) => delete form.dataset.sent));
})();
