/** What a backup has, with the hash of each file. It is written last: half a backup has none. */
import { createHash } from "node:crypto";
import { createReadStream, existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { addDurably } from "@/lib/server/durable-file";

const NAME = "manifest.json";
const HASH_NAME = "manifest.sha256";

const fileSchema = z.object({ name: z.string(), bytes: z.int(), sha256: z.string() });

const manifestSchema = z.object({
  format: z.literal(1),
  /** The files of a server with its log, or a dump of one database. */
  kind: z.enum(["base", "dump"]),
  startedAt: z.iso.datetime(),
  /** By the clock of the database: it can be restored as it was then, and later. */
  endedAt: z.iso.datetime(),
  counterfoil: z.string(),
  postgres: z.string(),
  system: z.string(),
  timeline: z.int(),
  segmentBytes: z.int(),
  startLsn: z.string(),
  endLsn: z.string(),
  migrations: z.int(),
  lastMigration: z.string(),
  /** The head of the audit trail at the beginning: a restored trail has it. */
  head: z.string(),
  hasSecrets: z.boolean(),
  /** Variables that are set in the environment and that a restored installation needs. */
  secretsElsewhere: z.array(z.string()),
  files: z.array(fileSchema),
});
export type Manifest = z.infer<typeof manifestSchema>;
export type BackupFile = z.infer<typeof fileSchema>;

export async function writeManifest(folder: string, manifest: Manifest): Promise<void> {
  const text = `${JSON.stringify(manifest, null, 2)}\n`;
  const hash = createHash("sha256").update(text).digest("hex");
  await addDurably(join(folder, HASH_NAME), Buffer.from(`${hash}  ${NAME}\n`));
  await addDurably(join(folder, NAME), Buffer.from(text));
}

export function isComplete(folder: string): boolean {
  return existsSync(join(folder, NAME));
}

export function readManifest(folder: string): Manifest {
  if (!isComplete(folder)) {
    throw new Error(`${folder} is half a backup: it has no ${NAME}, which is written last.`);
  }
  const text = readFileSync(join(folder, NAME), "utf8");
  const hash = createHash("sha256").update(text).digest("hex");
  const noted = existsSync(join(folder, HASH_NAME))
    ? readFileSync(join(folder, HASH_NAME), "utf8").slice(0, hash.length)
    : "";
  // oxlint-disable-next-line security/detect-possible-timing-attacks -- this hash is no secret
  if (hash !== noted) throw new Error(`${join(folder, NAME)} is damaged: its hash is another.`);
  return manifestSchema.parse(JSON.parse(text));
}

/** Throws for the first file that is missing or is not what was written. */
export async function verifyFiles(folder: string, { files }: Manifest): Promise<void> {
  for (const { name, bytes, sha256 } of files) {
    const path = join(folder, name);
    if (!existsSync(path)) throw new Error(`The backup is damaged: ${path} is missing.`);
    const size = statSync(path).size;
    if (size !== bytes) {
      throw new Error(`The backup is damaged: ${path} has ${size} bytes instead of ${bytes}.`);
    }
    if ((await hashFile(path)) !== sha256) {
      throw new Error(`The backup is damaged: the hash of ${path} is another.`);
    }
  }
}

export function sumBytes({ files }: Manifest): number {
  return files.reduce((sum, { bytes }) => sum + bytes, 0);
}

export async function describeFile(folder: string, name: string): Promise<BackupFile> {
  const path = join(folder, name);
  return { name, bytes: statSync(path).size, sha256: await hashFile(path) };
}

export async function hashFile(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest("hex");
}
