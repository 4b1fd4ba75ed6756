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

// What a child sees for a while after the login is asked for again when that while is over, but for a page with words
// of theirs that are saved nowhere yet, or that they are writing on.
const fresh = document.querySelector("[data-fresh]");
if (fresh) askAgain(Date.now() + (Number(fresh.dataset.fresh) + 1) * 1000);

function askAgain(over) {
  const QUIET = 60000, faulty = document.querySelector("[data-faults]");
  const fields = [...document.querySelectorAll("textarea, input[type=text]")];
  const unsaved = () => fields.some((field) => field.value !== (faulty ? "" : field.defaultValue));
  let typed = -Infinity;
  document.addEventListener("input", () => { typed = Date.now(); });
  const waits = window.setInterval(() => {
    if (Date.now() < over || Date.now() < typed + QUIET || unsaved()) return;
    window.clearInterval(waits); // Once: asked for again on a slow connection it would never come.
    document.documentElement.hidden = true;
    window.location.replace(fresh.dataset.at || window.location.pathname + window.location.search);
  }, 1000);
}

// The point of an agenda that is talked about says how many minutes it has left.
const points = [...document.querySelectorAll("[data-until]")];
if (points.length) window.setInterval(() => {
  for (const point of points) {
    const { from, until, says } = point.dataset;
    point.hidden = Date.now() < Number(from) || Date.now() >= Number(until);
    point.textContent = says.replace("#", Math.ceil((Number(until) - Date.now()) / 60000));
  }
}, 5000);

// A part of one's story is saved as it is written, by the same forms as its button and its correction are: nobody else
// reads it until it is shared. What says something of whoever else reads it goes with the button alone: who in the
// family may, and that the words tell no place.
const story = document.querySelector("form[data-keeps]");
if (story) keepAsWritten(story);

