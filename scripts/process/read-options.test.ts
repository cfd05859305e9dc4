import { afterEach, expect, test, vi } from "vitest";
import { outputOf, startScript } from "@/lib/testing/run-script";
import { readOptions } from "./read-options";

const OPTIONS = {
  check: { type: "boolean", default: false },
  before: { type: "string" },
  "to-disk": { type: "boolean", default: false },
} as const;

afterEach(() => vi.unstubAllEnvs());

test("options are read", () => {
  const { values } = readOptions({ options: OPTIONS, args: ["--check", "--before", "2019-01"] });
  expect({ ...values }).toEqual({ check: true, before: "2019-01", "to-disk": false });
});

test.each(["--chek", "--no-check", "check"])("%s is refused", (arg) => {
  expect(() => readOptions({ options: OPTIONS, args: [arg] })).toThrow(arg);
});

test("an option that npm took is refused, also one of two words", () => {
  vi.stubEnv("npm_config_to_disk", "true");
  expect(() => readOptions({ options: OPTIONS })).toThrow("npm took --to-disk");
});

test("an option that npm took for one of its own is refused", () => {
  vi.stubEnv("npm_config_token_description", "folder");
  const options = { to: { type: "string" } } as const;
  expect(() => readOptions({ options, args: [] })).toThrow("npm took --to");
});

test("what npm has from its own configuration is no option of a command", () => {
  vi.stubEnv("npm_config_before", "2026-01-01");
  expect(readOptions({ options: OPTIONS, args: [] }).values.before).toBeUndefined();
});

test.each(["rebuild", "replay", "partition", "attachments-move", "sandbox", "chaos/chaos"])(
  "%s does nothing with an option that it does not know, and says so in one line",
  async (command) => {
    const { code, output } = await outputOf(startScript(`${command}.ts`, ["--chek"], {}));
    expect(code).toBe(1);
    expect(output).toMatch(/^Unknown option '--chek'.*\n$/);
  },
);

test("no check runs no times", async () => {
  const { code, output } = await outputOf(startScript("chaos/chaos.ts", ["--kills=two"], {}));
  expect([code, output]).toEqual([1, "--kills is a whole number above 0.\n"]);
});
