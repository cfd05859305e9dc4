import "server-only";

/**
 * The access token: by password grant, renewed early, by refresh token where there is one. However
 * many requests want it, one fetches it. It lives in memory alone.
 */
import { z } from "zod";
import { isPassing, notNow } from "./attempts";
import type { CashrecFailure } from "./failure";
import { isCashrecFailure, changed, refused } from "./failure";
import type { Limits, World } from "./limits";
import { exchange } from "./transport";

export type Credentials = {
  tokenUrl: string;
  username: string;
  password: string;
  clientId: string;
  clientSecret: string;
};

const WHOM = "Cashrec's sign-in";
const LIFE_SECONDS_USUAL = 3_600;
const LIFE_SECONDS_MAX = 86_400 * 30;
/** Visible ASCII: anything else could not stand in a header. */
const TOKEN = /^[\x21-\x7e]{1,16384}$/;

const tokenSchema = z.object({
  access_token: z.string().regex(TOKEN),
  token_type: z
    .string()
    .regex(/^bearer$/i)
    .optional(),
  expires_in: z.coerce.number().min(1).max(LIFE_SECONDS_MAX).optional().catch(undefined),
  refresh_token: z.string().regex(TOKEN).nullish(),
});
const errorSchema = z.object({ error: z.string().regex(/^[a-z_]{1,40}$/) });

type Token = { access: string; refresh: string | null; renewAt: number; endsAt: number };

export class TokenSource {
  #token: Token | null = null;
  #fetching: Promise<Token> | null = null;
  #refusedUntil = 0;
  #refusal: CashrecFailure | null = null;

  constructor(
    private readonly credentials: Credentials,
    private readonly world: World,
    private readonly limits: Limits,
  ) {}

  /** `rejected` is a token that Cashrec no longer takes, though it looked valid. */
  async get(rejected: string | null = null): Promise<string> {
    const held = this.#token;
    if (held !== null && held.access !== rejected && this.world.now() < held.renewAt) {
      return held.access;
    }
    this.#fetching ??= this.#renew().finally(() => (this.#fetching = null));
    try {
      return (await this.#fetching).access;
    } catch (error) {
      // It was renewed early: what is left of its life still serves.
      if (held === null || held.access === rejected || this.world.now() >= held.endsAt) throw error;
      return held.access;
    }
  }

  async #renew(): Promise<Token> {
    const refresh = this.#token?.refresh ?? null;
    const refreshed = refresh === null ? null : await this.#byRefresh(refresh);
    this.#token = refreshed ?? (await this.#byPassword());
    return this.#token;
  }

  /** Null when it is not taken any more: then the password grant is due. */
  async #byRefresh(refresh: string): Promise<Token | null> {
    try {
      return await this.#ask({ grant_type: "refresh_token", refresh_token: refresh });
    } catch (error) {
      if (isCashrecFailure(error) && !error.passing) return null;
      throw error;
    }
  }

  async #byPassword(): Promise<Token> {
    if (this.#refusal !== null && this.world.now() < this.#refusedUntil) throw this.#refusal;
    const { username, password } = this.credentials;
    try {
      return await this.#ask({ grant_type: "password", username, password });
    } catch (error) {
      if (isCashrecFailure(error) && error.code === "UPSTREAM_REFUSED") {
        this.#refusal = error;
        this.#refusedUntil = this.world.now() + this.limits.refusedSignInMs;
      }
      throw error;
    }
  }

  async #ask(grant: Record<string, string>): Promise<Token> {
    const { tokenUrl, clientId, clientSecret } = this.credentials;
    const body = new URLSearchParams({
      ...grant,
      client_id: clientId,
      client_secret: clientSecret,
    });
    const init = { method: "POST", body, headers: { accept: "application/json" } };
    const answer = await exchange({ url: tokenUrl, init, whom: WHOM }, this.world, this.limits);
    if (isPassing(answer.status)) throw notNow(WHOM, answer.status, answer.retryAfterMs);
    if (answer.status !== 200) throw refused(refusalText(answer.status, answer.text));
    return this.#parse(answer.text);
  }

  #parse(text: string): Token {
    const parsed = tokenSchema.safeParse(jsonOf(text));
    if (!parsed.success) {
      throw changed(`${WHOM} answered without a usable token.`);
    }
    const { access_token: access, refresh_token: refresh = null, expires_in } = parsed.data;
    const lifeMs = (expires_in ?? LIFE_SECONDS_USUAL) * 1_000;
    const early = Math.min(this.limits.renewBeforeMs, lifeMs / 10);
    const endsAt = this.world.now() + lifeMs;
    return { access, refresh, renewAt: endsAt - early, endsAt };
  }
}

/** The OAuth error word is from a closed list of the standard, so it may be shown. */
function refusalText(status: number, text: string): string {
  const parsed = errorSchema.safeParse(jsonOf(text));
  const word = parsed.success ? parsed.data.error : `status ${status}`;
  const hint = word === "invalid_client" ? "the client id and secret" : "the user and password";
  return `${WHOM} was refused (${word}). Check ${hint} of the connection.`;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null; // No JSON is one of the ways in which it is not what the schema wants.
  }
}
