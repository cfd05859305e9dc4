/** What the set-up scripts need to know about processes and ports of this machine. */
import { readFileSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";

export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

/**
 * Returns false when the process id belongs to another program by now; true where that is unknown.
 */
export function isProgram(pid: number, field: string): boolean {
  if (!isRunning(pid)) return false;
  if (process.platform !== "linux") return true;
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").includes(field);
  } catch {
    return false; // The process ended between the two checks.
  }
}

/** Returns a port that was free a moment ago; 0 lets the system choose. */
export function freePort(port = 0, host = "127.0.0.1"): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(port, host, () => {
      const address = server.address() as AddressInfo;
      server.close(() => resolve(address.port));
    });
  });
}