function keepAsWritten(form) {
  const WAITS = 3000;
  const WORDS = ["rubrik", "text", "plats"], ABOUT = ["kategori", "om"], OURS = ["_csrf_token", "av", "bevis"];
  const part = (name) => form.querySelector(`[data-${name}]`);
  const say = (words) => { part("said").textContent = words; };
  const leaving = new AbortController();
  const sent = new Set();
  const lost = []; // What was sent and never answered: it may have been saved.
  let version = 0, timer = 0, last = "", waiting = 0, refused = null, underway = Promise.resolve(true);

  const values = (names) => {
    const all = new FormData(form);
    return new URLSearchParams(names.flatMap((name) => all.getAll(name).map((value) => [name, value])));
  };
  const complete = () => {
    const all = new FormData(form);
    const about = version > 0 || ABOUT.every((name) => all.has(name));
    return about && ["rubrik", "text"].every((name) => all.get(name).trim());
  };
  const send = async (address, body) => {
    const keepalive = String(body).length < 60000; // Browsers take no more than 64 kB along when a page is left.
    const how = { method: "POST", body, redirect: "manual", keepalive, signal: leaving.signal };
    refused = null;
    const answer = await fetch(address, how);
    refused = answer.status >= 400 && answer.status < 500 ? { address, body, gone: answer.status === 404 } : null;
    return answer.type === "opaqueredirect";
  };
  // A form of the ordinary kind gets the page that says why, with all that was written on it.
  const handOver = ({ address, body }) => {
    leaving.abort();
    if (version === 0) return form.submit();
    const plain = document.createElement("form");
    [plain.method, plain.action, plain.hidden] = ["post", address, true];
    body.forEach((value, name) => {
      const field = document.createElement("textarea");
      [field.name, field.value] = [name, value];
      plain.append(field);
    });
    document.body.append(plain);
    plain.submit();
  };

  // What was saved last may not have been answered: the part itself says what stands there, and which version it is.
  const standing = async () => {
    const answer = await fetch(form.dataset.keeps, { redirect: "manual", signal: leaving.signal });
    if (!answer.ok) return sendAgain();
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const there = page.querySelector("form[action$='/ratta']");
    if (!there) return;
    const words = String(new URLSearchParams(WORDS.map((name) => [name, there.elements[name]?.value ?? ""])));
    if (sent.has(words)) kept(Number(there.elements.version.value), words);
  };
  // A child whose login is old does not see the part: what stands there already is taken when it is sent again.
  const sendAgain = async () => {
    for (const one of lost) {
      if (one.version >= version && (await send(one.address, one.body))) kept(one.version + 1, one.words);
    }
    lost.length = 0;
  };
  const kept = (number, words) => {
    if (version === 0) {
      part("once").querySelectorAll("input").forEach((input) => {
        input.checked = input.dataset.sent === "true";
        input.setAttribute("aria-disabled", "true");
      });
      part("once-said").hidden = false;
      part("undo").hidden = true;
    }
    version = number;
    last = words;
    new URLSearchParams(words).forEach((value, name) => { form.elements[name].defaultValue = value; });
  };

  const save = async (pressed) => {
    const words = String(values(WORDS)), place = pressed && values(["utan_plats"]).has("utan_plats");
    if (!complete()) return false;
    if (version > 0 && last === words && !place) return true;
    const body = values(version ? [...WORDS, ...OURS] : ["nummer", "barn", ...ABOUT, ...WORDS, ...OURS]);
    if (version) body.append("version", version);
    if (version && place) body.append("utan_plats", "ja");
    if (!version) {
      part("once").querySelectorAll("input").forEach((input) => { input.dataset.sent = input.checked; });
    }
    sent.add(words);
    const one = { address: version ? `${form.dataset.keeps}/ratta` : form.action, body, version, words };
    lost.push(one);
    const taken = await send(one.address, body);
    lost.pop();
    if (taken) kept(version + 1, words);
    return taken;
  };
  const attempt = async (pressed) => {
    if (!complete()) {
      if (pressed || version > 0) say(form.dataset.lacking);
      return false;
    }
    const before = version;
    let no = null;
    try {
      let done = await save(pressed);
      if (!done) {
        no = refused;
        await standing();
        if (version !== before) {
          no = null;
          done = await save(pressed);
          no = refused;
        }
      }
      // A new part is saved without the word that it tells no place: that goes with the button, as a correction.
      if (done && pressed && before === 0) done = await save(pressed);
      if (!done) throw new Error("not taken");
      say(`${form.dataset.saved} ${new Date().toTimeString().slice(0, 5)}`);
      return true;
    } catch {
      if (leaving.signal.aborted) return false;
      if (no && pressed && !no.gone) handOver(no);
      else say(!no ? form.dataset.failed : no.gone ? form.dataset.gone : form.dataset.refused);
      return false;
    }
  };
  const saved = (pressed) => {
    waiting += 1;
    return (underway = underway.then(() => attempt(pressed)).finally(() => { waiting -= 1; }));
  };

  part("keeps-said").hidden = false;
  form.addEventListener("input", (event) => {
    if (!WORDS.includes(event.target.name)) return;
    say("");
    window.clearTimeout(timer);
    timer = window.setTimeout(() => saved(false), WAITS);
  });
  part("once").addEventListener("click", (event) => {
    if (version > 0 && event.target.matches("input")) event.preventDefault();
  });
  document.addEventListener("visibilitychange", () => {
    if (document.hidden && version > 0 && !leaving.signal.aborted) saved(false);
  });
  part("undo").addEventListener("click", () => {
    window.clearTimeout(timer);
    leaving.abort();
  });
  form.addEventListener("submit", async (event) => {
    window.clearTimeout(timer);
    if (version === 0 && waiting === 0) return;
    event.preventDefault();
    if (!(await saved(true))) return;
    const readers = values(["familj", ...OURS]);
    try {
      if (readers.has("familj") && !(await send(`${form.dataset.keeps}/slapp`, readers))) throw new Error("not taken");
      window.location.assign(form.dataset.home);
    } catch {
      say(form.dataset.unreleased);
    }
  });
}
