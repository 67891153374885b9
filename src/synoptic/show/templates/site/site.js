// Comfort, and nothing that a reader needs: keys, opening what an address points at, telling of a newer account.
"use strict";
(() => {
  const root = document.documentElement;
  root.classList.add("scripted");
  const lines = () => [...document.querySelectorAll("main .entry, main .claim, main .dispute, main .origin")]
    .filter((line) => line.offsetParent !== null && !line.classList.contains("fold"));
  let here = null;

  const go = (step) => {
    const all = lines();
    if (!all.length) return;
    let at = all.indexOf(here);
    if (at < 0) {
      at = all.findIndex((line) => line.getBoundingClientRect().top > 60);
      at = step > 0 ? (at < 0 ? all.length - 1 : at) : Math.max(0, at - 1);
    } else {
      at = Math.min(all.length - 1, Math.max(0, at + step));
    }
    if (here) here.classList.remove("here");
    here = all[at];
    here.classList.add("here");
    here.tabIndex = -1;
    here.focus({ preventScroll: true });
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    here.scrollIntoView({ block: "nearest", behavior: calm ? "auto" : "smooth" });
  };

  const within = (pick) => {
    if (!here) return null;
    const group = here.matches("tr.claim") ? here.closest("tbody") : here;
    return group.querySelector(pick);
  };

  document.addEventListener("keydown", (press) => {
    if (press.ctrlKey || press.metaKey || press.altKey) return;
    const field = press.target.closest("input, textarea, select");
    if (field) {
      if (press.key === "Escape") field.blur();
      return;
    }
    const keys = {
      j: () => go(1),
      k: () => go(-1),
      o: () => { const words = within("details.rests"); if (words) words.open = !words.open; else within("a[href]")?.click(); },
      c: () => (within("a.open-line") || within(".what a.quiet"))?.click(),
      "/": () => document.getElementById("find")?.select(),
      Escape: () => { if (here) { here.classList.remove("here"); here.blur(); here = null; } },
    };
    const act = keys[press.key];
    if (!act) return;
    press.preventDefault();
    act();
  });

  const openTarget = () => {
    const name = decodeURIComponent(location.hash.slice(1));
    let found = name && document.getElementById(name);
    if (!found && name.startsWith("at-")) {
      // what is asked for begins within a mark: the mark that begins last before it
      const place = Number(name.slice(3));
      const marks = [...document.querySelectorAll("mark[id^='at-']")];
      found = marks.filter((mark) => Number(mark.id.slice(3)) <= place).pop();
      found?.classList.add("found");
    }
    if (!found) return;
    for (let up = found.parentElement; up; up = up.parentElement) if (up.tagName === "DETAILS") up.open = true;
    if (found.tagName === "DETAILS") found.open = true;
    found.scrollIntoView({ block: "center" });
  };
  addEventListener("hashchange", openTarget);
  openTarget();

  const shown = Number(document.body.dataset.revision);
  if (!shown) return;
  const tell = () => {
    if (document.getElementById("newer")) return;
    document.querySelector(".notice")?.remove();
    const box = document.createElement("div");
    box.className = "notice";
    box.id = "newer";
    box.setAttribute("role", "status");
    const words = document.createElement("p");
    words.textContent = "A newer account is ready. ";
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = "Show it";
    button.addEventListener("click", () => location.reload());
    words.append(button);
    box.append(words);
    document.querySelector("main").before(box);
  };
  const look = async () => {
    if (document.hidden) return;
    try {
      const answer = await fetch("/status", { cache: "no-store", credentials: "same-origin" });
      if (answer.ok && (await answer.json()).shown !== shown) tell();
    } catch {
      // the site was closed; what is on the screen stays
    }
  };
  const waiting = document.querySelector(".notice") !== null;
  setInterval(look, waiting ? 2000 : 10000);
})();
