
// Stands behind the glue that wasm-bindgen writes, in the same file, so that one checksum covers both.
{
  const { file, tell } = globalThis.tokenTriage;
  const program = await file('token-triage.wasm').catch(() => undefined);
  if (!program?.ok) tell('incomplete');
  else {
    await __wbg_init({ module_or_path: program }).catch((error) => {
      // The words of a failed compilation are the browser's own; nothing was typed into the program yet.
      console.error('Token Triage could not start.', error);
      tell('unable');
    });
  }
}
