import "server-only";

/**
 * The format of an archive: a folder for each part, named after its first and last entry, with the
 * entries as lines of JSON in compressed files and a manifest. README.md of the audit trail defines
 * it for those who verify an archive without this product.
 */
import { z } from "zod";

export const MANIFEST = "manifest.json";
export const FORMAT = "counterfoil-trail-archive/1";

const hashSchema = z.string().regex(/^[0-9a-f]{64}$/);
const positionSchema = z.int().min(1);

/** The nine fields that are hashed, as they are hashed, and the two hashes. */
export const lineSchema = z.strictObject({
  id: positionSchema,
  at: z.int(),
  actorId: z.string().nullable(),
  action: z.string(),
  centreId: z.string().nullable(),
  businessDate: z.string().nullable(),
  origin: z.string().nullable(),
  before: z.string().nullable(),
  after: z.string().nullable(),
  previousHash: hashSchema,
  hash: hashSchema,
});
export type ArchiveLine = z.infer<typeof lineSchema>;

export const manifestSchema = z.strictObject({
  format: z.literal(FORMAT),
  /** The name of the trail, with which its checkpoints begin. */
  origin: z.string(),
  first: z.strictObject({ id: positionSchema, previousHash: hashSchema }),
  last: z.strictObject({ id: positionSchema, hash: hashSchema }),
  entries: positionSchema,
  /** Of the Merkle tree over all entries up to the last one. */
  root: hashSchema,
  /** The same, as a signed note. */
  checkpoint: z.string(),
  files: z.array(
    z.strictObject({
      name: z.string().regex(/^entries-\d+\.ndjson\.gz$/),
      entries: positionSchema,
      sha256: hashSchema,
    }),
  ),
});
export type ArchiveManifest = z.infer<typeof manifestSchema>;

export function partName({ first, last }: { first: number; last: number }): string {
  return `entries-${first}-${last}`;
}
