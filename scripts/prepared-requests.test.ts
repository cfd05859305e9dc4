/** What becomes of a request that came before the marks. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { config } from "../next.config.mjs";
import { GET as getHealth } from "@/app/api/health/route";
import { GET as getReady } from "@/app/api/ready/route";
import { problemSchema } from "@/lib/contracts/problem";
import { refuseUnknownPath } from "@/lib/server/api/unknown-path";
import { markPrepared, PREPARED_HEADER } from "@/lib/server/http/prepared";

test("requests without the mark, and no others, are kept from what serves them", async () => {
  const redirects = (await config.redirects?.()) ?? [];
  expect(redirects.map(({ destination }) => destination)).toEqual(["/", "/:path+"]);
  const rewrites = (await config.rewrites?.()) ?? [];
  const [first] = Array.isArray(rewrites) ? [] : (rewrites.beforeFiles ?? []);
  expect(first?.destination).toBe("/api/starting");
  for (const { missing } of [...redirects, first ?? {}]) {
    expect(missing).toEqual([{ type: "header", key: PREPARED_HEADER }]);
  }
  const end = markPrepared();
  const server = createServer(({ headers }, response) => {
    response.end(JSON.stringify(headers[PREPARED_HEADER] ?? null));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const ask = async () => (await fetch(`http://127.0.0.1:${port}/`)).text();
  expect(await ask()).toBe('"1"');
  end();
  expect(await ask()).toBe("null");
  server.close();
});

test("programs get a problem document while it starts", async () => {
  for (const GET of [getHealth, getReady, refuseUnknownPath]) {
    const request = new Request("http://127.0.0.1/");
    const response = await GET(request, { params: Promise.resolve({}) });
    expect(response.status).toBe(503);
    expect(response.headers.get("retry-after")).toBe("1");
    expect(problemSchema.parse(await response.json()).code).toBe("STARTING");
  }
});
