import "server-only";

/** Whether tables that are divided by month have months for what is stored next. */
import { Gauge, type Registry } from "prom-client";
import { listDividedTables } from "../operations/make-months";
import type { Group } from "./group";

const EVERY_MS = 5 * 60_000;

export function createMonthGroup(registers: Registry[]): Group {
  const until = new Gauge({
    name: "counterfoil_table_months_end_timestamp_seconds",
    help: "Up to when a table that is divided by month has months.",
    labelNames: ["table"],
    registers,
  });
  const outside = new Gauge({
    name: "counterfoil_table_rows_outside_months",
    help: "Rows that are in no month, and that get one of npm run partition; up to 100,000.",
    labelNames: ["table"],
    registers,
  });
  const forget = () => {
    until.reset();
    outside.reset();
  };
  return {
    name: "months",
    everyMs: EVERY_MS,
    forget,
    async read(run) {
      const tables = await listDividedTables(run);
      forget();
      for (const { name: table, until: end, rowsOutside } of tables) {
        until.set({ table }, Date.parse(`${end}T00:00:00Z`) / 1_000);
        outside.set({ table }, rowsOutside);
      }
    },
  };
}
