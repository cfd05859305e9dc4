import "server-only";

/**
 * Reads cash sheets from a Cashrec, which may be the sandbox. It never writes and stores nothing,
 * and a response that can't be read whole is not returned at all.
 */
import type { CentreClock } from "@/lib/domain/business-date";
import type { FieldMap } from "@/lib/domain/field-map/field-map";
import { AppError } from "../app-error";
import { log } from "../log";
import { type FetchedSheet, readSettledSheets, readSheets } from "./parse-response";
import { QuestionCheck } from "./questions";
import { Attempts, isPassing, notNow } from "./attempts";
import { isCashrecFailure } from "./failure";
import type { LoadedMap } from "./field-map-file";
import { type Limits, LIMITS, REQUESTS_PER_CALL_MAX, RUNTIME, type Runtime } from "./limits";
import { type Asked, type ParameterCase, requestUrl, split } from "./request";
import { codeOf, textOf } from "./response-text";
import type { Source } from "./source";
import { type Credentials, TokenSource } from "./token";
import { type HttpResponse, exchange, requireEncryption } from "./transport";

export { CENTRES_PER_REQUEST_MAX, DAYS_PER_REQUEST_MAX } from "./limits";
export type { FetchedSheet } from "./parse-response";

export type CentreAsked = { id: string; currency: string } & Partial<CentreClock>;
export type Connection = Credentials & { kind: Source; apiUrl: string };
export type ConnectionWord = "ok" | "down" | "sandbox" | "unconfigured" | "unknown";

export class CashrecClient {
  readonly #tokens: TokenSource;
  readonly #attempts: Attempts;
  readonly #check: QuestionCheck;
  /**
   * This is the spelling of the request that Cashrec accepted last, for the life of the process.
   */
  #spelling: ParameterCase = "camel";
  #word: ConnectionWord = "unknown";

  constructor(
    private readonly connection: Connection,
    private readonly loaded: LoadedMap,
    private readonly runtime: Runtime = RUNTIME,
    private readonly limits: Limits = LIMITS,
    findAccepted: () => Promise<ReadonlySet<string>> = () => Promise.resolve(new Set()),
  ) {
    this.#check = new QuestionCheck(findAccepted);
    requireEncryption(connection.apiUrl);
    requireEncryption(connection.tokenUrl);
    this.#tokens = new TokenSource(connection, runtime, limits);
    this.#attempts = new Attempts(runtime, limits);
  }

  get source(): Source {
    return this.connection.kind;
  }

  get fieldMapHash(): string {
    return this.loaded.hash;
  }

  get fieldMap(): FieldMap {
    return this.loaded.map;
  }

  /** The health check reports the connection by one word. */
  connectionWord(): ConnectionWord {
    if (this.connection.kind === "sandbox") return "sandbox";
    return this.#attempts.isOpen ? "down" : this.#word;
  }

  /**
   * Returns at most one sheet per centre and business date, and only dates within `from` and `to`.
   * Throws AppError UPSTREAM_UNAVAILABLE, UPSTREAM_REFUSED or UPSTREAM_CHANGED, and then returns
   * nothing.
   */
  async fetchCashSheets(asked: {
    centres: readonly CentreAsked[];
    from: string;
    to: string;
  }): Promise<FetchedSheet[]> {
    const { centres, from, to } = asked;
    const currencies = new Map(centres.map(({ id, currency }) => [id, currency]));
    const clocks = new Map(centres.flatMap(clockOf));
    const parts = [...split({ centreIds: [...currencies.keys()], from, to })];
    if (parts.length > REQUESTS_PER_CALL_MAX) {
      throw new AppError("INVALID", "Ask Cashrec for fewer centres or dates at once.");
    }
    const sheets: FetchedSheet[] = [];
    for (const part of parts) {
      const text = await this.fetchText(part);
      const dates = { from: part.from, to: part.to };
      sheets.push(...(await this.#readSheets(text, { currencies, clocks, dates })));
    }
    return sheets;
  }

  /** The sandbox is our own, and leaves nothing open. */
  async #readSheets(text: string, wanted: Parameters<typeof readSheets>[2]) {
    const { map } = this.loaded;
    if (this.connection.kind === "sandbox") return readSheets(text, map, wanted);
    return readSettledSheets(text, { map, check: this.#check }, wanted);
  }

  /** Returns the unparsed response to one bounded request, for the probe. */
  async fetchText(asked: Asked): Promise<string> {
    try {
      const text = await this.#ask(asked);
      this.#word = "ok";
      return text;
    } catch (error) {
      const code = isCashrecFailure(error) ? error.code : "UNEXPECTED";
      this.#word = code === "UPSTREAM_CHANGED" ? this.#word : "down";
      const { from, to, centreIds } = asked;
      log().warn({ code, from, to, centres: centreIds.length }, "Cashrec request failed");
      throw error;
    }
  }

  async #ask(asked: Asked): Promise<string> {
    const first = this.#spelling;
    const response = await this.#request(asked, first);
    if (response.status !== 400 || codeOf(response) !== 100) return textOf(response);
    const other = first === "camel" ? "pascal" : "camel";
    const second = await this.#request(asked, other);
    if (second.status === 200) this.#spelling = other;
    return textOf(second);
  }

  async #request(asked: Asked, spelling: ParameterCase): Promise<HttpResponse> {
    const url = requestUrl(this.connection.apiUrl, asked, spelling);
    return this.#attempts.run(async () => {
      const token = await this.#tokens.get();
      const response = await this.#send(url, token);
      if (response.status !== 401) return response;
      const again = await this.#send(url, await this.#tokens.get(token));
      if (again.status === 401) this.#tokens.distrust(again.status);
      return again;
    });
  }

  async #send(url: string, token: string): Promise<HttpResponse> {
    const headers = { authorization: `Bearer ${token}`, accept: "application/json" };
    const target = { url, init: { headers }, whom: "Cashrec" };
    const response = await exchange(target, this.runtime, this.limits);
    const { status, retryAfterMs } = response;
    if (isPassing(status)) {
      throw notNow("Cashrec", { status, retryAfterMs, now: this.runtime.now() });
    }
    return response;
  }
}

function clockOf({ id, timeZone, dayStartsAt }: CentreAsked): [string, CentreClock][] {
  if (timeZone === undefined || dayStartsAt === undefined) return [];
  return [[id, { timeZone, dayStartsAt }]];
}
