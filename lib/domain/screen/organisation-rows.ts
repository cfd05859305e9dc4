/** Decides which rows of the tree a screen shows, in their order, with their level. */
import type { NodeKind } from "../organisation/organisation";
import { hasTerms, splitSearch } from "./normalise-search";

type TreeNode = {
  id: string;
  kind: NodeKind;
  name: string;
  parentId: string | null;
  /** So many centres are directly below it, where not all of them are given. */
  centres?: number | undefined;
};
type TreeCentre = { id: string; name: string; nodeId: string | null };
export type ShownTree = { nodes: readonly TreeNode[]; centres: readonly TreeCentre[] };

export type TreeRow = {
  /** It is unique among nodes and centres. */
  key: string;
  kind: NodeKind | "centre";
  id: string;
  name: string;
  parentId: string | null;
  /** The first level is 1. */
  level: number;
  /** Null for what has nothing below. */
  isOpen: boolean | null;
  /** How many centres are below a node at any depth; null for a centre. */
  centreCount: number | null;
};

type Shown = { opened: ReadonlySet<string>; search: string };

export function nodeKey(id: string): string {
  return `node ${id}`;
}

/** A search shows what matches with everything above it, opened. */
export function listTreeRows(tree: ShownTree, { opened, search }: Shown): TreeRow[] {
  const children = indexChildren(tree);
  const terms = splitSearch(search);
  const isSearched = terms.length > 0;
  const matches = ({ id, name }: { id: string; name: string }) =>
    isSearched && hasTerms(`${name} ${id}`, terms);

  const walkNode = (node: TreeNode, level: number, isWithin: boolean): Walked => {
    const isShown = isWithin || matches(node);
    const below = children.get(node.id) ?? NOTHING;
    const nodes = below.nodes.map((child) => walkNode(child, level + 1, isShown));
    const walked = [...nodes, ...below.centres.map((centre) => walkCentre(centre, level + 1))];
    const own = node.centres ?? below.centres.length;
    const centreCount = nodes.reduce((sum, one) => sum + one.centreCount, own);
    const found = walked.filter(({ isFound }) => isFound);
    const isOpen = found.length > 0 || opened.has(nodeKey(node.id));
    const { id, kind, name, parentId } = node;
    const row: TreeRow = {
      key: nodeKey(id),
      kind,
      id,
      name,
      parentId,
      level,
      isOpen: nodes.length + own === 0 ? null : isOpen,
      centreCount,
    };
    const isFound = matches(node) || found.length > 0;
    const listed = !isSearched || isShown ? walked : found;
    const rows = isOpen ? [row, ...listed.flatMap((one) => one.rows)] : [row];
    return { rows, centreCount, isFound };
  };
  const walkCentre = ({ id, name, nodeId }: TreeCentre, level: number): Walked => {
    const row: TreeRow = {
      key: `centre ${id}`,
      kind: "centre",
      id,
      name,
      parentId: nodeId,
      level,
      isOpen: null,
      centreCount: null,
    };
    return { rows: [row], centreCount: 1, isFound: matches({ id, name }) };
  };
  const top = children.get(null) ?? NOTHING;
  const walked = [
    ...top.nodes.map((node) => walkNode(node, 1, false)),
    ...top.centres.map((centre) => walkCentre(centre, 1)),
  ];
  const listed = !isSearched ? walked : walked.filter(({ isFound }) => isFound);
  return listed.flatMap(({ rows }) => rows);
}

type Walked = { rows: TreeRow[]; centreCount: number; isFound: boolean };
type Children = { nodes: TreeNode[]; centres: TreeCentre[] };
const NOTHING: Children = { nodes: [], centres: [] };

/** What names a parent that is not shown stands at the top. */
function indexChildren({ nodes, centres }: ShownTree): Map<string | null, Children> {
  const known = new Set(nodes.map(({ id }) => id));
  const children = new Map<string | null, Children>();
  const at = (parentId: string | null) => {
    const key = parentId !== null && known.has(parentId) ? parentId : null;
    const found = children.get(key) ?? { nodes: [], centres: [] };
    children.set(key, found);
    return found;
  };
  for (const node of nodes) at(node.parentId).nodes.push(node);
  for (const centre of centres) at(centre.nodeId).centres.push(centre);
  return children;
}
