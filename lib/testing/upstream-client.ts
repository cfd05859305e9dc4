/** A client of a Cashrec that misbehaves, which never pauses and has the clock of the test. */
import { CashrecClient } from "../server/cashrec/client";
import { loadFieldMap } from "../server/cashrec/field-map-file";
import { type Limits, LIMITS, RUNTIME } from "../server/cashrec/limits";
import { NO_PACING, type Pacing } from "../server/cashrec/pacing";
import type { MisbehavingUpstream } from "./misbehaving-upstream";

/** Returns a function that fetches the sheets of a date for these centres. */
export function connectTo(
  upstream: MisbehavingUpstream,
  now: () => number,
  limits: Partial<Limits> = {},
) {
  const client = connectClient(upstream, now, limits);
  return (date: string, ids: readonly string[]) =>
    client.fetchCashSheets({
      centres: ids.map((id) => ({ id, currency: "EUR" })),
      from: date,
      to: date,
    });
}

export function connectClient(
  { url, variables }: MisbehavingUpstream,
  now: () => number,
  limits: Partial<Limits> = {},
  pacing: Pacing = NO_PACING,
): CashrecClient {
  const connection = {
    kind: "live" as const,
    apiUrl: url,
    tokenUrl: variables.CASHREC_TOKEN_URL ?? "",
    username: "reader",
    password: variables.CASHREC_PASSWORD ?? "",
    clientId: "wf_wap_tp",
    clientSecret: variables.CASHREC_CLIENT_SECRET ?? "",
  };
  const sleep = () => Promise.resolve();
  const runtime = { ...RUNTIME, now, sleep, random: () => 0, pacing };
  return new CashrecClient(connection, loadFieldMap(null), runtime, { ...LIMITS, ...limits });
}
