/**
 * The organisation: a tree of any depth above the centres. Nodes and centres change their parent
 * from a business date on, so that every date has a tree of its own.
 */
export const NODE_KINDS = ["group", "brand", "country", "area"] as const;
export type NodeKind = (typeof NODE_KINDS)[number];

export type OrganisationNode = { id: string; kind: NodeKind; name: string };

/**
 * From `validFrom` on the child is below the parent. A node without a parent is at the top, and a
 * centre without one is outside the tree. Of two rows of one date the higher version is in force.
 */
export type Position = {
  childId: string;
  parentId: string | null;
  validFrom: string;
  version: number;
};

/** Everything that was ever stored of the tree; nodes and centres may have equal ids. */
export type OrganisationHistory = {
  nodes: readonly OrganisationNode[];
  nodePositions: readonly Position[];
  centrePositions: readonly Position[];
};

/** The tree of one date, as the parent of each child. */
export type OrganisationTree = {
  parentOf: ReadonlyMap<string, string | null>;
  nodeOf: ReadonlyMap<string, string | null>;
};
