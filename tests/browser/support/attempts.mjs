// What a script tries that got into the page: every way that browsers have to reach another machine, or to make code of
// text. Each runs inside the page and is given where to go: `http`, an address on a port of its own; `own`, an address of
// the page's own server; `name`, a name that only a look-up would tell; `host`, the same port without a scheme.
//
// A promise is waited for, as long as it takes the browser to answer, but not for ever.

const added = (kind, values, where = 'head') =>
  `new Promise((done) => document.${where}.append(Object.assign(document.createElement('${kind}'), { onload: done, onerror: done }, ${values})))`;
const link = (rel, more = '') => added('link', `{ rel: '${rel}', href: to.http, ${more} }`);
const peer = (server) => `{
  const peer = new RTCPeerConnection({ iceServers: [${server}] });
  peer.createDataChannel('x');
  peer.createOffer().then((offer) => peer.setLocalDescription(offer));
  return new Promise((done) => { peer.onicegatheringstatechange = () => peer.iceGatheringState === 'complete' && done(); });
}`;

/** Those that leave the page standing: they all run in one. */
export const REQUESTS = {
  'fetch, own server': 'fetch(to.own)',
  'fetch, elsewhere': "fetch(to.http, { mode: 'no-cors' })",
  'fetch, keepalive': "fetch(to.http, { method: 'POST', mode: 'no-cors', keepalive: true, body: 'x' })",
  'XMLHttpRequest, own server': "new Promise((done) => { const one = new XMLHttpRequest(); one.onloadend = done; one.open('GET', to.own); one.send(); })",
  'XMLHttpRequest, elsewhere': "new Promise((done) => { const one = new XMLHttpRequest(); one.onloadend = done; one.open('POST', to.http); one.send('x'); })",
  'sendBeacon': "navigator.sendBeacon(to.http, 'x')",
  'WebSocket': 'new Promise((done) => { new WebSocket(`ws://${to.host}/`).onerror = done; })',
  'EventSource': 'new Promise((done) => { new EventSource(to.http).onerror = done; })',
  'WebTransport': 'new WebTransport(`https://${to.host}/`).ready',
  'image, own server': 'new Promise((done) => { const one = new Image(); one.onload = one.onerror = done; one.src = to.own; })',
  'image, elsewhere': 'new Promise((done) => { const one = new Image(); one.onload = one.onerror = done; one.src = to.http; })',
  'background of an element': "document.body.style.backgroundImage = `url(${to.http})`",
  'style element with @import': added('style', '{ textContent: `@import "${to.http}";` }'),
  'style sheet made by script': "{ const sheet = new CSSStyleSheet(); sheet.replaceSync(`body::before { content: url(${to.http}) }`); document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]; }",
  'font': 'new FontFace("x", `url(${to.http})`).load()',
  'audio': 'new Promise((done) => { new Audio(to.http).onerror = done; })',
  'iframe': added('iframe', '{ src: to.http }', 'body'),
  'iframe with a document of its own': added('iframe', '{ srcdoc: `<img src="${to.http}">` }', 'body'),
  'object': added('object', '{ data: to.http }', 'body'),
  'embed': added('embed', '{ src: to.http }', 'body'),
  'script, own server': added('script', '{ src: to.own }'),
  'script, elsewhere': added('script', '{ src: to.http }'),
  'import(), own server': 'import(to.own)',
  'import(), elsewhere': 'import(to.http)',
  'worker, own server': 'new Promise((done) => { new Worker(to.own).onerror = done; })',
  'worker from a blob': 'new Promise((done) => { new Worker(URL.createObjectURL(new Blob([`fetch("${to.http}", { mode: "no-cors" })`]))).onerror = done; })',
  'shared worker, own server': 'new Promise((done) => { new SharedWorker(to.own).onerror = done; })',
  'service worker, own server': 'navigator.serviceWorker.register(to.own)',
  'link: stylesheet': link('stylesheet'),
  'link: icon': link('icon'),
  'link: manifest': link('manifest'),
  'link: prefetch': link('prefetch'),
  'link: preload': link('preload', "as: 'fetch'"),
  'link: modulepreload': link('modulepreload'),
  'link: preconnect': `{ ${link('preconnect')}; }`,
  'link: dns-prefetch': `{ ${added('link', "{ rel: 'dns-prefetch', href: `http://${to.name}/` }")}; }`,
  'speculation rules': "document.head.append(Object.assign(document.createElement('script'), { type: 'speculationrules', text: JSON.stringify({ prefetch: [{ source: 'list', urls: [to.http] }] }) }))",
  'link with ping': "Object.assign(document.createElement('a'), { href: '#/', ping: to.http }).click()",
  'form into a frame': "{ const form = Object.assign(document.createElement('form'), { action: to.http, method: 'post', target: 'nowhere' }); document.body.append(Object.assign(document.createElement('iframe'), { name: 'nowhere' }), form); form.submit(); }",
  'policy that reports': 'document.head.append(Object.assign(document.createElement("meta"), { httpEquiv: "Content-Security-Policy", content: `img-src data:; report-uri ${to.http}` }))',
  'WebRTC: STUN': peer('{ urls: `stun:${to.host}` }'),
  'WebRTC: TURN over TCP': peer("{ urls: `turn:${to.host}?transport=tcp`, username: 'x', credential: 'x' }"),
  'WebRTC: name of a STUN server': peer('{ urls: `stun:${to.name}:3478` }'),
};

/** Those that make code of text. They tell whether it ran. */
export const CODE = {
  'eval': "(0, eval)('globalThis.ran = 1')",
  'new Function': "new Function('globalThis.ran = 1')()",
  'setTimeout with a text': "setTimeout('globalThis.ran = 1')",
  'innerHTML': "document.body.insertAdjacentElement('beforeend', document.createElement('div')).innerHTML = '<img src=data: onerror=\"globalThis.ran = 1\">'",
  'document.write': "document.write('<script>globalThis.ran = 1</scr' + 'ipt>')",
  'inline script': "document.head.append(Object.assign(document.createElement('script'), { text: 'globalThis.ran = 1' }))",
  'attribute onclick': "{ const one = document.createElement('b'); one.setAttribute('onclick', 'globalThis.ran = 1'); document.body.append(one); one.click(); }",
  'address with javascript:': "{ const one = Object.assign(document.createElement('a'), { href: 'javascript:void(globalThis.ran = 1)' }); document.body.append(one); one.click(); }",
};

/** Those that leave the page, or open another one. Each has a page to itself. */
export const NAVIGATIONS = {
  'location': 'location.href = to.http',
  'link that is clicked': "Object.assign(document.createElement('a'), { href: to.http }).click()",
  'window.open': 'window.open(to.http)',
  'meta refresh': 'document.head.append(Object.assign(document.createElement("meta"), { httpEquiv: "refresh", content: `0;url=${to.http}` }))',
  'form': "{ const form = Object.assign(document.createElement('form'), { action: to.http, method: 'post' }); document.body.append(form); form.submit(); }",
};
