/** Requests of one kind after another: how many a second, and how long one of them takes. */
import { Agent, request } from "node:http";
import { percentile } from "../figures/report";

/** A connection is reused, as browsers and scripts do. */
export type Asked = {
  url: string;
  headers?: Record<string, string>;
  method?: string;
  body?: string;
  /** The default is 200. */
  status?: number;
};

export type Timed = { ms: number; bytes: number };

/** V8 goes on compiling for some seconds of requests, and servers run for weeks. */
const WARM_UP_MS = 8_000;
export const MEASURE_MS = 6_000;
const WARM_UP = 300;
const REQUESTS = 200;

/** Requests per second by this many connections at a time. */
export async function requestRate(asked: Asked, connections: number): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const began = performance.now();
  let done = 0;
  const work = async () => {
    while (performance.now() - began < WARM_UP_MS + MEASURE_MS) {
      await send(asked, agent);
      if (performance.now() - began > WARM_UP_MS) done += 1;
    }
  };
  await Promise.all(Array.from({ length: connections }, work));
  agent.destroy();
  return done / (MEASURE_MS / 1_000);
}

/** The median time of one client that sends a request after the other, and the bytes of one. */
export async function responseTime(asked: Asked): Promise<Timed> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const times: number[] = [];
  let bytes = 0;
  for (let turn = 0; turn < WARM_UP + REQUESTS; turn += 1) {
    const timed = await send(asked, agent);
    bytes = timed.bytes;
    if (turn >= WARM_UP) times.push(timed.ms);
  }
  agent.destroy();
  return { ms: percentile(times, 0.5), bytes };
}

export function send({ url, headers, method, body, status }: Asked, agent: Agent): Promise<Timed> {
  return new Promise((resolve, reject) => {
    const began = performance.now();
    const sent = request(url, { agent, headers, method }, (response) => {
      let bytes = 0;
      let text = "";
      const isExpected = response.statusCode === (status ?? 200);
      response.on("data", (chunk: Buffer) => {
        bytes += chunk.byteLength;
        if (!isExpected) text += chunk.toString();
      });
      // A response that is broken off has no end.
      response.once("error", reject).once("close", () => reject(new Error(`${url} broke off`)));
      response.once("end", () => {
        if (isExpected) resolve({ ms: performance.now() - began, bytes });
        else reject(new Error(`${url} answered ${response.statusCode}: ${text.slice(0, 400)}`));
      });
    });
    sent.once("error", reject).end(body);
  });
}
