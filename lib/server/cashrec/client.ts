import "server-only";

/**
 * Reads cash sheets from a Cashrec, which may be the sandbox. It never writes and stores nothing,
 * and a response that can't be read whole is not returned at all.
 */
import { type CentreClock, countRangeDays } from "@/lib/domain/business-date";
import type { FieldMap } from "@/lib/domain/field-map/field-map";
import type { ParameterNames } from "@/lib/domain/field-map/request-shape";
import { AppError } from "../app-error";
import { log } from "../log";
import { type FetchedSheet, readSettledSheets, readSheets } from "./parse-response";
import { QuestionCheck } from "./questions";
import { Attempts, isPassing, notNow } from "./attempts";
import { isCashrecFailure } from "./failure";
import type { LoadedMap } from "./field-map-file";
import { type Limits, LIMITS, REQUESTS_PER_CALL_MAX, RUNTIME, type Runtime } from "./limits";
import { type NameMemory, ParameterNaming } from "./parameter-names";
import { readPages } from "./read-pages";
import { type Asked, requestUrl, split } from "./request";
import { NO_MEMORY } from "./request-memory";
import { textOf } from "./response-text";
import type { Source } from "./source";
import { type Credentials, TokenSource } from "./token";
import { type HttpResponse, exchange, requireEncryption } from "./transport";

export { CENTRES_PER_REQUEST_MAX, DAYS_PER_REQUEST_MAX } from "./limits";
export type { FetchedSheet } from "./parse-response";

const TOO_MANY = 429;
/** After a refusal that gives no time, every instance sends nothing for so long. */
const EASE_MS = 1_000;

export type CentreAsked = { id: string; currency: string } & Partial<CentreClock>;
export type Connection = Credentials & { kind: Source; apiUrl: string };
/** Whether Cashrec is left alone, and how many groups of centres are. */
export type BreakerState = { isOpen: boolean; openGroups: number };
export type ConnectionWord = "ok" | "down" | "sandbox" | "unconfigured" | "unknown";

/** What an administrator has accepted of responses, and Cashrec of requests. */
type Remembered = { findAccepted: () => Promise<ReadonlySet<string>>; memory: NameMemory };

export class CashrecClient {
  readonly #tokens: TokenSource;
  readonly #attempts: Attempts;
  readonly #check: QuestionCheck;
  readonly #naming: ParameterNaming;
  /** Cashrec refused requests for more business dates than this. */
  #daysMax: number;
  #word: ConnectionWord = "unknown";

  constructor(
    private readonly connection: Connection,
    private readonly loaded: LoadedMap,
    private readonly runtime: Runtime = RUNTIME,
    private readonly limits: Limits = LIMITS,
    { findAccepted, memory }: Remembered = {
      findAccepted: () => Promise.resolve(new Set()),
      memory: NO_MEMORY,
    },
  ) {
    const { request } = loaded.map;
    this.#check = new QuestionCheck(findAccepted);
    this.#naming = new ParameterNaming(request.parameters, memory, runtime, limits);
    this.#daysMax = request.daysMax;
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

  breakers(): BreakerState {
    return { isOpen: this.#attempts.isOpen, openGroups: this.#attempts.openGroups };
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
    const parts = [...split({ centreIds: [...currencies.keys()], from, to }, this.#daysMax)];
    if (parts.length > REQUESTS_PER_CALL_MAX) {
      throw new AppError("INVALID", "Ask Cashrec for fewer centres or dates at once.");
    }
    const sheets: FetchedSheet[] = [];
    for (const part of parts) {
      for (const { text, asked: own } of await this.#fetchParts(part)) {
        const dates = { from: own.from, to: own.to };
        sheets.push(...(await this.#readSheets(text, { currencies, clocks, dates })));
      }
    }
    return sheets;
  }

  /** The sandbox is our own, and leaves nothing open. */
  async #readSheets(text: string, wanted: Parameters<typeof readSheets>[2]) {
    const { map } = this.loaded;
    if (this.connection.kind === "sandbox") return readSheets(text, map, wanted);
    return readSettledSheets(text, { map, check: this.#check }, wanted);
  }

  /** Divides a request for more business dates than Cashrec takes, and remembers how many. */
  async #fetchParts(asked: Asked): Promise<{ text: string; asked: Asked }[]> {
    try {
      return [{ text: await this.fetchText(asked), asked }];
    } catch (error) {
      const days = countRangeDays(asked);
      if (!isCashrecFailure(error) || !error.isRangeTooLong || days <= 1) throw error;
      this.#daysMax = Math.min(this.#daysMax, Math.ceil(days / 2));
      const parts = [...split(asked, this.#daysMax)];
      const texts: { text: string; asked: Asked }[] = [];
      for (const part of parts) texts.push(...(await this.#fetchParts(part)));
      return texts;
    }
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

  /**
   * Asks once for the sheets of every centre, without naming one. Returns null when that is
   * refused, which says nothing about the connection or the names of parameters.
   */
  async fetchUnlisted({ from, to }: Pick<Asked, "from" | "to">): Promise<string | null> {
    const { request: shape } = this.loaded.map;
    const [names] = shape.parameters;
    if (names === undefined) return null;
    const asked = { centreIds: [], from, to };
    const url = requestUrl(this.connection.apiUrl, asked, { shape, names });
    url.searchParams.delete(names.centres);
    const response = await this.#request(url, []);
    return response.status === 200 ? textOf(response) : null;
  }

  async #ask(asked: Asked): Promise<string> {
    const { map } = this.loaded;
    const urlFor = (names: ParameterNames) =>
      requestUrl(this.connection.apiUrl, asked, { shape: map.request, names });
    const { response, names } = await this.#naming.request(asked.centreIds, (tried) => {
      return this.#request(urlFor(tried), asked.centreIds);
    });
    const text = textOf(response);
    const { pages } = map.request;
    if (pages === null) return text;
    const send = async (url: URL) => textOf(await this.#request(url, asked.centreIds));
    const lettersMax = this.limits.bodyBytesMax;
    return readPages({ url: urlFor(names), text, map, pages, send, lettersMax });
  }

  async #request(url: URL, centreIds: readonly string[]): Promise<HttpResponse> {
    return this.#attempts.run(centreIds, async () => {
      const token = await this.#tokens.get();
      const response = await this.#send(url.href, token, centreIds);
      if (response.status !== 401) return response;
      const again = await this.#send(url.href, await this.#tokens.get(token), centreIds);
      if (again.status === 401) this.#tokens.distrust(again.status);
      return again;
    });
  }

  async #send(url: string, token: string, centreIds: readonly string[]): Promise<HttpResponse> {
    const headers = { authorization: `Bearer ${token}`, accept: "application/json" };
    const target = { url, init: { headers }, whom: "Cashrec" };
    const { pacing } = this.runtime;
    await pacing.take();
    const response = await exchange(target, this.runtime, this.limits);
    const { status, retryAfterMs } = response;
    if (isPassing(status)) {
      const asksToWait = status === TOO_MANY || retryAfterMs !== null;
      const asksAll = !asksToWait || this.#attempts.asksAll(centreIds, retryAfterMs);
      if (asksToWait) await pacing.delay(asksAll ? (retryAfterMs ?? EASE_MS) : EASE_MS);
      const now = this.runtime.now();
      throw notNow("Cashrec", { status, retryAfterMs, now, isOfCentres: !asksAll });
    }
    return response;
  }
}

function clockOf({ id, timeZone, dayStartsAt }: CentreAsked): [string, CentreClock][] {
  if (timeZone === undefined || dayStartsAt === undefined) return [];
  return [[id, { timeZone, dayStartsAt }]];
}
