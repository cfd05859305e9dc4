/**
 * Ends several connections as if at once. Whoever stands behind a lock of another one of them ends
 * before that one: the lock that the other's end releases would otherwise be theirs for a moment,
 * and whether their statement has a result then would be up to the database.
 */
type Ending = { pid: number; die: () => Promise<void> };

export async function endConnections(
  connections: readonly Ending[],
  listBlockers: (pid: number) => Promise<readonly number[]>,
): Promise<void> {
  const blockers = new Map<Ending, readonly number[]>();
  for (const one of connections) blockers.set(one, await listBlockers(one.pid));
  while (blockers.size > 0) {
    const left = [...blockers.keys()];
    const isWaitedFor = ({ pid }: Ending) => left.some((one) => blockers.get(one)?.includes(pid));
    const [next] = [...left.filter((one) => !isWaitedFor(one)), ...left];
    if (next === undefined) return;
    await next.die();
    blockers.delete(next);
  }
}
