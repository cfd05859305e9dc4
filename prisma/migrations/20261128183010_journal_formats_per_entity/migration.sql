-- Accounting programs know each legal entity by numbers of its own.
ALTER TABLE "journal_format_version"
  ADD COLUMN "entity_id" TEXT COLLATE "C" NOT NULL DEFAULT 'organisation',
  DROP CONSTRAINT "journal_format_version_pkey",
  ADD CONSTRAINT "journal_format_version_pkey" PRIMARY KEY ("entity_id","version");
