// What the commands find around them: variables, files, and what a command in a command prints.

export const variables = {
  CLIENT_ID: 'app',
  CLIENT_SECRET: 's3cr&t+/=',
  TOKEN: 'abc.def',
  BASE: 'http://auth.example',
};

// None ends with a line's end unless its name says so: what curl does with one is a question of its own.
export const files = {
  'body.txt': 'a=b\n&c=d',
  'body.json': '{"a": "b"}',
  'plain.txt': 'p+l a&n',
  'form.txt': 'a=b&c=d',
  'word.txt': 'abc',
  'headers.txt': 'X-One: 1\nX-Two: 2',
};

const printed = {
  '$(cat plain.txt)': files['plain.txt'],
  '`cat plain.txt`': files['plain.txt'],
  '$(printf %s id:secret | base64)': Buffer.from('id:secret').toString('base64'),
};

/** A text with the values of what the shell puts in. */
export function expanded(text) {
  for (const [command, output] of Object.entries(printed)) text = text.replaceAll(command, () => output);
  for (const [name, value] of Object.entries(variables)) {
    // A function's result is as it arrives: decoded.
    for (const written of ['${' + name + '}', '$' + name, `{{${name}}}`, `{{${name}:url}}`]) {
      text = text.replaceAll(written, () => value);
    }
  }
  return text;
}
