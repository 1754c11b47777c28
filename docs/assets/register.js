// On top of pages that are complete without it: sorting and filtering of tables.
// The tables follow the W3C's sortable table: a button in the header, aria-sort on its cell.
(() => {
  "use strict";

  // What a reader chose stands in the address: ?show-2=vetting&sort-2=4-descending for the second table of the page.
  // So a link leads to the same rows, and Back undoes the choice.

  const chosen = (name) => new URLSearchParams(location.search).get(name) ?? "";

  function choose(name, value) {
    const address = new URL(location.href);
    if (value) address.searchParams.set(name, value);
    else address.searchParams.delete(name);
    const goingOn = history.state?.choice === name; // Back undoes the word, not its last letter
    history[goingOn ? "replaceState" : "pushState"]({ choice: name }, "", address);
    showAll();
  }

  // Sorting

  const key = (cell) => cell.dataset.order ?? cell.textContent.trim();
  const compare = new Intl.Collator(document.documentElement.lang, { numeric: true }).compare;

  function showSorted({ table, rows, sort }) {
    const [column, direction] = chosen(sort).split("-");
    const index = Number(column) - 1;
    const headers = table.tHead.rows[0].cells;
    for (const header of headers) header.removeAttribute("aria-sort");
    const body = table.tBodies[0];
    if (!headers[index]) return body.append(...rows);
    headers[index].setAttribute("aria-sort", direction === "descending" ? "descending" : "ascending");
    const sign = direction === "descending" ? -1 : 1;
    body.append(...[...rows].sort((a, b) => sign * compare(key(a.cells[index]), key(b.cells[index]))));
  }

  function addSortButtons({ table, sort }) {
    for (const header of table.tHead.rows[0].cells) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "register-sort";
      button.append(...header.childNodes);
      button.addEventListener("click", () => {
        const direction = header.getAttribute("aria-sort") === "ascending" ? "descending" : "ascending";
        choose(sort, `${header.cellIndex + 1}-${direction}`);
      });
      header.append(button);
    }
  }

  // A button in a header cell stops Chromium from repeating the header on every printed page.
  function removeSortButtons() {
    for (const button of document.querySelectorAll(".register-sort")) button.replaceWith(...button.childNodes);
  }

  // Filtering

  function showFiltered({ table, rows, show, filter }) {
    if (!filter) return;
    const words = chosen(show).toLocaleLowerCase().split(/\s+/).filter(Boolean);
    for (const row of rows) {
      const text = row.textContent.toLocaleLowerCase();
      row.hidden = !words.every((word) => text.includes(word));
    }
    if (filter.input.value !== chosen(show)) filter.input.value = chosen(show);
    const count = `${table.dataset.filterCount} ${rows.filter((row) => !row.hidden).length}`;
    if (words.length || filter.count.textContent) filter.count.textContent = count;
    filter.box.classList.toggle("register-filter--on", words.length > 0);
  }

  function addFilter({ table, show }) {
    const box = document.createElement("div");
    const label = document.createElement("label");
    const input = document.createElement("input");
    const count = document.createElement("output");
    box.className = "register-filter";
    input.type = "search";
    input.id = show;
    label.htmlFor = show;
    label.textContent = table.dataset.filterLabel;
    input.addEventListener("input", () => choose(show, input.value));
    box.append(label, input, count);
    table.before(box);
    return { box, input, count };
  }

  const tables = [...document.querySelectorAll("table[data-sortable]")].map((table, index) => {
    const one = { table, rows: [...table.tBodies[0].rows], sort: `sort-${index + 1}`, show: `show-${index + 1}` };
    return { ...one, filter: one.rows.length > 5 ? addFilter(one) : null };
  });

  function showAll() {
    tables.forEach(showSorted);
    tables.forEach(showFiltered);
  }

  tables.forEach(addSortButtons);
  showAll();
  addEventListener("popstate", showAll);
  addEventListener("beforeprint", removeSortButtons);
  addEventListener("afterprint", () => tables.forEach(addSortButtons));
})();
