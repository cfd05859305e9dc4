import { expect, it } from "vitest";
import { endConnections } from "./end-connections";

/** The second stands behind the first, and the third behind the second and a stranger. */
const BLOCKERS = new Map([
  [2, [1]],
  [3, [2, 9]],
]);

it.each([[[1, 2, 3]], [[3, 1, 2]], [[2, 1, 3]]])(
  "ends whoever stands behind another one's lock before that one, of %j",
  async (pids) => {
    const ended: number[] = [];
    const connections = pids.map((pid) => {
      return { pid, die: () => Promise.resolve(void ended.push(pid)) };
    });
    await endConnections(connections, (pid) => Promise.resolve(BLOCKERS.get(pid) ?? []));
    expect(ended).toEqual([3, 2, 1]);
  },
);

it("ends also those who stand behind each other, before the database has noticed", async () => {
  const ended: number[] = [];
  const connections = [1, 2].map((pid) => {
    return { pid, die: () => Promise.resolve(void ended.push(pid)) };
  });
  await endConnections(connections, (pid) => Promise.resolve([3 - pid]));
  expect(ended).toEqual([1, 2]);
});
