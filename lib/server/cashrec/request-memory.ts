import "server-only";

/** Remembers the names of parameters that the Cashrec at an address accepted. */
import { z } from "zod";
import type { ParameterNames } from "@/lib/domain/field-map/request-shape";
import { sql } from "../db/sql";
import type { NameMemory } from "./parameter-names";

const SETTING = "cashrec.parameter-names";

const storedSchema = z.object({
  apiUrl: z.string(),
  names: z.object({ from: z.string(), to: z.string(), centres: z.string() }),
});

/** Another address may be another Cashrec, of which nothing is known. */
export function nameMemory(apiUrl: string): NameMemory {
  return {
    async find(): Promise<ParameterNames | null> {
      const [row] = await sql<{ stored: unknown }>(
        "SELECT value AS stored FROM setting WHERE name = $1",
        [SETTING],
      );
      const parsed = storedSchema.safeParse(row?.stored);
      return parsed.success && parsed.data.apiUrl === apiUrl ? parsed.data.names : null;
    },
    async store(names: ParameterNames): Promise<void> {
      await sql(
        `INSERT INTO setting (name, value) VALUES ($1, $2::jsonb)
         ON CONFLICT (name) DO UPDATE SET value = EXCLUDED.value`,
        [SETTING, JSON.stringify({ apiUrl, names })],
      );
    },
  };
}

/** Forgets with the process. */
export const NO_MEMORY: NameMemory = {
  find: () => Promise.resolve(null),
  store: () => Promise.resolve(),
};
