/**
 * A server of tests also listens on a socket of the file system: a message takes half of the work
 * that it takes through the network of this machine.
 */
import { platform } from "node:os";
import { join, resolve } from "node:path";
import { withClient } from "@/scripts/postgres/with-client";

/** PostgreSQL does not start with a longer name. */
const PATH_MAX = 107;
const LONGEST_NAME = ".s.PGSQL.65535.lock";

/** Returns the settings of a server whose files are in this directory. */
export function listenOnSocket(dir: string): string[] {
  const folder = join(resolve(dir), "data");
  const isPossible = platform() !== "win32" && join(folder, LONGEST_NAME).length <= PATH_MAX;
  return isPossible ? [`unix_socket_directories=${folder}`] : [];
}

/** Returns null for a server without a socket. */
export function findSocketFolder(url: string): Promise<string | null> {
  return withClient(url, async (client) => {
    const { rows } = await client.query<{ unix_socket_directories: string }>(
      "SHOW unix_socket_directories",
    );
    return rows[0]?.unix_socket_directories || null;
  });
}

export function throughSocket(url: URL, folder: string | null): URL {
  if (folder !== null) url.searchParams.set("host", folder);
  return url;
}
