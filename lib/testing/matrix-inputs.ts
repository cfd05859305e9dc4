/**
 * The inputs of routes whose contracts do not determine them: the body is a file, the centre
 * follows from the id of something else, or a particular choice matters.
 */
import { ACCESS_INPUTS, PASSKEY_INPUTS } from "./matrix-access-inputs";
import { CONNECTION_INPUTS } from "./matrix-connection-inputs";
import { COUNTER_INPUTS } from "./matrix-counter-inputs";
import { JOURNAL_INPUTS } from "./matrix-journal-inputs";
import { PETTY_CASH_INPUTS } from "./matrix-petty-cash-inputs";
import type { Fixture } from "./matrix-fixture";
import { WEBHOOK_INPUTS } from "./matrix-webhook-inputs";
import { PUSH_INPUTS } from "./matrix-push-inputs";
import { REPORT_INPUTS } from "./matrix-report-inputs";
import { ORGANISATION_INPUTS } from "./matrix-organisation-inputs";

const PDF = "%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n";
const COUNTING = { blindMode: "hidden", recountsMax: 2, approval: "above-limit" };
const NOTICE_SETTINGS = {
  version: 99,
  language: "en",
  timeZone: "Europe/Madrid",
  quietFrom: null,
  quietTo: null,
  subscriptions: [],
};
const LEVEL = { short: { amountMinor: 100, ppm: 0 }, over: { amountMinor: 100, ppm: 0 } };

export type Input = {
  /** Whether the request names its centre so that `route()` proves it, has one inside, or none. */
  centre: "named" | "inside" | "none";
  query?: Record<string, string>;
  body?: object;
  text?: string;
  type?: string;
  /** The parameters of the path. */
  path?: Record<string, string>;
  /** Beyond the permission, it takes a role in every centre. */
  wantsEverywhere?: true;
};

type MakeInput = (at: Fixture) => Input;

const centre = (at: Fixture) => ({ centreId: at.centreId });
const key = (at: Fixture) => ({ ...centre(at), businessDate: at.date });
const till = (at: Fixture) => ({ ...key(at), shiftId: "1", tillId: "T1" });
const day = (at: Fixture) => ({ centreId: at.centreId, date: at.date });
const range = (at: Fixture) => ({ ...centre(at), from: at.date, to: at.date });

const ofCentre =
  (body?: object): MakeInput =>
  (at) => ({ centre: "named", path: centre(at), ...(body === undefined ? {} : { body }) });
const ofDay =
  (more: Omit<Input, "centre"> = {}): MakeInput =>
  (at) => ({ centre: "named", path: day(at), ...more });
const move = ofDay({ body: { version: 0, text: "As it was seen." } });
const about =
  (body: (at: Fixture) => object): MakeInput =>
  (at) => ({ centre: "named", body: body(at) });
const ofUser =
  (body: object): MakeInput =>
  ({ userId }) => ({ centre: "inside", path: { userId }, body });
const VIEWS = { page: "reconciliations" };
const ofView =
  (body: object): MakeInput =>
  ({ viewId }) => ({ centre: "inside", path: { viewId }, body });
const csv =
  (text: (at: Fixture) => string, kind: Input["centre"]): MakeInput =>
  (at) => ({ centre: kind, text: text(at), type: "text/csv" });

const LINE = { shiftId: "1", tillId: "T1", tenderId: "CASH" };
const DAY = "/api/reconciliations/{centreId}/{date}";

const ofPath = (path: Record<string, string>) => ({ centre: "inside" as const, path, body: {} });

