/**
 * `node --import ./scripts/build/ensure-client.ts …` generates Prisma's client before the command
 * is loaded: for commands that import it, so that they work straight after installing.
 */
import { ensureClient } from "./generate";

await ensureClient();
