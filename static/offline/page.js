// The buttons of offline.html. It is the only document of the site that may start a worker.
{
  const { state, remove, registered } = globalThis.offlineCopy;
  // Whatever it is given, the policy makes the one address of it.
  const policy = globalThis.trustedTypes?.createPolicy('offline', { createScriptURL: () => 'sw.js' });
  const worker = policy ? policy.createScriptURL('') : 'sw.js';

  const told = (worker) => new Promise((done) => {
    const look = () => {
      if (['activated', 'redundant'].includes(worker.state)) done(worker.state === 'activated');
    };
    worker.addEventListener('statechange', look);
    look();
  });
  const keep = async () => {
    // What is left where a browser dropped the files alone.
    await remove();
    const registration = await navigator.serviceWorker.register(worker);
    return told(registration.installing ?? registration.waiting ?? registration.active);
  };

  const show = (name, files = '') => {
    for (const part of document.querySelectorAll('[data-when]')) part.hidden = !part.dataset.when.split(' ').includes(name);
    for (const count of document.querySelectorAll('.files')) count.textContent = files;
  };
  const look = async () => show(...(await state()).split(' '));
  const on = (id, name, act) => document.getElementById(id).addEventListener('click', async () => {
    show(name);
    const isDone = await act().catch(() => false);
    if (isDone === false) show('failed');
    else await look();
  });
  on('keep', 'keeping', keep);
  on('remove', 'removing', remove);
  look();
  // Asks for a newer build now, not at the next visit.
  registered().then((registration) => registration?.update()).then(look).catch(() => {});
}
