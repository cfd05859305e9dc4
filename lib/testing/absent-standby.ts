/**
 * Has commits wait for a standby that is not there: whoever waits for the disk waits until the end,
 * and whoever does not is seen to go on.
 */
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";

const EVERY_MS = 20;
const WAITING = `
  SELECT count(*)::int AS count FROM pg_stat_activity
   WHERE wait_event = 'SyncRep' AND usename <> current_user`;

type Absence = {
  /** Resolves when so many commits of the application wait. */
  untilWaiting: (count: number) => Promise<void>;
  /** Resolves when so many commits wait, and rejects when `work` ends before. */
  untilItWaits: (work: Promise<unknown>, count: number) => Promise<void>;
};

/** The server must be the test's own: all of its databases wait. */
export async function withAbsentStandby(
  ownerUrl: string,
  work: (absence: Absence) => Promise<void>,
): Promise<void> {
  const [owner, probe] = [clientOf(ownerUrl), clientOf(ownerUrl)];
  await Promise.all([owner.connect(), probe.connect()]);
  const name = async (standby: string) => {
    await owner.query(`ALTER SYSTEM SET synchronous_standby_names = '${standby}'`);
    await owner.query("SELECT pg_reload_conf()");
  };
  const untilWaiting = async (count: number) => {
    while ((await owner.query<{ count: number }>(WAITING)).rows[0]?.count !== count) {
      await sleep(EVERY_MS);
    }
  };
  await name("absent");
  const probed = untilItWaitsBy(owner, probe);
  try {
    await probed.started;
    await work({
      untilWaiting,
      untilItWaits: async (one, count) => {
        const ended = one.then(() => Promise.reject(new Error("It did not wait for the disk.")));
        await Promise.race([untilWaiting(count), ended]);
      },
    });
  } finally {
    await name("");
    await probed.ended;
    await Promise.all([owner.end(), probe.end()]);
  }
}

/** The setting is in force when a commit waits. */
function untilItWaitsBy(owner: pg.Client, probe: pg.Client) {
  let ended: Promise<unknown> = Promise.resolve();
  const started = (async () => {
    const { rows } = await probe.query<{ pid: number }>("SELECT pg_backend_pid() AS pid");
    for (;;) {
      let isOver = false;
      ended = probe
        .query("SELECT pg_logical_emit_message(true, 'probe', '')")
        .finally(() => (isOver = true));
      while (!isOver) {
        const waiting = await owner.query(
          "SELECT FROM pg_stat_activity WHERE pid = $1 AND wait_event = 'SyncRep'",
          [rows[0]?.pid],
        );
        if (waiting.rowCount === 1) return;
        await sleep(EVERY_MS);
      }
    }
  })();
  return { started, ended: started.then(() => ended) };
}

function clientOf(connectionString: string): pg.Client {
  return new pg.Client({ connectionString });
}
