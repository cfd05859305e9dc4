/** A client of a Cashrec that misbehaves, which never pauses and has the clock of the test. */
import { CashrecClient } from "../server/cashrec/client";
import { loadFieldMap } from "../server/cashrec/field-map-file";
import { type Limits, LIMITS, RUNTIME } from "../server/cashrec/limits";
import type { MisbehavingUpstream } from "./misbehaving-upstream";

/** Returns a function that fetches the sheets of a date for these centres. */
export function connectTo(
  { url, variables }: MisbehavingUpstream,
  now: () => number,
  limits: Partial<Limits> = {},
) {
  const connection = {
    kind: "live" as const,
    apiUrl: url,
    tokenUrl: variables.CASHREC_TOKEN_URL ?? "",
    username: "reader",
    password: variables.CASHREC_PASSWORD ?? "",
    clientId: "wf_wap_tp",
    clientSecret: variables.CASHREC_CLIENT_SECRET ?? "",
  };
  const runtime = { ...RUNTIME, now, sleep: () => Promise.resolve(), random: () => 0 };
  const client = new CashrecClient(connection, loadFieldMap(null), runtime, {
    ...LIMITS,
    ...limits,
  });
  return (date: string, ids: readonly string[]) =>
    client.fetchCashSheets({
      centres: ids.map((id) => ({ id, currency: "EUR" })),
      from: date,
      to: date,
    });
}
