// Tables that can be sorted: each heading becomes a button. Without this script the table stays in order of names.

const value = (row, column) => {
  const cell = row.cells[column];
  if (!cell) return "";
  const given = cell.dataset.sort ?? cell.textContent.trim();
  return given !== "" && !Number.isNaN(Number(given)) ? Number(given) : given;
};

function compare(a, b, language) {
  if (typeof a === "number" && typeof b === "number") return a - b;
  return String(a).localeCompare(String(b), language, { numeric: true });
}

function sortBy(table, heading, column) {
  const up = heading.getAttribute("aria-sort") === "descending";
  for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
  heading.setAttribute("aria-sort", up ? "ascending" : "descending");
  const rows = [...table.tBodies[0].rows];
  const sign = up ? 1 : -1;
  rows.sort((a, b) => sign * compare(value(a, column), value(b, column), document.documentElement.lang));
  table.tBodies[0].append(...rows);
}

for (const table of document.querySelectorAll(".sortable")) {
  [...table.tHead.rows[0].cells].forEach((heading, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "sorter";
    button.append(...heading.childNodes);
    heading.append(button);
    button.addEventListener("click", () => sortBy(table, heading, column));
  });
}
