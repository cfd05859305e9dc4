import "server-only";

/** Provides the connection in use: to Cashrec, to the sandbox, or to neither. */
import type { FieldMap } from "@/lib/domain/field-map/field-map";
import { env } from "../env";
import { processWide } from "../process-wide";
import { defaultSandbox, SANDBOX_CREDENTIALS } from "../sandbox/sandbox";
import { type BreakerState, CashrecClient, type Connection, type ConnectionWord } from "./client";
import type { LoadedMap } from "./field-map-file";
import { ENTERED_RUNTIME, LIMITS, RUNTIME } from "./limits";
import { findMapInForce } from "./map-in-force";
import { findAcceptedQuestions } from "./questions";
import { nameMemory } from "./request-memory";
import { sharedPacing } from "./pacing";
import { type ConnectionKind, findConnection, type FoundConnection, notConfigured } from "./source";

/** The client is passed on as functions, because any bundle may have created it. */
export type Cashrec = {
  source: ConnectionKind;
  fieldMap: FieldMap;
  fieldMapHash: string;
  connectionWord: () => ConnectionWord;
  breakers: () => BreakerState;
  fetchCashSheets: CashrecClient["fetchCashSheets"];
  fetchText: CashrecClient["fetchText"];
  fetchUnlisted: CashrecClient["fetchUnlisted"];
};

const shared = processWide<{ key: string; cashrec: Cashrec }>("cashrec");

/**
 * There is one for each process, so that the token and the circuit breaker are shared. A field map
 * that was saved meanwhile, here or by another instance, makes another one.
 */
export async function cashrec(): Promise<Cashrec> {
  const [found, map] = await Promise.all([findConnection(), findMapInForce()]);
  const key = JSON.stringify([found.kind, found.key, map.key, env().cashrecTimeoutSeconds]);
  if (shared.value?.key === key) return shared.value.cashrec;
  const made = connect(found, map);
  shared.value = { key, cashrec: made };
  return made;
}

const CLOSED: BreakerState = { isOpen: false, openGroups: 0 };

/** Of the connection that was last used; nothing fails before there was one. */
export function findBreakers(): BreakerState {
  return shared.value?.cashrec.breakers() ?? CLOSED;
}

function connect(found: FoundConnection, map: LoadedMap): Cashrec {
  if (found.kind === "unconfigured") return withoutConnection(map);
  const limits = { ...LIMITS, attemptMsMax: env().cashrecTimeoutSeconds * 1_000 };
  if (found.kind === "live") {
    const { credentials, isEntered } = found;
    const remembered = {
      findAccepted: () => findAcceptedQuestions(),
      memory: nameMemory(credentials.apiUrl),
    };
    const live: Connection = { ...credentials, kind: "live" };
    const usual = isEntered ? ENTERED_RUNTIME : RUNTIME;
    const pacing = sharedPacing(env().cashrecRequestsPerMinute, usual.sleep);
    const runtime = { ...usual, pacing };
    return asFunctions(new CashrecClient(live, map, runtime, limits, remembered));
  }
  const send = (request: Request) => defaultSandbox()(request);
  return asFunctions(new CashrecClient(SANDBOX, map, { ...RUNTIME, send }));
}

const SANDBOX: Connection = {
  kind: "sandbox",
  apiUrl: "https://cashrec.sandbox",
  tokenUrl: "https://cashrec.sandbox/connect/token",
  ...SANDBOX_CREDENTIALS,
};

function asFunctions(client: CashrecClient): Cashrec {
  return {
    source: client.source,
    fieldMap: client.fieldMap,
    fieldMapHash: client.fieldMapHash,
    connectionWord: () => client.connectionWord(),
    breakers: () => client.breakers(),
    fetchCashSheets: (asked) => client.fetchCashSheets(asked),
    fetchText: (asked) => client.fetchText(asked),
    fetchUnlisted: (asked) => client.fetchUnlisted(asked),
  };
}

function withoutConnection({ map, hash }: LoadedMap): Cashrec {
  const refuse = () => Promise.reject(notConfigured());
  return {
    source: "unconfigured",
    fieldMap: map,
    fieldMapHash: hash,
    connectionWord: () => "unconfigured",
    breakers: () => CLOSED,
    fetchCashSheets: refuse,
    fetchText: refuse,
    fetchUnlisted: refuse,
  };
}
