// On every page: the warning that figures are old.

const DAY = 86_400_000;
const KNOWN_FOR = 3;

const lastDay = Date.parse(`${document.body.dataset.lastDay}T00:00:00Z`);
if ((Date.now() - lastDay) / DAY > KNOWN_FOR) {
  document.querySelector(".stale").hidden = false;
}
