/**
 * Entries of the trail name people by references, as `person:<id>:<SHA-256>`. They are hashed as
 * they are, and resolved where somebody reads them.
 */
const REFERENCE =
  /^person:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}:[0-9a-f]{64}$/;

export function findReferences(content: unknown): string[] {
  const found = new Set<string>();
  mapTexts(content, (text) => {
    if (REFERENCE.test(text)) found.add(text);
    return text;
  });
  return [...found];
}

/** Replaces the references that are known, at any depth. */
export function resolveReferences(
  content: unknown,
  values: Readonly<Record<string, string>>,
): unknown {
  return mapTexts(content, (text) => (REFERENCE.test(text) ? (values[text] ?? text) : text));
}

function mapTexts(content: unknown, map: (text: string) => string): unknown {
  if (typeof content === "string") return map(content);
  if (Array.isArray(content)) return content.map((one) => mapTexts(one, map));
  if (typeof content !== "object" || content === null) return content;
  return Object.fromEntries(
    Object.entries(content).map(([name, value]) => [name, mapTexts(value, map)]),
  );
}
