/**
 * Instances that inform people, each in a process of its own and with an SMTP server of its own, so
 * that a test knows at every step of a delivery whom it would kill.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { END_WITH_PARENT } from "@/scripts/process/next-server";
import { type MailServer, startMailServer } from "./mail-server";

const PROCESS = fileURLToPath(new URL("./inform-process.ts", import.meta.url));

export type Instance = {
  server: MailServer;
  /** Kills the process without warning, unless it is dead. */
  kill: () => void;
  /** Starts another process after the death of the one before. */
  restart: () => Promise<void>;
  stop: () => Promise<void>;
};

export async function startInstance(): Promise<Instance> {
  const server = await startMailServer();
  let child = await startProcess(server.url);
  return {
    server,
    kill: () => void child.kill("SIGKILL"),
    async restart() {
      await ended(child);
      child = await startProcess(server.url);
    },
    async stop() {
      child.kill("SIGKILL");
      await ended(child);
      await server.stop();
    },
  };
}

async function startProcess(smtpUrl: string): Promise<ChildProcess> {
  const flags = ["--conditions=react-server", "--import", "tsx", ...END_WITH_PARENT];
  const child = spawn(process.execPath, [...flags, PROCESS], {
    stdio: ["ignore", "pipe", "inherit", "ipc"],
    env: {
      ...process.env,
      NODE_OPTIONS: "",
      SMTP_URL: smtpUrl,
      MAIL_FROM: "counterfoil@example.test",
    },
  });
  await new Promise<void>((resolve, reject) => {
    child.stdout?.once("data", () => resolve());
    child.once("exit", (code) => reject(new Error(`An instance ended by itself: ${code}`)));
  });
  return child;
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  await new Promise<void>((resolve) => child.once("exit", () => resolve()));
}
