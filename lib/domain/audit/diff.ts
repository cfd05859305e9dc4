/**
 * Compares the two sides of an audit entry, before and after, as lines that can be read side by
 * side.
 */

/** `undefined` means absent. An empty list or object is shown as its JSON. */
export type Leaf = string | number | boolean | null | undefined;

export type Change = {
  /**
   * The path leads to the value, such as "roles.0.centreId"; it is empty when the value itself is
   * compared.
   */
  path: string;
  before: Leaf;
  after: Leaf;
  kind: "added" | "removed" | "changed" | "same";
};

/**
 * Lists the fields in the order in which they appear; fields that only existed before come last.
 */
export function listChanges(before: unknown, after: unknown): Change[] {
  const [old, young] = [listLeaves(before), listLeaves(after)];
  const paths = [...young.keys(), ...[...old.keys()].filter((path) => !young.has(path))];
  return paths.map((path) => {
    const [was, is] = [old.get(path), young.get(path)];
    return { path, before: was, after: is, kind: compareLeaves(was, is) };
  });
}

function compareLeaves(before: Leaf, after: Leaf): Change["kind"] {
  if (before === undefined) return "added";
  if (after === undefined) return "removed";
  return before === after ? "same" : "changed";
}

/** An entry without a side has null there, and that side has no lines. */
function listLeaves(value: unknown): Map<string, Leaf> {
  const leaves = new Map<string, Leaf>();
  if (value !== null && value !== undefined) collect(value, [], leaves);
  return leaves;
}

function collect(value: unknown, path: string[], leaves: Map<string, Leaf>): void {
  const inner = typeof value === "object" && value !== null ? Object.entries(value) : [];
  if (inner.length > 0) {
    for (const [name, each] of inner) collect(each, [...path, name], leaves);
  } else {
    leaves.set(path.join("."), readLeaf(value));
  }
}

function readLeaf(value: unknown): Leaf {
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") {
    return value;
  }
  return value === null ? null : JSON.stringify(value);
}
