// On top of pages that are complete without it: sorting and filtering of tables, and a word where a page is old.
// The tables follow the W3C's sortable table: a button in the header, aria-sort on its cell.
(() => {
  "use strict";

  // A page that was not renewed in time, by the reader's clock, says so.

  const DAY = 24 * 60 * 60 * 1000;
  for (const notice of document.querySelectorAll("[data-renewed-within-days]")) {
    const renewed = Date.parse(notice.dataset.day) + notice.dataset.renewedWithinDays * DAY;
    notice.hidden = Date.now() < renewed;
  }

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

  // Rows: what each is sorted by, column for column, the text that is filtered, and its element.

  const AT_ONCE = 100; // rows of a list that stands on many pages

  const small = (text) => text.toLocaleLowerCase();
  const keyOf = (cell) => cell.dataset.order ?? cell.textContent.trim();
  const rowOf = (row) => ({ keys: [...row.cells].map(keyOf), text: small(row.textContent), element: () => row });

  // The rows of all pages of a list come from one file, with what they can be filtered by; hooks/register/pages/rows.py
  // says what stands in it. Of a list on one page, the rows are those that are there.
  async function rowsFrom({ table, own, isLong }) {
    const address = table.dataset.rows;
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(address);
    const { columns, texts, statuses, facets, rows } = await answer.json();
    if (!isLong) return { facets, rows: own.map((row, place) => Object.assign(row, { facets: rows[place].at(-1) })) };
    const labels = statuses.map((id) => document.getElementById(`status-${id}`).content.textContent.trim());
    const all = rows.map((values) => {
      const row = Object.fromEntries(columns.map((name, place) => [name, values[place]]));
      for (const name of ["kind", "closed", "owner", "due", "late", "redated"]) row[name] = texts[row[name]];
      const keys = [row.title, row.status, row.owner, Number(row.order.replaceAll("-", ""))];
      const said = [row.title, row.kind, labels[row.status], row.closed, row.owner, row.due, row.late, row.redated];
      return { keys, text: small(said.join(" ")), element: () => elementOf(row, statuses[row.status], address), facets: row.facets };
    });
    return { facets, rows: all };
  }

  function elementOf(row, status, address) {
    const copy = (id) => document.getElementById(id).content.cloneNode(true);
    const note = (text, name) => Object.assign(document.createElement("span"), { className: name, textContent: text });
    const element = copy("row").firstElementChild;
    const [name, state, owner, due] = element.cells;
    const link = name.querySelector("a");
    link.href = new URL(`${row.id}/`, new URL(address, location.href));
    link.textContent = row.title;
    link.after(note(row.kind, "small"), note(row.owner, "small narrow-only"));
    state.append(copy(`status-${status}`), ...(row.closed ? [note(row.closed, "small")] : []));
    owner.textContent = row.owner;
    due.append(row.due, ...(row.late ? [note(row.late, "late")] : []), ...(row.redated ? [note(row.redated, "small")] : []));
    return element;
  }

  const inWords = new Intl.Collator(document.documentElement.lang, { numeric: true });
  const compare = (a, b) => (typeof a === "number" ? a - b : inWords.compare(a, b));

  // The place of each row by a column, the same for equal keys. To compare words takes long, so it is done once.
  function ranksBy(one, rows, column) {
    if (one.ranks.has(column)) return one.ranks.get(column);
    const ordered = [...rows].sort((a, b) => compare(a.keys[column], b.keys[column]));
    const ranks = new Map();
    let rank = 0;
    ordered.forEach((row, place) => {
      if (place && compare(ordered[place - 1].keys[column], row.keys[column])) rank = place;
      ranks.set(row, rank);
    });
    one.ranks.set(column, ranks);
    return ranks;
  }

  // Showing

  async function show(one) {
    const { table, own, filter, choices, isLong } = one;
    const words = small(chosen(one.show)).split(/\s+/).filter(Boolean);
    const [number, direction] = chosen(one.sort).split("-");
    const headers = [...table.tHead.rows[0].cells];
    const column = headers[Number(number) - 1] ? Number(number) - 1 : -1;
    if (filter && filter.input.value !== chosen(one.show)) filter.input.value = chosen(one.show);

    const turn = (one.turn += 1);
    const named = choices ? choices.names.filter(chosen) : [];
    const isChoice = words.length > 0 || column >= 0 || named.length > 0;
    const all = named.length || (isChoice && isLong) ? await load(one) : { facets: [], rows: own };
    if (turn !== one.turn) return; // the reader has chosen again meanwhile

    const wanted = all.facets.map(({ name, options }) => options.findIndex(([id]) => id === chosen(name)));
    const isWanted = (row) => wanted.every((option, place) => option < 0 || row.facets[place] === option);
    let found = all.rows.filter((row) => isWanted(row) && words.every((word) => row.text.includes(word)));
    choices?.show();
    if (column >= 0) {
      const ranks = ranksBy(one, all.rows, column);
      const sign = direction === "descending" ? -1 : 1;
      found = found.sort((a, b) => sign * (ranks.get(a) - ranks.get(b)));
    }
    headers.forEach((header) => header.removeAttribute("aria-sort"));
    if (column >= 0) headers[column].setAttribute("aria-sort", direction === "descending" ? "descending" : "ascending");
    place(one, found, isChoice && isLong);
    if (!filter) return;
    const told = words.length || named.length || filter.count.textContent || (isChoice && isLong);
    if (told) filter.count.textContent = `${table.dataset.filterCount} ${found.length}`;
    filter.box.classList.toggle("register-filter--on", words.length > 0 || named.length > 0);
  }

  // The file of all rows, fetched once, and what it offers to choose from.
  function load(one) {
    one.all ??= rowsFrom(one).then((all) => {
      one.choices?.offer(all.facets);
      return all;
    });
    return one.all;
  }

  // Puts the rows into the table, of a long list the first ones and a button for more.
  function place(one, found, isLong) {
    const next = (from) => found.slice(from, isLong ? from + AT_ONCE : undefined).map((row) => row.element());
    const body = one.table.tBodies[0];
    const pages = document.getElementById(one.table.dataset.pages);
    body.replaceChildren(...next(0));
    one.more?.remove();
    if (pages) pages.hidden = isLong;
    if (!isLong || found.length <= AT_ONCE) return;
    one.more = Object.assign(document.createElement("button"), { type: "button", className: "register-button" });
    one.more.textContent = one.table.dataset.more;
    one.more.addEventListener("click", () => {
      const added = next(body.rows.length);
      body.append(...added);
      added[0].querySelector("a").focus();
      if (body.rows.length >= found.length) one.more.remove();
    });
    one.table.after(one.more);
  }

  // The buttons and the field

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

  // For each facet a list of its options, made when a reader opens them or the address names one.
  function addChoices(one) {
    const { facets, choices, any, clear } = one.table.dataset;
    const names = facets.split(" ");
    const box = document.createElement("details");
    const summary = document.createElement("summary");
    const fields = document.createElement("div");
    const button = document.createElement("button");
    const selects = () => [...fields.querySelectorAll("select")];
    box.className = "register-choices";
    fields.className = "register-choices__fields";
    summary.textContent = choices;
    Object.assign(button, { type: "button", className: "register-button", textContent: clear });
    button.addEventListener("click", () => {
      const address = new URL(location.href);
      names.forEach((name) => address.searchParams.delete(name));
      history.pushState({ choice: "" }, "", address);
      showAll();
      selects()[0].focus();
    });
    box.append(summary, fields);
    box.addEventListener("toggle", () => box.open && load(one).catch(() => failed(one)));
    one.filter.box.after(box);

    function offer(all) {
      const offered = all.filter(({ options }) => options.length > 1);
      fields.append(...offered.map((facet) => fieldOf(facet, any)), button);
    }
    function show() {
      for (const select of selects()) {
        select.value = chosen(select.name);
        if (select.selectedIndex < 0) select.value = "";
      }
      if (names.some(chosen)) box.open = true;
    }
    return { names, offer, show };
  }

  function fieldOf({ name, label, options }, any) {
    const field = document.createElement("div");
    const select = Object.assign(document.createElement("select"), { name, id: `choice-${name}` });
    const named = Object.assign(document.createElement("label"), { htmlFor: select.id, textContent: label });
    select.append(...[["", any], ...options].map(([id, text]) => new Option(text, id)));
    select.addEventListener("change", () => choose(name, select.value));
    field.append(named, select);
    return field;
  }

  const tables = [...document.querySelectorAll("table[data-sortable]")].map((table, index) => {
    const names = { sort: `sort-${index + 1}`, show: `show-${index + 1}` };
    const one = { table, own: [...table.tBodies[0].rows].map(rowOf), ranks: new Map(), turn: 0, ...names };
    one.isLong = Boolean(table.dataset.pages);
    one.filter = one.own.length > 5 ? addFilter(one) : null;
    one.choices = one.filter && table.dataset.rows ? addChoices(one) : null;
    return one;
  });

  const failed = (one) => (one.filter.count.textContent = one.table.dataset.failed);

  function showAll() {
    for (const one of tables) show(one).catch(() => failed(one));
  }

  tables.forEach(addSortButtons);
  showAll();
  addEventListener("popstate", showAll);
  addEventListener("beforeprint", removeSortButtons);
  addEventListener("afterprint", () => tables.forEach(addSortButtons));
})();
