// The first script of the page. Asks for its files at once, each with the checksum of what was built: the browser
// throws away whatever differs. What goes wrong before the program runs is told by sentences that index.html holds ready.
(() => {
  const files = {{files}};
  const ask = (name) => {
    const [address, integrity] = files[name] ?? [name, ''];
    // A cache may hold a broken copy for a year: what it is given is asked for once more, past it.
    return fetch(address, { integrity }).catch(() => fetch(address, { integrity, cache: 'reload' }));
  };
  const early = {};
  for (const name of Object.keys(files)) {
    early[name] = ask(name);
    // Whoever takes it hears of it.
    early[name].catch(() => {});
  }
  // A file, as a response. What is asked for again, after a failure, is fetched again.
  const file = (name) => {
    const asked = early[name] ?? ask(name);
    delete early[name];
    return asked;
  };
  const tell = (id) => {
    const show = () => {
      document.documentElement.dataset.stopped = id;
      document.getElementById(id)?.removeAttribute('hidden');
    };
    if (document.readyState === 'loading') addEventListener('DOMContentLoaded', show);
    else show();
  };
  // A script or style that did not arrive, or was not what was built.
  addEventListener('error', ({ target }) => {
    if (target instanceof HTMLScriptElement || target instanceof HTMLLinkElement) tell('incomplete');
  }, true);
  Object.defineProperty(globalThis, 'tokenTriage', { value: Object.freeze({ file, tell }) });
})();
