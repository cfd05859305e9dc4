import "server-only";

/** How large the database and its largest tables are, which takes the server a while to count. */
import { Gauge, type Registry } from "prom-client";
import { readSizes } from "./database-facts";
import type { Group } from "./group";

const EVERY_MS = 5 * 60_000;

export function createSizeGroup(registers: Registry[]): Group {
  const database = new Gauge({
    name: "counterfoil_database_size_bytes",
    help: "The size of the database.",
    registers,
  });
  const tables = new Gauge({
    name: "counterfoil_table_size_bytes",
    help: "The largest tables, with their indexes.",
    labelNames: ["table"],
    registers,
  });
  const forget = () => {
    database.remove();
    tables.reset();
  };
  return {
    name: "sizes",
    everyMs: EVERY_MS,
    forget,
    async read(run) {
      const sizes = await readSizes(run);
      forget();
      database.set(sizes.database);
      for (const { relation, bytes } of sizes.tables) tables.set({ table: relation }, bytes);
    },
  };
}
