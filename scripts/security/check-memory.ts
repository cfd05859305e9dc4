/** Sixty connections send bodies that nobody asked for; the server's memory hardly grows. */
import { readFileSync } from "node:fs";
import { connect, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import type { Findings, Target } from "./section";

const CONNECTIONS = 60;
const MEGABYTE = 1024 * 1024;
const GROWTH_MB_MAX = 64;
const BODY_BYTES = 16 * MEGABYTE;
const CHUNK = Buffer.alloc(64 * 1024, "a");
const SAMPLE_MS = 50;
const SAMPLES_MAX = 120;
const WARM_UP_ROUNDS = 20;
/** Pages, the API and files, with a length and without one. */
const PATHS = ["/sign-in", "/", "/api/till-counts/imports", "/api/users", "/api/auth/callback/pin"];

export async function checkMemory({ app }: Target): Promise<Findings> {
  const pids = findServer(app.pid);
  if (pids.length === 0) return { lines: ["not measured on this system"], failures: [] };
  await warmUp(app.base);
  const { restMb, peakMb, sentMb } = await attack(app.base, pids);
  const grown = Math.round(peakMb - restMb);
  const healthy = await fetch(`${app.base}/api/health`).then(
    ({ ok }) => ok,
    () => false,
  );
  return {
    lines: [
      `${CONNECTIONS} connections sent ${Math.round(sentMb)} MB: memory from ` +
        `${Math.round(restMb)} MB by ${grown} MB (${GROWTH_MB_MAX} or less)`,
    ],
    failures: [
      ...(grown <= GROWTH_MB_MAX ? [] : [`memory grows by ${grown} MB`]),
      ...(healthy ? [] : ["the application is not healthy afterwards"]),
    ],
  };
}

/** The first requests load code and fill caches, which is no growth by a body. */
async function warmUp(base: string): Promise<void> {
  const body = "a".repeat(1024);
  for (let round = 0; round < WARM_UP_ROUNDS; round += 1) {
    const responses = PATHS.flatMap((path) => [
      fetch(base + path, { redirect: "manual" }),
      fetch(base + path, { method: "POST", headers: { origin: base }, body }),
    ]);
    for (const response of await Promise.all(responses)) await response.arrayBuffer();
  }
}

async function attack(base: string, pids: readonly number[]) {
  const restMb = residentMb(pids);
  let peakMb = restMb;
  const floods = Array.from({ length: CONNECTIONS }, (_, at) =>
    flood(base, PATHS[at % PATHS.length] ?? "/", at % 2 === 0),
  );
  for (let at = 0; at < SAMPLES_MAX && floods.some(({ isOver }) => !isOver()); at += 1) {
    await sleep(SAMPLE_MS);
    peakMb = Math.max(peakMb, residentMb(pids));
  }
  const sentMb = floods.reduce((sum, { sent }) => sum + sent(), 0) / MEGABYTE;
  for (const { socket } of floods) socket.destroy();
  return { restMb, peakMb, sentMb };
}

type Flood = { socket: Socket; sent: () => number; isOver: () => boolean };

function flood(base: string, path: string, hasLength: boolean): Flood {
  const { hostname, port, host } = new URL(base);
  const socket = connect(Number(port), hostname);
  const framing = hasLength ? `Content-Length: ${BODY_BYTES}` : "Transfer-Encoding: chunked";
  const head = [`POST ${path} HTTP/1.1`, `Host: ${host}`, `Origin: ${base}`, framing];
  socket.write(`${head.join("\r\n")}\r\n\r\n`);
  let left = BODY_BYTES;
  let over = false;
  const write = () => {
    while (left > 0 && !over) {
      left -= CHUNK.length;
      const frame = hasLength ? "" : `${CHUNK.length.toString(16)}\r\n`;
      if (frame !== "") socket.write(frame);
      const isTaken = socket.write(CHUNK);
      if (frame !== "") socket.write("\r\n");
      if (!isTaken) return;
    }
    over = true;
  };
  const end = () => {
    over = true;
  };
  socket.on("drain", write).on("error", end).on("close", end).resume();
  write();
  return { socket, sent: () => socket.bytesWritten, isOver: () => over };
}

/** Returns the processes that serve requests: what `npm start` started, without PostgreSQL. */
function findServer(pid: number): number[] {
  if (process.platform !== "linux") return [];
  return listDescendants(pid).filter((one) => read(`/proc/${one}/cmdline`).includes("next"));
}

export function listDescendants(pid: number): number[] {
  const children = read(`/proc/${pid}/task/${pid}/children`).split(" ").filter(Boolean).map(Number);
  return [...children, ...children.flatMap(listDescendants)];
}

function residentMb(pids: readonly number[]): number {
  const kilobytes = pids.map((pid) =>
    Number(/VmRSS:\s+(\d+)/.exec(read(`/proc/${pid}/status`))?.[1]),
  );
  return kilobytes.reduce((sum, one) => sum + (one || 0), 0) / 1024;
}

function read(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return ""; // The process has ended meanwhile.
  }
}
