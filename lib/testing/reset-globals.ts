/**
 * Files share what they import, which spares each of them half a second. What a file leaves behind
 * is put away before the next: its variables, its clock, and its connection.
 */
import { afterAll, vi } from "vitest";
import { processWide } from "@/lib/server/process-wide";

afterAll(async () => {
  vi.unstubAllEnvs();
  vi.useRealTimers();
  if (processWide("db").value === undefined) return;
  // Loaded by whoever connected; files that never do are spared it.
  const { disconnect } = await import("@/lib/server/db/client");
  await disconnect();
});
