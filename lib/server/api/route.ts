import "server-only";

/**
 * Every API route is this function: who are you, may this page ask, what do you want, may you, do
 * it. `input` parses the path's parameters, the query and the JSON body, laid over one another in
 * that order of trust: a body can't replace what the path says. `answer` parses what is answered.
 */
import type { z } from "zod";
import { type Actor, type Permission, prove, proveAnywhere } from "@/lib/domain/permission";
import type { Scope } from "@/lib/domain/permission";
import { AppError } from "../app-error";
import { requireActor } from "../auth/actor";
import { assertCentresExist, NO_SUCH_CENTRE } from "../centres/queries";
import { type Answering, answerOf, type PathParameters } from "./respond";
import { readText } from "../http/body";
import { answerOnce } from "./idempotency";
import { refuseCrossSite } from "../http/origin";
import { asFrom } from "../http/origin-of-request";
import { problemResponse } from "../http/problem";

const BODY_BYTES_MAX = 4 * 1024 * 1024;

export type RouteContext = { params: Promise<PathParameters> };

type RouteOptions<Input, P extends Permission, Answer extends z.ZodType> = {
  permission: P;
  input: z.ZodType<Input>;
  /** "json" unless the handler reads the body by itself, as imports do. */
  body?: "json" | "stream";
} & Answering<Answer, [scope: Scope<P>, input: Input, request: Request]>;

/**
 * Centres are proved from the input: `centreIds`, `centreId` (one or several), or, where it names
 * none, every centre in which the actor holds the permission.
 */
export function route<Input, P extends Permission, Answer extends z.ZodType>(
  options: RouteOptions<Input, P, Answer>,
) {
  return async function respond(request: Request, context: RouteContext): Promise<Response> {
    try {
      const actor = await requireActor(request);
      refuseCrossSite(request);
      const raw = await read(request, context, options.body ?? "json");
      const input = parse(options.input, raw.values);
      const scope = await authorise(actor, options.permission, input);
      const about = { request, path: raw.path };
      const answer = () => answerOf(options, about, scope, input, request);
      const asked = { request, actorId: actor.userId, body: raw.text };
      return await asFrom(request, () => answerOnce(asked, answer));
    } catch (error) {
      return problemResponse(error);
    }
  };
}

export function parse<Input>(schema: z.ZodType<Input>, values: unknown): Input {
  const parsed = schema.safeParse(values);
  if (parsed.success) return parsed.data;
  const errors = parsed.error.issues.map(({ path, message }) => ({
    path: path.join("."),
    message,
  }));
  const first = errors[0];
  throw new AppError(
    "INVALID",
    first === undefined ? "The input is not valid" : `${first.path || "input"}: ${first.message}`,
    { errors },
  );
}

async function authorise<P extends Permission>(
  actor: Actor,
  permission: P,
  input: unknown,
): Promise<Scope<P>> {
  const named = centresIn(input);
  const scope =
    named.length === 0 ? proveAnywhere(actor, permission) : prove(actor, permission, named);
  if (scope === null && named.length === 0) {
    throw new AppError("FORBIDDEN", `None of your roles allows this (${permission}).`);
  }
  if (scope === null) {
    // Not yours and not there look alike, unless the reader may at least see the centre.
    const visible = prove(actor, "centre:view", named);
    if (visible !== null) await assertCentresExist(visible);
    throw visible === null
      ? new AppError("NOT_FOUND", NO_SUCH_CENTRE)
      : new AppError("FORBIDDEN", `Your role in this centre does not allow this (${permission}).`);
  }
  if (named.length > 0) await assertCentresExist(scope);
  return scope;
}

function centresIn(input: unknown): string[] {
  if (typeof input !== "object" || input === null) return [];
  const { centreId, centreIds } = input as { centreId?: unknown; centreIds?: unknown };
  const named = [centreId, centreIds].flat().filter((id) => typeof id === "string");
  return [...new Set(named)];
}

async function read(request: Request, { params }: RouteContext, body: "json" | "stream") {
  const query = queryOf(request);
  const path = await params;
  if (request.method === "GET" || body === "stream") {
    return { values: { ...query, ...path }, path, text: "" };
  }
  const text = await readText(request, BODY_BYTES_MAX, "Send at most 4 MB of JSON.");
  return { values: { ...query, ...bodyOf(text), ...path }, path, text };
}

function queryOf(request: Request): Record<string, string | string[]> {
  const params = new URL(request.url).searchParams;
  const entries = [...new Set(params.keys())].map((name) => {
    const values = params.getAll(name);
    return [name, values.length === 1 ? (values[0] ?? "") : values] as const;
  });
  return Object.fromEntries(entries);
}

function bodyOf(text: string): Record<string, unknown> {
  if (text === "") return {};
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new AppError("INVALID", "The body is not valid JSON.");
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new AppError("INVALID", "The body must be a JSON object.");
  }
  return value as Record<string, unknown>;
}
