import { beforeAll, expect, test } from "vitest";
import { evaluate } from "./evaluate";
import { readSamples, type Samples } from "./samples";

/** The figures of a seeded run are the same on every machine. */
const COUNT = 40;
const SEED = 5_000_000;

let samples: Samples;

beforeAll(async () => {
  samples = await readSamples("made up");
});

test("with one unusual name nothing is silently wrong, and most forms need no question", () => {
  const { proposed } = evaluate(samples.sheets, { seed: SEED, count: COUNT, unusual: "one" });
  expect(proposed.wrong).toBe(0);
  expect(proposed.right / COUNT).toBeGreaterThanOrEqual(0.85);
}, 120_000);

test("the same seed makes the same forms", () => {
  const options = { seed: SEED, count: 5, unusual: "half" } as const;
  const { builtIn, proposed } = evaluate(samples.sheets, options);
  expect(evaluate(samples.sheets, options)).toMatchObject({ builtIn, proposed });
}, 120_000);
