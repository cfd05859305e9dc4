/** Requests of one person to the proxy of compose, which has a certificate of its own authority. */
import { Agent, request } from "node:https";
import { DEMO_PASSWORD } from "@/lib/domain/demo-people";

const WAIT_MS_MAX = 30_000;

/** The status is 0 where no response came, and the body the reason. */
type Response = { status: number; body: Buffer };
export type Client = { call: Call; signIn: () => Promise<void> };
type Call = (method: string, path: string, sent?: Sent) => Promise<Response>;
type Sent = { type: string; text: string };

export function createClient({ port, ca }: { port: number; ca: string }): Client {
  const agents = [true, false].map((keepAlive) => new Agent({ keepAlive, ca }));
  const cookies = new Map<string, string>();
  let calls = 0;

  const call: Call = (method, path, sent) =>
    new Promise((resolve) => {
      calls += 1;
      const fail = ({ message }: Error) => resolve({ status: 0, body: Buffer.from(message) });
      const outgoing = request(
        {
          host: "localhost",
          port,
          method,
          path,
          // Every other request is sent on a connection of its own.
          agent: agents[calls % agents.length],
          headers: {
            cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join("; "),
            origin: `https://localhost:${port}`,
            ...(sent === undefined ? {} : { "content-type": sent.type }),
          },
        },
        (incoming) => {
          for (const line of incoming.headers["set-cookie"] ?? []) {
            const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
            if (name !== undefined && value !== undefined) cookies.set(name, value);
          }
          const parts: Buffer[] = [];
          incoming.on("data", (part: Buffer) => parts.push(part));
          incoming.once("error", fail);
          incoming.once("end", () =>
            resolve({ status: incoming.statusCode ?? 0, body: Buffer.concat(parts) }),
          );
        },
      );
      outgoing.once("error", fail);
      outgoing.setTimeout(WAIT_MS_MAX, () => outgoing.destroy(new Error("no response")));
      outgoing.end(sent?.text);
    });

  async function signIn(): Promise<void> {
    const { csrfToken } = JSON.parse(String((await call("GET", "/api/auth/csrf")).body)) as {
      csrfToken: string;
    };
    const text = new URLSearchParams({
      csrfToken,
      email: "reviewer@example.test",
      password: DEMO_PASSWORD,
      json: "true",
    }).toString();
    const type = "application/x-www-form-urlencoded";
    const { status } = await call("POST", "/api/auth/callback/credentials", { type, text });
    if (status !== 200) throw new Error(`The demo's reviewer can't sign in: ${status}`);
  }

  return { call, signIn };
}
