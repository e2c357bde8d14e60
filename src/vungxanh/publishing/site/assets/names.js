// Finding places by name, however it is typed: with or without accents, "P4 Q6", a code.

const SHORT = [[/\bp\.?\s*(?=\d)/g, "phuong "], [/\bq\.?\s*(?=\d)/g, "quan "], [/\bkp\.?\s*(?=\d)/g, "khu pho "], [/\btt\.?\s+/g, "thi tran "]];
const MOST = 12;

export function fold(text) {
  const plain = text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/g, "d");
  return SHORT.reduce((name, [short, long]) => name.replace(short, long), plain)
    .replace(/[^\p{L}\p{N}]+/gu, " ").replace(/\b0+(?=\d)/g, "").trim();
}

/** All places of some levels, each as {name, above, page, code, level, index}; coarser levels come last. */
export async function loadPlaces(base, levels) {
  const lists = await Promise.all(levels.map(async (level) => {
    const answer = await fetch(`${base}${level}.json`);
    if (!answer.ok) throw new Error(`${answer.status}`);
    const file = await answer.json();
    return file.names.map((name, index) => place(file, name, index, level));
  }));
  return lists.flat();
}

function place(file, name, index, level) {
  const above = file.above[index];
  const words = fold(`${name} ${above} ${file.codes[index]}`).split(" ");
  return { name, above, page: file.pages[index], code: file.codes[index], level, index, words, own: fold(name) };
}

/** The best matches for what was typed: every word must begin a word of the place; numbers must be equal. */
export function find(places, typed) {
  const wanted = fold(typed);
  if (!wanted) return [];
  const words = wanted.split(" ");
  const last = words.length - 1;
  const fits = (word, position) => (known) =>
    /^\d+$/.test(word) && position < last ? known === word : known.startsWith(word);
  return places
    .filter((one) => words.every((word, position) => one.words.some(fits(word, position))))
    .map((one) => ({ one, score: score(one, wanted) }))
    .sort((a, b) => a.score - b.score || a.one.own.length - b.one.own.length || a.one.name.localeCompare(b.one.name, "vi", { numeric: true }))
    .slice(0, MOST)
    .map(({ one }) => one);
}

function score(one, wanted) {
  if (one.own === wanted || one.code === wanted) return 0;
  if (`${one.own} ${fold(one.above)}`.startsWith(wanted)) return 1;
  return one.own.startsWith(wanted) ? 2 : 3;
}