export const INPUTS: Record<string, MakeInput> = {
  ...ACCESS_INPUTS,
  ...CONNECTION_INPUTS,
  ...COUNTER_INPUTS,
  ...JOURNAL_INPUTS,
  ...WEBHOOK_INPUTS,
  ...ORGANISATION_INPUTS,
  ...PETTY_CASH_INPUTS,
  ...PUSH_INPUTS,
  ...REPORT_INPUTS,
  "GET /api/audit/head": () => ({ centre: "none", wantsEverywhere: true }),
  "GET /api/audit/witnesses": () => ({ centre: "none", wantsEverywhere: true }),
  "POST /api/audit/verifications": () => ({ centre: "none", body: {}, wantsEverywhere: true }),
  "POST /api/cash-sheets/imports": (at) => ({
    centre: "inside",
    text: JSON.stringify([
      {
        centerId: at.centreId,
        businessDay: "2026-03-20",
        shiftId: "1",
        tillId: "T1",
        payments: [{ id: "CASH", amount: 12.5 }],
      },
    ]),
    type: "application/json",
  }),
  "PUT /api/counting": () => ({
    centre: "none",
    body: { counting: COUNTING, basedOn: { ...COUNTING, recountsMax: 9 } },
  }),
  "PUT /api/counting/centres": (at) => ({
    centre: "inside",
    body: { centres: [at.centreId], counting: COUNTING },
  }),
  "PUT /api/centres/{centreId}/counting": ofCentre(COUNTING),
  "PUT /api/centres/{centreId}/floats": ofCentre({
    tillId: "T1",
    amountMinor: 15_000,
    validFrom: "2030-01-01",
  }),
  "PUT /api/notice-settings": () => ({ centre: "none", body: NOTICE_SETTINGS }),
  "POST /api/notices/readings": ({ userId }) => ({ centre: "none", body: { ids: [userId] } }),
  "PUT /api/reasons": () => ({
    centre: "none",
    body: { version: 99, reasons: [{ code: "other", active: true, verdicts: [], labels: {} }] },
  }),
  "POST /api/reconciliations/explanations": (at) => ({
    centre: "inside",
    body: { lines: [{ ...day(at), ...LINE, differenceMinor: null }], reason: "cash-handling" },
  }),
  "POST /api/reconciliations/moves": (at) => ({
    centre: "inside",
    body: { move: "review", days: [{ ...day(at), version: 0 }] },
  }),
  "POST /api/reconciliations/moves/preview": (at) => ({
    centre: "inside",
    body: { move: "review", days: [day(at)] },
  }),
  "POST /api/reconciliations/moves/undo": (at) => ({
    centre: "inside",
    body: { days: [{ ...day(at), version: 0 }] },
  }),
  [`POST ${DAY}/review`]: move,
  [`POST ${DAY}/approval`]: move,
  [`POST ${DAY}/closure`]: move,
  [`POST ${DAY}/reopening`]: move,
  [`POST ${DAY}/acceptance`]: move,
  [`POST ${DAY}/explanations`]: ofDay({
    body: { version: 0, shiftId: "1", tillId: "T1", tenderId: "CASH", reason: "cash-handling" },
  }),
  [`POST ${DAY}/attachments`]: ofDay({
    query: { fileName: "slip.pdf" },
    text: PDF,
    type: "application/octet-stream",
  }),
  [`GET ${DAY}/attachments/{id}`]: (at) => ({
    centre: "named",
    path: { ...day(at), id: at.attachmentId },
  }),
  [`GET ${DAY}/thread`]: ofDay({ query: LINE }),
  [`PUT ${DAY}/thread`]: ofDay({ body: { ...LINE, number: 0 } }),
  [`POST ${DAY}/messages`]: ofDay({ body: { ...LINE, kind: "question", text: "Why is that?" } }),
  [`POST ${DAY}/messages/photos`]: ofDay({
    query: { ...LINE, fileName: "slip.pdf" },
    text: PDF,
    type: "application/octet-stream",
  }),
  [`GET ${DAY}/messages/photos/{id}`]: (at) => ({
    centre: "named",
    path: { ...day(at), id: at.attachmentId },
  }),
  [`POST ${DAY}/assignments`]: ofDay({
    body: { ...LINE, version: 0, assigneeId: null, dueOn: null },
  }),
  "POST /api/syncs": about((at) => ({
    centreIds: [at.centreId],
    from: "2026-03-20",
    to: "2026-03-20",
  })),
  "GET /api/syncs/{id}": (at) => ({ centre: "inside", path: { id: at.syncId } }),
  "POST /api/till-counts": about((at) => ({
    ...till(at),
    tenderId: "CASH",
    countedMinor: COUNTED,
  })),
  "POST /api/till-counts/imports": csv(
    (at) =>
      "centre_id,business_date,shift_id,till_id,tender_id,counted\n" +
      `${at.centreId},${at.date},1,T1,CARD,1.00\n`,
    "inside",
  ),
  "POST /api/till-counts/openings": about((at) => ({ ...till(at), countedMinor: 14_000 })),
  "POST /api/tokens": () => ({
    centre: "none",
    body: { name: "A script", permissions: ["account:use"] },
  }),
  "DELETE /api/me/sessions/{sessionId}": ({ sessionId }) => ofPath({ sessionId }),
  ...PASSKEY_INPUTS,
  "DELETE /api/tokens/{tokenId}": ({ tokenId }) => ofPath({ tokenId }),
  "POST /api/tolerances": about((at) => ({
    ...centre(at),
    tenderId: "CARD",
    currency: "EUR",
    explain: LEVEL,
    approve: LEVEL,
    monthlyMinor: null,
    validFrom: "2030-01-01",
    basedOnVersion: 0,
  })),
  "POST /api/tolerances/simulations": about((at) => ({
    rule: { ...centre(at), tenderId: "*", currency: "EUR", explain: LEVEL, approve: LEVEL },
    from: at.date,
    to: at.date,
  })),
  "POST /api/views": () => ({
    centre: "none",
    body: { ...VIEWS, name: "A view", query: "verdict=short" },
  }),
  "PATCH /api/views/{viewId}": ofView({ name: "Another view" }),
  "DELETE /api/views/{viewId}": ofView({}),
  "POST /api/views/{viewId}/uses": ofView({}),
  "POST /api/users": () => ({
    centre: "none",
    body: { email: "matrix@example.test", name: "New", roles: [] },
  }),
  "GET /api/users/{userId}/data-export": ({ userId }) => ({ centre: "none", path: { userId } }),
  "GET /api/users/{userId}/stored-data": ({ userId }) => ({ centre: "none", path: { userId } }),
  "PATCH /api/users/{userId}": ofUser({ name: "Another name" }),
  "POST /api/users/{userId}/invitation": ofUser({}),
};

/** The counted cash of till T1. */
export const COUNTED = 667_419_44;

/** The query of a page that reads more of its address than its path. */
export const PAGE_QUERIES: Record<string, (at: Fixture) => Record<string, string>> = {
  "/till-counts": (at) => ({ centreId: at.centreId, date: at.date }),
  "/petty-cash": centre,
  "/": () => ({}),
  "/reconciliations": range,
  "/variances": range,
  "/settings/journal": () => ({ purpose: "sales" }),
  "/settings/personal-data": (at) => ({ person: at.userId }),
  "/prove": () => ({ next: "/settings/connection" }),
  "/settings/security": () => ({ show: "everything" }),
  "/settings/access": () => ({ show: "unreviewed" }),
  "/audit": centre,
  "/reports": () => ({ file: "00000000-0000-4000-8000-000000000009" }),
  "/coverage": (at) => ({ month: at.date.slice(0, 7) }),
  "/owed": (at) => ({ month: at.date.slice(0, 7) }),
  "/reconciliations/[centreId]/[date]": () => ({ asOf: "2030-01-01T00:00:00Z" }),
};

/** What fills a page's path beside its centre and date. */
export const PAGE_PATH = { guide: "counters" };
