import { expect, test } from "vitest";
import { requestKindOf } from "./request-limits";

const PLAIN = { limit: null, takesFile: false, sendsFile: false };

test("body, output and method tell what a route costs, unless it declares it", () => {
  expect(requestKindOf(PLAIN, "GET")).toBe("read");
  expect(requestKindOf(PLAIN, "HEAD")).toBe("read");
  expect(requestKindOf(PLAIN, "DELETE")).toBe("command");
  expect(requestKindOf({ ...PLAIN, sendsFile: true }, "GET")).toBe("file");
  expect(requestKindOf({ ...PLAIN, takesFile: true }, "POST")).toBe("upload");
  expect(requestKindOf({ ...PLAIN, limit: "computation" }, "POST")).toBe("computation");
  expect(requestKindOf({ ...PLAIN, limit: "read", sendsFile: true }, "GET")).toBe("read");
});
