import "server-only";

/**
 * Finds the names that Cashrec gives to the parameters of a request. They are tried in the order of
 * the map as long as it refuses them, and what it accepted is remembered.
 */
import type { ParameterNames } from "@/lib/domain/field-map/request-shape";
import { isWithin } from "./is-within";
import type { Limits, Runtime } from "./limits";
import { codeOf, isRangeRefusal } from "./response-text";
import type { HttpResponse } from "./transport";

/** Keeps the names over a restart. */
export type NameMemory = {
  find: () => Promise<ParameterNames | null>;
  store: (names: ParameterNames) => Promise<void>;
};

/** Mapal's own code for parameters that it does not understand. */
const BAD_PARAMETERS = 100;

export class ParameterNaming {
  #candidates: readonly ParameterNames[];
  #isLoaded = false;
  /** Whether the first of the candidates was accepted since the start. */
  #isConfirmed = false;
  /** When all were refused, so that the others are not tried again for a while. */
  #refusedAt = -Infinity;

  constructor(
    candidates: readonly ParameterNames[],
    private readonly memory: NameMemory,
    private readonly runtime: Pick<Runtime, "now">,
    private readonly limits: Pick<Limits, "refusedNamesMs">,
  ) {
    this.#candidates = candidates;
  }

  /**
   * Returns the first response that is no refusal of the names; if all are, that to the first. A
   * server that ignores names it does not know may respond with 200 to any of them, so that others
   * than the first are taken only when a centre that was asked for stands in the response.
   */
  async request(
    centreIds: readonly string[],
    send: (names: ParameterNames) => Promise<HttpResponse>,
  ): Promise<{ response: HttpResponse; names: ParameterNames }> {
    await this.#load();
    const [first, ...others] = this.#candidates;
    if (first === undefined) throw new Error("the field map names no parameters");
    const response = await send(first);
    if (!this.#isRefused(response)) {
      if (response.status === 200) await this.#confirm(first);
      return { response, names: first };
    }
    if (isWithin(this.runtime.now(), this.#refusedAt, this.limits.refusedNamesMs)) {
      return { response, names: first };
    }
    for (const names of others) {
      const next = await send(names);
      if (isRangeRefusal(next)) return { response: next, names };
      if (next.status !== 200 || !namesCentre(next.text, centreIds)) continue;
      await this.#confirm(names);
      return { response: next, names };
    }
    this.#refusedAt = this.runtime.now();
    return { response, names: first };
  }

  /** Names that were accepted before are wrong only if Cashrec says so. */
  #isRefused(response: HttpResponse): boolean {
    if (response.status !== 400) return false;
    const isBad = codeOf(response) === BAD_PARAMETERS;
    return this.#isConfirmed ? isBad : isBad || !isRangeRefusal(response);
  }

  async #load(): Promise<void> {
    if (this.#isLoaded) return;
    this.#isLoaded = true;
    const stored = await this.memory.find();
    if (stored !== null && this.#candidates.some((each) => isSame(each, stored))) {
      this.#putFirst(stored);
    }
  }

  async #confirm(names: ParameterNames): Promise<void> {
    const wasFirst = isSame(this.#candidates[0], names);
    if (this.#isConfirmed && wasFirst) return;
    this.#isConfirmed = true;
    if (wasFirst) return;
    this.#putFirst(names);
    await this.memory.store(names);
  }

  #putFirst(names: ParameterNames): void {
    this.#candidates = [names, ...this.#candidates.filter((each) => !isSame(each, names))];
  }
}

function namesCentre(text: string, centreIds: readonly string[]): boolean {
  return centreIds.some((id) => {
    for (let at = text.indexOf(id); at !== -1; at = text.indexOf(id, at + 1)) {
      if (!isWordPart(text[at - 1]) && !isWordPart(text[at + id.length])) return true;
    }
    return false;
  });
}

function isWordPart(letter = ""): boolean {
  return /[\p{L}\p{N}]/u.test(letter);
}

function isSame(left: ParameterNames | undefined, right: ParameterNames): boolean {
  return left?.from === right.from && left.to === right.to && left.centres === right.centres;
}
