import { expect, test } from "vitest";
import { DEMO_PASSWORD } from "./demo-people";
import { refusePassword } from "./password";

test("nobody outside the demo may choose its password", () => {
  expect(refusePassword(DEMO_PASSWORD, "ana@example.test")).toBe("common");
});
