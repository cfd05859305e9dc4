import { fileURLToPath } from "node:url";
import { defineConfig } from "prisma/config";

const here = (name: string) => fileURLToPath(new URL(name, import.meta.url));

/** The owner of the tables changes them, where there is a role for it. */
const listUrls = () => [process.env.DATABASE_OWNER_URL, process.env.DATABASE_URL];

export default defineConfig({
  schema: here("./schema.prisma"),
  migrations: { path: here("./migrations") },
  // `generate` and the offline diff need no server, so that none has to be configured for them.
  datasource: { url: listUrls().find(Boolean) ?? "postgresql://127.0.0.1:5432/unused" },
});
