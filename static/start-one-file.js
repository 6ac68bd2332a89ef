// The first script of the one-file edition. Hands the page its files, which lie packed in the document: nothing is fetched.
// What goes wrong before the program runs is told by sentences that index.html holds ready.
(() => {
  const PART = 1 << 17;
  const CHANGED = 'The file was changed.';
  const KINDS = { 'token-triage.wasm': 'application/wasm', 'knowledge.json': 'application/json' };

  // The byte behind each character that windows-1252 knows.
  const BYTES = new Uint8Array(0x2200);
  const characters = new TextDecoder('windows-1252').decode(Uint8Array.from({ length: 256 }, (_, byte) => byte));
  for (let byte = 0; byte < 256; byte += 1) BYTES[characters.charCodeAt(byte)] = byte;

  const ESCAPE = 0x3d;
  // The bytes of an element's text, as xtask/src/finish/one_file/text.rs put them there, if they add up to its Adler-32.
  const stored = (element) => {
    const text = element.textContent;
    const content = new Uint8Array(text.length);
    let [length, low, high] = [0, 1, 0];
    for (let at = 0; at < text.length; at += 1) {
      let byte = BYTES[text.charCodeAt(at)];
      if (byte === ESCAPE) byte = BYTES[text.charCodeAt(at += 1)] ^ 0x40;
      content[length] = byte;
      length += 1;
      low = (low + byte) % 65521;
      high = (high + low) % 65521;
    }
    if (high * 0x10000 + low !== Number(element.dataset.sum)) throw new Error(CHANGED);
    return content.subarray(0, length);
  };
  const named = (name) => stored(document.querySelector(`script[data-file="${name}"]`));

  let told;
  // What went wrong first; the rest follows from it.
  const tell = (id) => {
    // The bytes are all there, read as other letters.
    told ??= id === 'incomplete' && document.characterSet !== 'windows-1252' ? 'recoded' : id;
    const show = () => {
      document.documentElement.dataset.stopped = told;
      document.getElementById(told)?.removeAttribute('hidden');
    };
    if (document.readyState === 'loading') addEventListener('DOMContentLoaded', show);
    else show();
  };

  let packed;
  // Reads all that is packed, so that a changed file stops the page before it starts.
  const unpacker = async () => {
    {{unpacker}}
    // The policy refuses a changed style.
    if (told || !document.querySelector('style').sheet) throw new Error(CHANGED);
    packed = Object.fromEntries(Object.keys(KINDS).map((name) => [name, named(name)]));
    const program = new Blob([named('unpacker')]);
    try {
      const unzipped = program.stream().pipeThrough(new DecompressionStream('gzip'));
      await wasm_bindgen({ module_or_path: await new Response(unzipped).arrayBuffer() });
    } catch {
      tell('unable');
    }
    return wasm_bindgen.Unpacking;
  };

  let ready;
  // A file, as a response that is unpacked as it is read.
  const file = async (name) => {
    ready ??= unpacker();
    const unpacking = (await ready).of(packed[name]);
    const parts = new ReadableStream({
      async pull(controller) {
        // Lets the page answer to keys between two parts.
        await new Promise((done) => setTimeout(done));
        const part = unpacking.part(PART);
        if (part?.length) return controller.enqueue(part);
        unpacking.free();
        return part ? controller.close() : controller.error(new Error(CHANGED));
      },
    });
    return new Response(parts, { headers: { 'Content-Type': KINDS[name] } });
  };
  const asked = (name) => (name in KINDS ? file(name) : Promise.resolve(new Response(null, { status: 404 })));

  try {
    for (const font of document.querySelectorAll('script[data-family]')) {
      const { family, weight } = font.dataset;
      document.fonts.add(new FontFace(family, stored(font), { weight, display: 'swap' }));
    }
  } catch {
    tell('incomplete');
  }
  // The policy knows the script behind this one by its checksum: where it was changed, it did not run.
  addEventListener('DOMContentLoaded', () => ready ?? tell('incomplete'));
  Object.defineProperty(globalThis, 'tokenTriage', { value: Object.freeze({ file: asked, tell }) });
})();
