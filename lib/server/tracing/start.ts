import "server-only";

/** Traces what the application does, if the environment names a receiver of OpenTelemetry. */
import { env } from "../env";

/** Without a receiver, no package of OpenTelemetry is loaded. */
export async function startTracing(): Promise<void> {
  const { traces } = env().observing;
  if (traces === null) return;
  const { sendTraces } = await import("./send-traces");
  const { flush } = sendTraces(traces);
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => void flush());
}
