import "server-only";

/** Runs the tasks of the queue. Payloads are parsed as carefully as any other input. */
import type { JobHelpers, Task, TaskList } from "graphile-worker";
import { z } from "zod";
import { CADENCES } from "@/lib/domain/sync-plan";
import { sweepFiles } from "../attachments/sweep";
import { findAccountNotices } from "../alerts/account-notices";
import { findPatterns, findWaitingAndCash } from "../alerts/find-standing";
import { informPeople } from "../alerts/inform";
import { forgetEndedSessions } from "../auth/session-row";
import { logHead } from "../audit/head";
import { deleteOldAttempts } from "../auth/throttle";
import { storeDueCauses } from "../causes/store-causes";
import { cashrec } from "../cashrec/connection";
import { connectionKind } from "../cashrec/source";
import { forwardLogs } from "../log-forwarding/forward";
import { logClockSkew } from "../db/clock-skew";
import { logRoleExcess } from "../db/role-excess";
import { requireFreeDisk } from "../free-disk";
import { sql } from "../db/sql";
import { noteFullyReadMonths } from "../line-search/fully-read-months";
import { makeMonths } from "../operations/make-months";
import { forgetSupersededJobs } from "../queue/forget-superseded";
import { addJob } from "../queue/queue";
import { reviewQuietDays } from "../quiet-days/certify";
import { addReplay, resumeReplays, runReplay } from "../replay/run";
import { findPause, resumeAfterPause } from "../sync/pause";
import { asJob } from "./as-job";
import { recordRun } from "./record-run";
import { applyRetention } from "../retention/apply";
import { makeReports } from "../schedules/run";
import { sweepReports } from "../schedules/sweep-reports";
import { noteSecurityCounts } from "../security-log/store";
import { forgetOldSyncs, requestDue, resumeSyncs } from "../sync/recurring";
import { addSync } from "../sync/request";
import { runSync } from "../sync/run";
import { applyRules } from "../recompute/open-days";
import { foldManyAddends, foldVarianceTotals } from "../variances/fold";
import { deliverDue, forgetReplacedSecrets } from "../webhooks/deliver";
import { queueEvents } from "../webhooks/queue-events";
import { sendCheckpoints } from "../witnesses/send-checkpoints";

const idPayload = z.object({ id: z.uuid() });
const duePayload = z.object({ cadence: z.enum(CADENCES) });
const foldPayload = z.object({ onlyMany: z.literal(true) });

const WORK: TaskList = {
  sync: async (payload: unknown, helpers: JobHelpers) => {
    const { id } = idPayload.parse(payload);
    const outcome = await runSync(id, { client: cashrec, signal: helpers.abortSignal });
    // This process is stopping, so that another one can continue at once.
    if (outcome === "stopped") await addSync(sql, id);
  },
  "read-due": async (payload: unknown) => {
    if ((await connectionKind()) === "unconfigured") return;
    const { cadence } = duePayload.parse(payload);
    await logClockSkew();
    await logRoleExcess();
    // Another reading of the recent days follows soon; the others are requested again afterwards.
    if (cadence === "recent" && (await findPause()) !== null) return;
    await resumeAfterPause();
    await requestDue(cadence, new Date());
  },
  "resume-syncs": resumeSyncs,
  replay: async (payload: unknown, helpers: JobHelpers) => {
    const { id } = idPayload.parse(payload);
    if ((await runReplay(id, helpers.abortSignal)) === "stopped") await addReplay(sql, id);
  },
  "resume-replays": resumeReplays,
  "apply-retention": async (_payload: unknown, helpers: JobHelpers) => {
    await applyRetention(helpers.abortSignal);
  },
  "forget-ended": async () => {
    await forgetEndedSessions();
    await forgetReplacedSecrets();
    await forgetSupersededJobs();
  },
  "forget-old-syncs": forgetOldSyncs,
  "make-months": makeMonths,
  "sweep-files": async (_payload: unknown, helpers: JobHelpers) => {
    await sweepFiles(helpers.abortSignal);
    await sweepReports(helpers.abortSignal);
  },
  "note-head": logHead,
  "note-security-counts": noteSecurityCounts,
  "send-checkpoints": async (_payload: unknown, helpers: JobHelpers) => {
    await sendCheckpoints(helpers.abortSignal);
  },
  "forward-logs": async (_payload: unknown, helpers: JobHelpers) => {
    await forwardLogs(helpers.abortSignal);
  },
  "forget-old-attempts": async () => {
    await deleteOldAttempts(new Date());
  },
  "fold-variances": async (payload: unknown) => {
    if (foldPayload.safeParse(payload).success) {
      await foldManyAddends();
    } else {
      await foldVarianceTotals();
      await noteFullyReadMonths();
    }
  },
  "store-causes": async (_payload: unknown, helpers: JobHelpers) => {
    await storeDueCauses(helpers.abortSignal);
  },
  "apply-tolerances": async (_payload: unknown, helpers: JobHelpers) => {
    await applyRules(helpers.abortSignal);
  },
  "review-quiet-days": async (_payload: unknown, helpers: JobHelpers) => {
    await reviewQuietDays(helpers.abortSignal);
  },
  "inform-people": async (_payload: unknown, helpers: JobHelpers) => {
    await informPeople(helpers.abortSignal);
  },
  "find-waiting-and-cash": async () => {
    await findWaitingAndCash();
  },
  "find-patterns": async () => {
    await findPatterns();
  },
  "find-account-notices": async () => {
    await findAccountNotices();
  },
  "make-reports": async (_payload: unknown, helpers: JobHelpers) => {
    const made = await makeReports(helpers.abortSignal);
    if (made > 0) await addJob(sql, { task: "inform-people", payload: {}, key: "inform-people" });
  },
  "send-webhooks": async (_payload: unknown, helpers: JobHelpers) => {
    await queueEvents(helpers.abortSignal);
    await deliverDue(helpers.abortSignal);
  },
};

/** They store much, and wait until there is room. */
const STORING: ReadonlySet<string> = new Set(["sync", "replay", "make-reports"]);

/** The origin of what a job writes into the audit trail is "job"; logs and statements name it. */
export const tasks: TaskList = Object.fromEntries(
  Object.entries(WORK).map(([name, work]): [string, Task] => [
    name,
    (payload, helpers) =>
      asJob(name, helpers.job.id, () =>
        recordRun(name, async () => {
          if (STORING.has(name)) await requireFreeDisk();
          await work?.(payload, helpers);
        }),
      ),
  ]),
);
