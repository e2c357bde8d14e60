// The answer card of a place, taken from its own page: one truth, written once.

const cache = new Map();

/** The page of a place as {card, history, name}; parts are copies that may be put anywhere. */
export async function loadAnswer(address) {
  if (!cache.has(address)) cache.set(address, fetchPage(address));
  const page = await cache.get(address);
  return {
    card: document.importNode(page.querySelector("#answer"), true),
    history: [...page.querySelectorAll("#history tr[data-first]")].map(run),
    name: page.querySelector("h1").textContent,
  };
}

async function fetchPage(address) {
  try {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(`${answer.status}`);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    // Links in the copy are meant from where the page itself stands.
    for (const link of page.querySelectorAll("a[href]")) {
      link.href = new URL(link.getAttribute("href"), new URL(address, location.href)).href;
    }
    return page;
  } catch (error) {
    cache.delete(address);
    throw error;
  }
}

function run(row) {
  return { first: Number(row.dataset.first), last: Number(row.dataset.last), why: row.querySelector(".why").textContent };
}
