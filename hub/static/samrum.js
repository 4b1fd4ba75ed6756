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
