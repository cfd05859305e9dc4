import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { isAppError } from "../app-error";
import { disconnect } from "./client";
import { toDatabaseError } from "./failures";
import { awaitFlushOf } from "./await-flush";

beforeAll(async () => {
  await disconnect();
  vi.stubEnv("DATABASE_URL", "postgresql://127.0.0.1:1/nowhere");
});
afterAll(async () => {
  await disconnect();
  vi.unstubAllEnvs();
});

const failureOf = (method: string) =>
  awaitFlushOf(new Request("https://counterfoil.test", { method })).then(
    () => null,
    (error: unknown) => (isAppError(error) ? error : toDatabaseError(error))?.code,
  );

test("without its database, a change may be stored, and a reading is not there", async () => {
  expect(await failureOf("POST")).toBe("OUTCOME_UNKNOWN");
  expect(await failureOf("GET")).toBe("DATABASE_UNAVAILABLE");
});
