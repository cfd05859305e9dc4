/**
 * `node --import ./scripts/ensure-client.ts …` makes Prisma's client before the command is loaded:
 * for commands whose own imports lead to it, so that they work straight after installing.
 */
import { ensureClient } from "./generate";

await ensureClient();
