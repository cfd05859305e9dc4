/** A client of a sandbox, with a clock that only moves when a test moves it. */
import { NO_PACING } from "../server/cashrec/pacing";
import type { AppError } from "../server/app-error";
import { isAppError } from "../server/app-error";
import { CashrecClient, type Connection } from "../server/cashrec/client";
import { loadFieldMap } from "../server/cashrec/field-map-file";
import { type Limits, LIMITS, type Runtime } from "../server/cashrec/limits";
import { createSandbox, SANDBOX_CREDENTIALS, type SandboxOptions } from "../server/sandbox/sandbox";

export const DAY = "2026-11-18";
const CONNECTION: Connection = {
  kind: "live",
  apiUrl: "https://cashrec.test",
  ...SANDBOX_CREDENTIALS,
  tokenUrl: "https://login.test/connect/token",
};

type Options = {
  limits?: Partial<Limits>;
  connection?: Partial<Connection>;
  sandbox?: SandboxOptions;
  /** Responds instead of the sandbox; null passes the request on to it. */
  before?: (request: Request, count: number) => Response | Promise<Response> | null;
};

export function arrangeClient({
  limits = {},
  connection = {},
  sandbox: options = {},
  before,
}: Options = {}) {
  let time = Date.parse("2026-11-21T09:00:00Z");
  const now = () => time;
  const sandbox = createSandbox({ now, pause: () => new Promise(() => undefined), ...options });
  const calls: string[] = [];
  const pauses: number[] = [];
  const runtime: Runtime = {
    pacing: NO_PACING,
    send: async (request) => {
      const { pathname } = new URL(request.url);
      const isToken = pathname.endsWith("/token");
      const form = isToken ? new URLSearchParams(await request.clone().text()) : null;
      calls.push(form?.get("grant_type") ?? "sheets");
      const count = calls.filter((call) => call === calls.at(-1)).length;
      return (await before?.(request, count)) ?? sandbox(request);
    },
    now,
    sleep: (ms) => {
      pauses.push(ms);
      time += ms;
      return Promise.resolve();
    },
    random: () => 0.5,
  };
  const client = new CashrecClient({ ...CONNECTION, ...connection }, loadFieldMap(null), runtime, {
    ...LIMITS,
    ...limits,
  });
  const fetchDay = (id = "101", to = DAY) =>
    client.fetchCashSheets({ centres: [{ id, currency: "EUR" }], from: DAY, to });
  const wait = (ms: number) => void (time += ms);
  return { client, sandbox, calls, pauses, fetchDay, wait };
}

export const isSheets = (request: Request) => request.method === "GET";
export const reply = (
  status: number,
  headers: Record<string, string> = {},
  body: string | null = null,
) => new Response(body, { status, headers });
export const json = { "content-type": "application/json" };

export async function failureOf(work: Promise<unknown>): Promise<AppError> {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!isAppError(error)) throw new Error(`not an AppError: ${String(error)}`);
  return error;
}
