/** Two bundles of the built application have a copy each of what knows which reads are on disk. */
import { expect, test, vi } from "vitest";
import { runWork } from "../work-context";

test("a statement of another bundle's connection counts for the request", async () => {
  const ofRoute = await import("./durable-reads");
  vi.resetModules();
  const ofPool = await import("./durable-reads");
  expect(ofPool).not.toBe(ofRoute);
  await runWork({ id: "one", kind: "request", accountId: null }, async () => {
    ofRoute.wantDurableReads();
    const batch = ofRoute.noteBatch();
    batch.send(() => ofPool.noteStatement());
    await batch.sendLast((looks) => {
      ofPool.noteStatement();
      return Promise.resolve(looks);
    });
    batch.end();
    const isOnDisk = await ofRoute.areReadsDurable();
    ofPool.noteStatement();
    expect([isOnDisk, await ofRoute.areReadsDurable()]).toEqual([true, false]);
  });
});
