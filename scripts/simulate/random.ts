/** Chance of the application: while somebody of a run is at work, it comes from the seed. */
import crypto from "node:crypto";
import { syncBuiltinESMExports } from "node:module";
import type { Chance } from "../figures/chance";
import type { Scheduler } from "./scheduler";

type Replaceable = {
  randomUUID: () => string;
  randomBytes: (size: number, ...rest: unknown[]) => Buffer;
};

export function replaceRandom({ current }: Scheduler, chance: Chance): { restore: () => void } {
  const target = crypto as unknown as Replaceable;
  const { randomUUID, randomBytes } = target;
  const { random } = Math;
  const isOurs = () => current.getStore() !== undefined;
  const bytes = (size: number) =>
    Buffer.from(Array.from({ length: size }, () => chance.whole(0, 255)));
  target.randomBytes = (size, ...rest) =>
    isOurs() && rest.length === 0 ? bytes(size) : randomBytes(size, ...rest);
  target.randomUUID = () => {
    if (!isOurs()) return randomUUID();
    const text = bytes(16).toString("hex");
    const parts = [text.slice(0, 8), text.slice(8, 12), `4${text.slice(13, 16)}`];
    return [...parts, `8${text.slice(17, 20)}`, text.slice(20)].join("-");
  };
  Math.random = () => (isOurs() ? chance.unit() : random());
  syncBuiltinESMExports();
  return {
    restore() {
      Object.assign(target, { randomUUID, randomBytes });
      Math.random = random;
      syncBuiltinESMExports();
    },
  };
}
