// The search: fetches those pieces of the index that hold the words in the address (?q=), and shows what has them all,
// or else most of them. hooks/register/pages/search_index.py makes the index and says how it is written.
(() => {
  "use strict";

  const AT_ONCE = 10; // results
  const WIDEST = 3; // pieces that are fetched for the beginning of a word
  const ENDING = /(?:ings?|ed|ers?|ments?|ions?|ies|es|s|y|e)$/;

  const words = new URLSearchParams(location.search).get("q") ?? "";
  const list = document.querySelector(".results");
  const count = document.querySelector(".search__count");
  const more = document.querySelector(".search__more");
  document.querySelector("#search-words").value = words;
  document.querySelector(".search__no-script").remove();

  // The index

  const asked = new Map(); // a piece that holds several words is fetched once

  const piece = (name, version) => {
    if (!asked.has(name)) asked.set(name, answerOf(`${list.dataset.index}${name}${version ? `?${version}` : ""}`));
    return asked.get(name);
  };

  async function answerOf(address) {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(address);
    return answer.json();
  }

  const plain = (text) => text.toLowerCase().normalize("NFKD").replace(/\p{Mn}/gu, "");
  const wordsOf = (text) => [...new Set(plain(text).match(/[\p{L}\p{N}]+/gu))].filter((word) => !/^[a-z]$/.test(word));

  // The order of code points, in which the index is sorted; that of JavaScript differs beyond 16 bits.
  const compare = (a, b) => {
    const [left, right] = [Array.from(a), Array.from(b)];
    const at = left.findIndex((sign, place) => sign !== right[place]);
    if (at < 0) return left.length - right.length;
    return at >= right.length ? 1 : left[at].codePointAt(0) - right[at].codePointAt(0);
  };

  // The last piece that begins at or before the word.
  const placeOf = (word, firstWords) => Math.max(0, firstWords.findLastIndex((first) => compare(first, word) <= 0));

  const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  const VALUES = new Map([...DIGITS].map((digit, value) => [digit, value]));

  function numbersOf(text) {
    const numbers = [];
    if (text.startsWith("=")) {
      for (let place = 1; place < text.length; place++) {
        const bits = VALUES.get(text[place]);
        for (let bit = 0; bit < 6; bit++) if (bits & (32 >> bit)) numbers.push((place - 1) * 6 + bit);
      }
      return numbers;
    }
    let number = -1;
    let gap = 0;
    let shift = 0;
    for (const digit of text) {
      const value = VALUES.get(digit);
      gap += (value & 31) << shift;
      shift += 5;
      if (value & 32) continue;
      number += gap + 1;
      numbers.push(number);
      gap = shift = 0;
    }
    return numbers;
  }

  // Finding

  const [BEGINS_IN_TEXT, IN_TEXT, BEGINS_A_NAME, IN_NAME] = [1, 2, 3, 4]; // what a word is worth
  const WHOLE_NAME = 100; // more than all words together

  function note(worth, line, inName, inText) {
    const [named, anywhere] = line.split(".").map(numbersOf);
    for (const number of anywhere) worth[number] = Math.max(worth[number], inText);
    for (const number of named) worth[number] = Math.max(worth[number], inName);
  }

  // How many letters must be put in, taken out, changed or exchanged with the next to make one word of the other.
  function distance(a, b) {
    const rows = [Array.from({ length: b.length + 1 }, (_, place) => place)];
    for (let i = 1; i <= a.length; i++) {
      rows[i] = [i];
      for (let j = 1; j <= b.length; j++) {
        const same = a[i - 1] === b[j - 1] ? 0 : 1;
        rows[i][j] = Math.min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + same);
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
          rows[i][j] = Math.min(rows[i][j], rows[i - 2][j - 2] + 1);
      }
    }
    return rows[a.length][b.length];
  }

  const isName = (line) => line.endsWith(".");
  const stem = (word) => (word.length > 4 ? word.replace(ENDING, "") : word);

  // The words of these lines with the fewest wrong letters, if they are few.
  function misspelt(word, lines) {
    const most = word.length > 7 ? 2 : word.length > 3 ? 1 : 0;
    const far = lines.map((line) => [distance(word, line[0]), line]).filter(([letters]) => letters <= most);
    const least = Math.min(...far.map(([letters]) => letters));
    return far.filter(([letters]) => letters === least).map(([, line]) => line);
  }

  // Adds what misspelt words are worth: those that begin with the same two letters, in as many pieces as are fetched.
  async function withMisspelt(worth, word, index, wordsAt) {
    const beginning = word.slice(0, 2);
    const [first, last] = [beginning, `${beginning}\u{10ffff}`].map((sought) => placeOf(sought, index.first_words));
    const from = Math.max(first, Math.min(placeOf(word, index.first_words) - 1, last - WIDEST + 1));
    const places = Array.from({ length: Math.min(WIDEST, last - from + 1) }, (_, place) => from + place);
    const lines = (await Promise.all(places.map(wordsAt))).flatMap(Object.entries).filter(([other]) => !isName(other));
    const akin = lines.filter(([other]) => stem(other) === stem(word));
    const found = [...akin, ...misspelt(word, lines)];
    for (const [, line] of found) note(worth, line, BEGINS_A_NAME, BEGINS_IN_TEXT);
    return { worth, instead: found.map(([other]) => other).filter((other) => stem(other) !== stem(word)) };
  }

  // What the word is worth for each entry. As a beginning it counts where it comes last, or where no word is like it.
  async function worthOf(word, last, index) {
    const worth = new Uint8Array(index.entries);
    const first = placeOf(word, index.first_words);
    const wordsAt = (place) => piece(`words/${place}.json`, index.version);
    const lines = await wordsAt(first);
    const known = Object.hasOwn(lines, word);
    for (const [other, line] of Object.entries(lines))
      if (stem(other) === stem(word)) note(worth, line, BEGINS_A_NAME, BEGINS_IN_TEXT);
    if (known) note(worth, lines[word], IN_NAME, IN_TEXT);
    if (known && !last) return { worth };
    const end = placeOf(`${word}\u{10ffff}`, index.first_words);
    if (end - first >= WIDEST) return { worth, broad: true };
    const others = await Promise.all(Array.from({ length: end - first }, (_, place) => wordsAt(first + 1 + place)));
    const begun = [lines, ...others].flatMap(Object.entries).filter(([other]) => other.startsWith(word));
    for (const [, line] of begun) note(worth, line, BEGINS_A_NAME, BEGINS_IN_TEXT);
    return begun.length ? { worth } : withMisspelt(worth, word, index, wordsAt);
  }

  // What the words are worth as the whole name of an entry.
  async function worthOfName(telling, index) {
    const worth = new Uint8Array(index.entries);
    const name = `${telling.join(" ")}.`;
    const lines = await piece(`words/${placeOf(name, index.first_words)}.json`, index.version);
    if (Object.hasOwn(lines, name)) note(worth, lines[name], WHOLE_NAME, 0);
    return worth;
  }

  // The numbers of the entries that have the most words, the worthiest first: a word that few have tells more.
  function inOrder(worths, named) {
    const count = named.length;
    const rarity = worths.map(({ worth }) => Math.log(1 + count / worth.filter(Boolean).length));
    const found = Array.from(named, (whole, number) => {
      const had = worths.filter(({ worth }) => worth[number]).length;
      const sum = worths.reduce((total, { worth }, at) => total + (worth[number] && worth[number] * rarity[at]), 0);
      return { number, had, value: whole + sum };
    });
    const most = found.reduce((highest, { had }) => Math.max(highest, had), 0);
    const best = most ? found.filter(({ had }) => had === most) : [];
    best.sort((a, b) => b.value - a.value || a.number - b.number);
    return { numbers: best.map(({ number }) => number), partly: most < worths.length };
  }

  // Showing

  const copyOf = (id) => document.getElementById(id)?.content.cloneNode(true) ?? "";

  function shown(card) {
    const result = copyOf("result");
    const link = result.querySelector("a");
    link.href = list.dataset.home + card.address;
    link.textContent = card.title;
    result.querySelector(".result__line").textContent = card.line;
    result.querySelector(".result__kind").textContent = card.kind;
    result.querySelector(".result__owner").textContent = card.owner ?? "";
    result.querySelector(".result__due").textContent = card.due ?? "";
    if (card.status) result.querySelector(".card__tags").prepend(copyOf(`status-${card.status}`), " ");
    if (card.late) result.querySelector(".card__tags").append(" ", copyOf("late"));
    return result;
  }

  async function show(numbers, index) {
    const next = numbers.slice(list.children.length, list.children.length + AT_ONCE);
    const places = [...new Set(next.map((number) => Math.floor(number / index.cards)))];
    const read = await Promise.all(places.map((place) => piece(`cards/${place}.json`, index.version)));
    const cards = new Map(places.map((place, at) => [place, read[at]]));
    list.append(...next.map((number) => shown(cards.get(Math.floor(number / index.cards))[number % index.cards])));
    more.hidden = list.children.length >= numbers.length;
  }

  async function search() {
    const sought = wordsOf(words);
    if (!sought.length) return;
    document.title = `${words} - ${document.title}`;
    const index = await piece("index.json");
    const telling = sought.filter((word) => !index.left_out.includes(word));
    const worths = await Promise.all(telling.map((word, at) => worthOf(word, at === telling.length - 1, index)));
    const { numbers, partly } = inOrder(worths, await worthOfName(telling, index));
    await show(numbers, index);
    more.addEventListener("click", async () => {
      const next = list.children.length;
      await show(numbers, index);
      list.children[next].querySelector("a").focus();
    });
    const broad = worths.some((found) => found.broad) ? ` ${count.dataset.broad}` : "";
    const others = worths.flatMap((found) => found.instead ?? []);
    const instead = numbers.length && others.length ? `${count.dataset.instead} ${others.join(", ")}.` : "";
    const told = !numbers.length ? count.dataset.none : partly ? count.dataset.partly : instead;
    count.textContent = `${count.dataset.count} ${numbers.length}. ${told}${broad}`;
  }

  search().catch(() => (count.textContent = count.dataset.failed));
})();
