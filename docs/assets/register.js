// Sorting and filtering of tables, on top of pages that are complete without it.
// The pattern is that of the W3C's sortable table: a button in the header, aria-sort on its cell.
(() => {
  "use strict";

  const key = (cell) => cell.dataset.order ?? cell.textContent.trim();
  const compare = new Intl.Collator(document.documentElement.lang, { numeric: true }).compare;

  function sort(table, header) {
    const column = header.cellIndex;
    const ascending = header.getAttribute("aria-sort") !== "ascending";
    for (const other of header.parentNode.cells) other.removeAttribute("aria-sort");
    header.setAttribute("aria-sort", ascending ? "ascending" : "descending");
    const body = table.tBodies[0];
    const rows = [...body.rows].sort((a, b) => compare(key(a.cells[column]), key(b.cells[column])));
    body.append(...(ascending ? rows : rows.reverse()));
  }

  function makeSortable(table) {
    for (const header of table.tHead.rows[0].cells) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "register-sort";
      button.append(...header.childNodes);
      button.addEventListener("click", () => sort(table, header));
      header.append(button);
    }
  }

  function makeFilter(table, number) {
    const words = table.dataset;
    const box = document.createElement("div");
    const label = document.createElement("label");
    const input = document.createElement("input");
    const shown = document.createElement("output");
    box.className = "register-filter";
    input.type = "search";
    input.id = `register-filter-${number}`;
    label.htmlFor = input.id;
    label.textContent = words.filterLabel;
    input.addEventListener("input", () => {
      const wanted = input.value.toLocaleLowerCase().split(/\s+/).filter(Boolean);
      let count = 0;
      for (const row of table.tBodies[0].rows) {
        const text = row.textContent.toLocaleLowerCase();
        row.hidden = !wanted.every((word) => text.includes(word));
        if (!row.hidden) count += 1;
      }
      shown.textContent = `${words.filterCount} ${count}`;
    });
    box.append(label, input, shown);
    table.before(box);
  }

  // A button in a header cell stops Chromium from repeating the header on every printed page.
  function unwrap() {
    for (const button of document.querySelectorAll(".register-sort")) {
      button.replaceWith(...button.childNodes);
    }
  }

  const tables = [...document.querySelectorAll("table[data-sortable]")];
  const start = () => tables.forEach(makeSortable);
  start();
  tables.filter((table) => table.tBodies[0].rows.length > 5).forEach(makeFilter);
  addEventListener("beforeprint", unwrap);
  addEventListener("afterprint", start);
})();
