/** A container's image holds what the build has traced, which is not the source of the program. */
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { beforeAll, expect, it } from "vitest";
import { z } from "zod";
import { ensureBuild } from "../build";
import { ROOT } from "../process/next-server";

const SERVER = join(ROOT, ".next", "server");
const traceSchema = z.object({ files: z.array(z.string()) });
const BUILD_MS_MAX = 300_000;
const SOURCE = /^(?!node_modules\/).*\.tsx?$/;

beforeAll(() => ensureBuild(), BUILD_MS_MAX);

it("traces no source file of the repository", () => {
  const traces = readdirSync(SERVER, { recursive: true, encoding: "utf8" }).filter((path) =>
    path.endsWith(".nft.json"),
  );
  const traced = new Set(traces.flatMap(listTraced));
  expect(traced).toContain("node_modules/pg/lib/index.js");
  expect([...traced].filter((path) => SOURCE.test(path))).toEqual([]);
});

function listTraced(trace: string): string[] {
  const { files } = traceSchema.parse(JSON.parse(readFileSync(join(SERVER, trace), "utf8")));
  return files.map((file) => relative(ROOT, join(SERVER, dirname(trace), file)));
}
