// What somebody may read now is shown for five seconds at a time: the page asks in time whether it still stands. Where it
// hears no yes it shows nothing: also hidden, frozen, or come back to. That something has moved is told as it happens, to
// one page of the browser, which tells the others.
"use strict";

const held = document.querySelector("[data-renews]");
if (held) hold(held);

function hold(texts) {
  const LEASE = 4500, ASKS = 1500; // Half a second is for a slow machine to hide it.
  const lost = document.querySelector("[data-lost]"), closed = document.querySelector("[data-closed]");
  let until = performance.timeOrigin + LEASE, asking = false, again = false;

  const show = (may) => { [texts.hidden, lost.hidden] = [!may, may]; };
  const close = () => {
    texts.remove();
    lost.remove();
    closed.hidden = false;
    document.title = "Samrum";
    closed.querySelector("[data-time]").textContent = new Date().toTimeString().slice(0, 5);
  };
  const ask = async () => {
    again = asking;
    if (asking || document.hidden || !texts.isConnected) return;
    asking = true;
    const from = Date.now();
    try {
      const answer = await fetch(texts.dataset.renews, { redirect: "manual", signal: AbortSignal.timeout(3000) });
      if (answer.status === 403 || answer.status === 404) return close();
      if (!answer.ok) return; // No answer is no yes: the time runs out by itself.
      if ((await answer.json()).stands !== true) {
        show(false);
        window.setTimeout(() => window.location.reload(), Math.max(0, 500 - performance.now()));
        return;
      }
      until = from + LEASE;
      show(!document.hidden);
    } catch {
      // The same.
    } finally {
      asking = false;
      if (again) ask();
    }
  };
  const overdue = () => { if (Date.now() >= until) show(false); };

  if (document.hidden) show(false);
  window.setInterval(overdue, 250);
  window.setInterval(ask, ASKS);
  ask();
  document.addEventListener("visibilitychange", () => {
    show(false);
    ask();
  });
  for (const gone of ["freeze", "pagehide"]) window.addEventListener(gone, () => show(false));
  for (const back of ["resume", "pageshow", "online"]) window.addEventListener(back, ask);
  listen(ask);
}

// One stream for each browser: whoever holds the lock has it, and when that page is gone another one has.
function listen(look) {
  const channel = new BroadcastChannel("samrum-look");
  channel.addEventListener("message", look);
  navigator.locks?.request("samrum-stream", () => new Promise(() => {
    const stream = new EventSource("/hander");
    stream.addEventListener("look", () => {
      channel.postMessage("look");
      look();
    });
  }));
}
