/**
 * A Cashrec that misbehaves by seed: it responds late, partly, twice, with an error, with a body
 * that was cut, with pages that repeat or are out of order, or not at all.
 */
import type { Chance } from "../figures/chance";
import { type DayTruth, sheetOf } from "./truth";

export type Upstream = {
  send: (request: Request) => Promise<Response>;
  days: DayTruth[];
  /** Whatever it says from now on is true. */
  isHonest: boolean;
};

type Options = {
  chance: Chance;
  days: DayTruth[];
  gate: () => Promise<void>;
  note: (what: string) => void;
};

const BEHAVIOURS = {
  right: 60,
  late: 12,
  "left out": 3,
  repeated: 3,
  "too busy": 4,
  broken: 4,
  away: 4,
  "unknown token": 2,
  cut: 3,
  page: 2,
  silent: 3,
};
type Behaviour = keyof typeof BEHAVIOURS;

export const PAGE_SIZE = 2;

export function createUpstream({ chance, days, gate, note }: Options): Upstream {
  const upstream: Upstream = { days, isHonest: false, send };
  return upstream;

  async function send(request: Request): Promise<Response> {
    const url = new URL(request.url);
    await gate();
    const isToken = url.pathname.endsWith("/token");
    const how = upstream.isHonest ? "right" : chance.weighted<Behaviour>(BEHAVIOURS);
    if (how !== "right") note(`Cashrec: ${how}`);
    if (how === "silent") throw new TypeError("fetch failed");
    const failure = failWith(how, chance);
    if (failure !== null) return failure;
    if (isToken) return json(TOKEN);
    const asked = readQuery(url);
    const sheets = sheetsFor(asked, how);
    const text = JSON.stringify(pageOf(sheets, asked.page, how));
    if (how === "late") for (let rounds = chance.whole(1, 6); rounds > 0; rounds -= 1) await gate();
    const body = how === "cut" ? text.slice(0, Math.floor(text.length * chance.unit())) : text;
    return new Response(body, { headers: JSON_TYPE });
  }

  function sheetsFor({ centreIds, from, until }: Asked, how: Behaviour): object[] {
    const asked = days.filter(
      ({ centreId, date }) => centreIds.includes(centreId) && date >= from && date <= until,
    );
    const leftOut = how === "left out" && asked.length > 0 ? chance.pick(asked) : null;
    const sent = asked.filter((day) => day !== leftOut).flatMap((day) => sheetOf(day) ?? []);
    return how === "repeated" ? [...sent, ...sent.slice(0, 1)] : sent;
  }

  function pageOf(sheets: object[], page: number | null, how: Behaviour): object {
    if (page === null) return sheets;
    const ordered = upstream.isHonest || chance.happens(0.7) ? sheets : sheets.toReversed();
    const first = how === "repeated" ? 0 : (page - 1) * PAGE_SIZE;
    return { count: sheets.length, items: ordered.slice(first, first + PAGE_SIZE) };
  }
}

function failWith(how: Behaviour, chance: Chance): Response | null {
  if (how === "page") return new Response("<html>", { headers: { "content-type": "text/html" } });
  const status = STATUSES[how];
  if (status === undefined) return null;
  if (status !== 429) return new Response("{}", { status, headers: JSON_TYPE });
  const seconds = chance.pick([1, 20, 50, 90, 600]);
  return new Response(null, { status, headers: { "retry-after": String(seconds) } });
}

const STATUSES: Partial<Record<Behaviour, number>> = {
  "too busy": 429,
  broken: 500,
  away: 503,
  "unknown token": 401,
};
const JSON_TYPE = { "content-type": "application/json" };
const TOKEN = { access_token: "token", expires_in: 3_600, token_type: "Bearer" };

type Asked = { centreIds: string[]; from: string; until: string; page: number | null };

function readQuery({ searchParams }: URL): Asked {
  const page = searchParams.get("page");
  return {
    centreIds: (searchParams.get("centersList") ?? "").split(","),
    from: (searchParams.get("startDate") ?? "").slice(0, 10),
    until: (searchParams.get("endDate") ?? "").slice(0, 10),
    page: page === null ? null : Number(page),
  };
}

function json(value: unknown): Response {
  return new Response(JSON.stringify(value), { headers: JSON_TYPE });
}
