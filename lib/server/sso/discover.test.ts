/** What identity providers publish is requested once by those who need it at the same time. */
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { configureProviders } from "@/lib/testing/single-sign-on";
import { makeTemporaryFolder } from "@/lib/testing/temporary-folder";
import { env } from "../env";
import { discover } from "./discover";

const folder = makeTemporaryFolder("oidc");
let server: Server;
let issuer: string;
let requests = 0;
let isDown = true;

beforeAll(async () => {
  server = createServer((_request, response) => {
    requests += 1;
    response.statusCode = isDown ? 503 : 200;
    const endpoints = { authorization_endpoint: issuer, token_endpoint: issuer, jwks_uri: issuer };
    response.end(JSON.stringify({ issuer, ...endpoints }));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  configureProviders(folder, [{ id: "example", issuer, domains: ["example.test"] }]);
});
afterAll(() => server.close());

test("many who need it at once share a request, and a failure is forgotten at once", async () => {
  const [provider] = env().oidcProviders;
  if (provider === undefined) throw new Error("It is configured.");
  const askAll = () => Promise.allSettled(Array.from({ length: 5 }, () => discover(provider)));
  const kinds = async () => new Set((await askAll()).map(({ status }) => status));
  expect([await kinds(), requests]).toEqual([new Set(["rejected"]), 1]);
  isDown = false;
  expect([await kinds(), requests]).toEqual([new Set(["fulfilled"]), 2]);
  expect([await kinds(), requests]).toEqual([new Set(["fulfilled"]), 2]);
});
