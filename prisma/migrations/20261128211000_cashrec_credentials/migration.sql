-- The credentials of Cashrec that an administrator set. One row, which keeps its version when they
-- are removed; what is sealed can be opened with the key of the server only.
CREATE TABLE "cashrec_credentials" (
  "id" INTEGER NOT NULL DEFAULT 1,
  "version" INTEGER NOT NULL,
  "sealed" TEXT,
  "host" TEXT,
  "checked_at" TIMESTAMPTZ(3),
  "set_by_id" UUID NOT NULL,
  "set_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "cashrec_credentials_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "cashrec_credentials_single" CHECK ("id" = 1),
  CONSTRAINT "cashrec_credentials_whole" CHECK (("sealed" IS NULL) = ("host" IS NULL))
);
