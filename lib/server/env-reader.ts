import "server-only";

/** Reads single variables of the environment, and collects what is wrong with them. */
import { accessSync, constants } from "node:fs";
import { resolve } from "node:path";

export type Variables = Record<string, string | undefined>;

export type Reader = ReturnType<typeof reader>;

/**
 * Each function returns null for an absent variable, and records what is wrong with a present one.
 */
export function reader(variables: Variables, problems: string[]) {
  const text = (name: string) => variables[name]?.trim() || null;
  return {
    text,
    wrong: (problem: string) => problems.push(problem),
    whole(name: string, { from, to, usual }: { from: number; to: number; usual: number }) {
      const value = text(name);
      if (value === null) return usual;
      const number = /^\d+$/.test(value) ? Number(value) : NaN;
      if (number >= from && number <= to) return number;
      problems.push(`${name} must be a whole number from ${from} to ${to}`);
      return usual;
    },
    url(name: string, protocols: RegExp) {
      const value = text(name);
      if (value === null) return null;
      if (!URL.canParse(value)) problems.push(`${name} must be a URL`);
      else if (!protocols.test(new URL(value).protocol))
        problems.push(`${name} has the wrong scheme`);
      return value;
    },
    file(name: string) {
      const value = text(name);
      if (value === null) return null;
      try {
        accessSync(value, constants.R_OK);
      } catch {
        problems.push(`${name} names a file that can't be read`);
      }
      return absolute(value);
    },
  };
}

/** The bundler must not take this for a file of the program that it has to include. */
export function absolute(path: string): string {
  return resolve(/* turbopackIgnore: true */ path);
}
