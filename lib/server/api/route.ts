import "server-only";

/**
 * Serves every API route: it finds out who is calling, refuses requests of other sites, parses the
 * input, proves the permission, and runs the handler. `input` parses the parameters of the path,
 * the query and the JSON body, laid over one another in that order of trust: a body can't replace
 * what the path names. `output` parses the response.
 */
import { z } from "zod";
import { type Actor, type Permission, prove, proveAnywhere } from "@/lib/domain/permission";
import type { Scope } from "@/lib/domain/permission";
import { requestTakesFreshProof } from "@/lib/domain/security/fresh-proof";
import { type RequestKind, requestKindOf } from "@/lib/domain/security/request-limits";
import { AppError, NO_SUCH_CENTRE } from "../app-error";
import { type CurrentSession, requireCaller } from "../auth/actor";
import { requireFreshProof } from "../auth/fresh-proof";
import { requireSecondFactor } from "../auth/required-factor";
import { assertCentresExist } from "../centres/queries";
import { refuseArchivedDay } from "../db/archived";
import { areReadsDurable, wantDurableReads } from "../db/durable-reads";
import { requireFreeDisk } from "../free-disk";
import { BODY_BYTES_MAX, withBodyInFlight } from "../http/bodies-in-flight";
import { readJson, refuseEncodedBody } from "../http/body";
import { refuseCrossSite } from "../http/origin";
import { assertNodesExist } from "../organisation/chosen-nodes";
import { asFrom } from "../http/origin-of-request";
import { problemResponse } from "../http/problem";
import { readQuery } from "../http/query";
import { countRequest, waitForTurn } from "../person-limits/limits";
import { recordRefusal } from "../security-log/refusals";
import { awaitFlushOf } from "../db/await-flush";
import { recordUse } from "./record-use";
import {
  type BodyType,
  contractOf,
  type ContractOptions,
  type FreshProof,
  type OutputType,
  type RouteContext,
  type RouteHandler,
} from "./contract";
import { holdUntilSent } from "./hold-until-sent";
import { respondOnce } from "./idempotency";
import { refuseUnknownParameters } from "./input-fields";
import { parseInput } from "./parse-input";
import { type Handled, respond, type ResponseOptions } from "./respond";

const JSON_BYTES_MAX = 1024 * 1024;

/** A handler gets this beside its scope and its input. */
export type RouteCall = { request: Request; actor: Actor; session: CurrentSession | null };

export type RouteOptions<Input, P extends Permission, Output extends OutputType> = {
  /** It says what the route does, in one sentence of the API's description. */
  summary: string;
  permission: P;
  input: z.ZodType<Input>;
  /** The default is JSON; the handler reads a body of any other type by itself. */
  body?: BodyType;
  /** Whether it takes a fresh proof; by default, its permission and method decide. */
  freshProof?: FreshProof<Input>;
  /** Whoever needs a second factor and has none may call it, to set one up. */
  isForEnrolment?: boolean;
  /** It is only declared where body and output do not tell what the route costs. */
  limit?: RequestKind;
  handle: (scope: Scope<P>, input: Input, call: RouteCall) => Handled<Output>;
} & Pick<ContractOptions<Output>, "refusal" | "line"> &
  ResponseOptions<Output>;

/**
 * Centres are proved from the input: `centreIds`, `centreId` (one or several), or, where it names
 * none, every centre in which the actor has the permission. Its `nodeIds` or `nodeId` must have a
 * centre of the actor below them.
 */
