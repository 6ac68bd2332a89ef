// The memory of the page's program, and what is found in it.

/** To be run before the page's own scripts: keeps the instance of the program that they start. */
export const keepInstance = () => {
  for (const name of ['instantiate', 'instantiateStreaming']) {
    const original = WebAssembly[name];
    WebAssembly[name] = async (...given) => {
      const made = await original.apply(WebAssembly, given);
      globalThis.keptInstance = made.instance ?? made;
      return made;
    };
  }
};

/** A text in UTF-8 and in UTF-16, as bytes. */
export const bytesOf = (text) => [[...Buffer.from(text)], [...Buffer.from(text, 'utf16le')]];

/**
 * Which of these are anywhere in the whole memory of the program, by name; `needles` are byte sequences by name. The
 * decoder takes each byte for a character and none for another's.
 */
export const inMemory = (page, needles) => page.evaluate((needles) => {
  const decoder = new TextDecoder('x-user-defined');
  const memory = decoder.decode(new Uint8Array(globalThis.keptInstance.exports.memory.buffer));
  return Object.keys(needles).filter((name) =>
    needles[name].some((bytes) => memory.includes(decoder.decode(new Uint8Array(bytes)))));
}, needles);

/** All that the document holds, fields included, whatever they are masked with. */
export const inDocument = (page) => page.evaluate(() => [
  document.documentElement.outerHTML,
  ...[...document.querySelectorAll('input, textarea, select')].map((field) => field.value),
  document.title,
  location.href,
  JSON.stringify(history.state),
].join('\n'));
