import { expect, test } from "vitest";
import { Circuit } from "./circuit";

const OPEN_MS = 30_000;
const HOUR_MS = 3_600_000;

test("an open circuit lets one request pass after its time, or when the clock is set back", () => {
  let time = HOUR_MS;
  const circuit = new Circuit(() => time, OPEN_MS);
  circuit.open();
  expect(circuit.isOpen).toBe(true);
  time += OPEN_MS;
  expect(circuit.isOpen).toBe(false);
  circuit.enter();
  expect(circuit.isOpen).toBe(true);
  circuit.open();
  time -= HOUR_MS;
  expect(circuit.isOpen).toBe(false);
});
