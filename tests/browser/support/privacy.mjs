// The page as a build makes it that writes an edition of one file beside it.

/** The SHA-256 of nothing (FIPS 180-4 gives it as an example): what counts is that it is one. */
export const EDITION = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

const META = /<meta name="?one-file"? content="[^"]*">/;

/** The page gets a document in which the build has noted something, or nothing (`null`), as the edition's hash. */
export const withEdition = (page, noted = EDITION) => page.route((url) => url.pathname === '/', async (route) => {
  const answer = await route.fetch();
  const text = (await answer.text()).replace(META, '');
  const meta = noted === null ? '' : `<meta name="one-file" content="${noted}">`;
  await route.fulfill({ response: answer, body: text.replace('</title>', `</title>${meta}`) });
});
