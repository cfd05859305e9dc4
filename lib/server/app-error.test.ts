import { expect, test } from "vitest";
import { AppError, isAppError } from "./app-error";
import { isCashrecFailure } from "./cashrec/failure";
import { describeError } from "./log";
import { failureOf } from "./sync/failure";

/** Loads a module a second time, as another bundle of the built application does. */
const copyOf = (path: string): Promise<unknown> => import(/* @vite-ignore */ `${path}?copy`);

test("what another copy of the module throws is told by its mark", async () => {
  const copy = (await copyOf("./app-error.ts")) as { AppError: typeof AppError };
  const error = new copy.AppError("UPSTREAM_UNAVAILABLE", "Cashrec did not answer.", {
    retryAfter: 2,
  });
  expect(error).not.toBeInstanceOf(AppError);
  expect(isAppError(error)).toBe(true);
  expect(describeError(error).message).toBe("Cashrec did not answer.");
  expect(failureOf(error)).toEqual({
    code: "UPSTREAM_UNAVAILABLE",
    message: "Cashrec did not answer.",
    retryAfterSeconds: 2,
    isOfCentres: false,
  });
});

test("so is what Cashrec failed with", async () => {
  const failures = await copyOf("./cashrec/failure.ts");
  const copy = failures as { unavailable: (message: string) => unknown };
  expect(isCashrecFailure(copy.unavailable("Cashrec did not answer."))).toBe(true);
});

test("nothing else is taken for ours", () => {
  for (const other of [null, undefined, "AppError", {}, new Error("no"), { name: "AppError" }]) {
    expect(isAppError(other)).toBe(false);
    expect(isCashrecFailure(other)).toBe(false);
  }
  expect(isCashrecFailure(new AppError("NOT_FOUND", "There is none."))).toBe(false);
});
