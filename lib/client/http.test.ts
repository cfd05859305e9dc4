import { describe, expect, test } from "vitest";
import { isApiError, readResponse } from "./http";

const PROBLEM = {
  type: "urn:counterfoil:problem:conflict",
  title: "Someone else was faster",
  status: 409,
  code: "CONFLICT",
  detail: "Look again.",
  requestId: "r1",
  current: { version: 2 },
};

describe("an answer", () => {
  test("is what was sent when it is a success", () => {
    expect(readResponse(200, '{"id":"a"}')).toEqual({ id: "a" });
  });

  test("keeps the whole problem when it is refused", () => {
    const error = problemOf(() => readResponse(409, JSON.stringify(PROBLEM)));
    expect(error).toEqual(PROBLEM);
  });

  // status, body
  test.each([
    [200, "<html>Pay for the network</html>"],
    [200, ""],
    [502, "<html>Bad gateway</html>"],
    [500, '{"code":"NEVER_HEARD_OF"}'],
  ])("%d %s is unexpected, and says so", (status, body) => {
    const error = problemOf(() => readResponse(status, body));
    expect(error).toMatchObject({ code: "UNEXPECTED", status });
  });
});

function problemOf(run: () => unknown): unknown {
  try {
    run();
  } catch (error) {
    if (isApiError(error)) return error.problem;
    throw error;
  }
  return null;
}
