/** Loads the messages of some features in one language, under the names of these features. */
export type Messages = { [name: string]: string | Messages };

export async function loadMessages(language: string, names: readonly string[]): Promise<Messages> {
  const files = await Promise.all(
    names.map(async (name) => [name, await loadFile(language, name)] as const),
  );
  return Object.fromEntries(files);
}

async function loadFile(language: string, name: string): Promise<Messages> {
  const file = (await import(`./${language}/${name}.json`)) as { default: Messages };
  return file.default;
}
