/** Asks for what many ids name, in several requests: no server takes an address of any length. */
const IDS_MAX = 200;

export async function readInParts<Row>(
  ids: readonly string[],
  read: (part: string[]) => Promise<readonly Row[]>,
): Promise<Row[]> {
  const parts = Array.from({ length: Math.ceil(ids.length / IDS_MAX) }, (_, part) => {
    return ids.slice(part * IDS_MAX, (part + 1) * IDS_MAX);
  });
  return (await Promise.all(parts.map(read))).flat();
}
