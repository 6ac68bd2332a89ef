// What this browser keeps of the site: looked at and removed by the page and by offline.html.
{
  const site = new URL('./', location).href;
  const ours = async () => (await caches.keys()).filter((name) => name.startsWith(`token-triage ${site} `));
  const registered = async () => {
    const registration = await navigator.serviceWorker.getRegistration(site);
    return registration?.scope === site ? registration : undefined;
  };
  // 'unable', 'none', or 'kept' and 'newer' (a newer build waits), each with the number of files.
  const state = async () => {
    try {
      const registration = await registered();
      const [oldest] = registration?.active ? await ours() : [];
      if (!oldest) return 'none';
      const files = (await (await caches.open(oldest)).keys()).length;
      return `${registration.waiting ? 'newer' : 'kept'} ${files}`;
    } catch {
      // No workers here: the page came by http, or the window is one of those that keep nothing.
      return 'unable';
    }
  };
  const remove = async () => {
    await (await registered())?.unregister();
    await Promise.all((await ours()).map((name) => caches.delete(name)));
  };
  Object.defineProperty(globalThis, 'offlineCopy', { value: Object.freeze({ state, remove, registered }) });
}
