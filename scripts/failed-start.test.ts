/** What becomes of a process whose start fails after Next.js listens. */
import { afterEach, expect, test, vi } from "vitest";
import { register } from "@/instrumentation";

vi.mock("@/instrumentation-node", () => ({
  start: () => Promise.reject(new Error("no home")),
}));

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

test("it ends with the reason, and never goes on half started", async () => {
  vi.stubEnv("NEXT_RUNTIME", "nodejs");
  const written = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  const exit = vi.spyOn(process, "exit").mockReturnValue(undefined as never);
  await register();
  expect(exit).toHaveBeenCalledExactlyOnceWith(1);
  expect(written.mock.calls.join()).toContain("The application can't start: Error: no home");
});
