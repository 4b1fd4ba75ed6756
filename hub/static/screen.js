// The shared screen of a sitting may show what it shows for five seconds at a time, and asks in time whether it still
// may. Where it hears no yes it is empty: also hidden, frozen, or come back to.
"use strict";

const shown = document.querySelector("[data-renews]");
if (shown) hold(shown);

function hold(texts) {
  const LEASE = 5000, ASKS = 1500;
  const lost = document.querySelector("[data-lost]");
  let until = performance.timeOrigin + LEASE, asking = false;

  const empty = () => {
    if (!texts.isConnected) return;
    texts.remove();
    lost.hidden = false;
  };
  const anew = () => {
    empty();
    window.location.reload();
  };
  const ask = async () => {
    if (asking || document.hidden) return;
    asking = true;
    const from = Date.now();
    try {
      const answer = await fetch(texts.dataset.renews, { redirect: "manual", signal: AbortSignal.timeout(3000) });
      if (answer.status >= 500) return;
      const stands = answer.ok && (await answer.json()).stands === true;
      if (stands && texts.isConnected) until = from + LEASE;
      else anew();
    } catch {
      // No answer is no yes: the time runs out by itself.
    } finally {
      asking = false;
    }
  };
  const overdue = () => { if (Date.now() >= until) empty(); };

  if (document.hidden) empty();
  window.setInterval(overdue, 250);
  window.setInterval(ask, ASKS);
  ask();
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) empty();
    else anew();
  });
  for (const gone of ["freeze", "pagehide"]) window.addEventListener(gone, empty);
  window.addEventListener("resume", anew);
}
