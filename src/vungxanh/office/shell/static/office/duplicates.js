// Keys of the review page: each button says its own in data-key. Not while somebody types.
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.target.closest("input:not([type=radio]), textarea, select")) return;
  const wanted = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (wanted === "ArrowRight" && event.target.matches("input")) return;
  const button = document.querySelector(`[data-key="${CSS.escape(wanted)}"]`);
  if (!button) return;
  event.preventDefault();
  button.click();
});
