import { expect, test } from "vitest";
import { AppError } from "../app-error";
import { unlessRefused } from "./unless-refused";

test("what is refused for what it asks for is left to the browser, and nothing else", async () => {
  expect(await unlessRefused(Promise.resolve("read"))).toBe("read");
  for (const code of ["INVALID", "REFUSED"] as const) {
    expect(await unlessRefused(Promise.reject(new AppError(code, "too many")))).toBeNull();
  }
  for (const code of ["NOT_FOUND", "DATABASE_UNAVAILABLE"] as const) {
    const work = unlessRefused(Promise.reject(new AppError(code, "not now")));
    await expect(work).rejects.toMatchObject({ code });
  }
});
