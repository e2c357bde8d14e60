// The table of samples: a person who is found is put into their row; typing again lets them go.

document.addEventListener("click", (event) => {
  const picked = event.target.closest("[data-pick]");
  if (!picked) return;
  const name = document.getElementById(`id_${picked.dataset.row}-name`);
  document.getElementById(`id_${picked.dataset.row}-person`).value = picked.dataset.pick;
  name.value = picked.dataset.name;
  name.closest(".entry-row").classList.add("chosen");
  document.getElementById(`found-${picked.dataset.row}`).replaceChildren();
  const rows = [...document.querySelectorAll(".entry-row .name input")];
  rows[rows.indexOf(name) + 1]?.focus();
});

document.addEventListener("input", (event) => {
  const row = event.target.closest(".entry-row");
  if (!row || !event.target.matches(".name input")) return;
  row.querySelector("input[type=hidden]").value = "";
  row.classList.remove("chosen");
});

// A scanner ends a code with Enter: go to the name instead of sending the table.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !event.target.matches(".entry-row input")) return;
  event.preventDefault();
  const fields = [...document.querySelectorAll(".entry-row input:not([type=hidden])")];
  fields[fields.indexOf(event.target) + 1]?.focus();
});
