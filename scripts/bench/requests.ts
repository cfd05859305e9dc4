/**
 * What a request costs beside a Next.js route and page that do nothing: many at a time, one client
 * alone, pages as they are rendered, and a day that is signed off.
 */
import { makeToken, startApp } from "./app";
import { startBare } from "./bare";
import { type Asked, MEASURE_MS, requestRate, responseTime, type Timed } from "./http";
import { benchMoves } from "./moves";
import { ratio, row, title } from "../figures/report";
import { type BenchServer, withServer } from "./server";
import { formatCookies, signIn } from "./sign-in";
import { listCentreIds, YEAR, ensureYearDatabase } from "./year";

const CONNECTIONS = 16;

type Bare = { rate: number; ms: number; page: Timed };

export async function benchRequests(server: BenchServer, scale: number): Promise<void> {
  const bare = await withServer(startBare, async (base): Promise<Bare> => {
    const rate = await requestRate({ url: `${base}/bare` }, CONNECTIONS);
    const { ms } = await responseTime({ url: `${base}/bare` });
    return { rate, ms, page: await responseTime({ url: `${base}/` }) };
  });
  const url = await ensureYearDatabase(server, scale);
  const headers = { authorization: `Bearer ${await makeToken(url)}` };
  const [centre = ""] = listCentreIds(scale);
  const list = `/api/reconciliations?centreId=${centre}&from=${YEAR.to}&to=${YEAR.to}`;
  await withServer(
    () => startApp(url),
    (base) => measureApi(bare, { url: base + list, headers }, base),
  );
  await benchRenderedPages(server, bare);
  await benchMoves(server, bare.ms);
}

async function measureApi(bare: Bare, list: Asked, base: string): Promise<void> {
  const health = { url: `${base}/api/health` };
  const nowhere = { url: `${base}/api/nowhere`, status: 404 };
  title(`Requests per second, ${CONNECTIONS} connections, ${MEASURE_MS / 1_000} s each`);
  const show = async (name: string, asked: Asked, aim: string) => {
    const rate = await requestRate(asked, CONNECTIONS);
    const share = `${((rate / bare.rate) * 100).toFixed(0)} % of baseline`;
    row(name, `${rate.toFixed(0)}/s`, `${share}, aim: ${aim}`);
  };
  row("a bare Next.js route handler (baseline)", `${bare.rate.toFixed(0)}/s`);
  await show("one day of one centre, with an API token", list, "40 %");
  await show("an unknown path of the API", nowhere, "1,000/s");
  title("Time of a request, one client");
  row("a bare Next.js route handler (baseline)", milliseconds(bare.ms));
  const time = async (name: string, asked: Asked, aim: string) => {
    const { ms } = await responseTime(asked);
    row(name, milliseconds(ms), `${ratio(ms, bare.ms)}, aim: ${aim}`);
  };
  await time("GET /api/health", health, "2 x");
  await time("one day of one centre, with an API token", list, "3 ms");
}

/** The pages of the demo, as its reviewer gets them. */
async function benchRenderedPages(server: BenchServer, bare: Bare): Promise<void> {
  const url = await server.fresh("bench_rendered");
  try {
    await withServer(
      () => startApp(url, "demo"),
      async (base) => {
        title("Pages as the server renders them, one client");
        row(
          "a bare page of Next.js (baseline)",
          milliseconds(bare.page.ms),
          kilobytes(bare.page.bytes),
        );
        const cookie = formatCookies(await signIn(base, "reviewer@example.test"));
        const show = async (name: string, path: string, aim: string) => {
          const { ms, bytes } = await responseTime({ url: base + path, headers: { cookie } });
          const times = ratio(ms, bare.page.ms);
          row(name, milliseconds(ms), `${kilobytes(bytes)}, ${times}, aim: ${aim}`);
        };
        await show("the list of reconciliations", "/reconciliations", "15 ms, 120 kB");
        await show("the first page of a reviewer", "/", "12 ms");
      },
    );
  } finally {
    await server.drop("bench_rendered");
  }
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1_000).toFixed(0)} kB`;
}

function milliseconds(ms: number): string {
  return `${ms.toFixed(2)} ms`;
}
