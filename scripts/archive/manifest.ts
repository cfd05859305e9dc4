/** What the folder of an archived month has. It is written last: half a folder has none. */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { addDurably } from "@/lib/server/durable-file";
import { hashFile } from "../backup/manifest";

const NAME = "manifest.json";

const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/);

export const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/;

const manifestSchema = z.object({
  format: z.literal(1),
  month: z.string().regex(MONTH),
  writtenAt: z.iso.datetime(),
  counterfoil: z.string(),
  postgres: z.string(),
  lastMigration: z.string(),
  /** The head of the audit trail, as `npm run audit:verify -- --head` takes it. */
  head: z.string(),
  /** Of all lines, by currency, in minor units. */
  totals: z.array(
    z.object({
      currency: z.string(),
      lines: z.string(),
      expectedMinor: z.string(),
      countedMinor: z.string(),
      differenceMinor: z.string(),
    }),
  ),
  tables: z.array(
    z.object({
      name: z.string(),
      columns: z.array(z.string()),
      rows: z.int(),
      /** Of the rows in the database, which must not have changed before they are dropped. */
      fingerprint: z.string(),
      file: z.string(),
      bytes: z.int(),
      sha256: sha256Schema,
    }),
  ),
  /** Attached files, each under the name of its hash. */
  attachments: z.array(z.object({ sha256: sha256Schema, bytes: z.int() })),
});
export type Manifest = z.infer<typeof manifestSchema>;
export type ArchivedTable = Manifest["tables"][number];

/** Whose hash is stored knows whether any file of the folder is another one. */
export type HashedManifest = { manifest: Manifest; hash: string };

export async function writeManifest(folder: string, manifest: Manifest): Promise<void> {
  const text = `${JSON.stringify(manifest, null, 2)}\n`;
  await addDurably(join(folder, NAME), Buffer.from(text));
}

export function readManifest(folder: string): HashedManifest {
  const text = readFileSync(join(folder, NAME), "utf8");
  const hash = createHash("sha256").update(text).digest("hex");
  return { manifest: manifestSchema.parse(JSON.parse(text)), hash };
}

export function countRows({ tables }: Manifest): number {
  return tables.reduce((sum, { rows }) => sum + rows, 0);
}

/** Throws for the first file that is missing or is not what was written. */
export async function verifyFiles(folder: string, manifest: Manifest): Promise<void> {
  const files = [
    ...manifest.tables.map(({ file, sha256 }) => ({ file, sha256 })),
    ...manifest.attachments.map(({ sha256 }) => ({ file: attachmentPath(sha256), sha256 })),
  ];
  for (const { file, sha256 } of files) {
    const path = join(folder, file);
    const found = await hashFile(path).catch((error: unknown) => {
      throw new Error(`The archive is damaged: ${path} can't be read.`, { cause: error });
    });
    if (found !== sha256)
      throw new Error(`The archive is damaged: the hash of ${path} is another.`);
  }
}

export const attachmentPath = (sha256: string) => join("attachments", sha256);
