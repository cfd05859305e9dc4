import "server-only";

/** Builds the list of what needs attention: threads first, then the lines that are left. */
import type { Attention, AttentionItem } from "@/lib/contracts/attention";
import { addDays } from "@/lib/domain/business-date";
import { isOverdue } from "@/lib/domain/thread/assignment";
import {
  compareAttention,
  findAttention,
  findGroup,
  mergeTotals,
} from "@/lib/domain/thread/attention";
import type { Span } from "../reconciliations/freshness";
import { listOpenLines, type OpenLines } from "./attention-lines";
import { listOpenThreads, type OpenThread } from "./attention-threads";

type Reader = { id: string; today: string };

/** Who owes something for longer is still reminded of it. */
const ASSIGNED_DAYS_MAX = 400;

/** `since` ends the day before today; what nobody has is listed from its first day on. */
export async function listAttention(since: Span, readerId: string): Promise<Attention> {
  const span = { ...since, from: addDays(since.to, 1 - ASSIGNED_DAYS_MAX) };
  const reader = { id: readerId, today: addDays(span.to, 1) };
  const threads = (await listOpenThreads(span, readerId)).flatMap((thread) => {
    const item = viewThread(thread, reader);
    return item === null ? [] : [item];
  });
  const { rows, totals } = await listOpenLines(span, {
    readerId,
    unassignedFrom: since.from,
    without: threads.map(({ id }) => id),
  });
  const items = [...threads, ...rows.map((row) => viewLines(row, reader))];
  const ofThreads = threads.map((item) => {
    const { group, overdue, currency, amountMinor } = item;
    return { group, overdue, currency, rows: 1, amountMinor };
  });
  return {
    items: items.sort(compareAttention),
    totals: mergeTotals([...ofThreads, ...totals]),
  };
}

function viewThread(thread: OpenThread, reader: Reader): AttentionItem | null {
  const { assigneeId, centreId, businessDate, verdict } = thread;
  const isConcerned = thread.hasAsked || assigneeId === reader.id;
  const kind = findAttention({ ...thread, isConcerned });
  if (kind === null) return null;
  const { shiftId, tillId, tenderId, shiftName, tillName, tenderName } = thread;
  return {
    id: [centreId, businessDate, shiftId, tillId, tenderId].join(" "),
    group: findGroup(kind, { assigneeId, readerId: reader.id }),
    kind,
    centreId,
    centreName: thread.centreName,
    businessDate,
    line: { shiftId, tillId, tenderId, shiftName, tillName, tenderName },
    verdict,
    toExplain: Number(verdict !== "uncounted"),
    toCount: Number(verdict === "uncounted"),
    currency: thread.currency,
    ...amountOfThread(thread),
    ...viewAssignment(thread, reader),
    by: { mention: thread.mentionedBy, reply: thread.repliedBy, question: thread.askedBy }[kind],
  };
}

function amountOfThread({ difference, counted, expected }: OpenThread) {
  if (difference !== null) {
    const net = Number(difference);
    return { amountMinor: Math.abs(net), netMinor: net, amountOf: "difference" as const };
  }
  const isCounted = counted !== null;
  return {
    amountMinor: Math.abs(Number(counted ?? expected ?? 0)),
    netMinor: null,
    amountOf: isCounted ? ("counted" as const) : ("expected" as const),
  };
}

function viewLines(row: OpenLines, reader: Reader): AttentionItem {
  const { centreId, centreName, businessDate, currency, assigneeId, toExplain, toCount } = row;
  const { verdict, ...line } = row.worst;
  const isOnlyToCount = toExplain === 0;
  return {
    id: `${centreId} ${businessDate} ${assigneeId ?? ""}`,
    group: findGroup("lines", { assigneeId, readerId: reader.id }),
    kind: "lines",
    centreId,
    centreName,
    businessDate,
    line,
    verdict,
    toExplain,
    toCount,
    currency,
    amountMinor: Number(isOnlyToCount ? row.expected : row.amount),
    amountOf: isOnlyToCount ? "expected" : row.net === null ? "counted" : "difference",
    netMinor: row.net === null ? null : Number(row.net),
    ...viewAssignment(row, reader),
    by: null,
  };
}

type Assigned = Pick<OpenLines, "assigneeId" | "assigneeName" | "dueOn">;

function viewAssignment({ assigneeId, assigneeName, dueOn }: Assigned, { today }: Reader) {
  return {
    assignee: assigneeId === null ? null : { id: assigneeId, name: assigneeName ?? "" },
    dueOn,
    overdue: isOverdue(dueOn, today),
  };
}