export function route<Input, P extends Permission, Output extends OutputType>(
  options: RouteOptions<Input, P, Output>,
): RouteHandler<Output> {
  const { permission, body = "application/json", isForEnrolment = false, handle } = options;
  const contract = contractOf(permission, options);
  const serve = async (request: Request, context: RouteContext): Promise<Response> => {
    let caller: Actor | undefined;
    let release: () => void = () => undefined;
    const onRefused = (error: unknown) =>
      recordRefusal(request, error, { personId: caller?.userId, permission });
    try {
      const called = await requireCaller(request);
      const { actor, session } = called;
      caller = actor;
      refuseCrossSite(request);
      refuseUnknownParameters(options.input, Object.keys(readQuery(request)));
      const kind = requestKindOf(contract.limited, request.method);
      countRequest(actor.userId, kind);
      requireSecondFactor(called, { isForEnrolment, takesFreshProof: false });
      if (session === null && request.method === "GET") wantDurableReads();
      if (request.method !== "GET") await requireFreeDisk();
      if (!readsPast(kind, request)) release = await waitForTurn(actor.userId, kind);
      const bytesMax = body === "application/json" ? JSON_BYTES_MAX : BODY_BYTES_MAX;
      const response = await withBodyInFlight(request, bytesMax, async () => {
        const sent = await readSent(request, context, body);
        const input = parseInput(options.input, sent.values);
        const { scope, checkCentres } = await authorise(actor, permission, input);
        // The audit trail is never archived.
        if (permission !== "audit:view") await refuseArchivedDay(input);
        const readsBeside = kind === "read" && contract.output instanceof z.ZodType;
        if (!readsBeside) await checkCentres();
        const takesProof = takesFreshProof(options, request.method, input);
        requireSecondFactor(called, { isForEnrolment, takesFreshProof: takesProof });
        requireFreshProof(session, takesProof);
        const call = { request, actor, session };
        const work = async () => {
          const checked = readsBeside ? checkCentres() : null;
          const handled = (async () => handle(scope, input, call))();
          if (checked !== null) {
            // Of a centre that does not exist, the handler may have found as much as nothing.
            handled.catch(() => undefined);
            await checked;
          }
          return respond(options, { request, path: sent.path }, handled);
        };
        const keyed = { request, actorId: actor.userId, body: sent.text, onRefused };
        return asFrom(request, () => respondOnce(keyed, work));
      });
      // A page may show for a moment what a crash takes back. Programs and files keep what they
      // get, and a command that found its change made already reports it as its own.
      const isPage = request.method === "GET" && session !== null && !contract.limited.sendsFile;
      if (!isPage && !(await areReadsDurable())) await awaitFlushOf(request);
      if (response.ok) recordUse(request, called, options);
      if (contract.limited.sendsFile) return await holdUntilSent(request, response, release);
      release();
      return response;
    } catch (error) {
      release();
      onRefused(error);
      return problemResponse(error, request);
    }
  };
  return Object.assign(serve, { contract });
}

/** It waits for a past moment instead, so that it keeps no reading of the present waiting. */
function readsPast(kind: RequestKind, request: Request): boolean {
  return kind === "read" && (readQuery(request).asOf ?? "") !== "";
}

function takesFreshProof<Input>(
  { permission, freshProof }: { permission: Permission; freshProof?: FreshProof<Input> },
  method: string,
  input: Input,
): boolean {
  if (typeof freshProof === "function") return freshProof(input);
  return freshProof ?? requestTakesFreshProof(permission, method);
}

async function readSent(request: Request, { params }: RouteContext, body: BodyType) {
  const query = readQuery(request);
  const path = await params;
  if (request.method === "GET" || body !== "application/json") {
    refuseEncodedBody(request);
    return { values: { ...query, ...path }, path, text: "" };
  }
  const { text, values } = await readJson(request, JSON_BYTES_MAX, "Send at most 1 MB of JSON.");
  return { values: { ...query, ...values, ...path }, path, text };
}

async function authorise<P extends Permission>(
  actor: Actor,
  permission: P,
  input: unknown,
): Promise<{ scope: Scope<P>; checkCentres: () => Promise<void> }> {
  const named = idsIn(input, "centreId", "centreIds");
  const nodeIds = idsIn(input, "nodeId", "nodeIds");
  const scope =
    named.length === 0 ? proveAnywhere(actor, permission) : prove(actor, permission, named);
  if (scope === null && named.length === 0) {
    throw new AppError("FORBIDDEN", `None of your roles allows this (${permission}).`);
  }
  if (scope === null) {
    // A centre of others looks like one that does not exist, unless the reader may see it.
    const visible = prove(actor, "centre:view", named);
    if (visible !== null) await assertCentresExist(visible);
    throw visible === null
      ? new AppError("NOT_FOUND", NO_SUCH_CENTRE)
      : new AppError("FORBIDDEN", `Your role in this centre does not allow this (${permission}).`);
  }
  const checkCentres = async () => {
    if (named.length > 0) await assertCentresExist(scope);
  };
  const reader = nodeIds.length === 0 ? null : proveAnywhere(actor, permission);
  if (reader !== null) await assertNodesExist(reader, nodeIds);
  return { scope, checkCentres };
}

function idsIn(input: unknown, ...fields: string[]): string[] {
  if (typeof input !== "object" || input === null) return [];
  const values = new Map<string, unknown>(Object.entries(input));
  const named = fields.flatMap((field) => [values.get(field)].flat());
  return [...new Set(named.filter((id) => typeof id === "string"))];
}
