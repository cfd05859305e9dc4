/**
 * Test files share their module cache, which saves half a second each. What a file leaves in it is
 * reset before the next file: its variables, its clock, its connection, events that it did not
 * store, how many lines of the security log it wrote within the minute, and a full disk.
 */
import { afterAll, vi } from "vitest";
import { processWide } from "@/lib/server/process-wide";

afterAll(async () => {
  vi.unstubAllEnvs();
  vi.useRealTimers();
  processWide("security-events").value = undefined;
  processWide("security-lines").value = undefined;
  processWide("free-disk").value = undefined;
  if (processWide("db").value === undefined) return;
  // The import is dynamic, so that files without a database don't load the client.
  const { disconnect } = await import("@/lib/server/db/client");
  await disconnect();
});
