import "server-only";

/** Reads how to reach Cashrec. */
import { isLoopback } from "./env-network";
import type { Reader } from "./env-reader";

export type CashrecEnv =
  | { kind: "sandbox" }
  | {
      kind: "live";
      apiUrl: string;
      tokenUrl: string;
      username: string;
      password: string;
      clientId: string;
      clientSecret: string;
    };

export const CASHREC_NEEDED = [
  "CASHREC_API_URL",
  "CASHREC_TOKEN_URL",
  "CASHREC_USERNAME",
  "CASHREC_PASSWORD",
  "CASHREC_CLIENT_SECRET",
] as const;
const CASHREC_ALL = [...CASHREC_NEEDED, "CASHREC_CLIENT_ID"] as const;
export const CASHREC_OPTIONAL = [
  "CASHREC_CLIENT_ID",
  "CASHREC_FIELD_MAP",
  "CASHREC_TIMEOUT_SECONDS",
  "CASHREC_REQUESTS_AT_ONCE",
  "CASHREC_REQUESTS_PER_MINUTE",
] as const;

/**
 * All variables must be set or none, because half a connection would quietly show the sandbox's
 * figures.
 */
export function readCashrecEnv(read: Reader): CashrecEnv {
  if (CASHREC_ALL.every((name) => read.text(name) === null)) return { kind: "sandbox" };
  const missing = CASHREC_NEEDED.filter((name) => read.text(name) === null);
  if (missing.length > 0) {
    read.wrong(`${missing.join(", ")} must be set too: the connection to Cashrec needs them all`);
  }
  return {
    kind: "live",
    apiUrl: secureUrl(read, "CASHREC_API_URL"),
    tokenUrl: secureUrl(read, "CASHREC_TOKEN_URL"),
    username: read.text("CASHREC_USERNAME") ?? "",
    password: read.text("CASHREC_PASSWORD") ?? "",
    clientId: read.text("CASHREC_CLIENT_ID") ?? "wf_wap_tp",
    clientSecret: read.text("CASHREC_CLIENT_SECRET") ?? "",
  };
}

/** How many requests are under way in one instance, and how many all instances send in a minute. */
export function readCashrecPace(read: Reader) {
  const [atOnce, perMinute] = ["CASHREC_REQUESTS_AT_ONCE", "CASHREC_REQUESTS_PER_MINUTE"];
  return {
    cashrecRequestsAtOnce: read.whole(atOnce, { from: 1, to: 32, usual: 3 }),
    cashrecRequestsPerMinute: read.whole(perMinute, { from: 1, to: 60_000, usual: 300 }),
  };
}

function secureUrl(read: Reader, name: string): string {
  const value = read.text(name) ?? "";
  if (value === "") return "";
  if (!URL.canParse(value)) {
    read.wrong(`${name} must be a URL`);
    return "";
  }
  const { protocol, hostname, username } = new URL(value);
  if (protocol !== "https:" && !(protocol === "http:" && isLoopback(hostname))) {
    read.wrong(`${name} must begin with https:// (http:// is for this machine alone)`);
  }
  if (username !== "") read.wrong(`${name} must not contain a user name or password`);
  return value.replace(/\/+$/, "");
}
