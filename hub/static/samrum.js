// Small helps. Every page works without them.
"use strict";

// "Lämna sidan" puts the next page in this one's place, so that the back button does not lead here.
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-leave]");
  if (!link) return;
  event.preventDefault();
  document.documentElement.hidden = true;
  window.location.replace(link.href);
});

// The list of what is wrong takes the focus, so that it is read out and seen first.
document.querySelector("[data-faults]")?.focus();

// A page from the back/forward cache may show what is no longer to be seen: ask for it again.
window.addEventListener("pageshow", (event) => {
  if (event.persisted) window.location.reload();
});

// That something was saved is said once: not again when the page is read in anew.
if (window.location.search.startsWith("?sparat=")) {
  window.history.replaceState(window.history.state, "", window.location.pathname);
}

// What a child sees for a while after the login is asked for again when that while is over.
const fresh = document.querySelector("[data-fresh]");
if (fresh) window.setTimeout(() => window.location.reload(), (Number(fresh.dataset.fresh) + 1) * 1000);

// A part of one's story is saved as it is written, by the same forms as its button and its correction are. Who else in
// the family reads it goes with the button alone. It is one's own until it is shared.
const story = document.querySelector("form[data-keeps]");
if (story) keepAsWritten(story);

function keepAsWritten(form) {
  const WAITS = 3000;
  const part = (name) => form.querySelector(`[data-${name}]`);
  const words = ["rubrik", "text", "plats", "utan_plats"];
  const sealed = ["_csrf_token", "av"];
  let version = 0, timer = 0, last = "", busy = 0, underway = Promise.resolve(true);

  const values = (names) => {
    const all = new FormData(form);
    return new URLSearchParams(names.flatMap((name) => all.getAll(name).map((value) => [name, value])));
  };
  const complete = () => {
    const all = new FormData(form);
    const about = version > 0 || (all.has("kategori") && all.has("om"));
    return about && ["rubrik", "text"].every((name) => all.get(name).trim());
  };
  const send = async (address, body) => {
    const answer = await fetch(address, { method: "POST", body, redirect: "manual" });
    return answer.type === "opaqueredirect";
  };
  const isSaved = () => version > 0 && last === String(values(words));

  const save = async () => {
    if (!complete() || isSaved()) return isSaved();
    const said = String(values(words));
    const body = values(version ? [...words, ...sealed] : ["nummer", "barn", "kategori", "om", ...words, ...sealed]);
    if (version) body.append("version", version);
    try {
      if (!(await send(version ? `${form.dataset.keeps}/ratta` : form.action, body))) throw new Error("not taken");
    } catch {
      part("said").textContent = form.dataset.failed;
      return false;
    }
    version += 1;
    last = said;
    part("said").textContent = `${form.dataset.saved} ${new Date().toTimeString().slice(0, 5)}`;
    part("once").querySelectorAll("input").forEach((input) => { input.disabled = true; });
    part("once-said").hidden = false;
    part("undo").hidden = true;
    return true;
  };
  const saved = () => {
    busy += 1;
    return (underway = underway.then(save).finally(() => { busy -= 1; }));
  };
  const soon = () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(saved, WAITS);
  };

  part("keeps-said").hidden = false;
  form.addEventListener("input", soon);
  document.addEventListener("visibilitychange", () => { if (document.hidden) saved(); });
  form.addEventListener("submit", async (event) => {
    window.clearTimeout(timer);
    if (version === 0 && busy === 0) return;
    event.preventDefault();
    const readers = values(["familj", ...sealed]);
    const told = (await saved()) && (!readers.has("familj") || (await send(`${form.dataset.keeps}/slapp`, readers)));
    if (told) window.location.assign(form.dataset.home);
  });
}
