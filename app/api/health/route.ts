/** Whether this instance can serve, for load balancers and for `npm start`. Open to anyone. */
import { cashrec } from "@/lib/server/cashrec/connection";
import { sql } from "@/lib/server/db/sql";
import { log } from "@/lib/server/log";

export const dynamic = "force-dynamic";

export async function GET(): Promise<Response> {
  const database = await databaseWord();
  const healthy = database === "ok";
  return Response.json(
    { status: healthy ? "ok" : "down", database, cashrec: await cashrecWord(healthy) },
    { status: healthy ? 200 : 503, headers: { "cache-control": "no-store" } },
  );
}

/** Which connection is in use stands in the database. */
async function cashrecWord(healthy: boolean): Promise<string> {
  return healthy ? (await cashrec()).connectionWord() : "unknown";
}

async function databaseWord(): Promise<"ok" | "down"> {
  try {
    await sql("SELECT 1");
    return "ok";
  } catch (error) {
    log().error({ err: error }, "the database does not answer");
    return "down";
  }
}
