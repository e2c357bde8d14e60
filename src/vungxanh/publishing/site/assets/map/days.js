// Days as numbers from the first one, and as people write them; the day slider.

const DAY = 86_400_000;
const PACE = 350;

export function dayAt(first, number) {
  return new Date(Date.parse(first) + number * DAY).toISOString().slice(0, 10);
}

export function dayNumber(first, iso) {
  return Math.round((Date.parse(iso) - Date.parse(first)) / DAY);
}

export function written(iso) {
  const [year, month, day] = iso.split("-");
  return document.documentElement.lang === "vi" ? `${day}/${month}/${year}` : iso;
}

/** The slider with its buttons; `moved` is called with the number of the day. Returns a setter. */
export function daySlider(form, first, moved) {
  const range = form.querySelector("input");
  const output = form.querySelector("output");
  const play = form.querySelector("#play");
  const [playWord, stopWord] = [play.textContent, play.dataset.stop];
  const last = Number(range.max);
  let timer = 0;

  const set = (day) => {
    range.value = Math.min(Math.max(day, 0), last);
    output.value = written(dayAt(first, Number(range.value)));
    range.setAttribute("aria-valuetext", output.value);
    moved(Number(range.value));
  };
  const stop = () => {
    clearInterval(timer);
    timer = 0;
    play.textContent = playWord;
  };
  const start = () => {
    if (Number(range.value) === last) set(0);
    play.textContent = stopWord;
    timer = setInterval(() => (Number(range.value) < last ? set(Number(range.value) + 1) : stop()), PACE);
  };

  range.addEventListener("input", () => { stop(); set(Number(range.value)); });
  form.querySelector("#before").addEventListener("click", () => { stop(); set(Number(range.value) - 1); });
  form.querySelector("#after").addEventListener("click", () => { stop(); set(Number(range.value) + 1); });
  play.addEventListener("click", () => (timer ? stop() : start()));
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = false;
  return set;
}
