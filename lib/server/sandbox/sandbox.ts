import "server-only";

/**
 * A Cashrec of our own: its token endpoint and its cash sheet endpoint as one function from request
 * to response, so that it serves in process, in tests and behind a socket alike. See README.md.
 */
import { addDays } from "@/lib/domain/business-date";
import { env } from "../env";
import { processWide } from "../process-wide";
import { readAmendedFiles } from "./amended-files";
import { FAULTS, json } from "./fault";
import { type SandboxSheet, buildSheet } from "./sheet";
import { TokenEndpoint } from "./token-endpoint";

/** The credentials that the sandbox accepts. They are valid nowhere else. */
export const SANDBOX_CREDENTIALS = {
  username: "demo@example.test",
  password: "sandbox-password",
  clientId: "wf_wap_tp",
  clientSecret: "sandbox-secret",
};

export type SandboxOptions = {
  tokenSeconds?: number;
  now?: () => number;
  pause?: (ms: number) => Promise<void>;
  /** The spelling of parameter names that this Cashrec expects. */
  spelling?: "camel" | "pascal";
  /** Sheets by "{centre}/{date}" that take precedence over the usual ones, but not over `amend`. */
  amendedElsewhere?: () => ReadonlyMap<string, unknown>;
};

export type Sandbox = {
  (request: Request): Promise<Response>;
  /**
   * Returns this sheet for a centre and date from now on; null for no sheet, undefined for the
   * usual one.
   */
  amend(centreId: string, businessDate: string, sheet: unknown): void;
  /** Revokes every token at once, as the provider may. */
  revokeTokens(): void;
};

const shared = processWide<Sandbox>("sandbox");

/** The sandbox that the client uses when no Cashrec is configured. */
export function defaultSandbox(): Sandbox {
  return (shared.value ??= createSandbox({
    amendedElsewhere: () => readAmendedFiles(env().dataDir),
  }));
}

export function createSandbox(options: SandboxOptions = {}): Sandbox {
  const tokens = new TokenEndpoint(SANDBOX_CREDENTIALS, options);
  const amended = new Map<string, unknown>();
  const pause = options.pause ?? ((ms) => new Promise((resolve) => setTimeout(resolve, ms)));
  const handle = async (request: Request): Promise<Response> => {
    const url = new URL(request.url);
    const call = `${request.method} ${url.pathname}`;
    if (call === "POST /connect/token")
      return tokens.issue(new URLSearchParams(await request.text()));
    if (call === "GET /api/v1/cashSheet") {
      if (!tokens.isGood(request.headers.get("authorization"))) return unauthorised();
      const asked = readQuery(url.searchParams, options.spelling ?? "camel");
      if (asked === null) return json(400, INVALID);
      const elsewhere = options.amendedElsewhere?.() ?? [];
      return respond(asked, { amended: new Map([...elsewhere, ...amended]), pause });
    }
    return amendment(request, url.pathname, amended);
  };
  return Object.assign(handle, {
    amend: (centreId: string, businessDate: string, sheet: unknown) => {
      if (sheet === undefined) amended.delete(`${centreId}/${businessDate}`);
      else amended.set(`${centreId}/${businessDate}`, sheet);
    },
    revokeTokens: () => tokens.revokeAll(),
  });
}

const INVALID = {
  code: 100,
  message: "Invalid parameters. You must provide valid StartDate, EndDate and CenterLists.",
};
const DATE_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/;
// oxlint-disable-next-line security/detect-unsafe-regex -- linear, as recheck says
const CENTRES = /^[\w.:-]{1,64}(,[\w.:-]{1,64})*$/;
const DAYS_MAX = 400;

type Asked = { centreIds: string[]; start: string; end: string };

function readQuery(query: URLSearchParams, spelling: "camel" | "pascal"): Asked | null {
  const names =
    spelling === "camel"
      ? ["startDate", "endDate", "centersList"]
      : ["StartDate", "EndDate", "CentersList"];
  const [start = "", end = "", list = ""] = names.map((name) => query.get(name) ?? "");
  if (!DATE_TIME.test(start) || !DATE_TIME.test(end) || !CENTRES.test(list)) return null;
  if (Number.isNaN(Date.parse(`${start}Z`)) || Number.isNaN(Date.parse(`${end}Z`))) return null;
  if (start > end || Date.parse(end) - Date.parse(start) > DAYS_MAX * 86_400_000) return null;
  return { centreIds: [...new Set(list.split(","))], start, end };
}

type Tools = { amended: Map<string, unknown>; pause: (ms: number) => Promise<void> };

async function respond(asked: Asked, { amended, pause }: Tools): Promise<Response> {
  const faulty = asked.centreIds.map((id) => FAULTS[id]).find((fault) => fault !== undefined);
  if (faulty !== undefined)
    return faulty(() => listSheets(asked, new Map()) as SandboxSheet[], pause);
  return json(200, listSheets(asked, amended));
}

/** Both ends are included, by the midnight with which a sheet's business day is written. */
function listSheets({ centreIds, start, end }: Asked, amended: Map<string, unknown>): unknown[] {
  const sheets: unknown[] = [];
  for (let date = start.slice(0, 10); `${date}T00:00:00` <= end; date = addDays(date, 1)) {
    if (`${date}T00:00:00` < start) continue;
    for (const centreId of centreIds) {
      const key = `${centreId}/${date}`;
      const sheet = amended.has(key) ? amended.get(key) : buildSheet(centreId, date);
      if (sheet !== null) sheets.push(sheet);
    }
  }
  return sheets;
}

const AMENDMENT = /^\/sandbox\/sheets\/([\w.:-]{1,64})\/(\d{4}-\d\d-\d\d)$/;

/** A hook for tests over HTTP: PUT sets a sheet, and DELETE restores the usual one. */
async function amendment(request: Request, path: string, amended: Map<string, unknown>) {
  const [, centreId, date] = AMENDMENT.exec(path) ?? [];
  const key = `${centreId}/${date}`;
  if (centreId === undefined || !["GET", "PUT", "DELETE"].includes(request.method)) {
    return new Response(null, { status: 404 });
  }
  if (request.method === "PUT") amended.set(key, await request.json());
  if (request.method === "DELETE") amended.delete(key);
  return json(200, amended.has(key) ? amended.get(key) : buildSheet(centreId, date ?? ""));
}

function unauthorised(): Response {
  return new Response(null, { status: 401, headers: { "www-authenticate": "Bearer" } });
}
