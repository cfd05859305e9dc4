import { Writable } from "node:stream";
import pino from "pino";
import { expect, test } from "vitest";
import { AppError } from "./app-error";
import { describeError, logOptions } from "./log";

test("of a driver's error the code is kept, never its words or a stack", () => {
  const inner = Object.assign(new Error('duplicate key "nerea@example.test"'), { code: "23505" });
  const outer = new Error("Invalid invocation with password hunter2", { cause: inner });
  const described = describeError(outer);
  expect(described).toEqual({ name: "Error", cause: { name: "Error", code: "23505" } });
  expect(JSON.stringify(described)).not.toMatch(/nerea|hunter2|at /);
});

test("our own words are kept", () => {
  expect(describeError(new AppError("NOT_FOUND", "There is no such centre."))).toMatchObject({
    code: "NOT_FOUND",
    message: "There is no such centre.",
  });
  expect(describeError("text")).toEqual({ name: "string" });
});

test("a line of the log holds no stack and no secret", () => {
  const lines: string[] = [];
  const sink = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(chunk.toString());
      done();
    },
  });
  const logger = pino(logOptions(), sink);
  logger.error({ err: new TypeError("x is not a function"), password: "hunter2" }, "failed");
  logger.error(new Error("SELECT secret"));
  expect(lines.join("")).toContain("x is not a function");
  expect(lines.join("")).not.toMatch(/hunter2|SELECT secret|\n\s+at |stack/);
});
